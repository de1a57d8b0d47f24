"""What the room will see at the next step, as far as nothing that is covered shows in it. No Qt."""

from __future__ import annotations

import datetime as dt

from trainer.desktop.workshops.coming import coming
from trainer.study.workshop.events import BallotClosed, BallotOpened, CountdownSet, Happened, Moved, after
from trainer.study.workshop.plan import ROUNDS
from trainer.study.workshop.session import Countdown, Session
from trainer.workshop.moving import following


def foreseen(session: Session, now: dt.datetime) -> Session | None:
    """The workshop as it will stand after the next step; ``None`` where that is covered, or nothing follows."""
    target = following(session.plan, session.stage)
    if target is None or coming(session).is_covered or session.ended is not None:
        return None
    events: list[Happened] = []
    ballot = session.open_ballot
    if ballot is not None:
        events.append(BallotClosed(now, ballot.id))
    events.append(Moved(now, target))
    minutes = 0
    if target.decision is not None:
        decision = session.plan.decisions[target.decision]
        minutes = decision.minutes.get(target.step, 0)
        round_ = ROUNDS.get(target.step)
        if round_ is not None and not session.ballots_of(decision.decision_id, round_):
            events.append(BallotOpened(now, max(session.ballots, default=0) + 1, decision.decision_id, round_))
    seconds = minutes * 60.0
    events.append(CountdownSet(now, Countdown(seconds, left=seconds) if minutes else None))
    return after(session, *events)
