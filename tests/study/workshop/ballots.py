"""Workshops of one decision with so many votes, made of what happens in one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from trainer.study.workshop.events import (
    BallotClosed,
    BallotOpened,
    HandsCounted,
    Happened,
    Joined,
    ParticipantChanged,
    Voted,
    after,
)
from trainer.study.workshop.plan import DECISION_STEPS, Plan, PlannedDecision, Round, Step
from trainer.study.workshop.session import Participant, Session, Vote

START = dt.datetime(2026, 11, 22, 9, 0, tzinfo=dt.UTC)
OPTIONS = ("ask", "take", "wait")


def planned(decision_id: str = "sign", minutes: int = 5, steps: Sequence[Step] = DECISION_STEPS) -> PlannedDecision:
    return PlannedDecision(decision_id=decision_id, title="The contract", minutes=dict.fromkeys(steps, minutes))


def session(people: int = 0, *decisions: PlannedDecision) -> Session:
    """So many are here, and nothing was voted."""
    plan = Plan(title="A workshop", case_id="case", case_title="A case", decisions=decisions or (planned(),))
    joined = (Joined(START, person(number)) for number in range(1, people + 1))
    return after(Session("w", plan, START), *joined)


def person(number: int, removed: dt.datetime | None = None) -> Participant:
    return Participant(number, f"No. {number}", f"key {number}", START, removed=removed)


def voted(before: Session, round_: Round, choices: Mapping[int, tuple[str, int]], closed: bool = True) -> Session:
    """With a new ballot in which these people chose these options with these forecasts."""
    number = len(before.ballots) + 1
    events: list[Happened] = [BallotOpened(START, number, "sign", round_)]
    for who, (choice, forecast) in choices.items():
        events.append(Voted(START, number, Vote(f"{number}-{who}", who, choice, forecast, "", START)))
    return after(before, *events, *([BallotClosed(START, number)] if closed else []))


def hands(before: Session, round_: Round, counts: Mapping[str, int]) -> Session:
    number = len(before.ballots) + 1
    opened = BallotOpened(START, number, "sign", round_)
    return after(before, opened, BallotClosed(START, number), HandsCounted(START, number, counts))


def without(before: Session, people: Iterable[int]) -> Session:
    """With these people removed."""
    return after(before, *(ParticipantChanged(START, person(each, removed=START)) for each in people))
