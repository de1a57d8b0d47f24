from __future__ import annotations

import datetime as dt
import time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.desktop.dates import coming, local, long_day, long_moment, on_day, short_day, short_moment

BERLIN = ZoneInfo("Europe/Berlin")
EVENING = dt.datetime(2026, 11, 22, 20, 16, tzinfo=dt.UTC)
ZONES = st.sampled_from(["UTC", "Europe/Berlin", "Asia/Shanghai", "America/St_Johns"]).map(ZoneInfo)


def test_a_moment_is_shown_in_the_zone_of_the_reader() -> None:
    assert long_moment(EVENING, BERLIN) == "22 November 2026, 21:16"
    assert long_moment(EVENING, ZoneInfo("Asia/Shanghai")) == "23 November 2026, 04:16"


def test_each_place_has_its_form() -> None:
    assert long_day(EVENING, BERLIN) == "22 November 2026"
    assert short_day(EVENING, BERLIN) == "22 Nov 26"
    assert short_moment(EVENING, BERLIN) == "22 Nov., 21:16"


@pytest.mark.parametrize(
    ("month", "text"), [(1, "Jan."), (3, "March"), (5, "May"), (6, "June"), (7, "July"), (9, "Sept."), (12, "Dec.")]
)
def test_only_long_names_of_months_are_shortened(month: int, text: str) -> None:
    assert short_moment(dt.datetime(2026, month, 5, 7, 3, tzinfo=dt.UTC), dt.UTC) == f"5 {text}, 07:03"


def test_years_keep_two_digits_in_columns() -> None:
    assert short_day(dt.datetime(2104, 5, 1, tzinfo=dt.UTC), dt.UTC) == "1 May 04"


def test_the_zone_of_the_system_is_taken_where_none_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    time.tzset()
    try:
        assert long_moment(EVENING) == "23 November 2026, 04:16"
    finally:
        monkeypatch.undo()
        time.tzset()


def test_a_moment_without_a_zone_is_refused() -> None:
    naive = EVENING.replace(tzinfo=None)
    with pytest.raises(ValueError, match="2026-11-22T20:16:00 names no time zone"):
        local(naive)


@given(st.integers(0, 4_000_000_000).map(lambda seconds: dt.datetime.fromtimestamp(seconds, dt.UTC)), ZONES)
def test_a_long_moment_can_be_read_back_to_the_minute(moment: dt.datetime, zone: ZoneInfo) -> None:
    read = dt.datetime.strptime(long_moment(moment, zone), "%d %B %Y, %H:%M").replace(tzinfo=zone)
    assert read.replace(tzinfo=None) == moment.astimezone(zone).replace(tzinfo=None, second=0)


@pytest.mark.parametrize(
    ("ahead", "words"),
    [
        (dt.timedelta(minutes=10), "today, in 10 minutes"),
        (dt.timedelta(seconds=61), "today, in 2 minutes"),
        (dt.timedelta(seconds=20), "today, in 1 minute"),
        (dt.timedelta(hours=-5), "today, in 1 minute"),
        (dt.timedelta(hours=1), "today, at 22:16"),
        (dt.timedelta(days=1), "tomorrow"),
        (dt.timedelta(hours=3), "tomorrow"),
        (dt.timedelta(days=2), "Tuesday, 24 November"),
        (dt.timedelta(days=116), "Thursday, 18 March"),
        (dt.timedelta(days=482), "18 March 2028"),
    ],
)
def test_what_is_to_come_is_said_as_one_says_it(ahead: dt.timedelta, words: str) -> None:
    assert coming(EVENING + ahead, EVENING, BERLIN) == words


def test_minutes_around_midnight_are_not_tomorrow() -> None:
    late = dt.datetime(2026, 11, 22, 22, 55, tzinfo=dt.UTC)
    assert coming(late + dt.timedelta(minutes=10), late, BERLIN) == "in 10 minutes"


def test_a_day_goes_on_a_sentence_with_its_preposition() -> None:
    assert on_day("Thursday, 18 March") == "on Thursday, 18 March"
    assert on_day("18 March 2028") == "on 18 March 2028"
    assert [on_day(words) for words in ("tomorrow", "today, at 22:16", "in 10 minutes")] == [
        "tomorrow",
        "today, at 22:16",
        "in 10 minutes",
    ]
