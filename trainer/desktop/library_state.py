"""What the library shows, as plain values, and the sentences that follow from them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from trainer.case.outline import ActOutline, CaseOutline, DecisionOutline
from trainer.desktop.courses import course_name, course_within, has_ways, offered, short_of
from trainer.desktop.painting.cover import CoverAct, CoverData
from trainer.desktop.painting.segments import GrainState
from trainer.desktop.wording import about, number_word
from trainer.study.course import SHORT, WHOLE, Course
from trainer.study.playthrough import Playthrough, Stage, Standing


@dataclass(frozen=True)
class Shelf:
    """A case and how far the learner is in it."""

    outline: CaseOutline
    standings: Mapping[str, Standing] = field(default_factory=dict)
    """Of the decisions that have one."""
    opened: bool = False
    """Whether something was read or drafted, even if nothing is decided yet."""
    chosen: Course = WHOLE
    """The learner's course, as it is remembered."""

    @cached_property
    def course(self) -> Course:
        """The course that the learner is on: the whole case where it doesn't have the one that was chosen."""
        return offered(self.outline, self.chosen)

    @property
    def has_ways(self) -> bool:
        """Whether there is more than one way through the case."""
        return has_ways(self.outline.acts, self.outline.themes, short_of(self.outline))

    @cached_property
    def _order(self) -> frozenset[str]:
        return frozenset(self.course.order(self.outline.acts, short_of(self.outline)))

    @cached_property
    def decisions(self) -> tuple[DecisionOutline, ...]:
        """All decisions of the course in the order of play."""
        return tuple(decision for act in self.outline.acts for decision in self.on_course(act))

    def on_course(self, act: ActOutline) -> tuple[DecisionOutline, ...]:
        """The decisions of an act that the course has."""
        return tuple(decision for decision in act.decisions if decision.id in self._order)

    @cached_property
    def playthrough(self) -> Playthrough:
        """The rules of what is open, over the standings."""
        beside = frozenset(self.outline.order) - self._order
        return Playthrough(tuple(decision.id for decision in self.decisions), self.standings, beside)

    @property
    def current(self) -> DecisionOutline | None:
        """The decision to go on with; ``None`` once all are debriefed."""
        return next((each for each in self.decisions if each.id == self.playthrough.current), None)

    @property
    def begun(self) -> bool:
        """Whether there is anything to continue."""
        return self.opened or self.playthrough.decided > 0

    @property
    def where(self) -> str:
        """Where the learner stands, in a sentence."""
        current = self.current
        if current is None:
            if len(self.decisions) == len(self.outline.order):
                return "All decisions are made."
            name = course_within(self.course, self.outline.themes)
            return f"You have come to the end of {name}. There are other ways through this case."
        if self.begun:
            return f"You left off {current.bookmark.rstrip('.')}."
        count = len(self.decisions)
        wait = f"{number_word(count).capitalize()} decisions wait" if count > 1 else "One decision waits"
        return f"{wait} for you, {about(self._minutes)} in all."

    @property
    def _minutes(self) -> int:
        short = self.outline.short_course
        if self.course == WHOLE:
            return self.outline.reading_time
        if self.course == SHORT and short is not None:
            return short.minutes
        return sum(decision.minutes for decision in self.decisions)

    @property
    def verb(self) -> str:
        """What the button does: ``Continue`` or ``Begin``."""
        return "Continue" if self.begun else "Begin"

    @property
    def foot(self) -> str:
        """Number, date and length of the current decision; empty once all are made."""
        current = self.current
        if current is None:
            return ""
        number = self.decisions.index(current) + 1
        place = f"Decision {number} of {len(self.decisions)}, {current.date}."
        if self.course != WHOLE:
            place = f"{course_name(self.course, self.outline.themes)}, d{place[1:]}"
        waiting = {
            Stage.COMMITTED: "You have committed; the record comes next.",
            Stage.REVEALED: "The record is open; the debrief comes next.",
        }
        length = about(current.minutes)
        return (
            f"{place} {waiting.get(self.playthrough.standing(current.id).stage, f'{length[0].upper()}{length[1:]}.')}"
        )

    def states(self, act: ActOutline) -> tuple[GrainState, ...]:
        """The state of each decision of an act that the course has, as segments draw it."""
        return tuple(self._state(decision.id) for decision in self.on_course(act))

    def _state(self, decision_id: str) -> GrainState:
        if decision_id == self.playthrough.current:
            return GrainState.HERE
        return GrainState.DECIDED if self.playthrough.standing(decision_id).tries else GrainState.SEALED

    def is_reached(self, act: ActOutline) -> bool:
        """Whether any decision of the act is open."""
        return any(self.playthrough.is_open(decision.id) for decision in self.on_course(act))

    def count(self, act: ActOutline) -> str:
        """``6 of 6`` decided, or ``8 sealed``."""
        decisions = self.on_course(act)
        if not self.is_reached(act):
            return f"{len(decisions)} sealed"
        return f"{sum(1 for each in decisions if self.playthrough.standing(each.id).tries)} of {len(decisions)}"

    @property
    def cover(self) -> CoverData:
        """What the cover is painted from: all of the case, whatever the course."""
        return CoverData(
            tuple(
                CoverAct(len(act.decisions), tuple(self._state(decision.id) for decision in act.decisions))
                for act in self.outline.acts
            )
        )


@dataclass(frozen=True)
class BrokenCase:
    """A case that can't be read."""

    title: str
    """Its title, or the name of its folder where even that can't be read."""
    folder: str
    problems: tuple[str, ...]
    """As ``trainer check`` prints them, one a line."""


@dataclass(frozen=True)
class LibraryState:
    """All that the library shows."""

    learner: str
    now: dt.datetime
    """By the learner's clock, for the greeting."""
    shelves: tuple[Shelf, ...] = ()
    """The first is the one to go on with."""
    broken: tuple[BrokenCase, ...] = ()
    places: tuple[str, ...] = ()
    """The folders in which cases were looked for."""
    due: int = 0
    """How many decisions come back to the learner today."""
    reading: int = 0
    """How many packs are being read just now: new ones, and those that have changed."""
