from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.desktop.attempts import Kept, kept
from tests.desktop.support import (
    SIZES,
    assert_sound,
    button,
    look,
    named,
    press,
    settle,
    show,
    texts,
    type_text,
    visible_text,
)
from trainer.desktop.judgement_state import ToMark
from trainer.desktop.pages.marking import MarkingPage
from trainer.desktop.theme import Theme
from trainer.study.process import Quality

KEY = Qt.Key
ATTEMPTS = kept()


def to_mark(attempts: Kept) -> tuple[ToMark, ...]:
    made = []
    for line in attempts.lines:
        seen = attempts.seen[line.id]
        briefing = seen.sheet.briefing
        options = [option.id for option in briefing.options]
        made.append(
            ToMark(
                attempt_id=line.id,
                created=line.created,
                decision_title=briefing.title,
                date=briefing.date.describe(),
                situation=briefing.situation,
                question=briefing.question,
                options=tuple(option.title for option in briefing.options),
                choice=options.index(seen.attempt.commitment.choice),
                forecast=line.forecast,
                reasons=line.reasons,
            )
        )
    return tuple(made)


WAITING = to_mark(ATTEMPTS)


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return look(qapp)


class Shown:
    """The page, keeping each mark as it comes."""

    def __init__(self, qtbot: QtBot, theme: Theme, waiting: tuple[ToMark, ...] = WAITING, at: int = 0) -> None:
        self.page = MarkingPage(theme, waiting, at=at, zone=dt.UTC)
        self.marks: list[tuple[str, Quality, str]] = []
        self.problem = ""
        self.page.marked.connect(self._keep)
        show(qtbot, self.page)
        self.page.setFocus()

    def _keep(self, attempt_id: str, quality: Quality, text: str) -> None:
        if self.problem:
            self.page.say(self.problem)
            return
        self.marks.append((attempt_id, quality, text))
        self.page.go_on()


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("at", [0, 2, len(WAITING)])
def test_the_page_holds_at_any_size(qtbot: QtBot, qapp: QApplication, size: tuple[int, int, int], at: int) -> None:
    width, height, text = size
    page = MarkingPage(look(qapp, "light", text), WAITING, at=at, zone=dt.UTC)
    show(qtbot, page, width, height)
    assert_sound(page)


def test_it_shows_what_was_committed_and_nothing_of_the_record(qtbot: QtBot, theme: Theme) -> None:
    shown = Shown(qtbot, theme)
    first, line = WAITING[0], ATTEMPTS.lines[0]
    said = visible_text(shown.page)
    for text in (first.question, first.decision_title, "Ask for the changes that matter", first.reasons):
        assert text in said
    everything = texts(shown.page)
    for sealed in (line.judgement.value, "against the record", "with the record", "They did it.", "they chose:"):
        assert sealed not in everything


def test_keys_answer_and_go_on(qtbot: QtBot, theme: Theme) -> None:
    shown = Shown(qtbot, theme)
    press(KEY.Key_1, KEY.Key_Space, KEY.Key_2)
    assert shown.marks == [
        (WAITING[0].attempt_id, Quality.GOOD, ""),
        (WAITING[2].attempt_id, Quality.POOR, ""),
    ]
    assert shown.page.current == WAITING[3]


def test_a_line_can_be_added_and_keys_typed_there_are_text(qtbot: QtBot, theme: Theme) -> None:
    shown = Shown(qtbot, theme)
    named(shown.page, "Why, in one line, if you like").setFocus()
    type_text("12 months would have been seen ")
    assert not shown.marks
    button(shown.page, "Poor reasoning").click()
    assert shown.marks == [(WAITING[0].attempt_id, Quality.POOR, "12 months would have been seen")]
    settle()
    assert named(shown.page, "Why, in one line, if you like").text() == ""  # type: ignore[attr-defined]
    press(KEY.Key_1)
    assert shown.page.at == 2


def test_a_line_half_written_is_there_on_a_page_built_anew(qtbot: QtBot, theme: Theme) -> None:
    shown = Shown(qtbot, theme, at=1)
    named(shown.page, "Why, in one line, if you like").setFocus()
    type_text("They asked ")
    anew = MarkingPage(theme, WAITING, at=shown.page.at, said=shown.page.said, zone=dt.UTC)
    assert anew.said == "They asked "
    anew.go_on()
    assert anew.said == ""


def test_buttons_do_what_the_keys_do(qtbot: QtBot, theme: Theme) -> None:
    shown = Shown(qtbot, theme)
    for text in ("Good reasoning", "Skip", "Poor reasoning"):
        button(shown.page, text).click()
        settle()
    assert [quality for _, quality, _ in shown.marks] == [Quality.GOOD, Quality.POOR]
    assert shown.page.at == 3


def test_what_could_not_be_kept_is_told_and_asked_again(qtbot: QtBot, theme: Theme) -> None:
    shown = Shown(qtbot, theme)
    shown.problem = "The disk is full. Nothing is lost."
    press(KEY.Key_1)
    assert shown.page.current == WAITING[0]
    assert shown.problem in visible_text(shown.page)
    shown.problem = ""
    press(KEY.Key_1)
    assert shown.page.current == WAITING[1]
    assert "The disk is full" not in visible_text(shown.page)


def test_the_situation_unfolds(qtbot: QtBot, theme: Theme) -> None:
    shown = Shown(qtbot, theme)
    assert "Changes may be asked for" not in visible_text(shown.page)
    button(shown.page, "Read the situation again").click()
    settle()
    assert "Changes may be asked for" in visible_text(shown.page)
    assert_sound(shown.page)
    button(shown.page, "Only the question").click()
    settle()
    assert "Changes may be asked for" not in visible_text(shown.page)


def test_at_the_end_enter_goes_back(qtbot: QtBot, theme: Theme) -> None:
    shown = Shown(qtbot, theme, at=len(WAITING) - 1)
    press(KEY.Key_1)
    assert "That was the last one" in visible_text(shown.page)
    with qtbot.waitSignal(shown.page.finished):
        press(KEY.Key_Return)
    press(KEY.Key_1, KEY.Key_Space)
    assert len(shown.marks) == 1


def test_who_skips_all_is_told_that_they_come_again(qtbot: QtBot, theme: Theme) -> None:
    shown = Shown(qtbot, theme, WAITING[:1])
    press(KEY.Key_Space)
    assert "they come again when you want" in visible_text(shown.page)


def test_with_nothing_to_mark_it_says_why(qtbot: QtBot, theme: Theme) -> None:
    shown = Shown(qtbot, theme, ())
    assert "Nothing to mark now" in visible_text(shown.page)
    assert_sound(shown.page)


def test_escape_stops_at_any_time(qtbot: QtBot, theme: Theme) -> None:
    shown = Shown(qtbot, theme)
    with qtbot.waitSignal(shown.page.finished):
        press(KEY.Key_Escape)
