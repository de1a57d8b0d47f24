"""Several learners, further tries, odd texts, another look in the middle of it, and closing at any time."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QDialog, QPlainTextEdit

from tests.journeys.conftest import Run
from tests.journeys.driver import ALT, CTRL, REASONS, TAKE_ALONG, Journey, Key
from tests.journeys.test_every_page import choose, open_menu
from trainer.desktop.pages.library import LibraryPage
from trainer.desktop.pages.record import RecordPage
from trainer.desktop.pages.seen import SeenPage
from trainer.desktop.widgets.case_header import Step
from trainer.settings import TEXT_SIZE, THEME
from trainer.study.playthrough import MAX_REASONS

FIRST, SECOND = "rtf-agreement", "second-front"


def begun(run: Run) -> Journey:
    journey = run().start()
    journey.begin("Mara")
    return journey


def decided(run: Run) -> Journey:
    """In the debrief of the first decision."""
    journey = begun(run)
    journey.write_call(1, 20, "Because.")
    journey.commit()
    journey.unfold()
    journey.press(Key.Key_Space)
    return journey


def answer_name(journey: Journey, name: str, _dialog: QDialog) -> None:
    journey.press(Key.Key_A, modifier=CTRL)
    journey.type(name)
    journey.press(Key.Key_Return)


def reopened(run: Run, journey: Journey) -> Journey:
    journey.close()
    return run().start()


def test_each_learner_sees_only_what_is_their_own(run: Run) -> None:
    journey = begun(run)
    journey.write_call(1, 20, "What Mara thinks.")
    journey.commit()
    journey.press(Key.Key_1, modifier=ALT)
    with journey.answering(partial(answer_name, journey, "王小明")):
        choose(journey, open_menu(journey, "Mara, menu"), "Add a learner…")
    assert isinstance(journey.window.page, LibraryPage)
    assert journey.says("Forty-two decisions wait for you")
    journey.press(Key.Key_2, modifier=ALT)
    assert journey.says("Nothing decided yet")
    journey.press(Key.Key_1, modifier=ALT)
    journey.press(Key.Key_Return)
    assert journey.is_at(FIRST, Step.READ)
    journey.write_call(2, 70, "小明怎么想。")
    journey.press(Key.Key_1, modifier=ALT)
    choose(journey, open_menu(journey, "王小明, menu"), "Mara")
    journey.press(Key.Key_Return)
    assert journey.is_at(FIRST, Step.REVEAL)
    assert journey.says("What Mara thinks.")
    journey = reopened(run, journey)
    assert journey.says("Mara.")
    assert [each.commitment.reasons for each in journey.attempts(FIRST)] == ["What Mara thinks."]
    assert journey.attempts(FIRST, "王小明") == ()
    kept = journey.draft(FIRST, "王小明")
    assert kept is not None
    assert kept.reasons == "小明怎么想。"


def test_a_learner_can_be_given_another_name(run: Run) -> None:
    journey = decided(run)
    journey.press(Key.Key_1, modifier=ALT)
    with journey.answering(partial(answer_name, journey, "Mara Li")):
        choose(journey, open_menu(journey, "Mara, menu"), "Rename…")
    assert journey.says("Mara Li.")
    assert len(journey.attempts(FIRST, "Mara Li")) == 1


def test_another_look_in_the_middle_of_a_draft_keeps_text_cursor_and_focus(run: Run) -> None:
    journey = begun(run)
    journey.write_call(3, 42, "Half a year hurts.")
    field = journey.focus
    assert isinstance(field, QPlainTextEdit)
    field.moveCursor(QTextCursor.MoveOperation.WordLeft)
    journey.press(Key.Key_Equal, modifier=CTRL)
    assert journey.settings.get(TEXT_SIZE) == 110
    journey.settings.set(THEME, "dark")
    assert journey.focus.accessibleName() == REASONS
    journey.type("2")
    assert journey.field(REASONS).toPlainText() == "Half a year hurts2."
    assert len(journey.chosen()) == 1
    assert journey.chosen()[0].startswith("3")
    assert journey.says("42 %")
    assert journey.is_at(FIRST, Step.COMMIT)


def test_another_look_in_the_middle_of_the_reveal_and_the_debrief_keeps_both(run: Run) -> None:
    journey = begun(run)
    journey.write_call(3, 42, "Half a year hurts.")
    journey.commit()
    journey.unfold(2)
    journey.press(Key.Key_Equal, modifier=CTRL)
    assert journey.is_at(FIRST, Step.REVEAL)
    assert journey.says("3 of 6")
    journey.unfold(3)
    journey.press(Key.Key_Space)
    journey.mark("S")
    journey.tab_to(TAKE_ALONG)
    journey.type("Ask first")
    journey.press(Key.Key_0, modifier=CTRL)
    assert journey.is_at(FIRST, Step.DEBRIEF)
    journey.type(".")
    assert journey.field(TAKE_ALONG).toPlainText() == "Ask first."
    assert len(journey.chosen()) == 1


def test_another_look_keeps_the_step_of_a_past_attempt_and_the_name_at_the_first_start(run: Run) -> None:
    journey = run().start()
    journey.type("Mar")
    journey.press(Key.Key_Equal, modifier=CTRL)
    assert journey.says("Mar")
    journey.begin("Mara")
    journey.write_call(1, 20, "Because.")
    journey.commit()
    journey.unfold()
    journey.press(Key.Key_2, modifier=ALT)
    journey.press(Key.Key_Return)
    journey.tab_to("Reveal, done")
    journey.press(Key.Key_Space)
    journey.press(Key.Key_0, modifier=CTRL)
    page = journey.window.page
    assert isinstance(page, SeenPage)
    assert page.step is Step.REVEAL


def test_the_window_comes_back_as_large_as_it_was(run: Run) -> None:
    journey = run(size=(701, 599)).start()
    journey.close()
    journey = run(size=None).start()
    assert journey.window.size() == QSize(701, 599)


def test_trying_again_makes_a_second_attempt_and_leaves_the_first(run: Run) -> None:
    journey = decided(run)
    journey.commit()
    journey.tab_to("Reading each other’s files, 1996, decided")
    journey.press(Key.Key_Space)
    (first,) = journey.attempts(FIRST)
    journey.tab_to("Try this decision again")
    journey.press(Key.Key_Space)
    assert journey.is_at(FIRST, Step.READ)
    assert journey.chosen() == []
    journey.write_call(2, 90, "On second thoughts.")
    journey = reopened(run, journey)
    kept = journey.draft(FIRST)
    assert kept is not None
    assert kept.reasons == "On second thoughts."
    journey.press(Key.Key_Return)
    journey.tab_to("Reading each other’s files, 1996, decided")
    journey.press(Key.Key_Space)
    journey.commit()
    attempts = sorted(journey.attempts(FIRST), key=lambda each: each.number)
    assert attempts[0] == first
    assert [(each.number, each.commitment.reasons) for each in attempts] == [
        (1, "Because."),
        (2, "On second thoughts."),
    ]
    assert journey.says("My call, attempt 2")


ODD = {
    "long": "We sell phones. " * (MAX_REASONS // 16),
    "Chinese": "条件不好,我们卖多久手机就痛多久。",
    "emoji": "Risky 📱🇨🇳👩‍💻, I know.",
    "right to left": "שלום, أهلا and English",
    "lines": "One.\n\nTwo: <b>not bold</b> & [no](link) *as typed*.",
    "control": "A\u0007bell, a\u000bbreak and a\u200bnothing.",
}


@pytest.mark.parametrize("text", ODD.values(), ids=ODD.keys())
def test_any_text_is_stored_and_shown_as_it_was_typed(run: Run, text: str) -> None:
    journey = begun(run)
    journey.choose(1)
    journey.forecast(10)
    journey.tab_to(REASONS)
    journey.type(text)
    typed = journey.field(REASONS).toPlainText()
    journey.commit()
    (attempt,) = journey.attempts(FIRST)
    assert attempt.commitment.reasons == typed.strip()
    if text.isprintable() or text == ODD["lines"]:
        assert attempt.commitment.reasons == text.strip()
    shown = "".join(journey.words.split())
    assert "".join(typed.replace("\u200b", "").split()) in shown


def test_more_than_can_be_stored_is_not_taken(run: Run) -> None:
    journey = begun(run)
    journey.choose(1)
    journey.forecast(10)
    journey.tab_to(REASONS)
    journey.type("字" * (MAX_REASONS + 10))
    journey.commit()
    (attempt,) = journey.attempts(FIRST)
    assert len(attempt.commitment.reasons) == MAX_REASONS


def test_a_draft_that_waits_is_kept_when_another_decision_is_opened(run: Run) -> None:
    journey = decided(run)
    journey.commit()
    journey.write_call(2, 80, "About the second.")
    journey.tab_to("Reading each other’s files, 1996, decided")
    journey.press(Key.Key_Space)
    assert journey.is_at(FIRST, Step.DEBRIEF)
    kept = journey.draft(SECOND)
    assert kept is not None
    assert (kept.forecast, kept.reasons) == (80, "About the second.")


def test_digits_begin_a_new_forecast_each_time_it_is_come_to(run: Run) -> None:
    journey = begun(run)
    journey.forecast(3)
    journey.press(Key.Key_Tab)
    journey.forecast(5)
    assert journey.says("5 %")
    assert not journey.says("35 %")


def test_committing_twice_in_quick_succession_commits_once(run: Run) -> None:
    journey = begun(run)
    journey.write_call(1, 20, "Because.")
    journey.press(Key.Key_Return, Key.Key_Return, modifier=CTRL)
    assert len(journey.attempts(FIRST)) == 1
    assert journey.is_at(FIRST, Step.REVEAL)


def test_closing_at_any_step_loses_nothing(run: Run) -> None:
    journey = begun(run)
    journey.write_call(3, 42, "Half a year hurts.")
    journey = reopened(run, journey)
    journey.press(Key.Key_Return)
    assert journey.field(REASONS).toPlainText() == "Half a year hurts."
    journey.commit()
    journey.unfold(1)
    journey = reopened(run, journey)
    journey.press(Key.Key_Return)
    assert journey.says("2 of 6")
    journey.unfold(4)
    journey.press(Key.Key_Space)
    journey.mark("SM")
    journey.tab_to(TAKE_ALONG)
    journey.type("Ask first.")
    journey = reopened(run, journey)
    journey.press(Key.Key_Return)
    assert journey.is_at(FIRST, Step.DEBRIEF)
    assert len(journey.chosen()) == 2
    assert journey.field(TAKE_ALONG).toPlainText() == "Ask first."


def test_what_was_changed_in_a_past_attempt_is_kept_whatever_place_is_gone_to(run: Run) -> None:
    journey = decided(run)
    (attempt,) = journey.attempts(FIRST)
    for place, page in ((Key.Key_1, LibraryPage), (Key.Key_2, RecordPage)):
        journey.press(Key.Key_2, modifier=ALT)
        journey.press(Key.Key_Return)
        journey.tab_to("Debrief, open")
        journey.press(Key.Key_Space)
        journey.tab_to(TAKE_ALONG)
        journey.press(Key.Key_End, modifier=CTRL)
        journey.type("More.")
        journey.press(place, modifier=ALT)
        assert isinstance(journey.window.page, page)
    assert journey.loaded.store.debrief(attempt.id).takeaway == "More.More."
