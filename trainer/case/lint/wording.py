"""The words of a text that carry its matter."""

from __future__ import annotations

import re
from functools import lru_cache

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_LITTLE = frozenset(
    _WORD.findall("""
    a about after again against all also an and another any are as at be because been before being between both but by
    can could did do does doing done down each even every few for from further get give go good had has have having he
    her here him his how if in into is it its itself just keep less like made make many may me might more most much must
    my no nor not now of off on once one only or other our out over own part same say she should so some still such take
    than that the their them then there these they thing this those through time to too two under until up upon us very
    was way we well were what when where which while who whom whose why will with within without would yet you your
    """)
)
_ENDINGS = ("ing", "ed", "es", "s", "er", "ly")
_SHORTEST = 3


@lru_cache(maxsize=1024)
def content_words(text: str) -> frozenset[str]:
    """The words that carry the matter, without their commonest English endings: *sells* and *selling* are one."""
    found = (word.lower().replace("’", "'").removesuffix("'s") for word in _WORD.findall(text))
    return frozenset(_stem(word) for word in found if len(word) >= _SHORTEST and word not in _LITTLE)


@lru_cache(maxsize=8192)
def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return word.removesuffix(ending).removesuffix("e")
    return word.removesuffix("e")
