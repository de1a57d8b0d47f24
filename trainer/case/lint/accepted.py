"""Warnings that an author lets stand, with the reason beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from trainer.case.lint.rule import Rule
from trainer.case.messages import suggestion
from trainer.case.node import Node
from trainer.case.problems import Problem, Severity


def settle(files: Sequence[Node], found: Iterable[Problem]) -> Iterator[Problem]:
    """The problems without those that their own file accepts, and what is wrong with that acceptance.

    Args:
        files: the values of each file, of which ``accepted`` is looked at.
        found: what the linter found in them.
    """
    entries = {(file.file.name, entry["rule"].text): entry["rule"] for file in files for entry in _accepted(file)}
    idle = dict(entries)
    for problem in found:
        key = (problem.file, problem.rule)
        if key in entries:
            idle.pop(key, None)
        else:
            yield problem
    for (_, rule), node in idle.items():
        if rule in set(Rule):
            yield node.problem(f"'{rule}' finds nothing in this file; take the entry out", Severity.WARNING)
        else:
            yield node.problem(f"there is no rule '{rule}'; {suggestion(rule, list(Rule))}")


def _accepted(file: Node) -> list[Node]:
    return [entry for entry in file["accepted"].each() if entry["rule"].text]
