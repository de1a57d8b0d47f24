from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.desktop.support import assert_sound, button, focus, look, press, show, visible_text
from trainer.desktop.widgets.recall_settings import RecallSettings, limit_sentence, retention_sentence

Key = Qt.Key


def _dialog(qtbot: QtBot, qapp: QApplication, text_size: int = 100) -> RecallSettings:
    dialog = RecallSettings(look(qapp, text_size=text_size), 90, 20)
    show(qtbot, dialog, dialog.width(), dialog.height())
    return dialog


def test_both_figures_are_set_by_keyboard_and_say_what_they_mean(qtbot: QtBot, qapp: QApplication) -> None:
    dialog = _dialog(qtbot, qapp)
    assert focus().accessibleName() == "How much I want to remember"
    assert "after 30 days" in visible_text(dialog)
    press(Key.Key_End)
    assert dialog.retention == 97
    assert "97 %" in visible_text(dialog)
    assert "You will be asked often." in visible_text(dialog)
    press(Key.Key_Tab)
    press(Key.Key_Right, Key.Key_Right)
    assert dialog.limit == 22
    assert "At most 22 decisions come back on one day" in visible_text(dialog)
    button(dialog, "Save").click()
    assert dialog.result() == RecallSettings.DialogCode.Accepted


def test_escape_leaves_it(qtbot: QtBot, qapp: QApplication) -> None:
    dialog = _dialog(qtbot, qapp)
    press(Key.Key_Home, Key.Key_Escape)
    assert dialog.result() == RecallSettings.DialogCode.Rejected


def test_who_wants_to_remember_less_is_asked_later() -> None:
    days = [int(retention_sentence(percent).rsplit("after ", 1)[1].split()[0]) for percent in (97, 90, 80, 70)]
    assert days == sorted(days)
    assert days[1] == 30
    assert limit_sentence(1).startswith("One decision comes back on one day")


@pytest.mark.parametrize("text_size", [100, 200])
def test_nothing_is_cut(qtbot: QtBot, qapp: QApplication, text_size: int) -> None:
    assert_sound(_dialog(qtbot, qapp, text_size))
