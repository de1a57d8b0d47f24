from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QListView
from pytestqt.qtbot import QtBot

from tests.desktop.support import (
    LEAST,
    SIZES,
    assert_at_rest,
    assert_sound,
    button,
    focus,
    named,
    press,
    settle,
    texts,
    type_text,
    visible_text,
)
from tests.desktop.workshops.halls import DECISIONS, NOON, at_step, open_page, put, second_vote
from trainer.desktop.pages.presenter import PresenterPage
from trainer.desktop.widgets.focus_ring import FocusRing
from trainer.desktop.workshops.presenter_keys import Guard
from trainer.study.workshop.events import BallotClosed, Noted, Planned, after
from trainer.study.workshop.plan import Naming, Step

Key = Qt.Key


class Seconds:
    """A clock that goes when it is told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def wishes(page: PresenterPage) -> list[str]:
    """What the instructor wants from now on, in its order."""
    found: list[str] = []
    page.on_requested.connect(lambda: found.append("on"))
    page.step_back_requested.connect(lambda: found.append("back"))
    page.blank_requested.connect(lambda: found.append("blank"))
    page.code_requested.connect(lambda: found.append("code"))
    page.time_added.connect(lambda seconds: found.append(f"{seconds:+.0f}"))
    page.held.connect(lambda on: found.append("hold" if on else "run"))
    page.full_screen_requested.connect(lambda: found.append("full"))
    page.put_away_requested.connect(lambda: found.append("uncover"))
    return found


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication, seconds: Seconds) -> PresenterPage:
    return open_page(qtbot, qapp, *second_vote(), seconds=seconds, lost={7: 40.0})


def test_it_shows_where_the_room_is_how_many_voted_and_what_comes_next(page: PresenterPage) -> None:
    said = visible_text(page)

    for words in (
        "Decision 1 of 2",
        "of 41 have voted",
        "1:30",
        "left of 3:00",
        "Next: both votes",
        "Close the vote",
        "only you see this",
        "41 people",
        "no connection for 0:40, comes back by itself",
        "Doors open: 192.168.0.20:8420, code H7K3WP",
        "Second screen, 1920 by 1080",
    ):
        assert words in said
    assert "The contract from Qualcomm" in said
    assert_sound(page)
    assert_at_rest()


@pytest.mark.parametrize(
    ("key", "wish"),
    [
        (Key.Key_PageDown, "on"),
        (Key.Key_Right, "on"),
        (Key.Key_Down, "on"),
        (Key.Key_PageUp, "back"),
        (Key.Key_Left, "back"),
        (Key.Key_Up, "back"),
        (Key.Key_B, "blank"),
        (Key.Key_Period, "blank"),
        (Key.Key_Q, "code"),
        (Key.Key_Plus, "+30"),
        (Key.Key_Equal, "+30"),
        (Key.Key_Space, "hold"),
        (Key.Key_F5, "full"),
        (Key.Key_Escape, "uncover"),
    ],
)
def test_every_key_of_a_remote_says_what_is_wanted(page: PresenterPage, key: Qt.Key, wish: str) -> None:
    found = wishes(page)
    press(key)

    assert found == [wish]


@pytest.mark.parametrize("key", [Key.Key_B, Key.Key_PageDown, Key.Key_Q])
def test_a_key_with_control_is_no_key_of_a_remote(page: PresenterPage, key: Qt.Key) -> None:
    found = wishes(page)
    press(key, modifier=Qt.KeyboardModifier.ControlModifier)

    assert found == []


def test_while_notes_are_written_only_the_large_buttons_of_a_remote_count(page: PresenterPage) -> None:
    found = wishes(page)
    page.notes.field.setFocus()
    type_text("b q+=. bB")
    press(Key.Key_Left, Key.Key_Right, Key.Key_Up, Key.Key_Down)
    assert found == []
    assert "b q+=. bB" in page.notes.field.toPlainText()

    press(Key.Key_PageDown)
    assert found == ["on"]


def test_escape_leaves_the_notes_for_the_keys_of_the_page(page: PresenterPage) -> None:
    found = wishes(page)
    page.notes.field.setFocus()
    press(Key.Key_Escape)
    assert found == []
    assert focus() is page

    press(Key.Key_B)
    assert found == ["blank"]


def test_a_second_press_after_a_vote_was_closed_by_mistake_skips_nothing(page: PresenterPage, seconds: Seconds) -> None:
    found = wishes(page)
    press(Key.Key_PageDown)
    seconds.now += Guard.AFTER_A_VOTE - 0.1
    press(Key.Key_PageDown)
    button(page, "Close the vote").click()
    assert found == ["on"]

    seconds.now += 0.2
    press(Key.Key_PageDown)
    assert found == ["on", "on"]


def test_two_steps_one_after_the_other_need_a_moment_between_them(
    qtbot: QtBot, qapp: QApplication, seconds: Seconds
) -> None:
    page = open_page(qtbot, qapp, at_step(12, 0, Step.BRIEFING), seconds=seconds)
    found = wishes(page)
    press(Key.Key_PageDown, Key.Key_PageDown)
    assert found == ["on"]

    seconds.now += Guard.PAUSE
    press(Key.Key_PageDown)
    assert found == ["on", "on"]


@pytest.mark.parametrize("key", [Key.Key_PageDown, Key.Key_Right, Key.Key_B, Key.Key_Plus])
def test_a_key_that_is_held_down_counts_once(page: PresenterPage, seconds: Seconds, key: Qt.Key) -> None:
    found = wishes(page)
    press(key)
    for _ in range(5):
        seconds.now += 1
        held = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, "", True)
        QApplication.sendEvent(page, held)
    settle()

    assert len(found) == 1


def test_a_click_on_a_button_leaves_the_keys_to_the_page(page: PresenterPage, qtbot: QtBot) -> None:
    found = wishes(page)
    qtbot.mouseClick(button(page, "+ 30 s"), Qt.MouseButton.LeftButton)
    press(Key.Key_Right)

    assert found == ["+30", "on"]


def test_the_space_bar_presses_the_button_that_has_the_focus(page: PresenterPage) -> None:
    found = wishes(page)
    button(page, "+ 30 s").setFocus(Qt.FocusReason.TabFocusReason)
    press(Key.Key_Space)

    assert found == ["+30"]


def test_every_control_can_be_come_to_by_tab(page: PresenterPage) -> None:
    seen = []
    for _ in range(40):
        press(Key.Key_Tab)
        seen.append(focus().accessibleName())

    for name in ("Back: Workshops", "Show of hands…", "Go to…", "Close the vote", "30 seconds more", "Hold"):
        assert name in seen
    assert "My notes on this decision" in seen
    assert "Who is here" in seen


def test_nothing_on_the_page_says_who_chose_what(page: PresenterPage) -> None:
    _, session = second_vote()
    said = texts(page)
    names = page.findChild(QListView)
    assert names is not None
    model = names.model()
    roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)
    told = [str(model.index(row, 0).data(role)) for row in range(model.rowCount()) for role in roles]

    assert {each.partition(",")[0] for each in told} <= {each.name for each in session.here}
    for reason in {vote.reason for ballot in session.ballots.values() for vote in ballot.votes.values() if vote.reason}:
        assert reason not in said


def test_names_have_their_votes_where_that_was_announced(qtbot: QtBot, qapp: QApplication) -> None:
    played, session = second_vote(12, 12)
    session = after(session, Planned(NOON, session.plan.model_copy(update={"open_votes": True})))
    page = open_page(qtbot, qapp, played, session)
    names = page.findChild(QListView)
    assert names is not None

    assert " %" in str(names.model().index(0, 0).data())


def test_the_page_is_never_built_anew_while_votes_come_in(page: PresenterPage) -> None:
    played, session = second_vote(voted=31)
    page.notes.field.setFocus()
    type_text("Half a ")
    before = set(page.findChildren(object))  # type: ignore[type-var]
    for voted in range(31, 37):
        _, session = second_vote(voted=voted)
        put(page, played, session, {7: float(voted)}, NOON + dt.timedelta(seconds=voted))
    settle()
    type_text("note")

    assert page.notes.field.hasFocus()
    assert page.notes.field.toPlainText() == "Half a note"
    assert {each for each in page.findChildren(object) if each not in before} == set()  # type: ignore[type-var]


def test_a_note_that_is_being_written_is_not_taken_away_by_what_is_stored(page: PresenterPage) -> None:
    played, session = second_vote()
    page.notes.field.setFocus()
    type_text("Mine")
    put(page, played, after(session, Noted(NOON, DECISIONS[0], "Older")))

    assert page.notes.field.toPlainText() == "Mine"


def test_notes_are_handed_over_with_the_decision_they_are_on(page: PresenterPage) -> None:
    found: list[tuple[str, str]] = []
    page.note_changed.connect(lambda about, text: found.append((about, text)))
    page.notes.field.setPlainText("Row 3")
    page.leave()
    button(page, "On the whole workshop").click()
    assert page.notes.field.toPlainText() == "Ask the back row first."
    page.notes.field.setPlainText("All of it")
    page.leave()

    assert found == [(DECISIONS[0], "Row 3"), ("", "All of it")]


def test_all_of_the_teaching_note_is_a_click_away(page: PresenterPage) -> None:
    assert "Opening" not in visible_text(page)
    button(page, "Read all of it").click()
    settle()
    assert "Opening" in visible_text(page)
    assert_sound(page)

    button(page, "This step only").click()
    settle()
    assert "Opening" not in visible_text(page)


def test_many_names_are_shown_when_they_are_asked_for(qtbot: QtBot, qapp: QApplication) -> None:
    page = open_page(qtbot, qapp, *second_vote(300, 200))
    names = page.findChild(QListView)
    assert names is not None
    assert names.model().rowCount() == 20
    button(page, "All names").click()
    settle()

    assert names.model().rowCount() == 300
    assert names.verticalScrollBar().maximum() == 0
    assert_sound(page)


def test_a_name_longer_than_the_first_is_whole_where_there_is_room(qtbot: QtBot, qapp: QApplication) -> None:
    played, session = second_vote(4, 2)
    people = {each.id: each for each in session.participants.values()}
    names_of = ("Ada", "Ximena Quickfox", "Jonathan Weatherwax", "Zoe")
    named = {key: replace(each, name=name) for (key, each), name in zip(people.items(), names_of, strict=True)}
    page = open_page(qtbot, qapp, played, replace(session, participants=named))
    names = page.findChild(QListView)
    assert names is not None

    for row in range(4):
        place = names.visualRect(names.model().index(row, 0))
        assert place.width() == names.gridSize().width()


def test_what_can_be_done_with_a_name_is_in_its_menu(page: PresenterPage, qtbot: QtBot) -> None:
    played, session = second_vote()
    removed = replace(session, participants={**session.participants, 3: replace(session.participants[3], removed=NOON)})
    put(page, played, removed)
    state = page._state
    assert state is not None
    here, gone = (next(each for each in state.people if each.id == who) for who in (1, 3))

    menu = page.people.menu(here)
    assert [each.text() for each in menu.actions()] == ["Let in with another phone", f"Remove {here.name}"]
    with qtbot.waitSignal(page.remove_requested) as wanted:
        menu.actions()[1].trigger()
    assert wanted.args == [1]
    menu = page.people.menu(gone)
    with qtbot.waitSignal(page.readmit_requested) as back:
        menu.actions()[0].trigger()
    assert back.args == [3, False]


def test_the_button_at_the_end_asks_for_the_end_and_its_key_does_not(qtbot: QtBot, qapp: QApplication) -> None:
    played = at_step(6, 1, Step.DEBRIEF)
    session = replace(played.session, stage=replace(played.session.stage, step=Step.END, decision=None))
    page = open_page(qtbot, qapp, played, session)
    found = wishes(page)
    press(Key.Key_PageDown)
    assert found == []

    with qtbot.waitSignal(page.end_requested):
        button(page, "End the workshop…").click()


STEPS = [Step.BRIEFING, Step.FIRST_VOTE, Step.DISCUSS, Step.BOTH_VOTES, Step.REVEAL, Step.DEBRIEF]


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize(("width", "height", "text_size"), SIZES)
def test_every_step_is_whole_at_every_size(
    qtbot: QtBot, qapp: QApplication, width: int, height: int, text_size: int, step: Step
) -> None:
    page = open_page(qtbot, qapp, at_step(41, 0, step), size=(width, height), text_size=text_size)

    for part in range(3):
        page.columns.show_part(part)
        assert_sound(page)


def test_the_time_stands_above_the_picture_where_not_both_are_in_sight(qtbot: QtBot, qapp: QApplication) -> None:
    page = open_page(qtbot, qapp, at_step(41, 0, Step.FIRST_VOTE), size=(900, 700), text_size=200)
    assert page.clock.y() < page.frame.y()

    page.resize(1280, 1600)
    settle()
    assert page.clock.y() > page.frame.y()


@pytest.mark.parametrize("people", [0, 1, 41, 60, 61, 300])
def test_any_number_of_people_fits(qtbot: QtBot, qapp: QApplication, people: int) -> None:
    hands = people == 0
    played = at_step(people or 1, 0, Step.DISCUSS, naming=Naming.PSEUDONYMS, hands=hands)
    page = open_page(qtbot, qapp, played, size=(900, 700))

    assert_sound(page)
    assert_at_rest()


def test_the_smallest_window_with_the_largest_text_keeps_the_one_button_in_sight(
    qtbot: QtBot, qapp: QApplication
) -> None:
    width, height, text_size = LEAST
    page = open_page(qtbot, qapp, *second_vote(), size=(width, height), text_size=text_size)

    assert (page.width(), page.height()) == (width, height)
    shown = page.next.button
    assert page.rect().contains(shown.rect().translated(shown.mapTo(page, shown.rect().topLeft())))
    assert_sound(page)


def test_it_is_whole_in_the_dark_with_long_and_chinese_names(qtbot: QtBot, qapp: QApplication) -> None:
    played, session = second_vote(30, 20)
    long = {
        who: replace(each, name=name)
        for (who, each), name in zip(
            session.participants.items(),
            ("欧阳晓梅与她的朋友们", "Wolfeschlegelsteinhausenbergerdorffwelch", "W" * 40, "A B"),
            strict=False,
        )
    }
    session = replace(session, participants={**session.participants, **long})
    page = open_page(qtbot, qapp, played, session, theme="dark", lost=dict.fromkeys(long, 75.0))

    assert "and 1 more without connection" in visible_text(page)
    assert_sound(page)


def test_after_the_vote_is_closed_both_votes_stand_side_by_side(page: PresenterPage) -> None:
    played, session = second_vote()
    put(page, played, after(session, BallotClosed(NOON, 2)))
    settle()

    assert "First vote, then second" in visible_text(page)
    assert "Show both votes" in visible_text(page)
    assert_sound(page)


def test_the_note_of_another_step_has_its_room_at_once(qtbot: QtBot, qapp: QApplication) -> None:
    page = open_page(qtbot, qapp, at_step(3, 0, Step.BOTH_VOTES))
    text = named(page.note, "Teaching note")
    before = text.maximumHeight()
    later = at_step(3, 0, Step.REVEAL)

    put(page, later, later.session)
    page.side.fit()

    assert text.maximumHeight() == before


def test_there_is_no_ring_around_the_whole_page(qtbot: QtBot, qapp: QApplication) -> None:
    page = open_page(qtbot, qapp, at_step(3, 0, Step.BRIEFING))
    ring = FocusRing(qapp, page.theme, page)

    named(page, "Dark hall").setFocus()
    settle()
    assert ring.isVisible()
    page.setFocus()
    settle()

    assert not ring.isVisible()
    ring.stop()
