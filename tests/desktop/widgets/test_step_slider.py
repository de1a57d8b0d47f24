from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.desktop.support import assert_sound, look, press, show, show_bar
from trainer.desktop.widgets.step_slider import StepSlider

Key = Qt.Key


def _slider(qtbot: QtBot, qapp: QApplication, text_size: int = 100) -> StepSlider:
    slider = StepSlider(look(qapp, text_size=text_size), "Price", (999, 2999), 50, 1499)
    slider.describe(lambda value: f"{value:,} yuan")
    show(qtbot, slider, 400, 60)
    slider.setFocus()
    return slider


@pytest.mark.parametrize(
    ("keys", "value"),
    [
        ([Key.Key_Right], 1549),
        ([Key.Key_Up, Key.Key_Left, Key.Key_Down], 1449),
        ([Key.Key_PageUp], 1999),
        ([Key.Key_PageDown, Key.Key_PageDown], 999),
        ([Key.Key_End], 2999),
        ([Key.Key_End, Key.Key_Right], 2999),
        ([Key.Key_Home], 999),
    ],
)
def test_keys_move_it_by_steps(qtbot: QtBot, qapp: QApplication, keys: list[Key], value: int) -> None:
    slider = _slider(qtbot, qapp)
    press(*keys)
    assert slider.value() == value
    assert slider.accessibleDescription() == f"{value:,} yuan"


@pytest.mark.parametrize("key", [Key.Key_1, Key.Key_5, Key.Key_Space, Key.Key_Return, Key.Key_Escape])
def test_other_keys_are_left_to_the_page(qtbot: QtBot, qapp: QApplication, key: Key) -> None:
    slider = _slider(qtbot, qapp)
    event = QKeyEvent(QKeyEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, "1")
    QApplication.sendEvent(slider, event)
    assert not event.isAccepted()
    assert slider.value() == 1499


def test_keys_with_ctrl_are_left_to_the_page(qtbot: QtBot, qapp: QApplication) -> None:
    slider = _slider(qtbot, qapp)
    press(Key.Key_Right, Key.Key_End, modifier=Qt.KeyboardModifier.ControlModifier)
    assert slider.value() == 1499


def test_a_click_moves_it_to_the_nearest_step_and_dragging_takes_it_along(qtbot: QtBot, qapp: QApplication) -> None:
    slider = _slider(qtbot, qapp)
    qtbot.mousePress(slider, Qt.MouseButton.LeftButton, pos=QPoint(200, 2))
    assert slider.value() == 1999
    qtbot.mouseMove(slider, QPoint(395, 2))
    assert slider.value() == 2999
    qtbot.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=QPoint(395, 2))
    qtbot.mouseMove(slider, QPoint(100, 2))
    assert slider.value() == 2999


@pytest.mark.parametrize("focused", [True, False])
def test_the_wheel_is_left_to_the_page(qtbot: QtBot, qapp: QApplication, focused: bool) -> None:
    slider = _slider(qtbot, qapp)
    if not focused:
        slider.clearFocus()
    event = QWheelEvent(
        QPointF(50, 10),
        QPointF(50, 10),
        QPoint(0, 0),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(slider, event)
    assert not event.isAccepted()
    assert slider.value() == 1499


def test_screen_readers_hear_name_value_and_unit(qtbot: QtBot, qapp: QApplication) -> None:
    slider = _slider(qtbot, qapp)
    interface = QAccessible.queryAccessibleInterface(slider)
    assert interface is not None
    assert interface.role() == QAccessible.Role.Slider
    assert interface.text(QAccessible.Text.Name) == "Price"
    assert interface.text(QAccessible.Text.Description) == "1,499 yuan"
    assert interface.text(QAccessible.Text.Value) == "1499"


def test_it_goes_back_to_where_it_stood(qtbot: QtBot, qapp: QApplication) -> None:
    slider = _slider(qtbot, qapp)
    press(Key.Key_End)
    slider.reset()
    assert slider.value() == 1499


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(st.integers(-5_000, 5_000))
def test_whoever_moves_it_it_stands_on_a_step(qtbot: QtBot, qapp: QApplication, value: int) -> None:
    slider = StepSlider(look(qapp), "Price", (999, 2999), 50, 1499)
    qtbot.addWidget(slider)
    slider.setValue(value)
    assert 999 <= slider.value() <= 2999
    assert (slider.value() - 999) % 50 == 0


@pytest.mark.parametrize("text_size", [100, 200])
def test_it_is_easy_to_hit_and_takes_little_width(qtbot: QtBot, qapp: QApplication, text_size: int) -> None:
    slider = StepSlider(look(qapp, text_size=text_size), "Price", (0, 10), 1, 5)
    show_bar(qtbot, slider, 160)
    assert slider.height() >= 32 * text_size / 100
    assert_sound(slider.window())
