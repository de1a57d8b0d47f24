from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.desktop.support import SIZES, assert_sound, look, show, texts
from trainer.desktop.pages.trouble import TroublePage
from trainer.desktop.widgets.buttons import PrimaryButton, SecondaryButton

ACTIONS = (("again", "Try again"), ("copy", "Copy details"), ("leave", "Leave"))
SENTENCE = "The file is <damaged>. Nothing of it was changed.\n\nPut a copy of it aside, then try again. " * 2


def _page(qapp: QApplication, text_size: int = 100) -> TroublePage:
    details = f"a/folder/{'x' * 120}/progress.sqlite\n  disk image is malformed"
    return TroublePage(look(qapp, "dark", text_size), "Your progress can't be opened", SENTENCE, details, ACTIONS)


def test_it_says_what_happened_and_what_to_do(qtbot: QtBot, qapp: QApplication) -> None:
    page = _page(qapp)
    show(qtbot, page)
    said = texts(page)
    assert "Your progress can't be opened" in said
    assert "The file is <damaged>. Nothing of it was changed." in said
    assert "disk image is malformed" in said


def test_enter_takes_the_first_action_and_tab_leads_to_the_others(qtbot: QtBot, qapp: QApplication) -> None:
    page = _page(qapp)
    show(qtbot, page)
    (first,) = page.findChildren(PrimaryButton)
    assert first.hasFocus()
    with qtbot.waitSignal(page.action_chosen) as chosen:
        qtbot.keyClick(first, Qt.Key.Key_Return)
    assert chosen.args == ["again"]
    seen = []
    for _ in range(2):
        focused = qapp.focusWidget()
        assert focused is not None
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
        focused = qapp.focusWidget()
        assert isinstance(focused, SecondaryButton)
        with qtbot.waitSignal(page.action_chosen) as chosen:
            qtbot.keyClick(focused, Qt.Key.Key_Space)
        seen.append(chosen.args)
    assert seen == [["copy"], ["leave"]]


@pytest.mark.parametrize(("width", "height", "text_size"), [*SIZES, (420, 480, 200)])
def test_nothing_is_cut(qtbot: QtBot, qapp: QApplication, width: int, height: int, text_size: int) -> None:
    page = _page(qapp, text_size)
    show(qtbot, page, width, height)
    assert_sound(page)
