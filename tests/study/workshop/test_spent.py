from __future__ import annotations

import datetime as dt

import pytest

from trainer.study.workshop.events import DoorsSet, Ended, Happened, Moved, Noted, Planned
from trainer.study.workshop.plan import Plan, PlannedDecision, Step
from trainer.study.workshop.session import Doors, Stage
from trainer.study.workshop.spent import time_spent

DECISIONS = tuple(PlannedDecision(decision_id=each, title=each, minutes={Step.BRIEFING: 4}) for each in ("one", "two"))
PLAN = Plan(title="Harbours", case_id="harbours", case_title="Harbours", decisions=DECISIONS)


def at(minute: float) -> dt.datetime:
    return dt.datetime(2026, 11, 20, 9, tzinfo=dt.UTC) + dt.timedelta(minutes=minute)


def moved(minute: float, step: Step, decision: int | None = 0) -> Moved:
    return Moved(at(minute), Stage(step, decision))


def doors(minute: float, *, is_open: bool = True) -> DoorsSet:
    return DoorsSet(at(minute), Doors("10.0.0.2", 8420, "H7K3WP", is_open))


def minutes(*events: Happened) -> dict[tuple[str, Step], float]:
    return {key: spent.total_seconds() / 60 for key, spent in time_spent(PLAN, events).items()}


def test_each_visit_to_a_step_counts() -> None:
    spent = minutes(
        doors(0),
        moved(5, Step.BRIEFING),
        moved(9, Step.FIRST_VOTE),
        moved(10, Step.BRIEFING),
        moved(11, Step.FIRST_VOTE),
        moved(13, Step.BRIEFING, 1),
        Ended(at(20)),
    )

    assert spent == {("one", Step.BRIEFING): 5, ("one", Step.FIRST_VOTE): 3, ("two", Step.BRIEFING): 7}


def test_a_stop_in_the_middle_counts_only_to_the_last_that_happened() -> None:
    spent = minutes(doors(0), moved(5, Step.BRIEFING), Noted(at(8), "", "x"), doors(90), moved(93, Step.FIRST_VOTE))

    assert spent == {("one", Step.BRIEFING): 6}


def test_doors_that_are_closed_and_opened_again_dont_hold_the_time() -> None:
    spent = minutes(doors(0), moved(5, Step.BRIEFING), doors(8, is_open=False), doors(10), moved(12, Step.FIRST_VOTE))

    assert spent == {("one", Step.BRIEFING): 7}


@pytest.mark.parametrize("left", [doors(8, is_open=False), Noted(at(8), "", "x")])
def test_a_workshop_that_was_left_for_another_day_was_not_sat_in_meanwhile(left: Happened) -> None:
    day = 24 * 60

    spent = minutes(doors(0), moved(5, Step.BRIEFING), left, doors(day), moved(day + 2, Step.FIRST_VOTE))

    assert spent == {("one", Step.BRIEFING): 5}


def test_a_program_that_was_soon_back_takes_no_time_from_the_room() -> None:
    assert minutes(doors(0), moved(5, Step.BRIEFING), doors(34), moved(36, Step.DISCUSS)) == {
        ("one", Step.BRIEFING): 31
    }


def test_without_phones_a_night_counts_for_nothing() -> None:
    day = 24 * 60

    assert minutes(
        moved(5, Step.BRIEFING), moved(5 + 239, Step.DISCUSS), moved(day, Step.REVEAL), Ended(at(day + 3))
    ) == {
        ("one", Step.BRIEFING): 239,
        ("one", Step.DISCUSS): 0,
        ("one", Step.REVEAL): 3,
    }


def test_nothing_counts_between_an_end_and_its_taking_back() -> None:
    events = [moved(0, Step.BRIEFING), Ended(at(3)), Ended(at(60), reopened=True), moved(62, Step.FIRST_VOTE)]

    assert minutes(*events) == {("one", Step.BRIEFING): 5}


def test_a_changed_plan_names_the_decisions_from_then_on() -> None:
    swapped = PLAN.model_copy(update={"decisions": DECISIONS[::-1]})

    spent = minutes(
        moved(0, Step.BRIEFING), Planned(at(2), swapped), moved(3, Step.BRIEFING, 0), moved(4, Step.FIRST_VOTE, 0)
    )

    assert spent == {("one", Step.BRIEFING): 3, ("two", Step.BRIEFING): 1}


def test_a_clock_that_was_set_back_takes_nothing_away() -> None:
    assert minutes(moved(5, Step.BRIEFING), moved(1, Step.FIRST_VOTE), moved(2, Step.DISCUSS)) == {
        ("one", Step.BRIEFING): 0,
        ("one", Step.FIRST_VOTE): 1,
    }
