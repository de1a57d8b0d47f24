"""Where a day begins and ends for somebody: what is due before its end comes back today. Standard library only."""

from __future__ import annotations

import datetime as dt


def start_of_day(now: dt.datetime, zone: dt.tzinfo | None = None) -> dt.datetime:
    """The moment (UTC) at which the day of ``now`` began.

    Args:
        now: aware.
        zone: where the learner is; the system's own where none is given.

    Raises:
        ValueError: the datetime is naive, so that nobody knows which day it is.
    """
    return _midnight(now, zone, 0)


def end_of_day(now: dt.datetime, zone: dt.tzinfo | None = None) -> dt.datetime:
    """The moment (UTC) at which the day of ``now`` ends; arguments as for :func:`start_of_day`."""
    return _midnight(now, zone, 1)


def midnight(day: dt.date, zone: dt.tzinfo | None = None) -> dt.datetime:
    """The moment (UTC) at which a day begins; ``zone`` as for :func:`start_of_day`."""
    return dt.datetime.combine(day, dt.time(), zone).astimezone(dt.UTC)


def _midnight(now: dt.datetime, zone: dt.tzinfo | None, days: int) -> dt.datetime:
    if now.utcoffset() is None:
        raise ValueError(f"{now.isoformat()} names no time zone")
    return midnight(now.astimezone(zone).date() + dt.timedelta(days=days), zone)
