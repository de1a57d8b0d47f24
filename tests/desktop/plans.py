"""Plans on the case that comes with the program, for the tests of their page."""

from __future__ import annotations

from functools import cache

from tests.workshop.made import XIAOMI, xiaomi
from trainer.case.outline import outline_of
from trainer.desktop.workshops.advice import read_advice
from trainer.desktop.workshops.plan_state import Advice, ChoosableAct, PlanState, choosable, planned
from trainer.study.workshop.plan import Plan


@cache
def acts() -> tuple[ChoosableAct, ...]:
    """Those of the case."""
    return choosable(outline_of(xiaomi(), XIAOMI).acts)


@cache
def advice() -> Advice:
    """What its teaching notes say."""
    return read_advice(XIAOMI, xiaomi().order, lambda _share: None)


def plan_state(count: int = 3, *, title: str = "Buying time", begun: bool = False, **values: object) -> PlanState:
    """A plan with the first so many decisions, and ``values`` of the plan itself."""
    decisions = [each for act in acts() for each in act.decisions][:count]
    plan = Plan.model_validate(
        {
            "title": title,
            "case_id": "xiaomi",
            "case_title": "Xiaomi",
            "decisions": tuple(planned(each, advice()) for each in decisions),
            **values,
        }
    )
    return PlanState(plan, acts=acts(), advice=advice(), begun=begun)
