"""Whether a session that comes from elsewhere is one that a room could have made."""

from __future__ import annotations

import math
from collections.abc import Iterator

from trainer.study.workshop.names import is_name, tidy_name
from trainer.study.workshop.plan import MAX_NAME, MAX_PEOPLE, Plan
from trainer.study.workshop.session import Countdown, Session

_LANGUAGES = ("en", "zh")
_MOST_SECONDS = 24 * 3_600.0


def is_sound(session: Session) -> bool:
    """Whether all that is shown of it later can be shown."""
    return all(_fits(session))


def _fits(session: Session) -> Iterator[bool]:
    plan, place = session.plan, session.stage.decision
    yield _is_plan(plan)
    yield place is None or 0 <= place < len(plan.decisions)
    yield sum(each.is_open for each in session.ballots.values()) <= 1
    yield len(session.here) <= MAX_PEOPLE
    yield all(is_name(each.name) and each.name == tidy_name(each.name) for each in session.participants.values())
    yield all(len(each.name) <= MAX_NAME for each in session.participants.values())
    yield all(who in session.participants for each in session.ballots.values() for who in each.votes)
    yield all(who in session.participants for who, _ in session.reflections)
    yield all(count >= 0 for each in session.ballots.values() for count in (each.hands or {}).values())
    yield session.countdown is None or _is_time(session.countdown)


def _is_plan(plan: Plan) -> bool:
    ids = [each.decision_id for each in plan.decisions]
    return plan.language in _LANGUAGES and len(set(ids)) == len(ids)


def _is_time(countdown: Countdown) -> bool:
    seconds = (countdown.seconds, countdown.left or 0.0)
    return all(math.isfinite(each) and 0 <= each <= _MOST_SECONDS for each in seconds)
