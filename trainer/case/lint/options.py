"""Options that can be told from each other without thinking about the matter: by length, by tone, by their words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from trainer.case.lint.rule import Rule
from trainer.case.lint.texts import flat, option_text, taken, words
from trainer.case.lint.wording import content_words
from trainer.case.node import Node
from trainer.case.problems import Problem

APART = 0.25
"""How far an option's length may be from the mean."""

SEEN = 4
"""Lengths that differ by fewer words aren't seen."""

ECHO = 0.3
"""How much larger a part of its words the taken option may share with the situation than each of the others."""

ECHOED = 4
"""How many more of its words it must share before that is seen."""

ALIKE = 0.5
"""From which part of their words in common two options say the same."""

_ABSOLUTE = re.compile(
    r"\b(?:always|never|immediately|at once|instantly|completely|entirely|totally|absolutely|certainly|undoubtedly"
    r"|impossible|guarantee[ds]?|all|every|everything|everyone|everybody|nothing|nobody|no one|none|only|must"
    r"|for ?ever|at any price|without exception)\b",
    re.IGNORECASE,
)
_HARMLESS = re.compile(
    r"\b(?:after all|above all|all the same|all in all|all but|at all|not all|not every|not only|not always|only just"
    r"|not everything|not everyone|first of all|all along|need not|every (?:day|week|month|year|hour))\b",
    re.IGNORECASE,
)


def options(decision: Node) -> Iterator[Problem]:
    """What gives an option away, or makes two of them one."""
    entries = [option for option in decision["options"].each() if option["argument"].text]
    chosen = taken(decision)
    if len(entries) < 2:
        return
    if chosen is not None and chosen in entries:
        others = [option for option in entries if option != chosen]
        yield from _taken_length(chosen, others)
        yield from _absolute(chosen, others)
        yield from _echo(decision, chosen, others)
    yield from _lengths(entries, chosen)
    yield from _overlap(entries)


def _taken_length(chosen: Node, others: list[Node]) -> Iterator[Problem]:
    have, mean = words(option_text(chosen)), _mean(others)
    if _apart(have, mean):
        longer = "longer" if have > mean else "shorter"
        message = f"the option they took has {have} words and the others {mean:.0f} on average; {longer} gives it away"
        yield Rule.TAKEN_LENGTH.at(chosen, message)


def _lengths(entries: list[Node], chosen: Node | None) -> Iterator[Problem]:
    mean = _mean(entries)
    for option in entries:
        have = words(option_text(option))
        if option != chosen and _apart(have, mean):
            advice = "tell less" if have > mean else "tell more"
            message = f"the option has {have} words, and all of them {mean:.0f} on average; {advice}"
            yield Rule.OPTIONS_LENGTH.at(option, message)


def _mean(entries: list[Node]) -> float:
    return sum(words(option_text(option)) for option in entries) / len(entries)


def _apart(have: float, mean: float) -> bool:
    return abs(have - mean) > APART * mean and abs(have - mean) >= SEEN


def _absolute(chosen: Node, others: list[Node]) -> Iterator[Problem]:
    if _absolutes(chosen):
        return
    for option in others:
        for word in _absolutes(option):
            message = f"'{word}' is absolute, and the option they took has no such word; say it less strongly"
            yield Rule.ABSOLUTE_WORDS.at(option["argument"], message)


def _absolutes(option: Node) -> list[str]:
    text = _HARMLESS.sub("", flat(option["argument"].text))
    return list(dict.fromkeys(word.lower() for word in _ABSOLUTE.findall(text)))


def _echo(decision: Node, chosen: Node, others: list[Node]) -> Iterator[Problem]:
    told = content_words(decision["situation"].text) | content_words(decision["question"].text)
    if not told:
        return
    mine = content_words(option_text(chosen))
    theirs = [content_words(option_text(option)) for option in others]
    shared, most = len(mine & told), max(len(each & told) for each in theirs)
    part = max(len(each & told) / max(len(each), 1) for each in theirs)
    if shared - most >= ECHOED and shared / max(len(mine), 1) - part > ECHO:
        message = (
            f"the option they took shares {shared} of its {len(mine)} words with the situation and the next one "
            f"{most}; reword it, or let the situation speak of the others too"
        )
        yield Rule.TAKEN_ECHO.at(chosen, message)


def _overlap(entries: list[Node]) -> Iterator[Problem]:
    for first, second in combinations(entries, 2):
        titles = (_plain(first["title"].text), _plain(second["title"].text))
        mine, theirs = content_words(option_text(first)), content_words(option_text(second))
        common = len(mine & theirs)
        if all(titles) and any(f" {a} " in f" {b} " for a, b in (titles, titles[::-1])):
            message = f"one of the titles of '{first['id'].text}' and this option holds the other; tell them apart"
            yield Rule.OPTIONS_OVERLAP.at(second["title"], message)
        elif common >= SEEN and common / len(mine | theirs) >= ALIKE:
            message = f"the option shares {common} words with '{first['id'].text}'; say what sets it apart"
            yield Rule.OPTIONS_OVERLAP.at(second, message)


def _plain(title: str) -> str:
    return " ".join(re.findall(r"[\w’']+", title.lower()))
