from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.case.versions import is_newer, version_key

IN_ORDER = (
    "spring", "0.9", "1.0-draft", "1.0-draft 2", "1.0", "1.0.1", "1.2", "1.9", "1.10b", "1.10rc1", "1.10rc2", "1.10",
    "2.0-1", "2.0-alpha", "v2.0", "2026.11.3",
)  # fmt: skip


def test_versions_come_in_the_order_that_their_authors_mean() -> None:
    assert sorted(sorted(IN_ORDER), key=version_key) == list(IN_ORDER)
    assert all(is_newer(later, earlier) for earlier, later in pairwise(IN_ORDER))


@pytest.mark.parametrize(
    ("one", "other"), [("1", "1.0"), ("v1.0", "1.0"), ("1.0.0", " 1 "), ("1.0-RC1", "1.0rc1"), ("1.0.", "1.0")]
)
def test_two_ways_of_writing_one_version_are_the_same(one: str, other: str) -> None:
    assert version_key(one) == version_key(other)
    assert not is_newer(one, other)


@given(st.text(max_size=20), st.text(max_size=20), st.lists(st.integers(0, 99), min_size=1, max_size=4))
def test_any_text_is_a_version_and_a_number_comes_after_all_on_the_way_to_it(
    one: str, other: str, numbers: list[int]
) -> None:
    assert not (is_newer(one, other) and is_newer(other, one))
    number = ".".join(map(str, numbers))
    assert is_newer(number, f"{number}-draft {one}")
