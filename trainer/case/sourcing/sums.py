"""Whether the sums in a line of prose come out: ``(2,000 − 1,499) × 300,000 = 150.3 million yuan``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from trainer.case.sourcing.numerals import CURRENCIES, MONTHS, MULTIPLES, SECONDS, UNITS, Token, tokens

_BREAK = re.compile(r"[;:]|,\s+(?=\D)|\.\s+|\bso\b")
_SIGNS = {"+": "+", "-": "-", "−": "-", "–": "-", "×": "*", "·": "*", "*": "*", "÷": "/", "/": "/", "(": "(", ")": ")"}
_MOST_NOUNS = 4
_NONE = ("", Fraction(1))
_DEEPEST = 20
"""How deep brackets may lie within each other; what goes deeper is no sum of a line."""


@dataclass(frozen=True, slots=True)
class WrongSum:
    """A sum that doesn't come out."""

    left: str
    right: str
    result: str
    """What the left side comes to."""


def wrong_sums(text: str) -> Iterator[WrongSum]:
    """The sums of a text that don't come out. What can't be read as a sum is taken for prose."""
    for part in _BREAK.split(text):
        sides = [side.strip() for side in part.split("=")]
        for left, right in pairwise(sides):
            first, second = _value(left, last=True), _value(right, last=False)
            if first is None or second is None or (first.plain and second.plain):
                continue  # two plain amounts are a rate of exchange, not a sum
            ratios = {Fraction(1), *_exchanged(first, second)}
            if all(abs(first.value * ratio - second.value) > second.slack for ratio in ratios):
                yield WrongSum(first.text, second.text, _written(first.value, second.percent))


@dataclass(frozen=True, slots=True)
class _Side:
    text: str
    value: Fraction
    plain: bool
    slack: Fraction
    """How far the value may be off, by the digits that it is written with; 0 for an expression."""
    percent: bool
    times: frozenset[tuple[str, Fraction]]
    """The units of time in it, and how many of the smallest each is."""


def _exchanged(left: _Side, right: _Side) -> Iterator[Fraction]:
    """By what the left side may have to be multiplied: 60 for ``2 hours × 3 = 360 minutes``."""
    for kind, factor in left.times:
        yield from (factor / other for same, other in right.times if same == kind)


def _value(side: str, *, last: bool) -> _Side | None:
    """The longest expression that ends (``last``) or begins a side."""
    row = tokens(side)
    begins = [index for index in range(len(row)) if _starts(row, index)]
    for begin in begins if last else begins[:1]:
        reader = _Expression(row[begin:])
        try:
            value = reader.sum()
        except (SyntaxError, ZeroDivisionError):
            continue
        rest = row[begin + reader.at :]
        if last and any(token.kind in ("number", "sign") for token in rest):
            continue
        if not last and any(token.word in _SIGNS for token in rest):
            return None
        text = side[row[begin].start : row[begin + reader.at - 1].end]
        plain = reader.operators == 0
        times = frozenset(unit for token in row if (unit := UNITS.get(token.word, _NONE))[0] in (SECONDS, MONTHS))
        return _Side(text, value, plain, reader.slack if plain else Fraction(0), reader.percent, times)
    return None


def _starts(row: Sequence[Token], at: int) -> bool:
    behind_figure = at > 0 and (row[at - 1].number is not None or row[at - 1].word == ")")
    return row[at].number is not None or row[at].word == "(" or (not behind_figure and _is_minus(row, at))


def _is_minus(row: Sequence[Token], at: int) -> bool:
    """Whether a sign stands close before a number, as in ``−7``: what has a blank behind it may be a dash."""
    close = at + 1 < len(row) and row[at + 1].number is not None and row[at].end == row[at + 1].start
    return close and _SIGNS.get(row[at].word) == "-"


class _Expression:
    """Sums, products and brackets over numbers, with the nouns behind the numbers passed over."""

    def __init__(self, row: list[Token]) -> None:
        self._row = row
        self._depth = 0
        self.at = 0
        self.operators = 0
        self.slack = Fraction(0)
        self.percent = False

    def sum(self) -> Fraction:
        value = self._product()
        while (sign := self._sign()) in ("+", "-"):
            self._take()
            other = self._product()
            value = value + other if sign == "+" else value - other
        return value

    def _product(self) -> Fraction:
        value = self._factor()
        while (sign := self._sign()) in ("*", "/"):
            self._take()
            other = self._factor()
            value = value * other if sign == "*" else value / other
        return value

    def _take(self) -> None:
        self.at += 1
        self.operators += 1

    def _sign(self) -> str | None:
        return _SIGNS.get(self._row[self.at].word) if self.at < len(self._row) else None

    def _factor(self) -> Fraction:
        if self._sign() == "(":
            self.at += 1
            self._depth += 1
            if self._depth > _DEEPEST:
                raise SyntaxError
            value = self.sum()
            if self._sign() != ")":
                raise SyntaxError
            self._depth -= 1
            self.at += 1
            return value
        if _is_minus(self._row, self.at):
            self.at += 1
            return -self._factor()
        while self.at < len(self._row) and self._row[self.at].word in CURRENCIES:
            self.at += 1
        if self.at >= len(self._row) or (value := self._row[self.at].number) is None:  # type: ignore[assignment]
            raise SyntaxError
        step = _step(self._row[self.at].word)
        self.at += 1
        return self._scaled(value, step)

    def _scaled(self, value: Fraction, step: Fraction) -> Fraction:
        """The number with its multiple; the nouns that follow it are passed over where the sum goes on behind them."""
        while self.at < len(self._row) and (factor := _factor_of(self._row[self.at].word)):
            self.percent = self.percent or self._row[self.at].word == "%"
            value, step = value * factor, step * factor
            self.at += 1
        self.slack = step / 2
        ahead = self.at
        while ahead < len(self._row) and self._row[ahead].kind == "word" and ahead - self.at < _MOST_NOUNS:
            ahead += 1
        if ahead < len(self._row) and self._row[ahead].word in _SIGNS:
            self.at = ahead
        return value


def _factor_of(word: str) -> Fraction | None:
    if word == "%":
        return Fraction(1, 100)
    return Fraction(MULTIPLES[word]) if word in MULTIPLES else None


def _step(written: str) -> Fraction:
    """What one more in the last digit that counts would be: 0.1 for ``2.4``, 100 for ``8,700``, 10 for ``200``."""
    digits = re.sub(r"[^\d.]", "", written)
    whole, _, fraction = digits.partition(".")
    if fraction:
        return Fraction(1, 10 ** len(fraction))
    zeros = len(whole) - len(whole.rstrip("0"))
    return Fraction(10 ** max(0, min(zeros, len(whole) - 2)))


def _written(value: Fraction, percent: bool) -> str:
    shown = value * 100 if percent else value
    text = f"{float(shown):,.4g}" if abs(shown) < 1000 else f"{float(shown):,.0f}"
    return f"{text} %" if percent else text
