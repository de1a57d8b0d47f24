from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.desktop.support import assert_sound, button, focus, look, press, settle, show, type_text, visible_text
from trainer.desktop.widgets.hands_sheet import HandsSheet
from trainer.study.workshop.plan import Round

Key = Qt.Key
OPTIONS = (("sign", "Sign the contract as it stands"), ("ask", "Ask for the changes"), ("wait", "再等一年"))


def _sheet(
    qtbot: QtBot, application: QApplication, counts: dict[Round, dict[str, int]] | None = None, text_size: int = 100
) -> HandsSheet:
    sheet = HandsSheet(look(application, text_size=text_size), OPTIONS, counts or {}, Round.FIRST)
    show(qtbot, sheet)
    return sheet


@pytest.mark.parametrize("text_size", [100, 200])
def test_it_is_whole(qtbot: QtBot, qapp: QApplication, text_size: int) -> None:
    assert_sound(_sheet(qtbot, qapp, text_size=text_size))


def test_numbers_are_typed_one_after_the_other_and_enter_takes_them(qtbot: QtBot, qapp: QApplication) -> None:
    sheet = _sheet(qtbot, qapp)
    assert not button(sheet, "Take the numbers").isEnabled()
    for number in ("12", "7"):
        type_text(number)
        press(Key.Key_Return)
    type_text("3")
    assert sheet.total == 22
    with qtbot.waitSignal(sheet.counted) as counted:
        press(Key.Key_Return)

    assert counted.args == [Round.FIRST, {"sign": 12, "ask": 7, "wait": 3}]
    assert sheet.isVisible()


def test_only_numbers_can_be_typed(qtbot: QtBot, qapp: QApplication) -> None:
    sheet = _sheet(qtbot, qapp)
    type_text("-1x2 345678")

    assert sheet.total == 1234


def test_what_was_counted_before_stands_there_for_each_vote(qtbot: QtBot, qapp: QApplication) -> None:
    sheet = _sheet(qtbot, qapp, {Round.FIRST: {"sign": 5, "ask": 0, "wait": 1}, Round.SECOND: {"sign": 9}})
    assert sheet.total == 6
    assert focus().accessibleName() == "Hands for A, Sign the contract as it stands"

    button(sheet, "Second vote").click()
    settle()
    assert (sheet.round, sheet.total) == (Round.SECOND, 9)


def test_what_stands_in_the_way_is_said_until_something_is_typed(qtbot: QtBot, qapp: QApplication) -> None:
    sheet = _sheet(qtbot, qapp)
    type_text("4")
    sheet.say("The disk is full.")
    assert "The disk is full." in visible_text(sheet)

    type_text("1")
    assert "The disk is full." not in visible_text(sheet)
    assert sheet.total == 41
