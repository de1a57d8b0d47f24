from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.desktop.support import SIZES, assert_sound, button, focus, look, press, show, visible_text
from trainer.desktop.pages.recall_end import RecallEndPage
from trainer.desktop.recall_state import Ending
from trainer.study.recall import Grade

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
GRADES = (Grade.GOOD,) * 7 + (Grade.AGAIN, Grade.AGAIN, Grade.HARD)


def _page(
    qtbot: QtBot, qapp: QApplication, ending: Ending, size: tuple[int, int] = (1280, 840), text_size: int = 100
) -> tuple[RecallEndPage, list[str]]:
    page = RecallEndPage(look(qapp, text_size=text_size), ending, can_undo=bool(ending.grades))
    told: list[str] = []
    page.more_requested.connect(lambda: told.append("more"))
    page.library_requested.connect(lambda: told.append("library"))
    page.judgement_requested.connect(lambda: told.append("judgement"))
    page.undo_requested.connect(lambda: told.append("undo"))
    show(qtbot, page, *size)
    page.focus_start()
    return page, told


def test_it_sums_up_and_goes_on_with_enter(qtbot: QtBot, qapp: QApplication) -> None:
    page, told = _page(qtbot, qapp, Ending(GRADES, 12))
    said = visible_text(page)
    for words in ("Ten decisions came back.", "12 more come back today.", "Again", "Hard", "Good"):
        assert words in said
    assert "Easy" not in said
    assert focus() is button(page, "Ten more")
    press(Key.Key_Return)
    for name in ("My judgement", "Undo last grade"):
        button(page, name).click()
    press(Key.Key_Z, modifier=CTRL)
    press(Key.Key_Escape)
    assert told == ["more", "judgement", "undo", "undo", "library"]


def test_fewer_than_ten_are_said_as_what_they_are(qtbot: QtBot, qapp: QApplication) -> None:
    page, told = _page(qtbot, qapp, Ending(GRADES, 3))
    button(page, "Three more").click()
    assert told == ["more"]


def test_where_nothing_is_left_the_library_is_the_way_on(qtbot: QtBot, qapp: QApplication) -> None:
    page, told = _page(qtbot, qapp, Ending((), 0, "tomorrow"))
    assert "Nothing comes back just now." in visible_text(page)
    assert "The next one comes back tomorrow." in visible_text(page)
    press(Key.Key_Return)
    press(Key.Key_Z, modifier=CTRL)
    assert told == ["library"]


@pytest.mark.parametrize(("width", "height", "text_size"), SIZES)
@pytest.mark.parametrize("ending", [Ending(GRADES, 12), Ending()], ids=["ten", "none"])
def test_nothing_is_cut(
    qtbot: QtBot, qapp: QApplication, width: int, height: int, text_size: int, ending: Ending
) -> None:
    assert_sound(_page(qtbot, qapp, ending, (width, height), text_size)[0])
