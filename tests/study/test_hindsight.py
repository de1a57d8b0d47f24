from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.study.forecast import Agreement
from trainer.study.hindsight import Hindsight, RecalledForecast, drift, hindsight
from trainer.study.intervals import interval_of
from trainer.study.statements import Weight

WITH, AGAINST = Agreement.WITH, Agreement.AGAINST
START = dt.datetime(2026, 11, 1, tzinfo=dt.UTC)
PERCENT = st.integers(0, 100)
DRIFTS = st.lists(st.integers(-50, 50), max_size=40)


def recall(
    number: int, remembered: int = 50, given: int = 50, decision: str = "", agreement: Agreement = WITH
) -> RecalledForecast:
    asked = START + dt.timedelta(days=number)
    return RecalledForecast(f"a{number}", "town", decision or f"d{number}", asked, given, remembered, agreement)


def drifting(drifts: Sequence[int]) -> list[RecalledForecast]:
    return [recall(number, 50 + each) for number, each in enumerate(drifts)]


def said(found: Hindsight) -> tuple[str, str, Weight]:
    assert found.statement is not None
    return (
        found.statement.text.replace("\N{NO-BREAK SPACE}", " "),
        found.statement.ground,
        found.statement.weight,
    )


@pytest.mark.parametrize(
    ("given", "remembered", "agreement", "points"),
    [(70, 80, WITH, 10), (70, 60, WITH, -10), (70, 60, AGAINST, 10), (30, 45, AGAINST, -15), (40, 40, WITH, 0)],
)
def test_drift_is_positive_towards_what_happened(
    given: int, remembered: int, agreement: Agreement, points: int
) -> None:
    assert drift(given, remembered, agreement) == points


@given(given=PERCENT, remembered=PERCENT, agreement=st.sampled_from(Agreement))
def test_the_contrary_drifts_alike_and_back_again(given: int, remembered: int, agreement: Agreement) -> None:
    contrary = AGAINST if agreement is WITH else WITH
    assert drift(100 - given, 100 - remembered, contrary) == drift(given, remembered, agreement)
    assert drift(remembered, given, agreement) == -drift(given, remembered, agreement)


@given(drifts=DRIFTS)
def test_the_line_is_the_mean_so_far_with_its_interval(drifts: list[int]) -> None:
    found = hindsight(drifting(drifts))
    assert [each.n for each in found.line] == list(range(8, len(drifts) + 1))
    for each in found.line:
        so_far = drifts[: each.n]
        interval = interval_of(so_far)
        assert interval is not None
        assert each.mean == pytest.approx(sum(so_far) / each.n)
        assert (each.interval.low, each.interval.high) == (
            pytest.approx(interval.low, abs=1e-9),
            pytest.approx(interval.high, abs=1e-9),
        )


@given(drifts=DRIFTS, seed=st.integers())
def test_recalls_are_put_in_order_of_time(drifts: list[int], seed: int) -> None:
    recalls = drifting(drifts)
    assert hindsight(random.Random(seed).sample(recalls, len(recalls))) == hindsight(recalls)


def test_later_recalls_of_a_decision_are_shown_and_not_counted() -> None:
    first, second = recall(0, 60, decision="harbour"), recall(1, 90, decision="harbour")
    elsewhere = replace(recall(2, 70, decision="harbour"), case_id="another")
    found = hindsight([second, first, elsewhere])
    assert [(each.points, each.counted) for each in found.drifts] == [(10, True), (40, False), (20, True)]
    assert found.n == 2


def test_after_a_recall_that_left_the_forecast_out_no_other_counts() -> None:
    silent, later = replace(recall(0, decision="harbour"), remembered=None), recall(1, 90, decision="harbour")
    found = hindsight([silent, later])
    assert [(each.points, each.counted) for each in found.drifts] == [(40, False)]
    assert found.n == 0


def test_a_later_recall_stays_a_later_one_where_the_first_is_not_looked_at() -> None:
    recalls = [recall(0, 60, decision="harbour"), recall(1, 90, decision="harbour"), recall(2, 70), recall(3, 70)]
    found = hindsight(recalls, since=recalls[1].asked, until=recalls[3].asked)
    assert [(each.attempt_id, each.counted) for each in found.drifts] == [("a1", False), ("a2", True)]


def test_seven_recalls_are_shown_without_a_mean() -> None:
    found = hindsight(drifting([5] * 7))
    assert len(found.drifts) == 7
    assert (found.line, found.now, found.statement) == ((), None, None)
    assert found.too_few.startswith("Too few to tell: so far 7 remembered forecasts count.")


def test_no_recalls_are_said_to_be_none() -> None:
    assert hindsight([]).too_few.startswith("Nothing to see yet")


def test_a_drift_beyond_chance_is_a_finding() -> None:
    assert said(hindsight(drifting([5, 2, 8, 4, 6, 5, 3, 7]))) == (
        "You remember your forecasts as 5 points nearer to what happened than they were (95 % interval: 3 to 7).",
        "A finding: the interval leaves out 0, no drift.",
        Weight.FINDING,
    )


def test_a_drift_within_chance_is_a_hint() -> None:
    assert said(hindsight(drifting([-20, 15, 9, -12, -18, 3, -6, 5]))) == (
        "You remember your forecasts as 3 points further from what happened than they were (95 % interval: −14 to 8).",
        "A hint, not a finding: the interval still holds 0, no drift.",
        Weight.HINT,
    )


def test_no_drift_on_average_agrees() -> None:
    text, _, weight = said(hindsight(drifting([10, -10] * 4)))
    assert text == "On average you remember your forecasts as they were (95 % interval: −9 to 9)."
    assert weight is Weight.AGREES


def test_a_small_drift_that_is_sure_keeps_its_decimals() -> None:
    text, _, weight = said(hindsight(drifting([0, 1] * 40)))
    assert text.startswith("You remember your forecasts as 0.5 points nearer to what happened")
    assert "(95 % interval: 0.4 to 0.6)" in text
    assert weight is Weight.FINDING


def test_one_point_is_one_point() -> None:
    assert "as 1 point nearer" in said(hindsight(drifting([0, 2] * 8)))[0]


@pytest.mark.parametrize(
    ("points", "text", "weight"),
    [
        (0, "You remembered each of 8 forecasts as it was.", Weight.AGREES),
        (5, "You remembered each of 8 forecasts as 5 points nearer to what happened than it was.", Weight.HINT),
        (-1, "You remembered each of 8 forecasts as 1 point further from what happened than it was.", Weight.HINT),
    ],
)
def test_recalls_that_all_came_out_alike_claim_no_interval(points: int, text: str, weight: Weight) -> None:
    found = hindsight(drifting([points] * 8))
    assert found.now is not None
    assert found.now.alike
    told, ground, weighs = said(found)
    assert (told, weighs) == (text, weight)
    assert "no spread tells how far this may be trusted" in ground
    assert not hindsight(drifting([points] * 7 + [points + 1])).line[-1].alike


def test_a_very_long_line_is_thinned_and_ends_with_the_mean_of_all() -> None:
    chance = random.Random(3)
    drifts = [chance.randint(-20, 30) for _ in range(3_000)]
    found = hindsight(drifting(drifts))
    assert len(found.drifts) == 3_000
    assert 100 < len(found.line) <= 200
    assert found.now is not None
    assert (found.now.n, found.now.mean) == (3_000, pytest.approx(sum(drifts) / 3_000))


@pytest.mark.parametrize("wrong", [recall(1, given=101), recall(1, remembered=-1)])
def test_a_forecast_that_is_no_percentage_is_refused(wrong: RecalledForecast) -> None:
    with pytest.raises(ValueError, match="a percentage from 0 to 100"):
        hindsight([wrong])
