from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from tests.desktop.workshops.halls import DECISIONS, NOON, at_step, second_vote
from trainer.desktop.workshops.foresight import foreseen
from trainer.study.playthrough import REVEAL_STEPS
from trainer.study.workshop.plan import Round, Step
from trainer.study.workshop.session import Session, Stage
from trainer.workshop.commands import Next
from trainer.workshop.room import Room
from trainer.workshop.texts import DecisionText


def really(session: Session, sheets: object) -> Session:
    """What becomes of it when the instructor goes on, and closes an open vote for that first."""
    texts = {each: DecisionText.of(sheet) for each, sheet in sheets.items()}  # type: ignore[attr-defined]
    room = Room(session, texts)
    for _ in range(2 if session.open_ballot is not None else 1):
        room = room.after(*room.decide(Next(), NOON))
    return room.session


@pytest.mark.parametrize("step", [Step.BRIEFING, Step.FIRST_VOTE, Step.DISCUSS, Step.DEBRIEF])
def test_it_is_what_really_comes(step: Step) -> None:
    played = at_step(5, 0, step)
    session = played.session
    ahead, real = foreseen(session, NOON), really(session, played.sheets)

    assert ahead is not None
    assert replace(ahead.stage, since=None) == replace(real.stage, since=None)
    assert (ahead.open_ballot is None) == (real.open_ballot is None)
    assert (ahead.countdown is None) == (real.countdown is None)


def test_nothing_that_is_covered_is_foreseen() -> None:
    _, voting = second_vote()
    assert foreseen(voting, NOON) is None
    both = at_step(5, 0, Step.BOTH_VOTES).session
    assert foreseen(both, NOON) is None
    for part in range(1, len(REVEAL_STEPS)):
        assert foreseen(replace(both, stage=Stage(Step.REVEAL, 0, part)), NOON) is None


def test_after_the_end_nothing_is_foreseen() -> None:
    session = replace(at_step(5, 0, Step.DISCUSS).session, ended=NOON)
    assert foreseen(session, NOON + dt.timedelta(hours=1)) is None


def test_a_vote_that_was_closed_is_not_foreseen_as_open() -> None:
    session = replace(at_step(5, 0, Step.FIRST_VOTE).session, stage=Stage(Step.BRIEFING, 0))
    ahead = foreseen(session, NOON)

    assert ahead is not None
    assert ahead.open_ballot is None
    assert len(ahead.ballots_of(DECISIONS[0], Round.FIRST)) == 1
