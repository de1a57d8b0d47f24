from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QMenu, QMessageBox
from pytestqt.qtbot import QtBot

from tests.desktop.support import THEMES
from tests.journeys.driver import held
from tests.progress import tiny
from trainer.desktop.appearance import Appearance
from trainer.desktop.people import People
from trainer.desktop.widgets.notice import NoticeBar
from trainer.desktop.window import MainWindow
from trainer.progress.store import Store
from trainer.progress.values import Learner
from trainer.settings import TEXT_SIZE, THEME, Settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    made = Settings.load(tmp_path / "settings.json")
    made.set(THEME, "light")
    return made


@pytest.fixture
def window(qtbot: QtBot) -> MainWindow:
    made = MainWindow()
    made.destroyed.connect(lambda _gone: made)
    qtbot.addWidget(made)
    return made


@pytest.fixture
def people(qapp: QApplication, window: MainWindow, settings: Settings) -> People:
    appearance = Appearance(qapp, settings, THEMES.parent)
    made = People(window, appearance, settings)
    window.show_page(appearance.theme, QLabel("page"))
    window.show()
    return made


def _trigger(window: MainWindow, text: str) -> None:
    menu = next(each for each in window.findChildren(QMenu) if each.isVisible())
    action = next(each for each in menu.actions() if each.text() == text)
    menu.close()
    action.trigger()


def _answer(window: MainWindow, do: Callable[[QDialog], None]) -> None:
    """As soon as a dialog waits, act on it."""

    def act() -> None:
        do(next(each for each in window.findChildren(QDialog) if each.isVisible()))

    QTimer.singleShot(0, window, act)


def _type(name: str, *, accept: bool = True) -> Callable[[QDialog], None]:
    def do(dialog: QDialog) -> None:
        dialog.findChildren(QLineEdit)[0].setText(name)
        dialog.accept() if accept else dialog.reject()

    return do


def test_before_the_store_is_open_nobody_can_be_added(people: People) -> None:
    people.assume("x", "Mara")
    assert (people.current, people.name, people.learner) == ("x", "Mara", None)
    assert people.add("Ben") == "The saved progress isn't open yet."


def test_who_was_assumed_is_the_present_one_if_the_store_knows_them(
    people: People, store: Store, clock: tiny.Clock
) -> None:
    ben = store.add_learner("Ben")
    store.add_learner("Mara")
    clock.pass_by()
    people.assume(ben.id, "Ben")
    people.use(store)
    assert people.learner is not None
    assert people.learner.id == ben.id
    assert store.learners()[0].id == ben.id


def test_else_it_is_who_was_here_last(people: People, store: Store, mara: Learner) -> None:
    people.assume("gone", "Somebody")
    people.use(store)
    assert (people.current, people.name) == (mara.id, "Mara")


def test_an_empty_store_has_nobody(people: People, store: Store) -> None:
    people.use(store)
    assert (people.current, people.name) == (None, "")


def test_a_store_that_is_busy_does_not_stand_in_the_way(people: People, store: Store, mara: Learner) -> None:
    with held(store.path):
        people.use(store)
        assert people.name == "Mara"
        problem = people.add("Ben")
    assert problem is not None
    assert "in use by another program" in problem
    assert people.name == "Mara"


def test_adding_makes_them_the_present_one_and_refuses_a_name_twice(people: People, store: Store) -> None:
    people.use(store)
    assert people.add("Mara") is None
    assert people.name == "Mara"
    problem = people.add("mara ")
    assert problem is not None
    assert len(store.learners()) == 1


def test_the_menu_changes_over_to_another_learner(
    qtbot: QtBot, people: People, store: Store, window: MainWindow, mara: Learner
) -> None:
    ben = store.add_learner("Ben")
    people.assume(mara.id, "Mara")
    people.use(store)
    people.open_menu(QPoint(300, 50))
    with qtbot.waitSignal(people.changed):
        _trigger(window, "Ben")
    assert (people.current, people.name) == (ben.id, "Ben")
    people.open_menu(QPoint(300, 50))
    with qtbot.assertNotEmitted(people.changed):
        _trigger(window, "Ben")


def test_a_learner_is_added_from_the_menu_or_not_at_all(
    qtbot: QtBot, people: People, store: Store, window: MainWindow, mara: Learner
) -> None:
    people.use(store)
    people.open_menu(QPoint(300, 50))
    _answer(window, _type("Ben", accept=False))
    with qtbot.assertNotEmitted(people.changed):
        _trigger(window, "&Add a learner…")
    people.open_menu(QPoint(300, 50))
    _answer(window, _type("Ben"))
    with qtbot.waitSignal(people.changed):
        _trigger(window, "&Add a learner…")
    assert people.name == "Ben"
    assert {each.name for each in store.learners()} == {"Mara", "Ben"}


def test_the_present_learner_is_renamed(
    qtbot: QtBot, people: People, store: Store, window: MainWindow, mara: Learner
) -> None:
    people.use(store)
    people.open_menu(QPoint(300, 50))
    _answer(window, _type("Mara Lind"))
    with qtbot.waitSignal(people.changed):
        _trigger(window, "&Rename…")
    assert people.name == "Mara Lind"
    assert store.learners()[0] == Learner(mara.id, "Mara Lind", mara.created, store.learners()[0].last_seen)


def test_a_name_that_could_not_be_stored_is_told(
    qtbot: QtBot, people: People, store: Store, window: MainWindow, mara: Learner
) -> None:
    people.use(store)
    for text in ("&Rename…", "&Add a learner…"):
        people.open_menu(QPoint(300, 50))
        _answer(window, _type("Ben"))
        with held(store.path), qtbot.assertNotEmitted(people.changed):
            _trigger(window, text)
        assert people.name == "Mara"
        notice = [each.sentence for each in window.findChildren(NoticeBar)]
        assert any("in use by another program" in text for text in notice)


def test_the_text_size_is_chosen_from_a_menu(people: People, window: MainWindow, settings: Settings) -> None:
    settings.set(TEXT_SIZE, 130)
    people.open_text_sizes(QPoint(300, 50))
    menu = next(each for each in window.findChildren(QMenu) if each.isVisible())
    shown = {action.text(): action.isChecked() for action in menu.actions()}
    assert [text for text, checked in shown.items() if checked] == ["130 %"]
    assert list(shown) == ["100 %", "110 %", "125 %", "130 %", "150 %", "175 %", "200 %"]
    _trigger(window, "200 %")
    assert settings.get(TEXT_SIZE) == 200


def test_the_program_tells_of_itself(people: People, window: MainWindow) -> None:
    said: list[str] = []

    def read(dialog: QDialog) -> None:
        assert isinstance(dialog, QMessageBox)
        said.append(dialog.text())
        dialog.accept()

    people.open_menu(QPoint(300, 50))
    _answer(window, read)
    _trigger(window, "A&bout Case Trainer")
    assert "MIT licence" in said[0]
