"""Figures in a text: amounts with their units, dates, and names that have a number in them.

What counts as a figure of a *claim*: everything in digits; dates, months and decades; number words from ten upwards;
smaller ones, *second* and *half* where a unit or a thing that is counted follows (*six months*, *three shops*, *a month
later*); multiples (*half a million*, *twice*) and ordinals from *third* on. *One* as a pronoun, *two of them* and
*first* are none: they turn up in any prose. In a *source* each number word counts, so that nothing is missed that
might bear a claim out.

Amounts are compared exactly, in the smallest unit of their kind: ``half a year`` is six months, ``US$45 billion``
is 45,000 million dollars, 20 % is a fifth. A unit that only one of the two names is no difference.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TypeAlias

from trainer.case.sourcing.amounts import Amount, amounts
from trainer.case.sourcing.moments import Moment, moments, stands_as_a_date
from trainer.case.sourcing.numerals import COUNT, CURRENCIES, MEASURES, MULTIPLES, RANK, UNITS, tokens

_MULTIPLES = (*MULTIPLES, "thousands", "millions", "billions")
_QUARTERS = ("first", "second", "third", "fourth")
_QUARTER = re.compile(rf"\b({'|'.join(_QUARTERS)}) quarter\b", re.IGNORECASE)
_SHORT_QUARTER = re.compile(r"\bQ([1-4])\b")
_RANGE = ("to", "or", "and", "–", "-", "—")


@dataclass(frozen=True, slots=True)
class Name:
    """A name that has digits in it: ``3G``, ``ME860``."""

    text: str


Figure: TypeAlias = Amount | Moment | Name


@dataclass(frozen=True, slots=True)
class Figures:
    """All figures of a text."""

    amounts: tuple[Amount, ...] = ()
    dates: tuple[Moment, ...] = ()
    names: tuple[Name, ...] = ()

    @property
    def every(self) -> tuple[Figure, ...]:
        """All of them, kind by kind."""
        return (*self.amounts, *self.dates, *self.names)


def figures(text: str, *, unit: str = "", dated: bool = True) -> Figures:
    """The figures of a claim.

    Args:
        text: the claim.
        unit: what the text is measured in where it names no unit itself, such as the unit of a chart.
        dated: whether a number between 1900 and 2099 may be a year.
    """
    found = _read(text, moments(text) if dated else [])
    counted = tuple(each for each in found.amounts if each.weight)
    return Figures(tuple(_in_unit(each, unit) for each in counted) if unit else counted, found.dates, found.names)


def readings(text: str) -> Figures:
    """Whatever a text of a source may bear out: all number words, and a bare year as an amount too."""
    dates = moments(text)
    found = _read(text, dates)
    both = [
        Amount(date.text, Fraction(date.year), None, Fraction(date.year))
        for date in dates
        if date.year and date.month is None and not date.decade and not stands_as_a_date(text, date)
    ]
    ranks = [Amount(each[0], Fraction(each[1]), RANK, Fraction(each[1])) for each in _SHORT_QUARTER.finditer(text)]
    names = [Name(f"Q{_QUARTERS.index(each[1].lower()) + 1}") for each in _QUARTER.finditer(text)]
    return Figures((*found.amounts, *both, *ranks), found.dates, (*found.names, *names))


def _read(text: str, dates: list[Moment]) -> Figures:
    masked = text
    for date in dates:
        masked = masked[: date.start] + "|" * (date.end - date.start) + masked[date.end :]
    row = tokens(masked)
    shared = _shared(amounts(text, row), masked)
    names = tuple(Name(text[token.start : token.end]) for token in row if token.kind == "name")
    return Figures(tuple(shared), tuple(dates), names)


def _shared(found: list[Amount], text: str) -> list[Amount]:
    """The amounts, where the first of two takes over the unit or multiple of the second: *2 to 3 million yuan*."""
    shared = list(found)
    for index in range(len(found) - 2, -1, -1):
        first, second = shared[index], shared[index + 1]
        between = text[first.end : second.start].strip().lower()
        if between not in _RANGE or first.unit not in (None, second.unit):
            continue
        factor = _factor(found[index + 1])
        if first.unit is None and second.unit is not None:
            first = replace(first, unit=second.unit, value=first.number * factor, weight=first.weight or second.weight)
        multiple = _multiple(second.text)
        if multiple > 1 and first.value < multiple:
            first = replace(first, also=first.value * multiple)
        shared[index] = first
    return shared


def _factor(amount: Amount) -> Fraction:
    return amount.value / amount.number if amount.number else Fraction(1)


def _multiple(text: str) -> int:
    product = 1
    for token in tokens(text):
        product *= MULTIPLES.get(token.word, 1)
    return product


def _in_unit(amount: Amount, unit: str) -> Amount:
    if amount.unit is not None:
        return amount
    kind, factor, multiple = _unit_of(unit)
    number = amount.number * multiple
    return replace(amount, unit=kind, number=number, value=number * factor)


def _unit_of(text: str) -> tuple[str | None, Fraction, int]:
    """The unit that a heading begins with, and its multiple: ``million yuan``, ``% of all phones``."""
    kind, factor, multiple = None, Fraction(1), 1
    for token in tokens(text.replace("per cent", "%")):
        known = kind is not None and token.word not in _MULTIPLES
        if known or UNITS.get(token.word, ("",))[0] == COUNT:
            break
        if token.word in CURRENCIES:
            kind = CURRENCIES[token.word]
        elif token.word in MEASURES or token.word == "%":
            kind, factor = UNITS[token.word]
        elif token.word in _MULTIPLES:
            multiple *= MULTIPLES[token.word.removesuffix("s")]
    return kind, factor, multiple
