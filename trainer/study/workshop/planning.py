"""Changing a plan: each change gives another plan, and says what stands in its way in a sentence or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from trainer.study.workshop.plan import DECISION_STEPS, Joining, Naming, Plan, PlannedDecision, Step

MOST_MINUTES = 240
"""Of one step."""


def with_decision(plan: Plan, decision: PlannedDecision) -> Plan:
    """With a decision at the end; one that is planned already stays where it is."""
    if any(each.decision_id == decision.decision_id for each in plan.decisions):
        return plan
    return changed(plan, decisions=(*plan.decisions, decision))


def without_decision(plan: Plan, decision_id: str) -> Plan:
    """Without that decision."""
    return changed(plan, decisions=tuple(each for each in plan.decisions if each.decision_id != decision_id))


def moved(plan: Plan, decision_id: str, to: int) -> Plan:
    """With a decision at another place.

    Args:
        plan: as it is.
        decision_id: which; raises ``KeyError`` if it isn't planned.
        to: its place then, from 0; beyond the ends it goes to the end.
    """
    decision = plan.decision(decision_id)
    others = [each for each in plan.decisions if each.decision_id != decision_id]
    others.insert(min(max(to, 0), len(others)), decision)
    return changed(plan, decisions=tuple(others))


def timed(plan: Plan, decision_id: str, step: Step, minutes: int | None) -> Plan:
    """With other minutes for a step of a decision; ``None`` leaves the step out.

    Raises:
        KeyError: the decision isn't planned.
    """
    decision = plan.decision(decision_id)
    given = {**decision.minutes, step: minutes}
    kept = {each: given[each] for each in DECISION_STEPS if given.get(each) is not None}
    if not kept:
        return plan
    other = decision.model_copy(update={"minutes": {each: _within(value or 0) for each, value in kept.items()}})
    return changed(plan, decisions=tuple(other if each is decision else each for each in plan.decisions))


def fitted(plan: Plan, minutes: int) -> Plan:
    """With all steps shortened or lengthened alike, so that together they take so many minutes; no step that takes any
    time goes below one minute."""
    places = [(d, s) for d, each in enumerate(plan.decisions) for s in each.steps if each.minutes[s]]
    shares = share([plan.decisions[d].minutes[s] for d, s in places], minutes)
    found = dict(zip(places, shares, strict=True))
    decisions = tuple(
        each.model_copy(update={"minutes": {s: _within(found.get((d, s), 0)) for s in each.steps}})
        for d, each in enumerate(plan.decisions)
    )
    return changed(plan, decisions=decisions)


def share(parts: Sequence[int], total: int) -> tuple[int, ...]:
    """Parts in about the same proportions that add up to another total, each at least 1: whole numbers, whose
    remainders go to those that lost most.

    Args:
        parts: all positive.
        total: what they come to; where that is less than one each, each is 1.
    """
    if not parts:
        return ()
    spare, whole = max(total - len(parts), 0), sum(parts)
    exact = [part * spare / whole for part in parts]
    found = [int(each) for each in exact]
    neediest = sorted(range(len(parts)), key=lambda at: (found[at] - exact[at], at))
    for at in neediest[: spare - sum(found)]:
        found[at] += 1
    return tuple(each + 1 for each in found)


def with_people(plan: Plan, joining: Joining, names: Iterable[str] | None = None) -> Plan:
    """With others who may come in; those on a list come by their names.

    Args:
        plan: as it is.
        joining: anybody, or those on the list.
        names: the list; as it is where none is given.
    """
    kept = plan.names if names is None else tuple(names)
    naming = Naming.NAMES if joining is Joining.LISTED else plan.naming
    return changed(plan, joining=joining, names=kept, naming=naming)


def missing(plan: Plan) -> tuple[str, ...]:
    """What a plan still lacks before the doors can open, in a word or two each."""
    lacks: Mapping[str, bool] = {
        "a decision": not plan.decisions,
        "names on the list": plan.joining is Joining.LISTED and not plan.names,
    }
    return tuple(what for what, is_so in lacks.items() if is_so)


def changed(plan: Plan, **changes: Any) -> Plan:
    """The plan with other values; raises pydantic's ``ValidationError`` where they don't fit."""
    return Plan.model_validate({**{name: getattr(plan, name) for name in Plan.model_fields}, **changes})


def _within(minutes: int) -> int:
    return min(max(minutes, 0), MOST_MINUTES)
