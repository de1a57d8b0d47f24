"""Cases of any size for the tests of the map, and how far a learner is in them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from tests.desktop import works
from trainer.case.model import Judgement
from trainer.case.outline import ActOutline, DecisionOutline
from trainer.case.sealed import Case
from trainer.desktop.map_state import MapState, map_state
from trainer.progress.values import AttemptLine
from trainer.study.forecast import Agreement
from trainer.study.playthrough import Playthrough, Stage, Standing

SECRET = "Secret title"
"""Begins the title of every decision; the number follows."""


def case(acts: Sequence[int] = (3, 2, 4)) -> Case:
    """A case with so many decisions in each act, ``d1``, ``d2`` and so on, six weeks apart; sheets there are none.

    Every second decision is about the price, every one about time; the mayor is at the odd ones, the engineer at the
    third, the sixth and so on.
    """
    made: list[ActOutline] = []
    number = 0
    for act, count in enumerate(acts, 1):
        decisions = []
        for _ in range(count):
            number += 1
            day = dt.date(2009, 1, 10) + dt.timedelta(weeks=6 * number)
            people = ["mayor"] * (number % 2) + ["engineer"] * (number % 3 == 0)
            decisions.append(
                DecisionOutline(
                    id=f"d{number}",
                    title=f"{SECRET} {number}",
                    date=f"{day.day} {day:%m %Y}",
                    date_short=f"{day:%m %Y}",
                    bookmark="there",
                    minutes=15,
                    begins=day.isoformat(),
                    ends=day.isoformat(),
                    themes=("time", "price") if number % 2 == 0 else ("time",),
                    people=tuple(people),
                )
            )
        made.append(ActOutline(f"act-{act}", f"Act title {act}", "2009", tuple(decisions)))
    return Case(works.pack().info, tuple(made), {}, {})


def done(count: int) -> dict[str, Standing]:
    """The first decisions are debriefed."""
    return {f"d{number}": Standing(Stage.DEBRIEFED, f"a{number}", 6, 1, done=True) for number in range(1, count + 1)}


def line(decision_id: str, **changes: object) -> AttemptLine:
    """An attempt with the record, at 70 %, at a choice that was regretted."""
    values: dict[str, object] = {
        "id": f"a-{decision_id}",
        "case_id": works.pack().info.id,
        "case_title": "A town",
        "decision_id": decision_id,
        "number": 1,
        "created": dt.datetime(2026, 11, 22, tzinfo=dt.UTC),
        "act_number": 1,
        "act_title": "",
        "decision_number": 1,
        "decision_title": "",
        "choice_title": "",
        "taken_title": "",
        "agreement": Agreement.WITH,
        "judgement": Judgement.REGRETTED,
        "forecast": 70,
        "reasons": "So.",
        "stage": Stage.DEBRIEFED,
    }
    return AttemptLine(**(values | changes))  # type: ignore[arg-type]


def state(
    decided: int = 2,
    acts: Sequence[int] = (3, 2, 4),
    here: str = "",
    of: Case | None = None,
    due: Sequence[str] = (),
    **more: Standing,
) -> MapState:
    """The map of such a case; ``more`` gives standings by id."""
    shown = of or case(acts)
    standings = done(decided) | more
    playthrough = Playthrough(shown.order, standings)
    lines = [line(decision_id) for decision_id, standing in standings.items() if standing.tries]
    return map_state(shown, playthrough, lines, here or playthrough.current or shown.order[-1], due)
