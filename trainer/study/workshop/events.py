"""What happens in a workshop: each event is stored, and changes the session in one way."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import singledispatch

from trainer.study.workshop.plan import Plan, Round, Step
from trainer.study.workshop.session import (
    Ballot,
    Countdown,
    Doors,
    Participant,
    Reflection,
    Session,
    Stage,
    Vote,
)


@dataclass(frozen=True, slots=True)
class Happened:
    """Base of all events."""

    at: dt.datetime


@dataclass(frozen=True, slots=True)
class Planned(Happened):
    """The plan was changed."""

    plan: Plan


@dataclass(frozen=True, slots=True)
class DoorsSet(Happened):
    """The doors were opened or closed."""

    doors: Doors


@dataclass(frozen=True, slots=True)
class Joined(Happened):
    """Somebody came in."""

    participant: Participant


@dataclass(frozen=True, slots=True)
class ParticipantChanged(Happened):
    """Somebody has another name or language, was removed, or may come back with another phone."""

    participant: Participant


@dataclass(frozen=True, slots=True)
class Moved(Happened):
    """The room came to another step or part. Whatever it shows counts as shown from then on."""

    stage: Stage


@dataclass(frozen=True, slots=True)
class CountdownSet(Happened):
    """The time was set, held, let run, or taken away."""

    countdown: Countdown | None


@dataclass(frozen=True, slots=True)
class Blanked(Happened):
    """The room's screen went dark, or came back."""

    blank: bool


@dataclass(frozen=True, slots=True)
class BallotOpened(Happened):
    """Votes are taken."""

    ballot_id: int
    decision_id: str
    round: Round


@dataclass(frozen=True, slots=True)
class BallotClosed(Happened):
    """No more votes are taken."""

    ballot_id: int


@dataclass(frozen=True, slots=True)
class Voted(Happened):
    """Somebody voted, or changed their vote."""

    ballot_id: int
    vote: Vote


@dataclass(frozen=True, slots=True)
class HandsCounted(Happened):
    """The instructor typed in a show of hands; ``None`` takes it back."""

    ballot_id: int
    hands: Mapping[str, int] | None


@dataclass(frozen=True, slots=True)
class Reflected(Happened):
    """Somebody wrote down what they make of a decision."""

    reflection: Reflection


@dataclass(frozen=True, slots=True)
class Noted(Happened):
    """The instructor's private note on a decision, or on the whole (empty id), has a new text."""

    decision_id: str
    text: str


@dataclass(frozen=True, slots=True)
class Ended(Happened):
    """The workshop is over; ``reopened`` takes that back."""

    reopened: bool = False


def after(session: Session, *events: Happened) -> Session:
    """The session once all of the events have happened, in their order."""
    for event in events:
        session = _after(event, session)
    return session


@singledispatch
def _after(event: Happened, session: Session) -> Session:
    raise TypeError(f"{type(event).__name__} is no event of the workshop {session.id}")


@_after.register
def _(event: Planned, session: Session) -> Session:
    return replace(session, plan=event.plan)


@_after.register
def _(event: DoorsSet, session: Session) -> Session:
    return replace(session, doors=event.doors)


@_after.register(Joined)
@_after.register(ParticipantChanged)
def _(event: Joined | ParticipantChanged, session: Session) -> Session:
    return replace(session, participants={**session.participants, event.participant.id: event.participant})


@_after.register
def _(event: Moved, session: Session) -> Session:
    session = replace(session, stage=event.stage, began=session.began or event.at)
    decision = session.decision
    if decision is None:
        return session
    if event.stage.step is Step.BOTH_VOTES:
        return replace(session, results=session.results | {decision.decision_id})
    if event.stage.step is Step.REVEAL:
        most = max(event.stage.part, session.shown.get(decision.decision_id, 0))
        return replace(session, shown={**session.shown, decision.decision_id: most})
    return session


@_after.register
def _(event: CountdownSet, session: Session) -> Session:
    return replace(session, countdown=event.countdown)


@_after.register
def _(event: Blanked, session: Session) -> Session:
    return replace(session, blank=event.blank)


@_after.register
def _(event: BallotOpened, session: Session) -> Session:
    # The room has seen the votes as they stood; what is voted now it hasn't.
    session = replace(session, results=session.results - {event.decision_id})
    return _with_ballot(session, Ballot(event.ballot_id, event.decision_id, event.round, event.at))


@_after.register
def _(event: BallotClosed, session: Session) -> Session:
    return _with_ballot(session, replace(session.ballots[event.ballot_id], closed=event.at))


@_after.register
def _(event: Voted, session: Session) -> Session:
    ballot = session.ballots[event.ballot_id]
    votes = {**ballot.votes, event.vote.participant: event.vote}
    return _with_ballot(session, replace(ballot, votes=votes))


@_after.register
def _(event: HandsCounted, session: Session) -> Session:
    return _with_ballot(session, replace(session.ballots[event.ballot_id], hands=event.hands))


@_after.register
def _(event: Reflected, session: Session) -> Session:
    said = event.reflection
    return replace(session, reflections={**session.reflections, (said.participant, said.decision_id): said})


@_after.register
def _(event: Noted, session: Session) -> Session:
    return replace(session, notes={**session.notes, event.decision_id: event.text})


@_after.register
def _(event: Ended, session: Session) -> Session:
    return replace(session, ended=None if event.reopened else event.at)


def _with_ballot(session: Session, ballot: Ballot) -> Session:
    return replace(session, ballots={**session.ballots, ballot.id: ballot})
