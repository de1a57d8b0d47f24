from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.desktop.attempts import kept
from tests.desktop.support import SIZES, assert_sound, button, focus, look, press, show, visible_text
from trainer.desktop.judgement_state import Behind
from trainer.desktop.pages.behind import BehindPage
from trainer.desktop.theme import Theme

KEY = Qt.Key
LINES = tuple(kept().lines)
BEHIND = Behind("Who has to carry it out", (("Missed in 2 decisions", LINES[:2]), ("Seen in 212", LINES[2:])), 214)


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return look(qapp)


def _show(qtbot: QtBot, theme: Theme, behind: Behind = BEHIND, current: str = "") -> BehindPage:
    page = BehindPage(theme, behind, current=current, zone=dt.UTC)
    show(qtbot, page)
    return page


def _here() -> str:
    return focus().accessibleName()


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_the_list_holds_at_any_size(qtbot: QtBot, qapp: QApplication, size: tuple[int, int, int]) -> None:
    width, height, text = size
    page = BehindPage(look(qapp, "light", text), BEHIND, zone=dt.UTC)
    show(qtbot, page, width, height)
    assert_sound(page)


def test_it_says_what_is_listed_and_how_many_there_are(qtbot: QtBot, theme: Theme) -> None:
    text = visible_text(_show(qtbot, theme))
    assert "Who has to carry it out" in text
    assert "214 decisions; the newest 4 are listed." in text
    assert "Missed in 2 decisions" in text
    all_of_them = Behind("Forecast", (("", LINES),), len(LINES), "attempt")
    assert "4 attempts" in visible_text(_show(qtbot, theme, all_of_them)).splitlines()


def test_arrow_keys_go_through_the_attempts_across_groups(qtbot: QtBot, theme: Theme) -> None:
    _show(qtbot, theme)
    assert _here().startswith(LINES[0].decision_title)
    press(KEY.Key_Down, KEY.Key_Down)
    assert _here().startswith(LINES[2].decision_title)
    press(KEY.Key_End)
    assert "6 March 2027" in _here()
    press(KEY.Key_Down)
    assert "6 March 2027" in _here()
    press(KEY.Key_Up, KEY.Key_Home, KEY.Key_Up)
    assert "22 November 2026" in _here()


@pytest.mark.parametrize("key", [KEY.Key_Return, KEY.Key_Space])
def test_enter_opens_the_attempt(qtbot: QtBot, theme: Theme, key: Qt.Key) -> None:
    page = _show(qtbot, theme)
    asked: list[str] = []
    page.attempt_requested.connect(asked.append)
    press(KEY.Key_Down, key)
    assert asked == [LINES[1].id]


def test_it_begins_where_one_comes_back_from(qtbot: QtBot, theme: Theme) -> None:
    _show(qtbot, theme, current=LINES[2].id)
    assert _here().startswith(LINES[2].decision_title)


def test_escape_and_the_link_go_back(qtbot: QtBot, theme: Theme) -> None:
    page = _show(qtbot, theme)
    with qtbot.waitSignal(page.back_requested):
        press(KEY.Key_Escape)
    with qtbot.waitSignal(page.back_requested):
        button(page, "My judgement").click()


def test_a_screen_reader_hears_both_choices_and_how_it_came_out(qtbot: QtBot, theme: Theme) -> None:
    _show(qtbot, theme)
    interface = QAccessible.queryAccessibleInterface(focus())
    assert interface is not None
    assert interface.text(QAccessible.Text.Name).replace("\N{NO-BREAK SPACE}", " ") == (
        "The contract from Qualcomm, 22 November 2026. I chose: Ask for the changes that matter."
        " They chose: Sign it as it stands. Forecast 35 %, against the record, vindicated"
    )
