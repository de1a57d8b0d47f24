from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.desktop.support import look, show
from trainer.desktop.widgets.text import Heading, label


def test_a_label_takes_what_looks_like_markup_as_it_is(qtbot: QtBot, qapp: QApplication) -> None:
    theme = look(qapp)
    made = label(theme, "<b>5 < 6</b>", theme.sans(14))
    assert made.textFormat() == Qt.TextFormat.PlainText
    heading = Heading(theme, "<i>Title</i>", theme.serif(20))
    assert heading.textFormat() == Qt.TextFormat.PlainText
    assert heading.accessibleName() == "<i>Title</i>"


def test_a_heading_takes_the_focus_but_is_no_stop_of_the_tab_key(qtbot: QtBot, qapp: QApplication) -> None:
    theme = look(qapp)
    heading = Heading(theme, "Title", theme.serif(20))
    show(qtbot, heading, 300, 60)
    heading.clearFocus()
    heading.take_focus()
    assert heading.hasFocus()
    assert not heading.focusPolicy() & Qt.FocusPolicy.TabFocus
