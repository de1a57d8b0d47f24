"""A workshop as it stands: who is here, what was voted, and where the room is.

A :class:`Session` is a value. What happens to it are the events of :mod:`~trainer.study.workshop.events`; stored one
by one and put together again they make the same session.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from trainer.study.workshop.plan import Plan, PlannedDecision, Round, Step


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody with a phone."""

    id: int
    """Counts from 1; never given twice."""
    name: str
    key_hash: str
    """SHA-256 (hexadecimal) of the secret that this phone made up: the same phone is the same participant."""
    joined: dt.datetime
    language: str = "en"
    removed: dt.datetime | None = None

    @property
    def is_here(self) -> bool:
        """Whether they may take part; a phone without connection is still here."""
        return self.removed is None


@dataclass(frozen=True, slots=True)
class Vote:
    """What one participant says in one ballot; takes the place of what they said before in it."""

    id: str
    """Made up by the phone, so that the same vote sent twice is known to be the same."""
    participant: int
    choice: str
    """Id of an option."""
    forecast: int
    """How likely it is that they chose the same, 0-100."""
    reason: str
    """One line, may be empty."""
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class Ballot:
    """One vote of the room. Opened anew it is another ballot, and this one stays."""

    id: int
    """Counts from 1 through the workshop."""
    decision_id: str
    round: Round
    opened: dt.datetime
    closed: dt.datetime | None = None
    votes: Mapping[int, Vote] = field(default_factory=dict)
    """By the id of the participant; of a removed one as well."""
    hands: Mapping[str, int] | None = None
    """How many hands went up for each option, where hands were counted."""

    @property
    def is_open(self) -> bool:
        """Whether votes are taken."""
        return self.closed is None


@dataclass(frozen=True, slots=True)
class Reflection:
    """What a participant made of a decision in its debrief."""

    participant: int
    decision_id: str
    marks: Mapping[str, str]
    """``saw`` or ``missed`` by the id of a documented factor."""
    takeaway: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class Stage:
    """Where the room is."""

    step: Step
    decision: int | None = None
    """Place in the plan, from 0; ``None`` in the lobby and at the end."""
    part: int = 0
    """In the reveal how many parts of the record are shown, from 1; else 0."""
    since: dt.datetime | None = None
    """When the room came to this step."""


@dataclass(frozen=True, slots=True)
class Countdown:
    """The time for a step, running or held."""

    seconds: float
    """All that the step was given."""
    ends: dt.datetime | None = None
    """While it runs; past it the time is up, and nothing else."""
    left: float | None = None
    """Seconds that were left when it was held."""

    def remaining(self, now: dt.datetime) -> float:
        """Seconds left; negative once it is over. Never more than were given, though the clock was set back since."""
        if self.ends is None:
            return self.left if self.left is not None else self.seconds
        return min((self.ends - now).total_seconds(), self.seconds)


@dataclass(frozen=True, slots=True)
class Doors:
    """Where the phones come in."""

    address: str
    """IP address of the laptop in the network of the room."""
    port: int
    code: str
    is_open: bool

    @property
    def place(self) -> str:
        """Address and port as one types them: ``192.168.1.20:8420``."""
        return f"[{self.address}]:{self.port}" if ":" in self.address else f"{self.address}:{self.port}"

    @property
    def url(self) -> str:
        """What the QR code holds. Behind the ``#`` stands the code, for the page alone: no browser sends it along."""
        return f"http://{self.place}/#{self.code}"


@dataclass(frozen=True, slots=True)
class Session:
    """Everything of one workshop."""

    id: str
    plan: Plan
    created: dt.datetime
    stage: Stage = Stage(Step.LOBBY)
    countdown: Countdown | None = None
    blank: bool = False
    """The room sees nothing."""
    doors: Doors | None = None
    """``None`` until they open for the first time."""
    began: dt.datetime | None = None
    """When the room left the lobby for the first time."""
    ended: dt.datetime | None = None
    participants: Mapping[int, Participant] = field(default_factory=dict)
    ballots: Mapping[int, Ballot] = field(default_factory=dict)
    reflections: Mapping[tuple[int, str], Reflection] = field(default_factory=dict)
    """By participant and decision."""
    shown: Mapping[str, int] = field(default_factory=dict)
    """How many parts of the record the room has seen, by decision; never fewer again."""
    results: frozenset[str] = frozenset()
    """Decisions of which the room has seen both votes, and hasn't voted since."""
    notes: Mapping[str, str] = field(default_factory=dict)
    """The instructor's private notes by decision; those on the whole workshop under the empty id."""

    @property
    def has_begun(self) -> bool:
        """Whether the doors were open, or the room left the lobby."""
        return self.doors is not None or self.began is not None

    @property
    def is_running(self) -> bool:
        """Begun and not ended."""
        return self.has_begun and self.ended is None

    @property
    def decision(self) -> PlannedDecision | None:
        """The planned decision at which the room is."""
        return None if self.stage.decision is None else self.plan.decisions[self.stage.decision]

    @property
    def here(self) -> tuple[Participant, ...]:
        """All who weren't removed, in the order they came."""
        return tuple(each for each in self.participants.values() if each.is_here)

    @property
    def open_ballot(self) -> Ballot | None:
        """The ballot that takes votes; there is never more than one."""
        return next((each for each in reversed(tuple(self.ballots.values())) if each.is_open), None)

    def ballots_of(self, decision_id: str, round_: Round) -> tuple[Ballot, ...]:
        """All ballots of a round, the first first."""
        return tuple(each for each in self.ballots.values() if (each.decision_id, each.round) == (decision_id, round_))

    def ballot(self, decision_id: str, round_: Round) -> Ballot | None:
        """The ballot that counts for a round: the newest in which anybody voted, else the newest."""
        every = self.ballots_of(decision_id, round_)
        voted = tuple(each for each in every if each.votes or each.hands)
        return next(reversed(voted or every), None)
