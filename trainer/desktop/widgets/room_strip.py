"""Who is in the room: names and parts, in as many columns as fit."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from trainer.desktop.theme import Theme

_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop
_TALL = 100_000.0


@dataclass(frozen=True)
class Placed:
    """A name or a part, and where it stands."""

    text: str
    area: QRectF
    font: QFont
    ink: str


class RoomStrip(QWidget):
    """Paints pairs of a name and a part; a column is as wide as its longest pair. Where even one column is too
    narrow for that, the parts wrap."""

    def __init__(self, theme: Theme, people: tuple[tuple[str, str], ...]) -> None:
        super().__init__()
        self._theme = theme
        self._people = people
        self.setAccessibleName("In the room: " + "; ".join(f"{name}, {part}" for name, part in people))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _fonts(self) -> tuple[QFont, QFont]:
        return self._theme.serif(16, QFont.Weight.DemiBold), self._theme.serif(16, italic=True)

    def _row_height(self) -> float:
        strong, italic = (QFontMetricsF(font) for font in self._fonts())
        heights = (max(_height(strong, name), _height(italic, part)) for name, part in self._people)
        return max(heights) + self._theme.px(1)

    def _columns(self, width: float) -> tuple[int, list[tuple[float, float]]]:
        """Rows, and for each column the width of its names and of its parts."""
        strong, italic = (QFontMetricsF(font) for font in self._fonts())
        gap, gutter = self._theme.px(10), self._theme.px(28)
        count = len(self._people)
        for columns in range(min(count, 4), 0, -1):
            rows = -(-count // columns)
            if columns > 1 and rows * (columns - 1) >= count:
                continue
            widths = []
            for first in range(0, count, rows):
                group = self._people[first : first + rows]
                names = max(_width(strong, name) for name, _ in group) + gap
                widths.append((names, max(_width(italic, part) for _, part in group)))
            if sum(map(sum, widths)) + gutter * (columns - 1) <= width or columns == 1:
                return rows, widths
        raise AssertionError("one column always fits")

    def placed(self, width: float) -> list[Placed]:
        """Every name and every part, as they stand in so much room."""
        rows, widths = self._columns(width)
        if sum(widths[0]) > width:
            return self._wrapped(width, widths[0][0])
        spare = (width - sum(map(sum, widths))) / max(len(widths) - 1, 1)
        found = []
        x = 0.0
        for index, (names, parts) in enumerate(widths):
            for line, (name, part) in enumerate(self._people[index * rows : (index + 1) * rows]):
                y = line * self._row_height()
                found += [self._name(name, x, y, names), self._part(part, x + names, y, parts)]
            x += names + parts + min(spare, self._theme.px(56))
        return found

    def _wrapped(self, width: float, names: float) -> list[Placed]:
        """One below the other; the part stands beside the name, or below where the name takes more than half."""
        beside = names <= width / 2
        found = []
        y = 0.0
        for name, part in self._people:
            first = self._name(name, 0, y, names if beside else width)
            x, top = (names, y) if beside else (float(self._theme.px(16)), first.area.bottom())
            second = self._part(part, x, top, width - x)
            found += [first, second]
            y = max(first.area.bottom(), second.area.bottom()) + self._theme.px(1)
        return found

    def _name(self, text: str, x: float, y: float, width: float) -> Placed:
        return self._place(text, x, y, width, self._fonts()[0], "ink")

    def _part(self, text: str, x: float, y: float, width: float) -> Placed:
        return self._place(text, x, y, width, self._fonts()[1], "ink-2")

    def _place(self, text: str, x: float, y: float, width: float, font: QFont, ink: str) -> Placed:
        height = _height(QFontMetricsF(font), text, width)
        return Placed(text, QRectF(x, y, width, height), font, ink)

    def hasHeightForWidth(self) -> bool:
        """Always: the number of columns depends on the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Height of the rows at ``width``."""
        return round(max(each.area.bottom() for each in self.placed(width)) + 0.5)

    def sizeHint(self) -> QSize:
        """See QWidget."""
        return QSize(self._theme.px(540), self.heightForWidth(self._theme.px(540)))

    def minimumSizeHint(self) -> QSize:
        """See QWidget."""
        return QSize(self._theme.px(120), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """See QWidget."""
        painter = QPainter(self)
        for each in self.placed(self.width()):
            painter.setFont(each.font)
            painter.setPen(self._theme.colour(each.ink))
            metrics = QFontMetricsF(each.font)
            if each.area.height() < 2 * metrics.height():  # on one base line, whatever script they are in
                base = each.area.top() + QFontMetricsF(self._fonts()[0]).ascent()
                painter.drawText(QPointF(each.area.left(), base), each.text)
            else:
                painter.drawText(each.area, _WRAP, each.text)
        painter.end()


def _height(metrics: QFontMetricsF, text: str, width: float = _TALL) -> float:
    return metrics.boundingRect(QRectF(0, 0, width, _TALL), _WRAP, text).height()


def _width(metrics: QFontMetricsF, text: str) -> float:
    """Room in which the text surely stands on one line."""
    return ceil(metrics.boundingRect(QRectF(0, 0, _TALL, _TALL), _WRAP, text).width()) + 2
