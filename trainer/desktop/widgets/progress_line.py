"""How far something long has come, as a line that fills."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QWidget

from trainer.desktop.theme import Theme

_HEIGHT = 8
STEPS = 1000
"""What it counts to."""


class ProgressLine(QProgressBar):
    """Takes a share of the whole, and tells it to screen readers as well."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setRange(0, STEPS)
        self.setTextVisible(False)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setValue(0)

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(self._theme.px(160), self._theme.px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """See QWidget."""
        return QSize(self._theme.px(60), self._theme.px(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """A channel, and in it what is done."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect())
        radius = area.height() / 2
        painter.setPen(self._theme.colour("edge"))
        painter.setBrush(self._theme.colour("page"))
        painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        if self.value() > 0:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("accent"))
            done = max(area.width() * self.value() / STEPS, area.height())
            painter.drawRoundedRect(QRectF(0, 0, done, area.height()), radius, radius)
        painter.end()
