"""How long a workshop really took, out of what happened in it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping

from trainer.study.workshop.events import DoorsSet, Ended, Happened, Moved, Planned
from trainer.study.workshop.plan import Plan, Step
from trainer.study.workshop.planning import MOST_MINUTES

_AWAY = dt.timedelta(minutes=30)
"""Doors that open after so long a silence: the workshop was left, or the program stopped, and nobody sat there."""
_LONGEST = dt.timedelta(minutes=MOST_MINUTES)
"""No room sits so long without anything happening."""


def time_spent(plan: Plan, events: Iterable[Happened]) -> Mapping[tuple[str, Step], dt.timedelta]:
    """The time in each step of each decision, all visits to it together; what was never come to is missing.

    Time between the end and a taking back of it isn't counted; nor is that for which the workshop was left for another
    day, or the program had stopped. Nobody says so when that begins: it is known by a long silence, above all by one
    that ends with the doors' opening.

    Args:
        plan: as it was before the first event.
        events: all of the workshop, in their order.
    """
    spent: dict[tuple[str, Step], dt.timedelta] = defaultdict(dt.timedelta)
    at: tuple[str, Step] | None = None
    last: dt.datetime | None = None
    ended = False
    for event in events:
        if at is not None and last is not None and not ended:
            opening = isinstance(event, DoorsSet) and event.doors.is_open
            passed = max(event.at - last, dt.timedelta(0))
            spent[at] += passed if passed < (_AWAY if opening else _LONGEST) else dt.timedelta(0)
        last = event.at
        if isinstance(event, Planned):
            plan = event.plan
        elif isinstance(event, Moved):
            place = event.stage.decision
            at = None if place is None else (plan.decisions[place].decision_id, event.stage.step)
        elif isinstance(event, Ended):
            ended = not event.reopened
    return dict(spent)
