"""Painting of a group's figures in a line: a dot a learner, and a share with its interval beside what was expected."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen

from trainer.desktop.theme import Theme
from trainer.study.intervals import Interval

DOT = 6.0
"""Across a dot of the table, in pixels at 100 %."""
_LINES = 2
_GAP = 1 / 3
"""Between two dots, of their size."""


def dots_room(theme: Theme, width: float, size: float = DOT) -> int:
    """How many dots there is room for at most, in all lines together; none where not even one fits."""
    across = theme.px(size)
    return max(int((width + across * _GAP) // (across * (1 + _GAP))), 0) * _LINES


def paint_dots(
    painter: QPainter, theme: Theme, area: QRectF, count: int, *, hollow: bool = False, size: float = DOT
) -> None:
    """So many dots, in one line or evenly in two; more than fit are told by their number.

    Args:
        painter: to paint with.
        theme: for colours and measures.
        area: the room; the lines stand in its middle, from its left.
        count: how many.
        hollow: as rings.
        size: across a dot, in pixels at 100 %.
    """
    room = dots_room(theme, area.width(), size)
    if count > room:
        paint_number(painter, theme, area, count)
        return
    across = float(theme.px(size))
    pitch = across * (1 + _GAP)
    lines = 1 if count <= room // _LINES else _LINES
    each = -(-count // lines)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    stroke = max(across / 5, 1.0)
    painter.setPen(QPen(theme.colour("ink"), stroke) if hollow else Qt.PenStyle.NoPen)
    painter.setBrush(Qt.BrushStyle.NoBrush if hollow else theme.colour("ink"))
    radius = (across - stroke) / 2 if hollow else across / 2
    top = area.center().y() - (lines - 1) * pitch / 2
    for number in range(count):
        line, place = divmod(number, each)
        middle = QPointF(area.left() + across / 2 + place * pitch, top + line * pitch)
        painter.drawEllipse(middle, radius, radius)
    painter.restore()


def paint_number(painter: QPainter, theme: Theme, area: QRectF, count: int) -> None:
    """A number where dots would be too many."""
    painter.save()
    painter.setFont(theme.sans(13, QFont.Weight.DemiBold, tabular=True))
    painter.setPen(theme.colour("ink"))
    painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, f"{count:,}")
    painter.restore()


def paint_share(
    painter: QPainter, theme: Theme, area: QRectF, share: float, interval: Interval, expected: float
) -> None:
    """A share with its interval on a line from 0 to 1, and a ring where it was expected.

    Args:
        painter: to paint with.
        theme: for colours and measures.
        area: from side to side the line runs in it.
        share: 0-1.
        interval: of the share.
        expected: 0-1.
    """
    px = theme.px
    middle = round(area.center().y()) + 0.5

    def at(value: float) -> float:
        return area.left() + area.width() * value

    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour("line"), 1))
    painter.drawLine(QPointF(at(0), middle), QPointF(at(1), middle))
    painter.setPen(QPen(theme.colour("ink-2"), px(1.5), c=Qt.PenCapStyle.FlatCap))
    painter.drawLine(QPointF(at(interval.low), middle), QPointF(at(interval.high), middle))
    paint_share_mark(painter, theme, QPointF(at(share), middle))
    paint_expected_mark(painter, theme, QPointF(at(expected), middle))
    painter.restore()


def paint_share_mark(painter: QPainter, theme: Theme, middle: QPointF) -> None:
    """The upright mark of a share."""
    reach = theme.px(6)
    painter.setPen(QPen(theme.colour("ink"), theme.px(2.5), c=Qt.PenCapStyle.FlatCap))
    painter.drawLine(middle - QPointF(0, reach), middle + QPointF(0, reach))


def paint_expected_mark(painter: QPainter, theme: Theme, middle: QPointF) -> None:
    """The ring of what was expected."""
    painter.setPen(QPen(theme.colour("accent"), theme.px(2)))
    painter.setBrush(theme.colour("paper"))
    painter.drawEllipse(middle, theme.px(3.75), theme.px(3.75))


def figures_width(theme: Theme, text: str) -> float:
    """Of figures as they stand in the table."""
    return QFontMetricsF(theme.sans(13, tabular=True)).horizontalAdvance(text)
