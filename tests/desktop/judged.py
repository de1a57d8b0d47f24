"""Numbers of *My judgement* for any number of attempts, as chance would have them, the same each time."""

from __future__ import annotations

import datetime as dt
from random import Random

from trainer.case.model import FactorKind, Judgement
from trainer.desktop.judgement_state import Bounds, Judged
from trainer.study.blind_spots import Mark, MarkedDecision, blind_spots
from trainer.study.calibration import calibration, tally_of
from trainer.study.choices import JUDGEMENTS, choices
from trainer.study.forecast import Agreement
from trainer.study.hindsight import RecalledForecast, hindsight
from trainer.study.process import Quality, process

THEMES = {
    "talks": "Talks with suppliers",
    "price": "What to ask for it",
    "crisis": "危机:供应链断裂时的决定",
    "people": "Whom to hire and whom to let go",
}
FIRST = dt.datetime(2026, 10, 31, 18, 0, tzinfo=dt.UTC)


def judged(count: int, *, recalls: int | None = None, marked: int | None = None) -> Judged:
    """The numbers of so many decisions.

    Args:
        count: of decisions, debriefed each.
        recalls: how many came back; a bit less than half of them if nothing is said.
        marked: how many reasons were marked; half of them if nothing is said.
    """
    random = Random(7)
    forecasts: list[tuple[int, Agreement]] = []
    grid: dict[tuple[Agreement, Judgement], int] = {}
    decisions = []
    for number in range(count):
        given = random.choice((10, 15, 30, 35, 40, 50, 55, 60, 70, 75, 80, 90))
        same = random.random() < 0.25 + 0.5 * given / 100
        agreement = Agreement.WITH if same else Agreement.AGAINST
        forecasts.append((given, agreement))
        key = agreement, random.choices(JUDGEMENTS, (6, 1.5, 2.5))[0]
        grid[key] = grid.get(key, 0) + 1
        decisions.append(_marks(random, number))
    return Judged(
        forecasts=calibration(tally_of(forecasts)),
        choices=choices(grid),
        blind_spots=blind_spots(decisions, THEMES),
        hindsight=hindsight(_recalls(random, forecasts, count * 2 // 5 if recalls is None else recalls)),
        reasons=process(_reasons(random, count // 2 if marked is None else marked)),
        bounds=_bounds(count),
    )


def _marks(random: Random, number: int) -> MarkedDecision:
    kinds = random.sample(tuple(FactorKind), 4)
    weights = {kind: 0.15 + 0.07 * index for index, kind in enumerate(FactorKind)}
    marks = tuple(Mark(kind, random.random() < weights[kind]) for kind in kinds)
    return MarkedDecision(f"attempt-{number}", tuple(random.sample(tuple(THEMES), 2)), marks)


def _recalls(random: Random, forecasts: list[tuple[int, Agreement]], count: int) -> list[RecalledForecast]:
    made = []
    for number in range(count):
        given, agreement = forecasts[number % len(forecasts)]
        towards = 1 if agreement is Agreement.WITH else -1
        remembered = min(max(given + towards * round(random.gauss(6, 7)), 0), 100)
        asked = FIRST + dt.timedelta(hours=number * 120 * 27 / max(count, 8))
        decision = f"decision-{number * 8 // 9 if number % 9 == 8 else number}"
        made.append(RecalledForecast(f"attempt-{number}", "xiaomi", decision, asked, given, remembered, agreement))
    return made


def _reasons(random: Random, count: int) -> dict[tuple[Quality, Judgement], int]:
    grid: dict[tuple[Quality, Judgement], int] = {}
    for _ in range(count):
        key = random.choice(tuple(Quality)), random.choices(JUDGEMENTS, (6, 1.5, 2.5))[0]
        grid[key] = grid.get(key, 0) + 1
    return grid


def _bounds(count: int) -> Bounds:
    if not count:
        return Bounds()
    cases = (("xiaomi", "Xiaomi"), ("nokia", "Nokia: from rubber boots to telephones, and what came after all of that"))
    return Bounds(cases, FIRST.date(), dt.date(2027, 3, 12))
