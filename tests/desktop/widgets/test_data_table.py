from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QFontMetricsF
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.desktop.support import look, press, settle, show
from trainer.desktop.painting.scene import wrap
from trainer.desktop.theme import Theme
from trainer.desktop.widgets.data_table import DataTable

ROWS = (
    ("What mattered", "Decisions", "95 % interval"),
    ("Who could know what, and when they could have known it", "31", "47 to 79 %"),
    ("危机:供应链断裂时的决定", "32", "45 to 78 %"),
)


@pytest.fixture(params=[100, 200])
def theme(qapp: QApplication, request: pytest.FixtureRequest) -> Theme:
    return look(qapp, text_size=request.param)


def _table(qtbot: QtBot, theme: Theme, width: int = 420) -> DataTable:
    made = DataTable(theme, ROWS, "Blind spots, as a table")
    show(qtbot, made, width, made.heightForWidth(width))
    made.setFocus()
    settle()
    return made


def test_screen_readers_find_a_table_with_all_cells(qtbot: QtBot, theme: Theme) -> None:
    table = _table(qtbot, theme)
    interface = QAccessible.queryAccessibleInterface(table)
    assert interface is not None
    assert interface.text(QAccessible.Text.Name) == "Blind spots, as a table"
    assert interface.role() == QAccessible.Role.Table
    cells = [interface.child(index) for index in range(interface.childCount())]
    names = [each.text(QAccessible.Text.Name) for each in cells if each is not None]
    for text in ("Decisions: 31", "Decisions", ROWS[2][0], "95 % interval: 45 to 78 %"):
        assert text in names


def test_arrow_keys_go_from_cell_to_cell(qtbot: QtBot, theme: Theme) -> None:
    table = _table(qtbot, theme)
    press(Qt.Key.Key_Down, Qt.Key.Key_Right)
    index = table.currentIndex()
    press(Qt.Key.Key_Down)
    assert (table.currentIndex().row(), table.currentIndex().column()) == (index.row() + 1, index.column())


@pytest.mark.parametrize("width", [260, 420, 700])
def test_every_cell_holds_its_whole_text(qtbot: QtBot, theme: Theme, width: int) -> None:
    scaled = width * theme.text_size // 100
    table = _table(qtbot, theme, scaled)
    for row, cells in enumerate(ROWS):
        for column, text in enumerate(cells):
            area = table.visualRect(table.model().index(row, column))
            gap = theme.px(16) if column else 0
            font = theme.sans(13, tabular=column > 0)
            lines = wrap(text, font, area.width() - gap, 40)
            assert "".join("".join(lines).split()) == "".join(text.split())
            assert len(lines) * QFontMetricsF(font).height() <= area.height()
            assert table.viewport().rect().contains(area)


def test_the_table_is_as_high_as_its_rows(qtbot: QtBot, theme: Theme) -> None:
    table = _table(qtbot, theme)
    assert sum(table.rowHeight(row) for row in range(3)) <= table.heightForWidth(table.width())
    assert table.heightForWidth(200) > table.heightForWidth(900)
