"""What the page of a group shows, as plain data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum

from trainer.progress.group_card import HandedIn
from trainer.progress.group_numbers import GroupNumbers
from trainer.study.group import GroupAttempt, GroupDecision, GroupText, Spot, group_decisions

NOTHING_IN = GroupNumbers((), (), {})


class Segment(IntEnum):
    """The ways to look at a group."""

    DECISIONS = 0
    FORECASTS = 1
    BLIND_SPOTS = 2


class Order(StrEnum):
    """What the decisions are ordered by."""

    CASE = "case"
    RECORD = "record"
    """Those with the smallest share with the record first."""
    FORECAST = "forecast"
    """Those whose share lies furthest from what was expected first."""


ORDERS = (
    (Order.CASE, "In the order of the case"),
    (Order.RECORD, "Fewest with the record first"),
    (Order.FORECAST, "Furthest from the forecasts first"),
)


@dataclass(frozen=True, slots=True)
class GroupView:
    """How the page is looked at; kept from one page to the next."""

    segment: Segment = Segment.DECISIONS
    names_hidden: bool = True
    all_tries: bool = False
    act: str = ""
    """Key of the only act; empty for all."""
    order: Order = Order.CASE
    selected: Spot | None = None
    """The decision beside the table."""


@dataclass(frozen=True, slots=True)
class GroupState:
    """A group as it is."""

    slug: str
    title: str
    groups: tuple[tuple[str, str], ...] = ()
    """File name and title of all groups."""
    handed_in: tuple[HandedIn, ...] = ()
    numbers: GroupNumbers = field(default=NOTHING_IN)

    @property
    def is_empty(self) -> bool:
        """Whether nobody is in it."""
        return not self.numbers.names

    @property
    def refused(self) -> tuple[HandedIn, ...]:
        """The files that weren't taken in."""
        return tuple(each for each in self.handed_in if not each.taken_in)

    def acts(self) -> tuple[tuple[str, str], ...]:
        """Key and name of each act that somebody has come to."""
        several = len({text.case_id for text in self.numbers.texts}) > 1
        ordered = sorted(self.numbers.texts, key=lambda text: (text.case_title.casefold(), text.case_id, text.number))
        return tuple({act_key(text): _act_name(text, several) for text in ordered}.items())

    def decisions(self, view: GroupView) -> tuple[GroupDecision, ...]:
        """The rows of the table."""
        texts = [text for text in self.numbers.texts if view.act in ("", act_key(text))]
        found = group_decisions(texts, self.numbers.attempts, all_tries=view.all_tries)
        if view.order is Order.CASE:
            return found
        # What is covered may not be told from where it stands.
        open_ones = [each for each in found if not each.covered(view.names_hidden)]
        rest = tuple(each for each in found if each.covered(view.names_hidden))
        return (*sorted(open_ones, key=_RANK[view.order]), *rest)

    def attempts(self, view: GroupView) -> tuple[GroupAttempt, ...]:
        """Those that the view looks at."""
        spots = {text.spot for text in self.numbers.texts if view.act in ("", act_key(text))}
        return tuple(each for each in self.numbers.attempts if each.spot in spots)


def act_key(text: GroupText) -> str:
    """Tells acts apart, of several cases too."""
    return f"{text.case_id}:{text.act_number}"


def _act_name(text: GroupText, several: bool) -> str:
    name = f"Act {text.act_number}, {text.act_title}"
    return f"{text.case_title}: {name}" if several else name


def _share(each: GroupDecision) -> float:
    return each.with_record / each.n if each.n else 1.0


_RANK = {
    Order.RECORD: _share,
    Order.FORECAST: lambda each: -abs(_share(each) - each.forecast / 100),
}


def files_sentence(handed_in: Sequence[HandedIn]) -> str:
    """How many files there are, and how many of them were taken in."""
    taken = sum(each.taken_in for each in handed_in)
    files = "1 progress file" if len(handed_in) == 1 else f"{len(handed_in)} progress files"
    return f"{files}, {'all' if taken == len(handed_in) > 1 else taken} taken in."


def refusal_sentence(refused: Sequence[HandedIn]) -> str:
    """What is said of those that weren't; empty where there are none."""
    if not refused:
        return ""
    if len(refused) == 1:
        return f"One was refused: {refused[0].refused}."
    return f"{len(refused)} were refused."


def option_said(decision: GroupDecision, place: int) -> str:
    """An option with who chose it, for screen readers: ``2, Sign it as it stands, the record: 4 first, 5 later``."""
    option = decision.options[place]
    record = ", the record" if option.taken else ""
    return f"{place + 1}, {option.title}{record}: {len(option.first)} first, {option.later} later"


def too_few(decision: GroupDecision) -> str:
    """Why nothing is shown of a decision while names are hidden."""
    learners = "Only 1 learner" if decision.learners == 1 else f"Only {decision.learners} learners"
    return f"{learners if decision.learners else 'No first try'}: shown from 5 on while names are hidden"


def names_of(ids: Sequence[str], names: Mapping[str, str]) -> str:
    """Names in their order, as a list."""
    return ", ".join(sorted((names.get(each, "?") for each in ids), key=str.casefold))
