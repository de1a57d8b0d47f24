"""Hindsight: how far a forecast moves towards what happened while it is remembered.

Source: B. Fischhoff and R. Beyth, "'I knew it would happen': Remembered probabilities of once-future things",
Organizational Behavior and Human Performance 13 (1975).
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from trainer.study.forecast import Agreement
from trainer.study.intervals import Interval, mean_interval
from trainer.study.statements import PERCENT, Statement, Weight, several, signed, told

FEW = 8
"""From so many recalls on there is a mean with its interval."""
_MOST_MEANS = 200
"""More places than this no line of a chart can show."""

WHY_NOT_COUNTED = "Only the first recall of a decision counts: after it you were told what your forecast was."
"""Why later recalls are shown and left out of the mean."""


@dataclass(frozen=True, slots=True)
class RecalledForecast:
    """A forecast, and what a recall remembered of it."""

    attempt_id: str
    case_id: str
    decision_id: str
    asked: dt.datetime
    """When the recall asked; aware."""
    given: int
    """The forecast of the attempt, in percent."""
    remembered: int | None
    """What the learner remembered, in percent; ``None`` where they left that out."""
    agreement: Agreement
    """What came of it: whether they chose the same."""


@dataclass(frozen=True, slots=True)
class Drift:
    """One recall: how many points nearer to what happened the forecast is remembered; negative is further from it."""

    attempt_id: str
    asked: dt.datetime
    points: int
    counted: bool
    """Whether it is the first of its decision, and so counts for the mean."""


@dataclass(frozen=True, slots=True)
class MeanSoFar:
    """The mean of the drifts up to a recall, in points."""

    asked: dt.datetime
    n: int
    mean: float
    interval: Interval
    """Where the mean lies, at 95 %; without any breadth where :attr:`alike`."""

    @property
    def alike(self) -> bool:
        """Whether all of them drifted by the same, so that there is no spread to make an interval of."""
        return self.interval.low == self.interval.high


@dataclass(frozen=True, slots=True)
class Hindsight:
    """What recalls show of the learner's memory of their own forecasts."""

    drifts: tuple[Drift, ...]
    """Of all recalls, the first first."""
    line: tuple[MeanSoFar, ...]
    """From the eighth that counts; thinned where there are very many. The last one is the mean of all."""
    n: int
    """How many recalls count."""
    statement: Statement | None
    too_few: str
    """Why nothing is said of them; empty where something is."""

    @property
    def now(self) -> MeanSoFar | None:
        """The mean of all recalls that count, with its interval; ``None`` while there are too few."""
        return self.line[-1] if self.line else None


def drift(given: int, remembered: int, agreement: Agreement) -> int:
    """How many points nearer to what happened a forecast is remembered than it was given."""
    happened = 100 if agreement is Agreement.WITH else 0
    return abs(given - happened) - abs(remembered - happened)


def hindsight(
    recalls: Iterable[RecalledForecast], since: dt.datetime | None = None, until: dt.datetime | None = None
) -> Hindsight:
    """What recalls show, in whatever order they come.

    Args:
        recalls: all there are, since only so the first of each decision is known.
        since: aware; the first moment to look at.
        until: aware; the first moment after.

    Raises:
        ValueError: a forecast given or remembered is outside 0-100.
    """
    drifts = [
        each
        for each in _drifts(sorted(recalls, key=lambda each: (each.asked, each.attempt_id)))
        if (since is None or each.asked >= since) and (until is None or each.asked < until)
    ]
    counted = [each for each in drifts if each.counted]
    line = _line(counted)
    n = len(counted)
    return Hindsight(tuple(drifts), line, n, _statement(line[-1]) if line else None, "" if line else _too_few(n))


def _drifts(recalls: Sequence[RecalledForecast]) -> list[Drift]:
    met: set[tuple[str, str]] = set()
    drifts = []
    for each in recalls:
        decision = each.case_id, each.decision_id
        if each.remembered is not None:
            _check(each.given, each.remembered)
            points = drift(each.given, each.remembered, each.agreement)
            drifts.append(Drift(each.attempt_id, each.asked, points, decision not in met))
        # The forecast was told after this one too, whether it was remembered or not.
        met.add(decision)
    return drifts


def _check(*forecasts: int) -> None:
    for forecast in forecasts:
        if not 0 <= forecast <= 100:
            raise ValueError(f"a forecast is a percentage from 0 to 100, not {forecast}")


def _line(counted: Sequence[Drift]) -> tuple[MeanSoFar, ...]:
    if len(counted) < FEW:
        return ()
    # Whole points, so that sums are exact and a spread never comes out below zero.
    sums = tuple(accumulate(each.points for each in counted))
    squares = tuple(accumulate(each.points**2 for each in counted))
    step = math.ceil((len(counted) - FEW + 1) / _MOST_MEANS)
    places = range(len(counted), FEW - 1, -step)
    return tuple(_mean(counted[n - 1].asked, n, sums[n - 1], squares[n - 1]) for n in reversed(places))


def _mean(asked: dt.datetime, n: int, total: int, squares: int) -> MeanSoFar:
    mean = total / n
    interval = mean_interval(n, mean, math.sqrt((n * squares - total**2) / (n * (n - 1))))
    assert interval is not None
    return MeanSoFar(asked, n, mean, interval)


def _too_few(n: int) -> str:
    if not n:
        return "Nothing to see yet: recalls ask what forecast you gave, and the drift of your memory is drawn here."
    return (
        f"Too few to tell: so far {several(n, 'remembered forecast counts', 'remembered forecasts count')}."
        f" From {FEW} on, a mean is drawn with its interval."
    )


def _said_alike(now: MeanSoFar) -> Statement:
    """What is said where no spread tells how sure it is."""
    ground = "so that no spread tells how far this may be trusted."
    if not now.mean:
        text = f"You remembered each of {now.n:,} forecasts as it was."
        return Statement(text, f"As far as so many recalls can tell: all came out alike, {ground}", Weight.AGREES)
    text = f"You remembered each of {now.n:,} forecasts as {_amount(signed(abs(now.mean)))} {_way(now)} than it was."
    return Statement(text, f"A hint, not a finding: all came out alike, {ground}", Weight.HINT)


def _amount(points: str) -> str:
    return "1 point" if points == "1" else f"{points} points"


def _way(now: MeanSoFar) -> str:
    return "nearer to what happened" if now.mean > 0 else "further from what happened"


def _statement(now: MeanSoFar) -> Statement:
    if now.alike:
        return _said_alike(now)
    low, high, _ = told(now.interval, 0)
    shown = f"(95{PERCENT} interval: {low} to {high})"
    found = 0 not in now.interval
    size = abs(now.mean)
    points = signed(size, 1 if found and size < 1 else 0)
    if not found and points == "0":
        text = f"On average you remember your forecasts as they were {shown}."
        return Statement(text, "As far as so many recalls can tell: the interval holds 0, no drift.", Weight.AGREES)
    text = f"You remember your forecasts as {_amount(points)} {_way(now)} than they were {shown}."
    if found:
        return Statement(text, "A finding: the interval leaves out 0, no drift.", Weight.FINDING)
    return Statement(text, "A hint, not a finding: the interval still holds 0, no drift.", Weight.HINT)
