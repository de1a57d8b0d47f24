"""What one participant has voted, and what of it they may take home."""

from __future__ import annotations

from collections.abc import Iterator

from trainer.study.playthrough import REVEAL_STEPS
from trainer.study.workshop.plan import Round
from trainer.study.workshop.session import Session, Vote


def own_votes(session: Session, participant_id: int, decision_id: str) -> tuple[tuple[int, Vote], ...]:
    """The votes of a participant on a decision in the ballots that count, with their ids, the first vote first."""
    ballots = (session.ballot(decision_id, each) for each in Round)
    return tuple(
        (ballot.id, ballot.votes[participant_id]) for ballot in ballots if ballot and participant_id in ballot.votes
    )


def wholly_shown(session: Session) -> Iterator[str]:
    """Ids of the decisions whose record the room has seen to its end."""
    return (each for each, parts in session.shown.items() if parts >= len(REVEAL_STEPS))


def can_take_home(session: Session, participant_id: int) -> bool:
    """Whether there is anything to take home: they voted on a decision whose record the room has seen to its end."""
    return any(own_votes(session, participant_id, each) for each in wholly_shown(session))
