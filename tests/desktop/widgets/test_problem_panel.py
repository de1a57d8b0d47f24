from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.desktop.support import (
    SIZES,
    assert_at_rest,
    assert_sound,
    button,
    colours,
    focus,
    look,
    press,
    settle,
    show,
    visible_text,
)
from trainer.case.problems import Problem, Severity
from trainer.desktop.widgets.layout import ScrollColumn, column
from trainer.desktop.widgets.problem_panel import MOST_SHOWN, ProblemPanel
from trainer.desktop.window import LEAST, MainWindow

ERROR = Problem("decisions/new-oven.yaml", 8, 10, "decider", "there is no person 'anne'; did you mean 'ann'?")
CHINESE = Problem("case.yaml", 3, 1, "title", "'面包房" * 30 + "' isn't known")
LONG = Problem(f"decisions/{'so-long-' * 9}name.yaml", 1208, 15, "record.looking_back.claims[12].sources", "x" * 90)
WARNING = Problem("case.yaml", 1, 2, "people[0]", "'bo' is in no decision", Severity.WARNING)
NOW = "The page shows the text that could last be read."


def _panel(
    qtbot: QtBot,
    qapp: QApplication,
    *problems: Problem,
    what_now: str = NOW,
    unfolded: bool | None = None,
    size: tuple[int, int, int] = (1280, 840, 100),
    theme: str = "light",
) -> ProblemPanel:
    width, height, text_size = size
    dress = look(qapp, theme, text_size)
    window = MainWindow()
    window.show_page(dress, QLabel("The page"))
    panel = ProblemPanel(dress, "bakery", problems, what_now, unfolded=unfolded)
    window.show_below(panel)
    show(qtbot, window, width, height)
    return panel


def test_errors_are_listed_at_once_and_come_before_warnings(qtbot: QtBot, qapp: QApplication) -> None:
    panel = _panel(qtbot, qapp, WARNING, ERROR)

    assert_at_rest()
    assert panel.unfolded
    assert panel.accessibleName() == "1 error and 1 warning in bakery"
    assert NOW in visible_text(panel)
    lines = [each for each in visible_text(panel).splitlines() if ".yaml:" in each]
    assert lines == [
        "decisions/new-oven.yaml:8:10: decider: there is no person 'anne'; did you mean 'ann'?",
        "case.yaml:1:2: warning: people[0]: 'bo' is in no decision",
    ]


def test_warnings_alone_are_folded_and_quieter(qtbot: QtBot, qapp: QApplication) -> None:
    panel = _panel(qtbot, qapp, WARNING, WARNING, what_now="")
    theme = look(qapp)

    assert panel.accessibleName() == "2 warnings in bakery"
    assert not panel.unfolded
    assert "case.yaml" not in visible_text(panel)
    assert theme.colour("wash").name() not in colours(panel)
    assert panel.height() < theme.px(60)


def test_the_list_is_folded_and_unfolded_by_keyboard(qtbot: QtBot, qapp: QApplication) -> None:
    panel = _panel(qtbot, qapp, ERROR)
    high = panel.height()
    panel.setFocus()
    assert focus() is button(panel, "Hide")

    with qtbot.waitSignal(panel.folded) as folded:
        press(Qt.Key.Key_Space)
    assert folded.args == [True]
    assert panel.height() < high
    assert button(panel, "Show").accessibleName() == "Show the list of problems"

    press(Qt.Key.Key_Space)
    assert panel.height() == high


def test_the_author_may_have_it_folded_or_not(qtbot: QtBot, qapp: QApplication) -> None:
    assert not _panel(qtbot, qapp, ERROR, unfolded=False).unfolded
    assert _panel(qtbot, qapp, WARNING, unfolded=True).unfolded


def test_the_whole_list_is_copied_as_the_check_prints_it(qtbot: QtBot, qapp: QApplication) -> None:
    panel = _panel(qtbot, qapp, *[WARNING] * MOST_SHOWN, ERROR)

    with qtbot.waitSignal(panel.copy_requested) as copied:
        button(panel, "Copy the list").click()

    assert copied.args is not None
    lines = copied.args[0].splitlines()
    assert lines[0] == "decisions/new-oven.yaml:8:10: error: decider: there is no person 'anne'; did you mean 'ann'?"
    assert len(lines) == MOST_SHOWN + 1


def test_of_very_many_the_first_are_shown_and_the_rest_is_counted(qtbot: QtBot, qapp: QApplication) -> None:
    panel = _panel(qtbot, qapp, *[ERROR] * (MOST_SHOWN + 7))

    assert visible_text(panel).count("new-oven.yaml") == MOST_SHOWN
    assert "and 7 more" in visible_text(panel)
    assert panel.accessibleName() == f"{MOST_SHOWN + 7} errors in bakery"


def test_a_long_list_leaves_the_page_its_room_and_is_scrolled_by_keyboard(qtbot: QtBot, qapp: QApplication) -> None:
    panel = _panel(qtbot, qapp, *[ERROR] * 40)
    window = panel.window()
    (scroll,) = panel.findChildren(ScrollColumn)
    assert panel.height() <= window.height() * 0.41

    scroll.setFocus()
    press(Qt.Key.Key_PageDown)
    assert scroll.position > 0

    window.resize(1280, 500)
    settle()
    assert panel.height() <= 500 * 0.41


@pytest.mark.parametrize("size", [*SIZES, (*LEAST.toTuple(), 100), (640, 700, 200)])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_nothing_is_cut_in_any_size(qtbot: QtBot, qapp: QApplication, size: tuple[int, int, int], theme: str) -> None:
    panel = _panel(qtbot, qapp, ERROR, CHINESE, LONG, WARNING, size=size, theme=theme)

    assert_sound(panel)
    assert panel.width() == panel.window().width()


def test_a_panel_that_is_replaced_hands_on_the_focus(qtbot: QtBot, qapp: QApplication) -> None:
    panel = _panel(qtbot, qapp, ERROR)
    window = panel.window()
    assert isinstance(window, MainWindow)
    page = QWidget()
    page.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    page.setLayout(column())
    window.show_page(look(qapp), page)
    panel.setFocus()

    second = ProblemPanel(look(qapp), "bakery", [WARNING], "")
    window.show_below(second)
    settle()
    assert focus() is button(second, "Show")
    assert window.below is second

    window.show_below(None)
    settle()
    assert focus() is page
    assert window.below is None
