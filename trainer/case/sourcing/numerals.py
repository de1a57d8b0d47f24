"""The words that numbers and their units are written with, and the tokens a text is cut into to find them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

_ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
_ORDINALS = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)

SMALL: Mapping[str, int] = {
    word: number for number, word in enumerate((_ONES + " seventeen eighteen nineteen").split())
}
"""Zero to nineteen."""

TENS: Mapping[str, int] = {
    word: 10 * number
    for number, word in enumerate(
        ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"), start=2
    )
}

MULTIPLES: Mapping[str, int] = {
    "dozen": 12,
    "hundred": 100,
    "thousand": 1000,
    "k": 1000,
    "million": 10**6,
    "mn": 10**6,
    "billion": 10**9,
    "bn": 10**9,
    "trillion": 10**12,
    "万": 10**4,
    "亿": 10**8,
}

MANY: Mapping[str, int] = {
    "tens": 10,
    "dozens": 12,
    "hundreds": 100,
    "thousands": 1000,
    "millions": 10**6,
    "billions": 10**9,
    "trillions": 10**12,
}
"""Orders of magnitude that stand for no exact number."""

ORDINALS: Mapping[str, int] = {
    **{word: number for number, word in enumerate(_ORDINALS.split()) if number},
    "hundredth": 100,
    "thousandth": 1000,
}

TIMES: Mapping[str, Fraction] = {
    **dict.fromkeys(("once",), Fraction(1)),
    **dict.fromkeys(("twice", "double", "doubled", "doubles", "doubling", "twofold"), Fraction(2)),
    **dict.fromkeys(("thrice", "triple", "tripled", "threefold"), Fraction(3)),
    **dict.fromkeys(("quadrupled", "fourfold"), Fraction(4)),
    **dict.fromkeys(("tenfold",), Fraction(10)),
}

PAIRS = ("both", "couple", "pair")
"""Words that bear out a *two* in a source."""

YUAN, DOLLARS, SHARE, POINTS, TIMES_UNIT, RANK, COUNT = "yuan", "US$", "share", "points", "times", "rank", "count"
SECONDS, MONTHS = "seconds", "months"

_UNIT_WORDS: Mapping[str, tuple[str, Fraction]] = {
    "yuan yuans rmb renminbi cny": (YUAN, Fraction(1)),
    "dollar dollars usd": (DOLLARS, Fraction(1)),
    "yen": ("yen", Fraction(1)),
    "won": ("won", Fraction(1)),
    "euro euros": ("euro", Fraction(1)),
    "pound pounds": ("pound", Fraction(1)),
    "rupee rupees": ("rupee", Fraction(1)),
    "percent percentage": (SHARE, Fraction(1, 100)),
    "second seconds": (SECONDS, Fraction(1)),
    "minute minutes": (SECONDS, Fraction(60)),
    "hour hours": (SECONDS, Fraction(3600)),
    "day days": (SECONDS, Fraction(86400)),
    "week weeks": (SECONDS, Fraction(7 * 86400)),
    "fortnight fortnights": (SECONDS, Fraction(14 * 86400)),
    "month months": (MONTHS, Fraction(1)),
    "quarters": (MONTHS, Fraction(3)),
    "year years": (MONTHS, Fraction(12)),
    "decade decades": (MONTHS, Fraction(120)),
    "times fold": (TIMES_UNIT, Fraction(1)),
    "mah": ("mAh", Fraction(1)),
    "ghz gigahertz": ("Hz", Fraction(10**9)),
    "mhz megahertz": ("Hz", Fraction(10**6)),
    "inch inches": ("inch", Fraction(1)),
    "mm": ("metre", Fraction(1, 1000)),
    "cm": ("metre", Fraction(1, 100)),
    "metre metres meter meters": ("metre", Fraction(1)),
    "km": ("metre", Fraction(1000)),
    "gram grams": ("gram", Fraction(1)),
    "kg": ("gram", Fraction(1000)),
    "gb": ("byte", Fraction(10**9)),
    "mb": ("byte", Fraction(10**6)),
    "degree degrees": ("degree", Fraction(1)),
    "pixel pixels": ("pixel", Fraction(1)),
}

_COUNTED = (
    "app apps bottle bottles candidate candidates city cities colleague colleagues company companies component "
    "components copies co-founders customer customers device devices employee employees engineer engineers factories "
    "fan fans firm firms founders handset handsets investors member members model models order orders partners people "
    "person persons phone phones piece pieces retailers sets shop shops staff store stores supplier suppliers unit "
    "units user users workers"
)

UNITS: Mapping[str, tuple[str, Fraction]] = {
    **{word: unit for words, unit in _UNIT_WORDS.items() for word in words.split()},
    **dict.fromkeys(_COUNTED.split(), (COUNT, Fraction(1))),
    "%": (SHARE, Fraction(1, 100)),
}
"""The kind of each unit, and how many of the smallest unit of that kind it is."""

MEASURES = frozenset(UNITS) - frozenset(_COUNTED.split()) - {"%"}
"""Units proper, without the nouns of things that are counted."""

CURRENCIES: Mapping[str, str] = {
    **dict.fromkeys(("$", "us$", "usd"), DOLLARS),
    **dict.fromkeys(("rmb", "cny", "¥", "￥"), YUAN),
    **dict.fromkeys(("€", "eur"), "euro"),
    **dict.fromkeys(("£", "gbp"), "pound"),
    **dict.fromkeys(("₹", "rs", "inr"), "rupee"),
    **{sign: sign for sign in ("hk$", "nt$", "a$", "c$", "s$")},
}
"""What stands before an amount."""

_ATTACHED = "|".join(sorted((*MEASURES, *MULTIPLES), key=len, reverse=True))
_TOKEN = re.compile(
    rf"""
    (?P<rank>\d+(?:st|nd|rd|th)\b)
  | (?P<name>(?!(?:us|rmb|cny|usd|eur|gbp|rs|inr)\d)(?:[a-z]+\d\w*|\d+(?!(?:{_ATTACHED})(?![a-z]))[a-z]\w*))
  | (?P<number>\d{{1,3}}(?:[,\u00a0\u202f\u2009\ ]\d{{3}})+(?!\d|,\d)(?:\.\d+)?|\d+(?:\.\d+)?)
  | (?P<word>(?:us|hk|nt|[acs])\$|[a-z]+|[%$€£₹¥￥½¼¾万亿])
  | (?P<sign>\S)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_GLYPHS = {"½": "1/2", "¼": "1/4", "¾": "3/4"}
_MOST_DIGITS = 40
"""Longer rows of digits are no figure that anybody reads, and take long to work with."""


@dataclass(frozen=True, slots=True)
class Token:
    """A number, a word or a sign, and where it stands in its text."""

    kind: str
    """``rank`` (3rd), ``name`` (5X, ME860), ``number``, ``word`` or ``sign``."""
    word: str
    """In lower case."""
    start: int
    end: int

    @property
    def number(self) -> Fraction | None:
        """What it is worth where it is written in digits."""
        if self.word in _GLYPHS:
            return Fraction(_GLYPHS[self.word])
        return Fraction(re.sub(r"[^\d.]", "", self.word)) if self.kind == "number" else None


def tokens(text: str) -> list[Token]:
    """The text in pieces, without its blanks."""
    return [_token(match) for match in _TOKEN.finditer(text)]


def _token(match: re.Match[str]) -> Token:
    kind = match.lastgroup or ""
    figure = kind not in ("rank", "number") or len(match[0]) <= _MOST_DIGITS
    return Token(kind if figure else "sign", match[0].lower(), match.start(), match.end())
