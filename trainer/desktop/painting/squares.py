"""Layout of so many out of so many: a square each, full for those that count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QFont

from trainer.desktop.painting.scene import Piece, Rule, Scene, line_height, text_width, words, wrap
from trainer.desktop.painting.shapes import Box
from trainer.desktop.theme import Theme

_PITCH = 12.0
_SIDE = 10.0


def lay_squares(count: int, total: int, theme: Theme, width: float, largest: int = 0) -> Scene:
    """Lay out ``count`` of ``total``; where the squares don't fit, a bar in the same proportion stands for them.

    Args:
        count: how many squares are full.
        total: how many there are.
        theme: for colours and measures.
        width: in pixels.
        largest: of the totals in one list, so that either all of them have squares or none.
    """
    px = theme.px
    bold, plain = theme.sans(13, QFont.Weight.DemiBold, tabular=True), theme.sans(13, tabular=True)
    number, rest = f"{count:,}", f" of {total:,}"
    said = text_width(number, bold) + text_width(rest, plain)
    tall = max(line_height(plain), px(_SIDE))
    room = width - said - px(8)
    top = (tall - px(_SIDE)) / 2
    pieces: list[Piece] = []
    if max(total, largest) * px(_PITCH) <= room:
        for index in range(total):
            area = QRectF(index * px(_PITCH), top, px(_SIDE), px(_SIDE))
            pieces.append(Box("full", area, "ink") if index < count else Box("empty", area, None, "edge", 1.5))
        end = float(total * px(_PITCH))
    else:
        end = max(min(room, px(160)), px(20))
        whole = QRectF(0, top, end, px(_SIDE))
        pieces.append(Box("empty", whole, None, "edge", 1.5))
        if count:
            pieces.append(Box("full", QRectF(0, top, max(end * count / total, 2.0), px(_SIDE)), "ink"))
        end += px(2)
    at = QPointF(end + px(6), (tall - line_height(bold)) / 2)
    pieces.append(words("count", number, bold, "ink", at))
    pieces.append(words("total", rest, plain, "ink-2", at + QPointF(text_width(number, bold), 0)))
    return Scene(QSizeF(max(end + px(6) + said, 1.0), tall), tuple(pieces))


@dataclass(frozen=True)
class Proportion:
    """So many out of so many, with a name."""

    key: str
    title: str
    count: int
    total: int


def lay_proportions(rows: Sequence[Proportion], theme: Theme, width: float) -> Scene:
    """Lay out a list of proportions, each in a row with its name; the height follows from the width."""
    px = theme.px
    font = theme.sans(13, QFont.Weight.DemiBold)
    beside = width >= px(380)
    name_width = width * 0.42 if beside else width
    largest = max((row.total for row in rows), default=0)
    pieces: list[Piece] = [Rule("rule", QPointF(0, 0), QPointF(width, 0), "ink")]
    top = float(px(8))
    for row in rows:
        name = words("name", wrap(row.title, font, name_width - px(12), 3), font, "ink", QPointF(0, top))
        pieces.append(name)
        drawn = lay_squares(row.count, row.total, theme, width - name_width if beside else width, largest)
        x, y = (name_width, top) if beside else (0.0, name.rect.bottom() + px(4))
        pieces += drawn.moved(x, y)
        top = max(name.rect.bottom(), y + drawn.size.height()) + px(8)
        pieces.append(Rule("rule", QPointF(0, top), QPointF(width, top), "line"))
        top += px(8)
    return Scene(QSizeF(width, max(top - px(7), 1.0)), tuple(pieces))
