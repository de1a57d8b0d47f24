"""Who is in the room: names and parts, in as many columns as fit."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from trainer.desktop.theme import Theme


class RoomStrip(QWidget):
    """Paints pairs of a name and a part; a column is as wide as its longest pair."""

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
        return QFontMetricsF(self._fonts()[0]).height() + self._theme.px(1)

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
                names = max(strong.horizontalAdvance(name) for name, _ in group) + gap
                widths.append((names, max(italic.horizontalAdvance(part) for _, part in group)))
            if sum(map(sum, widths)) + gutter * (columns - 1) <= width or columns == 1:
                return rows, widths
        raise AssertionError("one column always fits")

    def hasHeightForWidth(self) -> bool:
        """Always: the number of columns depends on the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Height of the rows at ``width``."""
        return round(self._columns(width)[0] * self._row_height() + 0.5)

    def sizeHint(self) -> QSize:
        """See QWidget."""
        return QSize(self._theme.px(540), self.heightForWidth(self._theme.px(540)))

    def minimumSizeHint(self) -> QSize:
        """See QWidget."""
        return QSize(self._theme.px(120), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """See QWidget."""
        painter = QPainter(self)
        strong, italic = self._fonts()
        rows, widths = self._columns(self.width())
        used = sum(map(sum, widths))
        spare = (self.width() - used) / max(len(widths) - 1, 1) if len(widths) > 1 else 0
        x = 0.0
        for index, (names, parts) in enumerate(widths):
            y = QFontMetricsF(strong).ascent()
            for name, part in self._people[index * rows : (index + 1) * rows]:
                painter.setPen(self._theme.colour("ink"))
                painter.setFont(strong)
                painter.drawText(QPointF(x, y), name)
                painter.setFont(italic)
                shown = QFontMetricsF(italic).elidedText(part, Qt.TextElideMode.ElideRight, self.width() - x - names)
                painter.drawText(QPointF(x + names, y), shown)
                y += self._row_height()
            x += names + parts + min(spare, self._theme.px(56))
        painter.end()
