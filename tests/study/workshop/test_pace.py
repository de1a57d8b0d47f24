"""How late a room is, and when it will be done."""

from __future__ import annotations

import datetime as dt

from tests.study.workshop.ballots import START, planned, session
from trainer.study.workshop.events import DoorsSet, Ended, Moved, after
from trainer.study.workshop.pace import Pace, pace
from trainer.study.workshop.plan import DECISION_STEPS, Step
from trainer.study.workshop.session import Doors, Session, Stage

LENGTH = dt.timedelta(minutes=70)
"""Two decisions of seven steps, five minutes each."""


def minutes(count: float) -> dt.timedelta:
    return dt.timedelta(minutes=count)


def at(*moves: tuple[float, Step, int | None]) -> Session:
    made = session(0, planned("sign"), planned("price"))
    return after(made, *(Moved(START + minutes(m), Stage(s, d, since=START + minutes(m))) for m, s, d in moves))


def late(made: Session, after_minutes: float) -> float:
    return pace(made, START + minutes(after_minutes)).late / 60


def test_a_room_that_keeps_to_its_minutes_is_on_time() -> None:
    assert late(at((0, Step.BRIEFING, 0)), 3) == 0
    assert late(at((0, Step.BRIEFING, 0), (5, Step.FIRST_VOTE, 0)), 9) == 0
    found = pace(at((0, Step.BRIEFING, 0)), START + minutes(3))
    assert found == Pace(0.0, START + LENGTH, START + LENGTH)


def test_it_is_late_from_when_a_step_outruns_its_minutes() -> None:
    made = at((0, Step.BRIEFING, 0))
    assert (late(made, 5), late(made, 7)) == (0, 2)
    found = pace(made, START + minutes(7))
    assert (found.planned_end, found.end) == (START + LENGTH, START + LENGTH + minutes(2))


def test_it_is_early_once_a_step_is_left_before_its_time() -> None:
    made = at((0, Step.BRIEFING, 0), (2, Step.FIRST_VOTE, 0))
    assert (late(made, 2), late(made, 7), late(made, 8)) == (-3, -3, -2)


def test_what_is_passed_over_counts_as_done() -> None:
    assert late(at((0, Step.BRIEFING, 0), (5, Step.BRIEFING, 1)), 5) == -30
    assert late(at((0, Step.BRIEFING, 0), (40, Step.END, None)), 41) == -29


def test_a_step_done_again_takes_its_time_again() -> None:
    made = at((0, Step.BRIEFING, 0), (5, Step.FIRST_VOTE, 0), (10, Step.BRIEFING, 0))
    assert late(made, 10) == 10


def test_time_with_open_doors_before_the_first_step_counts_nothing() -> None:
    opened = DoorsSet(START - minutes(20), Doors("10.0.0.1", 8420, "K7PXQM", is_open=True))
    waiting = after(session(0, planned()), opened)
    assert pace(waiting, START) == Pace(0.0, START + minutes(35), START + minutes(35))
    begun = after(waiting, Moved(START, Stage(Step.BRIEFING, 0, since=START)))
    assert late(begun, 5) == 0


def test_it_gets_no_later_once_it_has_ended() -> None:
    made = after(at((0, Step.BRIEFING, 0), (75, Step.END, None)), Ended(START + minutes(76)))
    assert late(made, 76) == late(made, 600) == 6


def test_a_clock_that_was_set_back_makes_no_time_that_wasnt_planned() -> None:
    assert late(at((0, Step.BRIEFING, 0)), -10) == -10


def test_a_step_that_isnt_planned_takes_no_planned_time() -> None:
    made = session(0, planned("sign", steps=[s for s in DECISION_STEPS if s is not Step.DISCUSS]))
    stage = Stage(Step.DISCUSS, 0, since=START)
    assert late(after(made, Moved(START, stage)), 0) == -10
