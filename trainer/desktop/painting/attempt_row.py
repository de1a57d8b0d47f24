"""Layout of one attempt in a list: when, which decision, both choices, the forecast, and how it came out."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QFont

from trainer.desktop.dates import short_day
from trainer.desktop.painting.scene import Align, Piece, Scene, line_height, text_width, words, wrap
from trainer.desktop.painting.shapes import Sign
from trainer.desktop.theme import Theme
from trainer.progress.values import AttemptLine
from trainer.study.statements import PERCENT

INSET = 10.0
"""Room to the left and to the right of all texts, in pixels at 100 %."""
_WIDE = 640.0
"""From this width on everything stands in columns, in pixels at 100 %."""
_DATE, _FORECAST, _MARKS = 84.0, 60.0, 132.0
_MOST_LINES = 4


def lay_attempt(line: AttemptLine, theme: Theme, width: float, zone: dt.tzinfo | None = None) -> Scene:
    """Lay out an attempt whose record is open; the height follows from the width, and no text is cut."""
    px = theme.px
    pad = px(11)
    wide = width >= px(_WIDE)
    small, figures = theme.sans(12.5), theme.sans(13, QFont.Weight.DemiBold, tabular=True)
    begin, end = float(px(INSET)), width - px(INSET)
    left = begin + px(_DATE) if wide else begin
    room = end - left - (px(_FORECAST + _MARKS) + px(12) if wide else 0)
    pieces, top = _texts(line, theme, left, pad, room)
    date = short_day(line.created, zone)
    forecast = f"{line.forecast}{PERCENT}"
    if wide:
        pieces.append(words("date", date, small, "ink-2", QPointF(begin, pad + px(2))))
        marks = end - px(_MARKS)
        pieces.append(words("forecast", forecast, figures, "ink", QPointF(marks - px(16), pad + px(1)), Align.RIGHT))
        made, _ = _mark(theme, line.agreement.value, f"{line.agreement.value} the record", "ink", marks, pad)
        pieces += made
        below = pad + line_height(small) + px(5)
        made, _ = _mark(theme, line.judgement.value, line.judgement.value, line.judgement.value, marks, below)
        pieces += made
        return Scene(QSizeF(width, max(top, below + line_height(small)) + pad), tuple(pieces))
    top += px(3)
    x = begin
    for text, font, ink in ((date, small, "ink-2"), (forecast, figures, "ink")):
        pieces.append(words("meta", text, font, ink, QPointF(x, top)))
        x += text_width(text, font) + px(14)
    for icon, text, ink in (
        (line.agreement.value, f"{line.agreement.value} the record", "ink"),
        (line.judgement.value, line.judgement.value, line.judgement.value),
    ):
        need = text_width(text, small) + px(22)
        if x > begin and x + need > end:
            x, top = begin, top + line_height(small) + px(3)
        made, x = _mark(theme, icon, text, ink, x, top)
        pieces += made
        x += px(14)
    return Scene(QSizeF(width, top + line_height(small) + pad), tuple(pieces))


def _texts(line: AttemptLine, theme: Theme, left: float, top: float, room: float) -> tuple[list[Piece], float]:
    """Title and choices, and where they end."""
    bold, small = theme.sans(14, QFont.Weight.DemiBold), theme.sans(13)
    again = f" ({_ordinal(line.number)} try)" if line.number > 1 else ""
    title = words(
        "title", wrap(f"{line.decision_title}{again}", bold, room, _MOST_LINES), bold, "ink", QPointF(left, top)
    )
    pieces: list[Piece] = [title]
    top = title.rect.bottom() + theme.px(2)
    for said in (f"I chose: {line.choice_title}", f"They chose: {line.taken_title}"):
        text = words("choice", wrap(said, small, room, _MOST_LINES), small, "ink-2", QPointF(left, top))
        pieces.append(text)
        top = text.rect.bottom()
    return pieces, top


def _ordinal(number: int) -> str:
    return {2: "second", 3: "third", 4: "fourth", 5: "fifth"}.get(number, f"{number}th")


def _mark(theme: Theme, icon: str, text: str, ink: str, x: float, y: float) -> tuple[list[Piece], float]:
    """A sign with its word, and where it ends."""
    font = theme.sans(12.5)
    side = theme.px(13)
    sign = Sign("mark", QRectF(x, y + (line_height(font) - side) / 2, side, side), icon, ink)
    word = words("mark", text, font, "ink", QPointF(x + side + theme.px(6), y))
    return [sign, word], word.rect.right()
