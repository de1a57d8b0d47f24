"""A workshop as its reports tell it: counted once for the page, paper and tables.

Nothing of a record is told that the room hasn't seen. Participants have numbers, which say nothing of the order in
which they came; their names stand beside votes only where the votes were announced as open.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from trainer.case.model import Judgement, Record
from trainer.case.sealed import FullSheet, Sheet
from trainer.study.playthrough import REVEAL_STEPS
from trainer.study.workshop.events import Happened
from trainer.study.workshop.plan import Plan, PlannedDecision, Round, Step
from trainer.study.workshop.session import Ballot, Participant, Reflection, Session
from trainer.study.workshop.spent import time_spent
from trainer.study.workshop.tally import LETTERS, Shift, Tally, shift, tally

_WHOLE = len(REVEAL_STEPS)


@dataclass(frozen=True, slots=True)
class Material:
    """All that a report is made from."""

    session: Session
    moments: Sequence[Happened]
    """All that happened, in its order."""
    sheets: Mapping[str, Sheet]
    """The open pages of each decision, by its id."""
    records: Mapping[str, FullSheet]
    """Those of which the room has seen anything."""
    first_plan: Plan | None = None
    """As it was before the first moment; that of the session where nobody knows."""


@dataclass(frozen=True, slots=True)
class OptionTold:
    """Something that could be chosen."""

    letter: str
    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Who:
    """A participant."""

    number: int
    """From 1; another order than that in which they came."""
    name: str = ""
    """Empty where it isn't told."""
    here: bool = True
    """Whether they weren't removed; what others said isn't counted."""

    @property
    def title(self) -> str:
        """What they are called."""
        return self.name or f"Participant {self.number}"


@dataclass(frozen=True, slots=True)
class VoteTold:
    """What somebody said in a ballot last."""

    who: Who
    choice: OptionTold
    forecast: int
    reason: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class BallotTold:
    """One ballot of a decision."""

    number: int
    round: Round
    opened: dt.datetime
    is_open: bool
    """Still open, so that nothing of it is told but how many voted."""
    counts: bool
    """Whether it is the one that counts for its round."""
    tally: Tally
    votes: tuple[VoteTold, ...]
    """Those of removed participants too; by number. Empty where hands were counted, or it is still open."""

    def reasons(self, option_id: str) -> tuple[VoteTold, ...]:
        """The votes for an option that come with a reason and are counted."""
        return tuple(each for each in self.votes if each.who.here and each.choice.id == option_id and each.reason)


@dataclass(frozen=True, slots=True)
class FactorTold:
    """Something that mattered, and how many saw it."""

    id: str
    name: str
    saw: int
    missed: int


@dataclass(frozen=True, slots=True)
class ReflectionTold:
    """What somebody made of a decision."""

    who: Who
    marks: Mapping[str, str]
    """``saw`` or ``missed`` by the id of a factor."""
    takeaway: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class DecisionTold:
    """One decision of a workshop."""

    number: int
    """In the plan, from 1."""
    id: str
    title: str
    options: tuple[OptionTold, ...]
    sheet: Sheet | None
    """Its open pages; ``None`` where the workshop never came to have them."""
    ballots: tuple[BallotTold, ...]
    shift: Shift
    """Between the ballots that count; of open ones nothing is told."""
    planned: Mapping[Step, int]
    """Minutes."""
    spent: Mapping[Step, dt.timedelta]
    shown: int
    """How many parts of the record the room has seen."""
    full: FullSheet | None
    """With the record, as far as it was shown; ``None`` where nothing was."""
    factors: tuple[FactorTold, ...]
    """Empty until the room has seen all of the record."""
    reflections: tuple[ReflectionTold, ...]

    @property
    def record(self) -> Record | None:
        """What is documented; look at :meth:`has_seen` before telling any of it."""
        return None if self.full is None else self.full.decision.record

    def has_seen(self, part: str) -> bool:
        """Whether the room has seen a part of the record; raises ``ValueError`` for one there isn't."""
        return self.shown > REVEAL_STEPS.index(part)

    @property
    def taken(self) -> OptionTold | None:
        """What they did, where the room has seen it."""
        if self.record is None or not self.has_seen("did"):
            return None
        return self.option(self.record.option)

    @property
    def judgement(self) -> Judgement | None:
        """How the record judges it, where the room has seen that."""
        if self.record is None or not self.has_seen("looking_back"):
            return None
        return self.record.looking_back.judgement

    def option(self, option_id: str) -> OptionTold:
        """The option of that id; raises ``KeyError``."""
        for option in self.options:
            if option.id == option_id:
                return option
        raise KeyError(option_id)

    def ballot(self, round_: Round) -> BallotTold | None:
        """The ballot that counts for a round."""
        return next((each for each in self.ballots if each.round is round_ and each.counts), None)

    @property
    def again(self) -> tuple[BallotTold, ...]:
        """The ballots that don't count, because another was opened in their place."""
        return tuple(each for each in self.ballots if not each.counts)

    @property
    def takeaways(self) -> tuple[ReflectionTold, ...]:
        """The reflections with a line to take along, of those who are here."""
        return tuple(each for each in self.reflections if each.takeaway and each.who.here)

    @property
    def seconds_spent(self) -> float:
        """All steps together."""
        return sum((each.total_seconds() for each in self.spent.values()), 0.0)

    @property
    def minutes_spent(self) -> int:
        """The same, rounded."""
        return round(self.seconds_spent / 60)


@dataclass(frozen=True, slots=True)
class WorkshopTold:
    """A whole workshop."""

    id: str
    title: str
    case_id: str
    case_title: str
    began: dt.datetime | None
    ended: dt.datetime | None
    people: int
    """Those with phones who are counted."""
    removed: int
    by_hands: bool
    """Whether hands were counted in any ballot."""
    open_votes: bool
    attendance: tuple[str, ...]
    """Names of all who were here and weren't removed, in the order of the alphabet; empty where names aren't told."""
    decisions: tuple[DecisionTold, ...]
    planned_minutes: int
    everybody: tuple[Who, ...] = field(default=())
    """By number."""

    @property
    def hands(self) -> int:
        """The most hands that went up in a ballot."""
        counted = (each.tally for one in self.decisions for each in one.ballots)
        return max((each.voted for each in counted if each.by_hands), default=0)

    @property
    def minutes_spent(self) -> int:
        """From the first decision on, all of them together; what is rounded is the whole, and not each of them."""
        return round(sum(each.seconds_spent for each in self.decisions) / 60)

    @property
    def come_to(self) -> tuple[DecisionTold, ...]:
        """The decisions that the room came to."""
        return tuple(each for each in self.decisions if each.spent or each.ballots or each.shown)


def tell(material: Material, *, names: bool = False) -> WorkshopTold:
    """Count a workshop.

    Args:
        material: all there is of it.
        names: tell who was there; beside the votes too where these were announced as open.
    """
    session = material.session
    plan = session.plan
    who = _numbered(session, names=names and plan.open_votes)
    spent = time_spent(material.first_plan or plan, material.moments)
    decisions = tuple(
        _decision(material, number, planned, who, spent) for number, planned in enumerate(plan.decisions, 1)
    )
    here = session.here
    return WorkshopTold(
        id=session.id,
        title=plan.title,
        case_id=plan.case_id,
        case_title=plan.case_title,
        began=session.began,
        ended=session.ended,
        people=len(here),
        removed=len(session.participants) - len(here),
        by_hands=any(ballot.hands is not None for ballot in session.ballots.values()),
        open_votes=plan.open_votes,
        attendance=tuple(sorted((each.name for each in here), key=str.casefold)) if names else (),
        decisions=decisions,
        planned_minutes=plan.total,
        everybody=tuple(sorted(who.values(), key=lambda each: each.number)),
    )


def _numbered(session: Session, *, names: bool) -> Mapping[int, Who]:
    """By id. The number follows from a hash, the same each time, so that nobody is known by when they came."""

    def mixed(each: Participant) -> str:
        return hashlib.sha256(f"{session.id} {each.id} {each.key_hash}".encode()).hexdigest()

    ordered = sorted(session.participants.values(), key=mixed)
    return {each.id: Who(number, each.name if names else "", each.is_here) for number, each in enumerate(ordered, 1)}


def _decision(
    material: Material,
    number: int,
    planned: PlannedDecision,
    who: Mapping[int, Who],
    spent: Mapping[tuple[str, Step], dt.timedelta],
) -> DecisionTold:
    session, decision_id = material.session, planned.decision_id
    sheet = material.sheets.get(decision_id)
    ballots = [each for each in session.ballots.values() if each.decision_id == decision_id]
    options = _options(sheet, ballots)
    shown = session.shown.get(decision_id, 0)
    full = material.records.get(decision_id) if shown else None
    reflections = tuple(_reflections(session, decision_id, who))
    ids = [option.id for option in options]
    return DecisionTold(
        number=number,
        id=decision_id,
        title=planned.title if sheet is None else sheet.briefing.title,
        options=options,
        sheet=sheet,
        ballots=tuple(_ballot(session, each, options, who) for each in ballots),
        shift=shift(_closed(session), decision_id, ids),
        planned=dict(planned.minutes),
        spent={step: each for (spent_on, step), each in spent.items() if spent_on == decision_id},
        shown=shown,
        full=full,
        factors=_factors(full, reflections) if shown >= _WHOLE else (),
        reflections=reflections if shown >= _WHOLE else (),
    )


def _closed(session: Session) -> Session:
    """As if what is still open had never been opened."""
    return replace(session, ballots={number: each for number, each in session.ballots.items() if not each.is_open})


def _options(sheet: Sheet | None, ballots: Sequence[Ballot]) -> tuple[OptionTold, ...]:
    if sheet is not None:
        given = [(option.id, option.title) for option in sheet.briefing.options]
    else:
        found = {vote.choice for each in ballots for vote in each.votes.values()}
        given = [(each, each) for each in sorted(found.union(*(each.hands or () for each in ballots)))]
    return tuple(OptionTold(LETTERS[place], *each) for place, each in enumerate(given))


def _ballot(session: Session, ballot: Ballot, options: Sequence[OptionTold], who: Mapping[int, Who]) -> BallotTold:
    titled = {option.id: option for option in options}
    counting = _closed(session).ballot(ballot.decision_id, ballot.round)
    votes = [
        VoteTold(who[each.participant], titled[each.choice], each.forecast, each.reason, each.at)
        for each in ([] if ballot.is_open else ballot.votes.values())
    ]
    return BallotTold(
        number=ballot.id,
        round=ballot.round,
        opened=ballot.opened,
        is_open=ballot.is_open,
        counts=counting is not None and counting.id == ballot.id,
        tally=tally(session, ballot, list(titled)),
        votes=tuple(sorted(votes, key=lambda each: each.who.number)),
    )


def _reflections(session: Session, decision_id: str, who: Mapping[int, Who]) -> Iterator[ReflectionTold]:
    said: list[Reflection] = [each for each in session.reflections.values() if each.decision_id == decision_id]
    for each in sorted(said, key=lambda each: who[each.participant].number):
        yield ReflectionTold(who[each.participant], each.marks, each.takeaway, each.at)


def _factors(full: FullSheet | None, reflections: Sequence[ReflectionTold]) -> tuple[FactorTold, ...]:
    if full is None:
        return ()
    marks = [each.marks for each in reflections if each.who.here]
    return tuple(
        FactorTold(
            each.id,
            each.name,
            sum(1 for marked in marks if marked.get(each.id) == "saw"),
            sum(1 for marked in marks if marked.get(each.id) == "missed"),
        )
        for each in full.decision.factors
    )
