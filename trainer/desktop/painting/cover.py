"""The cover of a case, painted from its acts and decisions: a ring an act, the innermost the first, a grain a decision.

A grain is outlined while its decision is sealed, light once it is decided, and in the accent where the learner is.
Rings grow brighter as their act is decided.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from trainer.desktop.painting.segments import GrainState
from trainer.desktop.theme import ACTS, Theme

__all__ = ["CoverAct", "CoverData", "CoverLayout", "CoverView", "GrainState", "lay_cover", "paint_cover"]

_REACH = 0.824
"""Radius of the outermost ring, to the distance from the middle of the rings to the top."""
_INSET = 0.18
"""Distance of the middle from the left and the lower edge, to the shorter side."""
_HOLE = 0.102
"""Radius of the dark middle, to that of the outermost ring."""
_THICKEST = 0.3
"""Most that one ring may be thick, to the radius of the outermost: few acts leave a wide dark middle instead."""
_SEAM = 0.008
"""Dark line between two rings, to the radius of the outermost."""
_GRAIN = 0.046
"""Length of a grain, to the radius of the outermost ring."""
_SLIM = 0.42
"""Breadth of a grain to its length."""
_CLOSEST = 1.3
"""Least distance of two grains, in lengths of a grain."""
_SEALED_LIGHT = 0.38
_FRESH_LIGHT = 0.5
_ROWS = 4


@dataclass(frozen=True)
class CoverAct:
    """One act: how many decisions it has, and the state of each in order of play; those not given are sealed."""

    decisions: int
    states: tuple[GrainState, ...] = ()

    @property
    def grains(self) -> tuple[GrainState, ...]:
        """The state of every decision."""
        sealed = (GrainState.SEALED,) * self.decisions
        return (self.states + sealed)[: self.decisions]

    @property
    def decided(self) -> float:
        """The share of its decisions that are decided, 0-1."""
        return sum(state.decided for state in self.grains) / max(self.decisions, 1)


@dataclass(frozen=True)
class CoverData:
    """What a cover shows: its acts, the first innermost."""

    acts: tuple[CoverAct, ...]

    def light(self, act: CoverAct) -> float:
        """How bright a ring is: 1 where all of the act is decided. Before the first decision all are brighter."""
        dark = _SEALED_LIGHT if any(each.decided for each in self.acts) else _FRESH_LIGHT
        return dark + (1 - dark) * act.decided


@dataclass(frozen=True)
class Ring:
    """One act on the cover, in pixels; radii of its coloured band."""

    act: int
    """Counted from 1."""
    inner: float
    outer: float


@dataclass(frozen=True)
class Grain:
    """One decision on the cover; ``angle`` in degrees, how far its long side is turned clockwise."""

    at: QPointF
    length: float
    angle: float
    state: GrainState


@dataclass(frozen=True)
class CoverLayout:
    """Where everything stands on the cover."""

    middle: QPointF
    hole: float
    rings: tuple[Ring, ...]
    grains: tuple[Grain, ...]


def lay_cover(rect: QRectF, data: CoverData) -> CoverLayout:
    """Lay out a cover in ``rect``."""
    inset = _INSET * min(rect.width(), rect.height())
    middle = QPointF(rect.left() + inset, rect.bottom() - inset)
    reach = _REACH * (middle.y() - rect.top())
    count = max(len(data.acts), 1)
    thickness = min(reach * (1 - _HOLE) / count, reach * _THICKEST)
    hole = reach - count * thickness
    seam = reach * _SEAM
    rings, grains = [], []
    for number, act in enumerate(data.acts):
        inner = hole + number * thickness + (seam / 2 if number else 0.0)
        outer = hole + (number + 1) * thickness - seam / 2
        rings.append(Ring(number + 1, inner, outer))
        grains += list(_grains(rect, middle, inner, outer, act.grains, reach))
    return CoverLayout(middle, hole, tuple(rings), tuple(grains))


def _grains(
    rect: QRectF, middle: QPointF, inner: float, outer: float, states: tuple[GrainState, ...], reach: float
) -> Iterator[Grain]:
    """Grains along the arc of a ring that can be seen, in as few rows as they need."""
    full = reach * _GRAIN
    rows = next((rows for rows in range(1, _ROWS + 1) if _fits(rows, rect, middle, inner, outer, states, full)), _ROWS)
    per_row = math.ceil(len(states) / rows)
    for row in range(rows):
        radius = _radius(inner, outer, row, rows)
        start, end = _arc(rect, middle, radius, full)
        part = states[row * per_row : (row + 1) * per_row]
        step = (start - end) / max(per_row - 1, 1)
        space = math.radians(step) * radius
        length = min(full, (outer - inner) * 0.4 / (_SLIM * rows), space / _CLOSEST if per_row > 1 else full)
        for index, state in enumerate(part):
            angle = start - index * step
            x = middle.x() + radius * math.cos(math.radians(angle))
            y = middle.y() - radius * math.sin(math.radians(angle))
            yield Grain(QPointF(x, y), length, 90 - angle, state)


def _fits(
    rows: int,
    rect: QRectF,
    middle: QPointF,
    inner: float,
    outer: float,
    states: tuple[GrainState, ...],
    length: float,
) -> bool:
    radius = _radius(inner, outer, 0, rows)
    start, end = _arc(rect, middle, radius, length)
    steps = max(math.ceil(len(states) / rows) - 1, 1)
    return math.radians(start - end) * radius / steps >= length * 0.7 * _CLOSEST


def _radius(inner: float, outer: float, row: int, rows: int) -> float:
    return inner + (outer - inner) * (row + 0.5) / rows


def _arc(rect: QRectF, middle: QPointF, radius: float, length: float) -> tuple[float, float]:
    """First and last angle of a row, counter-clockwise from the right, in degrees."""
    start = 90.0 + math.degrees(length * 0.35 / radius)
    room = rect.right() - middle.x() - 2 * length
    end = math.degrees(math.acos(room / radius)) if 0 < room < radius else 0.0
    return start, min(end, start)


def paint_cover(painter: QPainter, rect: QRectF, data: CoverData, theme: Theme, corner_radius: float = 0.0) -> None:
    """Paint the cover into ``rect``, its corners rounded."""
    layout = lay_cover(rect, data)
    ground = theme.colour("cover")
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    outline = QPainterPath()
    outline.addRoundedRect(rect, corner_radius, corner_radius)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.fillPath(outline, ground)
    for ring in layout.rings:
        band = QPainterPath()
        band.addEllipse(layout.middle, ring.outer, ring.outer)
        band.addEllipse(layout.middle, ring.inner, ring.inner)
        colour = theme.colour(f"cover-act{(ring.act - 1) % ACTS + 1}")
        painter.fillPath(band & outline, _mix(ground, colour, data.light(data.acts[ring.act - 1])))
    for grain in layout.grains:
        _paint_grain(painter, grain, theme)
    inset = _INSET * min(rect.width(), rect.height())
    _paint_seed(painter, layout.middle, min(layout.hole, inset * 1.3), theme)
    painter.restore()


def _paint_grain(painter: QPainter, grain: Grain, theme: Theme) -> None:
    light = theme.colour("cover-grain")
    painter.save()
    painter.translate(grain.at)
    painter.rotate(grain.angle)
    half = grain.length / 2
    if grain.state is GrainState.SEALED:
        light.setAlphaF(0.55)
        painter.setPen(QPen(light, max(0.7, grain.length / 16)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        half -= painter.pen().widthF() / 2
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("cover-here") if grain.state is GrainState.HERE else light)
    painter.drawEllipse(QPointF(0, 0), half, half * _SLIM)
    painter.restore()


def _paint_seed(painter: QPainter, middle: QPointF, hole: float, theme: Theme) -> None:
    """The one large grain in the dark middle."""
    painter.save()
    painter.translate(middle)
    painter.rotate(-38)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("cover-grain"))
    painter.drawEllipse(QPointF(0, 0), hole * 0.45, hole * 0.21)
    painter.restore()


def _mix(ground: QColor, colour: QColor, share: float) -> QColor:
    """Between two colours: 0 is the ground, 1 the colour."""
    return QColor.fromRgbF(
        ground.redF() + (colour.redF() - ground.redF()) * share,
        ground.greenF() + (colour.greenF() - ground.greenF()) * share,
        ground.blueF() + (colour.blueF() - ground.blueF()) * share,
    )


class CoverView(QWidget):
    """A cover on the page; it says to a screen reader how much is decided."""

    def __init__(self, theme: Theme, data: CoverData, *, corner_radius: float = 0.0) -> None:
        super().__init__()
        self._theme = theme
        self._corner_radius = corner_radius
        self.show_data(data)

    def show_data(self, data: CoverData) -> None:
        """Show another state, or another case."""
        self._data = data
        decided = sum(state.decided for act in data.acts for state in act.grains)
        count = sum(act.decisions for act in data.acts)
        acts = f"{len(data.acts)} acts" if len(data.acts) > 1 else "one act"
        self.setAccessibleName("Cover")
        self.setAccessibleDescription(f"{decided} of {count} decisions decided, in {acts}")
        self.update()

    def sizeHint(self) -> QSize:
        """The size of a card in the library."""
        return QSize(self._theme.px(320), self._theme.px(460))

    def paintEvent(self, event: QPaintEvent) -> None:
        """See QWidget."""
        painter = QPainter(self)
        paint_cover(painter, QRectF(self.rect()), self._data, self._theme, self._corner_radius)
        painter.end()
