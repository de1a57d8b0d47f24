"""What was taken out of a text and what was put in, word by word; in Chinese, character by character."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import Match, SequenceMatcher
from enum import StrEnum
from itertools import takewhile

_TOKEN = re.compile(
    r"""[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]   # Chinese: each character
      | [^\W_]+(?:[.,'’-][^\W_]+)*                                       # a word, a figure such as 1,999.50
      | \s+
      | .""",
    re.VERBOSE | re.DOTALL,
)
_MOST = 4_000_000
"""Words of one text times words of the other: beyond, the texts are shown whole, for comparing takes too long."""
_LEAST_ALIKE = 0.25
"""Texts that share less are shown whole: picking words out of them would only confuse."""


class Kind(StrEnum):
    """What became of a piece of text."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text of one kind."""

    kind: Kind
    text: str


def pieces(before: str, after: str) -> tuple[Piece, ...]:
    """The pieces that lead from one text to another, in reading order. None is empty, and two of one kind never follow
    each other.

    Those that aren't *new*, put together, are the text before; those that aren't *gone* are the text after.
    """
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    start = _shared(old, new)
    end = _shared(old[start:][::-1], new[start:][::-1])
    middle = _middle(old[start : len(old) - end], new[start : len(new) - end])
    return tuple(_merged([(Kind.SAME, old[:start]), *middle, (Kind.SAME, old[len(old) - end :])]))


def _shared(one: Sequence[str], other: Sequence[str]) -> int:
    """How many words both begin with."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _middle(old: list[str], new: list[str]) -> list[tuple[Kind, list[str]]]:
    whole = [(Kind.GONE, old), (Kind.NEW, new)]
    if len(old) * len(new) > _MOST:
        return whole
    kept = _worth_keeping(SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks(), old, new)
    shared = sum(_count(old[block.a : block.a + block.size]) for block in kept)
    if shared < _LEAST_ALIKE * min(_count(old), _count(new)):
        return whole
    found: list[tuple[Kind, list[str]]] = []
    at, to = 0, 0
    for block in kept:
        found += [(Kind.GONE, old[at : block.a]), (Kind.NEW, new[to : block.b])]
        at, to = block.a + block.size, block.b + block.size
        found.append((Kind.SAME, old[block.a : at]))
    return [*found, (Kind.GONE, old[at:]), (Kind.NEW, new[to:])]


def _worth_keeping(blocks: Sequence[Match], old: Sequence[str], new: Sequence[str]) -> list[Match]:
    """Those that are longer than the changes around them: shorter ones would only cut what is new into shreds."""
    kept = [block for block in blocks if block.size]
    index = 0
    while index < len(kept):
        before = kept[index - 1] if index else Match(0, 0, 0)
        block = kept[index]
        after = kept[index + 1] if index + 1 < len(kept) else Match(len(old), len(new), 0)
        left = _changed(before, block, old, new)
        right = _changed(block, after, old, new)
        if _count(old[block.a : block.a + block.size]) <= min(left, right):
            del kept[index]
            index = max(index - 1, 0)  # the one before has a longer change beside it now
        else:
            index += 1
    return kept


def _changed(one: Match, next_one: Match, old: Sequence[str], new: Sequence[str]) -> int:
    """How many words differ between two blocks, in whichever text they are more."""
    return max(_count(old[one.a + one.size : next_one.a]), _count(new[one.b + one.size : next_one.b]))


def _count(tokens: Sequence[str]) -> int:
    """How many of them are words or figures."""
    return sum(token[0].isalnum() for token in tokens)


def _merged(runs: Sequence[tuple[Kind, list[str]]]) -> list[Piece]:
    """The runs as pieces, neighbours of one kind as one."""
    made: list[Piece] = []
    for kind, words in runs:
        text = "".join(words)
        if text and made and made[-1].kind is kind:
            made[-1] = Piece(kind, made[-1].text + text)
        elif text:
            made.append(Piece(kind, text))
    return made
