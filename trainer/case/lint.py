"""What spoils a case though it can be read: leaks, and texts too short or too long to be read well."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from trainer.case.dates import When
from trainer.case.node import Node
from trainer.case.problems import Problem, Severity

SITUATION_WORDS = (250, 500)
RECORD_WORDS = (200, 400)

_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?!\d|[.,]\d)")
_WORD = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{1,2}|[^\W\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+(?:['’.,-]\w+)*"
)
_OPEN = ("title", "question", "place", "bookmark", "room", "situation", "exhibits", "options", "reasons_prompt")
_NOT_READ = ("id", "kind", "person", "file", "sources")
_RECORD = ("did", "happened", "why", "looking_back", "not_taken")


def lint(case: Node, decisions: Sequence[Node]) -> Iterator[Problem]:
    """Everything that spoils the case.

    Args:
        case: the values of ``case.yaml``.
        decisions: the values of the file of each decision.
    """
    for decision in decisions:
        when = _when(decision)
        if when is not None:
            yield from _late_facts(decision, when)
            yield from _late_years([decision[key] for key in _OPEN], when)
            yield from _late_years(_introduced(case, decision), when)
        yield from _length(decision["situation"], SITUATION_WORDS, "the situation", [decision["situation"]])
        yield from _length(decision["record"], RECORD_WORDS, "the record", _record_texts(decision["record"]))
    yield from _strangers(case, decisions)


def words(text: str) -> int:
    """How many words a text has; two Chinese, Japanese or Korean characters count as one."""
    return len(_WORD.findall(text))


def _when(node: Node) -> When | None:
    try:
        return When.parse(str(node["date"].value))
    except ValueError:
        return None


def _late_facts(decision: Node, when: When) -> Iterator[Problem]:
    for fact in decision["facts"].each():
        dated = _when(fact)
        if dated is not None and dated.end.first > when.last:
            message = f"a leak: {dated.describe()} lies after the decision ({when.describe()}); take the fact out"
            yield fact["date"].problem(message)


def _late_years(parts: Iterable[Node], when: When) -> Iterator[Problem]:
    for node in (text for part in parts for text in _read(part)):
        for year in dict.fromkeys(_YEAR.findall(_shown(node))):
            if int(year) > when.last.year:
                date = when.describe()
                yield node.problem(f"a leak: {year} lies after the decision ({date}); leave it out, or say 'next year'")


def _introduced(case: Node, decision: Node) -> Iterator[Node]:
    """What the head of the case tells at this decision: its act, and the people in it."""
    people = _people(decision)
    yield from (act["opening"] for act in case["acts"].each() if act["id"].text == decision["act"].text)
    for person in case["people"].each():
        if person["id"].text in people:
            yield from (person["role"], person["before"])


def _people(decision: Node) -> set[str]:
    present = {entry["person"].text for key in ("room", "exhibits") for entry in decision[key].each()}
    return present | {decision["decider"].text}


def _read(part: Node) -> Iterator[Node]:
    """The texts that a reader gets to see before the commitment."""
    if isinstance(part.value, dict):
        for key in part.value:
            if key not in _NOT_READ:
                yield from _read(part[key])
    elif isinstance(part.value, list):
        for entry in part.each():
            yield from _read(entry)
    else:
        yield part


def _shown(node: Node) -> str:
    """What may name a year: texts, and bare numbers only where they head a row or a group of bars."""
    if isinstance(node.value, str):
        return node.value
    heads = "categories" in node.where or ("rows" in node.where and node.where[-1] == 0)
    return str(node.value) if heads and isinstance(node.value, int) else ""


def _record_texts(record: Node) -> list[Node]:
    return [node for key in _RECORD for node in record[key].walk() if node.where[-1] == "text"]


def _length(node: Node, limits: tuple[int, int], what: str, texts: Sequence[Node]) -> Iterator[Problem]:
    least, most = limits
    count = sum(words(each.text) for each in texts)
    if count and not least <= count <= most:
        advice = "tell more" if count < least else "tell less"
        message = f"{what} has {count} words, and {least} to {most} read well; {advice}"
        yield node.problem(message, Severity.WARNING)


def _strangers(case: Node, decisions: Sequence[Node]) -> Iterator[Problem]:
    if not decisions or any(decision.value is None for decision in decisions):
        return
    used = set[str]().union(*map(_people, decisions))
    for person in case["people"].each():
        if person["id"].text and person["id"].text not in used:
            message = f"'{person['id'].text}' is in no decision; put them into a room, or take them out"
            yield person["id"].problem(message, Severity.WARNING)
