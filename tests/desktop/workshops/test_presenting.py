"""A workshop in the window, on its real file: from the doors to the end."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from tests.desktop.support import assert_sound, button, focus, named, press, settle, texts, type_text, visible_text
from tests.desktop.workshops.lectern import DECISIONS, Lectern, lectern, stored
from tests.workshop.made import plan, play
from trainer.desktop.pages.doors import DoorsPage
from trainer.desktop.pages.presenter import PresenterPage
from trainer.desktop.pages.workshop_plan import WorkshopPlanPage
from trainer.desktop.widgets.room_view import RoomPreview
from trainer.progress.errors import DiskFull
from trainer.progress.workshops.errors import of_workshop
from trainer.progress.workshops.file import WorkshopFile
from trainer.settings import TEXT_SIZE, THEME
from trainer.study.workshop.events import Planned
from trainer.study.workshop.plan import Round, Step
from trainer.study.workshop.planning import timed
from trainer.workshop.commands import Next
from trainer.workshop.screen_values import CodeAlone, Shift

Key = Qt.Key


@pytest.fixture
def at(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Lectern]:
    with lectern(qtbot, qapp, tmp_path) as made:
        yield made


def test_a_workshop_begins_at_its_doors_and_goes_on_without_phones(at: Lectern) -> None:
    at.open()
    assert isinstance(at.window.page, DoorsPage)

    button(at.window, "Without phones").click()
    settle()

    assert isinstance(at.window.page, PresenterPage)
    assert "Without phones" in texts(at.page)
    assert at.session.stage.step is Step.LOBBY
    assert at.session.doors is None


def test_no_control_has_the_keyboard_at_first_so_that_a_key_of_the_remote_presses_none(at: Lectern) -> None:
    at.open()
    keeping = at.running.doors
    assert keeping is not None
    keeping.choose("127.0.0.1")
    at.until(lambda: button(at.window, "Open the doors").isEnabled())
    press(Key.Key_Space)
    at.until(lambda: isinstance(at.window.page, PresenterPage))

    assert focus() is at.page


def test_the_picture_of_the_next_step_speaks_of_phones_once_there_are_some(at: Lectern) -> None:
    at.begin()
    at.open_doors()
    at.refresh()
    following = at.page.next.findChild(RoomPreview)
    assert following is not None
    assert "phone" not in str(following.screen_shown)

    at.let_in("Mei")
    at.refresh()

    assert "on your phone" in str(following.screen_shown)


def test_the_two_buttons_of_a_remote_lead_through_a_decision_and_back(at: Lectern) -> None:
    at.begin()

    steps = []
    for _ in range(5):
        at.press(Key.Key_PageDown)
        steps.append(at.session.stage.step)
    at.press(Key.Key_PageUp)

    assert steps == [Step.BRIEFING, Step.FIRST_VOTE, Step.FIRST_VOTE, Step.DISCUSS, Step.SECOND_VOTE]
    assert at.session.stage.step is Step.DISCUSS
    assert at.session.open_ballot is None


def test_a_room_that_sees_nothing_is_not_said_to_see(at: Lectern) -> None:
    at.begin()
    assert "The room sees nothing" not in visible_text(at.page)

    assert at.running.room is not None
    at.running.room.window.close()
    assert "The room sees nothing" in visible_text(at.page)
    at.press(Key.Key_F5)
    assert "The room sees nothing" not in visible_text(at.page)


def test_all_that_was_asked_for_is_in_the_file_afterwards(at: Lectern) -> None:
    path = at.prepare()
    at.begin(path)
    at.press(Key.Key_PageDown, Key.Key_B, Key.Key_Plus, Key.Key_Space)
    before = at.session
    at.running.end()

    assert stored(path) == before
    assert before.blank
    assert before.countdown is not None
    assert (before.countdown.seconds, before.countdown.ends) == (4 * 60 + 30, None)


def test_votes_of_phones_show_as_a_number_at_once_and_as_bars_once_the_vote_is_closed(at: Lectern) -> None:
    at.begin()
    at.open_doors()
    at.let_in("Mei", "Jonas", "Ada")
    at.press(Key.Key_PageDown, Key.Key_PageDown)
    at.vote(1, 0)
    at.vote(2, 0)

    assert "of 3 have voted" in visible_text(at.page)
    assert at.page.votes.isHidden()

    at.press(Key.Key_PageDown)
    assert not at.page.votes.isHidden()
    assert "first vote 2" in texts(at.page)


def test_what_changes_in_the_workshop_comes_to_the_page_by_itself(at: Lectern) -> None:
    at.begin()
    at.host.submit(Next())

    at.until(lambda: "Decision 1 of 2" in visible_text(at.page))


def test_the_notes_of_the_instructor_are_kept_while_they_are_written(at: Lectern) -> None:
    path = at.prepare()
    at.begin(path)
    at.press(Key.Key_PageDown)
    at.page.notes.field.setFocus()
    type_text("Ask row 3. b q +")
    at.until(lambda: at.session.notes.get(DECISIONS[0]) == "Ask row 3. b q +")

    assert not at.session.blank
    assert at.session.countdown is not None
    assert at.session.countdown.seconds == 4 * 60


def test_a_note_that_is_half_written_is_kept_when_the_room_moves_on_from_the_field(at: Lectern) -> None:
    at.begin()
    at.press(Key.Key_PageDown)
    at.page.notes.field.setFocus()
    type_text("half wri")
    at.press(Key.Key_PageDown)

    assert at.session.stage.step is Step.FIRST_VOTE
    assert at.session.notes[DECISIONS[0]] == "half wri"
    assert at.page.notes.field.toPlainText() == "half wri"


def test_a_note_that_cannot_be_stored_stays_in_the_field_and_is_stored_later(
    at: Lectern, monkeypatch: pytest.MonkeyPatch
) -> None:
    at.begin()
    at.press(Key.Key_PageDown)
    keep = WorkshopFile.keep
    monkeypatch.setattr(WorkshopFile, "keep", _is_full)
    at.page.notes.field.setFocus()
    type_text("Keep this")
    at.page.leave()
    at.answered()

    assert "disk" in visible_text(at.window)
    assert at.page.notes.field.toPlainText() == "Keep this"
    monkeypatch.setattr(WorkshopFile, "keep", keep)
    at.presenter.notes.try_again()
    at.answered()
    assert at.session.notes[DECISIONS[0]] == "Keep this"


def test_what_cannot_be_stored_is_said_and_the_same_key_tries_again(
    at: Lectern, monkeypatch: pytest.MonkeyPatch
) -> None:
    at.begin()
    with monkeypatch.context() as broken:
        broken.setattr(WorkshopFile, "keep", _is_full)
        at.press(Key.Key_PageDown)
        assert "Nothing stored before is lost" in visible_text(at.window)
        assert at.session.stage.step is Step.LOBBY

    at.press(Key.Key_PageDown)
    assert at.session.stage.step is Step.BRIEFING


def test_a_step_that_is_asked_for_while_another_is_being_stored_is_not_taken_twice(at: Lectern) -> None:
    at.begin()
    at.page.on_requested.emit()
    at.page.on_requested.emit()
    at.page.on_requested.emit()
    at.answered()

    assert at.session.stage.step is Step.BRIEFING


def test_why_a_key_does_nothing_is_said_beside_the_next_step_and_no_longer_than_until_it(at: Lectern) -> None:
    at.begin()
    at.press(Key.Key_PageUp)
    assert "This is the beginning." in visible_text(at.page.next)
    assert_sound(at.page)

    at.press(Key.Key_PageDown)
    assert "This is the beginning." not in texts(at.window)


def test_a_dark_room_is_said_and_lit_by_the_next_step(at: Lectern) -> None:
    at.begin()
    at.press(Key.Key_PageDown, Key.Key_B)
    assert at.session.blank
    assert "The room is dark: B lights it" in visible_text(at.page)

    at.press(Key.Key_PageDown)
    assert not at.session.blank
    assert "The room sees" in visible_text(at.page)


def test_the_code_fills_the_screen_until_it_is_put_away(at: Lectern) -> None:
    at.begin()
    at.open_doors()
    room = at.running.room
    assert room is not None
    at.press(Key.Key_Q)
    assert isinstance(room.window.screen_shown, CodeAlone)
    at.press(Key.Key_Escape)
    assert not isinstance(room.window.screen_shown, CodeAlone)
    at.press(Key.Key_Q, Key.Key_PageDown)
    assert not isinstance(room.window.screen_shown, CodeAlone)


def test_the_room_is_painted_for_a_dark_hall_when_that_is_wanted(at: Lectern) -> None:
    at.begin()
    button(at.window, "Dark hall").click()
    settle()
    room = at.running.room
    assert room is not None
    assert room.is_dark
    assert button(at.window, "Bright hall").isVisible()
    at.settings.set(TEXT_SIZE, 150)
    settle()
    assert button(at.window, "Bright hall").isVisible()


def test_a_vote_that_could_not_be_closed_on_time_is_not_tried_many_times_a_second(
    at: Lectern, monkeypatch: pytest.MonkeyPatch
) -> None:
    at.begin(at.prepare(plan(DECISIONS).model_copy(update={"close_on_time": True})))
    at.press(Key.Key_PageDown, Key.Key_PageDown)
    at.clock.pass_by(3 * 60)
    tried: list[object] = []

    def keep(file: WorkshopFile, events: object) -> None:
        tried.append(events)
        _is_full(file, events)

    monkeypatch.setattr(WorkshopFile, "keep", keep)
    for _ in range(5):
        at.refresh()
        at.answered()
    assert len(tried) == 1
    monkeypatch.undo()
    at.presenter._try_to_close_again()
    at.refresh()
    at.answered()
    assert at.session.open_ballot is None


def test_hands_are_put_down_by_keys_alone_and_show_as_bars(at: Lectern) -> None:
    at.begin()
    at.press(Key.Key_PageDown, Key.Key_PageDown, Key.Key_PageDown)
    button(at.window, "Show of hands…").click()
    settle()
    sheet = at.presenter.hands.sheet
    assert sheet is not None
    type_text("12")
    press(Key.Key_Tab)
    type_text("7")
    assert sheet.total == 19
    button(sheet, "Take the numbers").click()
    at.answered()

    ballot = at.session.ballot(DECISIONS[0], Round.FIRST)
    assert ballot is not None
    assert list((ballot.hands or {}).values())[:2] == [12, 7]
    assert at.presenter.hands.sheet is None
    assert "19\nhands were counted" in visible_text(at.page)
    assert not at.page.votes.isHidden()


def test_hands_that_cannot_be_stored_stay_typed(at: Lectern, monkeypatch: pytest.MonkeyPatch) -> None:
    at.begin()
    at.press(Key.Key_PageDown, Key.Key_PageDown)
    at.presenter.hands.open(at.page.theme)
    settle()
    sheet = at.presenter.hands.sheet
    assert sheet is not None
    type_text("5")
    with monkeypatch.context() as broken:
        broken.setattr(WorkshopFile, "keep", _is_full)
        button(sheet, "Take the numbers").click()
        at.answered()
        assert "Nothing stored before is lost" in visible_text(sheet)
        assert sheet.total == 5
    button(sheet, "Take the numbers").click()
    at.answered()
    assert at.presenter.hands.sheet is None


def test_a_vote_closes_by_itself_only_where_that_was_planned(at: Lectern) -> None:
    at.begin(at.prepare(plan(DECISIONS).model_copy(update={"close_on_time": True})))
    at.press(Key.Key_PageDown, Key.Key_PageDown)
    assert at.session.open_ballot is not None
    at.clock.pass_by(3 * 60 - 1)
    at.refresh()
    at.answered()
    assert at.session.open_ballot is not None

    at.clock.pass_by(1)
    at.refresh()
    at.answered()
    assert at.session.open_ballot is None


def test_without_that_a_vote_stays_open_past_its_time(at: Lectern) -> None:
    at.begin()
    at.press(Key.Key_PageDown, Key.Key_PageDown)
    at.clock.pass_by(4 * 60)
    at.refresh()
    at.answered()

    assert at.session.open_ballot is not None
    assert "over the 3:00 planned" in visible_text(at.page)


def test_a_vote_is_reopened_only_when_that_is_really_wanted(at: Lectern) -> None:
    at.begin()
    at.press(Key.Key_PageDown, Key.Key_PageDown, Key.Key_PageDown)
    button(at.window, "Reopen the first vote…").click()
    at.answer("Cancel")
    assert len(at.session.ballots) == 1

    button(at.window, "Reopen the first vote…").click()
    at.answer("Reopen it")
    at.answered()
    assert len(at.session.ballots) == 2
    assert at.session.open_ballot is not None


def test_any_step_can_be_gone_to(at: Lectern) -> None:
    at.begin()
    menu = at.presenter.go_menu()
    second = next(each for each in menu.findChildren(QMenu) if each.title().startswith("2."))
    next(each for each in second.actions() if each.text() == "Discuss").trigger()
    at.answered()
    menu.close()

    assert (at.session.stage.step, at.session.stage.decision) == (Step.DISCUSS, 1)


def test_the_plan_is_changed_while_the_room_goes_on(at: Lectern) -> None:
    at.begin()
    menu = at.presenter.go_menu()
    next(each for each in menu.actions() if each.text() == "Change the plan…").trigger()
    menu.close()
    settle()
    page = at.window.page
    assert isinstance(page, WorkshopPlanPage)
    second = at.session.plan.decisions[1].decision_id
    page.plan_changed.emit(timed(page.plan, second, Step.DISCUSS, 17))
    button(at.window, "Back to the workshop").click()

    assert isinstance(at.window.page, PresenterPage)
    assert at.session.plan.decision(second).minutes[Step.DISCUSS] == 17


def test_somebody_is_removed_and_let_back_in(at: Lectern) -> None:
    at.begin()
    at.open_doors()
    at.let_in("Mei", "Jonas")
    at.page.people.remove_requested.emit(2)
    at.answer("Remove")
    at.answered()
    assert [each.name for each in at.session.here] == ["Mei"]

    at.page.people.readmit_requested.emit(2, False)
    at.answered()
    assert [each.name for each in at.session.here] == ["Mei", "Jonas"]


def test_the_end_is_asked_for_once_and_leads_to_the_report(at: Lectern, qtbot: QtBot) -> None:
    path = at.prepare()
    at.begin(path)
    at.press(Key.Key_PageDown)
    button(at.window, "End the workshop…").click()
    with qtbot.waitSignal(at.running.ended) as ended:
        at.answer("End the workshop")

    assert ended.args == [path]
    assert stored(path).ended is not None


def test_a_workshop_that_was_ended_can_be_gone_on_with(at: Lectern) -> None:
    path = at.prepare()
    at.begin(path)
    at.press(Key.Key_PageDown)
    at.presenter.ask_for_end()
    at.answer("End the workshop")
    at.until(lambda: at.running.session is None)

    at.begin(path)
    at.answered()
    assert at.session.ended is None
    assert at.session.stage.step is Step.BRIEFING


def test_no_key_ends_a_workshop(at: Lectern) -> None:
    at.begin()
    at.presenter._go(Step.END, None)
    at.answered()
    at.press(Key.Key_PageDown, Key.Key_Right, Key.Key_Down)

    assert at.session.stage.step is Step.END
    assert at.session.ended is None
    assert at.question() is None


def test_a_workshop_that_is_left_can_be_gone_on_with_at_the_same_step(at: Lectern, qtbot: QtBot) -> None:
    path = at.prepare()
    at.begin(path)
    at.press(Key.Key_PageDown, Key.Key_PageDown)
    before = at.session
    at.page.back_requested.emit()
    at.answer("Stay")
    assert at.running.session is not None
    at.page.back_requested.emit()
    with qtbot.waitSignal(at.running.closed):
        at.answer("Leave it for now")

    at.begin(path)
    assert at.session == before
    assert at.session.open_ballot is not None


@pytest.mark.parametrize(("words", "leaves"), [("Stay", False), ("Leave it for now", True)])
def test_whoever_closes_the_window_while_a_workshop_runs_is_asked(at: Lectern, words: str, leaves: bool) -> None:
    at.begin()
    assert at.running.may_leave()
    at.press(Key.Key_PageDown)
    QTimer.singleShot(0, at.window, lambda: at.answer(words))

    assert at.running.may_leave() is leaves
    assert at.running.session is not None


def test_nothing_unfolds_for_the_room_where_motion_is_switched_off(at: Lectern) -> None:
    played = play(41, DECISIONS, until=(0, Step.SECOND_VOTE), ended=False)
    at.clock.now = played.session.stage.since or at.clock.now
    at.begin(at.prepare(plan(DECISIONS), played.events[1:]))
    at.press(Key.Key_PageDown)
    room = at.running.room
    assert room is not None
    assert isinstance(room.window.screen_shown, Shift)
    assert not room.window.is_unfolding
    button(at.window, "Dark hall").click()
    at.refresh()
    assert room.window.drawn == 1.0


def test_a_workshop_that_has_not_begun_is_left_without_a_question(at: Lectern, qtbot: QtBot) -> None:
    at.open()
    with qtbot.waitSignal(at.running.closed):
        press(Key.Key_Escape)
    assert at.running.session is None


def test_the_look_changes_in_the_middle_of_a_vote(at: Lectern) -> None:
    at.begin()
    at.press(Key.Key_PageDown, Key.Key_PageDown)
    at.page.notes.field.setPlainText("Half a note")
    at.settings.set(THEME, "dark")
    at.settings.set(TEXT_SIZE, 150)
    settle()

    assert at.page.theme.dark
    assert at.page.theme.text_size == 150
    assert at.page.notes.field.toPlainText() == "Half a note"
    assert_sound(at.page)


def test_a_workshop_without_decisions_is_not_started(at: Lectern) -> None:
    path = at.prepare(plan(DECISIONS).model_copy(update={"decisions": ()}))
    with pytest.raises(AssertionError, match="No decision is planned yet"):
        at.open(path)


def test_a_workshop_whose_case_is_gone_is_not_started(at: Lectern) -> None:
    loaded = at.cases.loaded
    assert loaded is not None
    at.cases.loaded = replace(loaded, cases=())
    with pytest.raises(AssertionError, match="isn’t installed"):
        at.open()


def test_a_decision_of_another_case_with_the_same_name_is_not_taken_for_it(at: Lectern) -> None:
    path = at.prepare()
    at.open(path)
    at.running.end()
    with WorkshopFile.open(path) as file:
        session = file.read()
        file.keep([Planned(at.clock(), session.plan.model_copy(update={"case_id": "another-case"}))])
    with pytest.raises(AssertionError, match=r"started before with the case “Xiaomi”.* Make a copy"):
        at.open(path)


def test_once_begun_it_needs_no_case(at: Lectern) -> None:
    path = at.prepare()
    at.begin(path)
    at.press(Key.Key_PageDown)
    at.running.end()
    loaded = at.cases.loaded
    assert loaded is not None
    at.cases.loaded = replace(loaded, cases=())

    at.begin(path)
    assert at.session.stage.step is Step.BRIEFING
    assert "no teaching note" in visible_text(at.page)


def test_a_workshop_that_is_open_elsewhere_is_not_started(at: Lectern) -> None:
    path = at.prepare()
    with WorkshopFile.open(path), pytest.raises(AssertionError, match="open in another window"):
        at.open(path)


def test_nothing_of_it_runs_any_more_once_it_has_ended(at: Lectern) -> None:
    before = threading.active_count()
    at.begin()
    assert threading.active_count() > before
    assert not gc.isenabled()
    at.running.end()

    assert threading.active_count() == before
    assert gc.isenabled()


def test_the_room_sees_what_the_page_says_it_does(at: Lectern) -> None:
    at.begin()
    at.press(Key.Key_PageDown)
    room = at.running.room
    assert room is not None
    picture = named(at.page, "What the room sees")

    assert room.window.screen_shown is not None
    assert room.window.screen_shown.said == picture.accessibleDescription()
    assert "contract" in room.window.screen_shown.said.lower()


def test_keys_that_are_pressed_in_the_rooms_window_count(at: Lectern) -> None:
    at.begin()
    room = at.running.room
    assert room is not None
    room.key_pressed.emit(Key.Key_PageDown.value, Qt.KeyboardModifier.NoModifier)
    at.answered()

    assert at.session.stage.step is Step.BRIEFING


def test_who_has_played_a_whole_workshop_finds_each_step_sound(at: Lectern) -> None:
    played = play(41, DECISIONS, until=(0, Step.DEBRIEF), ended=False)
    at.clock.now = played.session.stage.since or at.clock.now
    at.begin(at.prepare(plan(DECISIONS), played.events[1:]))

    assert_sound(at.page)
    assert at.session.stage.step is Step.DEBRIEF


def _is_full(file: WorkshopFile, _events: object) -> None:
    """In place of storing: the disk is full."""
    raise of_workshop(DiskFull(file.path), file.path)
