"""How long it takes: a decision by its words, a course and the whole case by their decisions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from trainer.case.lint.rule import Rule
from trainer.case.lint.texts import leaves, record_texts, words_in
from trainer.case.node import Node
from trainer.case.problems import Problem

WORDS_A_MINUTE = 220
"""How fast an exacting text is read."""

MINUTES_TO_DECIDE = 4
"""What choosing, forecasting, writing one's reasons and marking the factors take on top of the reading."""

USUAL_MINUTES = 15
"""What a decision is said to take where its author says nothing; the default of the model."""

OFF = 1.5
"""Minutes are wrong when they are more than this many times what they should be, or less than that part of it."""

_READ = ("title", "question", "situation", "exhibits", "options", "factors", "lesson", "questions")


def minutes(case: Node, decisions: Sequence[Node]) -> Iterator[Problem]:
    """Minutes that are wrong by half."""
    for decision in decisions:
        yield from _decision(decision)
    if not decisions or any(decision.value is None for decision in decisions):
        return
    course = {entry.text for entry in case["short_course"]["decisions"].each()}
    chosen = [decision for decision in decisions if decision["id"].text in course]
    yield from _together(Rule.READING_TIME, case["reading_time"], decisions, "the decisions")
    yield from _together(Rule.COURSE_MINUTES, case["short_course"]["minutes"], chosen, "the decisions of the course")


def estimated_minutes(decision: Node) -> int:
    """How long a decision takes, by the words that are read of it and the time it takes to decide; at least 4."""
    parts = (*(decision[key] for key in _READ), decision["record"]["exhibits"])
    read = [node for part in parts for node in leaves(part)]
    return round(words_in((*read, *record_texts(decision))) / WORDS_A_MINUTE + MINUTES_TO_DECIDE)


def _decision(decision: Node) -> Iterator[Problem]:
    said, right = _said(decision), estimated_minutes(decision)
    if decision["situation"].text and _off(said, right):
        message = f"it takes about {right} minutes by its words, and {said} are said; write 'minutes: {right}'"
        yield Rule.MINUTES.at(decision["minutes"], message)


def _together(rule: Rule, node: Node, decisions: Sequence[Node], what: str) -> Iterator[Problem]:
    said, right = node.value, sum(map(_said, decisions))
    if isinstance(said, int) and right and _off(said, right):
        key = node.where[-1]
        yield rule.at(node, f"{what} take {right} minutes together, and {said} are said; write '{key}: {right}'")


def _said(decision: Node) -> int:
    said = decision["minutes"].value
    return said if isinstance(said, int) else USUAL_MINUTES


def _off(said: int, right: int) -> bool:
    return not right / OFF <= said <= right * OFF
