from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from tests.desktop.cases import outline
from tests.desktop.support import SIZES, assert_sound, look, settle, show, texts
from trainer.desktop.library_state import Shelf
from trainer.desktop.pages.first_start import FirstStartPage
from trainer.desktop.painting.cover import CoverView
from trainer.desktop.widgets.buttons import PrimaryButton


def _page(qtbot: QtBot, qapp: QApplication, name: str = "Mara", width: int = 1280) -> FirstStartPage:
    page = FirstStartPage(look(qapp), Shelf(outline()).cover, name)
    show(qtbot, page, width)
    return page


def _field(page: FirstStartPage) -> QLineEdit:
    return page.findChildren(QLineEdit)[0]


def _button(page: FirstStartPage) -> PrimaryButton:
    return page.findChildren(PrimaryButton)[0]


def test_enter_begins_with_the_suggested_name(qtbot: QtBot, qapp: QApplication) -> None:
    page = _page(qtbot, qapp)
    assert _field(page).hasFocus()
    assert _field(page).selectedText() == "Mara"
    with qtbot.waitSignal(page.begun) as begun:
        qtbot.keyClick(_field(page), Qt.Key.Key_Return)
    assert begun.args == ["Mara"]


def test_a_typed_name_takes_the_place_of_the_suggestion_and_is_tidied(qtbot: QtBot, qapp: QApplication) -> None:
    page = _page(qtbot, qapp)
    qtbot.keyClicks(_field(page), " Ben  Ali ")
    qtbot.keyClick(_field(page), Qt.Key.Key_Tab)
    assert _button(page).hasFocus()
    with qtbot.waitSignal(page.begun) as begun:
        qtbot.keyClick(_button(page), Qt.Key.Key_Return)
    assert begun.args == ["Ben Ali"]


def test_nothing_begins_without_a_name(qtbot: QtBot, qapp: QApplication) -> None:
    page = _page(qtbot, qapp)
    qtbot.keyClick(_field(page), Qt.Key.Key_Backspace)
    assert not _button(page).isEnabled()
    with qtbot.assertNotEmitted(page.begun):
        qtbot.keyClick(_field(page), Qt.Key.Key_Return)
    assert "Please type a name." in texts(page)
    qtbot.keyClicks(_field(page), "B")
    assert _button(page).isEnabled()
    assert "Please type a name." not in texts(page)


def test_a_name_too_long_is_refused_with_a_sentence(qtbot: QtBot, qapp: QApplication) -> None:
    page = _page(qtbot, qapp, "x" * 81)
    with qtbot.assertNotEmitted(page.begun):
        qtbot.keyClick(_field(page), Qt.Key.Key_Return)
    assert "A name has at most 80 characters; this one has 81." in texts(page)
    assert_sound(page)


def test_while_busy_nothing_is_begun_twice(qtbot: QtBot, qapp: QApplication) -> None:
    page = _page(qtbot, qapp)
    page.set_busy(True)
    assert not _button(page).isEnabled()
    assert not _field(page).isEnabled()
    page.show_problem("Your name couldn't be stored, since the disk is full. Make some room, then try again.")
    assert _button(page).isEnabled()
    assert _field(page).hasFocus()
    assert "the disk is full" in _field(page).accessibleDescription()
    assert_sound(page)


def test_the_cover_leaves_the_room_to_the_words_in_a_narrow_window(qtbot: QtBot, qapp: QApplication) -> None:
    page = _page(qtbot, qapp)
    cover = page.findChildren(CoverView)[0]
    assert cover.isVisible()
    assert cover.width() == round(1280 * 0.44)
    page.resize(700, 700)
    settle()
    assert not cover.isVisible()
    assert_sound(page)


def test_a_cover_that_comes_later_leaves_what_is_typed(qtbot: QtBot, qapp: QApplication) -> None:
    page = FirstStartPage(look(qapp), None, "Mara")
    show(qtbot, page)
    qtbot.keyClicks(_field(page), "Ben")
    page.show_cover(Shelf(outline()).cover)
    settle()
    (cover,) = page.findChildren(CoverView)
    assert cover.isVisible()
    assert cover.width() == round(1280 * 0.44)
    assert _field(page).hasFocus()
    assert _field(page).text() == "Ben"
    assert_sound(page)


def test_a_cover_that_comes_later_stays_out_of_a_narrow_window(qtbot: QtBot, qapp: QApplication) -> None:
    page = FirstStartPage(look(qapp), None, "Mara")
    show(qtbot, page, 700, 700)
    page.show_cover(Shelf(outline()).cover)
    settle()
    assert not page.findChildren(CoverView)[0].isVisible()


@pytest.mark.parametrize(("width", "height", "text_size"), SIZES)
def test_nothing_is_cut(qtbot: QtBot, qapp: QApplication, width: int, height: int, text_size: int) -> None:
    page = FirstStartPage(look(qapp, text_size=text_size), None, "王小明")
    show(qtbot, page, width, height)
    page.show_problem("Your name couldn't be stored, since the disk is full. Make some room, then try again.")
    assert_sound(page)
