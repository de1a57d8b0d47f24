from __future__ import annotations

import pytest
from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.desktop.support import colours, look, press, settle, show
from trainer.desktop.theme import Theme
from trainer.desktop.widgets.list_table import ListTable


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return look(qapp)


def test_a_ring_shows_where_the_keyboard_is_and_none_where_the_mouse_was(qtbot: QtBot, theme: Theme) -> None:
    table = ListTable(theme)
    table.setModel(QStringListModel(["one", "two", "three"], table))
    table.set_row_height(30)
    show(qtbot, table, 300, 200)
    ring = theme.colour("focus").name()
    table.setFocus(Qt.FocusReason.MouseFocusReason)
    table.setCurrentIndex(table.model().index(0, 0))
    settle()
    assert ring not in colours(table)
    press(Qt.Key.Key_Down)
    settle()
    assert table.currentIndex().row() == 1
    assert ring in colours(table)
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=table.viewport().rect().topLeft())
    settle()
    assert ring not in colours(table)
