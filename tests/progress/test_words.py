from __future__ import annotations

import pytest

from trainer.progress.words import found_in


@pytest.mark.parametrize(
    ("text", "typed", "found"),
    [
        ("The terms stay.", "term", ["terms"]),
        ("The price of prices", "price", ["price", "prices"]),
        ("Misprice it", "price", []),
        ("Zögern, nicht zogern", "zög", ["Zögern", "zogern"]),
        ("坏条款会一直疼下去", "条款", ["条款"]),
        ("坏条款会一直疼下去", "款条", []),
        ("terms of 条款 terms", "terms 条", ["terms", "条", "terms"]),
        ("Nothing", "! “ ”", []),
        ("<b>bold</b>", "bold", ["bold"]),
    ],
)
def test_what_was_looked_for_is_found_where_the_index_finds_it(text: str, typed: str, found: list[str]) -> None:
    assert [text[first:last] for first, last in found_in(text, typed)] == found
