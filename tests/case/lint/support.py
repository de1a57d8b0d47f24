"""What the linter says of a pack with one fault in it."""

from __future__ import annotations

from pathlib import Path

from tests.case.packs import DECISION, write_pack
from trainer.case.lint import lint
from trainer.case.problems import Severity, in_order
from trainer.case.reader import examine


def found(folder: Path, severity: Severity, rule: str | None = None) -> list[str]:
    """Errors or warnings of a pack as they are printed; those of one rule alone where it is named."""
    reading = examine(folder)
    assert not reading.problems, "the linter's tests have packs that can be read"
    problems = in_order(lint(reading.case, reading.decisions))
    return [str(each) for each in problems if each.severity is severity and rule in (None, each.rule)]


def errors(tmp_path: Path, decision: str = DECISION, **parts: str) -> list[str]:
    """The errors of the small pack with another decision; ``case`` gives another head."""
    return found(write_pack(tmp_path / "pack", new_oven=decision, **parts), Severity.ERROR)


def warnings(tmp_path: Path, rule: str, decision: str = DECISION, **parts: str) -> list[str]:
    """The warnings of one rule."""
    return found(write_pack(tmp_path / "pack", new_oven=decision, **parts), Severity.WARNING, rule)
