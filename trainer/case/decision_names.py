"""The decisions of a pack by their names, and what is said where one is named that isn't there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from trainer.case.messages import suggestion
from trainer.case.node import Node
from trainer.case.problems import Problem

_MOST_LISTED = 6


def by_name(decisions: Sequence[Node]) -> dict[str, Node]:
    """The decisions by the names of their files, which are their ids: one that can't be read is there all the same."""
    return {PurePosixPath(decision.file.name).stem: decision for decision in decisions}


def no_decision(name: str, known: Mapping[str, Node]) -> str:
    """A sentence for a name that no decision has; a long list of names helps nobody."""
    said = suggestion(name, list(known))
    if not said.startswith("did you mean") and len(known) > _MOST_LISTED:
        said = "write the name of a decision's file"
    return f"there is no decision '{name}'; {said}"


def check_name(node: Node, known: Mapping[str, Node]) -> Iterator[Problem]:
    """Whether a text names a decision; says nothing where there is none at all."""
    if node.text and known and node.text not in known:
        yield node.problem(no_decision(node.text, known))
