"""Dates as prose has them: days, months, years, decades, and the parts of a year that have a name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from trainer.case.dates import MONTHS
from trainer.case.sourcing.numerals import MULTIPLES, UNITS

_FULL = "|".join(MONTHS[1:])
_SHORT = r"(?:Jan|Feb|Mar|Apr|(?<![a-z]\ )Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?"  # but Lei Jun is no June
_MONTH = rf"(?:{_FULL}|{_SHORT})"
_DAY = r"(?:[12][0-9]|3[01]|0?[1-9])(?:st|nd|rd|th)?(?![\w,.]*[0-9])"
_DIGITS = r"(?:19|20)[0-9]{2}"
_YEAR = _DIGITS + r"(?!\w|[.,][0-9])"
_DATE = re.compile(
    rf"""
    (?<![\d.,-])(?P<iso_year>{_DIGITS})-(?P<iso_month>[01]\d)(?:-(?P<iso_day>[0-3]\d))?(?!\d)
  | \b(?:(?P<before>{_DAY})\s?(?:–|-|to|and)\s?)?(?P<day1>{_DAY})
    (?:(?<=[a-z])\ of)?\ (?P<month1>{_MONTH})(?:,?\ (?P<year1>{_YEAR}))?
  | \b(?P<month2>{_MONTH})\ (?P<day2>{_DAY})(?:,?\ (?P<year2>{_YEAR}))?
  | \b(?P<month3>{_MONTH})(?:\ of|,)?\ (?P<year3>{_YEAR})
  | \b(?P<month4>{_FULL})\b
  | (?<![\w$¥￥.,-])(?:the\ |mid-)?(?P<decade>(?:19|20)\d0)s\b
  | \b(?P<decade_word>twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)\b
  | (?<![\w$¥￥])(?<!\d[.,])(?P<year>{_YEAR})
    """,
    re.VERBOSE,
)
_DECADES = ["twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties"]
_INTRODUCED = r"\b(?:in|of|since|by|until|till|from|to|and|or|early|late|mid"
_AS_A_DATE = re.compile(_INTRODUCED + r"|year|around|end)[ -]?$|[(–/-][ -]?$", re.IGNORECASE)
_MAY = re.compile(_INTRODUCED + r"|on|last|this|next|between)[ -]?$|[,(/–-][ -]?$", re.IGNORECASE)
_NEXT_WORD = re.compile(r"[ -]*([A-Za-z%]+)")

_NAMED: Mapping[str, tuple[int, ...]] = {
    r"\bq1\b|first quarter|start of the year|beginning of (?:the year|\d{4})|start of \d{4}|early (?:in )?\d{4}": (
        1,
        2,
        3,
    ),
    r"\bq2\b|second quarter": (4, 5, 6),
    r"\bq3\b|third quarter": (7, 8, 9),
    r"\bq4\b|fourth quarter|last quarter": (10, 11, 12),
    r"first half": (1, 2, 3, 4, 5, 6),
    r"second half": (7, 8, 9, 10, 11, 12),
    r"mid-?\d{4}|middle of (?:the year|\d{4})|mid-year": (5, 6, 7),
    r"end of (?:the year|\d{4})|year-end|late (?:in )?\d{4}|end of that year": (10, 11, 12),
    r"\bspring(?! festival)": (3, 4, 5),
    r"\bsummer": (6, 7, 8),
    r"\bautumn|\bfall of": (9, 10, 11),
    r"\bwinter": (12, 1, 2),
    r"spring festival|chinese new year": (1, 2),
}
_PARTS = [(re.compile(words, re.IGNORECASE), months) for words, months in _NAMED.items()]


@dataclass(frozen=True, slots=True)
class Moment:
    """A date as far as a text names it; a part that it leaves open is ``None``."""

    text: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    decade: bool = False
    """Whether the year begins a decade that is meant as a whole."""
    start: int = 0
    end: int = 0


def moments(text: str) -> list[Moment]:
    """Every date that a text names, as it stands there."""
    return [moment for match in _DATE.finditer(text) for moment in _moments(text, match)]


def parts_of_the_year(text: str) -> frozenset[int]:
    """The months that a text may mean by a season, a quarter or the end of a year."""
    return frozenset(month for words, months in _PARTS if words.search(text) for month in months)


def stands_as_a_date(text: str, moment: Moment) -> bool:
    """Whether a bare year is introduced as one, so that it can be no amount."""
    return moment.month is not None or bool(_AS_A_DATE.search(text[: moment.start]))


def _moments(text: str, match: re.Match[str]) -> list[Moment]:
    start, end, found = match.start(), match.end(), match.groupdict()
    if found["iso_month"]:
        year, month, day = (found[f"iso_{part}"] for part in ("year", "month", "day"))
        return [Moment(match[0], int(year), int(month), int(day) if day else None, start=start, end=end)]
    if word := found["decade_word"]:
        return [Moment(match[0], 1920 + 10 * _DECADES.index(word), decade=True, start=start, end=end)]
    if found["decade"]:
        return [Moment(match[0], int(found["decade"]), decade=True, start=start, end=end)]
    if found["year"]:
        following = _NEXT_WORD.match(text, end)
        if following and (following[1].lower() in UNITS or following[1].lower() in MULTIPLES):
            return []  # 2,000 phones may be written without a comma
        return [Moment(match[0], int(found["year"]), start=start, end=end)]
    if match[0] in ("May", "March", "Mar") and not _MAY.search(text[:start]):
        return []
    name = next(found[f"month{number}"] for number in range(1, 5) if found[f"month{number}"])
    written = found["year1"] or found["year2"] or found["year3"]
    first = Moment(match[0], int(written) if written else None, _month(name), start=start, end=end)
    days = [found["before"], found["day1"] or found["day2"]]
    each = [int(re.sub(r"\D", "", day)) for day in days if day]
    return [Moment(first.text, first.year, first.month, day, start=start, end=end) for day in each] or [first]


def _month(name: str) -> int:
    return next(number for number, month in enumerate(MONTHS) if month and month.startswith(name[:3]))
