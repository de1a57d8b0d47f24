"""A coach at a group in the running program: files opened, stopped, handed back, taken out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QFileDialog, QLineEdit, QMenu, QMessageBox
from pytestqt.qtbot import QtBot

from tests.case.packs import write_pack
from tests.desktop.support import button, named, settle, texts
from tests.journeys.driver import ALT, Journey, Key
from tests.progress.transfer.computers import Computer, rewritten
from trainer.desktop.group_tasks import FIRST_TITLE
from trainer.desktop.grouping import Grouping
from trainer.desktop.pages.group import WELCOME, GroupPage
from trainer.progress.groups import Groups


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
def files(tmp_path: Path) -> Iterator[list[Path]]:
    """Of five learners who decided about the harbour, and a sixth whose file was changed."""
    made: list[Path] = []
    computers = [Computer(tmp_path / f"computer-{number}") for number in range(6)]
    for number, computer in enumerate(computers):
        learner = computer.store.add_learner(f"Learner {number + 1}")
        computer.finish(computer.decide(learner, "harbour", ("build", "wait")[number % 2]))
        made.append(computer.hand_over(learner).rename(tmp_path / f"learner-{number + 1}.progress"))
    made[5] = rewritten(made[5], lambda lines: lines["attempts.jsonl"][0].update(forecast=1))
    yield made
    for computer in computers:
        computer.close()


def grouping(journey: Journey) -> Grouping:
    return journey.program.carrying.grouping


def at_rest(journey: Journey) -> bool:
    return not grouping(journey).is_busy


def open_files(journey: Journey, files: list[Path]) -> None:
    journey.wait(lambda: at_rest(journey))
    grouping(journey).open_files(files)
    journey.wait(lambda: at_rest(journey), 20_000)
    settle()


def choose_file(text: str, dialog: QDialog) -> None:
    assert isinstance(dialog, QFileDialog)
    (field,) = dialog.findChildren(QLineEdit)
    field.setText(text)
    dialog.accept()


def answer(text: str, dialog: QDialog) -> None:
    assert isinstance(dialog, QMessageBox)
    next(each for each in dialog.findChildren(QAbstractButton) if each.text() == text).click()


def menu_entry(journey: Journey, *path: str) -> Callable[[], None]:
    """Chooses something in the menu of the group."""
    page = journey.window.page
    state = grouping(journey)._state
    assert isinstance(page, GroupPage)
    assert state is not None
    entries = page.menu(state).actions()
    for text in path:
        entry = next(each for each in entries if each.text().replace("&", "") == text)
        menu: object = entry.menu()
        entries = menu.actions() if isinstance(menu, QMenu) else []
    return entry.trigger


def test_files_chosen_in_a_dialog_make_the_first_group(journey: Journey, files: list[Path]) -> None:
    assert journey.says(WELCOME)
    chosen = " ".join(f'"{file}"' for file in files)
    with journey.answering(partial(choose_file, chosen)):
        button(journey.window, "Open progress files…").click()
    journey.wait(lambda: journey.says("6 progress files, 5 taken in."), 20_000)
    assert journey.says("One was refused: attempt 1, at “The harbour” on 2026-11-22, was changed")
    assert journey.says(FIRST_TITLE)
    assert journey.window.place == "group"
    (entry,) = Groups(journey.paths.groups_folder).list()
    assert len(entry.handed_in) == 6


def test_the_group_is_there_again_another_time(
    journey: Journey, files: list[Path], qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    open_files(journey, files[:5])
    journey.close()
    again = Journey(qtbot, qapp, tmp_path / "data", content=tmp_path / "content").start()
    again.press(Key.Key_4, modifier=ALT)
    again.wait(lambda: again.says("5 progress files, all taken in."), 20_000)
    again.close()


def test_what_somebody_did_and_wrote_shows_beside_the_table(journey: Journey, files: list[Path]) -> None:
    open_files(journey, files[:5])
    page = journey.window.page
    assert isinstance(page, GroupPage)
    assert page._table is not None
    page._table.setFocus()
    journey.press(Key.Key_Home)
    assert journey.says("5 first tries, no later ones")
    assert journey.says("A reason for the harbour.")
    assert not journey.says("Learner 1")


def test_a_coach_notes_by_name_and_the_note_is_handed_back(journey: Journey, files: list[Path], tmp_path: Path) -> None:
    open_files(journey, files[:2])
    page = journey.window.page
    assert isinstance(page, GroupPage)
    named(page, "Names hidden").setFocus()
    journey.press(Key.Key_Space)
    assert page._table is not None
    page._table.setFocus()
    journey.press(Key.Key_Home)
    notes = named(page, "Notes to what Learner 2 wrote")
    button(notes, "Add a note").click()
    settle()
    journey.type("Look at the dates.")
    button(notes, "Keep the note").click()
    settle()
    assert journey.says("Look at the dates.")
    assert "by me" in texts(page)
    with Groups(journey.paths.groups_folder).open(grouping(journey)._slug) as group:
        learner = next(each for each in group.learners() if each.name == "Learner 2")
        group.write(learner.id, tmp_path / "back.progress")
    home = Computer(tmp_path / "home")
    assert home.take(tmp_path / "back.progress").notes.new == 1
    (note,) = home.dump()["note"]
    home.close()
    assert (note["author"], note["role"], note["text"]) == ("Dr. Okafor", "coach", "Look at the dates.")


def test_another_look_keeps_the_view(journey: Journey, files: list[Path]) -> None:
    open_files(journey, files[:5])
    button(journey.window, "Blind spots").click()
    journey.program.appearance.step(1)
    settle()
    assert button(journey.window, "Blind spots").isChecked()
    journey.press(Key.Key_1, modifier=ALT)
    journey.press(Key.Key_4, modifier=ALT)
    journey.wait(lambda: at_rest(journey))
    settle()
    assert button(journey.window, "Blind spots").isChecked()


def test_a_group_is_begun_renamed_and_set_aside(journey: Journey, files: list[Path]) -> None:
    open_files(journey, files[:1])

    def title(text: str, dialog: QDialog) -> None:
        (field,) = dialog.findChildren(QLineEdit)
        field.setText(text)
        dialog.accept()

    with journey.answering(partial(title, "Spring course")):
        menu_entry(journey, "New group…")()
    journey.wait(lambda: at_rest(journey) and journey.says("Spring course"))
    assert journey.says(WELCOME)
    open_files(journey, files[1:3])
    with journey.answering(partial(title, "Autumn course")):
        menu_entry(journey, "Rename…")()
    journey.wait(lambda: at_rest(journey) and journey.says("Autumn course"))
    menu_entry(journey, FIRST_TITLE)()
    journey.wait(lambda: at_rest(journey) and journey.says("1 progress file, 1 taken in."))
    with journey.answering(partial(answer, "Set aside")):
        menu_entry(journey, "Set the group aside…")()
    journey.wait(lambda: at_rest(journey) and journey.says("Autumn course"))
    assert journey.says("The group is kept in ")
    assert [each.title for each in Groups(journey.paths.groups_folder).list()] == ["Autumn course"]


def test_a_learner_is_handed_back_and_taken_out(journey: Journey, files: list[Path], tmp_path: Path) -> None:
    open_files(journey, files[:5])
    back = tmp_path / "back.progress"
    with journey.answering(partial(choose_file, str(back))):
        menu_entry(journey, "Hand back, with notes", "Learner 2…")()
    journey.wait(lambda: at_rest(journey) and journey.says("“back.progress” is written."))
    computer = Computer(tmp_path / "home")
    assert computer.take(back).learner.name == "Learner 2"
    computer.close()

    with journey.answering(partial(answer, "Cancel")):
        menu_entry(journey, "Take out of the group", "Learner 2…")()
    assert at_rest(journey)
    with journey.answering(partial(answer, "Take out")):
        menu_entry(journey, "Take out of the group", "Learner 2…")()
    journey.wait(lambda: at_rest(journey) and journey.says("4 progress files, all taken in."))
    open_files(journey, list((journey.paths.groups_folder / "set-aside").glob("*.progress")))
    assert journey.says("5 progress files, all taken in.")


def test_opening_files_can_be_stopped_and_those_that_are_in_stay_in(journey: Journey, files: list[Path]) -> None:
    journey.wait(lambda: at_rest(journey))
    coach = grouping(journey)
    coach.open_files(files * 20)
    coach._work.stop()
    journey.wait(lambda: at_rest(journey), 20_000)
    groups = Groups(journey.paths.groups_folder).list()
    taken = [each for entry in groups for each in entry.handed_in]
    assert len(taken) < 6
    for entry in groups:
        with Groups(journey.paths.groups_folder).open(entry.slug) as group:
            assert len(group.learners()) == sum(each.taken_in for each in entry.handed_in)


def test_closing_the_window_waits_for_what_is_under_way(journey: Journey, files: list[Path]) -> None:
    journey.wait(lambda: at_rest(journey))
    coach = grouping(journey)
    coach.open_files(files)
    journey.close()
    assert not coach.is_busy


def test_a_group_that_cannot_be_used_is_told(journey: Journey, files: list[Path]) -> None:
    open_files(journey, files[:5])
    slug = grouping(journey)._slug
    (journey.paths.groups_folder / f"{slug}.db").write_bytes(b"garbage" * 1000)
    journey.press(Key.Key_1, modifier=ALT)
    journey.press(Key.Key_4, modifier=ALT)
    journey.wait(lambda: at_rest(journey))
    assert journey.says("can't be read as a progress file")
