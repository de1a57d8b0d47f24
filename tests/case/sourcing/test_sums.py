from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from trainer.case.sourcing.sums import WrongSum, wrong_sums

NUMBER = st.integers(1, 10**6)


@pytest.mark.parametrize(
    "text",
    [
        "600,000 ÷ 69 = 8,700",
        "(2,000 − 1,499) × 300,000 = 501 × 300,000 = 150.3 million yuan",
        "27 + (2007 − 1996) = 38",
        "1.1 ÷ 45 = 2.4 %; RMB 1,000 = US$149, so RMB 45 bn = US$6.7 bn, and 1.1 ÷ 6.7 = 16 %",
        "200 talks ÷ 5 a day = 40 working days; five a day is our assumption",
        "20 ÷ 3 = 7",
        "0.10 yuan × 14.8 million × 4 quarters = 5.92 million yuan",
        "At 500 a day, 300,000 phones take 600 days.",
        "(2 + 3 = nonsense",
        "1 ÷ 0 = 7",
        "5 − 12 = −7",
        "(80 − 100) ÷ 100 = −20 %",
        "3 × −4 = -12",
        "it fell – 12 − 5 = 7",
        "2 hours × 3 = 360 minutes",
        "12 months × 2 = 2 years",
        "3 · 4 = 12",
        "(" * 3000 + "1 + 1" + ")" * 3000 + " = 3",
        "1" * 5000 + " + 1 = 3",
    ],
)
def test_sums_that_come_out_and_prose_are_let_be(text: str) -> None:
    assert list(wrong_sums(text)) == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("27 + (2007 − 1996) = 39", WrongSum("27 + (2007 − 1996)", "39", "38")),
        ("53.9 ÷ 45 = 1.21", WrongSum("53.9 ÷ 45", "1.21", "1.198")),
        ("so it is 501 × 300,000 = 150 billion yuan a run", WrongSum("501 × 300,000", "150 billion", "150,300,000")),
        ("1.1 ÷ 45 = 2.5 %", WrongSum("1.1 ÷ 45", "2.5 %", "2.444 %")),
        ("1,000 ÷ 4.8 = 200", WrongSum("1,000 ÷ 4.8", "200", "208.3")),
        ("12 − 5 = −7", WrongSum("12 − 5", "−7", "7")),
        ("5 − 12 = 7", WrongSum("5 − 12", "7", "-7")),
        ("600 days ÷ 30 = 25 months", WrongSum("600 days ÷ 30", "25", "20")),
        ("3 · 4 = 13", WrongSum("3 · 4", "13", "12")),
    ],
)
def test_a_sum_that_does_not_come_out_is_told_with_what_it_comes_to(text: str, wrong: WrongSum) -> None:
    assert list(wrong_sums(text)) == [wrong]


@given(NUMBER, NUMBER, NUMBER)
def test_whole_sums_are_exact(one: int, two: int, other: int) -> None:
    assume(other != one * two + 1)

    assert list(wrong_sums(f"{one:,} × {two:,} + 1 = {one * two + 1:,} pieces")) == []
    assert bool(list(wrong_sums(f"{one} × {two} + 1 = {other}.0"))) is True
