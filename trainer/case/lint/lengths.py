"""Texts too short or too long to be read well, and a record without figures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from trainer.case.lint.rule import Rule
from trainer.case.lint.texts import claim_texts, record_texts, words_in
from trainer.case.node import Node
from trainer.case.problems import Problem

SITUATION_WORDS = (250, 500)
RECORD_WORDS = (200, 400)

_FIGURE = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|twenty|thirty|forty|fifty|sixty|seventy"
    r"|eighty|ninety|hundreds?|thousands?|millions?|billions?|half|halves|halved|thirds?|quarters?|twice|doubled?"
    r"|tripled?|trebled?)\b|[一二三四五六七八九十百千万亿]",
    re.IGNORECASE,
)


def lengths(decision: Node) -> Iterator[Problem]:
    """What is wrong with how much a decision tells."""
    record = record_texts(decision)
    situation = decision["situation"]
    yield from _length(Rule.SITUATION_LENGTH, situation, SITUATION_WORDS, "the situation", [situation])
    yield from _length(Rule.RECORD_LENGTH, decision["record"], RECORD_WORDS, "the record", record)
    yield from _no_figure(decision["record"])


def _length(rule: Rule, node: Node, limits: tuple[int, int], what: str, texts: Sequence[Node]) -> Iterator[Problem]:
    least, most = limits
    count = words_in(texts)
    if count and not least <= count <= most:
        advice = "tell more" if count < least else "tell less"
        yield rule.at(node, f"{what} has {count} words, and {least} to {most} read well; {advice}")


def _no_figure(record: Node) -> Iterator[Problem]:
    told = [text for key in ("did", "happened", "looking_back") for text in claim_texts(record[key])]
    if told and not any(_FIGURE.search(text.text) for text in told):
        message = "the record has no figure in what they did and what came of it; say how much, how many, how long"
        yield Rule.RECORD_NUMBERS.at(record, message)
