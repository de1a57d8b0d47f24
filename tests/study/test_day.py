from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from trainer.study.day import end_of_day, midnight, start_of_day

NOW = dt.datetime(2026, 11, 22, 21, 16, tzinfo=dt.UTC)


def test_the_day_is_that_of_the_learner() -> None:
    shanghai, berlin = ZoneInfo("Asia/Shanghai"), ZoneInfo("Europe/Berlin")
    assert end_of_day(NOW, shanghai) == dt.datetime(2026, 11, 23, 16, 0, tzinfo=dt.UTC)
    assert start_of_day(NOW, shanghai) == dt.datetime(2026, 11, 22, 16, 0, tzinfo=dt.UTC)
    assert end_of_day(NOW, berlin) == dt.datetime(2026, 11, 22, 23, 0, tzinfo=dt.UTC)


def test_the_day_on_which_clocks_are_put_back_has_25_hours() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    now = dt.datetime(2026, 10, 25, 12, 0, tzinfo=dt.UTC)
    assert end_of_day(now, berlin) - start_of_day(now, berlin) == dt.timedelta(hours=25)


def test_a_day_begins_at_midnight_of_its_zone() -> None:
    assert midnight(dt.date(2026, 11, 23), ZoneInfo("Asia/Shanghai")) == dt.datetime(2026, 11, 22, 16, 0, tzinfo=dt.UTC)


def test_the_day_of_a_moment_without_a_time_zone_is_unknown() -> None:
    with pytest.raises(ValueError, match="names no time zone"):
        end_of_day(NOW.replace(tzinfo=None))
