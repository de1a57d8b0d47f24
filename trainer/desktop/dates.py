"""Moments as pages show them: stored in UTC, read in the reader's own time."""

from __future__ import annotations

import datetime as dt

from trainer.case.dates import MONTHS

_SHORT = {1: "Jan.", 2: "Feb.", 8: "Aug.", 9: "Sept.", 10: "Oct.", 11: "Nov.", 12: "Dec."}
"""The other months are short as they are."""


def long_moment(moment: dt.datetime, zone: dt.tzinfo | None = None) -> str:
    """``22 November 2026, 21:16``; see :func:`local` for the arguments."""
    there = local(moment, zone)
    return f"{there.day} {MONTHS[there.month]} {there.year}, {_clock(there)}"


def long_day(moment: dt.datetime, zone: dt.tzinfo | None = None) -> str:
    """``22 November 2026``; see :func:`local` for the arguments."""
    there = local(moment, zone)
    return f"{there.day} {MONTHS[there.month]} {there.year}"


def short_day(moment: dt.datetime, zone: dt.tzinfo | None = None) -> str:
    """``22 Nov 26``, for columns; see :func:`local` for the arguments."""
    there = local(moment, zone)
    return f"{there.day} {MONTHS[there.month][:3]} {there.year % 100:02d}"


def short_moment(moment: dt.datetime, zone: dt.tzinfo | None = None) -> str:
    """``22 Nov., 21:16``, where the year is plain; see :func:`local` for the arguments."""
    there = local(moment, zone)
    return f"{there.day} {_SHORT.get(there.month, MONTHS[there.month])}, {_clock(there)}"


def local(moment: dt.datetime, zone: dt.tzinfo | None = None) -> dt.datetime:
    """The moment in a time zone.

    Args:
        moment: an aware datetime.
        zone: the system's own where none is given.

    Raises:
        ValueError: the datetime is naive, so that nobody knows when it was.
    """
    if moment.utcoffset() is None:
        raise ValueError(f"{moment.isoformat()} names no time zone")
    return moment.astimezone(zone)


def _clock(moment: dt.datetime) -> str:
    return f"{moment.hour:02d}:{moment.minute:02d}"
