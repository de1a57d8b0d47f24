from __future__ import annotations

import pytest

from trainer.case.lint import words
from trainer.case.lint.wording import content_words


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("One *two* three.", 3),
        ("It's 1,499 yuan – half-price.", 4),
        ("小米手机", 2),
        ("小米 is 米", 3),
    ],
)
def test_words_are_counted_as_readers_count_them(text: str, count: int) -> None:
    assert words(text) == count


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The oven and the ovens", {"oven"}),
        ("He sells, she is selling, sell!", {"sell"}),
        ("price, priced, prices, the price’s", {"pric"}),
        ("It is on us to do so", set()),
        ("In 2011 there were 300", set()),
    ],
)
def test_words_that_carry_the_matter_are_one_in_all_their_endings(text: str, found: set[str]) -> None:
    assert content_words(text) == found
