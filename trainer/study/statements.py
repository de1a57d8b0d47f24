"""What the numbers say, in a sentence, and how much weight it bears."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from trainer.study.intervals import Interval

PERCENT = "\N{NO-BREAK SPACE}%"
_MOST_PLACES = 3


class Weight(StrEnum):
    """How much a statement can bear."""

    FINDING = "finding"
    """The interval leaves out what was to be expected."""
    HINT = "hint"
    """It differs from what was to be expected, but the interval holds that too."""
    AGREES = "agrees"
    """It is what was to be expected, as far as the figures are told."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence about numbers, and the ground it stands on."""

    text: str
    ground: str
    """How far it may be trusted, in a sentence."""
    weight: Weight


def several(number: int, one: str, many: str) -> str:
    """``1 recall``, ``12 recalls``, ``12,000 recalls``."""
    return f"{number:,} {one if number == 1 else many}"


def plural(one: str) -> str:
    """``decisions``, ``first tries``."""
    return f"{one[:-1]}ies" if one.endswith("y") else f"{one}s"


def none_or(number: int) -> str:
    """A count within a sentence: ``none`` for 0."""
    return f"{number:,}" if number else "none"


def signed(value: float, places: int = 0) -> str:
    """A number with a real minus sign, and none before zero."""
    text = f"{abs(value):.{places}f}"
    return f"−{text}" if value < 0 and float(text) else text


def told(interval: Interval, expected: float) -> tuple[str, str, str]:
    """Both ends of an interval and what was expected, with decimals only where rounding would hide which is larger."""
    for places in range(_MOST_PLACES + 1):
        low, high, middle = (signed(value, places) for value in (interval.low, interval.high, expected))
        if (low != middle or interval.low == expected) and (high != middle or interval.high == expected):
            break
    return low, high, middle
