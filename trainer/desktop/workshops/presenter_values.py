"""The parts of what the presenter's page shows. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from trainer.desktop.workshops.step_names import STEP_NAMES
from trainer.study.workshop.plan import Step


class Standing(Enum):
    """Where a step of the decision stands."""

    DONE = "done"
    HERE = "here"
    TO_COME = "to come"


@dataclass(frozen=True)
class StepLine:
    """A step of the present decision."""

    step: Step
    minutes: int
    standing: Standing

    @property
    def name(self) -> str:
        """What it is called."""
        return STEP_NAMES[self.step]


@dataclass(frozen=True)
class ClockFace:
    """The time of the present step."""

    figure: str
    """``1:12``."""
    words: str
    """What it is the time of."""
    is_over: bool = False
    is_held: bool = False
    can_hold: bool = False


@dataclass(frozen=True)
class Count:
    """How many have done what is to be done now."""

    figure: int
    words: str
    more: str = ""
    of: int = 0
    """Of how many, where that is to be drawn; else 0."""


@dataclass(frozen=True)
class OptionCount:
    """An option, and how many chose it in each of the votes that are told."""

    letter: str
    title: str
    counts: tuple[int, ...]


@dataclass(frozen=True)
class Distribution:
    """What was chosen in closed votes."""

    votes: tuple[str, ...]
    """``First vote``, ``Second vote``: names of the votes that are told."""
    options: tuple[OptionCount, ...]

    @property
    def most(self) -> int:
        """The largest count; at least 1."""
        return max((count for option in self.options for count in option.counts), default=1) or 1


@dataclass(frozen=True)
class Present:
    """Somebody with a phone."""

    id: int
    name: str
    lost: int = 0
    """Whole seconds without connection; 0 while connected."""
    is_removed: bool = False
    vote: str = ""
    """What they chose, where the workshop was announced as open."""
