"""Whole workshops on the real case, played by chance that is the same each time."""

from __future__ import annotations

import datetime as dt
import hashlib
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from trainer.case.reader import load_case
from trainer.case.sealed import Case, Envelope, FullSheet, Receipt, Sheet
from trainer.progress.workshops.file import WorkshopFile
from trainer.study.playthrough import REVEAL_STEPS
from trainer.study.workshop.events import (
    BallotClosed,
    BallotOpened,
    DoorsSet,
    Ended,
    HandsCounted,
    Happened,
    Joined,
    Moved,
    Noted,
    ParticipantChanged,
    Reflected,
    Voted,
    after,
)
from trainer.study.workshop.plan import DECISION_STEPS, Naming, Plan, PlannedDecision, Round, Step
from trainer.study.workshop.session import Doors, Participant, Reflection, Session, Stage, Vote

XIAOMI = Path(__file__).parents[2] / "content" / "xiaomi"
BEGAN = dt.datetime(2026, 11, 20, 9, 0, tzinfo=dt.UTC)
MINUTES = (4, 3, 5, 2, 2, 4, 3)
"""Planned for each step of a decision."""

_NAMES = ("Mei", "Jonas", "王小明", "Ada", "Omar", "Chiara", "李娜", "Tomasz", "Priya", "Luca", "Noor", "Sven")
_REASONS = (
    "The partner needs us more than we need the money.",
    "What would have to be true is that volume comes before the cash runs out.",
    "我觉得他们等不起。时间比价格重要。",
    "Somebody will do it if we don’t.",
    "=SUM(1,2) is what my spreadsheet says",
    "We have never built one.",
)
_TAKEAWAYS = ("Ask what the others can’t wait for.", "Volume is a promise, not a plan.", "先想退路。")
LONG_REASON = (
    "Nobody in this room has asked who pays if the first hundred thousand don’t sell, and how long we last. " * 3
)


class _Everything:
    """A ledger that confirms whatever it is asked."""

    def holds(self, receipt: Receipt) -> bool:
        """It does."""
        return bool(receipt)


@cache
def xiaomi() -> Case:
    """The case that comes with the program."""
    return load_case(XIAOMI)


def opened(envelope: Envelope) -> FullSheet:
    """What is in an envelope, for tests that compare with it."""
    return envelope.open(Receipt("test", envelope.decision_id, envelope.digest, ""), _Everything())


@dataclass(frozen=True)
class Played:
    """A workshop with everything that happened in it."""

    start: Session
    """Planned, and nothing more."""
    events: tuple[Happened, ...]
    case: Case = field(repr=False)

    @property
    def session(self) -> Session:
        """How it stands once everything has happened."""
        return after(self.start, *self.events)

    @property
    def decisions(self) -> tuple[str, ...]:
        """Ids of the planned decisions, in their order."""
        return tuple(each.decision_id for each in self.start.plan.decisions)

    @property
    def sheets(self) -> Mapping[str, Sheet]:
        """The open pages of the planned decisions."""
        return {each: self.case.sheet(each) for each in self.decisions}

    @property
    def records(self) -> Mapping[str, FullSheet]:
        """All of the planned decisions with their records, whether they were shown or not."""
        return {each: opened(self.case.envelopes[each]) for each in self.decisions}

    @property
    def shown(self) -> Mapping[str, FullSheet]:
        """The records of which the room has seen anything."""
        session = self.session
        return {each: sheet for each, sheet in self.records.items() if session.shown.get(each)}


def plan(
    decisions: int | Sequence[str] = 2,
    *,
    title: str = "Buying time",
    naming: Naming = Naming.NAMES,
    open_votes: bool = False,
) -> Plan:
    """A plan with the first so many decisions of the case, or with these."""
    case = xiaomi()
    ids = case.order[:decisions] if isinstance(decisions, int) else tuple(decisions)
    minutes = dict(zip(DECISION_STEPS, MINUTES, strict=True))
    planned = tuple(
        PlannedDecision(decision_id=each, title=case.sheet(each).briefing.title, minutes=minutes) for each in ids
    )
    info = case.info
    return Plan(
        title=title,
        case_id=info.id,
        case_title=info.title,
        decisions=planned,
        naming=naming,
        open_votes=open_votes,
    )


def play(
    people: int = 41,
    decisions: int | Sequence[str] = 2,
    seed: int = 7,
    *,
    title: str = "Buying time",
    naming: Naming = Naming.NAMES,
    open_votes: bool = False,
    removed: int = 0,
    reopened: bool = False,
    hands: bool = False,
    until: tuple[int, Step] | None = None,
    reveal: int = len(REVEAL_STEPS),
    ended: bool = True,
) -> Played:
    """Play a workshop from the doors to its end.

    Args:
        people: how many come in; about one in ten of them late, and about one in twelve doesn't vote in a ballot.
        decisions: how many of the case, from its first on, or their ids.
        seed: of all that is left to chance.
        title: of the workshop.
        naming: whether participants have names or pseudonyms.
        open_votes: whether the votes were announced as open.
        removed: how many of them are sent out after the first vote of the first decision.
        reopened: the second vote of the first decision is opened twice.
        hands: nobody has a phone; hands are counted.
        until: the place of a decision and the last step in it that the room comes to.
        reveal: how many parts of each record are shown.
        ended: by the instructor in the end.
    """
    made = plan(decisions, title=title, naming=naming, open_votes=open_votes)
    start = Session(f"w{seed:07d}", made, BEGAN - dt.timedelta(days=2))
    script = _Script(start, random.Random(seed), people, removed, reopened, hands, until, reveal, ended)
    return Played(start, tuple(script.events()), xiaomi())


def keep(played: Played, folder: Path) -> Path:
    """Keep a workshop in a file of its own, and give its path."""
    with WorkshopFile.create(folder, played.start.plan, lambda: played.start.created) as file:
        file.keep_texts(played.sheets.values(), played.case.envelopes)
        file.keep(played.events)
        return file.path


class _Stop(Exception):
    """The room comes no further."""


class _Script:
    def __init__(
        self,
        start: Session,
        chance: random.Random,
        people: int,
        removed: int,
        reopened: bool,
        hands: bool,
        until: tuple[int, Step] | None,
        reveal: int,
        ended: bool,
    ) -> None:
        self._plan, self._chance, self._people = start.plan, chance, 0 if hands else people
        self._hands = people if hands else 0
        self._removed, self._reopened, self._until = removed, reopened, until
        self._reveal, self._ended = reveal, ended
        self._now = BEGAN
        self._ballots = 0
        self._votes = 0
        self._here: dict[int, Participant] = {}
        self._waiting = list(range(1, self._people + 1))

    def events(self) -> Iterator[Happened]:
        if not self._hands:
            yield DoorsSet(self._now, Doors("192.168.0.20", 8420, "H7K3WP", is_open=True))
            yield from self._come(self._people - self._people // 10)
        yield Noted(self._now, "", "Ask the back row first.")
        try:
            for place, planned in enumerate(self._plan.decisions):
                yield from self._decision(place, planned)
        except _Stop:
            return
        if self._ended:
            yield Moved(self._later(30), Stage(Step.END, since=self._now))
            yield Ended(self._later(60))

    def _later(self, seconds: float) -> dt.datetime:
        self._now += dt.timedelta(seconds=seconds)
        return self._now

    def _come(self, count: int) -> Iterator[Happened]:
        for number in self._waiting[:count]:
            name = _NAMES[(number - 1) % len(_NAMES)]
            name += f" {number // len(_NAMES) + 1}" if number > len(_NAMES) else ""
            if self._plan.naming is Naming.PSEUDONYMS:
                name = f"Heron {number}"
            key = hashlib.sha256(f"key {number}".encode()).hexdigest()
            who = Participant(number, name, key, self._later(0.4), "zh" if name[0] > "一" else "en")
            self._here[number] = who
            yield Joined(self._now, who)
        del self._waiting[:count]

    def _decision(self, place: int, planned: PlannedDecision) -> Iterator[Happened]:
        record = opened(xiaomi().envelopes[planned.decision_id])
        options = [option.id for option in record.briefing.options]
        leaning = [self._chance.uniform(0.2, 1.0) for _ in options]
        said: dict[int, str] = {}
        for step in planned.steps:
            yield from self._come_to(place, step)
            spent = planned.minutes[step] * 60 * self._chance.uniform(0.8, 1.4)
            if step is Step.FIRST_VOTE:
                yield from self._ballot(planned.decision_id, Round.FIRST, options, leaning, said)
                yield from self._send_out()
                yield from self._come(len(self._waiting))
            elif step is Step.SECOND_VOTE:
                for again in range(2 if self._reopened and place == 0 else 1):
                    few = self._reopened and place == 0 and again == 0
                    yield from self._ballot(planned.decision_id, Round.SECOND, options, leaning, dict(said), few=few)
            elif step is Step.REVEAL:
                for part in range(2, self._reveal + 1):
                    yield Moved(self._later(25), Stage(step, place, part, self._now))
            elif step is Step.DEBRIEF:
                yield from self._reflect(planned.decision_id, [factor.id for factor in record.decision.factors])
            self._later(spent / 3)
            if self._until == (place, step):
                raise _Stop

    def _come_to(self, place: int, step: Step) -> Iterator[Happened]:
        if step is Step.REVEAL and not self._reveal:
            raise _Stop
        yield Moved(self._later(2), Stage(step, place, 1 if step is Step.REVEAL else 0, self._now))

    def _ballot(
        self,
        decision_id: str,
        round_: Round,
        options: Sequence[str],
        leaning: Sequence[float],
        said: dict[int, str],
        *,
        few: bool = False,
    ) -> Iterator[Happened]:
        self._ballots += 1
        number = self._ballots
        yield BallotOpened(self._later(1), number, decision_id, round_)
        if self._hands:
            counts = dict.fromkeys(options, 0)
            for choice in self._chance.choices(options, leaning, k=self._hands):
                counts[choice] += 1
            yield BallotClosed(self._later(40), number)
            yield HandsCounted(self._later(5), number, counts)
            return
        voting = [each for each in self._here.values() if each.is_here and self._chance.random() > 1 / 12]
        voting = voting or list(self._here.values())[:1]
        for who in voting[: len(voting) // 3 + 1] if few else voting:
            for _ in range(2 if self._chance.random() < 0.1 else 1):
                yield Voted(self._later(0.6), number, self._vote(who, options, leaning, said))
        yield BallotClosed(self._later(20), number)

    def _vote(self, who: Participant, options: Sequence[str], leaning: Sequence[float], said: dict[int, str]) -> Vote:
        self._votes += 1
        stays = who.id in said and self._chance.random() < 0.6
        choice = said[who.id] if stays else self._chance.choices(options, leaning)[0]
        said[who.id] = choice
        reason = self._chance.choice((*_REASONS, "", "", LONG_REASON[:280]))
        forecast = 5 * self._chance.randint(0, 20)
        return Vote(f"vote-{self._votes:06d}", who.id, choice, forecast, reason, self._now)

    def _send_out(self) -> Iterator[Happened]:
        for number in sorted(self._here)[1 : 1 + self._removed]:
            who = replace(self._here[number], removed=self._later(1))
            self._here[number] = who
            yield ParticipantChanged(self._now, who)
        self._removed = 0

    def _reflect(self, decision_id: str, factors: Sequence[str]) -> Iterator[Happened]:
        if self._reveal < len(REVEAL_STEPS):
            return
        for who in self._here.values():
            if who.is_here and self._chance.random() > 0.2:
                marks = {each: self._chance.choice(("saw", "saw", "missed")) for each in factors}
                takeaway = self._chance.choice((*_TAKEAWAYS, ""))
                yield Reflected(self._later(0.5), Reflection(who.id, decision_id, marks, takeaway, self._now))
