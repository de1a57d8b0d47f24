"""The time, as whoever stores or shows it is given it."""

from __future__ import annotations

import datetime as dt
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
