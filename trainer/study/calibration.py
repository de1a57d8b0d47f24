"""Calibration: whether what was forecast with 70 % came about in 70 of 100 decisions.

A forecast is about something that is known by now, whether they chose the same, so that all of this is exact; only how
far it may be trusted depends on the number of decisions.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from trainer.study.forecast import Agreement
from trainer.study.intervals import LEVEL, Interval, jeffreys
from trainer.study.statements import PERCENT, Statement, Weight, none_or, plural, several, told

FEW = 20
"""Below so many decisions in all, nothing is said of them."""
THIN = 10
"""Below so many decisions, a point is hollow."""
FURTHER_TRIES = "Further tries count too: at them, the record was known."
"""Stands with forecasts that aren't of first tries alone."""
_SLIGHT = 0.05
"""What chance may add to the parts of the score before that is said, of the uncertainty."""
_FINE_FROM = 100
"""From so many decisions on, a bin is ten points wide and no longer twenty."""

Tally = Mapping[tuple[int, Agreement], int]
"""How many decisions had that forecast (percent, 0-100) and came to that agreement."""


@dataclass(frozen=True, slots=True)
class Bin:
    """Forecasts that are looked at together, in percent: from ``low`` up to ``high``, both included."""

    low: int
    high: int

    def __contains__(self, forecast: int) -> bool:
        return self.low <= forecast <= self.high


@dataclass(frozen=True, slots=True)
class Point:
    """The forecasts of one bin beside what came. Shares and forecasts lie between 0 and 1."""

    bin: Bin
    n: int
    """How many decisions; at least one."""
    hits: int
    """In how many of them they chose the same."""
    forecast: float
    """The mean of the forecasts given; where the point sits."""
    share: float
    """How often they chose the same."""
    interval: Interval
    """Where the share lies, at 95 %."""

    @property
    def hollow(self) -> bool:
        """Whether it rests on too few decisions to be trusted alone."""
        return self.n < THIN

    @property
    def expected(self) -> float:
        """In how many decisions they would have chosen the same, had the forecasts been right on average."""
        return self.forecast * self.n


@dataclass(frozen=True, slots=True)
class Brier:
    """The mean Brier score and its parts: ``score = uncertainty - resolution + reliability``, exactly.

    On the distinct forecasts, not on bins, since only there nothing is left over.

    Source: A. H. Murphy, "A New Vector Partition of the Probability Score", Journal of Applied Meteorology 12 (1973).
    """

    score: float
    """0 is perfect, 0.25 is what always saying 50 % earns, 1 is worst."""
    reliability: float
    """How far the percentages were off; 0 is best."""
    resolution: float
    """How well decisions were told apart; more is better."""
    uncertainty: float
    """How hard they were to tell: 0.25 where half of them went each way."""
    n: int
    """How many forecasts it is the mean of."""
    different: int
    """How many different forecasts there are among them."""

    @property
    def remarks(self) -> tuple[str, ...]:
        """What has to be said beside the parts, a sentence each; none where they speak for themselves."""
        found = []
        # Without any skill, resolution is this share of the uncertainty on average, and reliability is as much off.
        if self.different - 1 > _SLIGHT * self.n:
            found.append(
                f"Resolution and reliability both come out too large while few forecasts are the same, as here with"
                f" {self.different:,} different ones among {self.n:,}. The score itself is exact."
            )
        uncertainty, resolution, reliability, score = (
            round(1000 * round(each, 3)) for each in (self.uncertainty, self.resolution, self.reliability, self.score)
        )
        if uncertainty - resolution + reliability != score:
            found.append("Rounded, so that the last digits need not add up.")
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Calibration:
    """The forecasts of a learner, or of a group, beside what came."""

    n: int
    hits: int
    points: tuple[Point, ...]
    """From the lowest bin up; bins without a decision have none."""
    brier: Brier | None
    """``None`` without a decision."""
    statement: Statement | None
    """The most telling thing about them; ``None`` where there are too few to tell."""
    too_few: str
    """Why nothing is said of them; empty where something is."""


def calibration(tally: Tally, unit: str = "decision") -> Calibration:
    """What a tally of forecasts shows.

    Args:
        tally: of the forecasts.
        unit: what they were given to, as a sentence calls one of them; an *attempt* where further tries count too.

    Raises:
        ValueError: a forecast is outside 0-100, or a count is negative.
    """
    _check(tally)
    whole = _point(tally, Bin(0, 100))
    if whole is None:
        return Calibration(0, 0, (), None, None, _too_few(0, unit))
    points = tuple(point for each in bins(whole.n) if (point := _point(tally, each)) is not None)
    statement = _statement(tally, unit) if whole.n >= FEW else None
    return Calibration(whole.n, whole.hits, points, _brier(tally, whole), statement, _too_few(whole.n, unit))


def bins(n: int) -> tuple[Bin, ...]:
    """What forecasts are looked at together, with so many decisions: fifths below 100, tenths from there on."""
    width = 10 if n >= _FINE_FROM else 20
    starts = range(0, 100, width)
    return tuple(Bin(low, low + width - 1 if low + width < 100 else 100) for low in starts)


def _check(tally: Tally) -> None:
    for (forecast, _), count in tally.items():
        if not 0 <= forecast <= 100:
            raise ValueError(f"a forecast is a percentage from 0 to 100, not {forecast}")
        if count < 0:
            raise ValueError(f"{count} is no number of decisions")


def _too_few(n: int, unit: str) -> str:
    if n >= FEW:
        return ""
    if not n:
        return "Nothing to see yet: a forecast counts once the record of its decision is open to its end."
    return (
        f"Too few to tell: with {several(n, unit, plural(unit))}, chance alone moves every point a long way."
        f" From {FEW} on it is said here what they show."
    )


def _point(tally: Tally, within: Bin, level: float = LEVEL) -> Point | None:
    n = hits = given = 0
    for (forecast, agreement), count in tally.items():
        if forecast in within:
            n += count
            given += forecast * count
            hits += count if agreement is Agreement.WITH else 0
    return Point(within, n, hits, given / (100 * n), hits / n, jeffreys(hits, n, level)) if n else None


def _brier(tally: Tally, whole: Point) -> Brier:
    seen: dict[int, tuple[int, int]] = {}
    for (forecast, agreement), count in tally.items():
        n, hits = seen.get(forecast, (0, 0))
        seen[forecast] = n + count, hits + (count if agreement is Agreement.WITH else 0)
    base = Fraction(whole.hits, whole.n)
    reliability = resolution = Fraction()
    for forecast, (n, hits) in seen.items():
        if n:
            share = Fraction(hits, n)
            reliability += n * (Fraction(forecast, 100) - share) ** 2
            resolution += n * (share - base) ** 2
    reliability, resolution, uncertainty = reliability / whole.n, resolution / whole.n, base * (1 - base)
    score = uncertainty - resolution + reliability
    different = sum(n > 0 for n, _ in seen.values())
    return Brier(float(score), float(reliability), float(resolution), float(uncertainty), whole.n, different)


_RANGES = (Bin(70, 100), Bin(0, 30), Bin(31, 69), Bin(0, 100))
"""What a statement may be about. Few, since each further one is a further chance to be led astray by chance."""


def _statement(tally: Tally, unit: str) -> Statement:
    """On the range that lies furthest from what was expected.

    Whoever picks the most telling of several ranges finds something in pure chance more often than once in twenty
    times; so the intervals are widened until all of them together hold at 95 % (Bonferroni).
    """
    level = 1 - (1 - LEVEL) / len(_RANGES)
    found = [point for each in _RANGES if (point := _point(tally, each, level)) is not None and point.n >= THIN]
    # The whole comes last, so that where it is one of the ranges, that one is named.
    telling = max(found, key=lambda point: _distance(tally, point))
    return _said(telling, unit)


def _distance(tally: Tally, point: Point) -> float:
    """How many standard deviations lie between the hits and what the forecasts themselves expect of them."""
    spread = sum(
        count * forecast * (100 - forecast) / 10_000 for (forecast, _), count in tally.items() if forecast in point.bin
    )
    off = abs(point.hits - point.expected)
    return off / math.sqrt(spread) if spread else (math.inf if off > 1e-9 else 0.0)


def _said(point: Point, unit: str) -> Statement:
    expected = round(point.expected)
    opening = f"Of the {point.n:,} {plural(unit)}{_named(point.bin)}, they chose the same in {none_or(point.hits)}."
    low, high, given = told(Interval(100 * point.interval.low, 100 * point.interval.high), 100 * point.forecast)
    interval = f"the interval, {low} to {high}{PERCENT},"
    if point.forecast not in point.interval:
        text = f"{opening} You expected {none_or(expected)}."
        return Statement(text, f"A finding: {interval} leaves out your {given}{PERCENT}.", Weight.FINDING)
    if expected == point.hits:
        text = f"{opening} That is what you expected."
        ground = f"As far as so many {plural(unit)} can tell: {interval} holds your {given}{PERCENT}."
        return Statement(text, ground, Weight.AGREES)
    text = f"{opening} You expected {none_or(expected)}."
    return Statement(text, f"A hint, not a finding: {interval} still holds your {given}{PERCENT}.", Weight.HINT)


def _named(within: Bin) -> str:
    if within == Bin(0, 100):
        return " you gave a forecast"
    if within.high == 100:
        return f" you gave {within.low}{PERCENT} or more"
    if within.low == 0:
        return f" you gave {within.high}{PERCENT} or less"
    return f" you gave {within.low} to {within.high}{PERCENT}"


def tally_of(forecasts: Iterable[tuple[int, Agreement]]) -> dict[tuple[int, Agreement], int]:
    """The tally of single forecasts (percent) and what came of each."""
    tally: dict[tuple[int, Agreement], int] = {}
    for each in forecasts:
        tally[each] = tally.get(each, 0) + 1
    return tally
