"""Whether a workshop keeps to its time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from trainer.study.workshop.plan import DECISION_STEPS, Step
from trainer.study.workshop.session import Session


@dataclass(frozen=True, slots=True)
class Pace:
    """How a workshop keeps to its plan."""

    late: float
    """Seconds behind the plan; negative when ahead of it."""
    planned_end: dt.datetime
    """When everything is done if every step takes its minutes."""
    end: dt.datetime
    """When it will be done if every step from now on takes its minutes."""


def pace(session: Session, now: dt.datetime) -> Pace:
    """How late the room is.

    A step left before its minutes are over makes the room earlier, and one that outruns them makes it later from then
    on. Time in the lobby before the first decision counts nothing, and what is passed over counts as done.

    Args:
        session: as it stands. Before the room has left the lobby it is on time.
        now: with a time zone; ignored once the workshop has ended, for it gets no later then.
    """
    whole = dt.timedelta(minutes=session.plan.total)
    now = session.ended or now
    if session.began is None:
        return Pace(0.0, now + whole, now + whole)
    planned_end = session.began + whole
    end = now + dt.timedelta(seconds=sum(_to_come(session, now)))
    return Pace((end - planned_end).total_seconds(), planned_end, end)


def _to_come(session: Session, now: dt.datetime) -> Iterator[float]:
    """Planned seconds of what is left: the rest of this step, and all the steps after it."""
    stage = session.stage
    if stage.step is Step.END:
        return
    for place, decision in enumerate(session.plan.decisions):
        for step in decision.steps:
            planned = decision.minutes[step] * 60.0
            if stage.decision is None or (place, _order(step)) > (stage.decision, _order(stage.step)):
                yield planned
            elif (place, step) == (stage.decision, stage.step):
                spent = (now - stage.since).total_seconds() if stage.since is not None else 0.0
                yield max(planned - max(spent, 0.0), 0.0)


def _order(step: Step) -> int:
    return DECISION_STEPS.index(step)
