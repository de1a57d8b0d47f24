from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.desktop.support import assert_at_rest, assert_sound, look, show_bar
from trainer.desktop.widgets.buttons import LinkButton, SecondaryButton
from trainer.desktop.widgets.notice import Kind, NoticeBar

SENTENCE = "Your draft couldn't be stored: the disk is full. Nothing is lost; make some room, then try again."


def _bar(qtbot: QtBot, qapp: QApplication, width: int = 900, text_size: int = 100) -> NoticeBar:
    bar = NoticeBar(look(qapp, text_size=text_size))
    show_bar(qtbot, bar, width)
    return bar


def test_it_is_out_of_the_way_until_there_is_something_to_say(qtbot: QtBot, qapp: QApplication) -> None:
    bar = _bar(qtbot, qapp)
    assert not bar.isVisible()
    bar.say(SENTENCE)
    assert bar.isVisible()
    assert bar.sentence == SENTENCE
    assert bar.accessibleName() == "Problem"
    assert not bar.findChildren(SecondaryButton)[0].isVisible()


def test_its_action_is_chosen_by_keyboard(qtbot: QtBot, qapp: QApplication) -> None:
    bar = _bar(qtbot, qapp)
    bar.say(SENTENCE, "Try again")
    button = bar.findChildren(SecondaryButton)[0]
    assert button.accessibleName() == "Try again"
    button.setFocus()
    with qtbot.waitSignal(bar.action_chosen):
        qtbot.keyClick(button, Qt.Key.Key_Return)


def test_it_can_be_put_away_and_speak_again(qtbot: QtBot, qapp: QApplication) -> None:
    bar = _bar(qtbot, qapp)
    bar.say(SENTENCE, "Try again")
    with qtbot.waitSignal(bar.closed):
        qtbot.mouseClick(bar.findChildren(LinkButton)[0], Qt.MouseButton.LeftButton)
    assert not bar.isVisible()
    assert bar.sentence == ""
    bar.say("The settings file was damaged.", kind=Kind.INFORMATION)
    assert (bar.accessibleName(), bar.sentence) == ("Notice", "The settings file was damaged.")
    assert not bar.findChildren(SecondaryButton)[0].isVisible()


@pytest.mark.parametrize(("width", "text_size"), [(1280, 100), (900, 100), (900, 200), (420, 100), (520, 200)])
@pytest.mark.parametrize(
    "sentence", [SENTENCE, "磁盘已满、草稿无法保存。" * 8, "x" * 120], ids=["english", "chinese", "one word"]
)
def test_the_sentence_is_whole(qtbot: QtBot, qapp: QApplication, width: int, text_size: int, sentence: str) -> None:
    bar = _bar(qtbot, qapp, width, text_size)
    bar.say(sentence, "Try again")
    assert_sound(bar.window())


def test_it_is_painted_once_and_not_again_and_again(qtbot: QtBot, qapp: QApplication) -> None:
    bar = _bar(qtbot, qapp)
    bar.say(SENTENCE, "Try again")
    assert_at_rest()
