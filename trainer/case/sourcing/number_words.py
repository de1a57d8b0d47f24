"""Numbers as they are written out, read word by word."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from trainer.case.sourcing.numerals import MEASURES, MULTIPLES, PAIRS, SMALL, TENS, Token

ARTICLES = ("a", "an")
LINKS = ("-", "\u2011", "–", "—")
_GROUPS = ("thousand", "million", "billion", "trillion")
_FULL = ("full", "whole", "mere", "single")


class NumberReader:
    """Reads numbers from a place in a text on; ``at`` then stands behind what was read."""

    def __init__(self, row: Sequence[Token], at: int) -> None:
        self._row = row
        self.at = at

    def _peek(self, ahead: int = 0) -> Token:
        at = self.at + ahead
        return self._row[at] if at < len(self._row) else Token("end", "", 0, 0)

    def _word(self, ahead: int = 0) -> str:
        return self._peek(ahead).word

    def _skip_links(self) -> None:
        while self._word() in LINKS and self._peek(1).kind == "word":
            self.at += 1

    def _number(self) -> Fraction | None:
        """Digits or words with their multiples, or the article of a unit: *a month*."""
        token = self._peek()
        value = token.number
        if value is not None:
            self.at += 1
        elif token.word in ARTICLES:
            if self._word(1) in MULTIPLES:
                self.at += 1
                return self._multiplied(Fraction(1))
            ahead = 1 + (self._word(1) in _FULL)
            if self._word(ahead) in MEASURES:
                self.at += ahead
                return Fraction(1)
            return None
        elif token.word in PAIRS:
            self.at += 1
            return Fraction(2)
        else:
            value = self._words()
        if value is None:
            return None
        return self._multiplied(value + self._and_a_half())

    def _words(self) -> Fraction | None:
        """``forty-two``, ``three hundred and five thousand``."""
        if self._word() == "thousand":
            self.at += 1
            return Fraction(1000)
        total, group = 0, self._group()
        if group is None:
            return None
        while group is not None:
            multiple = MULTIPLES.get(self._word(), 1) if self._word() in _GROUPS else 0
            total += group * (multiple or 1)
            if not multiple:
                break
            self.at += 1
            begin = self.at
            self._skip_and()
            group = self._group() if self._small() is not None else None
            if group is None:
                self.at = begin
        return Fraction(total)

    def _group(self) -> int | None:
        """A number below a thousand."""
        if self._word() == "hundred":
            self.at += 1
            return 100
        group = self._small()
        if group is None:
            return None
        self.at += 1
        group += self._ones(group)
        if self._word(self._link()) == "hundred" and group < 100:
            self.at += 1 + self._link()
            begin = self.at
            self._skip_and()
            rest = self._small()
            if rest is None:
                self.at = begin
                return group * 100
            self.at += 1
            return group * 100 + rest + self._ones(rest)
        return group

    def _ones(self, tens: int) -> int:
        ones = self._small(self._link())
        if tens < 20 or tens % 10 or ones is None or not 0 < ones < 10:
            return 0
        self.at += 1 + self._link()
        return ones

    def _link(self) -> int:
        return int(self._word() in LINKS)

    def _skip_and(self) -> None:
        if self._word() == "and" and self._small(1) is not None:
            self.at += 1

    def _small(self, ahead: int = 0) -> int | None:
        word = self._word(ahead)
        return SMALL.get(word, TENS.get(word))

    def _multiplied(self, value: Fraction) -> Fraction:
        while True:
            begin = self.at
            self._skip_links()
            if self._word() == "ten" and self._word(1 + (self._word(1) in LINKS)) in ("thousand", "thousands"):
                self.at += 2 + (self._word(1) in LINKS)
                value *= 10**4
            elif self._word() in MULTIPLES:
                value *= MULTIPLES[self._word()]
                self.at += 1
            else:
                self.at = begin
                return value

    def _and_a_half(self) -> Fraction:
        if self._word() == "and" and self._word(1) in ARTICLES and self._word(2) == "half":
            self.at += 3
            return Fraction(1, 2)
        return Fraction(0)
