"""A button of one icon, for steps that every reader knows by their sign."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from trainer.desktop.painting.icons import paint_icon
from trainer.desktop.theme import Theme

_SIDE = 30.0
_ICON = 16.0


class IconButton(QAbstractButton):
    """Its name is read out, and shown when the mouse rests on it."""

    def __init__(self, theme: Theme, name: str, icon: str) -> None:
        super().__init__()
        self._theme = theme
        self._icon = icon
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Room to hit it."""
        return QSize(self._theme.px(_SIDE), self._theme.px(_SIDE))

    def paintEvent(self, event: QPaintEvent) -> None:
        """See QWidget."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isDown() or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("wash"))
            painter.drawRoundedRect(QRectF(self.rect()), 5, 5)
        side = self._theme.px(_ICON)
        area = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
        ink = self._theme.colour("ink" if self.isEnabled() else "ink-3")
        paint_icon(painter, area, self._icon, ink, self._theme.colour("accent"))
        painter.end()
