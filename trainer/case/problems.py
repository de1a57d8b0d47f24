"""What is wrong with a pack, said so that its author can mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a problem matters."""

    ERROR = "error"
    """The pack is refused."""
    WARNING = "warning"
    """The pack is read all the same."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, and where."""

    file: str
    """Relative to the pack's folder, with forward slashes."""
    line: int
    """Counted from 1; 1 where a whole file is meant."""
    column: int
    """Counted in characters from 1."""
    path: str
    """The place within the file's values, such as ``options[1].argument``; empty where a whole file is meant."""
    message: str
    """A sentence that says what to do, without a capital or a full stop."""
    severity: Severity = Severity.ERROR
    rule: str = ""
    """The name by which an author can accept it; errors have none."""

    @property
    def said(self) -> str:
        """The place within the file's values, what is wrong there, and the rule: ``title: … [rule]``."""
        path = f"{self.path}: " if self.path else ""
        rule = f" [{self.rule}]" if self.rule else ""
        return f"{path}{self.message}{rule}"

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.said}"


class PackErrors(Exception):
    """A pack can't be read; carries everything that is wrong with it."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems as they stand in the pack: ``case.yaml`` first, then by file, line and column; none twice."""
    unique = dict.fromkeys(problems)
    return tuple(sorted(unique, key=lambda each: (each.file != "case.yaml", each.file, each.line, each.column)))
