"""Who moved where between two votes: a strand a person, or ribbons where they are many; laid out as pieces.

They are the same on the room's screen, a page and paper; whoever paints them sets counts and options beside.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF

from trainer.desktop.painting.scene import Piece
from trainer.desktop.painting.shapes import Area, Stroke
from trainer.study.workshop.tally import MANY

MOST_STRANDS = MANY
"""More people than so many are drawn as ribbons."""
MOVED, STAYED = "moved", "stayed"
COLOURS = {MOVED: "accent", STAYED: "edge"}
"""Names of the theme's colours for the two kinds of strands."""

_FILL = 0.78
"""The most of its place that the strands of an option take in height."""
_THICK = 0.7
"""Of the distance between two strands that a strand takes."""
_STEPS = 28
"""So many straight pieces make a curve."""
_GAP = 1.0
"""Between two ribbons, in pixels."""


@dataclass(frozen=True)
class Flow:
    """So many people who chose one option first and then the same or another, by the places of the options."""

    start: int
    end: int
    count: int

    @property
    def kind(self) -> str:
        """``moved`` or ``stayed``."""
        return STAYED if self.start == self.end else MOVED


@dataclass(frozen=True)
class Band:
    """Where the strands of one flow run: from ``left`` to ``right``, the tops at both sides, ``height`` in all."""

    flow: Flow
    left: float
    right: float
    height: float

    def middle(self, area: QRectF) -> QPointF:
        """The point half way, where a count may stand."""
        return QPointF(area.center().x(), (self.left + self.right + self.height) / 2)


def place_height(area: QRectF, options: int) -> float:
    """Of the place that each option has at both sides, one below the other."""
    return area.height() / max(options, 1)


def lay_bands(flows: Iterable[Flow], options: int, area: QRectF, most_pitch: float) -> tuple[Band, ...]:
    """Where each flow runs; at both sides the flows of an option stand around the middle of its place.

    Args:
        flows: none of them twice.
        options: how many there are.
        area: from the first vote at its left to the second at its right.
        most_pitch: the most height that a person takes.
    """
    given = sorted((each for each in flows if each.count > 0), key=lambda each: (each.start, each.end))
    starts = [sum(each.count for each in given if each.start == option) for option in range(options)]
    ends = [sum(each.count for each in given if each.end == option) for option in range(options)]
    place = place_height(area, options)
    pitch = min(most_pitch, place * _FILL / max(1, *starts, *ends))
    tops = [_tops(counts, area, place, pitch) for counts in (starts, ends)]
    left, right = dict(enumerate(tops[0])), dict(enumerate(tops[1]))
    made = []
    for flow in given:
        made.append(Band(flow, left[flow.start], right[flow.end], flow.count * pitch))
        left[flow.start] += flow.count * pitch
        right[flow.end] += flow.count * pitch
    return tuple(made)


def _tops(counts: Sequence[int], area: QRectF, place: float, pitch: float) -> list[float]:
    return [area.top() + (number + 0.5) * place - count * pitch / 2 for number, count in enumerate(counts)]


def lay_strands(bands: Sequence[Band], area: QRectF) -> Iterator[Piece]:
    """The strands as pieces, those who stayed below those who moved."""
    people = sum(band.flow.count for band in bands)
    for kind in (STAYED, MOVED):
        for band in bands:
            if band.flow.kind != kind:
                continue
            if people > MOST_STRANDS:
                yield _ribbon(band, area)
            else:
                yield from _strands(band, area)


def _strands(band: Band, area: QRectF) -> Iterator[Piece]:
    pitch = band.height / band.flow.count
    for number in range(band.flow.count):
        down = (number + 0.5) * pitch
        points = tuple(_curve(area, band.left + down, band.right + down))
        yield Stroke(band.flow.kind, points, COLOURS[band.flow.kind], pitch * _THICK)


def _ribbon(band: Band, area: QRectF) -> Area:
    gap = min(_GAP, band.height / 4) / 2
    upper = _curve(area, band.left + gap, band.right + gap)
    lower = _curve(area, band.left + band.height - gap, band.right + band.height - gap)
    return Area(band.flow.kind, (*upper, *reversed(lower)), COLOURS[band.flow.kind])


def _curve(area: QRectF, start: float, end: float) -> list[QPointF]:
    """Level at both ends, steepest half way."""
    made = []
    for step in range(_STEPS + 1):
        share = step / _STEPS
        rise = share * share * (3 - 2 * share)
        made.append(QPointF(area.left() + share * area.width(), start + (end - start) * rise))
    return made
