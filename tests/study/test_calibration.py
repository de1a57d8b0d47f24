from __future__ import annotations

import random
import warnings
from collections import Counter
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.calibration import calibration_curve
from sklearn.metrics import brier_score_loss

from trainer.study.calibration import Bin, Calibration, Tally, bins, calibration, tally_of
from trainer.study.forecast import Agreement, brier_score
from trainer.study.intervals import jeffreys
from trainer.study.statements import Weight

WITH, AGAINST = Agreement.WITH, Agreement.AGAINST
FORECASTS = st.lists(st.tuples(st.integers(0, 100), st.sampled_from(Agreement)), min_size=1, max_size=250)


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def said(tally: Tally) -> tuple[str, str, Weight]:
    statement = calibration(tally).statement
    assert statement is not None
    return plain(statement.text), plain(statement.ground), statement.weight


@given(forecasts=FORECASTS)
def test_the_brier_score_agrees_with_scikit_learn_and_with_single_scores(
    forecasts: list[tuple[int, Agreement]],
) -> None:
    brier = calibration(tally_of(forecasts)).brier
    assert brier is not None
    outcomes = [each is WITH for _, each in forecasts]
    shares = [forecast / 100 for forecast, _ in forecasts]
    assert brier.score == pytest.approx(brier_score_loss(outcomes, shares, pos_label=True), abs=1e-12)
    assert brier.score == pytest.approx(sum(brier_score(*each) for each in forecasts) / len(forecasts), abs=1e-12)


@given(forecasts=FORECASTS)
def test_its_parts_add_up(forecasts: list[tuple[int, Agreement]]) -> None:
    brier = calibration(tally_of(forecasts)).brier
    assert brier is not None
    assert brier.uncertainty - brier.resolution + brier.reliability == pytest.approx(brier.score, abs=1e-15)
    assert 0 <= brier.resolution <= brier.uncertainty + 1e-15 <= 0.25 + 2e-15
    assert 0 <= brier.reliability <= 1


def test_where_few_forecasts_are_the_same_the_parts_are_said_to_come_out_too_large() -> None:
    spread = calibration({(each, WITH if each % 2 else AGAINST): 1 for each in range(30, 60)}).brier
    assert spread is not None
    assert spread.resolution == spread.uncertainty == 0.25
    assert "as here with 30 different ones among 30" in spread.remarks[0]
    alike = calibration({(30, WITH): 20, (30, AGAINST): 20, (70, WITH): 30, (70, AGAINST): 10}).brier
    assert alike is not None
    assert (alike.n, alike.different) == (80, 2)
    assert not any("too large" in each for each in alike.remarks)


@given(forecasts=FORECASTS)
def test_it_is_said_where_the_rounded_parts_do_not_add_up(forecasts: list[tuple[int, Agreement]]) -> None:
    brier = calibration(tally_of(forecasts)).brier
    assert brier is not None
    shown = [Decimal(f"{each:.3f}") for each in (brier.uncertainty, brier.resolution, brier.reliability, brier.score)]
    adds_up = shown[0] - shown[1] + shown[2] == shown[3]
    assert any(each.startswith("Rounded") for each in brier.remarks) != adds_up


@given(forecasts=FORECASTS)
def test_the_points_agree_with_scikit_learn(forecasts: list[tuple[int, Agreement]]) -> None:
    points = calibration(tally_of(forecasts)).points
    # It closes its bins above and ours are closed below, so both the forecasts and what came are mirrored.
    against = np.array([each is AGAINST for _, each in forecasts])
    contrary = np.array([(100 - forecast) / 100 for forecast, _ in forecasts])
    number = 10 if len(forecasts) >= 100 else 5
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        shares, means = calibration_curve(against, contrary, n_bins=number)
    assert [point.share for point in reversed(points)] == pytest.approx([1 - each for each in shares])
    assert [point.forecast for point in reversed(points)] == pytest.approx([1 - each for each in means])


@given(forecasts=FORECASTS)
def test_every_decision_is_in_one_point_that_sits_within_its_bin(forecasts: list[tuple[int, Agreement]]) -> None:
    found = calibration(tally_of(forecasts))
    assert found.n == sum(point.n for point in found.points) == len(forecasts)
    assert found.hits == sum(point.hits for point in found.points) == sum(each is WITH for _, each in forecasts)
    for point in found.points:
        assert point.bin.low <= 100 * point.forecast <= point.bin.high + 1e-9
        assert point.interval == jeffreys(point.hits, point.n)
        assert point.hollow == (point.n < 10)


@given(forecasts=FORECASTS, seed=st.integers())
def test_the_order_of_the_decisions_changes_nothing(forecasts: list[tuple[int, Agreement]], seed: int) -> None:
    shuffled = random.Random(seed).sample(forecasts, len(forecasts))
    assert calibration(Counter(shuffled)) == calibration(tally_of(forecasts))


def test_bins_are_twice_as_wide_below_a_hundred_decisions() -> None:
    assert bins(99) == (Bin(0, 19), Bin(20, 39), Bin(40, 59), Bin(60, 79), Bin(80, 100))
    assert bins(100)[:2] == (Bin(0, 9), Bin(10, 19))
    assert bins(100)[-1] == Bin(90, 100)


@pytest.mark.parametrize("n", [99, 100])
@given(forecast=st.integers(0, 100))
def test_each_forecast_has_just_one_bin(n: int, forecast: int) -> None:
    assert sum(forecast in each for each in bins(n)) == 1


def test_without_decisions_there_is_nothing_but_a_reason() -> None:
    found = calibration({})
    assert (found.n, found.points, found.brier, found.statement) == (0, (), None, None)
    assert found.too_few.startswith("Nothing to see yet")
    assert calibration({(50, WITH): 0}) == found


def test_nineteen_decisions_are_points_without_a_statement() -> None:
    found = calibration({(80, WITH): 19})
    assert found.statement is None
    assert found.too_few.startswith("Too few to tell: with 19 decisions")
    assert len(found.points) == 1


def test_twenty_decisions_are_enough() -> None:
    found = calibration({(80, WITH): 20})
    assert found.statement is not None
    assert found.too_few == ""


@pytest.mark.parametrize(("n", "hollow"), [(9, True), (10, False)])
def test_a_point_of_fewer_than_ten_decisions_is_hollow(n: int, hollow: bool) -> None:
    [point] = calibration({(50, WITH): n}).points
    assert point.hollow == hollow


def test_a_range_of_fewer_than_ten_decisions_is_not_told_however_far_off_it_is() -> None:
    rest = {(50, WITH): 11, (50, AGAINST): 11}
    assert "70 % or more" in said({(100, AGAINST): 10, **rest})[0]
    assert "70 % or more" not in said({(100, AGAINST): 9, **rest})[0]


def test_what_the_interval_holds_is_a_hint() -> None:
    tally = {(78, WITH): 14, (78, AGAINST): 7, (20, WITH): 4, (20, AGAINST): 16, (50, WITH): 12, (50, AGAINST): 11}
    assert said(tally) == (
        "Of the 21 decisions you gave 70 % or more, they chose the same in 14. You expected 16.",
        "A hint, not a finding: the interval, 40 to 87 %, still holds your 78 %.",
        Weight.HINT,
    )


def test_what_the_interval_leaves_out_is_a_finding() -> None:
    tally = {(90, WITH): 12, (90, AGAINST): 18, (20, WITH): 2, (20, AGAINST): 8}
    assert said(tally) == (
        "Of the 30 decisions you gave 70 % or more, they chose the same in 12. You expected 27.",
        "A finding: the interval, 20 to 62 %, leaves out your 90 %.",
        Weight.FINDING,
    )


def test_what_came_as_expected_is_told_as_that() -> None:
    assert said({(50, WITH): 15, (50, AGAINST): 15}) == (
        "Of the 30 decisions you gave 31 to 69 %, they chose the same in 15. That is what you expected.",
        "As far as so many decisions can tell: the interval, 28 to 72 %, holds your 50 %.",
        Weight.AGREES,
    )


def test_what_never_came_about_is_none() -> None:
    text, _, weight = said({(25, AGAINST): 40})
    assert text == "Of the 40 decisions you gave 30 % or less, they chose the same in none. You expected 10."
    assert weight is Weight.FINDING


def test_a_lean_of_all_forecasts_is_told_of_all_of_them() -> None:
    tally = {(75, WITH): 5, (75, AGAINST): 4, (25, WITH): 1, (25, AGAINST): 8, (55, WITH): 2, (55, AGAINST): 7}
    assert said(tally)[0] == "Of the 27 decisions you gave a forecast, they chose the same in 8. You expected 14."


def test_certainty_that_was_wrong_outweighs_everything() -> None:
    text, _, weight = said({(100, WITH): 9, (100, AGAINST): 1, (0, AGAINST): 10, (50, AGAINST): 30})
    assert text.startswith("Of the 10 decisions you gave 70 % or more, they chose the same in 9.")
    assert weight is Weight.FINDING


@given(forecasts=FORECASTS.filter(lambda each: len(each) >= 20))
def test_a_finding_leaves_out_the_forecast_and_only_then_is_one(forecasts: list[tuple[int, Agreement]]) -> None:
    _, ground, weight = said(tally_of(forecasts))
    numbers = [float(word.strip(",")) for word in ground.split() if word.strip(",").replace(".", "").isdigit()]
    low, high, given = numbers
    assert (weight is Weight.FINDING) == (not low <= given <= high)


def test_further_tries_are_called_attempts() -> None:
    statement = calibration({(25, AGAINST): 40}, "attempt").statement
    assert statement is not None
    assert statement.text.startswith("Of the 40 attempts you gave")
    assert "with 1 attempt, chance" in calibration({(25, AGAINST): 1}, "attempt").too_few


def test_pure_chance_is_seldom_a_finding() -> None:
    chance = random.Random(7)
    findings = sum(_by_chance(chance, 60) for _ in range(400))
    assert findings <= 0.05 * 400


def _by_chance(chance: random.Random, n: int) -> bool:
    given = [chance.randint(0, 100) for _ in range(n)]
    statement = calibration(
        tally_of((each, WITH if chance.random() < each / 100 else AGAINST) for each in given)
    ).statement
    assert statement is not None
    return statement.weight is Weight.FINDING


@pytest.mark.parametrize("tally", [{(101, WITH): 1}, {(-1, WITH): 1}])
def test_a_forecast_that_is_no_percentage_is_refused(tally: Tally) -> None:
    with pytest.raises(ValueError, match="a percentage from 0 to 100"):
        calibration(tally)


def test_a_negative_count_is_refused() -> None:
    with pytest.raises(ValueError, match="-1 is no number of decisions"):
        calibration({(50, WITH): -1})


def test_a_calibration_is_plain_numbers_that_compare() -> None:
    first, second = calibration({(50, WITH): 3}), calibration({(50, WITH): 3})
    assert isinstance(first, Calibration)
    assert first == second
    assert hash(first) == hash(second)
