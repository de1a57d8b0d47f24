"""Who should talk with whom: after the first vote everybody looks for somebody who chose otherwise."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from trainer.study.workshop.plan import Round
from trainer.study.workshop.session import Session, Vote
from trainer.study.workshop.tally import votes_of

MOST_SEEKERS = 3
"""Sent to each of those who chose an option: with more around one of them, nobody gets a word in."""


def pairs(session: Session, decision_id: str) -> Mapping[int, str | None]:
    """For each who voted in the first round, the option whose chooser they should find; the same for the same votes.

    The surest look first, for they have the most to hear. Where one option has few choosers, the others who would
    crowd them argue the other side among themselves instead: they get ``None``, as do all where all chose the same.

    Args:
        session: as it stands.
        decision_id: whose first vote; empty while it is open, and where hands were counted.
    """
    ballot = session.ballot(decision_id, Round.FIRST)
    if ballot is None or ballot.is_open or ballot.hands is not None:
        return {}
    votes = votes_of(session, ballot)
    choosers = Counter(vote.choice for vote in votes.values())
    seekers: Counter[str] = Counter()
    found: dict[int, str | None] = {}
    for vote in sorted(votes.values(), key=_surest_first):
        sought = _least_sought(vote.choice, choosers, seekers)
        found[vote.participant] = sought
        if sought is not None:
            seekers[sought] += 1
    return found


def _surest_first(vote: Vote) -> tuple[int, int]:
    return -vote.forecast, vote.participant


def _least_sought(own: str, choosers: Counter[str], seekers: Counter[str]) -> str | None:
    """The other option whose choosers would be sought least if one more came."""
    others = [each for each in choosers if each != own and seekers[each] < MOST_SEEKERS * choosers[each]]
    return min(others, key=lambda each: ((seekers[each] + 1) / choosers[each], each), default=None)
