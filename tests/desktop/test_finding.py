"""What of a case can be searched at each stage, through the store."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.desktop import works
from tests.progress import tiny
from trainer.case.sealed import FullSheet
from trainer.case.search import Query
from trainer.desktop.desk import Desk
from trainer.desktop.finding import Finder
from trainer.progress.store import Store
from trainer.progress.values import Attempt, Learner
from trainer.study.playthrough import REVEAL_STEPS, Draft

FIRST, SECOND = works.FIRST, works.SECOND
ALL = len(REVEAL_STEPS)


@pytest.fixture
def desk(qapp: QApplication, store: Store, mara: Learner, clock: tiny.Clock) -> Desk:
    return Desk(store, works.case(), mara, clock)


@pytest.fixture
def gathered(qtbot: QtBot, desk: Desk) -> Callable[[], Finder]:
    """The finder, everything gathered."""
    finder = Finder(desk)

    def gather() -> Finder:
        finder.begin()
        qtbot.waitUntil(lambda: not finder.waiting)
        return finder

    return gather


def decide(desk: Desk, decision_id: str = FIRST, reasons: str = "Ships wait for nobody.") -> Attempt:
    return desk.commit(decision_id, Draft("wait", 35, reasons))


def at(finder: Finder, words: str) -> list[str]:
    return [found.decision_id for found in finder.find(Query.parse(words))]


IN_THE_RECORD = ("fell ", '"two years"', '"trust the bank"', '"went both ways"', "refused ", "diary ")
"""A word of each part, in the order in which they open."""


def test_before_the_commitment_only_the_open_pages_of_the_open_decision_are_found(
    desk: Desk, gathered: Callable[[], Finder]
) -> None:
    finder = gathered()
    assert finder.decisions == 1
    assert at(finder, "harbour ships") == [FIRST]
    assert at(finder, "bridge") == []
    assert [each for each in IN_THE_RECORD if at(finder, each)] == []
    assert at(finder, "人") == []


@pytest.mark.parametrize("steps", range(ALL + 1))
def test_the_record_is_found_as_far_as_it_is_unfolded(desk: Desk, gathered: Callable[[], Finder], steps: int) -> None:
    desk.unfold(decide(desk), steps)
    finder = gathered()
    assert [bool(at(finder, each)) for each in IN_THE_RECORD] == [steps > index for index in range(ALL)]
    assert bool(at(finder, "时间")) == bool(at(finder, '"count first"')) == (steps == ALL), "factors and lesson"
    assert at(finder, "nobody. ships") == [FIRST], "my own reasons"


def test_what_i_take_along_is_found_and_found_anew_when_i_change_it(desk: Desk, gathered: Callable[[], Finder]) -> None:
    attempt = decide(desk)
    desk.unfold(attempt, ALL)
    desk.take_along(attempt, "Mind the crane.")
    assert at(gathered(), '"mind the crane"') == [FIRST]
    desk.take_along(attempt, "Mind the quay.")
    finder = gathered()
    assert (at(finder, '"mind the crane"'), at(finder, '"mind the quay"')) == ([], [FIRST])


def test_a_further_try_closes_the_record_again(desk: Desk, gathered: Callable[[], Finder]) -> None:
    attempt = decide(desk)
    desk.unfold(attempt, ALL)
    desk.close_debrief(attempt)
    assert at(gathered(), '"went both ways"') == [FIRST]
    desk.again(FIRST)
    finder = gathered()
    assert at(finder, '"went both ways"') == []
    assert at(finder, "harbour ships") == [FIRST]


def test_the_text_that_was_seen_is_searched_and_not_that_of_today(
    desk: Desk, gathered: Callable[[], Finder], store: Store, mara: Learner
) -> None:
    decide(desk)
    other = Desk(store, tiny.case(harbour="A wharf"), mara)
    finder = Finder(other)
    finder.begin()
    finder._gather()
    assert at(finder, "wharf") == []
    assert at(finder, "engineer") == [FIRST]


def test_what_was_gathered_once_is_not_read_again(
    desk: Desk, gathered: Callable[[], Finder], monkeypatch: pytest.MonkeyPatch
) -> None:
    attempt = decide(desk)
    desk.unfold(attempt, ALL)
    finder = gathered()
    reads: list[str] = []
    seen = desk.seen

    def count(attempt: Attempt) -> FullSheet:
        reads.append(attempt.id)
        return seen(attempt)

    monkeypatch.setattr(desk, "seen", count)
    gathered()
    assert reads == []
    assert at(finder, '"went both ways"') == [FIRST]
    desk.close_debrief(attempt)
    gathered()
    assert reads == [attempt.id], "it stands elsewhere now"


def test_a_text_that_cannot_be_read_is_told_and_the_others_are_searched(
    desk: Desk, gathered: Callable[[], Finder], store: Store
) -> None:
    attempt = decide(desk)
    desk.unfold(attempt, ALL)
    desk.close_debrief(attempt)
    with closing(sqlite3.connect(store.path)) as connection, connection:
        connection.execute("DROP TRIGGER seen_text_no_update")
        connection.execute("UPDATE seen_text SET data = x'00'")
    finder = gathered()
    assert [sentence for sentence in finder.unread if "is damaged" in sentence] == list(finder.unread)
    assert len(finder.unread) == 1
    assert at(finder, "bridge") == [SECOND]
