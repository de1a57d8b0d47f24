from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.study.intervals import Interval
from trainer.study.statements import none_or, several, signed, told


@pytest.mark.parametrize(
    ("low", "high", "expected", "texts"),
    [
        (45.4, 83.7, 78, ("45", "84", "78")),
        (78.3, 91, 78, ("78.3", "91.0", "78.0")),
        (-3.2, -0.04, 0, ("−3.20", "−0.04", "0.00")),
        (0, 12, 0, ("0", "12", "0")),
    ],
)
def test_decimals_are_told_only_where_rounding_would_hide_which_is_larger(
    low: float, high: float, expected: float, texts: tuple[str, str, str]
) -> None:
    assert told(Interval(low, high), expected) == texts


@given(low=st.floats(-100, 100), width=st.floats(0, 50), expected=st.integers(-100, 100))
def test_what_is_told_orders_as_the_numbers_do(low: float, width: float, expected: int) -> None:
    texts = told(Interval(low, low + width), expected)
    below, above, middle = (float(text.replace("−", "-")) for text in texts)
    for end, said in ((low, below), (low + width, above)):
        if abs(end - expected) >= 0.001:
            assert (end < expected) == (said < middle)


@pytest.mark.parametrize(
    ("value", "places", "text"), [(4.6, 0, "5"), (-4.6, 0, "−5"), (-0.3, 0, "0"), (-0.3, 1, "−0.3"), (0, 1, "0.0")]
)
def test_a_minus_is_a_minus_and_never_stands_before_zero(value: float, places: int, text: str) -> None:
    assert signed(value, places) == text


def test_counts_within_a_sentence() -> None:
    assert [several(n, "recall", "recalls") for n in (0, 1, 12_000)] == ["0 recalls", "1 recall", "12,000 recalls"]
    assert [none_or(n) for n in (0, 3, 1_000)] == ["none", "3", "1,000"]
