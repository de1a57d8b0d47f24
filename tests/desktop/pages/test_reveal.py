from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPropertyAnimation, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QGraphicsOpacityEffect
from pytestqt.qtbot import QtBot

from tests.desktop import works
from tests.desktop.support import (
    SIZES,
    THEMES,
    assert_sound,
    button,
    focus,
    look,
    press,
    settle,
    show,
    texts,
    visible_text,
)
from trainer.case.exhibits import ChartExhibit
from trainer.case.sealed import FullSheet
from trainer.desktop.pages.reveal import RevealView
from trainer.desktop.theme import load_theme
from trainer.desktop.widgets.pinned_call import STEP_TITLES
from trainer.desktop.widgets.prose import Prose
from trainer.desktop.widgets.record_sections import RecordSection
from trainer.study.playthrough import REVEAL_STEPS

Key = Qt.Key
TITLES = [STEP_TITLES[step] for step in REVEAL_STEPS]
SECRETS = (
    works.WAIT,
    "The bank stayed for a year.",
    "They did not trust the bank.",
    works.SECRET_JUDGE,
    "The neighbours had refused.",
    "The diary of the mayor",
)
"""A sentence of each part, in the order they unfold."""


def _view(
    qtbot: QtBot,
    qapp: QApplication,
    steps: int = 1,
    *,
    review: bool = False,
    size: tuple[int, int] = (1060, 780),
    text_size: int = 100,
    choice: str = "build",
) -> RevealView:
    theme = look(qapp, text_size=text_size)
    view = RevealView(theme, works.full(), works.attempt(choice), steps, review=review)
    show(qtbot, view, *size)
    view.focus_start()
    settle()
    return view


def test_a_part_is_not_built_before_it_opens(qtbot: QtBot, qapp: QApplication) -> None:
    view = _view(qtbot, qapp)
    for opened in range(1, 7):
        words = texts(view)
        assert [secret in words for secret in SECRETS] == [True] * opened + [False] * (6 - opened)
        assert ("mixed" in words) == (opened >= 4)
        assert len(view.findChildren(RecordSection)) == view.steps == opened
        press(Key.Key_Space)


def test_space_opens_the_next_part_and_its_heading_takes_the_focus(qtbot: QtBot, qapp: QApplication) -> None:
    view = _view(qtbot, qapp)
    told: list[int] = []
    view.step_opened.connect(told.append)
    for title in TITLES[1:]:
        press(Key.Key_Space)
        assert focus().accessibleName() == title
    assert told == [2, 3, 4, 5, 6]


def test_an_opened_part_is_in_sight(qtbot: QtBot, qapp: QApplication) -> None:
    view = _view(qtbot, qapp, size=(1060, 500))
    for _ in range(5):
        press(Key.Key_Space)
        settle()
        heading = focus()
        top = heading.mapTo(view.column.viewport(), QPoint(0, 0)).y()
        assert 0 <= top < view.column.viewport().height() - heading.height()


def test_after_the_last_part_space_goes_on_to_the_debrief(qtbot: QtBot, qapp: QApplication) -> None:
    view = _view(qtbot, qapp, 5)
    with qtbot.assertNotEmitted(view.debrief_requested):
        press(Key.Key_Space)
    with qtbot.waitSignal(view.debrief_requested):
        press(Key.Key_Space)
    with qtbot.waitSignal(view.debrief_requested):
        qtbot.mouseClick(button(view, "Go on to the debrief"), Qt.MouseButton.LeftButton)


def test_show_all_opens_the_rest_at_once_and_begins_at_the_first_of_it(qtbot: QtBot, qapp: QApplication) -> None:
    view = _view(qtbot, qapp, 2)
    with qtbot.waitSignal(view.step_opened) as opened:
        qtbot.mouseClick(button(view, "Show all"), Qt.MouseButton.LeftButton)
    settle()
    assert opened.args == [6]
    assert focus().accessibleName() == "Why"
    assert "Show all" not in visible_text(view)
    with qtbot.assertNotEmitted(view.step_opened):
        view.unfold_all()


def test_the_bar_counts_and_names_the_next_part(qtbot: QtBot, qapp: QApplication) -> None:
    view = _view(qtbot, qapp)
    bars = []
    for steps in range(1, 7):
        words = visible_text(view)
        assert f"{steps} of 6" in words
        bars.append("Next step" in words)
        assert ("Go on to the debrief" in words) == (steps == 6)
        press(Key.Key_Space)
    assert bars == [True] * 5 + [False]
    assert "Next step: what happened" in visible_text(_view(qtbot, qapp))


def test_opened_again_it_stands_where_it_was(qtbot: QtBot, qapp: QApplication) -> None:
    view = _view(qtbot, qapp, 4)
    assert len(view.findChildren(RecordSection)) == 4
    assert focus().accessibleName() == "The harbour"


def test_a_review_shows_what_was_open_and_no_step_onwards(qtbot: QtBot, qapp: QApplication) -> None:
    view = _view(qtbot, qapp, 2, review=True, size=(1060, 400))
    words = visible_text(view)
    for step in ("Next step", "Show all", "Go on"):
        assert step not in words
    with qtbot.assertNotEmitted(view.step_opened):
        press(Key.Key_Space)
    assert view.steps == 2
    assert SECRETS[2] not in texts(view)
    assert view.column.position > 0


def test_arrows_and_page_keys_scroll_wherever_the_focus_is(qtbot: QtBot, qapp: QApplication) -> None:
    view = _view(qtbot, qapp, 6, size=(1060, 400))
    positions = []
    for key in (Key.Key_Down, Key.Key_PageDown, Key.Key_PageUp, Key.Key_Up):
        press(key)
        positions.append(view.column.position)
    assert 0 < positions[0] < positions[1]
    assert positions[2] == pytest.approx(positions[0], abs=0.02)
    assert positions[3] == 0


def test_a_source_opens_by_keyboard_and_escape_leads_back(qtbot: QtBot, qapp: QApplication) -> None:
    view = _view(qtbot, qapp)
    text = next(each for each in view.findChildren(Prose) if works.WAIT in each.toPlainText())
    text.setFocus()
    press(Key.Key_Tab, Key.Key_Return)
    assert view.note.isVisible()
    assert "Lines 3–5, 9 of 20" in visible_text(view.note)
    press(Key.Key_Space)
    assert not view.note.isVisible()
    assert view.steps == 1
    press(Key.Key_Return)
    assert view.note.isVisible()
    press(Key.Key_Escape)
    assert not view.note.isVisible()
    assert focus() is text


def test_escape_closes_the_note_when_the_focus_is_elsewhere(qtbot: QtBot, qapp: QApplication) -> None:
    view = _view(qtbot, qapp)
    view.open_source("source:s1:3")
    view.column.setFocus()
    press(Key.Key_Escape)
    assert not view.note.isVisible()


def test_tab_passes_the_record_before_the_steps_onward(qtbot: QtBot, qapp: QApplication) -> None:
    _view(qtbot, qapp, 3)
    passed = []
    for _ in range(30):
        press(Key.Key_Tab)
        passed.append(focus().accessibleName().replace("\N{NO-BREAK SPACE}", " "))
    texts_at = [index for index, name in enumerate(passed) if "s1:1" in name]
    assert texts_at
    assert texts_at[0] < passed.index("Next step: looking back")


def _with_a_chart() -> FullSheet:
    full = works.full()
    (chart,) = [each for each in full.briefing.exhibits if isinstance(each, ChartExhibit)]
    record = full.decision.record.model_copy(update={"exhibits": (chart,)})
    return full.model_copy(update={"briefing": full.decision.model_copy(update={"record": record})})


def test_after_each_part_tab_leads_on_to_the_next_step(qtbot: QtBot, qapp: QApplication) -> None:
    view = RevealView(look(qapp), _with_a_chart(), works.attempt(), 1)
    show(qtbot, view, 1060, 780)
    passed = []
    for _ in REVEAL_STEPS[1:]:
        press(Key.Key_Space)
        section = view.findChildren(RecordSection)[-1]
        press(Key.Key_Tab)
        while section.isAncestorOf(focus()):
            passed.append(focus())
            press(Key.Key_Tab)
        onward = focus()
        assert isinstance(onward, QAbstractButton)
        assert onward.text().startswith(("Next step", "Go on to the debrief"))
    assert "Show as a table" in [each.text() for each in passed if isinstance(each, QAbstractButton)]


def test_motion_is_only_where_it_is_wanted(qtbot: QtBot, qapp: QApplication) -> None:
    def fading(view: RevealView) -> int:
        return len(view.findChildren(QGraphicsOpacityEffect)) + len(view.findChildren(QPropertyAnimation))

    still = _view(qtbot, qapp)
    press(Key.Key_Space)
    assert fading(still) == 0
    theme = load_theme(THEMES, "light", motion=True)
    moving = RevealView(theme, works.full(), works.attempt(), 1, fresh=True)
    show(qtbot, moving, 1060, 780)
    moving.unfold()
    assert fading(moving) > 0
    qtbot.waitUntil(lambda: fading(moving) == 0, timeout=3000)


def test_my_call_stays_beside_it_and_in_a_narrow_window_as_a_line_and_at_the_end(
    qtbot: QtBot, qapp: QApplication
) -> None:
    view = _view(qtbot, qapp, 2)
    assert not view.narrow
    assert not view.column.isAncestorOf(view.call)
    assert works.REASONS.replace("\n\n", "\n") in visible_text(view)
    view.resize(700, 780)
    settle()
    assert view.narrow
    assert view.column.isAncestorOf(view.call)
    assert view.call.isVisible()
    strip = next(name for name in texts(view).splitlines() if name.startswith("My call:"))
    assert strip == "My call: Build it, forecast 35 %"
    assert_sound(view)
    view.resize(1060, 780)
    settle()
    assert not view.column.isAncestorOf(view.call)
    assert view.call.isVisible()


@pytest.mark.parametrize(("width", "height", "text_size"), [*SIZES, (640, 480, 100)])
def test_nothing_is_cut(qtbot: QtBot, qapp: QApplication, width: int, height: int, text_size: int) -> None:
    rail = 113 if text_size == 200 else 57 if width < 1160 else 221
    view = _view(qtbot, qapp, 6, size=(width - rail, height - 48), text_size=text_size, choice="lease")
    assert_sound(view)
    view.open_source("source:s1:3-5,s2:4")
    settle()
    assert view.rect().contains(view.note.geometry())
    assert_sound(view)
