"""What tables share that list something: a row after the other, one of them current, nothing to edit."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from trainer.desktop.theme import Theme
from trainer.desktop.widgets.layout import paint_ground
from trainer.desktop.widgets.scroll_bar import SlimScrollBar


class ListTable(QTableView):
    """A list; a ring around the current row shows where the keyboard is, and a mouse needs none."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._ring = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBar(SlimScrollBar(theme))
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        paint_ground(self, theme, "paper")

    def set_row_height(self, height: int) -> None:
        """Make all rows so high, in pixels."""
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(1)
        rows.setDefaultSectionSize(height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """As in every table, but that Escape is left to the page."""
        self._ring = True
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
        elif not self.take_key(event):
            super().keyPressEvent(event)
        self.viewport().update()

    def take_key(self, event: QKeyEvent) -> bool:
        """Do what a key does in this list alone, and say whether it does anything."""
        del event
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A mouse needs no focus ring."""
        self._ring = False
        super().mousePressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring where the keyboard brought the focus."""
        self._ring = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        super().focusInEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """See QWidget."""
        super().paintEvent(event)
        if not (self._ring and self.hasFocus() and self.currentIndex().isValid()):
            return
        row = self.currentIndex().row()
        around = QRectF(0, self.rowViewportPosition(row), self.horizontalHeader().length(), self.rowHeight(row))
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colour("focus"), 2))
        painter.drawRoundedRect(around.adjusted(1, 1, -1, -2), 4, 4)
        painter.end()
