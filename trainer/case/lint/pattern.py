"""What shows over a whole case alone: where the taken option stands, how long it is, and how long all of it takes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from trainer.case.lint.lengths import off, said_minutes
from trainer.case.lint.rule import Rule
from trainer.case.lint.texts import option_text, taken, words
from trainer.case.node import Node
from trainer.case.problems import Problem

OFTEN = 0.6
"""Which part of the decisions makes a habit that can be guessed by."""

HABIT_FROM = 8
"""How many decisions it takes to speak of a habit."""

ALWAYS_FROM = 4
"""How many decisions without an exception make one already."""


def pattern(case: Node, decisions: Sequence[Node]) -> Iterator[Problem]:
    """What can be guessed, or expected wrongly, from one decision to the next."""
    chosen = [(decision, option) for decision in decisions if (option := taken(decision)) is not None]
    yield from _place(case, [option for _, option in chosen])
    yield from _longest(case, chosen)
    yield from _reading_time(case, decisions)


def _place(case: Node, chosen: Sequence[Node]) -> Iterator[Problem]:
    places = Counter(str(option.where[-1]) for option in chosen)
    for place, times in places.items():
        if _habit(times, len(chosen)):
            message = (
                f"option {int(place) + 1} is the one they took {_times(times, len(chosen))}; change the order of some"
            )
            yield Rule.TAKEN_PLACE.at(case, message)


def _longest(case: Node, chosen: Sequence[tuple[Node, Node]]) -> Iterator[Problem]:
    for what, sign in (("longest", 1), ("shortest", -1)):
        times = sum(_stands_out(decision, option, sign) for decision, option in chosen)
        if _habit(times, len(chosen)):
            message = f"the option they took is the {what} {_times(times, len(chosen))}; change the length of some"
            yield Rule.TAKEN_LONGEST.at(case, message)


def _stands_out(decision: Node, option: Node, sign: int) -> bool:
    lengths = [sign * words(option_text(each)) for each in decision["options"].each() if each != option]
    return all(sign * words(option_text(option)) > length for length in lengths)


def _habit(times: int, of: int) -> bool:
    return (of >= HABIT_FROM and times > OFTEN * of) or (times == of >= ALWAYS_FROM)


def _times(times: int, of: int) -> str:
    return f"in {times} of {of} decisions"


def _reading_time(case: Node, decisions: Sequence[Node]) -> Iterator[Problem]:
    said = case["reading_time"].value
    if not isinstance(said, int) or not decisions or any(decision.value is None for decision in decisions):
        return
    right = sum(map(said_minutes, decisions))
    if off(said, right):
        message = f"the decisions take {right} minutes together, and {said} are said; write 'reading_time: {right}'"
        yield Rule.READING_TIME.at(case["reading_time"], message)
