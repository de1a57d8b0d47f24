"""Texts too short or too long to be read well, a record without figures, and minutes that nobody keeps."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from trainer.case.lint.rule import Rule
from trainer.case.lint.texts import claim_texts, leaves, record_texts, words_in
from trainer.case.node import Node
from trainer.case.problems import Problem

SITUATION_WORDS = (250, 500)
RECORD_WORDS = (200, 400)

WORDS_A_MINUTE = 220
"""How fast an exacting text is read."""

MINUTES_TO_DECIDE = 4
"""What choosing, forecasting, writing one's reasons and marking the factors take on top of the reading."""

USUAL_MINUTES = 15
"""What a decision is said to take where its author says nothing; the default of the model."""

OFF = 1.5
"""Minutes are wrong when they are more than this many times what they should be, or less than that part of it."""

_READ = ("title", "question", "situation", "exhibits", "options", "factors", "lesson", "questions")
_FIGURE = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|twenty|thirty|forty|fifty|sixty|seventy"
    r"|eighty|ninety|hundreds?|thousands?|millions?|billions?|half|halves|halved|thirds?|quarters?|twice|doubled?"
    r"|tripled?|trebled?)\b|[一二三四五六七八九十百千万亿]",
    re.IGNORECASE,
)


def lengths(decision: Node) -> Iterator[Problem]:
    """What is wrong with how long a decision is."""
    record = record_texts(decision)
    situation = decision["situation"]
    yield from _length(Rule.SITUATION_LENGTH, situation, SITUATION_WORDS, "the situation", [situation])
    yield from _length(Rule.RECORD_LENGTH, decision["record"], RECORD_WORDS, "the record", record)
    yield from _no_figure(decision["record"])
    yield from _minutes(decision)


def estimated_minutes(decision: Node) -> int:
    """How long a decision takes, by the words that are read of it and the time it takes to decide; at least 1."""
    read = [node for key in _READ for node in leaves(decision[key])]
    words = words_in((*read, *record_texts(decision)))
    return round(words / WORDS_A_MINUTE + MINUTES_TO_DECIDE)


def said_minutes(decision: Node) -> int:
    """How long its author says that a decision takes."""
    said = decision["minutes"].value
    return said if isinstance(said, int) else USUAL_MINUTES


def off(said: int, right: int) -> bool:
    """Whether minutes are wrong by half or more."""
    return not right / OFF <= said <= right * OFF


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


def _minutes(decision: Node) -> Iterator[Problem]:
    if not decision["situation"].text:
        return
    said, right = said_minutes(decision), estimated_minutes(decision)
    if off(said, right):
        message = f"it takes about {right} minutes by its words, and {said} are said; write 'minutes: {right}'"
        yield Rule.MINUTES.at(decision["minutes"], message)
