"""Small turns of phrase that several pages share. No Qt."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

MAX_NAME = 80
"""Longest name of a learner, in characters."""

_BREAK = "\N{ZERO WIDTH SPACE}"

_TO_TWENTY = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_QUARTERS = {15: "a quarter of an hour", 30: "half an hour", 45: "three quarters of an hour"}
_FURTHER = {0: "", 15: " and a quarter", 30: " and a half", 45: " and three quarters"}


def tidy_name(text: str) -> str:
    """A name without blanks at its ends and with single blanks within."""
    return " ".join(text.split())


def name_problem(text: str, taken: Collection[str] = ()) -> str | None:
    """What is wrong with the name of a learner, in a sentence; ``None`` if nothing is.

    Args:
        text: as typed.
        taken: names that other learners on this computer have.
    """
    name = tidy_name(text)
    if not name:
        return "Please type a name."
    if len(name) > MAX_NAME:
        return f"A name has at most {MAX_NAME} characters; this one has {len(name)}."
    if name.casefold() in {tidy_name(other).casefold() for other in taken}:
        return f"There is already a learner called {name}. Please choose a name that tells you apart."
    return None


def greeting(now: dt.datetime) -> str:
    """``Good morning``, ``Good afternoon`` or ``Good evening``, by the hour that ``now`` shows."""
    if 5 <= now.hour < 12:
        return "Good morning"
    return "Good afternoon" if 12 <= now.hour < 18 else "Good evening"


def full_title(title: str, subtitle: str) -> str:
    """Title and subtitle of a case in one line."""
    return f"{title}: {subtitle[:1].lower()}{subtitle[1:]}"


def number_word(number: int) -> str:
    """A number from 0 to 99 in words; other numbers in figures."""
    if 0 <= number < len(_TO_TWENTY):
        return _TO_TWENTY[number]
    if not 0 <= number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    return _TENS[tens] + (f"-{_TO_TWENTY[ones]}" if ones else "")


def about(minutes: int) -> str:
    """A length of time as one says it: ``about a quarter of an hour``, ``about twenty minutes``.

    Args:
        minutes: above ten they are rounded to five, above an hour to a quarter of one, and from two on to half of one:
            nobody plans by the quarter then.
    """
    if minutes <= 10:
        return "about a minute" if minutes <= 1 else f"about {number_word(minutes)} minutes"
    if minutes < 58:
        rounded = 5 * round(minutes / 5)
        return f"about {_QUARTERS.get(rounded) or f'{number_word(rounded)} minutes'}"
    step = 15 if minutes < 120 else 30
    hours, rest = divmod(step * round(minutes / step), 60)
    if hours == 1:
        return f"about an hour{_FURTHER[rest]}"
    return f"about {number_word(hours)}{_FURTHER[rest]} hours"


def come_back(count: int) -> str:
    """``7 come back today``, ``1 comes back today``; empty where none does."""
    return f"{count} come{'s' if count == 1 else ''} back today" if count else ""


def breakable(text: str, longest: int = 14, piece: int = 8) -> str:
    """The same text to look at, with places to break a line within words that are too long for a narrow column.

    Args:
        text: with words parted by blanks.
        longest: words of so many characters stay whole.
        piece: in longer words there is a place to break after every so many characters.
    """
    return " ".join(
        word if len(word) <= longest else _BREAK.join(word[i : i + piece] for i in range(0, len(word), piece))
        for word in text.split(" ")
    )
