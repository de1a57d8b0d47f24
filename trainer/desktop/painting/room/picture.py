"""What the room sees, as pixels that are kept from one screen to the next."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPixmap

from trainer.desktop.painting.room.board import Look
from trainer.desktop.painting.room.paint import Laid, differing, lay_into, paint_laid
from trainer.workshop.screen_values import Screen


class Picture:
    """A screen is painted over the one before, and only where they differ: while a room votes, that is a number many
    times a second."""

    def __init__(self, size: QSize, density: float) -> None:
        """
        Args:
            size: in the measures of the widget that shows it.
            density: pixels to each of these.
        """
        self.pixels = QPixmap(size * density)
        """The picture itself."""
        self.pixels.setDevicePixelRatio(density)
        self.size, self.density = size, density
        self._shown: tuple[Screen, Look] | None = None
        self._laid: Laid | None = None

    def show(self, screen: Screen, look: Look) -> None:
        """Be a picture of this from now on."""
        if self._shown is not None and self._shown[0] == screen and self._shown[1] == look:
            return
        laid = lay_into(QRectF(0, 0, self.size.width(), self.size.height()), screen, look)
        part = differing(self._laid, laid) if self._laid is not None else None
        if part is None or not part.isEmpty():
            painter = QPainter(self.pixels)
            paint_laid(painter, laid, part)
            painter.end()
        self._shown, self._laid = (screen, look), laid
