from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from tests.desktop import works
from tests.desktop.support import (
    SIZES,
    assert_at_rest,
    assert_sound,
    button,
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
from trainer.desktop.pages.recall import RecallPage
from trainer.desktop.recall_state import Sitting, question, told
from trainer.desktop.widgets.prose import Prose
from trainer.study.playthrough import MAX_REASONS
from trainer.study.recall import Grade, Review, card_of, next_dates

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
NOW = dt.datetime(2026, 11, 25, 20, 16, tzinfo=dt.UTC)
WHAT, FORECAST = "What did they do, and why?", "What forecast did you give at the time?"
LONG = "Half a year hurts, and bad terms hurt for longer than that. " * 20
SITTING = Sitting(4, 10, can_undo=True)


def _page(
    qtbot: QtBot,
    qapp: QApplication,
    answer: str = "",
    remembered: int | None = None,
    *,
    sitting: Sitting = SITTING,
    size: tuple[int, int] = (1280, 840),
    text_size: int = 100,
    theme: str = "light",
    gist: str = "",
) -> RecallPage:
    asked = question(works.full(), works.attempt(), dt.UTC)
    asked = replace(asked, gist=gist or asked.gist)
    page = RecallPage(look(qapp, theme, text_size), sitting, asked, answer, remembered)
    show(qtbot, page, *size)
    page.focus_start()
    return page


def _show_record(page: RecallPage) -> None:
    card = card_of([Review(NOW - dt.timedelta(days=3))], 90)
    page.show_record(told(works.full(), works.attempt(), next_dates(card, NOW, 90), NOW))
    settle()


def _field(page: RecallPage) -> QPlainTextEdit:
    field = page.findChild(QPlainTextEdit)
    assert field is not None
    return field


def test_it_asks_with_the_situation_and_the_choice_and_nothing_of_the_record(qtbot: QtBot, qapp: QApplication) -> None:
    page = _page(qtbot, qapp)
    said = texts(page)
    for words in ("The harbour", "Town hall, April 2011", WHAT, "“Build it”", "4 of 10"):
        assert words in said
    for secret in (works.WAIT, "Wait a year", "They had no money.", works.SECRET_JUDGE, "mixed", "35"):
        assert secret not in said
    assert focus() is _field(page)


def test_both_answers_are_told_with_ctrl_enter(qtbot: QtBot, qapp: QApplication) -> None:
    page = _page(qtbot, qapp)
    told_of: list[tuple[str, object]] = []
    page.record_requested.connect(lambda answer, remembered: told_of.append((answer, remembered)))
    type_text("They waited.")
    press(Key.Key_Tab)
    assert focus().accessibleName() == FORECAST
    type_text("20")
    press(Key.Key_Return, modifier=CTRL)
    assert told_of == [("They waited.", 20)]


def test_either_may_be_left_empty(qtbot: QtBot, qapp: QApplication) -> None:
    page = _page(qtbot, qapp)
    told_of: list[tuple[str, object]] = []
    page.record_requested.connect(lambda answer, remembered: told_of.append((answer, remembered)))
    button(page, "Show the record").click()
    assert told_of == [("", None)]


def test_a_forecast_that_was_given_can_be_left_empty_again(qtbot: QtBot, qapp: QApplication) -> None:
    page = _page(qtbot, qapp, remembered=40)
    assert "40 %" in visible_text(page)
    button(page, "Leave it empty").click()
    assert page.remembered is None
    assert "not set" in visible_text(page)
    assert focus().accessibleName() == FORECAST


def test_what_is_written_is_told_soon_and_when_the_page_goes(qtbot: QtBot, qapp: QApplication) -> None:
    page = _page(qtbot, qapp)
    with qtbot.waitSignal(page.draft_changed, timeout=3_000) as kept:
        type_text("They")
    assert kept.args == ["They", None]
    told_of: list[str] = []
    page.draft_changed.connect(lambda answer, _: told_of.append(answer))
    type_text(" wai")
    page.leave()
    page.leave()
    assert told_of == ["They wai"]


def test_an_answer_without_end_stops_at_the_limit(qtbot: QtBot, qapp: QApplication) -> None:
    page = _page(qtbot, qapp, "x" * (MAX_REASONS - 2))
    _field(page).insertPlainText("abcd")
    assert page.answer == "x" * (MAX_REASONS - 2) + "ab"


def test_the_record_opens_beside_what_was_remembered(qtbot: QtBot, qapp: QApplication) -> None:
    page = _page(qtbot, qapp, "They waited.\nI think.", 20)
    _show_record(page)
    said = visible_text(page)
    for words in (works.WAIT, "Wait a year", "They had no money.", "mixed", "They waited.", "I think.", "s1:3"):
        assert words in said
    assert "15 points nearer to what happened: they chose otherwise than you, which is 0 %." in said
    assert named(page, "Forecast given: 35 %, remembered: 20 %")
    assert focus().accessibleName() == "The record"
    assert page.shows_record


def test_what_was_left_empty_is_said_to_be(qtbot: QtBot, qapp: QApplication) -> None:
    page = _page(qtbot, qapp)
    _show_record(page)
    assert "I left it empty." in visible_text(page)
    assert "You left it open." in visible_text(page)


def test_markup_in_an_answer_is_text(qtbot: QtBot, qapp: QApplication) -> None:
    page = _page(qtbot, qapp, "<b>They</b> & <img src=x>")
    _show_record(page)
    assert "<b>They</b> & <img src=x>" in visible_text(page)


@pytest.mark.parametrize("grade", Grade)
def test_keys_grade_once_the_record_is_there(qtbot: QtBot, qapp: QApplication, grade: Grade) -> None:
    page = _page(qtbot, qapp)
    told_of: list[Grade] = []
    page.graded.connect(told_of.append)
    press(Key(Key.Key_0 + grade.value))
    assert told_of == []
    assert page.answer == str(grade.value)
    _show_record(page)
    press(Key(Key.Key_0 + grade.value))
    assert told_of == [grade]


def test_the_grades_say_when_it_comes_back(qtbot: QtBot, qapp: QApplication) -> None:
    page = _page(qtbot, qapp)
    _show_record(page)
    names = [each.accessibleName() for each in page.findChildren(type(button(page, "Good")))]
    assert [name.split(":")[0] for name in names] == ["Again", "Hard", "Good", "Easy"]
    assert all(": comes back " in name for name in names)


def test_ctrl_enter_pressed_twice_grades_nothing(qtbot: QtBot, qapp: QApplication) -> None:
    page = _page(qtbot, qapp)
    told_of: list[object] = []
    page.graded.connect(told_of.append)
    page.record_requested.connect(lambda *_: _show_record(page))
    press(Key.Key_Return, modifier=CTRL)
    press(Key.Key_Return, modifier=CTRL)
    press(Key.Key_Return)
    assert told_of == []


def test_escape_stops_and_ctrl_z_takes_back_the_grade_unless_something_was_typed(
    qtbot: QtBot, qapp: QApplication
) -> None:
    page = _page(qtbot, qapp)
    told_of: list[str] = []
    page.stop_requested.connect(lambda: told_of.append("stop"))
    page.undo_requested.connect(lambda: told_of.append("undo"))
    press(Key.Key_Z, modifier=CTRL)
    assert told_of == ["undo"]
    type_text("They")
    press(Key.Key_Z, modifier=CTRL)
    assert page.answer == ""
    assert told_of == ["undo"]
    press(Key.Key_Z, modifier=CTRL)
    press(Key.Key_Escape)
    assert told_of == ["undo", "undo", "stop"]
    _show_record(page)
    press(Key.Key_Z, modifier=CTRL)
    assert told_of == ["undo", "undo", "stop", "undo"]


def test_at_the_first_decision_there_is_nothing_to_take_back(qtbot: QtBot, qapp: QApplication) -> None:
    page = _page(qtbot, qapp, sitting=Sitting(1, 10))
    told_of: list[str] = []
    page.undo_requested.connect(lambda: told_of.append("undo"))
    press(Key.Key_Z, modifier=CTRL)
    assert told_of == []


def test_escape_closes_an_open_source_first(qtbot: QtBot, qapp: QApplication) -> None:
    page = _page(qtbot, qapp)
    told_of: list[str] = []
    page.stop_requested.connect(lambda: told_of.append("stop"))
    _show_record(page)
    (prose,) = [each for each in page.findChildren(Prose) if works.WAIT in each.toPlainText()]
    prose.link_opened.emit("source:s1:3-5")
    assert "The minutes" in visible_text(page)
    press(Key.Key_Escape)
    assert not page.note.isVisible()
    assert told_of == []


def test_the_grades_stay_in_sight_where_the_record_is_long(qtbot: QtBot, qapp: QApplication) -> None:
    page = _page(qtbot, qapp, LONG, 20, size=(1000, 700))
    _show_record(page)
    assert page.column.verticalScrollBar().maximum() > 0
    good = button(page, "Good")
    assert page.rect().contains(good.mapTo(page, good.rect().bottomRight()))
    assert not page.column.isAncestorOf(good)


@pytest.mark.parametrize(("width", "height", "text_size"), SIZES)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_nothing_is_cut(qtbot: QtBot, qapp: QApplication, width: int, height: int, text_size: int, theme: str) -> None:
    page = _page(qtbot, qapp, LONG, 20, size=(width, height), text_size=text_size, theme=theme, gist=LONG[:430])
    assert_sound(page)
    _show_record(page)
    assert_sound(page)
    assert_at_rest()
    page.resize(width - 200, height)
    assert_sound(page)
    page.resize(width, height)
    assert_sound(page)
