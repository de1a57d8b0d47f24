from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from tests.desktop.support import assert_sound, look, press, settle, show
from trainer.desktop.theme import Theme
from trainer.desktop.widgets.menu_button import MenuButton

KEY = Qt.Key
OPTIONS = (
    ("", "All cases"),
    ("bread", "Bread & butter"),
    ("nokia", "Nokia: from rubber boots to telephones, and back again"),
)


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return look(qapp)


def _show(qtbot: QtBot, theme: Theme, current: str = "") -> MenuButton:
    made = MenuButton(theme, "Case", OPTIONS, current)
    show(qtbot, made, made.sizeHint().width(), made.sizeHint().height())
    made.setFocus()
    return made


@pytest.mark.parametrize("key", [KEY.Key_Return, KEY.Key_Space, KEY.Key_Down])
def test_a_key_opens_the_menu_and_arrows_choose(qtbot: QtBot, theme: Theme, key: Qt.Key) -> None:
    button = _show(qtbot, theme)
    chosen: list[str] = []
    button.chosen.connect(chosen.append)
    press(key)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    texts = [action.text() for action in menu.actions()]
    assert texts == ["All cases", "Bread && butter", OPTIONS[2][1]]
    assert [action.isChecked() for action in menu.actions()] == [True, False, False]
    menu.setActiveAction(menu.actions()[1])
    qtbot.keyClick(menu, KEY.Key_Return)
    settle()
    assert chosen == ["bread"]
    assert QApplication.activePopupWidget() is None


def test_it_says_what_is_chosen_and_of_what(qtbot: QtBot, theme: Theme) -> None:
    button = _show(qtbot, theme, "bread")
    assert button.accessibleName() == "Case: Bread & butter, menu"
    assert button.toolTip() == ""
    assert_sound(button)


def test_a_long_choice_is_cut_and_told_in_full_beside_it(qtbot: QtBot, theme: Theme) -> None:
    button = _show(qtbot, theme, "nokia")
    assert button.sizeHint().width() < 300
    assert button.toolTip() == OPTIONS[2][1]
