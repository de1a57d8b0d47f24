from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

from trainer.desktop.workshops.list_state import Shape, workshops_state
from trainer.progress.workshops.cards import State, WorkshopCard

ZONE = dt.timezone(dt.timedelta(hours=1))
DAY = dt.datetime(2026, 11, 20, 9, 2, tzinfo=dt.UTC)
FILE = Path("/w/a.workshop")


def card(state: State, **values: object) -> WorkshopCard:
    made = WorkshopCard(FILE, state, "Buying time", case_title="Xiaomi", created=DAY, decisions=6, minutes=90)
    return replace(made, **values)  # type: ignore[arg-type]


def said(state: State, stopped: str = "", mine: tuple[Path, ...] = (), **values: object) -> tuple[Shape, str, str]:
    (line,) = workshops_state([card(state, **values)], {FILE: stopped}, mine, ZONE).lines
    return line.shape, line.when, line.holds


def test_one_that_is_prepared_says_when_and_how_long_it_takes() -> None:
    plan = "Xiaomi · 6 decisions, 90 minutes"

    assert said(State.PREPARED) == (Shape.PREPARED, "Prepared on 20 November 2026", plan)


def test_one_that_was_held_says_from_when_to_when_and_who_came() -> None:
    ended = DAY + dt.timedelta(minutes=89)
    holds = "Xiaomi · 6 decisions, 90 minutes · 1 person, 41 votes"

    found = said(State.ENDED, began=DAY, ended=ended, people=1, votes=41)
    assert found == (Shape.ENDED, "Held on 20 November 2026, 10:02 to 11:31", holds)
    _, when, _ = said(State.ENDED, began=DAY, ended=DAY + dt.timedelta(days=1))
    assert when == "Held from 20 November 2026, 10:02 to 21 November 2026, 10:02"


def test_one_that_stopped_says_where() -> None:
    assert said(State.INTERRUPTED, "Stopped at 10:47.", began=DAY)[:2] == (Shape.INTERRUPTED, "Stopped at 10:47.")
    assert said(State.INTERRUPTED, began=DAY)[1] == "Begun on 20 November 2026, 10:02"


def test_one_of_this_window_is_told_from_one_of_another() -> None:
    assert said(State.OPEN, mine=(FILE,), began=DAY)[:2] == (Shape.HERE, "Begun on 20 November 2026, 10:02")
    assert said(State.OPEN) == (Shape.ELSEWHERE, "Go on with it there, or close it there.", "")


def test_one_that_cannot_be_read_says_why() -> None:
    assert said(State.UNREADABLE, problem="It is empty.") == (Shape.UNREADABLE, "", "It is empty.")
