from __future__ import annotations

import json

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from trainer.case.yaml_map import parse_yaml


def spot(text: str, index: int) -> tuple[int, int]:
    """Where the character of that index in the value of ``key`` stands."""
    file = parse_yaml(text, "x.yaml")
    assert file.values is not None
    problem = file.problem_within(("key",), str(file.values["key"]), index, "wrong")
    return problem.line, problem.column


@pytest.mark.parametrize(
    ("text", "index", "expected"),
    [
        ("key: a - b", 4, (1, 10)),
        ("key: a - b", 5, (1, 11)),
        ("{first: 1, key: a - b}", 4, (1, 21)),
        ("key: 'a''s - b'", 6, (1, 14)),
        ('key: "a \\u2212 b"', 2, (1, 9)),
        ('key: "a \\u2212 b"', 4, (1, 16)),
        ('key: "a\\tb"', 2, (1, 10)),
        ("key: a -\n  b", 4, (2, 3)),
        ("key: >-\n  a -\n  b", 4, (3, 3)),
        ("key: |-\n    a - b", 4, (2, 9)),
        ("first: 1\r\nkey: a - b\r\n", 4, (2, 10)),
        ("key: 名 − b", 2, (1, 8)),
    ],
)
def test_a_character_of_a_text_is_found_in_its_file(text: str, index: int, expected: tuple[int, int]) -> None:
    assert spot(text, index) == expected


def test_where_there_is_no_such_value_the_one_around_it_is_named() -> None:
    problem = parse_yaml("key: a", "x.yaml").problem_within(("other",), "b", 0, "wrong")

    assert (problem.line, problem.column) == (1, 1)


TEXTS = st.text(st.sampled_from("ab '\"\\:#−名"), min_size=1, max_size=12).filter(lambda text: text == text.strip())


@given(TEXTS, st.data())
def test_every_character_is_found_whatever_quotes_it_stands_in(text: str, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(text) - 1))
    single = "key: '" + text.replace("'", "''") + "'"
    double = "key: " + json.dumps(text, ensure_ascii=False)

    for written in (single, double):
        line, column = spot(written, index)
        found = written[column - 1]
        assert line == 1
        assert found == text[index] or (found == "\\" and text[index] in '"\\')


@given(TEXTS)
def test_a_plain_text_is_found_at_its_own_characters(text: str) -> None:
    written = f"key: {text}"
    try:
        plain = yaml.safe_load(written)["key"]
    except (yaml.YAMLError, TypeError):
        return
    if plain == text:
        assert [spot(written, index) for index in range(len(text))] == [(1, 6 + index) for index in range(len(text))]
