"""A coach at the record of a learner in the running program: reads it, and marks the reasons by name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.case.packs import write_pack
from tests.desktop.support import SIZES, assert_sound, button, named, settle, texts
from tests.journeys.driver import ALT, CTRL, Journey, Key
from tests.progress.transfer.computers import Computer
from trainer.desktop.grouping import Grouping
from trainer.desktop.pages.group import GroupPage
from trainer.desktop.pages.marking import MarkingPage
from trainer.desktop.pages.record import RecordPage
from trainer.desktop.pages.seen import SeenPage
from trainer.desktop.pages.tries import TriesPage
from trainer.desktop.widgets.attempt_panel import AttemptPanel
from trainer.desktop.widgets.case_header import Step
from trainer.progress.groups import Groups
from trainer.progress.notes import Note, Role
from trainer.settings import TEXT_SIZE
from trainer.study.process import Quality

LONG = "Mara van der Berg-Hohenstaufen zu Sigmaringen & 李雷"


@pytest.fixture
def journey(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Journey]:
    write_pack(tmp_path / "content" / "bakery")
    made = Journey(qtbot, qapp, tmp_path / "data", content=tmp_path / "content").start()
    made.begin("Dr. Okafor")
    made.press(Key.Key_4, modifier=ALT)
    made.wait(lambda: isinstance(made.window.page, GroupPage))
    yield made
    made.close()


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Computer]:
    made = Computer(tmp_path / "home")
    yield made
    made.close()


def grouping(journey: Journey) -> Grouping:
    return journey.program.carrying.grouping


def hand_in(journey: Journey, home: Computer, name: str = "Lin Wei") -> Path:
    """A group of one learner who decided about the harbour twice, and left the record of the bridge sealed."""
    learner = home.store.add_learner(name)
    home.finish(home.decide(learner, "harbour"), "Count the ships.")
    home.finish(home.decide(learner, "harbour", "wait"))
    home.decide(learner, "bridge")
    file = home.hand_over(learner)
    journey.wait(lambda: not grouping(journey).is_busy)
    grouping(journey).open_files([file])
    journey.wait(lambda: not grouping(journey).is_busy and journey.says("1 progress file"), 20_000)
    settle()
    named(journey.window, "Names hidden").setFocus()
    journey.press(Key.Key_Space)
    settle()
    return file


def page(journey: Journey) -> QWidget:
    found = journey.window.page
    assert found is not None
    return found


def click(journey: Journey, name: str) -> None:
    wanted = named(journey.window, name)
    assert isinstance(wanted, QAbstractButton)
    wanted.click()
    settle()


def open_decision(journey: Journey) -> None:
    named(page(journey), "What the group decided").setFocus()
    journey.press(Key.Key_Home)
    journey.press(Key.Key_Return)
    settle()


def open_record(journey: Journey, name: str = "Lin Wei") -> RecordPage:
    """From the decision beside the table to the record of who wrote there."""
    open_decision(journey)
    click(journey, f"The record of {name}")
    return at_record(journey)


def at_record(journey: Journey) -> RecordPage:
    journey.wait(lambda: isinstance(journey.window.page, RecordPage) and journey.window.page.is_read)
    settle()
    found = journey.window.page
    assert isinstance(found, RecordPage)
    return found


def notes_of(home: Computer, journey: Journey, out: Path) -> list[Note]:
    """What a learner finds in their notes once the progress was handed back to them and imported."""
    groups = Groups(journey.paths.groups_folder)
    with groups.open(grouping(journey)._slug) as group:
        (learner,) = group.learners()
        group.write(learner.id, out)
    home.take(out)
    return [note for line in home.store.lines(learner.id) for note in home.store.notes.of(line.id)]


def test_a_coach_reads_the_record_of_a_learner_in_the_learners_words(journey: Journey, home: Computer) -> None:
    hand_in(journey, home)
    record = open_record(journey)
    assert journey.window.place == "group"
    said = texts(record)
    assert "Record of Lin Wei" in said
    assert "3 attempts" in said
    assert "As Lin Wei saw it on" in said
    assert "Count the ships." in said
    for own in ("My choice", "My reasons", "my choice", "I saw", "Export"):
        assert own not in said
    assert_sound(journey.window)


def test_what_the_learner_has_not_opened_is_told_to_nobody(journey: Journey, home: Computer) -> None:
    hand_in(journey, home)
    record = open_record(journey)
    journey.press(Key.Key_Escape)
    named(record, "Attempts of Lin Wei").setFocus()
    journey.press(Key.Key_End)
    journey.press(Key.Key_Return)
    settle()
    panel = next(each for each in record.findChildren(AttemptPanel) if each.isVisible())
    said = texts(panel)
    assert "The bridge" in said
    assert "What they did stays sealed until Lin Wei has read the whole reveal." in said
    assert "they chose" not in said.replace("that they chose the same", "")
    journey.press(Key.Key_Return)
    seen = page(journey)
    assert isinstance(seen, SeenPage)
    assert seen.reached is Step.COMMIT


def test_marks_and_a_line_come_home_by_the_coachs_name(journey: Journey, home: Computer, tmp_path: Path) -> None:
    hand_in(journey, home)
    record = open_record(journey)
    button(record, "Add a note").click()
    settle()
    journey.type("Who else could have built it?")
    button(record, "Poor reasoning").click()
    settle()
    assert "by me. Poor reasons. Who else could have built it?" in texts(record)
    (note,) = notes_of(home, journey, tmp_path / "back.progress")
    assert (note.author, note.role, note.quality, note.covered, note.text) == (
        "Dr. Okafor",
        Role.COACH,
        Quality.POOR,
        False,
        "Who else could have built it?",
    )


def test_a_mark_needs_no_line_and_no_mouse(journey: Journey, home: Computer, tmp_path: Path) -> None:
    hand_in(journey, home)
    record = open_record(journey)
    button(record, "Add a note").setFocus()
    journey.press(Key.Key_Space)
    assert isinstance(journey.window.focusWidget(), QPlainTextEdit)
    journey.press(Key.Key_1, modifier=CTRL)
    settle()
    (note,) = notes_of(home, journey, tmp_path / "back.progress")
    assert (note.quality, note.text) == (Quality.GOOD, "")


def test_reasons_whose_record_is_sealed_are_marked_with_the_outcome_covered(
    journey: Journey, home: Computer, tmp_path: Path
) -> None:
    hand_in(journey, home)
    record = open_record(journey)
    named(record, "Attempts of Lin Wei").setFocus()
    journey.press(Key.Key_End)
    settle()
    button(record, "Add a note").click()
    settle()
    journey.press(Key.Key_1, modifier=CTRL)
    settle()
    (note,) = notes_of(home, journey, tmp_path / "back.progress")
    assert note.covered


def test_all_reasons_can_be_marked_with_the_outcome_covered(journey: Journey, home: Computer, tmp_path: Path) -> None:
    hand_in(journey, home)
    button(open_record(journey), "Mark the reasons, outcome covered…").click()
    journey.wait(lambda: isinstance(journey.window.page, MarkingPage))
    assert "My " not in texts(page(journey))
    assert_sound(journey.window)
    journey.press(Key.Key_1)
    journey.press(Key.Key_2)
    assert journey.says("Lin Wei sees your marks once the progress is handed back.")
    journey.press(Key.Key_Return)
    at_record(journey)
    found = notes_of(home, journey, tmp_path / "back.progress")
    assert sorted((note.quality, note.covered, note.role) for note in found if note.quality) == [
        (Quality.GOOD, True, Role.COACH),
        (Quality.POOR, True, Role.COACH),
    ]


def test_whole_pages_are_read_and_nothing_of_the_debrief_is_changed(journey: Journey, home: Computer) -> None:
    hand_in(journey, home)
    open_decision(journey)
    click(journey, "The page as Lin Wei saw it")
    settle()
    seen = page(journey)
    assert isinstance(seen, SeenPage)
    for step in (Step.READ, Step.REVEAL, Step.DEBRIEF):
        seen.go_to(step)
        settle()
        assert "Learner’s call" in texts(seen)
        assert "My call" not in texts(seen)
        assert_sound(journey.window)
    assert all(not each.isEnabled() for each in seen.findChildren(QAbstractButton) if "aw it:" in each.accessibleName())
    field = next(each for each in seen.findChildren(QPlainTextEdit) if each.isVisible())
    assert field.isReadOnly()
    journey.press(Key.Key_Escape)
    record = at_record(journey)
    assert record.state.selected == seen.attempt_id


def test_attempts_stand_side_by_side(journey: Journey, home: Computer) -> None:
    hand_in(journey, home)
    open_record(journey)
    click(journey, "Attempts at this decision, side by side")
    settle()
    assert isinstance(page(journey), TriesPage)
    assert "First attempt" in texts(page(journey))
    assert "My " not in texts(page(journey))
    journey.press(Key.Key_Escape)
    at_record(journey)


def test_esc_leads_back_to_the_group_where_the_coach_was(journey: Journey, home: Computer) -> None:
    hand_in(journey, home)
    open_record(journey)
    journey.press(Key.Key_Escape)
    journey.press(Key.Key_Escape)
    journey.wait(lambda: isinstance(journey.window.page, GroupPage) and not grouping(journey).is_busy)
    settle()
    assert named(journey.window, "The record of Lin Wei")


def test_no_record_is_opened_while_names_are_hidden(journey: Journey, home: Computer) -> None:
    hand_in(journey, home)
    group, state = page(journey), grouping(journey)._state
    assert isinstance(group, GroupPage)
    assert state is not None
    assert any("record" in each.text().replace("&", "") for each in group.menu(state).actions())
    named(group, "Names hidden").setFocus()
    journey.press(Key.Key_Space)
    settle()
    assert not any("record" in each.text().replace("&", "") for each in group.menu(state).actions())
    assert "Lin Wei" not in texts(group)


def test_the_file_is_let_go_when_the_window_closes_on_a_record(journey: Journey, home: Computer) -> None:
    hand_in(journey, home)
    open_record(journey)
    slug = grouping(journey)._slug
    journey.close()
    Groups(journey.paths.groups_folder).remove(slug)


def test_the_record_comes_back_as_it_was_in_another_look(journey: Journey, home: Computer) -> None:
    hand_in(journey, home)
    open_record(journey)
    journey.program.appearance.step(1)
    settle()
    assert "Record of Lin Wei" in texts(at_record(journey))


def test_a_note_half_written_comes_back_in_another_look_and_after_the_whole_page(
    journey: Journey, home: Computer
) -> None:
    hand_in(journey, home)
    button(open_record(journey), "Add a note").click()
    settle()
    journey.type("Who else could")
    journey.program.appearance.step(1)
    settle()
    assert _notes_begun(at_record(journey)) == ["Who else could"]
    button(at_record(journey), "Open the page as they saw it").click()
    settle()
    assert isinstance(page(journey), SeenPage)
    journey.press(Key.Key_Escape)
    assert _notes_begun(at_record(journey)) == ["Who else could"]


def _notes_begun(record: RecordPage) -> list[str]:
    return [each.toPlainText() for each in record.findChildren(QPlainTextEdit) if each.isVisible()]


def test_a_line_to_a_mark_half_written_comes_back_in_another_look(journey: Journey, home: Computer) -> None:
    hand_in(journey, home)
    button(open_record(journey), "Mark the reasons, outcome covered…").click()
    journey.wait(lambda: isinstance(journey.window.page, MarkingPage))
    named(page(journey), "Why, in one line, if you like").setFocus()
    journey.type("Count")
    journey.program.appearance.step(1)
    settle()
    marking = page(journey)
    assert isinstance(marking, MarkingPage)
    assert marking.said == "Count"


@pytest.mark.parametrize(("width", "height", "text_size"), SIZES)
def test_nothing_is_cut_however_small_the_window_and_long_the_name(
    journey: Journey, home: Computer, width: int, height: int, text_size: int
) -> None:
    journey.window.resize(width, height)
    journey.settings.set(TEXT_SIZE, text_size)
    hand_in(journey, home, LONG)
    record = open_record(journey, LONG)
    assert_sound(journey.window)
    if not (shown := [each for each in record.findChildren(AttemptPanel) if each.isVisible()]):
        named(record, f"Attempts of {LONG}").setFocus()
        journey.press(Key.Key_Return)
        settle()
        shown = [each for each in record.findChildren(AttemptPanel) if each.isVisible()]
    button(shown[0], "Add a note").click()
    settle()
    assert_sound(journey.window)
    journey.press(Key.Key_Escape)
    button(shown[0], "Open the page as they saw it").click()
    settle()
    seen = page(journey)
    assert isinstance(seen, SeenPage)
    for step in (Step.READ, Step.REVEAL, Step.DEBRIEF):
        seen.go_to(step)
        settle()
        assert_sound(journey.window)
