from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.case.lint.amounts import SMALLEST, Amount, amounts


def values(text: str) -> list[str]:
    return [f"{each.value:f}{'%' if each.percent else ''}" for each in amounts(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1,499 yuan, 1499 in all", ["1499"]),
        ("300,000 phones, or 300 thousand, or 0.3 million, or 30万", ["300000"]),
        ("US$45 billion, a 45-billion company", ["45000000000"]),
        ("20 % and 20% and 20 per cent", ["20%"]),
        ("from 50,000 to 100,000", ["50000", "100000"]),
        ("15–20 days, 30-day terms", ["15", "20", "30"]),
        ("12.5 inches and 3.5", ["12.5"]),
        ("in 2011, or 2,011, or 2011.5", ["2011", "2011.5"]),
        ("on 20 April, April 21st, the 22nd of May", []),
        ("Galaxy S20, 4G, 10x, 12:30, 1.2.30", []),
        ("1 to 9, 9.99", []),
        ("1,4999 and 12,34", []),
        ("销量300万台", ["3000000"]),
    ],
)
def test_an_amount_is_one_however_it_is_written(text: str, found: list[str]) -> None:
    assert values(text) == found


def test_it_is_named_as_it_was_written_first() -> None:
    assert amounts("sold 300 thousand, 300,000 of them") == {Amount(Decimal(300000), False): "300 thousand"}


@given(st.integers(SMALLEST, 10**12), st.booleans())
def test_separators_make_no_difference(number: int, percent: bool) -> None:
    mark = " %" if percent else ""

    assert list(amounts(f"They had {number:,}{mark}, then.")) == [Amount(Decimal(number), percent)]


@given(st.integers(1, 999), st.sampled_from([("thousand", 3), ("million", 6), ("billion", 9)]))
def test_words_of_scale_count_as_their_zeros(number: int, scale: tuple[str, int]) -> None:
    word, zeros = scale

    assert list(amounts(f"{number} {word}")) == list(amounts(f"{number * 10**zeros:,}"))
