"""Which backups are kept is a rule over moments alone."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from trainer.progress.retention import ALL_OF, DAYS, MONTHS, WEEKS, kept

NOW = dt.datetime(2026, 11, 22, 21, 16, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)
DAY = dt.timedelta(days=1)


def _before(days: int, minutes: int) -> dt.datetime:
    return NOW - dt.timedelta(days=days, minutes=minutes)


moments = st.lists(
    st.integers(-150, 1000).flatmap(lambda days: st.integers(0, 1439).map(lambda minutes: _before(days, minutes))),
    max_size=120,
)
"""Some of them lie in the future, as after a clock that was wrong."""


@given(moments)
def test_the_newest_is_always_kept(given_moments: list[dt.datetime]) -> None:
    assert not given_moments or max(given_moments) in kept(given_moments, NOW)


@given(moments)
def test_all_of_late_are_kept_and_of_the_older_ones_no_more_than_the_rule_allows(
    given_moments: list[dt.datetime],
) -> None:
    keeping = kept(given_moments, NOW)
    late = {each for each in given_moments if NOW - each < ALL_OF}
    assert late <= keeping <= set(given_moments)
    assert len(keeping - late) <= DAYS + WEEKS + MONTHS


@given(moments, st.randoms())
def test_neither_order_nor_doing_it_again_makes_a_difference(given_moments: list[dt.datetime], chance: Random) -> None:
    keeping = kept(given_moments, NOW)
    shuffled = given_moments.copy()
    chance.shuffle(shuffled)
    assert kept(shuffled, NOW) == keeping
    assert kept(keeping, NOW) == keeping


@given(moments)
def test_of_a_day_beyond_the_last_two_only_the_last_is_kept(given_moments: list[dt.datetime]) -> None:
    older = [each for each in kept(given_moments, NOW) if NOW - each >= ALL_OF]
    assert len({each.date() for each in older}) == len(older)
    for each in older:
        assert each == max(other for other in given_moments if other.date() == each.date() and NOW - other >= ALL_OF)


def test_a_year_of_backups_thinned_out_after_each_covers_days_weeks_and_months() -> None:
    there: frozenset[dt.datetime] = frozenset()
    now = NOW - 400 * DAY
    while now <= NOW:
        there = kept({*there, now}, now)
        now += 6 * HOUR

    ages = sorted((NOW - each) // DAY for each in there)
    late = [age for age in ages if age < 2]
    assert len(late) == 8
    assert ages[8:20] == list(range(2, 14))
    weekly = ages[20:30]
    assert all(7 <= later - earlier <= 8 for earlier, later in pairwise(weekly[1:]))
    monthly = ages[30:]
    assert len(monthly) == MONTHS
    assert all(28 <= later - earlier <= 35 for earlier, later in pairwise(monthly[1:]))


def test_a_long_pause_costs_nothing() -> None:
    before = {NOW - 300 * DAY - each * DAY for each in range(DAYS)}
    assert kept(before, NOW) == before


def test_where_there_is_none_none_is_kept() -> None:
    assert kept([], NOW) == frozenset()
