"""A pack with errors is looked up as well: whatever its values are, nothing is raised."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.case.lint.test_any_shape import FILES, ODD, places, put
from trainer.case.node import Node
from trainer.case.sourcing.agreement import check_sources
from trainer.case.yaml_map import parse_yaml

TIMELINE = """\
entries:
  - {date: 1985-04, decision: new-oven, text: An oven for 300., sources: ["001:2"], derived: "150 × 2 = 300"}
"""
PARTS = (*FILES, parse_yaml(TIMELINE, "timeline.yaml"))


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("texts")
    (folder / "001.txt").write_text(20 * "In March 1985, 300 loaves a day.\n", encoding="utf-8")
    return folder


@given(st.data(), ODD)
def test_a_value_of_any_shape_is_looked_up_or_passed_over(texts: Path, data: st.DataObject, odd: object) -> None:
    nodes = [Node.root(file) for file in PARTS]
    changed = data.draw(st.sampled_from(range(len(PARTS))))
    where = data.draw(st.sampled_from([each for each in places(PARTS[changed].values) if each]))
    nodes[changed] = Node(PARTS[changed], (), put(PARTS[changed].values, where, odd))

    found = list(check_sources(nodes[0], nodes[1:2], nodes[2], texts))

    assert all(problem.message for problem in found)


def test_figures_are_not_looked_up_in_lines_beyond_the_end_of_a_text(texts: Path) -> None:
    timeline = put(PARTS[2].values, ("entries", 0, "sources"), ["001:21-22"])

    found = list(check_sources(Node.root(PARTS[0]), [], Node(PARTS[2], (), timeline), texts))

    assert found == []
