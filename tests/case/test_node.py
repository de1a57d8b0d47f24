from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from trainer.case.node import Node
from trainer.case.yaml_map import Value, YamlFile, parse_yaml

TEXT = """\
id: oven
sources: ["001:1"]
room:
  - person: ann
    sources: ["002:2", "003"]
  - [wu, {sources: none}]
"""
KEYS = st.sampled_from(["a", "b", "sources"])
VALUES: st.SearchStrategy[Value] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=20,
)


def test_what_is_searched_for_is_found_with_its_place() -> None:
    found = list(Node.root(parse_yaml(TEXT, "case.yaml")).search(lambda key, _: key == "sources"))

    places = {node.where: node.value for node in found}
    assert places == {
        ("sources",): ["001:1"],
        ("room", 0, "sources"): ["002:2", "003"],
        ("room", 1, 1, "sources"): "none",
    }
    assert [(each.line, each.column) for each in (node.problem("") for node in found) if each.path == "sources"] == [
        (2, 10)
    ]


@given(st.dictionaries(KEYS, VALUES, max_size=4))
def test_a_search_for_everything_finds_what_a_walk_finds(values: dict[str, Value]) -> None:
    root = Node.root(YamlFile("case.yaml", values))

    searched = sorted(repr((node.where, node.value)) for node in root.search(lambda _key, _value: True))

    assert searched == sorted(repr((node.where, node.value)) for node in root.walk() if node.where)
