"""Which backups are kept: many of late, and ever fewer the further they lie back. Standard library only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable

ALL_OF = dt.timedelta(days=2)
"""Of so long, every backup is kept; those that the clock puts into the future count as new."""

DAYS, WEEKS, MONTHS = 12, 10, 9
"""Of how many days, then weeks, then months before that the last backup is kept; those without any don't count."""


def kept(moments: Iterable[dt.datetime], now: dt.datetime) -> frozenset[dt.datetime]:
    """The moments whose backups are kept; the newest is always among them.

    Args:
        moments: of all backups, aware, in UTC.
        now: aware.
    """
    left = sorted(set(moments), reverse=True)
    keeping = [each for each in left if now - each < ALL_OF]
    left = left[len(keeping) :]
    for period, most in ((_day, DAYS), (_week, WEEKS), (_month, MONTHS)):
        last = _last_of_each(left, period)[:most]
        keeping += last
        left = [each for each in left if last and each < last[-1] and period(each) != period(last[-1])]
    return frozenset(keeping)


def _last_of_each(moments: list[dt.datetime], period: Callable[[dt.datetime], object]) -> list[dt.datetime]:
    """The last moment of each period, the newest first; they are given so, too."""
    last: dict[object, dt.datetime] = {}
    for each in moments:
        last.setdefault(period(each), each)
    return list(last.values())


def _day(moment: dt.datetime) -> object:
    return moment.date()


def _week(moment: dt.datetime) -> object:
    return moment.isocalendar()[:2]


def _month(moment: dt.datetime) -> object:
    return moment.year, moment.month
