from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from tests.desktop.support import assert_sound, look, settle, show_bar
from trainer.desktop.theme import Theme
from trainer.desktop.widgets.top_bar import TopBar

PLACES = (("library", "Library"), ("record", "My record"))
LONG = "Wolfeschlegelsteinhausenbergerdorffwelchevoralternwarengewissenhaftschaferswessen"


def _bar(qtbot: QtBot, theme: Theme, width: int = 1280, learner: str = "Mara") -> TopBar:
    bar = TopBar(theme, PLACES, "library", learner)
    show_bar(qtbot, bar, width)
    return bar


def _buttons(bar: TopBar) -> list[QAbstractButton]:
    return [button for button in bar.findChildren(QAbstractButton) if button.isVisible()]


def test_places_and_the_learner_are_named_in_reading_order(qtbot: QtBot, qapp: QApplication) -> None:
    bar = _bar(qtbot, look(qapp))
    assert [button.accessibleName() for button in _buttons(bar)] == ["Library", "My record", "Mara, menu"]
    assert [button.accessibleDescription() for button in _buttons(bar)][:2] == ["You are here", ""]
    bar.set_current("record")
    bar.set_learner("Ben")
    assert [button.accessibleDescription() for button in _buttons(bar)][:2] == ["", "You are here"]
    assert _buttons(bar)[-1].accessibleName() == "Ben, menu"


def test_arrows_move_and_enter_goes_there(qtbot: QtBot, qapp: QApplication) -> None:
    bar = _bar(qtbot, look(qapp))
    library, record, learner = _buttons(bar)
    library.setFocus()
    qtbot.keyClick(library, Qt.Key.Key_Right)
    assert record.hasFocus()
    with qtbot.waitSignal(bar.place_chosen) as chosen:
        qtbot.keyClick(record, Qt.Key.Key_Return)
    assert chosen.args == ["record"]
    qtbot.keyClick(record, Qt.Key.Key_Left)
    qtbot.keyClick(library, Qt.Key.Key_Left)
    assert learner.hasFocus()
    qtbot.keyClick(learner, Qt.Key.Key_Backtab)
    assert record.hasFocus()


def test_a_click_goes_there(qtbot: QtBot, qapp: QApplication) -> None:
    bar = _bar(qtbot, look(qapp))
    with qtbot.waitSignal(bar.place_chosen) as chosen:
        qtbot.mouseClick(_buttons(bar)[1], Qt.MouseButton.LeftButton)
    assert chosen.args == ["record"]


def test_the_menu_is_asked_for_below_the_name(qtbot: QtBot, qapp: QApplication) -> None:
    bar = _bar(qtbot, look(qapp))
    learner = _buttons(bar)[-1]
    with qtbot.waitSignal(bar.menu_requested) as asked:
        qtbot.keyClick(learner, Qt.Key.Key_Space)
    assert asked.args == [learner.mapToGlobal(QPoint(learner.width(), learner.height()))]


def test_the_accent_lies_under_the_present_place_alone(qtbot: QtBot, qapp: QApplication) -> None:
    theme = look(qapp)
    bar = _bar(qtbot, theme)
    for here in (0, 1):
        bar.set_current(PLACES[here][0])
        settle()
        image = bar.grab().toImage()
        tabs = _buttons(bar)[:2]
        below = [QColor(image.pixel(tab.geometry().center().x(), bar.height() - 1)) for tab in tabs]
        assert [each == theme.colour("accent") for each in below] == [here == 0, here == 1]


@pytest.mark.parametrize("text_size", [100, 150, 200])
@pytest.mark.parametrize("width", [1920, 1280, 900, 640, 420, 300])
@pytest.mark.parametrize("learner", ["Mara", LONG, "王小明" * 20], ids=["short", "long", "chinese"])
def test_nothing_overlaps_or_sticks_out(
    qtbot: QtBot, qapp: QApplication, width: int, text_size: int, learner: str
) -> None:
    theme = look(qapp, text_size=text_size)
    bar = _bar(qtbot, theme, width, learner)
    parts = [part for part in bar.findChildren(QWidget) if part.isVisible() and not part.isWindow()]
    areas = sorted((part.geometry().left(), part.geometry().right()) for part in parts)
    assert all(right < left for (_, right), (left, _) in pairwise(areas))
    assert areas[-1][1] <= bar.width()
    if width >= 420:
        assert_sound(bar)


def test_a_narrow_bar_folds_the_places_into_a_menu(qtbot: QtBot, qapp: QApplication) -> None:
    bar = _bar(qtbot, look(qapp), 420, LONG)
    assert bar.folded
    fold = _buttons(bar)[0]
    assert fold.accessibleName() == "Library, menu"
    qtbot.keyClick(fold, Qt.Key.Key_Return)
    menu = qapp.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [(action.text(), action.isChecked()) for action in menu.actions()] == [
        ("Library", True),
        ("My record", False),
    ]
    with qtbot.waitSignal(bar.place_chosen) as chosen:
        qtbot.keyClick(menu, Qt.Key.Key_Down)
        qtbot.keyClick(menu, Qt.Key.Key_Down)
        qtbot.keyClick(menu, Qt.Key.Key_Return)
    assert chosen.args == ["record"]


def test_a_bar_that_gets_room_again_unfolds(qtbot: QtBot, qapp: QApplication) -> None:
    bar = _bar(qtbot, look(qapp), 300)
    assert bar.folded
    bar.window().resize(1280, 300)
    settle()
    assert not bar.folded
