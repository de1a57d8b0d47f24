"""The time, as whoever stores or shows it is given it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

Clock = Callable[[], dt.datetime]
"""Gives the time, aware."""


def utc_now() -> dt.datetime:
    """The time, aware and in UTC."""
    return dt.datetime.now(dt.UTC)
