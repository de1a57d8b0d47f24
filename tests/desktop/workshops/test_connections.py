from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from trainer.desktop.workshops.connections import GRACE, Connections

NOW = dt.datetime(2026, 11, 20, 9, 0, tzinfo=dt.UTC)
PEOPLE = st.frozensets(st.integers(1, 6))


def at(seconds: float) -> dt.datetime:
    return NOW + dt.timedelta(seconds=seconds)


def test_a_short_break_is_not_told() -> None:
    known = Connections()
    known.hear({1})
    assert known.lost([1, 2], at(0)) == {}
    assert known.lost([1, 2], at(GRACE - 1)) == {}

    assert known.lost([1, 2], at(40)) == {2: 40.0}


def test_whoever_comes_back_begins_anew() -> None:
    known = Connections()
    known.lost([1], at(0))
    known.hear({1})
    assert known.lost([1], at(30)) == {}
    known.hear(())
    assert known.lost([1], at(31)) == {}

    assert known.lost([1], at(41)) == {1: 10.0}


@given(st.lists(st.tuples(PEOPLE, PEOPLE), min_size=1, max_size=8))
def test_only_those_who_are_here_without_a_line_are_told_and_never_for_longer_than_it_lasts(
    moments: list[tuple[frozenset[int], frozenset[int]]],
) -> None:
    known = Connections()
    for index, (here, connected) in enumerate(moments):
        known.hear(connected)
        told = known.lost(here, at(index * 10))
        assert told.keys() <= here - connected
        assert all(GRACE <= seconds <= index * 10 for seconds in told.values())
