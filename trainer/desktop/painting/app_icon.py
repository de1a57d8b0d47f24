"""The icon of the program: a grain on the dark ground of the covers, a ring around it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap

GROUND = "#20252C"
RING = "#F08A4B"
GRAIN = "#F1ECE1"

SIDE = 256
"""Of the drawing below, in its own units."""
CORNER = 56
RING_RADIUS = 84
RING_WIDTH = 11
GRAIN_LENGTH = 112
GRAIN_BREADTH = 52
TURN = -38
"""Degrees by which the grain is turned, clockwise."""

_SIZES = (16, 24, 32, 48, 64, 128, 256)


def paint_app_icon(painter: QPainter, rect: QRectF) -> None:
    """Paint the icon of the program into a square."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.topLeft())
    painter.scale(rect.width() / SIDE, rect.height() / SIDE)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(GROUND))
    painter.drawRoundedRect(QRectF(0, 0, SIDE, SIDE), CORNER, CORNER)
    painter.translate(SIDE / 2, SIDE / 2)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(RING), RING_WIDTH))
    painter.drawEllipse(QPointF(0, 0), RING_RADIUS, RING_RADIUS)
    painter.rotate(TURN)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(GRAIN))
    painter.drawEllipse(QPointF(0, 0), GRAIN_LENGTH / 2, GRAIN_BREADTH / 2)
    painter.restore()


def app_icon() -> QIcon:
    """The icon of the program's windows."""
    made = QIcon()
    for size in _SIZES:
        pixmap = QPixmap(size, size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        paint_app_icon(painter, QRectF(0, 0, size, size))
        painter.end()
        made.addPixmap(pixmap)
    return made


def app_icon_svg() -> str:
    """The same drawing as an SVG file."""
    middle = SIDE // 2
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIDE} {SIDE}">\n'
        f'  <rect width="{SIDE}" height="{SIDE}" rx="{CORNER}" fill="{GROUND}"/>\n'
        f'  <circle cx="{middle}" cy="{middle}" r="{RING_RADIUS}" fill="none" stroke="{RING}"'
        f' stroke-width="{RING_WIDTH}"/>\n'
        f'  <ellipse cx="{middle}" cy="{middle}" rx="{GRAIN_LENGTH // 2}" ry="{GRAIN_BREADTH // 2}" fill="{GRAIN}"'
        f' transform="rotate({TURN} {middle} {middle})"/>\n'
        "</svg>\n"
    )
