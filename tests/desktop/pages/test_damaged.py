from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.desktop.support import SIZES, assert_sound, button, focus, look, press, show, visible_text
from trainer.desktop.pages.damaged import TITLE, DamagedPage
from trainer.desktop.restoring_state import AGAIN, ANEW, BACKUP, LEAVE, SALVAGE, SKIP, MendingWay
from trainer.desktop.widgets.buttons import PrimaryButton

LONG = "The chain of 欧阳上官司马诸葛慕容尉迟公孙 <Wolfeschlegelsteinhausenbergerdorff> lacks 4 attempts. " * 2
WAYS = (
    MendingWay(SALVAGE, "Go on with what can be saved", f"36 attempts.\n{LONG}", "Go on with it"),
    MendingWay(BACKUP, "Go back to the newest backup", "Made today, 13:30.", "Go back to it"),
    MendingWay(ANEW, "Start with an empty file", "You begin as on the first day.", "Start anew"),
)
DETAILS = f"malformed\n/a/{'folder' * 20}/progress.sqlite3"


def page(
    qapp: QApplication, ways: tuple[MendingWay, ...] | None = WAYS, theme: str = "light", size: int = 100
) -> DamagedPage:
    return DamagedPage(look(qapp, theme, size), ways, DETAILS)


def test_it_says_what_each_way_brings_and_the_best_has_the_focus(qtbot: QtBot, qapp: QApplication) -> None:
    made = page(qapp)
    show(qtbot, made)
    said = visible_text(made)
    for way in WAYS:
        assert way.title in said
        assert way.text.split("\n")[0] in said
    assert TITLE in said
    assert focus() is made.findChild(PrimaryButton)
    assert focus().accessibleDescription().startswith("Go on with what can be saved. 36 attempts.")


def test_enter_takes_the_best_and_tab_leads_to_all_others(qtbot: QtBot, qapp: QApplication) -> None:
    made = page(qapp)
    show(qtbot, made)
    chosen: list[str] = []
    made.action_chosen.connect(chosen.append)
    for _ in range(5):
        press(Qt.Key.Key_Return)
        press(Qt.Key.Key_Tab)
    assert chosen == [SALVAGE, BACKUP, ANEW, AGAIN, LEAVE]


def test_while_it_looks_it_says_how_far_it_has_come_and_nobody_has_to_wait(qtbot: QtBot, qapp: QApplication) -> None:
    made = page(qapp, None)
    show(qtbot, made)
    made.show_progress(37, 148)
    assert "Looking at what can still be read of it: 25 %" in visible_text(made)
    with qtbot.waitSignal(made.action_chosen) as chosen:
        press(Qt.Key.Key_Return)
    assert chosen.args == [SKIP]


def test_while_something_is_done_nothing_else_can_be_chosen_and_a_problem_gives_all_back(
    qtbot: QtBot, qapp: QApplication
) -> None:
    made = page(qapp)
    show(qtbot, made)
    made.set_busy(busy=True)
    assert not button(made, "Go back to it").isEnabled()
    made.show_problem("The disk is full. Nothing was changed.")
    assert "The disk is full." in visible_text(made)
    assert button(made, "Go back to it").isEnabled()
    assert focus() is made.findChild(PrimaryButton)


@pytest.mark.parametrize("ways", [WAYS, None])
@pytest.mark.parametrize(("width", "height", "text_size"), [*SIZES, (640, 480, 200)])
def test_nothing_is_cut(
    qtbot: QtBot, qapp: QApplication, width: int, height: int, text_size: int, ways: tuple[MendingWay, ...] | None
) -> None:
    made = page(qapp, ways, "dark", text_size)
    show(qtbot, made, width, height)
    made.show_problem(LONG)
    assert_sound(made)
