"""What a ballot says: how many chose what, and who moved between the two votes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from trainer.study.workshop.plan import Round
from trainer.study.workshop.session import Ballot, Session, Vote

FEW = 8
"""Below so many people a distribution is told in counts only: a share of seven says more than it knows."""

MANY = 120
"""Of more people than so many none is drawn as a line of their own: nobody could tell them apart."""

LETTERS = "ABCDEFGHIJ"
"""What the options of a decision are called in the room, in the order of the sheet."""


@dataclass(frozen=True, slots=True)
class Tally:
    """The votes of one ballot, counted."""

    options: tuple[str, ...]
    """Ids in the order of the sheet."""
    counts: tuple[int, ...]
    """For each option."""
    here: int
    """How many might have voted: all who are here, and with hands as many as went up."""
    by_hands: bool
    """Whether hands were counted, and no phones."""
    mean_forecast: float | None
    """Percent; ``None`` where nobody gave one."""

    @property
    def voted(self) -> int:
        """How many votes there are."""
        return sum(self.counts)

    @property
    def is_few(self) -> bool:
        """Whether only counts should be told, and no shares."""
        return self.voted < FEW

    def count(self, option: str) -> int:
        """How many chose an option; raises ``ValueError`` for one there isn't."""
        return self.counts[self.options.index(option)]

    @property
    def shares(self) -> tuple[float, ...]:
        """For each option, 0-1; all 0 where nobody voted."""
        return tuple(count / self.voted if self.voted else 0.0 for count in self.counts)


@dataclass(frozen=True, slots=True)
class Flow:
    """How many went from one option to another, or stayed."""

    came_from: str
    to: str
    count: int

    @property
    def stayed(self) -> bool:
        """Whether it is the same option in both votes."""
        return self.came_from == self.to


@dataclass(frozen=True, slots=True)
class Shift:
    """The two votes on a decision, side by side."""

    first: Tally | None
    second: Tally | None
    """``None`` for a round that wasn't voted."""
    flows: tuple[Flow, ...]
    """In the order of the options; empty where hands were counted in either, for nobody knows whose they were."""
    only_first: int
    only_second: int
    """How many phones voted in one of the rounds only."""

    @property
    def moved(self) -> int:
        """How many chose something else the second time."""
        return sum(flow.count for flow in self.flows if not flow.stayed)

    @property
    def stayed(self) -> int:
        """How many chose the same again."""
        return sum(flow.count for flow in self.flows if flow.stayed)

    @property
    def both(self) -> int:
        """How many voted twice."""
        return self.moved + self.stayed

    @property
    def change(self) -> tuple[int, ...]:
        """For each option how many more chose it the second time; empty where a round is missing."""
        if self.first is None or self.second is None:
            return ()
        return tuple(later - earlier for earlier, later in zip(self.first.counts, self.second.counts, strict=True))


def votes_of(session: Session, ballot: Ballot) -> dict[int, Vote]:
    """The votes that count: of those who are here, by their id."""
    here = _here(session)
    return {who: vote for who, vote in ballot.votes.items() if who in here}


def tally(session: Session, ballot: Ballot, options: Sequence[str]) -> Tally:
    """Count a ballot.

    Args:
        session: tells who is here; the votes of others aren't counted.
        ballot: of phones or of hands.
        options: ids in the order of the sheet.
    """
    if ballot.hands is not None:
        counts = tuple(ballot.hands.get(option, 0) for option in options)
        return Tally(tuple(options), counts, sum(counts), by_hands=True, mean_forecast=None)
    votes = votes_of(session, ballot).values()
    counted = Counter(vote.choice for vote in votes)
    mean = fmean(vote.forecast for vote in votes) if votes else None
    here = len(_here(session))
    return Tally(tuple(options), tuple(counted[option] for option in options), here, False, mean)


def shift(session: Session, decision_id: str, options: Sequence[str]) -> Shift:
    """Who moved where between the ballots that count for the two rounds of a decision."""
    first, second = (session.ballot(decision_id, round_) for round_ in Round)
    both = first is not None and second is not None and first.hands is None and second.hands is None
    before = votes_of(session, first) if first is not None and both else {}
    later = votes_of(session, second) if second is not None and both else {}
    counted = Counter((before[who].choice, later[who].choice) for who in before.keys() & later.keys())
    return Shift(
        first=None if first is None else tally(session, first, options),
        second=None if second is None else tally(session, second, options),
        flows=_flows(counted, options),
        only_first=len(before.keys() - later.keys()),
        only_second=len(later.keys() - before.keys()),
    )


def _flows(counted: Mapping[tuple[str, str], int], options: Sequence[str]) -> tuple[Flow, ...]:
    pairs = ((came_from, to) for came_from in options for to in options)
    return tuple(Flow(*pair, counted[pair]) for pair in pairs if counted[pair])


def _here(session: Session) -> set[int]:
    return {each.id for each in session.participants.values() if each.removed is None}
