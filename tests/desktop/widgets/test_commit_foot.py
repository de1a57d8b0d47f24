from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.desktop.support import assert_sound, button, look, show_bar, visible_text
from trainer.desktop.widgets.commit_foot import CommitFoot

QUESTION = "Do you sign the contract as it stands, or ask for the changes that matter?"
ALL = ("choice", "forecast", "reasons")


def _foot(qtbot: QtBot, qapp: QApplication, width: int = 448, text_size: int = 100) -> CommitFoot:
    foot = CommitFoot(look(qapp, text_size=text_size), QUESTION)
    foot.show_missing(ALL)
    show_bar(qtbot, foot, width)
    return foot


def test_what_is_missing_stands_beside_the_button_that_waits(qtbot: QtBot, qapp: QApplication) -> None:
    foot = _foot(qtbot, qapp)
    commit = button(foot, "Commit")
    assert not foot.ready
    assert not commit.isEnabled()
    assert "Missing: choice, forecast, reasons" in visible_text(foot)
    assert commit.accessibleDescription() == "Missing: choice, forecast, reasons"
    foot.show_missing(())
    assert foot.ready
    assert "Missing" not in visible_text(foot)
    assert commit.accessibleDescription() == "Ctrl+Enter"
    with qtbot.waitSignal(foot.commit_requested):
        qtbot.mouseClick(commit, Qt.MouseButton.LeftButton)


def test_a_kept_draft_is_told_once_nothing_is_missing(qtbot: QtBot, qapp: QApplication) -> None:
    foot = _foot(qtbot, qapp)
    when = dt.datetime(2026, 11, 22, 21, 16, tzinfo=dt.UTC)
    foot.show_saved(when)
    assert "Draft kept" not in visible_text(foot)
    foot.show_missing(())
    foot.show_saved(when)
    assert "Draft kept 21:16" in visible_text(foot)
    foot.show_missing(())
    assert "Draft kept 21:16" in visible_text(foot)


def test_as_a_bar_it_leads_to_the_call_first(qtbot: QtBot, qapp: QApplication) -> None:
    foot = _foot(qtbot, qapp, 900)
    foot.set_bar(bar=True, at_call=False)
    words = visible_text(foot)
    assert QUESTION in words
    assert "Commit" not in words
    assert "sealed" not in words
    with qtbot.waitSignal(foot.call_requested):
        qtbot.mouseClick(button(foot, "Make my call"), Qt.MouseButton.LeftButton)
    foot.set_bar(bar=True, at_call=True)
    assert "Make my call" not in visible_text(foot)
    assert "Commit" in visible_text(foot)


def test_beside_the_story_it_says_that_a_commitment_is_final(qtbot: QtBot, qapp: QApplication) -> None:
    words = visible_text(_foot(qtbot, qapp))
    assert "After this your choice is sealed, and the record opens." in words
    assert QUESTION not in words


@pytest.mark.parametrize(("width", "text_size"), [(448, 100), (640, 100), (896, 200), (640, 200)])
@pytest.mark.parametrize(("bar", "at_call"), [(False, True), (True, True), (True, False)])
def test_nothing_is_cut(qtbot: QtBot, qapp: QApplication, width: int, text_size: int, bar: bool, at_call: bool) -> None:
    foot = _foot(qtbot, qapp, width, text_size)
    foot.set_bar(bar=bar, at_call=at_call)
    assert_sound(foot.window())
