"""The time, as whoever stores or shows it is given it."""

from __future__ import annotations

import datetime as dt
import threading
import time
from collections.abc import Callable

_MOMENT = dt.timedelta(microseconds=1)

Clock = Callable[[], dt.datetime]
"""Gives the time, aware."""


def after(now: dt.datetime, *before: dt.datetime | None) -> dt.datetime:
    """Now; or where a clock that was set back says that something earlier came later, just after that: what was
    written last has to count as the latest wherever it is compared."""
    known = [each for each in before if each is not None]
    return max([now, *(each + _MOMENT for each in known)])


def utc_now() -> dt.datetime:
    """The time, aware and in UTC."""
    return dt.datetime.now(dt.UTC)


class Steady:
    """A clock that never goes back: where the computer's is set back, it goes on as time passes, so that whatever runs
    out runs out when it should. Where the computer's is ahead, as after it slept, it follows. May be asked in any
    thread."""

    def __init__(self, clock: Clock, ticks: Callable[[], float] = time.monotonic) -> None:
        """
        Args:
            clock: of the computer.
            ticks: seconds since whenever, which nobody can set.
        """
        self._clock, self._ticks = clock, ticks
        self._asking = threading.Lock()
        self._told, self._ticked = clock(), ticks()

    def __call__(self) -> dt.datetime:
        """The time, aware; never earlier than any that was told before."""
        with self._asking:
            now, ticked = self._clock(), self._ticks()
            passed = dt.timedelta(seconds=max(ticked - self._ticked, 0.0))
            self._told, self._ticked = max(now, self._told + passed), ticked
            return self._told
