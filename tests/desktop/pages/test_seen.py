from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.desktop import works
from tests.desktop.support import (
    SIZES,
    assert_sound,
    focus,
    look,
    named,
    press,
    settle,
    show,
    texts,
    type_text,
    visible_text,
)
from trainer.desktop.pages.seen import SeenPage
from trainer.desktop.widgets.case_header import Step
from trainer.desktop.widgets.prose import Prose
from trainer.progress.seen import SeenAttempt
from trainer.progress.values import Debrief, FactorMark

Key = Qt.Key


def _page(
    qtbot: QtBot,
    qapp: QApplication,
    steps: int = 6,
    *,
    changed: bool = False,
    size: tuple[int, int] = (1280, 840),
    text_size: int = 100,
) -> SeenPage:
    debrief = Debrief({"cash": FactorMark.SAW}, "Ask first.")
    seen = SeenAttempt(works.attempt("lease"), works.full(), debrief, (), changed)
    page = SeenPage(look(qapp, text_size=text_size), seen, steps, "Mara")
    show(qtbot, page, *size)
    return page


def test_it_begins_with_the_story_and_says_when_it_was_seen(qtbot: QtBot, qapp: QApplication) -> None:
    page = _page(qtbot, qapp)
    assert page.step is Step.READ
    words = visible_text(page)
    assert "As I saw it on" in words
    assert "The harbour is too small" in words
    assert "has changed since" not in words


def test_a_text_that_has_changed_is_told(qtbot: QtBot, qapp: QApplication) -> None:
    words = visible_text(_page(qtbot, qapp, changed=True))
    assert "The text of “The harbour” has changed since. This is what you saw then." in words


@pytest.mark.parametrize(("steps", "reached"), [(0, Step.COMMIT), (3, Step.REVEAL), (6, Step.DEBRIEF)])
def test_no_more_is_shown_than_was_open(qtbot: QtBot, qapp: QApplication, steps: int, reached: Step) -> None:
    page = _page(qtbot, qapp, steps)
    assert page.reached is reached
    page.go_to(Step.DEBRIEF)
    settle()
    assert page.step is reached
    words = texts(page)
    assert (works.WAIT in words) == (reached is Step.REVEAL)
    if steps < 6:
        assert works.SECRET_JUDGE not in words


def test_every_step_is_reached_from_the_head(qtbot: QtBot, qapp: QApplication) -> None:
    page = _page(qtbot, qapp)
    for step, name in ((Step.REVEAL, "Reveal, done"), (Step.DEBRIEF, "Debrief, open"), (Step.READ, "Read, done")):
        named(page, name).setFocus()
        press(Key.Key_Space)
        assert page.step is step


def test_escape_and_the_way_back_lead_to_the_record(qtbot: QtBot, qapp: QApplication) -> None:
    page = _page(qtbot, qapp)
    with qtbot.waitSignal(page.back_requested):
        press(Key.Key_Escape)
    with qtbot.waitSignal(page.back_requested):
        qtbot.mouseClick(named(page, "Back: My record"), Qt.MouseButton.LeftButton)


@pytest.mark.parametrize("focus_note", [True, False])
def test_escape_closes_an_open_source_note_first(qtbot: QtBot, qapp: QApplication, focus_note: bool) -> None:
    page = _page(qtbot, qapp)
    page.go_to(Step.REVEAL)
    settle()
    text = next(each for each in page.findChildren(Prose) if works.WAIT in each.toPlainText())
    text.setFocus()
    press(Key.Key_Tab, Key.Key_Return)
    assert focus().accessibleName() == "Close"
    if not focus_note:
        text.setFocus()
    with qtbot.assertNotEmitted(page.back_requested):
        press(Key.Key_Escape)
    assert "of 20" not in visible_text(page)
    with qtbot.waitSignal(page.back_requested):
        press(Key.Key_Escape)


def test_the_debrief_stays_the_learners_to_change(qtbot: QtBot, qapp: QApplication) -> None:
    page = _page(qtbot, qapp)
    page.go_to(Step.DEBRIEF)
    settle()
    assert focus().accessibleName().startswith("I saw it: Whether the bank")
    with qtbot.waitSignal(page.marks_changed) as marked:
        press(Key.Key_M)
    assert marked.args == ["a1", {"cash": FactorMark.SAW, "trust": FactorMark.MISSED}]
    named(page, "What I take along").setFocus()
    press(Key.Key_End, modifier=Qt.KeyboardModifier.ControlModifier)
    type_text("!")
    with qtbot.waitSignal(page.takeaway_changed) as changed:
        page.leave()
    assert changed.args == ["a1", "Ask first.!"]


def test_what_was_changed_is_still_there_after_another_step(qtbot: QtBot, qapp: QApplication) -> None:
    page = _page(qtbot, qapp)
    page.go_to(Step.DEBRIEF)
    settle()
    press(Key.Key_M)
    named(page, "What I take along").setFocus()
    type_text("X")
    page.go_to(Step.READ)
    page.go_to(Step.DEBRIEF)
    settle()
    assert "2 of 3 marked" in visible_text(page)
    assert "XAsk first." in visible_text(page)


def test_a_debrief_that_could_not_be_kept_is_told(qtbot: QtBot, qapp: QApplication) -> None:
    page = _page(qtbot, qapp)
    page.say("The disk is full.")
    assert "The disk is full." in visible_text(page)
    assert page.attempt_id == "a1"


@pytest.mark.parametrize(("width", "height", "text_size"), SIZES)
def test_nothing_is_cut(qtbot: QtBot, qapp: QApplication, width: int, height: int, text_size: int) -> None:
    page = _page(qtbot, qapp, changed=True, size=(width, height), text_size=text_size)
    for step in Step:
        page.go_to(step)
        settle()
        assert_sound(page)
