"""What shows over a whole case alone: that the taken option can be guessed by its place, its length or its words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from trainer.case.lint.rule import Rule
from trainer.case.lint.texts import option_text, taken, words
from trainer.case.lint.wording import content_words
from trainer.case.node import Node
from trainer.case.problems import Problem

OFTEN = 0.6
"""Which part of the decisions makes a habit that can be guessed by."""

HABIT_FROM = 8
"""How many decisions it takes to speak of a habit."""

ALWAYS_FROM = 4
"""How many decisions without an exception make one already."""


def pattern(case: Node, decisions: Sequence[Node]) -> Iterator[Problem]:
    """By what the option they took can be guessed, from one decision to the next."""
    chosen = [(decision, option) for decision in decisions if (option := taken(decision)) is not None]
    yield from _place(case, [option for _, option in chosen])
    yield from _longest(case, chosen)
    yield from _echo(case, chosen)


def _place(case: Node, chosen: Sequence[Node]) -> Iterator[Problem]:
    places = Counter(str(option.where[-1]) for option in chosen)
    for place, times in places.items():
        if _habit(times, len(chosen)):
            message = (
                f"option {int(place) + 1} is the one they took {_times(times, len(chosen))}; change the order of some"
            )
            yield Rule.TAKEN_PLACE.at(case, message)


def _longest(case: Node, chosen: Sequence[tuple[Node, Node]]) -> Iterator[Problem]:
    lengths = [(words(option_text(option)), _others(decision, option)) for decision, option in chosen]
    longest = sum(own > max(map(words, others), default=own) for own, others in lengths)
    shortest = sum(own < min(map(words, others), default=own) for own, others in lengths)
    for what, times in (("longest", longest), ("shortest", shortest)):
        if _habit(times, len(chosen)):
            message = f"the option they took is the {what} {_times(times, len(chosen))}; change the length of some"
            yield Rule.TAKEN_LONGEST.at(case, message)


def _echo(case: Node, chosen: Sequence[tuple[Node, Node]]) -> Iterator[Problem]:
    times = 0
    for decision, option in chosen:
        told = content_words(decision["situation"].text)
        own = len(content_words(option_text(option)) & told)
        times += all(own > len(content_words(other) & told) for other in _others(decision, option))
    if _habit(times, len(chosen)):
        shares = f"the option they took shares the most words with the situation {_times(times, len(chosen))}"
        yield Rule.TAKEN_ECHO.at(case, f"{shares}; reword some")


def _others(decision: Node, option: Node) -> list[str]:
    """What is read of the options they didn't take."""
    return [option_text(each) for each in decision["options"].each() if each != option]


def _habit(times: int, of: int) -> bool:
    return (of >= HABIT_FROM and times > OFTEN * of) or (times == of >= ALWAYS_FROM)


def _times(times: int, of: int) -> str:
    return f"in {times} of {of} decisions"
