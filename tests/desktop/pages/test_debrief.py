from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from tests.desktop import works
from tests.desktop.support import (
    SIZES,
    assert_sound,
    button,
    focus,
    look,
    named,
    press,
    settle,
    show,
    type_text,
    visible_text,
)
from trainer.desktop.pages.debrief import DebriefView, Onward
from trainer.desktop.widgets.prose import Prose
from trainer.progress.values import Debrief, FactorMark

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SAW, MISSED = FactorMark.SAW, FactorMark.MISSED
ONWARD = Onward("Next, April 2011", "The bridge", "Next decision")
TAKE_ALONG = "What I take along"


def _view(
    qtbot: QtBot,
    qapp: QApplication,
    debrief: Debrief | None = None,
    onward: Onward | None = ONWARD,
    *,
    size: tuple[int, int] = (1060, 780),
    text_size: int = 100,
) -> DebriefView:
    theme = look(qapp, text_size=text_size)
    view = DebriefView(theme, works.full(), works.attempt(), debrief or Debrief(), onward)
    show(qtbot, view, *size)
    view.focus_start()
    return view


def _field(view: DebriefView) -> QPlainTextEdit:
    field = named(view, TAKE_ALONG)
    assert isinstance(field, QPlainTextEdit)
    return field


def _keeping(view: DebriefView) -> QTimer:
    (timer,) = [each for each in view.findChildren(QTimer) if each.isSingleShot() and each.parent() is view]
    return timer


def test_s_and_m_mark_and_lead_to_the_next_that_is_unmarked(qtbot: QtBot, qapp: QApplication) -> None:
    view = _view(qtbot, qapp, Debrief({"trust": SAW}))
    told: list[dict[str, FactorMark]] = []
    view.marks_changed.connect(told.append)
    assert focus().accessibleName() == "I saw it: The money"
    press(Key.Key_M)
    assert focus().accessibleName() == "I saw it: 时间"
    press(Key.Key_S)
    assert focus().accessibleName() == "I saw it: 时间"
    assert told == [{"cash": MISSED, "trust": SAW}, {"cash": MISSED, "trust": SAW, "time": SAW}]


def test_the_count_goes_along(qtbot: QtBot, qapp: QApplication) -> None:
    view = _view(qtbot, qapp)
    for marked in range(3):
        assert f"{marked} of 3 marked" in visible_text(view)
        press(Key.Key_S)
    assert "3 of 3 marked" in visible_text(view)


def test_a_mark_can_be_changed_and_is_not_counted_twice(qtbot: QtBot, qapp: QApplication) -> None:
    view = _view(qtbot, qapp, Debrief({"cash": SAW}))
    qtbot.mouseClick(named(view, "I missed it: The money"), Qt.MouseButton.LeftButton)
    assert view.marks == {"cash": MISSED}
    assert "1 of 3 marked" in visible_text(view)


def test_with_everything_marked_reading_begins_at_the_title(qtbot: QtBot, qapp: QApplication) -> None:
    _view(qtbot, qapp, Debrief({"cash": SAW, "trust": SAW, "time": MISSED}))
    assert focus().accessibleName() == "What weighed in this decision"


def test_what_is_taken_along_is_handed_over_after_a_pause(qtbot: QtBot, qapp: QApplication) -> None:
    view = _view(qtbot, qapp)
    _field(view).setFocus()
    timer = _keeping(view)
    with qtbot.assertNotEmitted(view.takeaway_changed):
        type_text("Ask first.")
    assert timer.isActive()
    assert timer.interval() <= 2000
    timer.setInterval(0)
    with qtbot.waitSignal(view.takeaway_changed) as changed:
        timer.start()
    assert changed.args == ["Ask first."]
    with qtbot.assertNotEmitted(view.takeaway_changed):
        view.flush()


def test_what_is_taken_along_is_handed_over_before_going_on(qtbot: QtBot, qapp: QApplication) -> None:
    view = _view(qtbot, qapp, Debrief(takeaway="Ask"))
    _field(view).setFocus()
    told: list[str] = []
    view.takeaway_changed.connect(lambda text: told.append(f"take {text}"))
    view.onward_requested.connect(lambda: told.append("on"))
    press(Key.Key_End, modifier=CTRL)
    type_text(" first")
    press(Key.Key_Return, modifier=CTRL)
    assert told == ["take Ask first", "on"]
    assert not _keeping(view).isActive()


def test_nothing_is_handed_over_where_nothing_was_written(qtbot: QtBot, qapp: QApplication) -> None:
    view = _view(qtbot, qapp, Debrief({"cash": SAW}, "Ask first."))
    with qtbot.assertNotEmitted(view.takeaway_changed):
        view.flush()


def test_the_page_tells_the_debrief_as_it_stands(qtbot: QtBot, qapp: QApplication) -> None:
    closed = dt.datetime(2026, 11, 22, tzinfo=dt.UTC)
    view = _view(qtbot, qapp, Debrief({"cash": SAW}, "Ask.", closed))
    assert view.debrief == Debrief({"cash": SAW}, "Ask.", closed)
    press(Key.Key_M)
    _field(view).setPlainText("Ask first.")
    assert view.debrief == Debrief({"cash": SAW, "trust": MISSED}, "Ask first.", closed)


def test_letters_in_the_field_are_text(qtbot: QtBot, qapp: QApplication) -> None:
    view = _view(qtbot, qapp)
    _field(view).setFocus()
    type_text("sm")
    assert view.marks == {}
    assert view.takeaway == "sm"


def test_the_bar_says_where_it_leads(qtbot: QtBot, qapp: QApplication) -> None:
    view = _view(qtbot, qapp)
    words = visible_text(view)
    assert "Next, April 2011" in words
    assert "The bridge" in words
    with qtbot.waitSignal(view.onward_requested):
        qtbot.mouseClick(button(view, "Next decision"), Qt.MouseButton.LeftButton)


def test_a_review_leads_nowhere(qtbot: QtBot, qapp: QApplication) -> None:
    view = _view(qtbot, qapp, onward=None)
    with qtbot.assertNotEmitted(view.onward_requested):
        press(Key.Key_Return, modifier=CTRL)
    assert "Next" not in visible_text(view)


def test_lesson_limits_and_questions_are_there(qtbot: QtBot, qapp: QApplication) -> None:
    words = visible_text(_view(qtbot, qapp))
    for text in ("Three things are on record. Which of them were", "Count first.", "Unless time runs out.", "And you?"):
        assert text in words
    assert "What would the bank have done?" in words


def test_one_factor_is_spoken_of_as_one(qtbot: QtBot, qapp: QApplication) -> None:
    view = DebriefView(look(qapp), works.full(works.SECOND), works.attempt(), Debrief(), ONWARD)
    show(qtbot, view)
    assert "One thing is on record. Was it in your reasons" in visible_text(view)


def test_all_of_the_record_stands_in_my_call(qtbot: QtBot, qapp: QApplication) -> None:
    words = visible_text(_view(qtbot, qapp))
    assert "against the record" in words
    assert "mixed" in words


def test_the_source_of_a_factor_opens_by_keyboard(qtbot: QtBot, qapp: QApplication) -> None:
    view = _view(qtbot, qapp)
    text = next(each for each in view.findChildren(Prose) if "The money." in each.toPlainText())
    text.setFocus()
    press(Key.Key_Tab, Key.Key_Return)
    assert view.note.isVisible()
    press(Key.Key_Escape)
    assert focus() is text


def test_a_factor_is_marked_by_its_keys_while_the_focus_is_on_its_source(qtbot: QtBot, qapp: QApplication) -> None:
    view = _view(qtbot, qapp, Debrief({"cash": SAW}))
    while not isinstance(focus(), Prose):
        press(Key.Key_Tab)
    assert "时间" in focus().accessibleName()
    press(Key.Key_M)
    assert view.marks == {"cash": SAW, "time": MISSED}


def test_marks_stand_beside_a_factor_and_below_it_where_it_is_narrow(qtbot: QtBot, qapp: QApplication) -> None:
    view = _view(qtbot, qapp)
    half = named(view, "I saw it: The money")
    text = next(each for each in view.findChildren(Prose) if "The money." in each.toPlainText())

    def is_below() -> bool:
        return half.mapTo(view, QPoint(0, 0)).y() >= text.mapTo(view, QPoint(0, text.height())).y()

    assert not is_below()
    view.resize(480, 780)
    settle()
    assert is_below()
    view.resize(1060, 780)
    settle()
    assert not is_below()


@pytest.mark.parametrize(("width", "height", "text_size"), [*SIZES, (640, 480, 100)])
def test_nothing_is_cut(qtbot: QtBot, qapp: QApplication, width: int, height: int, text_size: int) -> None:
    rail = 113 if text_size == 200 else 57 if width < 1160 else 221
    view = _view(qtbot, qapp, Debrief({"cash": SAW}, "字" * 300), size=(width - rail, height - 48), text_size=text_size)
    assert_sound(view)
