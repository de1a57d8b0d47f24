"""Layout of one attempt in a list: when, which decision, both choices, the forecast, and how it came out."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QFont, QFontMetricsF

from trainer.desktop.dates import short_day
from trainer.desktop.painting.scene import Align, Piece, Scene, words, wrap
from trainer.desktop.painting.shapes import Sign
from trainer.desktop.theme import Theme
from trainer.progress.values import AttemptLine
from trainer.study.statements import PERCENT

INSET = 10.0
"""Room to the left and to the right of all texts, in pixels at 100 %."""
_WIDE = 640.0
"""From this width on everything stands in columns, in pixels at 100 %."""
_DATE, _FORECAST, _MARKS = 84.0, 60.0, 132.0
_PAD, _SIDE, _GAP = 11.0, 13.0, 14.0
_MOST_LINES = 4


class _Face:
    """A font, and how much room it takes; measured once, since a list has hundreds of rows."""

    def __init__(self, font: QFont) -> None:
        self.font = font
        self._metrics = QFontMetricsF(font)
        self.height = self._metrics.height()

    def width(self, text: str) -> float:
        return self._metrics.horizontalAdvance(text)

    def lines(self, text: str, room: float) -> int:
        return 1 if self.width(text) <= room else len(wrap(text, self.font, room, _MOST_LINES))


@dataclass(frozen=True)
class _Faces:
    title: _Face
    choice: _Face
    small: _Face
    figure: _Face


@cache
def _faces(text_size: int) -> _Faces:
    theme = Theme("of any colour", dark=False, colours={}, text_size=text_size)
    bold = QFont.Weight.DemiBold
    return _Faces(
        _Face(theme.sans(14, bold)),
        _Face(theme.sans(13)),
        _Face(theme.sans(12.5)),
        _Face(theme.sans(13, bold, tabular=True)),
    )


@dataclass(frozen=True)
class _Frame:
    """Where the texts begin and end in a row, and whether all stands in columns."""

    wide: bool
    begin: float
    end: float
    left: float
    room: float
    """For title and choices, which begin at ``left``."""


def _frame(theme: Theme, width: float) -> _Frame:
    px = theme.px
    wide = width >= px(_WIDE)
    begin, end = float(px(INSET)), width - px(INSET)
    left = begin + (px(_DATE) if wide else 0)
    return _Frame(wide, begin, end, left, end - left - (px(_FORECAST + _MARKS) + px(12) if wide else 0))


def attempt_height(line: AttemptLine, theme: Theme, width: float, zone: dt.tzinfo | None = None) -> float:
    """The height of :func:`lay_attempt`, without laying anything out."""
    px, faces, frame = theme.px, _faces(theme.text_size), _frame(theme, width)
    top = px(_PAD) + faces.title.lines(_title(line), frame.room) * faces.title.height + px(2)
    top += sum(faces.choice.lines(said, frame.room) * faces.choice.height for said in _choices(line))
    if frame.wide:
        return max(top, px(_PAD) + 2 * faces.small.height + px(5)) + px(_PAD)
    *_, last = _meta_places(line, theme, frame, top + px(3), zone)
    return last.y() + faces.figure.height + px(_PAD)


def lay_attempt(line: AttemptLine, theme: Theme, width: float, zone: dt.tzinfo | None = None) -> Scene:
    """Lay out an attempt whose record is open; the height follows from the width, and no text is cut."""
    px, faces, frame = theme.px, _faces(theme.text_size), _frame(theme, width)
    pieces, top = _texts(line, theme, frame)
    date, forecast = short_day(line.created, zone), f"{line.forecast}{PERCENT}"
    if frame.wide:
        marks = frame.end - px(_MARKS)
        places = [
            QPointF(frame.begin, px(_PAD) + px(2)),
            QPointF(marks - px(16) - faces.figure.width(forecast), px(_PAD) + px(1)),
            QPointF(marks, px(_PAD)),
            QPointF(marks, px(_PAD) + faces.small.height + px(5)),
        ]
    else:
        places = _meta_places(line, theme, frame, top + px(3), zone)
    pieces.append(words("date", date, faces.small.font, "ink-2", places[0]))
    pieces.append(words("forecast", forecast, faces.figure.font, "ink", places[1], Align.LEFT))
    for (icon, text, ink), place in zip(_marks(line), places[2:], strict=True):
        pieces += _mark(theme, icon, text, ink, place)
    return Scene(QSizeF(width, attempt_height(line, theme, width, zone)), tuple(pieces))


def _title(line: AttemptLine) -> str:
    return line.decision_title + (f" ({_ordinal(line.number)} try)" if line.number > 1 else "")


def _choices(line: AttemptLine) -> tuple[str, str]:
    return f"I chose: {line.choice_title}", f"They chose: {line.taken_title}"


def _marks(line: AttemptLine) -> tuple[tuple[str, str, str], ...]:
    """Icon, word and colour of both."""
    agreement, judgement = line.agreement.value, line.judgement.value
    return (agreement, f"{agreement} the record", "ink"), (judgement, judgement, judgement)


def _ordinal(number: int) -> str:
    return {2: "second", 3: "third", 4: "fourth", 5: "fifth"}.get(number, f"{number}th")


def _texts(line: AttemptLine, theme: Theme, frame: _Frame) -> tuple[list[Piece], float]:
    """Title and choices, and where they end."""
    faces = _faces(theme.text_size)
    font = faces.title.font
    at = QPointF(frame.left, theme.px(_PAD))
    title = words("title", wrap(_title(line), font, frame.room, _MOST_LINES), font, "ink", at)
    pieces: list[Piece] = [title]
    top = title.rect.bottom() + theme.px(2)
    font = faces.choice.font
    for said in _choices(line):
        text = words("choice", wrap(said, font, frame.room, _MOST_LINES), font, "ink-2", QPointF(frame.left, top))
        pieces.append(text)
        top = text.rect.bottom()
    return pieces, top


def _meta_places(line: AttemptLine, theme: Theme, frame: _Frame, top: float, zone: dt.tzinfo | None) -> list[QPointF]:
    """Where date, forecast and both marks stand below the texts, in as many lines as they need."""
    px, faces = theme.px, _faces(theme.text_size)
    wide = [faces.small.width(short_day(line.created, zone)), faces.figure.width(f"{line.forecast}{PERCENT}")]
    wide += [px(_SIDE) + px(6) + faces.small.width(text) for _, text, _ in _marks(line)]
    places: list[QPointF] = []
    x = frame.begin
    for each in wide:
        if x > frame.begin and x + each > frame.end:
            x, top = frame.begin, top + faces.small.height + px(3)
        places.append(QPointF(x, top))
        x += each + px(_GAP)
    return places


def _mark(theme: Theme, icon: str, text: str, ink: str, at: QPointF) -> list[Piece]:
    """A sign with its word."""
    face, side = _faces(theme.text_size).small, theme.px(_SIDE)
    sign = Sign("mark", QRectF(at.x(), at.y() + (face.height - side) / 2, side, side), icon, ink)
    return [sign, words("mark", text, face.font, "ink", at + QPointF(side + theme.px(6), 0))]
