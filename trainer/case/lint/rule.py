"""The names of the warnings, by which an author accepts one in a file."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

from trainer.case.node import Node
from trainer.case.problems import Problem, Severity


class Rule(StrEnum):
    """What a warning is about."""

    SITUATION_LENGTH = "situation-length"
    RECORD_LENGTH = "record-length"
    RECORD_NUMBERS = "record-numbers"
    MINUTES = "minutes"
    READING_TIME = "reading-time"
    COURSE_MINUTES = "course-minutes"
    FORESIGHT = "foresight"
    TAKEN_LENGTH = "taken-length"
    TAKEN_LONGEST = "taken-longest"
    TAKEN_PLACE = "taken-place"
    TAKEN_ECHO = "taken-echo"
    OPTIONS_LENGTH = "options-length"
    OPTIONS_OVERLAP = "options-overlap"
    ABSOLUTE_WORDS = "absolute-words"
    THEME_ONCE = "theme-once"

    def at(self, node: Node, message: str, index: int | None = None) -> Problem:
        """A warning of this rule at a place, or at one character of the text there."""
        found = node.problem(message) if index is None else node.problem_at(index, message)
        return replace(found, severity=Severity.WARNING, rule=str(self))
