from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from tests.desktop.judged_town import decide, loaded
from tests.desktop.support import THEMES, button, focus, press, settle, show, visible_text
from tests.progress import tiny
from trainer.desktop.appearance import Appearance
from trainer.desktop.judgement_state import Scope
from trainer.desktop.judging import Judging
from trainer.desktop.pages.behind import BehindPage
from trainer.desktop.pages.judgement import JudgementPage
from trainer.desktop.pages.marking import MarkingPage
from trainer.desktop.pages.seen import SeenPage
from trainer.desktop.widgets.case_header import Step
from trainer.desktop.widgets.figure_section import FigureSection
from trainer.desktop.widgets.layout import ScrollColumn
from trainer.desktop.widgets.menu_button import MenuButton
from trainer.desktop.window import MainWindow
from trainer.progress.errors import ProgressError
from trainer.progress.reader import Reader
from trainer.progress.store import Store
from trainer.progress.values import Attempt, Learner
from trainer.settings import MOTION, THEME, Settings
from trainer.study.process import Quality

KEY = Qt.Key


class Sitting:
    """The coordinator with a real window, store and settings."""

    def __init__(self, qtbot: QtBot, application: QApplication, store: Store, learner: Learner, folder: Path) -> None:
        self.qtbot = qtbot
        self.settings = Settings.load(folder / "settings.json")
        self.settings.set(THEME, "light")
        self.settings.set(MOTION, False)
        self.appearance = Appearance(application, self.settings, THEMES.parent)
        self.window = MainWindow()
        self.window.resize(1280, 840)
        self.problem: ProgressError | None = None
        self.store = store
        self.learner = learner
        self.judging = Judging(self.window, self.appearance, loaded(store), learner, self._mark, tiny.Clock())
        show(qtbot, self.window)

    def _mark(self, attempt_id: str, quality: Quality, text: str) -> None:
        if self.problem is not None:
            raise self.problem
        self.store.notes.add(attempt_id, text, author=self.learner.name, quality=quality, covered=True)

    def open(self) -> JudgementPage:
        self.judging.show_judgement()
        return self.counted()

    def counted(self) -> JudgementPage:
        self.qtbot.waitUntil(lambda: self.judging._judged is not None and not self.judging._reading.busy)
        settle()
        page = self.window.page
        assert isinstance(page, JudgementPage)
        return page

    def listed(self) -> BehindPage:
        self.qtbot.waitUntil(lambda: isinstance(self.window.page, BehindPage))
        settle()
        page = self.window.page
        assert isinstance(page, BehindPage)
        return page

    def marking(self) -> MarkingPage:
        self.qtbot.waitUntil(lambda: isinstance(self.window.page, MarkingPage))
        settle()
        page = self.window.page
        assert isinstance(page, MarkingPage)
        return page

    @property
    def text(self) -> str:
        return visible_text(self.window)


@pytest.fixture
def made(store: Store, mara: Learner, clock: tiny.Clock) -> list[Attempt]:
    attempts = []
    for decision_id in (*tiny.DECISIONS, "harbour"):
        attempts.append(decide(store, mara, decision_id))
        clock.pass_by(60)
    return attempts


@pytest.fixture
def sitting(
    qtbot: QtBot, qapp: QApplication, store: Store, mara: Learner, made: list[Attempt], tmp_path: Path
) -> Iterator[Sitting]:
    opened = Sitting(qtbot, qapp, store, mara, tmp_path)
    yield opened
    opened.judging.end()


def _section(page: JudgementPage, title: str) -> FigureSection:
    return next(each for each in page.findChildren(FigureSection) if each.accessibleName() == title)


def _open_part(page: JudgementPage, title: str, index: int = 0) -> None:
    plot = _section(page, title).plot
    assert plot is not None
    part = plot.findChildren(QAbstractButton)[index]
    part.setFocus()
    part.click()


def test_the_page_stands_at_once_and_the_numbers_follow(sitting: Sitting) -> None:
    sitting.judging.show_judgement()
    assert isinstance(sitting.window.page, JudgementPage)
    assert "3 decisions" not in sitting.text
    sitting.counted()
    assert "3 decisions" in sitting.text
    assert sitting.window.place == "judgement"


def test_another_scope_is_counted_anew(sitting: Sitting) -> None:
    page = sitting.open()
    page.scope_chosen.emit(Scope(first_tries=False))
    sitting.counted()
    assert "4 attempts" in sitting.text


def test_coming_back_the_numbers_stand_at_once_and_what_has_changed_follows(
    sitting: Sitting, made: list[Attempt]
) -> None:
    _open_part(sitting.open(), "Choices")
    sitting.listed()
    sitting.store.notes.add(made[0].id, "", author="Mara", quality=Quality.GOOD, covered=True)
    go_on = Event()
    sitting.judging._reading._open = lambda: store_reader(sitting.store, go_on)
    press(KEY.Key_Escape)
    assert "3 decisions" in sitting.text
    assert "1 decision marked" not in sitting.text
    go_on.set()
    sitting.qtbot.waitUntil(lambda: "1 decision marked" in sitting.text)


def store_reader(store: Store, go_on: Event) -> Reader:
    """Opened only once it may go on."""
    go_on.wait()
    return store.reader()


def test_what_is_counted_again_and_is_the_same_moves_nothing(sitting: Sitting) -> None:
    sitting.open()
    page = sitting.open()
    plot = _section(page, "Choices").plot
    assert plot is not None
    plot.take_focus(plot.keys[0])
    before = focus()
    sitting.judging._count(page)
    sitting.counted()
    assert focus() is before


def test_the_focus_stays_on_its_point_when_numbers_change(sitting: Sitting, mara: Learner) -> None:
    page = sitting.open()
    plot = _section(page, "Forecasts").plot
    assert plot is not None
    plot.take_focus("20-39")
    name = focus().accessibleName()
    sitting.store.notes.add(sitting.store.lines(mara.id)[0].id, "", author="Mara", quality=Quality.POOR, covered=True)
    page.scope_chosen.emit(Scope())
    sitting.counted()
    assert focus().accessibleName() == name


def test_of_two_scopes_in_a_row_the_last_counts(sitting: Sitting) -> None:
    page = sitting.open()
    page.scope_chosen.emit(Scope(case_id="village"))
    page.scope_chosen.emit(Scope(first_tries=False))
    sitting.counted()
    assert "4 attempts" in sitting.text
    assert "Nothing in this selection" not in sitting.text


def test_what_was_decided_since_is_counted_when_the_page_is_opened_again(sitting: Sitting, mara: Learner) -> None:
    sitting.open()
    decide(sitting.store, sitting.store.add_learner("Ben"), "harbour")
    sitting.open()
    assert "3 decisions" in sitting.text
    sitting.judging.show_judgement()
    page = sitting.counted()
    page.scope_chosen.emit(Scope(first_tries=False))
    decide(sitting.store, mara, "bridge")
    sitting.open()
    assert "5 attempts" in sitting.text


def test_a_point_leads_to_its_decisions_and_on_to_each_page_and_back(sitting: Sitting, made: list[Attempt]) -> None:
    _open_part(sitting.open(), "Forecasts", 1)
    sitting.listed()
    assert "2 decisions" in sitting.text
    press(KEY.Key_Down, KEY.Key_Return)
    page = sitting.window.page
    assert isinstance(page, SeenPage)
    assert page.attempt_id == made[0].id
    press(KEY.Key_Escape)
    sitting.listed()
    assert focus().accessibleName().startswith("The harbour")
    press(KEY.Key_Escape)
    sitting.counted()
    assert "3 decisions" in sitting.text
    assert "2 decisions" in focus().accessibleName()


def test_a_cell_of_the_choices_leads_to_its_decisions(sitting: Sitting) -> None:
    _open_part(sitting.open(), "Choices")
    sitting.listed()
    assert "With the record, their choice mixed" in sitting.text


def test_coming_back_the_page_is_as_it_was_left(sitting: Sitting) -> None:
    page = sitting.open()
    _section(page, "Choices").show_table(True)
    _section(page, "Choices").switched.emit("choices", True)
    _open_part(page, "Forecasts")
    sitting.listed()
    button(sitting.listed(), "My judgement").click()
    again = sitting.counted()
    assert _section(again, "Choices").shows_table


@pytest.mark.parametrize("where", ["numbers", "list", "attempt", "marking"])
def test_in_another_look_the_present_page_is_built_anew(sitting: Sitting, where: str) -> None:
    page = sitting.open()
    if where in ("list", "attempt"):
        _open_part(page, "Forecasts", 1)
        sitting.listed()
    if where == "attempt":
        press(KEY.Key_Return)
        seen = sitting.window.page
        assert isinstance(seen, SeenPage)
        seen.go_to(Step.REVEAL)
    if where == "marking":
        page.marking_requested.emit()
        sitting.marking().go_on(kept=False)
    before = sitting.window.page
    sitting.settings.set(THEME, "dark")
    sitting.judging.leave()
    sitting.judging.show_again()
    settle()
    after = sitting.window.page
    assert after is not before
    assert type(after) is type(before)
    if isinstance(after, SeenPage):
        assert after.step is Step.REVEAL
    if isinstance(after, MarkingPage):
        assert after.at == 1
    if where == "numbers":
        assert "3 decisions" in sitting.text


def test_marked_reasons_are_kept_and_the_grid_follows(sitting: Sitting, made: list[Attempt]) -> None:
    page = sitting.open()
    button(page, "Mark my reasons, outcome covered…").click()
    sitting.marking()
    press(KEY.Key_1, KEY.Key_Space, KEY.Key_2)
    settle()
    assert "That was the last one" in sitting.text
    press(KEY.Key_Return)
    sitting.counted()
    assert "2 decisions marked" in sitting.text
    (note,) = sitting.store.notes.of(made[0].id)
    assert (note.quality, note.covered, note.text) == (Quality.GOOD, True, "")
    assert not sitting.store.notes.of(made[1].id)


def test_a_mark_that_cannot_be_kept_is_told(sitting: Sitting) -> None:
    page = sitting.open()
    page.marking_requested.emit()
    marking = sitting.marking()
    sitting.problem = ProgressError(sitting.store.path, "The disk is full. Nothing is lost.")
    press(KEY.Key_1)
    assert "The disk is full. Nothing is lost." in sitting.text
    assert marking.at == 0


def test_leaving_stops_the_counting(sitting: Sitting) -> None:
    sitting.judging.show_judgement()
    sitting.judging.leave()
    assert not sitting.judging._reading.busy
    sitting.judging.show_again()
    sitting.counted()
    assert "3 decisions" in sitting.text


def test_a_file_that_cannot_be_read_is_told_on_the_page(sitting: Sitting) -> None:
    sitting.store.path.rename(sitting.store.path.with_name("elsewhere.sqlite3"))
    sitting.judging.show_judgement()
    sitting.qtbot.waitUntil(lambda: "progress.sqlite3" in sitting.text)
    assert isinstance(sitting.window.page, JudgementPage)


def test_dates_are_offered_from_the_day_it_is(sitting: Sitting) -> None:
    page = sitting.open()
    scopes: list[Scope] = []
    page.scope_chosen.connect(scopes.append)
    dates = next(each for each in page.findChildren(MenuButton) if each.name == "Dates")
    action = next(each for each in dates.menu().actions() if each.text() == "The last 90 days")
    action.trigger()
    today = tiny.Clock().now.astimezone().date()
    assert scopes == [Scope(since=today - dt.timedelta(days=89), until=today)]


def test_keys_scroll_the_page_as_soon_as_it_stands(sitting: Sitting) -> None:
    sitting.window.resize(900, 500)
    page = sitting.open()
    (scroll,) = page.findChildren(ScrollColumn)
    press(KEY.Key_PageDown)
    assert scroll.position > 0


def test_coming_back_it_is_scrolled_as_far(sitting: Sitting) -> None:
    sitting.window.resize(900, 500)
    page = sitting.open()
    (scroll,) = page.findChildren(ScrollColumn)
    scroll.go_to(0.5)
    there = scroll.verticalScrollBar().value()
    _open_part(page, "Choices")
    sitting.listed()
    press(KEY.Key_Escape)
    (again,) = sitting.counted().findChildren(ScrollColumn)
    sitting.qtbot.waitUntil(lambda: again.verticalScrollBar().value() == there)
