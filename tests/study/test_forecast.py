from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.study.forecast import Agreement, brier_score

PERCENT = st.integers(0, 100)
AGREEMENT = st.sampled_from(Agreement)


@given(choice=st.text(max_size=5), taken=st.text(max_size=5))
def test_only_the_same_option_is_with_the_record(choice: str, taken: str) -> None:
    assert (Agreement.of(choice, taken) is Agreement.WITH) == (choice == taken)


@given(forecast=PERCENT, agreement=AGREEMENT)
def test_a_score_lies_between_best_and_worst(forecast: int, agreement: Agreement) -> None:
    assert 0 <= brier_score(forecast, agreement) <= 1


@pytest.mark.parametrize(
    ("forecast", "with_record", "against"),
    [(0, 1.0, 0.0), (35, 0.4225, 0.1225), (50, 0.25, 0.25), (100, 0.0, 1.0)],
)
def test_scores_known_by_hand(forecast: int, with_record: float, against: float) -> None:
    assert brier_score(forecast, Agreement.WITH) == pytest.approx(with_record)
    assert brier_score(forecast, Agreement.AGAINST) == pytest.approx(against)


@given(forecast=PERCENT)
def test_a_forecast_and_its_contrary_score_alike(forecast: int) -> None:
    mirrored = brier_score(100 - forecast, Agreement.AGAINST)
    assert brier_score(forecast, Agreement.WITH) == pytest.approx(mirrored)


@given(belief=PERCENT)
def test_no_forecast_is_expected_to_score_better_than_what_one_believes(belief: int) -> None:
    def expected(forecast: int) -> float:
        yes, no = (brier_score(forecast, each) for each in (Agreement.WITH, Agreement.AGAINST))
        return (belief * yes + (100 - belief) * no) / 100

    others = [expected(each) for each in range(101) if each != belief]
    assert expected(belief) < min(others)


@given(forecast=st.integers().filter(lambda number: not 0 <= number <= 100), agreement=AGREEMENT)
def test_a_forecast_that_is_no_percentage_is_refused(forecast: int, agreement: Agreement) -> None:
    with pytest.raises(ValueError, match=f"a percentage from 0 to 100, not {forecast}"):
        brier_score(forecast, agreement)
