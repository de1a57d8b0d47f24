"""Further pieces of a drawing, for charts whose marks are no series: signs, spots, boxes, bands and strokes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QImage, QPainter, QPen, QPolygonF

from trainer.desktop.painting.icons import paint_icon
from trainer.desktop.theme import Theme

DASHES = (2.5, 2.0)
"""Of every dashed line, in line widths."""


@dataclass(frozen=True)
class Sign:
    """An icon as large as its box."""

    role: str
    rect: QRectF
    name: str
    colour: str
    second: str = ""
    """Of the seal on the envelope, where it has a colour of its own."""


@dataclass(frozen=True)
class Spot:
    """A disc or, hollow, a ring, with a little ground around it; lengths in pixels."""

    role: str
    at: QPointF
    radius: float
    colour: str
    hollow: bool = False
    halo: float = 0.0
    stroke: float = 2.0
    """Breadth of the ring where it is hollow."""


@dataclass(frozen=True)
class Box:
    """A rectangle, filled or framed or both."""

    role: str
    rect: QRectF
    fill: str | None = None
    edge: str | None = None
    stroke: float = 1.0
    corner: float = 0.0
    """Radius of its corners."""


@dataclass(frozen=True)
class Code:
    """A QR code, black on white in any theme; the quiet zone is among its modules."""

    role: str
    rect: QRectF
    rows: tuple[tuple[bool, ...], ...]
    """From the top; ``True`` is dark."""


@dataclass(frozen=True)
class Area:
    """A filled band; its outline is closed."""

    role: str
    points: tuple[QPointF, ...]
    colour: str


@dataclass(frozen=True)
class Stroke:
    """A line through at least two points."""

    role: str
    points: tuple[QPointF, ...]
    colour: str
    width: float = 1.0
    dashed: bool = False
    halo: float = 0.0
    """Breadth of ground left free on both sides."""


@dataclass(frozen=True)
class Upright:
    """A line of text that is read upwards; the box is as it stands."""

    role: str
    rect: QRectF
    text: str
    font: QFont
    colour: str


Shape = Sign | Spot | Box | Code | Area | Stroke | Upright


def paint_shape(painter: QPainter, shape: Shape, theme: Theme, ground: str) -> None:
    """Paint one of these pieces; ``ground`` names the colour it lies on."""
    match shape:
        case Sign():
            second = theme.colour(shape.second) if shape.second else None
            paint_icon(painter, shape.rect, shape.name, theme.colour(shape.colour), second)
        case Spot():
            _paint_spot(painter, shape, theme, ground)
        case Box():
            _paint_box(painter, shape, theme, ground)
        case Code():
            _paint_code(painter, shape)
        case Area():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour(shape.colour))
            painter.drawPolygon(QPolygonF(list(shape.points)))
        case Stroke():
            _paint_stroke(painter, shape, theme, ground)
        case Upright():
            _paint_upright(painter, shape, theme)


def _paint_stroke(painter: QPainter, stroke: Stroke, theme: Theme, ground: str) -> None:
    line = QPolygonF(list(stroke.points))
    pen = QPen(theme.colour(stroke.colour), stroke.width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if stroke.halo:
        around = QPen(pen)
        around.setColor(theme.colour(ground))
        around.setWidthF(stroke.width + 2 * stroke.halo)
        painter.setPen(around)
        painter.drawPolyline(line)
    if stroke.dashed:
        pen.setDashPattern(DASHES)
    painter.setPen(pen)
    painter.drawPolyline(line)


def _paint_spot(painter: QPainter, spot: Spot, theme: Theme, ground: str) -> None:
    if spot.halo:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(ground))
        painter.drawEllipse(spot.at, spot.radius + spot.halo, spot.radius + spot.halo)
    colour = theme.colour(spot.colour)
    if spot.hollow:
        painter.setPen(QPen(colour, spot.stroke))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(spot.at, spot.radius - spot.stroke / 2, spot.radius - spot.stroke / 2)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawEllipse(spot.at, spot.radius, spot.radius)


def _paint_box(painter: QPainter, box: Box, theme: Theme, ground: str) -> None:
    painter.setBrush(theme.colour(ground if box.fill == "ground" else box.fill) if box.fill else Qt.BrushStyle.NoBrush)
    if box.edge is None:
        painter.setPen(Qt.PenStyle.NoPen)
        _draw_box(painter, box.rect, box.corner)
        return
    pen = QPen(theme.colour(box.edge), box.stroke)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    painter.setPen(pen)
    half = box.stroke / 2
    _draw_box(painter, box.rect.adjusted(half, half, -half, -half), box.corner)


def _draw_box(painter: QPainter, rect: QRectF, corner: float) -> None:
    if corner:
        painter.drawRoundedRect(rect, corner, corner)
    else:
        painter.drawRect(rect)


def _paint_code(painter: QPainter, code: Code) -> None:
    """All modules in one go, so that no seam shows between them."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
    painter.drawImage(code.rect, _code_image(code.rows))
    painter.restore()


@lru_cache(maxsize=4)
def _code_image(rows: tuple[tuple[bool, ...], ...]) -> QImage:
    """A pixel for each module."""
    side = max(len(rows), 1)
    image = QImage(side, side, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    for y, modules in enumerate(rows):
        for x, dark in enumerate(modules):
            if dark:
                image.setPixel(x, y, 0)
    return image


def _paint_upright(painter: QPainter, text: Upright, theme: Theme) -> None:
    metrics = QFontMetricsF(text.font)
    painter.save()
    painter.translate(text.rect.left(), text.rect.bottom())
    painter.rotate(-90)
    painter.setFont(text.font)
    painter.setPen(theme.colour(text.colour))
    painter.drawText(QPointF(0, metrics.ascent()), text.text)
    painter.restore()
