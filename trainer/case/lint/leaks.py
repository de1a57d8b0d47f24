"""What the open pages tell though nobody could know it on the day of the decision."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from trainer.case.dates import Point, When
from trainer.case.lint.figures import leaked_figures
from trainer.case.lint.rule import Rule
from trainer.case.lint.texts import OPEN, flat, introduced, leaves, when
from trainer.case.node import Node
from trainer.case.problems import Problem
from trainer.case.sourcing.moments import Moment, moments

_YEAR = re.compile(r"(?<![\d.,$€£¥￥])(?:19|20)\d\d(?!\d|[.,]\d)")
_FORESIGHT = re.compile(
    r"\b(?:would (?:later|one day|eventually|soon|never again|go on to)|(?:was|were) to become"
    r"|historic|legendary|iconic|fateful|famously|as it turned out|in (?:hindsight|retrospect)|with hindsight"
    r"|as we (?:now )?know|little did|destined to)\b",
    re.IGNORECASE,
)


def leaks(case: Node, decision: Node) -> Iterator[Problem]:
    """What a decision tells too early."""
    told = [text for key in OPEN for text in leaves(decision[key])]
    head = [text for part in introduced(case, decision) for text in leaves(part)]
    dated = when(decision)
    if dated is not None:
        yield from _late_facts(decision, dated)
        yield from _late_years((*told, *head), dated)
        yield from _late_days((*told, *head), dated)
    yield from leaked_figures(case, decision)
    yield from _foresight((*told, *head))


def _late_facts(decision: Node, dated: When) -> Iterator[Problem]:
    for fact in decision["facts"].each():
        day = when(fact)
        if day is not None and day.end.first > dated.last:
            message = f"a leak: {day.describe()} lies after the decision ({dated.describe()}); take the fact out"
            yield fact["date"].problem(message)


def _late_years(texts: Iterable[Node], dated: When) -> Iterator[Problem]:
    for node in texts:
        for year, index in _first(_YEAR, _shown(node)):
            if int(year) > dated.last.year:
                message = f"a leak: {year} lies after the decision ({dated.describe()})"
                yield node.problem_at(index, f"{message}; leave it out, or say 'next year'")


def _late_days(texts: Iterable[Node], dated: When) -> Iterator[Problem]:
    """Months and days of the decision's own year; later years are found as such."""
    for node in texts:
        told: set[str] = set()
        for moment in moments(flat(node.text)):
            named = _day(moment)
            if named is None or named.first <= dated.last or named.first.year != dated.last.year:
                continue
            if named.describe() not in told:
                told.add(named.describe())
                message = f"a leak: {named.describe()} lies after the decision ({dated.describe()}); leave it out"
                yield node.problem_at(moment.start, message)


def _day(moment: Moment) -> When | None:
    """The month or day that is named with its year, if the calendar has it."""
    if moment.year is None or moment.month is None:
        return None
    try:
        return When.parse(str(Point(moment.year, moment.month, moment.day)))
    except ValueError:
        return None


def _foresight(texts: Iterable[Node]) -> Iterator[Problem]:
    for node in texts:
        for words, index in _first(_FORESIGHT, flat(node.text)):
            yield Rule.FORESIGHT.at(node, f"'{words}' knows how it ends; tell it as it looked on that day", index)


def _first(pattern: re.Pattern[str], text: str) -> Iterable[tuple[str, int]]:
    """What is found in a text, in lower case, and where each stands first."""
    found: dict[str, int] = {}
    for match in pattern.finditer(text):
        found.setdefault(match[0].lower(), match.start())
    return found.items()


def _shown(node: Node) -> str:
    """What may name a year: texts, and bare numbers only where they head a row or a group of bars."""
    if isinstance(node.value, str):
        return node.value
    heads = "categories" in node.where or ("rows" in node.where and node.where[-1] == 0)
    return str(node.value) if heads and isinstance(node.value, int) else ""
