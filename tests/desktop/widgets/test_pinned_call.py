from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.desktop import works
from tests.desktop.support import assert_sound, button, look, press, settle, show, visible, visible_text
from trainer.desktop.widgets.forecast_scale import ForecastScale
from trainer.desktop.widgets.layout import ScrollColumn
from trainer.desktop.widgets.pinned_call import PinnedCall
from trainer.progress.values import Attempt

LONG = "Wort" * 60 + "\n\n" + "延迟一年的代价" * 30


def _call(
    qtbot: QtBot, qapp: QApplication, attempt: Attempt | None = None, width: int = 360, text_size: int = 100
) -> PinnedCall:
    theme = look(qapp, text_size=text_size)
    call = PinnedCall(theme, works.full(), attempt or works.attempt())
    show(qtbot, ScrollColumn(theme, call, "My call"), width, 900)
    return call


def test_it_shows_choice_forecast_and_reasons_as_sealed(qtbot: QtBot, qapp: QApplication) -> None:
    call = _call(qtbot, qapp)
    words = visible_text(call)
    for text in ("My call", "sealed 22 Nov", "Build it", "35 %", "Half a year hurts.\nBad terms hurt for longer."):
        assert text in words
    scale = call.findChildren(ForecastScale)[0]
    assert scale.forecast == 35
    assert scale.focusPolicy() == Qt.FocusPolicy.NoFocus


def test_reasons_are_shown_as_they_were_typed(qtbot: QtBot, qapp: QApplication) -> None:
    call = _call(qtbot, qapp, works.attempt(reasons="a < b & *c*\n<b>not bold</b>"))
    assert "a < b & *c*\n<b>not bold</b>" in visible_text(call)


def test_a_further_attempt_has_its_number(qtbot: QtBot, qapp: QApplication) -> None:
    assert "My call, attempt 2" in visible_text(_call(qtbot, qapp, works.attempt(number=2)))


@pytest.mark.parametrize(("choice", "words"), [("build", "against the record"), ("wait", "with the record")])
def test_it_stands_with_or_against_the_record(qtbot: QtBot, qapp: QApplication, choice: str, words: str) -> None:
    call = _call(qtbot, qapp, works.attempt(choice))
    call.show_open(1)
    settle()
    assert words in visible_text(call)


def test_nothing_of_the_record_shows_while_no_part_is_open(qtbot: QtBot, qapp: QApplication) -> None:
    call = _call(qtbot, qapp)
    call.show_open(0)
    settle()
    words = visible_text(call)
    assert "the record\n" not in words
    assert "mixed" not in words


def test_the_judgement_waits_for_looking_back(qtbot: QtBot, qapp: QApplication) -> None:
    call = _call(qtbot, qapp)
    for steps in range(7):
        call.show_open(steps)
        settle()
        assert ("mixed" in visible_text(call)) == (steps >= 4), steps


def test_the_parts_say_which_are_open(qtbot: QtBot, qapp: QApplication) -> None:
    call = _call(qtbot, qapp)
    call.show_open(2)
    settle()
    names = [each.accessibleName() for each in visible(call)]
    states = [name for name in names if name.endswith((", open", ", here", ", to come"))]
    assert states == [
        "What they did, open",
        "What happened, here",
        "Why, to come",
        "Looking back, to come",
        "The options not taken, to come",
        "Sources, to come",
    ]
    call.show_open(6)
    settle()
    names = [each.accessibleName() for each in visible(call)]
    assert sum(name.endswith(", open") for name in names) == 6
    call.show_open(6, list_steps=False)
    settle()
    assert "What they did" not in visible_text(call)


def test_trying_again_is_offered_when_it_can_be(qtbot: QtBot, qapp: QApplication) -> None:
    call = _call(qtbot, qapp)
    assert "again" not in visible_text(call)
    call.offer_again()
    button(call, "Try this decision again").setFocus()
    with qtbot.waitSignal(call.again_requested):
        press(Qt.Key.Key_Return)


@pytest.mark.parametrize(("width", "text_size"), [(320, 100), (360, 100), (720, 200)])
@pytest.mark.parametrize("choice", ["lease", "ask"])
def test_nothing_is_cut(qtbot: QtBot, qapp: QApplication, choice: str, width: int, text_size: int) -> None:
    call = _call(qtbot, qapp, works.attempt(choice, 100, LONG, 12), width, text_size)
    call.show_open(6)
    call.offer_again()
    assert_sound(call.window())
