"""People, exhibits and themes that nothing uses, and exhibits that a text names and that aren't there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from string import ascii_uppercase

from trainer.case.lint.rule import Rule
from trainer.case.lint.texts import in_room, leaves, people
from trainer.case.node import Node
from trainer.case.problems import Problem

THEMES_FROM = 6
"""How many decisions a case needs before a theme is expected to come back."""

_NAMING = ("question", "situation", "options", "reasons_prompt")
_LETTERS = re.compile(r"\bExhibits?\s+([A-Z]\b(?:\s*(?:,|and|or|to|–|-|,\s*and)\s*[A-Z]\b)*)")
_RANGE = re.compile(r"([A-Z])\s*(?:to|–|-)\s*([A-Z])")


def unused(case: Node, decisions: Sequence[Node]) -> Iterator[Problem]:
    """What is given and never used."""
    for decision in decisions:
        yield from _exhibits(decision)
    if decisions and all(decision.value is not None for decision in decisions):
        yield from _strangers(case, decisions)
        yield from _themes(decisions)


def _exhibits(decision: Node) -> Iterator[Problem]:
    """An exhibit is used where the open pages name it by its letter; a card also where its person is in the room."""
    exhibits = decision["exhibits"].each()
    lettered = dict(zip(ascii_uppercase, exhibits, strict=False))
    named: set[str] = set()
    for part in (*(decision[key] for key in _NAMING), *exhibits):
        for text in leaves(part):
            for letter in _named(text.text):
                if letter not in lettered:
                    yield text.problem(f"there is no Exhibit {letter}; {_last(len(exhibits))}")
                elif lettered[letter] != part:
                    named.add(letter)
    present = in_room(decision)
    for letter, exhibit in lettered.items():
        if letter not in named and exhibit["person"].text not in present:
            message = f"no text refers to this exhibit; write '(Exhibit {letter})' where it matters, or take it out"
            yield exhibit["id"].problem(message)


def _named(text: str) -> list[str]:
    """The letters of the exhibits that a text names, once each: A and B in ``(Exhibits A and B)``."""
    letters: dict[str, None] = {}
    for found in _LETTERS.findall(text):
        for first, last in _RANGE.findall(found):
            letters |= dict.fromkeys(ascii_uppercase[ascii_uppercase.index(first) : ascii_uppercase.index(last) + 1])
        letters |= dict.fromkeys(re.findall(r"[A-Z]", found))
    return list(letters)


def _last(count: int) -> str:
    return f"the last one is Exhibit {ascii_uppercase[count - 1]}" if count else "the decision has no exhibit"


def _strangers(case: Node, decisions: Sequence[Node]) -> Iterator[Problem]:
    used = set[str]().union(*map(people, decisions))
    for person in case["people"].each():
        if person["id"].text and person["id"].text not in used:
            message = f"'{person['id'].text}' is in no decision; put them into a room, or take them out"
            yield person["id"].problem(message)


def _themes(decisions: Sequence[Node]) -> Iterator[Problem]:
    if len(decisions) < THEMES_FROM:
        return
    themes = [theme for decision in decisions for theme in decision["themes"].each() if theme.text]
    often = Counter(theme.text for theme in themes)
    for theme in themes:
        if often[theme.text] == 1:
            message = f"the theme '{theme.text}' comes back in no other decision; use another one, or a wider one"
            yield Rule.THEME_ONCE.at(theme, message)
