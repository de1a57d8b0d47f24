"""What an instructor plans: which decisions, how long each step takes, and who may come."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum, StrEnum
from typing import Annotated

from pydantic import Field

from trainer.case.base import Line, Model, Slug

MAX_PEOPLE = 1_500
"""More than so many can't be in one workshop."""
MAX_NAME = 40
"""Longest name of a participant, in characters."""


class Step(StrEnum):
    """Where a workshop is. The steps between the first and the last come with each decision."""

    LOBBY = "lobby"
    BRIEFING = "briefing"
    FIRST_VOTE = "first-vote"
    DISCUSS = "discuss"
    SECOND_VOTE = "second-vote"
    BOTH_VOTES = "both-votes"
    REVEAL = "reveal"
    DEBRIEF = "debrief"
    END = "end"


DECISION_STEPS = (
    Step.BRIEFING,
    Step.FIRST_VOTE,
    Step.DISCUSS,
    Step.SECOND_VOTE,
    Step.BOTH_VOTES,
    Step.REVEAL,
    Step.DEBRIEF,
)
"""The steps of one decision, in their order."""


class Round(IntEnum):
    """Which of the two votes on a decision."""

    FIRST = 1
    SECOND = 2

    @property
    def step(self) -> Step:
        """The step in which it is voted."""
        return Step.FIRST_VOTE if self is Round.FIRST else Step.SECOND_VOTE


ROUNDS: Mapping[Step, Round] = {each.step: each for each in Round}
"""Which round is voted at a step, for the steps in which one is."""


class Joining(StrEnum):
    """Who may come in."""

    ANYBODY = "anybody"
    """Everybody who has the code."""
    LISTED = "listed"
    """Those with the code whose name is on the list."""


class Naming(StrEnum):
    """What participants are called."""

    PSEUDONYMS = "pseudonyms"
    NAMES = "names"


class PlannedDecision(Model):
    """A decision of the case with the time that each of its steps is given."""

    decision_id: Slug
    title: Line
    """As the case had it when it was planned."""
    minutes: Mapping[Annotated[Step, Field(strict=False)], Annotated[int, Field(ge=0, le=240)]]
    """For each step that is taken; one that is missing is passed over."""

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps that are taken, in their order."""
        return tuple(step for step in DECISION_STEPS if step in self.minutes)

    @property
    def total(self) -> int:
        """Minutes of all steps together."""
        return sum(self.minutes.values())


class Plan(Model):
    """All that is settled before the doors open; may still change while the workshop runs."""

    title: Line
    case_id: Slug
    case_title: Line
    decisions: Annotated[tuple[PlannedDecision, ...], Field(strict=False)] = ()
    available: Annotated[int, Field(ge=0, le=1440)] = 0
    """Minutes there are for all of it; 0 where nobody said."""
    joining: Annotated[Joining, Field(strict=False)] = Joining.ANYBODY
    names: Annotated[tuple[str, ...], Field(strict=False)] = ()
    """Of those who may join, where there is a list."""
    naming: Annotated[Naming, Field(strict=False)] = Naming.PSEUDONYMS
    language: str = "en"
    """In which the room and the phones are spoken to: ``en`` or ``zh``. The case stays in its own."""
    open_votes: bool = False
    """Announced as open: the instructor sees who voted what."""
    countdown: bool = True
    """The room and the phones see how much time is left for a vote and for the discussion."""
    close_on_time: bool = False
    """A vote closes by itself when its time is up."""

    @property
    def total(self) -> int:
        """Minutes of all decisions together."""
        return sum(decision.total for decision in self.decisions)

    def decision(self, decision_id: str) -> PlannedDecision:
        """The planned decision of that id; raises ``KeyError``."""
        for decision in self.decisions:
            if decision.decision_id == decision_id:
                return decision
        raise KeyError(decision_id)
