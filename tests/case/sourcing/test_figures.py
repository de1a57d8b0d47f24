from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.case.sourcing.figures import figures, readings

SMALL = [
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen"),
    *("fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def in_words(number: int) -> str:
    """A number below a billion, written out."""
    for size, name in ((10**6, "million"), (1000, "thousand"), (100, "hundred")):
        if number >= size:
            rest = number % size
            link = " and " if size == 100 or rest < 100 else " "
            return f"{in_words(number // size)} {name}" + (link + in_words(rest) if rest else "")
    if number < 20:
        return SMALL[number - 1]
    ones = number % 10
    return TENS[number // 10 - 2] + (f"-{SMALL[ones - 1]}" if ones else "")


def borne(claim: str, line: str) -> bool:
    """Whether each figure of a claim has its like in a line; there must be one."""
    claimed, found = figures(claim), readings(line)
    assert claimed.amounts
    return all(any(amount.borne_by(other) for other in found.amounts) for amount in claimed.amounts)


@given(st.integers(10, 10**9 - 1))
def test_a_number_is_the_same_in_digits_with_separators_and_in_words(number: int) -> None:
    written = [f"{number} phones", f"{number:,} phones", f"{number:,} phones".replace(",", " "), in_words(number)]

    assert all(borne(claim, line) for claim in written for line in written)


@given(st.integers(10, 10**9 - 1), st.integers(10, 10**9 - 1))
def test_another_number_bears_nothing_out(number: int, other: int) -> None:
    assert borne(f"{number} phones", in_words(other)) is (number == other)
    assert borne(in_words(number), f"{other:,} phones") is (number == other)


@given(st.integers(1, 999), st.integers(0, 9), st.sampled_from(["thousand", "million", "billion", "trillion"]))
def test_multiples_are_reckoned_and_those_before_and_behind_them_differ(whole: int, tenth: int, name: str) -> None:
    size = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}[name]
    value = int(Fraction(f"{whole}.{tenth}") * size)

    assert borne(f"US${whole}.{tenth} {name}", f"{value:,} dollars")
    assert borne(f"{whole}.{tenth}-{name} valuation", f"{value} yuan")
    assert not borne(f"{whole}.{tenth} {name} yuan", f"{value * 1000:,} yuan")


@pytest.mark.parametrize(
    ("claim", "line"),
    [
        ("US$45 billion", "a 45-billion valuation"),
        ("US$45 billion", "45,000 million U.S. dollars"),
        ("300,000 units", "300 thousand units"),
        ("300,000 units", "30 ten-thousand units"),
        ("300,000 units", "30万台"),
        ("half a million users", "500,000 users"),
        ("a dozen people", "12 people"),
        ("half a year", "six months"),
        ("6 months", "half a year later"),
        ("half-year talks", "after six months"),
        ("a year and a half", "18 months"),
        ("two and a half years", "30 months"),
        ("a fortnight later", "two weeks"),
        ("ten years", "a whole decade"),
        ("20 %", "20 per cent"),
        ("twenty percent", "a fifth of it"),
        ("two thirds of them", "2/3"),
        ("half of it", "50%"),
        ("0.1 yuan", "a tenth of a yuan"),
        ("twice as much", "it doubled"),
        ("two months", "a couple of months"),
        ("third in the world", "the no.3 company"),
        ("the 3rd", "third"),
        ("2 to 3 million yuan", "between 2,000,000 and 3,000,000 yuan"),
        ("five or six months", "5 months, or rather 6 months"),
        ("hundreds of thousands of users", "some 300,000 users"),
        ("1.5 GHz", "the 1.5GHz core"),
        ("10,000 mAh", "10,000mAh, only"),
        ("1,999 yuan", "the words “1999” on the slide"),
        ("27, a young man", "27 years old"),
        ("69 yuan", "priced at RMB 69"),
        ("5 percentage points", "by five points"),
        ("5 percentage points", "5 per cent points"),
        ("45 million euros", "€45 million"),
        ("6,999 rupees", "Rs 6,999"),
        ("£45", "45 pounds"),
        ("US$45", "USD 45"),
        ("dozens of users", "dozens of them"),
        ("in the third quarter", "Sales in Q3"),
    ],
)
def test_what_says_the_same_bears_out(claim: str, line: str) -> None:
    assert borne(claim, line)


@pytest.mark.parametrize(
    ("claim", "line"),
    [
        ("1,999 yuan", "US$1,999"),
        ("45 million yuan", "45 billion yuan"),
        ("six months", "six days"),
        ("six months", "six years"),
        ("20 %", "20 phones"),
        ("20 phones", "20%"),
        ("0.2", "0.02"),
        ("2,010 yuan", "in 2010"),
        ("hundreds of thousands of users", "3,000 users"),
        ("a third of it", "third in the world"),
        ("600,000 units", "600,000 yuan"),
        ("500 a day", "1,500 a day"),
        ("4.5 %", "45 %"),
        ("1.5", "1 and 5"),
        ("300,000 users", "hundreds of thousands of users"),
        ("5 percentage points", "5 %"),
        ("5 %", "5 percentage points"),
        ("5 %", "5 points"),
        ("45 million yuan", "45 million rupees"),
        ("45 million yuan", "€45 million"),
        ("US$45", "HK$45"),
        ("45 yuan", "USD 45"),
        ("dozens of users", "hundreds of users"),
        ("in the third quarter", "Sales in Q2"),
    ],
)
def test_what_says_something_else_does_not(claim: str, line: str) -> None:
    assert not borne(claim, line)


@pytest.mark.parametrize(
    ("claim", "found"),
    [
        ("One of them knew, and two others; the first did not.", []),
        ("One day they came; one month passed.", ["one month"]),
        ("For half of the second quarter", ["half", "second"]),
        ("six months, three shops and three reasons", ["six months", "three shops"]),
        ("a month later, a month to go", ["a month"]),
        ("the third try, the second year", ["third", "second"]),
        ("ten reasons", ["ten"]),
        ("the hundred who came, a thousand-yuan phone", ["hundred", "a thousand-yuan"]),
        ("its thousand users, several hundred metres", ["thousand users", "several hundred metres"]),
        ("1,499, 2,000 and 3.5; 4.", ["1,499", "2,000", "3.5", "4"]),
    ],
)
def test_small_words_count_as_figures_only_where_they_measure(claim: str, found: list[str]) -> None:
    assert [amount.text for amount in figures(claim).amounts] == found


def test_names_with_digits_are_names() -> None:
    found = figures("The 3G phone ME860 and a Mi 5X on A4")

    assert [name.text for name in found.names] == ["3G", "ME860", "5X", "A4"]
    assert found.amounts == ()


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("on 6 August 2011", [(2011, 8, 6)]),
        ("August 6th, 2011", [(2011, 8, 6)]),
        ("2011-08-06", [(2011, 8, 6)]),
        ("the 6th of August", [(None, 8, 6)]),
        ("August 6", [(None, 8, 6)]),
        ("in August 2011 and in May", [(2011, 8, None), (None, 5, None)]),
        ("6 to 8 August 2011", [(2011, 8, 6), (2011, 8, 8)]),
        ("6 Jun 2011, said Lei Jun", [(2011, 6, 6)]),
        ("from 2010–2011", [(2010, None, None), (2011, None, None)]),
        ("in the 1990s", [(1990, None, None)]),
        ("the Mi 2 of August 2012", [(2012, 8, None)]),
        ("they may march; 2,011 phones, 2011 phones, 1999 yuan", []),
        ("May they come?", []),
    ],
)
def test_dates_are_read_as_far_as_they_are_named(text: str, parts: list[tuple[int | None, ...]]) -> None:
    assert [(date.year, date.month, date.day) for date in figures(text).dates] == parts


def test_a_bare_value_takes_the_unit_of_its_heading() -> None:
    (share,) = figures("14.4", unit="per cent").amounts
    (price,) = figures("2,000", unit="million yuan", dated=False).amounts
    (value,) = figures("45", unit="US$ billion").amounts
    (sold,) = figures("9", unit="phones sold in a month").amounts

    assert (share.value, share.unit) == (Fraction(144, 1000), "share")
    assert (price.value, price.unit) == (2 * 10**9, "yuan")
    assert (value.value, value.unit) == (45 * 10**9, "US$")
    assert (sold.value, sold.unit) == (9, None)


@pytest.mark.parametrize("text", ["1" * 5000, "1" * 5000 + "st", "0." + "1" * 5000, "No. " + "1" * 5000])
def test_a_row_of_digits_that_nobody_reads_is_no_figure(text: str) -> None:
    assert figures(text).amounts == readings(text).amounts == ()


def test_a_quarter_in_words_bears_out_its_short_name() -> None:
    (name,) = figures("Sales in Q3").names

    assert name in readings("sales of the third quarter").names
    assert name not in readings("sales of the second quarter").names
