"""One learner's way through a case, as a pure state machine.

Each decision is *reading*, *committed*, *revealed* or *debriefed*. A playthrough is a value: every step returns a new
one, and a step that isn't allowed raises :class:`NotAllowed` and changes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import IntEnum
from functools import cached_property

REVEAL_STEPS = ("did", "happened", "why", "looking_back", "not_taken", "sources")
"""The parts of the reveal, in the order they unfold."""

MAX_REASONS = 20_000
"""Longest reasons, in characters; beyond that a commitment is refused."""


class NotAllowed(Exception):
    """A step that the rules of the playthrough forbid."""


class Stage(IntEnum):
    """How far one attempt at a decision has come."""

    READING = 0
    COMMITTED = 1
    REVEALED = 2
    DEBRIEFED = 3


@dataclass(frozen=True, slots=True)
class Draft:
    """A commitment in the making, kept so that a crash loses nothing."""

    choice: str | None = None
    forecast: int | None = None
    reasons: str = ""
    scroll: float = 0.0
    """How far the story is scrolled, 0-1."""

    @property
    def missing(self) -> tuple[str, ...]:
        """What a commitment still needs, in the order of the page."""
        have = {
            "choice": self.choice is not None,
            "forecast": self.forecast is not None,
            "reasons": bool(self.reasons.strip()),
        }
        return tuple(name for name, there in have.items() if not there)

    def commitment(self) -> Commitment:
        """The commitment this draft makes.

        Raises:
            NotAllowed: something is missing.
        """
        if self.missing or self.choice is None or self.forecast is None:
            raise NotAllowed(f"still missing: {', '.join(self.missing)}")
        return Commitment(self.choice, self.forecast, self.reasons.strip())


@dataclass(frozen=True, slots=True)
class Commitment:
    """What a learner commits to: never changed once stored."""

    choice: str
    """Id of the option chosen."""
    forecast: int
    """Percent, 0-100: how likely is it that they chose the same?"""
    reasons: str

    def __post_init__(self) -> None:
        if not 0 <= self.forecast <= 100:
            raise NotAllowed(f"a forecast is a percentage from 0 to 100, not {self.forecast}")
        if not self.reasons.strip():
            raise NotAllowed("a commitment needs reasons")
        if len(self.reasons) > MAX_REASONS:
            raise NotAllowed(f"the reasons are {len(self.reasons)} characters long; {MAX_REASONS} is the limit")


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the newest attempt at one decision stands."""

    stage: Stage = Stage.READING
    attempt_id: str | None = None
    steps: int = 0
    """How many parts of the reveal are open, 0-6."""
    tries: int = 0
    """How many commitments are stored."""
    done: bool = False
    """Whether any attempt has been debriefed."""


@dataclass(frozen=True)
class Playthrough:
    """Where one learner stands in a case, on the course they have chosen."""

    order: tuple[str, ...]
    """Ids of the course's decisions in the order of play."""
    standings: Mapping[str, Standing] = field(default_factory=dict)
    beside: frozenset[str] = frozenset()
    """Ids of the case's other decisions: sealed, unless they were decided on another course."""

    @cached_property
    def _places(self) -> Mapping[str, int]:
        # Looked up once for each decision of a page: in a long case, searching the order each time would be felt.
        return {decision_id: index for index, decision_id in enumerate(self.order)}

    def standing(self, decision_id: str) -> Standing:
        """Where a decision stands; raises ``KeyError`` for one that the case doesn't have."""
        if decision_id not in self._places and decision_id not in self.beside:
            raise KeyError(decision_id)
        return self.standings.get(decision_id, Standing())

    @cached_property
    def current(self) -> str | None:
        """The first decision of the course never debriefed; ``None`` once all are."""
        return next((each for each in self.order if not self.standing(each).done), None)

    @property
    def decided(self) -> int:
        """How many decisions of the course have at least one stored commitment."""
        return sum(1 for decision_id in self.order if self.standing(decision_id).tries)

    def is_open(self, decision_id: str) -> bool:
        """Whether it may be looked at: decided already, or the one that comes next."""
        return bool(self.standing(decision_id).tries) or decision_id == self.current

    def after(self, decision_id: str) -> str | None:
        """The decision of the course to go on with after one that is done, if any is left.

        Whoever looks back goes from one to the next as far as they are open; whoever has only now come to the end of
        one passes over those that were done before on another course.
        """
        upcoming = next((each for each in self.order if each != decision_id and not self.standing(each).done), None)
        if self.standing(decision_id).done and decision_id in self._places:
            later = self.order[self._places[decision_id] + 1 :]
            return next((each for each in later if each == upcoming or self.standing(each).tries), upcoming)
        return upcoming

    def committed(self, decision_id: str, attempt_id: str) -> Playthrough:
        """After a commitment was stored.

        Raises:
            NotAllowed: the decision is sealed still, or a commitment stands already.
        """
        standing = self.standing(decision_id)
        if not self.is_open(decision_id):
            raise NotAllowed(f"'{decision_id}' is not open yet")
        if standing.stage is not Stage.READING:
            raise NotAllowed(f"a commitment to '{decision_id}' stands already; it is never changed")
        return self._with(decision_id, Standing(Stage.COMMITTED, attempt_id, 0, standing.tries + 1, standing.done))

    def unfolded(self, decision_id: str, steps: int) -> Playthrough:
        """After ``steps`` parts of the reveal are open; they never close again.

        Raises:
            NotAllowed: nothing is committed, or there are no so many parts.
        """
        standing = self.standing(decision_id)
        if standing.stage is Stage.READING:
            raise NotAllowed(f"the record of '{decision_id}' opens only after a commitment is stored")
        if not 0 <= steps <= len(REVEAL_STEPS):
            raise NotAllowed(f"the reveal has {len(REVEAL_STEPS)} parts, not {steps}")
        steps = max(steps, standing.steps)
        stage = max(standing.stage, Stage.REVEALED if steps == len(REVEAL_STEPS) else Stage.COMMITTED)
        return self._with(decision_id, replace(standing, steps=steps, stage=stage))

    def debriefed(self, decision_id: str) -> Playthrough:
        """After the debrief was closed; raises :class:`NotAllowed` before the reveal is all open."""
        standing = self.standing(decision_id)
        if standing.stage < Stage.REVEALED:
            raise NotAllowed(f"the debrief of '{decision_id}' follows the whole reveal")
        return self._with(decision_id, replace(standing, stage=Stage.DEBRIEFED, done=True))

    def again(self, decision_id: str) -> Playthrough:
        """Start a further attempt; those before stay as they are.

        Raises:
            NotAllowed: the newest attempt isn't debriefed yet.
        """
        standing = self.standing(decision_id)
        if standing.stage is not Stage.DEBRIEFED:
            raise NotAllowed(f"'{decision_id}' can be tried again after its debrief")
        return self._with(decision_id, Standing(Stage.READING, None, 0, standing.tries, done=True))

    def _with(self, decision_id: str, standing: Standing) -> Playthrough:
        return replace(self, standings={**self.standings, decision_id: standing})
