from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from trainer.case.numbers import axis, figure, nice_ticks, short_figure, tick_figure

finite = st.floats(-1e12, 1e12, allow_nan=False).map(lambda value: round(value, 3))


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (4999, "yuan", "4,999"),
        (4999.0, "yuan", "4,999"),
        (1999.5, "", "1,999.5"),
        (-501, "", "−501"),
        (0, "", "0"),
        (0.25, "", "0.25"),
        (35, "%", "35\N{NO-BREAK SPACE}%"),
        (123456789012, "", "123,456,789,012"),
        (1e21, "", "1e+21"),
    ],
)
def test_a_figure_is_exact_and_has_separators(value: float, unit: str, text: str) -> None:
    assert figure(value, unit) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (4999, "4,999"),
        (1234567, "1.23 million"),
        (-98765432, "−98.8 million"),
        (45e9, "45 billion"),
        (2.5e12, "2.5 trillion"),
    ],
)
def test_a_short_figure_says_millions_in_words(value: float, text: str) -> None:
    assert short_figure(value).replace("\N{NO-BREAK SPACE}", " ") == text


def test_ticks_of_an_axis_in_millions_all_speak_in_millions() -> None:
    texts = [tick_figure(each, 1_500_000).replace("\N{NO-BREAK SPACE}", " ") for each in (0, 500_000, 1_500_000)]
    assert texts == ["0", "0.5 million", "1.5 million"]


@given(finite, finite, st.integers(1, 10))
def test_ticks_are_evenly_spaced_round_numbers_within_the_ends(a: float, b: float, most: int) -> None:
    low, high = min(a, b), max(a, b)
    assume(high - low > 1e-6 * max(1, abs(low), abs(high)))  # closer ones are apart by the last bits alone
    ticks = nice_ticks(low, high, most)
    assert len(ticks) <= most + 1
    assert all(low <= tick <= high for tick in ticks)
    if len(ticks) > 1:
        step = ticks[1] - ticks[0]
        leading = float(f"{step:e}".split("e", maxsplit=1)[0])
        assert any(abs(leading - each) < 1e-3 for each in (1, 2, 2.5, 5, 10))
        gaps = [after - before for before, after in pairwise(ticks)]
        assert gaps == pytest.approx([step] * len(gaps), rel=1e-6)


@given(st.integers(-50, 5000), st.integers(1, 60), st.integers(1, 8))
def test_whole_numbers_get_whole_ticks(low: int, span: int, most: int) -> None:
    assert all(tick == int(tick) for tick in nice_ticks(low, low + span, most, whole=True))


@given(finite, finite, st.integers(1, 8))
def test_an_axis_holds_its_values_and_gives_little_room_away(a: float, b: float, most: int) -> None:
    low, high = min(a, b), max(a, b)
    assume(low == high or high - low > 1e-6)
    bottom, top, ticks = axis(low, high, most)
    assert bottom <= low <= high <= top
    assert bottom < top
    assert all(bottom <= tick <= top for tick in ticks)
    if low < high and len(ticks) > 1:
        step = ticks[1] - ticks[0]
        assert top - high <= step / 2 * 1.0001
        assert low - bottom <= step / 2 * 1.0001


def test_an_axis_ends_on_a_round_number_that_is_near() -> None:
    assert axis(0, 4999, 6) == (0, 5000, (0, 1000, 2000, 3000, 4000, 5000))
    assert axis(0, 5100, 6)[1] == 5100
