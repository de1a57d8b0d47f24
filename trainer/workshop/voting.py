"""Ballots: how they open and close, and what may be put into them."""

from __future__ import annotations

import datetime as dt
import re

from trainer.study.playthrough import REVEAL_STEPS
from trainer.study.workshop.events import (
    BallotClosed,
    BallotOpened,
    CountdownSet,
    HandsCounted,
    Happened,
    Moved,
    Reflected,
    Voted,
)
from trainer.study.workshop.names import one_line
from trainer.study.workshop.plan import Round, Step
from trainer.study.workshop.session import Ballot, Reflection, Session, Vote
from trainer.workshop.commands import CastVote, CountHands, Reflect, Refused, Why
from trainer.workshop.joining import participant
from trainer.workshop.texts import Texts, text_of

MAX_REASON = 280
"""Longest reason of a vote, in characters."""
MAX_TAKEAWAY = 500
"""Longest line to take along, in characters."""
MAX_HANDS = 9_999
"""No hall holds more."""
MARKS = ("saw", "missed")
"""What may be said of a documented factor."""

_VOTE_ID = re.compile(r"[A-Za-z0-9-]{8,64}")


def cast(session: Session, texts: Texts, command: CastVote, now: dt.datetime) -> tuple[Happened, ...]:
    """Vote, or change one's vote. One that is stored already is well, even when the ballot has closed since."""
    who = participant(session, command.participant)
    ballot = _ballot(session, command.ballot_id)
    stored = ballot.votes.get(who.id)
    if stored is not None and stored.id == command.vote_id:
        return ()
    ensure_going_on(session)
    if not ballot.is_open:
        raise Refused(Why.CLOSED, "This vote was closed before yours came in.")
    if not _VOTE_ID.fullmatch(command.vote_id):
        raise Refused(Why.INVALID, "The number of a vote is made of 8 to 64 letters, digits and hyphens.")
    if command.choice not in text_of(texts, ballot.decision_id).options:
        raise Refused(Why.INVALID, f"This vote has no option '{command.choice[:40]}'.")
    if type(command.forecast) is not int or not 0 <= command.forecast <= 100:
        raise Refused(Why.INVALID, "A forecast is a whole number from 0 to 100.")
    reason = _within(one_line(command.reason), MAX_REASON, "The reason")
    return (Voted(now, ballot.id, Vote(command.vote_id, who.id, command.choice, command.forecast, reason, now)),)


def reflect(session: Session, texts: Texts, command: Reflect, now: dt.datetime) -> tuple[Happened, ...]:
    """Write down what one makes of a decision, once the room has seen the whole record."""
    who = participant(session, command.participant)
    ensure_going_on(session)
    if session.shown.get(command.decision_id, 0) < len(REVEAL_STEPS):
        raise Refused(Why.NOT_NOW, "This comes when the room has seen the whole record.")
    factors = text_of(texts, command.decision_id).factors or frozenset()
    for factor, mark in command.marks.items():
        if factor not in factors or mark not in MARKS:
            raise Refused(Why.INVALID, f"No factor '{factor[:40]}' can be marked '{mark[:40]}' here.")
    takeaway = _within(one_line(command.takeaway), MAX_TAKEAWAY, "The line to take along")
    stored = session.reflections.get((who.id, command.decision_id))
    if stored is not None and (stored.marks, stored.takeaway) == (command.marks, takeaway):
        return ()
    return (Reflected(now, Reflection(who.id, command.decision_id, dict(command.marks), takeaway, now)),)


def count_hands(session: Session, texts: Texts, command: CountHands, now: dt.datetime) -> tuple[Happened, ...]:
    """Put down a show of hands: in the newest ballot of the round unless phones have voted in it, else in one of its
    own. Counted again it takes the place of the earlier count."""
    planned(session, command.decision_id)
    hands = _hands(texts, command)
    ballots = session.ballots_of(command.decision_id, command.round)
    newest = ballots[-1] if ballots else None
    running = session.open_ballot
    if running is not None and running is not newest:
        raise Refused(Why.NOT_NOW, "Another vote is open. Close it before you count hands.")
    if newest is None or newest.hands is None:
        ensure_sealed(session, command.decision_id)
    if newest is not None and not newest.votes:
        return (*closing(session, now), HandsCounted(now, newest.id, hands))
    ballot_id = next_ballot(session)
    opened = BallotOpened(now, ballot_id, command.decision_id, command.round)
    counted = (*closing(session, now), opened, BallotClosed(now, ballot_id), HandsCounted(now, ballot_id, hands))
    here = session.decision
    if session.stage.step is Step.BOTH_VOTES and here is not None and here.decision_id == command.decision_id:
        # The room is looking at the votes, and so it sees the new count.
        return (*counted, Moved(now, session.stage))
    return counted


def closing(session: Session, now: dt.datetime) -> tuple[Happened, ...]:
    """What happens when the open ballot, if there is one, is closed: no more votes, and its time stands still."""
    ballot = session.open_ballot
    if ballot is None:
        return ()
    stopped = () if session.countdown is None else (CountdownSet(now, None),)
    return (BallotClosed(now, ballot.id), *stopped)


def opening(session: Session, decision_id: str, round_: Round, now: dt.datetime) -> BallotOpened:
    """A new ballot of a round."""
    return BallotOpened(now, next_ballot(session), decision_id, round_)


def next_ballot(session: Session) -> int:
    """Id of the ballot that is opened next."""
    return max(session.ballots, default=0) + 1


def planned(session: Session, decision_id: str) -> int:
    """Place of a decision in the plan.

    Raises:
        Refused: it isn't in the plan.
    """
    for place, decision in enumerate(session.plan.decisions):
        if decision.decision_id == decision_id:
            return place
    raise Refused(Why.INVALID, f"The plan has no decision '{decision_id}'.")


def ensure_sealed(session: Session, decision_id: str) -> None:
    """Refuse to vote on what the room knows."""
    if session.shown.get(decision_id, 0):
        raise Refused(Why.NOT_NOW, "The room has seen the record of this decision. It can’t be voted on any more.")


def ensure_going_on(session: Session) -> None:
    """Refuse a phone when the workshop is over or nobody is let in."""
    if session.ended is not None:
        raise Refused(Why.OVER, "This workshop is over.")
    if session.doors is None or not session.doors.is_open:
        raise Refused(Why.OVER, "The doors of this workshop are closed.")


def _ballot(session: Session, ballot_id: int) -> Ballot:
    ballot = session.ballots.get(ballot_id)
    if ballot is None:
        raise Refused(Why.INVALID, "There is no such vote in this workshop.")
    return ballot


def _hands(texts: Texts, command: CountHands) -> dict[str, int]:
    options = text_of(texts, command.decision_id).options
    for option, count in command.hands.items():
        if option not in options:
            raise Refused(Why.INVALID, f"This decision has no option '{option}'.")
        if type(count) is not int or not 0 <= count <= MAX_HANDS:
            raise Refused(Why.INVALID, f"Type a whole number of hands from 0 to {MAX_HANDS}.")
    if not any(command.hands.values()):
        raise Refused(Why.INVALID, "Type how many hands went up for at least one option.")
    return {option: command.hands.get(option, 0) for option in options}


def _within(text: str, limit: int, what: str) -> str:
    if len(text) > limit:
        raise Refused(Why.INVALID, f"{what} has {len(text)} characters; {limit} is the limit.")
    return text
