"""The head of the record's table: each column's name, and the order it stands in."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QFont, QFontMetricsF, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QWidget

from trainer.desktop.painting.icons import paint_icon
from trainer.desktop.theme import Theme
from trainer.desktop.widgets.attempt_model import Column
from trainer.desktop.widgets.speech import tell

PAD = 8.0
"""Space before the text of a cell, in pixels at 100 %."""
ARROW = 16.0
"""Room for the arrow behind a name."""


class AttemptHeader(QHeaderView):
    """Sorts by a click, or by Left, Right and Enter once Tab has come here."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self._at = Column.DATE
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(1)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName("Columns")

    def name_width(self, name: str) -> int:
        """Width that a column needs for its name and the arrow."""
        return round(QFontMetricsF(self._font(bold=True)).horizontalAdvance(name)) + self._theme.px(PAD + ARROW)

    def sizeHint(self) -> QSize:
        """One line, with room."""
        height = QFontMetricsF(self._font(bold=True)).height()
        return QSize(0, max(self._theme.px(35), round(height) + self._theme.px(14)))

    def _font(self, *, bold: bool) -> QFont:
        return self._theme.sans(13, QFont.Weight.DemiBold if bold else QFont.Weight.Normal)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N802, N803
        """See QHeaderView."""
        theme = self._theme
        sorts = logicalIndex == self.sortIndicatorSection()
        text = str(self.model().headerData(logicalIndex, self.orientation()))
        font = self._font(bold=sorts)
        area = QRectF(rect)
        painter.save()
        painter.fillRect(rect, theme.colour("paper"))
        painter.fillRect(QRectF(area.left(), area.top(), area.width(), 1), theme.colour("ink"))
        painter.fillRect(QRectF(area.left(), area.bottom() - 1, area.width(), 1), theme.colour("edge"))
        painter.setFont(font)
        painter.setPen(theme.colour("ink" if sorts else "ink-2"))
        words = area.adjusted(theme.px(PAD), 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        if sorts:
            rising = self.sortIndicatorOrder() is Qt.SortOrder.AscendingOrder
            side = theme.px(13)
            left = words.left() + QFontMetricsF(font).horizontalAdvance(text) + theme.px(3)
            arrow = QRectF(left, area.center().y() - side / 2, side, side)
            paint_icon(painter, arrow, "arrow-down" if rising else "arrow-up", theme.colour("ink"))
        if self.hasFocus() and logicalIndex == self._at:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.drawRoundedRect(area.adjusted(1, 2, -1, -2), 5, 5)
        painter.restore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move between the columns, and sort."""
        match event.key():
            case Qt.Key.Key_Left:
                self._move(-1)
            case Qt.Key.Key_Right:
                self._move(1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Space:
                self._sort()
            case _:
                event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin at the column that sorts."""
        super().focusInEvent(event)
        shown = self._shown()
        sorting = Column(self.sortIndicatorSection())
        self._go_to(sorting if sorting in shown else shown[0])

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self.viewport().update()

    def _shown(self) -> list[Column]:
        return [column for column in Column if not self.isSectionHidden(column)]

    def _move(self, step: int) -> None:
        shown = self._shown()
        here = shown.index(self._at) if self._at in shown else 0
        self._go_to(shown[min(max(here + step, 0), len(shown) - 1)])

    def _sort(self) -> None:
        again = self.sortIndicatorSection() == self._at
        rising = self.sortIndicatorOrder() is Qt.SortOrder.AscendingOrder
        order = Qt.SortOrder.DescendingOrder if again and rising else Qt.SortOrder.AscendingOrder
        self.setSortIndicator(self._at, order)
        self._go_to(self._at)

    def _go_to(self, column: Column) -> None:
        self._at = column
        spoken = self.model().headerData(column, self.orientation(), Qt.ItemDataRole.AccessibleTextRole)
        self.setAccessibleName(f"Sort by {spoken}")
        tell(self, "NameChanged")
        self.viewport().update()
