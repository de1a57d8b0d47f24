from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.desktop.support import colours, look, settle, show
from trainer.desktop.widgets.layout import ScrollColumn, clear, column, paint_ground, row, rule
from trainer.desktop.widgets.text import label


def _column(qtbot: QtBot, qapp: QApplication, buttons: int = 30) -> tuple[ScrollColumn, list[QPushButton]]:
    theme = look(qapp)
    layout = column(spacing=10)
    layout.addWidget(label(theme, "Words that could wrap", theme.sans(14), wrap=True))
    made = [QPushButton(f"Button {number}") for number in range(buttons)]
    for each in made:
        each.setFixedHeight(40)
        layout.addWidget(each)
    content = QWidget()
    content.setLayout(layout)
    scroll = ScrollColumn(theme, content, "Buttons")
    show(qtbot, scroll, 300, 400)
    return scroll, made


def test_a_layout_brings_no_margins_of_the_style(qapp: QApplication) -> None:
    for layout in (row(), column()):
        margins = layout.contentsMargins()
        assert (margins.left(), margins.top(), margins.right(), margins.bottom()) == (0, 0, 0, 0)
        assert layout.spacing() == 0
    layout = row(spacing=7, margins=(1, 2, 3, 4))
    assert (layout.spacing(), layout.contentsMargins().bottom()) == (7, 4)


@pytest.mark.parametrize("vertical", [False, True])
def test_a_rule_is_one_pixel_of_its_colour(qtbot: QtBot, qapp: QApplication, vertical: bool) -> None:
    theme = look(qapp)
    line = rule(theme, "ink", vertical=vertical)
    assert (line.maximumWidth() if vertical else line.maximumHeight()) == 1
    qtbot.addWidget(line)
    line.resize(1 if vertical else 50, 50 if vertical else 1)
    assert colours(line) == {theme.colour("ink").name()}


def test_a_ground_is_painted(qtbot: QtBot, qapp: QApplication) -> None:
    theme = look(qapp)
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.resize(20, 20)
    paint_ground(widget, theme, "wash")
    assert colours(widget) == {theme.colour("wash").name()}


def test_clearing_takes_out_what_is_nested(qtbot: QtBot, qapp: QApplication) -> None:
    holder = QWidget()
    layout = column()
    layout.addWidget(QLabel("one"))
    inner = row()
    inner.addWidget(QLabel("two"))
    layout.addLayout(inner)
    layout.addStretch(1)
    holder.setLayout(layout)
    show(qtbot, holder, 100, 100)
    clear(layout)
    assert layout.count() == 0
    assert not any(each.isVisible() for each in holder.findChildren(QLabel))


def test_it_goes_to_a_position_and_says_where_it_is(qtbot: QtBot, qapp: QApplication) -> None:
    scroll, _ = _column(qtbot, qapp)
    assert scroll.position == 0
    scroll.go_to(0.5)
    assert scroll.position == pytest.approx(0.5, abs=0.01)
    scroll.go_to(1)
    assert scroll.position == 1


def test_what_needs_no_scrolling_stands_at_its_beginning(qtbot: QtBot, qapp: QApplication) -> None:
    scroll, _ = _column(qtbot, qapp, buttons=2)
    scroll.go_to(0.7)
    assert scroll.position == 0


def test_a_page_down_leaves_a_line_of_what_was_read(qtbot: QtBot, qapp: QApplication) -> None:
    scroll, _ = _column(qtbot, qapp)
    bar = scroll.verticalScrollBar()
    scroll.page(1)
    assert bar.value() == round(bar.pageStep() * 0.9)
    scroll.page(-2)
    assert bar.value() == 0


def test_what_has_the_focus_is_in_sight(qtbot: QtBot, qapp: QApplication) -> None:
    scroll, buttons = _column(qtbot, qapp)
    buttons[0].setFocus()
    for _ in range(15):
        scroll.focusNextChild()
    settle()
    assert buttons[15].hasFocus()
    top = buttons[15].mapTo(scroll.viewport(), buttons[15].rect().topLeft()).y()
    assert 0 <= top <= scroll.viewport().height() - 40


def test_the_column_itself_is_no_stop_of_the_tab_key(qtbot: QtBot, qapp: QApplication) -> None:
    scroll, _ = _column(qtbot, qapp)
    assert scroll.focusPolicy() == Qt.FocusPolicy.NoFocus
    assert scroll.accessibleName() == "Buttons"
