"""Where everything on the map of a case stands: the scale of time, the bands of the acts, the stops in them, and the
card beside a stop. Plain numbers in pixels; nothing is painted here."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

Span: TypeAlias = tuple[dt.date, dt.date]
"""The first and the last day that the date of a decision can mean."""

FEWEST_LANES = 2
MOST_LANES = 6
_LEAST_YEAR = 2.0
"""Width of a year in which nothing is decided, where room is scarce."""


@dataclass(frozen=True, slots=True)
class Measures:
    """What the layout has to reckon with, in pixels."""

    width: float
    """The room there is; a case that needs more gets it."""
    pitch: float
    """Least distance between the centres of two stops."""
    pad: float
    """Between a stop's room and the end of its band; half of it above and below."""
    head: float
    """Height of what stands above a band."""
    gap: float
    """Between a band and the head of the next act."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.y + self.height

    def shared(self, other: Box) -> float:
        """The area that both cover."""
        across = min(self.right, other.right) - max(self.x, other.x)
        down = min(self.bottom, other.bottom) - max(self.y, other.y)
        return max(across, 0.0) * max(down, 0.0)


@dataclass(frozen=True, slots=True)
class TimeScale:
    """From days to places: straight within a year, and the years as wide as what is decided in them asks for."""

    first_year: int
    edges: tuple[float, ...]
    """Where each year begins, and where the last one ends."""

    def at(self, day: dt.date) -> float:
        """The place of a day; days outside stand at the ends."""
        index = day.year - self.first_year
        if index < 0:
            return self.edges[0]
        if index >= len(self.edges) - 1:
            return self.edges[-1]
        start = dt.date(day.year, 1, 1)
        length = 366 if _is_leap(day.year) else 365
        share = (day - start).days / length
        return self.edges[index] + share * (self.edges[index + 1] - self.edges[index])

    def year_at(self, x: float) -> int:
        """The year that stands at a place."""
        index = bisect_right(self.edges, x) - 1
        return self.first_year + min(max(index, 0), len(self.edges) - 2)

    def ticks(self, room: float, wanted: Iterable[int] = ()) -> tuple[tuple[int, float], ...]:
        """Years to be written on the axis, with their places.

        Args:
            room: that each needs, with the space to the next.
            wanted: years that come first where there isn't room for all.
        """
        chosen: list[tuple[float, int]] = []
        every = range(self.first_year, self.first_year + len(self.edges) - 1)
        for year in (*sorted(set(wanted)), *every):
            x = self.edges[year - self.first_year]
            place = bisect_right(chosen, (x, year))
            near = chosen[max(place - 1, 0) : place + 1]
            if all(abs(x - other) >= room for other, _ in near):
                chosen.insert(place, (x, year))
        return tuple((year, x) for x, year in chosen)


@dataclass(frozen=True, slots=True)
class ActPlace:
    """An act: its band, and the centres of its stops in the order of play."""

    band: Box
    stops: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class MapLayout:
    """The whole map; its origin is the upper left corner, below the axis."""

    width: float
    height: float
    scale: TimeScale
    acts: tuple[ActPlace, ...]


def lay_map(acts: Sequence[Sequence[Span]], measures: Measures) -> MapLayout:
    """Lay out acts, each below the one before.

    Args:
        acts: at least one, with the dates of at least one decision each, in the order of play.
        measures: what the layout has to reckon with.
    """
    middles = [[_middle(span) for span in spans] for spans in acts]
    years = [year for spans in acts for span in spans for year in (span[0].year, span[1].year)]
    edge = measures.pitch / 2 + measures.pad
    lanes, needs = _lanes(middles, range(min(years), max(years) + 1), measures, measures.width - 2 * edge)
    scale = _scale(middles, min(years), needs, measures.width - 2 * edge, edge)
    width = scale.edges[-1] + edge
    step = measures.pitch / lanes
    height = lanes * measures.pitch + measures.pad
    y = measures.head
    placed: list[ActPlace] = []
    for spans, days in zip(acts, middles, strict=True):
        across = spread([scale.at(day) for day in days], step, edge, width - edge)
        left = min(scale.at(min(span[0] for span in spans)), across[0]) - edge
        right = max(scale.at(max(span[1] for span in spans)), across[-1]) + edge
        band = Box(max(left, 0.0), y, min(right, width) - max(left, 0.0), height)
        down = stagger(across, measures.pitch, lanes)
        centres = tuple((x, y + height / 2 + lane * measures.pitch) for x, lane in zip(across, down, strict=True))
        placed.append(ActPlace(band, centres))
        y += height + measures.gap + measures.head
    return MapLayout(width, y - measures.gap - measures.head, scale, tuple(placed))


def _middle(span: Span) -> dt.date:
    return span[0] + (span[1] - span[0]) / 2


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _lanes(
    middles: Sequence[Sequence[dt.date]], years: range, measures: Measures, room: float
) -> tuple[int, list[float]]:
    """How many stops stand one below the other where they crowd, and the least width of each year for that."""
    counts = [Counter(day.year for day in days) for days in middles]
    most = [max(count[year] for count in counts) for year in years]
    needs: list[float] = []
    for lanes in range(FEWEST_LANES, MOST_LANES + 1):
        needs = [max(number * measures.pitch / lanes, _LEAST_YEAR) for number in most]
        if sum(needs) <= room:
            return lanes, needs
    return MOST_LANES, needs


def _scale(
    middles: Sequence[Sequence[dt.date]], first: int, needs: Sequence[float], room: float, start: float
) -> TimeScale:
    """Each year gets what it needs; what is left is shared out, the more the more is decided in a year."""
    counts = Counter(day.year for days in middles for day in days)
    weights = [1 + counts[first + index] for index in range(len(needs))]
    spare = max(room - sum(needs), 0.0) / sum(weights)
    edges = [start]
    for need, weight in zip(needs, weights, strict=True):
        edges.append(edges[-1] + need + spare * weight)
    return TimeScale(first, tuple(edges))


def spread(wished: Sequence[float], step: float, low: float, high: float) -> list[float]:
    """Places in the same order, at least a step apart, each as near to the one wished as the others let it.

    The sum of squared distances is least (isotonic regression by pooling adjacent violators); between ``low`` and
    ``high`` there must be room for all.
    """
    blocks: list[tuple[float, int]] = []
    for index, x in enumerate(wished):
        total, count = x - index * step, 1
        while blocks and blocks[-1][0] / blocks[-1][1] > total / count:
            before = blocks.pop()
            total, count = total + before[0], count + before[1]
        blocks.append((total, count))
    last = max(high - (len(wished) - 1) * step, low)
    level = [min(max(total / count, low), last) for total, count in blocks for _ in range(count)]
    return [y + index * step for index, y in enumerate(level)]


def stagger(across: Sequence[float], pitch: float, lanes: int) -> list[float]:
    """How far above (negative) or below the middle each stop stands, in pitches: those that crowd take turns."""
    runs: list[list[int]] = [[0]]
    for index, (before, x) in enumerate(pairwise(across), 1):
        if x - before < pitch - 1e-6:
            runs[-1].append(index)
        else:
            runs.append([index])
    down = [0.0] * len(across)
    for run in runs:
        used = min(len(run), lanes)
        for turn, index in enumerate(run):
            down[index] = turn % used - (used - 1) / 2
    return down


def place_card(stop: Box, band: Box, card: tuple[float, float], around: Sequence[Box], bounds: Box, gap: float) -> Box:
    """Where the card of a stop covers the least: below or above its band or beside it, and within the bounds.

    Args:
        stop: the room of the stop, which is covered only where there is no other way.
        band: of its act, with the head above.
        card: width and height.
        around: what would rather not be covered.
        bounds: what the card must not leave, if it fits.
        gap: between band and card.
    """
    width, height = card
    x, y = stop.x + stop.width / 2, stop.y + stop.height / 2
    lefts = [x - share * width for share in (0.86, 0.94, 0.5, 0.14, 0.06)]
    tried = [(left, top) for top in (band.bottom + gap, band.y - gap - height) for left in lefts]
    tried += [(side, y - height / 2) for side in (band.x - gap - width, band.right + gap)]
    boxes = [
        Box(_within(left, bounds.x, bounds.right - width), _within(top, bounds.y, bounds.bottom - height), *card)
        for left, top in tried
    ]
    return min(boxes, key=lambda box: (box.shared(stop) > 0, round(sum(box.shared(each) for each in around))))


def _within(value: float, low: float, high: float) -> float:
    return max(min(value, high), low)
