"""What the rail shows of a case, as plain values."""

from __future__ import annotations

from trainer.case.outline import DecisionOutline
from trainer.case.sealed import Case
from trainer.desktop.widgets.rail_items import RailAct, Stop, StopKind
from trainer.study.playthrough import Playthrough


def rail_acts(case: Case, playthrough: Playthrough, here: str) -> tuple[RailAct, ...]:
    """Acts and stops of the rail, as far as they are on the learner's course.

    Args:
        case: the case.
        playthrough: where the learner stands.
        here: id of the decision on the page.
    """
    made = []
    on_course = frozenset(playthrough.order)
    for number, act in enumerate(case.acts, 1):
        stops = tuple(_stop(each, playthrough, here) for each in act.decisions if each.id in on_course)
        if stops:
            made.append(RailAct(number, act.title, act.years, stops))
    return tuple(made)


def _stop(decision: DecisionOutline, playthrough: Playthrough, here: str) -> Stop:
    if playthrough.standing(decision.id).tries:
        kind = StopKind.DECIDED
    else:
        kind = StopKind.OPEN if playthrough.is_open(decision.id) else StopKind.SEALED
    return Stop(decision.id, decision.title, decision.date_short, kind, decision.id == here)
