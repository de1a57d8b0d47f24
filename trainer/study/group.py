"""A group of learners, as a coach looks at it: what they chose, what they expected, and what they missed.

Only attempts count whose record is open to its end. The first try at a decision is what somebody decided without
knowing; further ones are told apart from it everywhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from random import Random
from statistics import fmean

from trainer.case.model import FactorKind
from trainer.study.blind_spots import KIND_TITLES, LEAST, counts_as_missed
from trainer.study.calibration import FURTHER_TRIES, Calibration, calibration, tally_of
from trainer.study.forecast import Agreement
from trainer.study.intervals import Interval, jeffreys
from trainer.study.statements import PERCENT

LEAST_HIDDEN = 5
"""While names are hidden, what fewer learners chose isn't shown: it would be known whose it is."""

Spot = tuple[str, str]
"""Ids of a case and of a decision in it."""


@dataclass(frozen=True, slots=True)
class GroupText:
    """What a decision says that a table of the group shows; of the newest text that somebody in it saw."""

    case_id: str
    case_title: str
    act_number: int
    act_title: str
    decision_id: str
    number: int
    title: str
    options: Mapping[str, str]
    """Titles by id, in their order."""
    taken: str
    """Id of the option they took."""
    factors: Mapping[str, str] = field(default_factory=dict)
    """Names of the documented factors by id."""

    @property
    def spot(self) -> Spot:
        """Which decision it is."""
        return self.case_id, self.decision_id


@dataclass(frozen=True, slots=True)
class GroupMark:
    """One documented factor, marked by somebody."""

    factor: str
    """Its id."""
    kind: FactorKind | None
    """``None`` for a kind that isn't known here."""
    missed: bool


@dataclass(frozen=True, slots=True)
class GroupAttempt:
    """One attempt of somebody in the group whose record is open to its end."""

    attempt_id: str
    learner_id: str
    spot: Spot
    number: int
    """Which try of that learner at the decision; 1 for the first."""
    choice: str
    agreement: Agreement
    forecast: int
    """In percent."""
    marks: tuple[GroupMark, ...] = ()


@dataclass(frozen=True, slots=True)
class GroupOption:
    """One option, and who chose it."""

    id: str
    title: str
    taken: bool
    """Whether they took it."""
    first: tuple[str, ...]
    """Ids of the learners who chose it at their first try."""
    later: int
    """How many later tries chose it."""


@dataclass(frozen=True, slots=True)
class MissedFactor:
    """A documented factor of a decision, and how many missed it at their first try."""

    name: str
    missed: int
    marked: int


@dataclass(frozen=True, slots=True)
class GroupDecision:
    """What the group did at one decision. All but ``later`` is of first tries, unless all tries were asked for."""

    text: GroupText
    options: tuple[GroupOption, ...]
    learners: int
    """How many have a first try."""
    later: int
    """How many later tries there are."""
    n: int
    """How many attempts the share and the forecast rest on."""
    with_record: int
    """How many of them chose what they chose."""
    interval: Interval
    """Of that share, between 0 and 1, at 95 %."""
    forecast: float
    """The mean of the forecasts, in percent."""
    missed: tuple[MissedFactor, ...]
    """The factors that somebody marked, those missed most often first."""

    def covered(self, names_hidden: bool) -> bool:
        """Whether what was chosen here has to stay hidden."""
        return names_hidden and self.learners < LEAST_HIDDEN


@dataclass(frozen=True, slots=True)
class GroupSpot:
    """A kind of factor, and in how many first tries it was missed where it mattered."""

    kind: FactorKind
    title: str
    n: int
    missed: int
    interval: Interval
    """Of the share missed, between 0 and 1, at 95 %."""
    learners: int
    """How many learners those tries come from."""


@dataclass(frozen=True, slots=True)
class GroupForecasts:
    """The forecasts of all beside what came."""

    calibration: Calibration
    """Without a statement: it would speak to one learner."""
    learners: int
    mean: float | None
    """Of the forecasts, in percent; ``None`` without any."""

    @property
    def sentence(self) -> str:
        """What they show."""
        found = self.calibration
        if self.mean is None:
            return "Nothing to see yet: a forecast counts once the record of its decision is open to its end."
        tries = "1 try" if found.n == 1 else f"{found.n:,} tries"
        learners = "1 learner" if self.learners == 1 else f"{self.learners} learners"
        return (
            f"In {tries} by {learners}, {self.mean:.0f}{PERCENT} were expected to be with the record;"
            f" {100 * found.hits / found.n:.0f}{PERCENT} were."
        )

    caution: str = (
        "Several forecasts of one decision come right or wrong together, so the intervals are narrower than they should"
        " be."
    )
    """To stand below the chart."""


def group_decisions(
    texts: Iterable[GroupText], attempts: Iterable[GroupAttempt], *, all_tries: bool = False
) -> tuple[GroupDecision, ...]:
    """What the group did at each decision that somebody has come to the end of, in the order of the case.

    Args:
        texts: of the decisions; one without an attempt is left out.
        attempts: of all learners, in any order.
        all_tries: whether share and forecast count later tries too.
    """
    by_spot: dict[Spot, list[GroupAttempt]] = {}
    for attempt in attempts:
        by_spot.setdefault(attempt.spot, []).append(attempt)
    ordered = sorted(texts, key=lambda text: (text.case_title.casefold(), text.case_id, text.number))
    return tuple(_decision(text, by_spot[text.spot], all_tries) for text in ordered if text.spot in by_spot)


def _decision(text: GroupText, attempts: Sequence[GroupAttempt], all_tries: bool) -> GroupDecision:
    first = [each for each in attempts if each.number == 1]
    counted = list(attempts) if all_tries else first
    hits = sum(each.agreement is Agreement.WITH for each in counted)
    titles = dict(text.options)
    for each in attempts:
        titles.setdefault(each.choice, each.choice)  # an option that the newest text no longer has
    return GroupDecision(
        text=text,
        options=tuple(_option(text, key, title, attempts) for key, title in titles.items()),
        learners=len({each.learner_id for each in first}),
        later=len(attempts) - len(first),
        n=len(counted),
        with_record=hits,
        interval=jeffreys(hits, len(counted)),
        forecast=fmean(each.forecast for each in counted) if counted else 0.0,
        missed=_missed(text, first),
    )


def _option(text: GroupText, key: str, title: str, attempts: Iterable[GroupAttempt]) -> GroupOption:
    chose = [each for each in attempts if each.choice == key]
    first = tuple(sorted(each.learner_id for each in chose if each.number == 1))
    return GroupOption(key, title, key == text.taken, first, len(chose) - len(first))


def _missed(text: GroupText, first: Iterable[GroupAttempt]) -> tuple[MissedFactor, ...]:
    marks = [mark for each in first for mark in each.marks]
    marked = Counter(mark.factor for mark in marks)
    missed = Counter(mark.factor for mark in marks if mark.missed)
    found = [MissedFactor(text.factors.get(key, key), missed[key], n) for key, n in marked.items()]
    return tuple(sorted(found, key=lambda each: (-each.missed, -each.missed / each.marked, each.name)))


def group_forecasts(attempts: Iterable[GroupAttempt], *, all_tries: bool = False) -> GroupForecasts:
    """The calibration of the group.

    Args:
        attempts: of all learners.
        all_tries: whether later tries count too.
    """
    counted = [each for each in attempts if all_tries or each.number == 1]
    found = calibration(
        tally_of((each.forecast, each.agreement) for each in counted), "try" if all_tries else "first try"
    )
    mean = fmean(each.forecast for each in counted) if counted else None
    few = found.too_few.partition(" From ")[0]  # nothing more is said of them with many
    learners = len({each.learner_id for each in counted})
    made = GroupForecasts(replace(found, statement=None, too_few=few), learners, mean)
    return replace(made, caution=f"{made.caution} {FURTHER_TRIES}") if all_tries else made


def group_blind_spots(attempts: Iterable[GroupAttempt]) -> tuple[GroupSpot, ...]:
    """What the group missed, by kind of factor, the surest first; only what mattered in :data:`LEAST` or more tries.

    A try counts as missed where half or more of what was marked of that kind was marked as missed.
    """
    spots = []
    first = [each for each in attempts if each.number == 1]
    for kind in FactorKind:
        of_kind = [
            (each.learner_id, marks)
            for each in first
            if (marks := [mark.missed for mark in each.marks if mark.kind is kind])
        ]
        missed = sum(counts_as_missed(marks) for _, marks in of_kind)
        n = len(of_kind)
        learners = len({learner for learner, _ in of_kind})
        spots.append(GroupSpot(kind, KIND_TITLES[kind], n, missed, jeffreys(missed, n), learners))
    spots.sort(key=lambda spot: (-spot.interval.low, spot.title))
    return tuple(spot for spot in spots if spot.n >= LEAST)


def shuffled(reasons: Sequence[str], random: Random) -> tuple[str, ...]:
    """Reasons without names, in an order that says nothing of whose they are.

    Args:
        reasons: in any order.
        random: chance.
    """
    mixed = sorted(reasons)
    random.shuffle(mixed)
    return tuple(mixed)
