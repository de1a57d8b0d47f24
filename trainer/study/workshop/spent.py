"""How long a workshop really took, out of what happened in it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping

from trainer.study.workshop.events import DoorsSet, Ended, Happened, Moved, Planned
from trainer.study.workshop.plan import Plan, Step


def time_spent(plan: Plan, events: Iterable[Happened]) -> Mapping[tuple[str, Step], dt.timedelta]:
    """The time in each step of each decision, all visits to it together; what was never come to is missing.

    Time between the end and a taking back of it isn't counted; nor is that between the last that happened before the
    program stopped in the middle and the doors' opening anew.

    Args:
        plan: as it was before the first event.
        events: all of the workshop, in their order.
    """
    spent: dict[tuple[str, Step], dt.timedelta] = defaultdict(dt.timedelta)
    at: tuple[str, Step] | None = None
    last: dt.datetime | None = None
    doors_open = ended = False
    for event in events:
        stopped = ended or (isinstance(event, DoorsSet) and doors_open and event.doors.is_open)
        if at is not None and last is not None and not stopped:
            spent[at] += max(event.at - last, dt.timedelta(0))
        last = event.at
        if isinstance(event, Planned):
            plan = event.plan
        elif isinstance(event, Moved):
            place = event.stage.decision
            at = None if place is None else (plan.decisions[place].decision_id, event.stage.step)
        elif isinstance(event, DoorsSet):
            doors_open = event.doors.is_open
        elif isinstance(event, Ended):
            ended = not event.reopened
    return dict(spent)
