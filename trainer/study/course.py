"""Ways through a case: all of it, the short course the case gives, or one theme through time.

Standard library only, since the library shows the learner's course before anything heavy is imported.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from trainer.case.outline import ActOutline

_LEAST = 2
"""Fewer decisions are no course."""


class CourseKind(StrEnum):
    """What decides which decisions a course has."""

    WHOLE = "whole"
    SHORT = "short"
    THEME = "theme"


@dataclass(frozen=True, slots=True)
class Course:
    """A way through a case. Every course goes in the order of play; some leave decisions out."""

    kind: CourseKind = CourseKind.WHOLE
    theme: str = ""
    """Id of the theme, for a course of that kind."""

    @classmethod
    def of_theme(cls, theme: str) -> Course:
        """One theme through time."""
        return cls(CourseKind.THEME, theme)

    @classmethod
    def parse(cls, key: str) -> Course:
        """Read a :attr:`key`; whatever a later program may have written there means the whole case."""
        kind, _, theme = key.partition(":")
        if kind == CourseKind.SHORT and not theme:
            return SHORT
        return cls.of_theme(theme) if kind == CourseKind.THEME and theme else WHOLE

    @property
    def key(self) -> str:
        """As it is stored: ``whole``, ``short``, ``theme:price``."""
        return f"{self.kind}:{self.theme}" if self.kind is CourseKind.THEME else self.kind.value

    def order(self, acts: Sequence[ActOutline], short: Collection[str] = ()) -> tuple[str, ...]:
        """Ids of the course's decisions in the order of play; empty where the case has no such course.

        Args:
            acts: of the case.
            short: ids of the decisions of its short course.
        """
        wanted = frozenset(short)
        chosen = tuple(
            decision.id
            for act in acts
            for decision in act.decisions
            if self.kind is CourseKind.WHOLE
            or (self.kind is CourseKind.SHORT and decision.id in wanted)
            or (self.kind is CourseKind.THEME and self.theme in decision.themes)
        )
        return chosen if self.kind is CourseKind.WHOLE or len(chosen) >= _LEAST else ()


WHOLE = Course()
SHORT = Course(CourseKind.SHORT)
