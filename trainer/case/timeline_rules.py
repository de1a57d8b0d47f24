"""What must hold between the timeline of a case and the rest of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from trainer.case.dates import When
from trainer.case.decision_names import by_name, check_name
from trainer.case.node import Node
from trainer.case.problems import Problem
from trainer.case.rules import check_texts


def check_timeline(case: Node, decisions: Sequence[Node], timeline: Node) -> Iterator[Problem]:
    """Everything in a timeline that doesn't fit the case.

    Args:
        case: the values of ``case.yaml``.
        decisions: the values of each file under ``decisions/``.
        timeline: the values of ``timeline.yaml``.
    """
    known = by_name(decisions)
    before: When | None = None
    for entry in timeline["entries"].each():
        yield from check_name(entry["decision"], known)
        date = _date(entry["date"])
        if date is not None and before is not None and date < before:
            yield entry["date"].problem(f"{date} comes before {before} above it; sort the entries by date")
        before = date or before
    yield from check_texts(case, timeline)


def _date(node: Node) -> When | None:
    if isinstance(node.value, bool) or not isinstance(node.value, (str, int)):
        return None
    try:
        return When.parse(str(node.value))
    except ValueError:
        return None  # told where the entry is read
