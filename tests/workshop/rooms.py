"""A small room to try commands on: two decisions with two and three options, and a clock that goes with each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pytest

from trainer.study.playthrough import REVEAL_STEPS
from trainer.study.workshop.events import Happened
from trainer.study.workshop.plan import DECISION_STEPS, Joining, Plan, PlannedDecision, Step
from trainer.study.workshop.session import Session
from trainer.workshop.commands import CastVote, Command, Go, Join, Next, OpenDoors, Refused, Why
from trainer.workshop.room import Room
from trainer.workshop.texts import DecisionText

START = dt.datetime(2026, 11, 22, 9, 0, tzinfo=dt.UTC)
OPTIONS = {"sign": ("ask", "take"), "price": ("high", "low", "wait")}
FACTORS = frozenset({"cash", "trust"})
TEXTS = {each: DecisionText(options, FACTORS) for each, options in OPTIONS.items()}
PARTS = len(REVEAL_STEPS)
DOORS = OpenDoors("192.168.1.20", 8420, "K7PXQM")


def planned(decision_id: str, steps: Sequence[Step] = DECISION_STEPS, minutes: int = 3) -> PlannedDecision:
    """A decision with the same minutes for each of these steps."""
    return PlannedDecision(decision_id=decision_id, title=decision_id.title(), minutes=dict.fromkeys(steps, minutes))


def plan(
    *decisions: PlannedDecision, joining: Joining = Joining.ANYBODY, names: Sequence[str] = (), case_id: str = "case"
) -> Plan:
    """A plan of both decisions, where no others are given."""
    return Plan(
        title="A workshop",
        case_id=case_id,
        case_title="A case",
        decisions=decisions or (planned("sign"), planned("price")),
        joining=joining,
        names=tuple(names),
    )


class Trial:
    """A room that does what it is asked, a second later each time."""

    def __init__(self, made: Plan | None = None) -> None:
        self.room = Room(Session("w", made or plan(), START), TEXTS)
        self.now = START
        self.log: list[Happened] = []
        self._votes = 0

    @property
    def session(self) -> Session:
        return self.room.session

    @property
    def at(self) -> tuple[Step, int | None, int]:
        stage = self.session.stage
        return stage.step, stage.decision, stage.part

    def do(self, *commands: Command) -> tuple[Happened, ...]:
        """Do what is asked; gives what happened at the last."""
        happened: tuple[Happened, ...] = ()
        for command in commands:
            self.now += dt.timedelta(seconds=1)
            happened = self.room.decide(command, self.now)
            self.room = self.room.after(*happened)
            self.log += happened
        return happened

    def refusal(self, command: Command) -> Why:
        """Why it is refused; nothing has happened then."""
        with pytest.raises(Refused, match=r"\.$") as refused:
            self.room.decide(command, self.now)
        return refused.value.why

    def come(self, *names: str) -> None:
        """Open the doors and let people in, each with a phone of their own."""
        self.do(DOORS, *(Join(f"key of {name}", name, "en") for name in names))

    def go(self, step: Step, decision: int | None = 0, part: int = 1) -> None:
        self.do(Go(step, decision, part))

    def vote(self, participant: int, choice: str, forecast: int = 50, reason: str = "") -> CastVote:
        """Vote in the newest ballot; gives the command that did it."""
        self._votes += 1
        ballot = max(self.session.ballots)
        command = CastVote(participant, ballot, f"vote-{self._votes:08}", choice, forecast, reason)
        self.do(command)
        return command

    def on(self, times: int) -> None:
        self.do(*[Next()] * times)
