from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.desktop.support import assert_sound, colours, look, press, show, show_bar, type_text
from trainer.desktop.widgets.forecast_scale import NOT_SET, ForecastScale

Key = Qt.Key


def _scale(qtbot: QtBot, qapp: QApplication, forecast: int | None = None, *, fixed: bool = False) -> ForecastScale:
    scale = ForecastScale(look(qapp), forecast, fixed=fixed)
    show(qtbot, scale, 400, 60)
    scale.setFocus()
    return scale


def test_it_suggests_nothing_until_it_is_set(qtbot: QtBot, qapp: QApplication) -> None:
    scale = _scale(qtbot, qapp)
    accent = look(qapp).colour("accent").name()
    assert scale.forecast is None
    assert scale.accessibleDescription() == NOT_SET
    assert accent not in colours(scale)
    unset = scale.grab().toImage()
    scale.set_forecast(0)
    assert (scale.forecast, scale.accessibleDescription()) == (0, "0 %")
    assert scale.grab().toImage() != unset
    scale.set_forecast(50)
    assert accent in colours(scale)


@pytest.mark.parametrize(
    ("start", "keys", "forecast"),
    [
        (None, [Key.Key_Right], 1),
        (None, [Key.Key_Left], 99),
        (None, [Key.Key_PageUp], 5),
        (None, [Key.Key_PageDown], 95),
        (None, [Key.Key_Home], 0),
        (None, [Key.Key_End], 100),
        (40, [Key.Key_Up, Key.Key_Up, Key.Key_Down], 41),
        (40, [Key.Key_PageDown, Key.Key_Left], 34),
        (1, [Key.Key_Left, Key.Key_Left], 0),
        (98, [Key.Key_PageUp], 100),
    ],
)
def test_keys_move_it_and_the_first_starts_from_its_end(
    qtbot: QtBot, qapp: QApplication, start: int | None, keys: list[Key], forecast: int
) -> None:
    scale = _scale(qtbot, qapp, start)
    press(*keys)
    assert scale.forecast == scale.value() == forecast
    assert scale.accessibleDescription() == f"{forecast} %"


@pytest.mark.parametrize(
    ("typed", "forecast"), [("7", 7), ("35", 35), ("100", 100), ("101", 1), ("350", 0), ("007", 7), ("1000", 0)]
)
def test_digits_are_taken_as_typed(qtbot: QtBot, qapp: QApplication, typed: str, forecast: int) -> None:
    scale = _scale(qtbot, qapp)
    type_text(typed)
    assert scale.forecast == forecast


def test_a_figure_begins_anew_after_any_other_key_click_or_absence(qtbot: QtBot, qapp: QApplication) -> None:
    scale = _scale(qtbot, qapp)
    type_text("3")
    press(Key.Key_Right)
    type_text("5")
    assert scale.forecast == 5
    qtbot.mouseClick(scale, Qt.MouseButton.LeftButton, pos=QPoint(200, 12))
    type_text("6")
    assert scale.forecast == 6
    scale.clearFocus()
    scale.setFocus()
    type_text("7")
    assert scale.forecast == 7


def test_the_mouse_sets_and_drags_it(qtbot: QtBot, qapp: QApplication) -> None:
    scale = _scale(qtbot, qapp)
    left = Qt.MouseButton.LeftButton
    qtbot.mousePress(scale, left, pos=QPoint(200, 12))
    assert scale.forecast == 50
    qtbot.mouseMove(scale, QPoint(295, 40))
    assert scale.forecast == 75
    qtbot.mouseMove(scale, QPoint(900, 12))
    qtbot.mouseRelease(scale, left, pos=QPoint(900, 12))
    assert scale.forecast == 100
    qtbot.mouseMove(scale, QPoint(20, 12))
    assert scale.forecast == 100
    qtbot.mouseClick(scale, Qt.MouseButton.RightButton, pos=QPoint(200, 12))
    assert scale.forecast == 100


def test_the_wheel_is_left_to_the_page(qtbot: QtBot, qapp: QApplication) -> None:
    scale = _scale(qtbot, qapp, 40)
    event = QWheelEvent(
        QPointF(50, 10),
        QPointF(50, 10),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    qapp.sendEvent(scale, event)
    assert scale.forecast == 40
    assert not event.isAccepted()


def test_a_fixed_scale_only_shows(qtbot: QtBot, qapp: QApplication) -> None:
    scale = _scale(qtbot, qapp, 40, fixed=True)
    assert scale.focusPolicy() == Qt.FocusPolicy.NoFocus
    qtbot.mouseClick(scale, Qt.MouseButton.LeftButton, pos=QPoint(300, 12))
    qtbot.keyClick(scale, Key.Key_End)
    qtbot.keyClick(scale, Key.Key_5)
    scale.setValue(80)
    assert scale.forecast == 40


def test_what_moves_it_through_accessibility_sets_the_forecast(qtbot: QtBot, qapp: QApplication) -> None:
    scale = _scale(qtbot, qapp)
    interface = QAccessible.queryAccessibleInterface(scale)
    assert interface is not None
    value = interface.valueInterface()
    assert value is not None
    with qtbot.waitSignal(scale.forecast_changed):
        value.setCurrentValue(30)
    assert scale.forecast == 30


def test_a_change_is_told_once_and_no_change_not_at_all(qtbot: QtBot, qapp: QApplication) -> None:
    scale = _scale(qtbot, qapp, 40)
    told: list[int] = []
    scale.forecast_changed.connect(told.append)
    press(Key.Key_Right)
    scale.set_forecast(41)
    press(Key.Key_A)
    assert told == [41]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(percent=st.integers())
def test_whatever_it_is_given_it_holds_a_percentage(qapp: QApplication, percent: int) -> None:
    scale = ForecastScale(look(qapp))
    scale.set_forecast(percent)
    assert scale.forecast == min(100, max(0, percent))
    scale.deleteLater()


@pytest.mark.parametrize(("width", "text_size"), [(320, 100), (640, 200), (1000, 200)])
@pytest.mark.parametrize("compact", [False, True])
def test_it_is_as_high_as_its_words(
    qtbot: QtBot, qapp: QApplication, width: int, text_size: int, compact: bool
) -> None:
    scale = ForecastScale(look(qapp, text_size=text_size), 35, compact=compact)
    show_bar(qtbot, scale, width)
    assert scale.height() == scale.sizeHint().height()
    assert_sound(scale.window())
