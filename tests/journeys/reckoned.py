"""What a judgement must come to, reckoned plainly from what was answered; intervals come from SciPy."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from statistics import fmean, stdev

from scipy.stats import beta, t

from tests.journeys.answers import PACK
from tests.journeys.learning import Given, Recalled
from trainer.case.model import Judgement
from trainer.case.reader import read_pack
from trainer.progress.values import FactorMark
from trainer.study.blind_spots import KIND_TITLES

Row = tuple[str, ...]
JUDGED = (Judgement.VINDICATED, Judgement.MIXED, Judgement.REGRETTED)
_NBSP = "\N{NO-BREAK SPACE}"
_BINS = ((0, 19), (20, 39), (40, 59), (60, 79), (80, 100))


def jeffreys(hits: int, n: int) -> tuple[float, float]:
    """The 95 % interval of a share, in percent."""
    low = 0.0 if hits == 0 else beta.ppf(0.025, hits + 0.5, n - hits + 0.5)
    high = 1.0 if hits == n else beta.ppf(0.975, hits + 0.5, n - hits + 0.5)
    return 100 * float(low), 100 * float(high)


def forecasts(given: Iterable[Given]) -> dict[tuple[int, int], list[Given]]:
    """The calls in each fifth of the scale in which there is any."""
    every = list(given)
    found = {each: [call for call in every if each[0] <= call.percent <= each[1]] for each in _BINS}
    return {each: calls for each, calls in found.items() if calls}


def forecast_rows(given: Iterable[Given]) -> list[Row]:
    """The table of the calibration: below a hundred calls, by fifths."""
    rows: list[Row] = []
    for (first, last), calls in forecasts(given).items():
        n, hits = len(calls), sum(call.same for call in calls)
        low, high = jeffreys(hits, n)
        interval = f"{low:.0f} to {high:.0f}{_NBSP}%"
        rows.append((f"{first} to {last}", str(n), str(hits), f"{100 * (hits / n):.0f}", interval))
    return rows


def brier(given: Sequence[Given]) -> dict[str, Fraction]:
    """The score from the calls themselves, its parts from the calls with the same forecast."""
    base = _share(given)
    alike = [[call for call in given if call.percent == each] for each in {call.percent for call in given}]
    off = [(Fraction(call.percent, 100) - call.same) ** 2 for call in given]
    return {
        "score": sum(off, Fraction()) / len(given),
        "uncertainty": base * (1 - base),
        "resolution": sum((len(each) * (_share(each) - base) ** 2 for each in alike), Fraction()) / len(given),
    }


def _share(calls: Sequence[Given]) -> Fraction:
    return Fraction(sum(call.same for call in calls), len(calls))


def choices(given: Iterable[Given]) -> dict[tuple[bool, Judgement], list[Given]]:
    """The calls in each cell: whether they chose the same, and how their choice is judged."""
    found: dict[tuple[bool, Judgement], list[Given]] = {(same, each): [] for same in (True, False) for each in JUDGED}
    for call in given:
        found[call.same, call.decision.record.looking_back.judgement].append(call)
    return found


def spots(given: Iterable[Given]) -> dict[str, tuple[list[Given], list[Given]]]:
    """By title of a kind or a theme that mattered in five decisions: those that missed it, and those that saw it."""
    titles = {theme.id: theme.title for theme in read_pack(PACK).info.themes}
    found: dict[str, tuple[list[Given], list[Given]]] = {}
    for call in given:
        kinds = {factor.id: factor.kind for factor in call.decision.factors}
        mattered = {KIND_TITLES[kind]: [each for each in call.marks if kinds[each] is kind] for kind in kinds.values()}
        mattered |= {titles[theme]: list(call.marks) for theme in call.decision.themes}
        for title, factors in mattered.items():
            if factors:
                missed = sum(call.marks[each] is FactorMark.MISSED for each in factors)
                found.setdefault(title, ([], []))[0 if 2 * missed >= len(factors) else 1].append(call)
    return {title: both for title, both in found.items() if len(both[0]) + len(both[1]) >= 5}


def spot_rows(given: Iterable[Given]) -> list[Row]:
    """The table of the blind spots, those surely missed most often first."""
    rows = []
    for title, (missed, seen) in spots(given).items():
        hits, n = len(missed), len(missed) + len(seen)
        low, high = jeffreys(hits, n)
        share = f"{100 * hits / n:.0f}{_NBSP}%"
        row = (title, str(n), str(hits), share, f"{low:.0f} to {high:.0f}{_NBSP}%")
        rows.append((-round(low, 9), -hits / n, title, row))
    return [row for *_, row in sorted(rows)]


def drifts(recalled: Iterable[Recalled], given: Sequence[Given]) -> list[int]:
    """How many points nearer to what happened each remembered forecast is than the one given."""
    found = []
    for recall in recalled:
        call = next(each for each in given if each.decision.id == recall.decision.id)
        if recall.percent is not None:
            happened = 100 if call.same else 0
            found.append(abs(call.percent - happened) - abs(recall.percent - happened))
    return found


def drift_row(points: Sequence[int]) -> Row:
    """The last line of the table of drifts, without its date."""
    mean, n = fmean(points), len(points)
    reach = float(t.ppf(0.975, n - 1)) * stdev(points) / math.sqrt(n)
    return str(n), _points(mean), f"{_points(mean - reach)} to {_points(mean + reach)}"


def _points(value: float) -> str:
    text = f"{abs(value):.1f}".removesuffix(".0")
    return text if text == "0" else f"{'+' if value > 0 else '−'}{text}"


def grid_rows(counts: Mapping[tuple[str, Judgement], int], rows: Sequence[str]) -> list[Row]:
    """A grid as its table: a row for each name."""
    return [(row, *(str(counts.get((row, judgement), 0)) for judgement in JUDGED)) for row in rows]
