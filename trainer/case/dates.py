"""Dates as precise as they are known: a day, a month, a year, or a span of these."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from functools import total_ordering

_POINT = re.compile(r"([0-9]{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12][0-9]|3[01]))?)?")
_SPAN_MARK = "/"
MONTHS = (
    "",
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
"""By number. Written out: those of the standard library follow the system's language, the texts of a case don't."""


@dataclass(frozen=True, slots=True)
class Point:
    """One calendar date of day, month or year precision; ``None`` where it isn't known."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def first(self) -> dt.date:
        """The earliest day it can mean."""
        return dt.date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> dt.date:
        """The latest day it can mean."""
        month = self.month or 12
        return dt.date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def __str__(self) -> str:
        parts = [f"{self.year:04d}"]
        if self.month:
            parts.append(f"{self.month:02d}")
        if self.day:
            parts.append(f"{self.day:02d}")
        return "-".join(parts)


@total_ordering
@dataclass(frozen=True, slots=True)
class When:
    """A point in time or a span of two, written ``2011``, ``2010-11``, ``2011-04-20`` or ``2010-09/2010-11``
    (ISO 8601, reduced precision and intervals)."""

    start: Point
    end: Point

    @classmethod
    def parse(cls, text: str) -> When:
        """Read the written form.

        Raises:
            ValueError: with a sentence that says what is wrong.
        """
        points = [_point(part) for part in text.split(_SPAN_MARK)]
        if len(points) > 2:
            raise ValueError(f"{text!r} has more than one '/'; a span has two ends")
        when = cls(points[0], points[-1])
        if when.last < when.first:
            raise ValueError(f"the span {text!r} ends before it begins")
        return when

    @property
    def first(self) -> dt.date:
        """The earliest day it can mean."""
        return self.start.first

    @property
    def last(self) -> dt.date:
        """The latest day it can mean."""
        return self.end.last

    @property
    def years(self) -> str:
        """The years alone: ``2010`` or ``2010–2011``."""
        if self.start.year == self.end.year:
            return str(self.start.year)
        return f"{self.start.year}–{self.end.year}"

    def describe(self, *, short: bool = False) -> str:
        """As a reader wants it: ``September to November 2010``, ``20 April 2011``.

        ``short`` shortens the names of months of a span, for narrow places.
        """
        if self.start == self.end:
            return _describe(self.start, with_year=True, short=False)
        same_year = self.start.year == self.end.year
        if same_year and not self.start.month:
            return str(self.start.year)
        start = _describe(self.start, with_year=not same_year, short=short)
        return f"{start} to {_describe(self.end, with_year=True, short=short)}"

    def __str__(self) -> str:
        return str(self.start) if self.start == self.end else f"{self.start}{_SPAN_MARK}{self.end}"

    def __lt__(self, other: When) -> bool:
        return (self.first, self.last) < (other.first, other.last)


def _point(text: str) -> Point:
    match = _POINT.fullmatch(text)
    if not match:
        raise ValueError(f"{text!r} is not a date; write 2011, 2011-04, 2011-04-20, or two of them with '/' between")
    year, month, day = (int(group) if group else None for group in match.groups())
    assert year is not None
    point = Point(year, month, day)
    try:
        _ = point.first, point.last
    except (ValueError, IndexError) as error:
        raise ValueError(f"{text!r} is not a day of the calendar") from error
    return point


def _describe(point: Point, *, with_year: bool, short: bool) -> str:
    words: list[str] = []
    if point.day:
        words.append(str(point.day))
    if point.month:
        name = MONTHS[point.month]
        words.append(_SHORT.get(name, name) if short else name)
    if with_year or not words:
        words.append(str(point.year))
    return " ".join(words)


_SHORT = {
    "January": "Jan.",
    "February": "Feb.",
    "August": "Aug.",
    "September": "Sept.",
    "October": "Oct.",
    "November": "Nov.",
    "December": "Dec.",
}
