from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.desktop.support import (
    LEAST,
    SIZES,
    assert_sound,
    button,
    focus,
    look,
    named,
    press,
    settle,
    show,
    visible_text,
)
from trainer.desktop.pages.workshops import NEW, WELCOME, WorkshopsPage
from trainer.desktop.theme import Theme
from trainer.desktop.workshops.list_state import Shape, WorkshopLine, WorkshopsState

LONG = "一个很长很长的标题，说的是时间和价格 Wolfeschlegelsteinhausenbergerdorff"
PROBLEM = "The file /home/ada/.local/share/case-trainer/workshops/old.workshop can't be read as a workshop."


def line(number: int, shape: Shape = Shape.PREPARED, title: str = "") -> WorkshopLine:
    holds = "" if shape is Shape.ELSEWHERE else "Xiaomi · 6 decisions, 90 minutes · 23 people, 41 votes"
    return WorkshopLine(f"/w/{number}", shape, title or f"Workshop {number}", "Prepared on 20 November 2026", holds)


def state(count: int) -> WorkshopsState:
    shapes = (Shape.INTERRUPTED, Shape.ELSEWHERE, Shape.PREPARED, Shape.PREPARED, Shape.ENDED)
    lines = [line(number, shapes[min(number, 4)], LONG if number == 2 else "") for number in range(count)]
    if count > 5:
        lines.append(WorkshopLine("/w/x", Shape.UNREADABLE, "old.workshop", "", PROBLEM))
    return WorkshopsState(tuple(lines))


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return look(qapp)


def test_each_has_what_can_be_done_with_it(qtbot: QtBot, theme: Theme) -> None:
    page = WorkshopsPage(theme, state(6))
    show(qtbot, page)

    assert [[each.text() for each in row.buttons] for row in page.rows] == [
        ["Go on", "More…"],
        [],
        ["Open", "Start…", "More…"],
        ["Open", "Start…", "More…"],
        ["Report", "More…"],
        ["Report", "More…"],
        ["More…"],
    ]
    assert [each.text() for each in page.rows[2].menu().actions()] == ["Copy", "Save a copy as…", "Remove…"]
    assert PROBLEM in visible_text(page)


def test_what_is_wanted_is_said_with_the_file(qtbot: QtBot, theme: Theme) -> None:
    page = WorkshopsPage(theme, state(1))
    show(qtbot, page)
    with qtbot.waitSignal(page.wanted) as asked:
        named(page, "Go on: Workshop 0").setFocus()
        press(Qt.Key.Key_Return)
    assert asked.args == ["/w/0", "go-on"]
    with qtbot.waitSignal(page.wanted) as asked:
        page.rows[0].menu().actions()[-1].trigger()
    assert asked.args == ["/w/0", "remove"]
    with qtbot.waitSignal(page.new_requested):
        button(page, NEW).click()
    with qtbot.waitSignal(page.take_in_requested):
        button(page, "Take in a workshop…").click()


def test_the_arrows_go_from_one_to_the_next_at_the_same_button(qtbot: QtBot, theme: Theme) -> None:
    page = WorkshopsPage(theme, state(5))
    show(qtbot, page)
    named(page, "Go on: Workshop 0").setFocus()
    press(Qt.Key.Key_Down)
    assert focus().accessibleName() == f"Open: {LONG}"
    press(Qt.Key.Key_Tab, Qt.Key.Key_Down)
    assert focus().accessibleName() == "Start: Workshop 3"
    assert page.chosen == "/w/3"
    press(Qt.Key.Key_Down, Qt.Key.Key_Down)
    assert focus().accessibleName() == "More: Workshop 4"


def test_the_one_that_was_chosen_has_the_focus_again(qtbot: QtBot, theme: Theme) -> None:
    page = WorkshopsPage(theme, state(40), chosen="/w/30")
    show(qtbot, page)
    page.focus_start()

    assert focus().accessibleName() == "Report: Workshop 30"
    assert not focus().visibleRegion().isEmpty()


def test_an_empty_list_says_what_a_workshop_is(qtbot: QtBot, theme: Theme) -> None:
    page = WorkshopsPage(theme, WorkshopsState(()))
    show(qtbot, page)
    page.focus_start()

    assert WELCOME in visible_text(page)
    assert focus() is button(page, NEW)


def test_what_takes_long_is_said_and_can_be_stopped(qtbot: QtBot, theme: Theme) -> None:
    page = WorkshopsPage(theme, None)
    show(qtbot, page)
    page.show_busy("Copying …")
    page.show_busy("Copying … 50 %")
    settle()
    assert "Copying … 50 %" in visible_text(page)
    with qtbot.waitSignal(page.cancel_requested):
        button(page, "Cancel").click()


@pytest.mark.parametrize(("width", "height", "size"), [*SIZES, LEAST])
@pytest.mark.parametrize("count", [0, 1, 40])
def test_it_holds_at_every_size(
    qtbot: QtBot, qapp: QApplication, width: int, height: int, size: int, count: int
) -> None:
    page = WorkshopsPage(look(qapp, "dark" if size > 100 else "light", size), state(count))
    show(qtbot, page, width, height)
    assert_sound(page)
