from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.desktop.support import assert_sound, button, colours, focus, look, press, show, show_bar
from trainer.desktop.widgets.saw_missed import SawMissed
from trainer.progress.values import FactorMark

SAW, MISSED = FactorMark.SAW, FactorMark.MISSED


def _marks(qtbot: QtBot, qapp: QApplication, mark: FactorMark | None = None) -> SawMissed:
    marks = SawMissed(look(qapp), "The money", mark)
    show(qtbot, marks, 400, 60)
    return marks


@pytest.mark.parametrize("mark", [None, SAW, MISSED])
def test_it_shows_the_mark_it_was_left_with(qtbot: QtBot, qapp: QApplication, mark: FactorMark | None) -> None:
    marks = _marks(qtbot, qapp, mark)
    assert marks.mark is mark
    wash = look(qapp).colour("accent-wash").name()
    assert (wash in colours(marks)) == (mark is not None)


@pytest.mark.parametrize(("key", "mark"), [(Qt.Key.Key_S, SAW), (Qt.Key.Key_M, MISSED)])
def test_a_letter_marks_it(qtbot: QtBot, qapp: QApplication, key: Qt.Key, mark: FactorMark) -> None:
    marks = _marks(qtbot, qapp)
    marks.take_focus()
    with qtbot.waitSignal(marks.marked) as marked:
        press(key)
    assert marked.args == [mark]
    assert marks.mark is mark


def test_marks_are_exclusive_and_change_by_click_and_space(qtbot: QtBot, qapp: QApplication) -> None:
    marks = _marks(qtbot, qapp, SAW)
    told: list[FactorMark] = []
    marks.marked.connect(told.append)
    qtbot.mouseClick(button(marks, "I missed it"), Qt.MouseButton.LeftButton)
    assert marks.mark is MISSED
    button(marks, "I saw it").setFocus()
    press(Qt.Key.Key_Space)
    assert marks.mark is SAW
    assert told == [MISSED, SAW]


def test_a_letter_with_ctrl_or_another_letter_marks_nothing(qtbot: QtBot, qapp: QApplication) -> None:
    marks = _marks(qtbot, qapp)
    marks.take_focus()
    with qtbot.assertNotEmitted(marks.marked):
        press(Qt.Key.Key_S, modifier=Qt.KeyboardModifier.ControlModifier)
        press(Qt.Key.Key_X)
    assert marks.mark is None


def test_the_focus_comes_to_the_mark_or_else_to_the_first_half(qtbot: QtBot, qapp: QApplication) -> None:
    marks = _marks(qtbot, qapp)
    marks.take_focus()
    assert focus().accessibleName() == "I saw it: The money"
    marked = _marks(qtbot, qapp, MISSED)
    marked.take_focus()
    assert focus().accessibleName() == "I missed it: The money"


@pytest.mark.parametrize("text_size", [100, 200])
def test_nothing_is_cut(qtbot: QtBot, qapp: QApplication, text_size: int) -> None:
    marks = SawMissed(look(qapp, text_size=text_size), "The money", SAW)
    show_bar(qtbot, marks, 500)
    assert_sound(marks.window())
