"""Charts as one function of plain data onto a painter: the same on screen, image, SVG and PDF."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from trainer.case.chart import ChartData
from trainer.desktop.painting.bars import lay_bars
from trainer.desktop.painting.lines import lay_lines
from trainer.desktop.painting.scene import Scene, paint_scene
from trainer.desktop.theme import Theme


def lay_chart(data: ChartData, theme: Theme, width: float) -> Scene:
    """The layout of a chart at a width of at least 200 pixels."""
    return lay_bars(data, theme, width) if data.form == "bars" else lay_lines(data, theme, width)


def chart_height(data: ChartData, theme: Theme, width: float) -> float:
    """The height a chart takes at a width."""
    return lay_chart(data, theme, width).size.height()


def paint_chart(painter: QPainter, rect: QRectF, data: ChartData, theme: Theme, ground: str = "page") -> None:
    """Paint a chart at the top of ``rect``, as wide as that; ``ground`` names the colour it lies on."""
    paint_scene(painter, rect.topLeft(), lay_chart(data, theme, rect.width()), theme, ground)
