"""A scroll bar that keeps out of the way: a slim handle and nothing else."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollBar

from trainer.desktop.theme import Theme

_WIDTH = 10
_MARGIN = 2


class SlimScrollBar(QScrollBar):
    """Drawn by itself; it behaves as every scroll bar does."""

    def __init__(self, theme: Theme, orientation: Qt.Orientation = Qt.Orientation.Vertical) -> None:
        super().__init__(orientation)
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent, False)

    def sizeHint(self) -> QSize:
        """Slim at any text size."""
        hint = super().sizeHint()
        upright = self.orientation() == Qt.Orientation.Vertical
        return QSize(_WIDTH, hint.height()) if upright else QSize(hint.width(), _WIDTH)

    def enterEvent(self, event: QEnterEvent) -> None:
        """See QWidget."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """See QWidget."""
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The handle alone, where the style would put it."""
        if self.maximum() <= self.minimum():
            return
        # The enums of QStyle take ten milliseconds to build; a first window that needn't scroll does without them.
        from PySide6.QtWidgets import QStyle, QStyleOptionSlider

        option = QStyleOptionSlider()
        self.initStyleOption(option)
        control, part = QStyle.ComplexControl.CC_ScrollBar, QStyle.SubControl.SC_ScrollBarSlider
        handle = QRectF(self.style().subControlRect(control, option, part, self))
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        held = self.underMouse() or self.isSliderDown()
        painter.setBrush(self._theme.colour("edge" if held else "line"))
        radius = (_WIDTH - 2 * _MARGIN) / 2
        painter.drawRoundedRect(handle.adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN), radius, radius)
        painter.end()
