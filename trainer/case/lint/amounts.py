"""The amounts that a text names in digits, in one form however they are written."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from trainer.case.dates import MONTHS

SMALLEST = 10
"""Smaller amounts come up everywhere and say nothing of where they come from."""

_SCALES = {
    "hundred": 10**2,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "百": 10**2,
    "千": 10**3,
    "万": 10**4,
    "亿": 10**8,
}
_MONTH = "|".join(MONTHS[1:])
_NTH = r"\d{1,2}(?:st|nd|rd|th)?"
_DAY = re.compile(rf"\b{_NTH}\s+(?:of\s+)?(?:{_MONTH})\b|\b(?:{_MONTH})\s+{_NTH}\b")
_AMOUNT = re.compile(
    r"(?<![^\W\u3400-\u9fff])(?<!\d[.,:])"  # no letter before it, as in S2, and not in the middle of another number
    r"(?P<digits>\d{1,3}(?:[,\u00a0\u202f]\d{3})+(?!\d)|\d+)(?P<part>\.\d+)?"
    rf"(?:[ \u00a0-]?(?P<scale>{'|'.join(_SCALES)})s?\b|(?P<east>[百千万亿]+))?"
    r"(?P<percent>\s?%|[ \u00a0]per ?cent\b)?"
    r"(?![^\W\u3400-\u9fff]|[:,.]\d)"  # no letter after it, as in 4G, nor the rest of a time or another number
)


class Amount(NamedTuple):
    """How much, and whether in hundredths."""

    value: Decimal
    percent: bool


def amounts(text: str) -> dict[Amount, str]:
    """Every amount from :data:`SMALLEST` up that stands in a text, with the way it is first written.

    Years (1900 to 2099, without a separator), days of a month, times and names such as *S2* or *4G* are no amounts.
    """
    found: dict[Amount, str] = {}
    for match in _AMOUNT.finditer(_DAY.sub(lambda day: "·" * len(day[0]), text)):
        amount = Amount(_value(match), match["percent"] is not None)
        if amount.value >= SMALLEST and not _is_year(match):
            found.setdefault(amount, match[0].strip())
    return found


def _value(match: re.Match[str]) -> Decimal:
    value = Decimal(re.sub(r"\D", "", match["digits"]) + (match["part"] or ""))
    for scale in (match["scale"],) if match["scale"] else match["east"] or "":
        value *= _SCALES[scale]
    return value.normalize()


def _is_year(match: re.Match[str]) -> bool:
    bare = not any(match[name] for name in ("part", "scale", "east", "percent"))
    return bare and re.fullmatch(r"(?:19|20)\d\d", match["digits"]) is not None
