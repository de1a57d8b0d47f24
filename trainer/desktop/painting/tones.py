"""How the series of a chart are told apart: by tone, pattern, stroke and marker, never by hue alone."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from trainer.desktop.theme import Theme


@dataclass(frozen=True)
class Tone:
    """The look of one series; colours are names of the theme, dashes in line widths."""

    fill: str
    stroke: str
    dashes: tuple[float, ...]
    hatch: int = 0
    """Lines across the fill: 0 none, 1 rising, -1 falling, 2 both ways."""
    outlined: bool = False
    sides: int = 0
    """Shape of the marker: 0 a disc, else a polygon."""
    hollow: bool = False


TONES = (
    Tone("edge", "ink-2", (), sides=0),
    Tone("ink", "ink", (6.0, 2.5), sides=4),
    Tone("wash", "edge", (2.0, 2.0), outlined=True, sides=0, hollow=True),
    Tone("page", "ink-2", (9.0, 2.5, 2.0, 2.5), hatch=1, outlined=True, sides=3),
    Tone("edge", "ink", (1.2, 1.6), hatch=-1, outlined=True, sides=4, hollow=True),
    Tone("page", "edge", (12.0, 3.0), hatch=2, outlined=True, sides=3, hollow=True),
)
"""The first alone serves a single series; six is the most a chart takes."""

_CORNER = 1.5
_HATCH_STEPS = {1: 5.5, -1: 9.0, 2: 4.5}
"""Distance of the lines of each hatch, unlike enough to tell even in a small sample."""


def fill_tone(painter: QPainter, rect: QRectF, tone: int, theme: Theme, ground: str) -> None:
    """Fill a bar in the tone of a series."""
    look = TONES[tone]
    fill = theme.colour(ground if look.fill == "page" else look.fill)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(fill)
    corner = min(_CORNER, rect.width() / 2)
    painter.drawRoundedRect(rect, corner, corner)
    if look.hatch and rect.width() > 0:
        line = theme.colour(ground if look.hatch == -1 else look.stroke)
        painter.save()
        painter.setClipRect(rect, Qt.ClipOperation.IntersectClip)
        painter.setPen(QPen(line, 1.2))
        for direction in (1, -1) if look.hatch == 2 else (look.hatch,):
            _hatch(painter, rect, direction, _HATCH_STEPS[look.hatch])
        painter.restore()
    if look.outlined and rect.width() > 1:
        painter.setPen(QPen(theme.colour(look.stroke), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), corner, corner)


def fill_marker(painter: QPainter, at: QPointF, radius: float, tone: int, theme: Theme, ground: str) -> None:
    """Draw the marker of a series, with a little ground around it."""
    look = TONES[tone]
    stroke = theme.colour(look.stroke)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(ground))
    _shape(painter, at, radius + 1.5, look.sides)
    painter.setBrush(theme.colour(ground) if look.hollow else stroke)
    painter.setPen(QPen(stroke, radius * 0.4))
    _shape(painter, at, radius * 0.8, look.sides)


def _hatch(painter: QPainter, rect: QRectF, direction: int, step: float) -> None:
    height = rect.height()
    x = rect.left() - height
    while x < rect.right() + height:
        bottom, top = (x, x + height) if direction > 0 else (x + height, x)
        painter.drawLine(QPointF(bottom, rect.bottom()), QPointF(top, rect.top()))
        x += step


def _shape(painter: QPainter, at: QPointF, radius: float, sides: int) -> None:
    if sides == 4:
        half = radius * 0.89
        painter.drawRect(QRectF(at.x() - half, at.y() - half, 2 * half, 2 * half))
    elif sides == 3:
        points = [(0.0, -1.25), (1.12, 0.8), (-1.12, 0.8)]
        painter.drawPolygon(QPolygonF([QPointF(at.x() + x * radius, at.y() + y * radius) for x, y in points]))
    else:
        painter.drawEllipse(at, radius, radius)
