from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.desktop import works
from tests.desktop.support import assert_sound, focus, look, press, settle, show, visible_text
from trainer.desktop.widgets.source_note import SourceNote


class Page(QWidget):
    """Something with a note over it, that counts the keys that come through."""

    def __init__(self, qapp: QApplication, text_size: int = 100) -> None:
        super().__init__()
        self.below = QPushButton("below", self)
        self.note = SourceNote(look(qapp, text_size=text_size), self)


def _page(qtbot: QtBot, qapp: QApplication, width: int = 900, height: int = 700, text_size: int = 100) -> Page:
    page = Page(qapp, text_size)
    show(qtbot, page, width, height)
    page.below.setFocus()
    return page


def test_it_names_title_publisher_date_and_lines(qtbot: QtBot, qapp: QApplication) -> None:
    page = _page(qtbot, qapp)
    assert not page.note.isVisible()
    page.note.open_note("source:s1:3-5,s1:9", works.full(), page.below)
    settle()
    words = visible_text(page.note)
    for text in ("Source s1", "The minutes", "The town, 2015", "Lines 3–5, 9 of 20"):
        assert text in words


def test_a_single_line_is_one_line_and_a_source_is_judged(qtbot: QtBot, qapp: QApplication) -> None:
    page = _page(qtbot, qapp)
    page.note.open_note("source:s2:4", works.full(), page.below)
    settle()
    words = visible_text(page.note)
    assert "Line 4 of 40" in words
    assert "Written years later." in words


def test_it_holds_several_sources_and_forgets_those_before(qtbot: QtBot, qapp: QApplication) -> None:
    page = _page(qtbot, qapp)
    page.note.open_note("source:s1:3,s2:4", works.full(), page.below)
    settle()
    assert "The minutes" in visible_text(page.note)
    assert "The diary of the mayor" in visible_text(page.note)
    page.note.open_note("source:s2:4", works.full(), page.below)
    settle()
    assert "The minutes" not in visible_text(page.note)


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_it_takes_the_focus_and_gives_it_back(qtbot: QtBot, qapp: QApplication, key: Qt.Key) -> None:
    page = _page(qtbot, qapp)
    page.note.open_note("source:s1:3", works.full(), page.below)
    assert focus().accessibleName() == "Close"
    with qtbot.waitSignal(page.note.closed):
        press(key)
    assert not page.note.isVisible()
    assert focus() is page.below


def test_the_focus_stays_in_it_until_it_is_closed(qtbot: QtBot, qapp: QApplication) -> None:
    page = _page(qtbot, qapp)
    page.note.open_note("source:s2:4", works.full(), page.below)
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
        press(key)
        assert page.note.isAncestorOf(focus())


@pytest.mark.parametrize(("width", "height", "text_size"), [(1280, 840, 100), (320, 500, 100), (900, 700, 200)])
def test_it_lies_within_the_page_and_nothing_is_cut(
    qtbot: QtBot, qapp: QApplication, width: int, height: int, text_size: int
) -> None:
    page = _page(qtbot, qapp, width, height, text_size)
    page.note.open_note("source:s2:4-9,s2:12,s2:14", works.full(), page.below)
    settle()
    assert page.rect().contains(page.note.geometry())
    assert_sound(page.note)
    page.resize(width - 20, height)
    page.note.place()
    settle()
    assert page.rect().contains(page.note.geometry())
