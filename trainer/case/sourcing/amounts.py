"""Amounts in a text: numbers in digits and words, with their multiples and units."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from trainer.case.sourcing.number_words import ARTICLES, LINKS, NumberReader
from trainer.case.sourcing.numerals import (
    COUNT,
    CURRENCIES,
    DOLLARS,
    MANY,
    MEASURES,
    MONTHS,
    MULTIPLES,
    ORDINALS,
    PAIRS,
    POINTS,
    RANK,
    SECONDS,
    SHARE,
    SMALL,
    TENS,
    TIMES,
    TIMES_UNIT,
    UNITS,
    Token,
)

_SOME = ("several", "some", "few", "many")
_BEGINNINGS = frozenset(
    {"half", "halves", "halved", "no", "number", "hundred", "thousand", "½", "¼", "¾", *ARTICLES, *_SOME}
).union(SMALL, TENS, ORDINALS, TIMES, MANY, PAIRS, CURRENCIES)
"""Words that an amount can begin with: most of a text need not be looked at more closely."""
_LATER = ("later", "after", "before", "earlier", "ago", "old")
_SURE = 10
_OF_SOMETHING = ("of", "the", "as", "less", "more", "higher", "lower", "larger", "smaller", "", ".", ",", ";", ")")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number and the kind of its unit."""

    text: str
    """As it is written."""
    value: Fraction
    """In the smallest unit of its kind: months, seconds, a share of one."""
    unit: str | None
    number: Fraction
    """As it is written, with its multiple: 27 for ``27 years``."""
    vague: bool = False
    """*Hundreds*: at least this much, and less than the next order of magnitude."""
    also: Fraction | None = None
    """What it is worth if it shares the multiple that follows: the *two* of *two to three million*."""
    start: int = 0
    end: int = 0
    weight: bool = True
    """Whether it counts as a figure of a claim."""

    def borne_by(self, other: Amount) -> bool:
        """Whether another amount, in a source, says the same."""
        if not _comparable(self.unit, other.unit):
            return False
        if self.vague:
            most = self.value * _span(self.text)
            return self.value == other.value if other.vague else self.value <= other.value < most
        if other.vague:
            return False
        bare = self.unit is None or other.unit is None
        return bool(self._values(bare) & other._values(bare))

    def _values(self, bare: bool) -> set[Fraction]:
        """What it may be worth; ``bare`` without its unit, to be compared with a number that has none."""
        # 20 without a unit is no 20 %, but 0.2 may be
        values = {self.number if bare and self.unit != SHARE else self.value, self.also}
        return {value for value in values if value is not None}


def amounts(text: str, row: Sequence[Token]) -> list[Amount]:
    """All amounts of a text, one after the other; ``row`` is the text in tokens."""
    found, at = [], 0
    while at < len(row):
        if row[at].kind not in ("number", "rank") and row[at].word not in _BEGINNINGS:
            at += 1
            continue
        reader = _Reader(row, at)
        amount = reader.amount()
        if amount is None:
            at += 1
            continue
        start, end = row[at].start, row[reader.at - 1].end
        found.append(replace(amount, text=text[start:end], start=start, end=end))
        at = reader.at
    return found


def _span(vague: str) -> int:
    """How far an order of magnitude reaches: *hundreds of thousands* ends at a million, *millions* at a billion."""
    return {"thousands": 100, "millions": 1000, "billions": 1000}.get(vague.lower(), 10)


def _comparable(one: str | None, other: str | None) -> bool:
    if one is None or other is None or one == other:
        return True
    return {one, other} in ({TIMES_UNIT, SHARE}, {RANK, COUNT})


class _Reader(NumberReader):
    """Reads one amount from a place on; ``at`` then stands behind it."""

    def amount(self) -> Amount | None:
        """The amount that begins here, or ``None``."""
        return self._share() or self._times() or self._rank() or self._vague() or self._measured()

    def _share(self) -> Amount | None:
        """``a fifth``, ``two thirds``, ``1/3``, ``half``."""
        one, two, three = self._word(), self._word(1), self._word(2)
        top, bottom, over = self._peek().number, self._peek(2).number, two == "/"
        if self._peek().kind == "number" and over and top and bottom and 1 <= top < bottom <= 100:
            self.at += 3
            return _amount(top / bottom, SHARE)
        if one in ("half", "halves", "halved"):
            return self._half(one)
        parts = 1 if one in ARTICLES else SMALL.get(one)
        if two == "-":
            two, three = three, self._word(3)
        quarter = two in ("quarter", "quarters")
        number = 4 if quarter else ORDINALS.get(two.removesuffix("s"), 0)
        plural = two.endswith("s")
        of_something = three == "of" if quarter else plural or three in _OF_SOMETHING
        if parts and number > 2 and (parts == 1) != plural and of_something:
            self.at += 2 + (self._word(1) == "-")
            if three == "of" and self._word(1) in ARTICLES and self._word(2) in MEASURES:
                self.at += 2
                return self._units(Fraction(parts, number))
            return _amount(Fraction(parts, number), SHARE)
        return None

    def _half(self, word: str) -> Amount | None:
        """``half a million``, ``half a year``, ``half-year``, or a half of something."""
        ahead = 1 + (self._word(1) in (*ARTICLES, *LINKS))
        following = self._word(ahead)
        if word == "half" and following in MULTIPLES:
            self.at += ahead
            return self._units(self._multiplied(Fraction(1, 2)))
        if word == "half" and following in MEASURES:
            self.at += ahead
            return self._units(Fraction(1, 2))
        self.at += 1
        return _amount(Fraction(1, 2), SHARE, weight=self._word() in ("of", "the") or word != "half")

    def _times(self) -> Amount | None:
        if self._word() not in TIMES:
            return None
        value = TIMES[self._word()]
        self.at += 1
        return _amount(value, TIMES_UNIT, weight=value > 1)

    def _rank(self) -> Amount | None:
        """``third``, ``3rd``, ``no. 3``."""
        word = self._word()
        if word in ("no", "number") and self._peek(1 + (self._word(1) == ".")).kind == "number":
            self.at += 1 + (self._word(1) == ".")
            number = self._peek().number
            self.at += 1
            return _amount(number or Fraction(0), RANK)
        if self._peek().kind == "rank":
            number = Fraction(word[:-2])
        elif word in ORDINALS and not (word == "second" and self._word(1) == "hand"):
            number = Fraction(ORDINALS[word])
        elif word in TENS and self._word(1) == "-" and 0 < ORDINALS.get(self._word(2), 0) < 10:
            number = Fraction(TENS[word] + ORDINALS[self._word(2)])
            self.at += 2
        else:
            return None
        self.at += 1
        unit_follows = self._word() in MEASURES or self._word() == "quarter"
        return _amount(number, RANK, weight=number > 2 or (number == 2 and unit_follows))

    def _vague(self) -> Amount | None:
        """``hundreds of thousands``."""
        if self._word() in _SOME and f"{self._word(1)}s" in MANY:
            self.at += 2
            return _amount(Fraction(MANY[f"{self._row[self.at - 1].word}s"]), self._unit()[0], vague=True)
        if self._word() not in MANY:
            return None
        value = Fraction(MANY[self._word()])
        self.at += 1
        while self._word() == "of" and self._word(1) in MANY:
            value *= MANY[self._word(1)]
            self.at += 2
        kind, _ = self._unit()
        return _amount(value, kind, vague=True)

    def _measured(self) -> Amount | None:
        """Digits or number words, with the unit before or behind them."""
        begin = self.at
        currency = None
        while self._word() in CURRENCIES:
            currency = CURRENCIES[self._word()]
            self.at += 1
        sure = self._peek().kind == "number"
        value = self._number()
        if value is None:
            self.at = begin
            return None
        written = self._row[begin : self.at]
        amount = self._units(value, currency)
        article = len(written) == 1 and written[0].word in ARTICLES
        weight = sure or currency is not None or value >= _SURE or self._counts(amount, value)
        if written[0].word == "both":
            weight = False
        if article and self._word(-1) != "half":
            weight = amount.unit is not None and self._word() in _LATER
        return replace(amount, weight=weight)

    def _counts(self, amount: Amount, value: Fraction) -> bool:
        """Whether a small number word says how many there are of something."""
        if amount.unit is not None:
            one_day = self._peek(-1).word == "day"  # as much as: some day
            return value > 1 or (amount.unit != COUNT and not one_day)
        return value > 1 and self._word(1) in UNITS and self._word() not in ("of", "and", "to", "in", "for", "a")

    def _units(self, value: Fraction, currency: str | None = None) -> Amount:
        kind, factor = self._unit()
        if kind is None or (currency and kind != currency):
            return _amount(value, currency or kind)
        if kind in (MONTHS, SECONDS):
            value += self._and_a_half()
        return _amount(value * factor, kind, value)

    def _unit(self) -> tuple[str | None, Fraction]:
        begin = self.at
        self._skip_links()
        if self._word() == "us" and self._word(1) in ("dollars", "dollar"):
            self.at += 2
            return DOLLARS, Fraction(1)
        if self._word() == "u" and self._word(1) == "." and self._word(4) in ("dollars", "dollar"):
            self.at += 5
            return DOLLARS, Fraction(1)
        if self._word() == "per" and self._word(1) == "cent":
            self.at += 2
            return self._points_or(UNITS["%"])
        if self._word() in UNITS and not (self._word() == "second" and self._peek(-1).kind != "number"):
            self.at += 1
            return self._points_or(UNITS[self._row[self.at - 1].word])
        self.at = begin
        return None, Fraction(1)

    def _points_or(self, unit: tuple[str, Fraction]) -> tuple[str, Fraction]:
        """From 20 % to 25 % are five percentage points, and no 5 %."""
        link = int(self._word() in LINKS)
        if unit[0] != SHARE or self._word(link) not in ("point", "points"):
            return unit
        self.at += 1 + link
        return POINTS, Fraction(1)


def _amount(
    value: Fraction, unit: str | None, number: Fraction | None = None, *, vague: bool = False, weight: bool = True
) -> Amount:
    return Amount("", value, unit, value if number is None else number, vague=vague, weight=weight)
