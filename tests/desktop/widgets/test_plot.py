from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.desktop.judged import judged
from tests.desktop.support import assert_sound, colours, focus, look, press, settle, show
from trainer.desktop.painting.figures import Figure, calibration_figure, choices_figure
from trainer.desktop.theme import Theme
from trainer.desktop.widgets.layout import column
from trainer.desktop.widgets.plot import Plot

KEY = Qt.Key
NUMBERS = judged(64)
CHOICES = choices_figure(NUMBERS.choices)
POINTS = calibration_figure(NUMBERS.forecasts)
CELLS = (
    "with/vindicated", "with/mixed", "with/regretted",
    "against/vindicated", "against/mixed", "against/regretted",
)  # fmt: skip


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return look(qapp)


class Around(QWidget):
    """A plot between two fields, and what it was asked to open."""

    def __init__(self, theme: Theme, figure: Figure) -> None:
        super().__init__()
        self.before, self.after = QLineEdit(), QLineEdit()
        self.before.setAccessibleName("before")
        self.after.setAccessibleName("after")
        self.plot = Plot(theme, figure.lay, figure.title, figure.sentence, width=458)
        self.opened: list[str] = []
        self.plot.opened.connect(self.opened.append)
        layout = column()
        for each in (self.before, self.plot, self.after):
            layout.addWidget(each)
        layout.addStretch(1)
        self.setLayout(layout)


@pytest.fixture
def around(qtbot: QtBot, theme: Theme) -> Around:
    made = Around(theme, CHOICES)
    show(qtbot, made, 520, 500)
    made.before.setFocus()
    return made


def _here(around: Around) -> str:
    return around.plot.keys[around.plot.findChildren(QAbstractButton).index(focus())]  # type: ignore[arg-type]


def test_tab_comes_to_the_chart_once_and_goes_on(around: Around) -> None:
    press(KEY.Key_Tab)
    assert _here(around) == CELLS[0]
    press(KEY.Key_Tab)
    assert focus() is around.after


def test_arrow_keys_go_through_the_cells(around: Around) -> None:
    press(KEY.Key_Tab, KEY.Key_Right, KEY.Key_Right)
    assert _here(around) == CELLS[2]
    press(KEY.Key_Down)
    assert _here(around) == CELLS[5]
    press(KEY.Key_Left, KEY.Key_Up)
    assert _here(around) == CELLS[1]
    press(KEY.Key_Up)
    assert _here(around) == CELLS[1]
    press(KEY.Key_End)
    assert _here(around) == CELLS[5]
    press(KEY.Key_Right)
    assert _here(around) == CELLS[5]
    press(KEY.Key_Home)
    assert _here(around) == CELLS[0]


def test_tab_comes_back_to_where_the_arrow_keys_went(around: Around) -> None:
    press(KEY.Key_Tab, KEY.Key_Right, KEY.Key_Tab)
    assert focus() is around.after
    press(KEY.Key_Backtab, modifier=Qt.KeyboardModifier.ShiftModifier)
    assert _here(around) == CELLS[1]


@pytest.mark.parametrize("key", [KEY.Key_Return, KEY.Key_Space])
def test_enter_and_space_open_the_part_with_the_focus(around: Around, key: Qt.Key) -> None:
    press(KEY.Key_Tab, KEY.Key_Right, key)
    assert around.opened == [CELLS[1]]


def test_a_click_opens_what_lies_below_it(around: Around) -> None:
    part = around.plot.findChildren(QAbstractButton)[4]
    QTest.mouseClick(part, Qt.MouseButton.LeftButton)
    assert around.opened == [CELLS[4]]


def test_every_part_says_what_it_shows(around: Around) -> None:
    names = []
    for part in around.plot.findChildren(QAbstractButton):
        interface = QAccessible.queryAccessibleInterface(part)
        assert interface is not None
        assert interface.role() == QAccessible.Role.Button
        names.append(interface.text(QAccessible.Text.Name))
    counts = {(cell.row.value, cell.judgement.value): cell.n for cell in NUMBERS.choices.cells}
    assert names[0] == f"With the record, their choice vindicated: {counts['with', 'vindicated']} decisions"
    assert len(set(names)) == 6


def test_the_part_with_the_focus_has_a_ring_and_says_open(around: Around, theme: Theme) -> None:
    ring, wash = theme.colour("focus").name(), theme.colour("accent-wash").name()
    assert not {ring, wash} & colours(around.plot)
    press(KEY.Key_Tab)
    assert {ring, wash} <= colours(around.plot)
    press(KEY.Key_Tab)
    assert not {ring, wash} & colours(around.plot)


def test_the_mouse_lights_the_part_it_is_over(around: Around, theme: Theme) -> None:
    wash = theme.colour("accent-wash").name()
    part = around.plot.findChildren(QAbstractButton)[1]
    QTest.mouseMove(part)
    settle()
    assert wash in colours(around.plot)
    QTest.mouseMove(around.before)
    settle()
    assert wash not in colours(around.plot)


def test_parts_lie_where_they_are_drawn_at_any_width(qtbot: QtBot, theme: Theme) -> None:
    around = Around(theme, POINTS)
    show(qtbot, around, 420, 560)
    for width in (420, 300):
        around.resize(width, 560)
        settle()
        scene = POINTS.lay(theme, around.plot.width(), "")
        for target, part in zip(scene.targets, around.plot.findChildren(QAbstractButton), strict=True):
            assert part.geometry().contains(target.area.center().toPoint())
        assert_sound(around)


def test_it_is_as_high_as_its_width_asks_for(qtbot: QtBot, theme: Theme) -> None:
    around = Around(theme, CHOICES)
    show(qtbot, around, 520, 500)
    narrow, wide = around.plot.heightForWidth(300), around.plot.heightForWidth(500)
    assert narrow > wide
    assert around.plot.height() >= around.plot.heightForWidth(around.plot.width())
