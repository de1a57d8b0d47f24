"""A workshop as it stands."""

from __future__ import annotations

import datetime as dt

import pytest

from trainer.study.workshop.session import Countdown

NINE = dt.datetime(2026, 11, 20, 9, tzinfo=dt.UTC)


@pytest.mark.parametrize(("now", "left"), [(0, 120), (30, 90), (120, 0), (150, -30), (-3_600, 120)])
def test_a_running_time_gets_less_and_is_never_more_than_was_given(now: float, left: float) -> None:
    running = Countdown(120, ends=NINE + dt.timedelta(seconds=120))
    assert running.remaining(NINE + dt.timedelta(seconds=now)) == left


def test_a_held_time_stays_as_it_is() -> None:
    assert Countdown(120, left=45).remaining(NINE) == 45
    assert Countdown(120).remaining(NINE) == 120
