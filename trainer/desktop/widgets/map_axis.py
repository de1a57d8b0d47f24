"""The axis of time above the map."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from trainer.desktop.painting.map_layout import MapLayout
from trainer.desktop.painting.map_painting import axis_height, paint_axis
from trainer.desktop.theme import Theme


class MapAxis(QWidget):
    """The years; stays in sight while the field below scrolls."""

    def __init__(self, theme: Theme, margin: int) -> None:
        """``margin`` is the place of the map's left edge, in pixels."""
        super().__init__()
        self._margin = margin
        self._theme = theme
        self._layout: MapLayout | None = None
        self._ticks: tuple[tuple[int, float], ...] = ()
        self._here: float | None = None
        self._left = 0
        self.setFixedHeight(axis_height(theme))

    def show_scale(self, layout: MapLayout, ticks: tuple[tuple[int, float], ...], here: float | None) -> None:
        """Show the years of a layout, and where the learner is."""
        self._layout, self._ticks, self._here = layout, ticks, here
        self.update()

    def scroll_to(self, left: int) -> None:
        """Follow the map below, which is scrolled by so much."""
        self._left = left
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """See QWidget."""
        if self._layout is None:
            return
        painter = QPainter(self)
        area = QRectF(self._margin - self._left, 0, self._layout.width, self.height())
        paint_axis(painter, area, self._ticks, self._here, self._theme)
        painter.end()
