from __future__ import annotations

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.desktop.support import assert_sound, colours, look, settle, show
from tests.workshop.made import play
from tests.workshop.screens import each_kind
from trainer.desktop.workshops.room_window import CLOSED, ONE_FULL, ONE_SCREEN, RoomWindow
from trainer.desktop.workshops.screens import Screens


@pytest.fixture
def presenter(qtbot: QtBot, qapp: QApplication) -> QWidget:
    page = QWidget()
    page.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    look(qapp)
    show(qtbot, page, 500, 400)
    return page


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, presenter: QWidget) -> RoomWindow:
    dark = look(qapp, "dark")
    made = RoomWindow(look(qapp), dark, presenter, Screens(qapp))
    qtbot.addWidget(made)
    made.show_screen(each_kind(play(12, ("qualcomm-contract",)))[0])
    return made


def test_with_one_screen_it_is_a_window_that_leaves_the_presenter_in_front(
    window: RoomWindow, presenter: QWidget
) -> None:
    window.open()
    settle()

    assert window.isVisible()
    assert not window.isFullScreen()
    assert not window.fills_other
    assert window.where == ONE_SCREEN
    assert presenter.isActiveWindow()
    area = window.screen().availableGeometry()
    assert area.contains(window.geometry())
    assert_sound(window)


def test_a_system_that_gives_it_the_keyboard_late_gets_it_back_for_the_presenter(
    window: RoomWindow, presenter: QWidget
) -> None:
    window.open()
    window.activateWindow()  # as a window manager does with a new window
    settle()
    assert presenter.isActiveWindow()

    window.activateWindow()  # as somebody does at the laptop
    settle()
    assert window.isActiveWindow()


def test_full_screen_and_back_by_key_and_by_double_click(window: RoomWindow) -> None:
    window.open()
    settle()

    QTest.keyClick(window, Qt.Key.Key_F11)
    settle()
    assert window.isFullScreen()
    assert window.where == ONE_FULL
    assert window.cursor().shape() == Qt.CursorShape.BlankCursor

    QTest.keyClick(window, Qt.Key.Key_Escape)
    settle()
    assert not window.isFullScreen()
    assert window.where == ONE_SCREEN
    assert window.cursor().shape() == Qt.CursorShape.ArrowCursor

    QTest.mouseDClick(window, Qt.MouseButton.LeftButton)
    settle()
    assert window.isFullScreen()


def test_keys_of_a_remote_go_to_the_presenter(window: RoomWindow) -> None:
    pressed: list[tuple[int, object]] = []
    window.key_pressed.connect(lambda key, modifiers: pressed.append((key, modifiers)))
    window.open()
    settle()

    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_B, Qt.Key.Key_Escape):
        QTest.keyClick(window, key)
    QTest.keyClick(window, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)

    none = Qt.KeyboardModifier.NoModifier
    assert pressed == [
        (Qt.Key.Key_PageDown, none),
        (Qt.Key.Key_PageUp, none),
        (Qt.Key.Key_B, none),
        (Qt.Key.Key_Escape, none),
        (Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier),
    ]


def test_closed_by_mistake_it_says_so_and_opens_again(window: RoomWindow) -> None:
    told: list[str] = []
    window.where_changed.connect(lambda words, _pixels: told.append(words))
    window.open()
    settle()

    window.close()
    settle()
    assert not window.isVisible()
    assert told[-1] == CLOSED

    window.turn_full()
    settle()
    assert window.isVisible()
    assert told[-1] == ONE_SCREEN


def test_the_preview_hears_of_every_size(window: RoomWindow) -> None:
    sizes: list[QSize] = []
    window.where_changed.connect(lambda _words, pixels: sizes.append(pixels))
    window.open()
    settle()

    window.resize(800, 600)
    settle()

    assert sizes[-1] == QSize(800, 600)


def test_it_is_dark_for_a_dark_hall(window: RoomWindow, qapp: QApplication) -> None:
    window.open()
    settle()
    window.set_dark(True)
    assert look(qapp, "dark").colours["paper"].lower() in colours(window)

    window.set_dark(False)
    assert look(qapp, "light").colours["paper"].lower() in colours(window)


def test_once_the_workshop_is_left_it_stays_away(window: RoomWindow) -> None:
    window.open()
    settle()

    window.shut()
    settle()

    assert not window.isVisible()
    assert not window.is_open
    assert window.where == CLOSED
