"""A pack with errors is linted as well: whatever its values are, nothing is raised."""

from __future__ import annotations

import copy
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.case.packs import CASE, DECISION
from trainer.case.lint import lint
from trainer.case.node import Node
from trainer.case.yaml_map import Where, parse_yaml

FILES = (parse_yaml(CASE, "case.yaml"), parse_yaml(DECISION, "decisions/new-oven.yaml"))
ODD: st.SearchStrategy[Any] = st.sampled_from(
    [
        None,
        True,
        0,
        -1,
        10**18,
        1.5,
        "",
        "1985",
        "Exhibit Z, 300,000 in May 1999",
        [],
        [None],
        {},
        {"id": []},
        [[]],
        [{}],
    ]
)


def places(value: Any) -> list[Where]:
    """The way to every value within."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [(), *((key, *rest) for key, each in inner for rest in places(each))]


def put(values: Any, where: Where, odd: Any) -> Any:
    changed = copy.deepcopy(values)
    target = changed
    for key in where[:-1]:
        target = target[key]
    target[where[-1]] = odd
    return changed


@given(st.data(), ODD)
def test_a_value_of_any_shape_is_looked_at_or_passed_over(data: st.DataObject, odd: Any) -> None:
    nodes = [Node.root(file) for file in FILES]
    changed = data.draw(st.sampled_from([0, 1]))
    where = data.draw(st.sampled_from([each for each in places(FILES[changed].values) if each]))
    nodes[changed] = Node(FILES[changed], (), put(FILES[changed].values, where, odd))

    found = list(lint(nodes[0], nodes[1:]))

    assert all(problem.message for problem in found)


def test_files_that_cannot_be_read_are_passed_over() -> None:
    empty = Node.root(parse_yaml("", "case.yaml"))

    assert list(lint(empty, [Node.root(parse_yaml("- x", "decisions/x.yaml"))])) == []
    assert list(lint(empty, [])) == []


def test_exhibits_beyond_the_letters_are_passed_over() -> None:
    exhibits = [{"id": f"note-{number}", "kind": "note", "text": "A note."} for number in range(30)]
    decision = Node(FILES[1], (), put(FILES[1].values, ("exhibits",), exhibits))

    unused = [each for each in lint(Node.root(FILES[0]), [decision]) if "no text refers" in each.message]

    assert len(unused) == 26 - 3
