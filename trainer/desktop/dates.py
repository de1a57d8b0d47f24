"""Moments as pages show them: stored in UTC, read in the reader's own time."""

from __future__ import annotations

import datetime as dt
import math

from trainer.case.dates import MONTHS

_SHORT = {1: "Jan.", 2: "Feb.", 8: "Aug.", 9: "Sept.", 10: "Oct.", 11: "Nov.", 12: "Dec."}
"""The other months are short as they are."""

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WITHOUT_YEAR = dt.timedelta(days=300)


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


def coming(moment: dt.datetime, now: dt.datetime, zone: dt.tzinfo | None = None) -> str:
    """When something is to come: ``today, in 10 minutes``, ``tomorrow``, ``Thursday, 18 March``, ``18 March 2028``.

    See :func:`local` for the arguments.
    """
    there, here = local(moment, zone), local(now, zone)
    days, minutes = (there.date() - here.date()).days, max(1, math.ceil((moment - now) / dt.timedelta(minutes=1)))
    if minutes < 60:
        soon = f"in {minutes} minute{'s' if minutes > 1 else ''}"
        return f"today, {soon}" if days == 0 else soon
    if days <= 1:
        return f"today, at {_clock(there)}" if days == 0 else "tomorrow"
    if moment - now > _WITHOUT_YEAR:
        return f"{there.day} {MONTHS[there.month]} {there.year}"
    return f"{_DAYS[there.weekday()]}, {there.day} {MONTHS[there.month]}"


def on_day(words: str) -> str:
    """What :func:`coming` says, to go on a sentence: ``on Thursday, 18 March``, but ``tomorrow``."""
    return words if words.startswith(("today", "tomorrow", "in ")) else f"on {words}"


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
