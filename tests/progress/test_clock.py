"""The time that a running workshop goes by."""

from __future__ import annotations

import datetime as dt
import itertools
import time
from concurrent.futures import ThreadPoolExecutor

from hypothesis import given
from hypothesis import strategies as st

from trainer.progress.clock import Steady

NINE = dt.datetime(2026, 11, 20, 9, tzinfo=dt.UTC)


class Computer:
    """Its clock can be set; what passes passes for it and for its ticks."""

    def __init__(self) -> None:
        self.now, self.ticks = NINE, 5_000.0

    def pass_by(self, seconds: float) -> None:
        self.now += dt.timedelta(seconds=seconds)
        self.ticks += seconds

    def set(self, seconds: float) -> None:
        self.now += dt.timedelta(seconds=seconds)

    def steady(self) -> Steady:
        return Steady(lambda: self.now, lambda: self.ticks)


def seconds(time: dt.datetime) -> float:
    return (time - NINE).total_seconds()


def test_a_clock_that_is_set_back_goes_on_as_time_passes() -> None:
    computer = Computer()
    steady = computer.steady()
    computer.pass_by(10)
    assert seconds(steady()) == 10
    computer.set(-3_600)
    assert seconds(steady()) == 10
    computer.pass_by(25)
    assert seconds(steady()) == 35
    computer.set(3_600)
    assert seconds(steady()) == 35


def test_after_a_sleep_in_which_nothing_ticked_it_is_as_late_as_it_is() -> None:
    computer = Computer()
    steady = computer.steady()
    computer.set(900)
    assert seconds(steady()) == 900
    computer.pass_by(1)
    assert seconds(steady()) == 901


@given(st.lists(st.tuples(st.booleans(), st.integers(-5_000, 5_000))))
def test_it_never_goes_back_and_never_slower_than_time_passes(changes: list[tuple[bool, int]]) -> None:
    computer = Computer()
    steady = computer.steady()
    for is_set, by in changes:
        before, ticks = steady(), computer.ticks
        computer.set(by) if is_set else computer.pass_by(abs(by))
        later = steady()
        assert (later - before).total_seconds() >= computer.ticks - ticks
        assert later >= computer.now


def test_time_passes_once_however_many_threads_ask() -> None:
    ticks = itertools.count()

    def tick() -> float:
        ticked = next(ticks)
        time.sleep(0)  # let the others in
        return ticked

    steady = Steady(lambda: NINE, tick)
    with ThreadPoolExecutor(4) as pool:
        asked = list(pool.map(lambda _: steady(), range(2_000)))
    assert sorted(map(seconds, asked)) == list(range(1, 2_001))
