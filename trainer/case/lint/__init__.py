"""What spoils a case though it can be read: leaks, options that give themselves away, things that nobody uses.

Each module is about one concern and works on values with their positions, so that a pack with other errors is looked
at as well. Errors are faults; warnings are advice and carry the name of their :class:`~trainer.case.lint.rule.Rule`, so
that an author can let one stand and say why.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from trainer.case.lint.accepted import settle
from trainer.case.lint.leaks import leaks
from trainer.case.lint.lengths import lengths
from trainer.case.lint.minutes import minutes
from trainer.case.lint.options import options
from trainer.case.lint.pattern import pattern
from trainer.case.lint.texts import words
from trainer.case.lint.unused import unused
from trainer.case.node import Node
from trainer.case.problems import Problem

__all__ = ["lint", "words"]


def lint(case: Node, decisions: Sequence[Node]) -> Iterator[Problem]:
    """Everything that spoils the case, but for the warnings that its author accepts with a reason.

    Args:
        case: the values of ``case.yaml``.
        decisions: the values of the file of each decision.
    """
    yield from settle((case, *decisions), _found(case, decisions))


def _found(case: Node, decisions: Sequence[Node]) -> Iterator[Problem]:
    for decision in decisions:
        yield from leaks(case, decision)
        yield from lengths(decision)
        yield from options(decision)
    yield from unused(case, decisions)
    yield from minutes(case, decisions)
    yield from pattern(case, decisions)
