"""What the page of a plan shows, and how what is chosen there changes the plan. No Qt."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from trainer.desktop.dates import local
from trainer.desktop.workshops.step_names import minutes_words
from trainer.study.workshop.minutes import USUAL
from trainer.study.workshop.plan import Plan, PlannedDecision, Step
from trainer.study.workshop.planning import changed, fitted, missing

if TYPE_CHECKING:
    from trainer.case.outline import ActOutline

MOST_AVAILABLE = 1_440
"""Minutes of a day."""


@dataclass(frozen=True, slots=True)
class Choosable:
    """A decision of the case that can be planned."""

    decision_id: str
    title: str
    date: str
    act: int
    """Number of its act, from 1."""
    place: int
    """In the case, from 1."""


@dataclass(frozen=True, slots=True)
class ChoosableAct:
    """An act with its decisions."""

    number: int
    title: str
    years: str
    decisions: tuple[Choosable, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A plan that the case's teaching note proposes."""

    title: str
    minutes: int
    decisions: tuple[str, ...]
    """Ids, in the order in which they are taken up."""

    @property
    def said(self) -> str:
        """``10 decisions in 90 minutes``."""
        return f"{decisions_words(len(self.decisions))} in {minutes_words(self.minutes)}"


@dataclass(frozen=True, slots=True)
class Advice:
    """What the teaching notes of a case have to say on planning."""

    minutes: Mapping[str, Mapping[Step, int]] = field(default_factory=dict)
    """For each step, by the id of the decision; one without a note is missing."""
    proposals: tuple[Proposal, ...] = ()
    problem: str = ""
    """Why there is none, in a sentence."""


@dataclass(frozen=True, slots=True)
class PlanState:
    """Everything that the page is built from."""

    plan: Plan
    note: str = ""
    """The instructor's private one on the whole workshop."""
    cases: tuple[tuple[str, str], ...] = ()
    """Id and title of each case on this computer."""
    acts: tuple[ChoosableAct, ...] = ()
    """Of the plan's case; empty where it isn't on this computer."""
    advice: Advice = field(default_factory=Advice)
    begun: bool = False
    """The workshop runs, and this changes what is to come in it."""
    fixed: frozenset[str] = frozenset()
    """Ids of decisions that can't be taken out any more."""

    @property
    def decisions(self) -> Mapping[str, Choosable]:
        """All decisions of the case by their id."""
        return {each.decision_id: each for act in self.acts for each in act.decisions}


def choosable(acts: Iterable[ActOutline]) -> tuple[ChoosableAct, ...]:
    """The acts of a case as the page offers them."""
    made, place = [], 0
    for number, act in enumerate(acts, 1):
        decisions = []
        for each in act.decisions:
            place += 1
            decisions.append(Choosable(each.id, each.title, each.date_short, number, place))
        made.append(ChoosableAct(number, act.title, act.years, tuple(decisions)))
    return tuple(made)


def found_in(acts: Sequence[ChoosableAct], words: str) -> tuple[ChoosableAct, ...]:
    """The acts with the decisions whose title, act or date has all of the words; acts without any are left out."""
    wanted = words.casefold().split()

    def fits(act: ChoosableAct, each: Choosable) -> bool:
        text = f"{each.title} {act.title} {each.date}".casefold()
        return all(word in text for word in wanted)

    kept = ((act, tuple(each for each in act.decisions if fits(act, each))) for act in acts)
    return tuple(ChoosableAct(act.number, act.title, act.years, found) for act, found in kept if found)


def planned(decision: Choosable, advice: Advice) -> PlannedDecision:
    """A decision as it is planned at first: with the minutes of its teaching note."""
    minutes = advice.minutes.get(decision.decision_id, USUAL)
    return PlannedDecision(decision_id=decision.decision_id, title=decision.title, minutes=dict(minutes))


def taken_over(state: PlanState, proposal: Proposal) -> Plan:
    """The plan with the decisions of a proposal in place of its own, fitted into the time of the proposal."""
    known = state.decisions
    decisions = tuple(planned(known[each], state.advice) for each in proposal.decisions if each in known)
    plan = changed(state.plan, decisions=decisions, available=min(proposal.minutes, MOST_AVAILABLE))
    return fitted(plan, proposal.minutes)


def decisions_words(count: int) -> str:
    """``1 decision``, ``6 decisions``."""
    return f"{count:,} {'decision' if count == 1 else 'decisions'}"


def sum_words(plan: Plan) -> str:
    """``6 decisions, 94 minutes``."""
    return f"{decisions_words(len(plan.decisions))}, {minutes_words(plan.total)}"


def against_words(plan: Plan) -> str:
    """What the sum is against the time there is; empty where nobody said how much that is."""
    over = plan.total - plan.available
    if not plan.available or not plan.decisions:
        return ""
    if not over:
        return "just as many as there are"
    return f"{minutes_words(abs(over))} {'too many' if over > 0 else 'to spare'}"


def end_words(plan: Plan, now: dt.datetime, zone: dt.tzinfo | None = None) -> str:
    """When it ends if it begins at once: ``Begun now, it ends at 12:04.``; empty for a plan of several days."""
    if not 0 < plan.total <= MOST_AVAILABLE // 2:
        return ""
    return f"Begun now, it ends at {local(now + dt.timedelta(minutes=plan.total), zone):%H:%M}."


def missing_words(plan: Plan) -> str:
    """What is missing before it can start, beside the button; empty where nothing is."""
    lacks = missing(plan)
    return f"Still missing: {', '.join(lacks)}" if lacks else ""
