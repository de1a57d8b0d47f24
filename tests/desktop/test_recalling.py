"""Sittings of recalls, on a real store and in a real window."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.desktop.support import THEMES, button, named, press, settle, show, type_text, visible_text
from tests.journeys.driver import held
from tests.progress import tiny
from tests.progress.tiny import DECISIONS, commitment, debriefed
from trainer.case.sealed import Case
from trainer.desktop.appearance import Appearance
from trainer.desktop.pages.recall import RecallPage
from trainer.desktop.pages.recall_end import RecallEndPage
from trainer.desktop.recalling import Recalling
from trainer.desktop.window import MainWindow
from trainer.progress.recalls import Recall
from trainer.progress.store import Store
from trainer.progress.values import Learner
from trainer.settings import MOTION, Settings
from trainer.study.recall import Grade

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
DAY = 24 * 60


class Sitter:
    """Somebody to whom all three decisions of the town come back, at nine in the morning."""

    def __init__(self, store: Store, clock: tiny.Clock, learner: Learner, window: MainWindow, look: Appearance) -> None:
        self.store, self.clock, self.learner, self.window = store, clock, learner, window
        self.look = look
        self.limit = 20
        self.recalling = Recalling(window, look, store, learner, lambda: self.limit, clock)
        self.left: list[str] = []
        self.recalling.library_requested.connect(lambda: self.left.append("library"))

    @property
    def page(self) -> RecallPage:
        assert isinstance(self.window.page, RecallPage)
        return self.window.page

    @property
    def end(self) -> RecallEndPage:
        assert isinstance(self.window.page, RecallEndPage)
        return self.window.page

    def says(self, text: str) -> bool:
        settle()
        return text in visible_text(self.window)

    def answer(self, text: str = "They waited.") -> None:
        type_text(text)
        press(Key.Key_Return, modifier=CTRL)

    def grade(self, grade: Grade, text: str = "They waited.") -> None:
        self.answer(text)
        press(Key(Key.Key_0 + grade.value))

    def stored(self, decision_id: str) -> Recall:
        return self.store.recalls.begin(self.learner.id, "town", decision_id)

    def due(self) -> list[str]:
        return [each.decision_id for each in self.store.recalls.due(self.learner.id, self.limit)]


@pytest.fixture(scope="module")
def town() -> Case:
    return tiny.case()


@pytest.fixture
def sitter(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, store: Store, mara: Learner, clock: tiny.Clock, town: Case
) -> Iterator[Sitter]:
    clock.now = clock.now.astimezone().replace(hour=9, minute=0)
    for decision_id in DECISIONS:
        debriefed(store, store.commit(mara.id, "town", town.envelopes[decision_id], commitment()))
        clock.pass_by()
    clock.pass_by(4 * DAY)
    settings = Settings.load(tmp_path / "settings.json")
    settings.set(MOTION, value=False)
    window = MainWindow()
    made = Sitter(store, clock, mara, window, Appearance(qapp, settings, THEMES.parent))
    window.show_page(made.look.theme, QWidget())
    show(qtbot, window)
    yield made
    settle()


def test_a_sitting_by_keyboard_from_the_first_to_the_last(sitter: Sitter) -> None:
    assert sitter.recalling.start()
    assert sitter.says("1 of 3")
    sitter.grade(Grade.GOOD)
    sitter.grade(Grade.HARD)
    assert sitter.says("3 of 3")
    sitter.grade(Grade.EASY)
    assert sitter.says("Three decisions came back.")
    assert sitter.due() == []
    press(Key.Key_Return)
    assert sitter.left == ["library"]


@pytest.mark.parametrize("width", [640, 900, 1280])
def test_the_record_is_in_sight_once_it_opens(sitter: Sitter, width: int) -> None:
    sitter.window.resize(width, 480)
    settle()
    sitter.recalling.start()
    sitter.answer("They waited. " * 60)
    settle()
    heading = named(sitter.page, "The record")
    viewport = sitter.page.column.viewport()
    assert viewport.rect().contains(heading.mapTo(viewport, heading.rect().center()))


def test_the_record_opens_only_after_the_answer_is_on_the_disk(sitter: Sitter) -> None:
    sitter.recalling.start()
    assert not sitter.says("They built it.")
    with held(sitter.store.path):
        sitter.answer()
        assert not sitter.page.shows_record
        assert not sitter.says("They built it.")
        assert sitter.page.answer == "They waited."
    press(Key.Key_Return, modifier=CTRL)
    assert sitter.page.shows_record
    assert sitter.says("They built it.")
    stored = sitter.stored("harbour")
    assert (stored.answer, stored.answered) == ("They waited.", sitter.clock.now)


def test_a_grade_that_cannot_be_stored_is_told_and_given_again(sitter: Sitter) -> None:
    sitter.recalling.start()
    sitter.answer()
    with held(sitter.store.path):
        press(Key.Key_3)
        assert sitter.says("1 of 3")
    press(Key.Key_3)
    assert sitter.says("2 of 3")


def test_the_last_grade_is_taken_back_and_another_one_given(sitter: Sitter) -> None:
    sitter.recalling.start()
    sitter.grade(Grade.EASY)
    type_text("Half")
    press(Key.Key_Z, modifier=CTRL)
    assert sitter.page.answer == ""
    type_text("Half")
    button(sitter.window, "Undo last grade").click()
    assert sitter.says("1 of 3")
    assert sitter.page.shows_record
    assert sitter.stored("harbour").grade is None
    press(Key.Key_1)
    assert sitter.says("2 of 3")
    assert sitter.page.answer == "Half", "what was begun at the next one is there again"


def test_every_grade_can_be_taken_back_one_after_the_other(sitter: Sitter) -> None:
    sitter.recalling.start()
    before = sitter.due()
    for _ in DECISIONS:
        sitter.grade(Grade.GOOD)
    assert isinstance(sitter.window.page, RecallEndPage)
    for _ in DECISIONS:
        press(Key.Key_Z, modifier=CTRL)
    assert sitter.says("1 of 3")
    assert sitter.due() == before
    press(Key.Key_Z, modifier=CTRL)
    assert sitter.says("1 of 3")


def test_it_is_stopped_in_the_middle_and_gone_on_with(sitter: Sitter) -> None:
    sitter.recalling.start()
    sitter.grade(Grade.GOOD)
    type_text("They wai")
    press(Key.Key_Escape)
    assert sitter.says("One decision came back.")
    assert sitter.says("Two more come back today.")
    press(Key.Key_Return)
    assert sitter.says("1 of 2")
    assert sitter.page.answer == "They wai"


def test_stopped_before_any_grade_it_leads_to_the_library_and_keeps_what_was_written(sitter: Sitter) -> None:
    sitter.recalling.start()
    type_text("They wai")
    press(Key.Key_Escape)
    assert sitter.left == ["library"]
    assert sitter.stored("harbour").answer == "They wai"


def test_an_answer_that_was_not_graded_waits_with_its_record(sitter: Sitter) -> None:
    sitter.recalling.start()
    sitter.answer()
    press(Key.Key_Escape)
    sitter.recalling.start()
    assert sitter.page.shows_record
    assert sitter.says("They waited.")
    press(Key.Key_3)
    assert sitter.says("2 of 3")


def test_what_was_forgotten_comes_back_in_the_sitting_once_its_minutes_are_over(sitter: Sitter) -> None:
    sitter.recalling.start()
    sitter.grade(Grade.AGAIN)
    sitter.clock.pass_by(10)
    sitter.grade(Grade.GOOD)
    sitter.grade(Grade.GOOD)
    assert sitter.says("4 of 4")
    assert sitter.says("The harbour")
    sitter.grade(Grade.GOOD)
    assert sitter.says("Three decisions came back.")


def test_a_forgotten_one_that_was_undone_and_then_known_is_not_asked_again(sitter: Sitter) -> None:
    sitter.recalling.start()
    sitter.grade(Grade.AGAIN)
    sitter.clock.pass_by(10)
    sitter.grade(Grade.GOOD)
    sitter.grade(Grade.GOOD)
    assert sitter.says("4 of 4")
    for said in ("3 of 4", "2 of 4", "1 of 3"):
        press(Key.Key_Z, modifier=CTRL)
        assert sitter.says(said)
    for said in ("2 of 3", "3 of 3", "Three decisions came back."):
        assert sitter.page.shows_record
        press(Key.Key_3)
        assert sitter.says(said)
    assert sitter.due() == []


def test_what_was_forgotten_a_moment_ago_is_not_asked_again_at_once(sitter: Sitter) -> None:
    sitter.recalling.start()
    sitter.grade(Grade.GOOD)
    sitter.grade(Grade.GOOD)
    sitter.grade(Grade.AGAIN)
    assert sitter.says("The next one comes back today, in 10 minutes.")


def test_no_more_than_ten_are_asked_in_one_sitting_and_no_more_than_the_limit_on_a_day(sitter: Sitter) -> None:
    sitter.limit = 2
    sitter.recalling.start()
    assert sitter.says("1 of 2")
    sitter.grade(Grade.GOOD)
    sitter.grade(Grade.GOOD)
    assert sitter.says("The next one comes back tomorrow.")


def test_where_nothing_comes_back_it_says_when_something_will(sitter: Sitter) -> None:
    sitter.clock.pass_by(-4 * DAY)
    assert sitter.recalling.start()
    assert sitter.says("Nothing comes back just now.")
    day = sitter.clock.now + dt.timedelta(days=2)
    assert sitter.says(f"{day.day} November")


def test_built_anew_it_is_where_it_was(sitter: Sitter) -> None:
    sitter.recalling.start()
    type_text("They wai")
    with held(sitter.store.path):
        sitter.recalling.show_again()
    assert sitter.page.answer == "They wai"
    sitter.answer("ted.")
    sitter.recalling.show_again()
    assert sitter.page.shows_record
    press(Key.Key_3)
    assert sitter.says("2 of 3")
    sitter.grade(Grade.GOOD)
    sitter.grade(Grade.GOOD)
    sitter.recalling.show_again()
    assert isinstance(sitter.window.page, RecallEndPage)
    assert sitter.says("Three decisions came back.")


def test_a_text_that_is_damaged_is_told_and_passed_over(sitter: Sitter) -> None:
    with sitter.store._database.write() as connection:
        connection.exec_driver_sql("DROP TRIGGER seen_text_no_update")
        connection.exec_driver_sql("UPDATE seen_text SET data = x'00' WHERE decision_id = 'harbour'")
    sitter.recalling.start()
    assert sitter.says("is damaged")
    assert sitter.says("1 of 2")
    assert sitter.says("The bridge")


def test_a_file_that_somebody_holds_is_told_and_no_page_opens(sitter: Sitter) -> None:
    before = sitter.window.page
    with held(sitter.store.path):
        assert not sitter.recalling.start()
    assert sitter.window.page is before
    assert sitter.says("in use by another program")
    assert sitter.recalling.start()


def test_a_file_that_cannot_be_read_is_told_and_no_page_opens(sitter: Sitter) -> None:
    before = sitter.window.page
    with closing(sqlite3.connect(sitter.store.path)) as other:
        other.execute("ALTER TABLE card RENAME TO elsewhere")
    assert not sitter.recalling.start()
    assert sitter.window.page is before
    assert sitter.says("no such table")


def test_another_window_that_was_quicker_takes_nothing_away(sitter: Sitter) -> None:
    sitter.recalling.start()
    with Store.open(sitter.store.path, sitter.clock) as other:
        recall = other.recalls.begin(sitter.learner.id, "town", "harbour")
        other.recalls.answer(recall.id, "Over there.", None)
    sitter.answer("Over here.")
    assert sitter.page.shows_record
    assert sitter.says("Over there.")
    with Store.open(sitter.store.path, sitter.clock) as other:
        other.recalls.grade(recall.id, Grade.HARD)
    press(Key.Key_4)
    assert sitter.says("2 of 3")
    assert sitter.store.recalls.recall(recall.id).grade is Grade.HARD


def test_what_another_window_has_done_is_not_asked_again(sitter: Sitter, town: Case) -> None:
    sitter.recalling.start()
    with Store.open(sitter.store.path, sitter.clock) as other:
        for decision_id in ("harbour", "bridge"):
            recall = other.recalls.begin(sitter.learner.id, "town", decision_id)
            other.recalls.answer(recall.id, "Over there.", None)
            other.recalls.grade(recall.id, Grade.GOOD)
    sitter.answer("Over here.")
    assert sitter.says("1 of 1")
    assert sitter.says(town.sheet("tunnel").briefing.title)
    assert not sitter.page.shows_record
    assert sitter.store.recalls.recall(recall.id).answer == "Over there."
