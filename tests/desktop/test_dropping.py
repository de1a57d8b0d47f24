"""Progress files dropped onto the window of the running program: imported, or taken into the group that is on show."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.case.packs import write_pack
from tests.desktop.support import assert_sound, named, settle
from tests.desktop.test_installing import drag, drop, hint, mime
from tests.journeys.driver import ALT, Journey, Key
from tests.progress.transfer.computers import Computer
from trainer.desktop.grouping import Grouping
from trainer.desktop.pages.group import GroupPage
from trainer.desktop.pages.record import RecordPage
from trainer.desktop.pages.seen import SeenPage
from trainer.progress.groups import Groups


@pytest.fixture
def journey(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Journey]:
    write_pack(tmp_path / "content" / "bakery")
    made = Journey(qtbot, qapp, tmp_path / "data", content=tmp_path / "content").start()
    yield made
    made.close()


@pytest.fixture
def files(tmp_path: Path) -> Iterator[list[Path]]:
    """Of three learners who decided about the harbour."""
    computer = Computer(tmp_path / "elsewhere")
    made = []
    for name in ("Lin Wei", "Mara", "Ben"):
        learner = computer.store.add_learner(name)
        computer.finish(computer.decide(learner, "harbour"))
        made.append(computer.hand_over(learner).rename(tmp_path / f"{name}.progress"))
    yield made
    computer.close()


def to_group(journey: Journey) -> Grouping:
    journey.press(Key.Key_4, modifier=ALT)
    journey.wait(lambda: isinstance(journey.window.page, GroupPage))
    grouping = journey.program.carrying.grouping
    journey.wait(lambda: not grouping.is_busy)
    return grouping


def said(journey: Journey) -> str:
    shown = hint(journey)
    assert shown is not None
    return shown.accessibleName()


def in_groups(journey: Journey) -> list[str]:
    entries = Groups(journey.paths.groups_folder).list()
    return sorted(each.learner or "" for entry in entries for each in entry.handed_in)


def test_a_file_dropped_onto_the_library_is_imported(journey: Journey, files: list[Path]) -> None:
    journey.begin("Ann")
    journey.press(Key.Key_1, modifier=ALT)
    assert drag(journey.window, mime(files[0]))
    assert said(journey) == "Drop the progress file here to import it"
    drop(journey.window, mime(files[0]))
    assert hint(journey) is None
    journey.wait(lambda: journey.says("Lin Wei: 1 new attempt."), 20_000)
    assert not journey.paths.groups_folder.exists()


def test_several_are_imported_at_once(journey: Journey, files: list[Path]) -> None:
    journey.begin("Ann")
    assert drag(journey.window, mime(*files))
    assert said(journey) == "Drop 3 progress files here to import them"
    drop(journey.window, mime(*files))
    journey.wait(lambda: all(journey.says(f"{file.stem}: 1 new attempt.") for file in files), 20_000)


def test_on_the_page_of_the_group_they_are_taken_into_it(journey: Journey, files: list[Path]) -> None:
    journey.begin("Ann")
    grouping = to_group(journey)
    assert drag(journey.window, mime(*files[:2]))
    assert said(journey) == "Drop 2 progress files here to take them into the group"
    assert_sound(journey.window)
    drop(journey.window, mime(*files[:2]))
    journey.wait(lambda: not grouping.is_busy and journey.says("2 progress files, all taken in."), 20_000)
    assert drag(journey.window, mime(files[2]))
    assert said(journey) == "Drop the progress file here to take it into the group"
    drop(journey.window, mime(files[2]))
    journey.wait(lambda: not grouping.is_busy and journey.says("3 progress files, all taken in."), 20_000)
    assert in_groups(journey) == ["Ben", "Lin Wei", "Mara"]
    assert [each.name for each in journey.loaded.store.learners()] == ["Ann"]


def test_on_a_record_of_the_group_they_are_taken_into_it_and_it_is_shown(journey: Journey, files: list[Path]) -> None:
    journey.begin("Ann")
    grouping = to_group(journey)
    grouping.take_in(files[:1])
    journey.wait(lambda: not grouping.is_busy and journey.says("1 progress file"), 20_000)
    page, state = journey.window.page, grouping._state
    assert isinstance(page, GroupPage)
    assert state is not None
    named(page, "Names hidden").setFocus()
    journey.press(Key.Key_Space)
    page.record_requested.emit(next(iter(state.numbers.names)), "")
    journey.wait(lambda: isinstance(journey.window.page, RecordPage) and journey.window.page.is_read)
    journey.press(Key.Key_Return)
    assert isinstance(journey.window.page, SeenPage)
    assert drag(journey.window, mime(files[1]))
    drop(journey.window, mime(files[1]))
    journey.wait(lambda: not grouping.is_busy and journey.says("2 progress files, all taken in."), 20_000)
    assert isinstance(journey.window.page, GroupPage)


def test_other_files_among_them_are_not_welcome(journey: Journey, files: list[Path], tmp_path: Path) -> None:
    journey.begin("Ann")
    assert not drag(journey.window, mime(*files, tmp_path / "letter.txt"))
    assert not drag(journey.window, mime(files[0], tmp_path / "bakery.casepack"))
    assert not drag(journey.window, mime(files[0], "https://example.org/ben.progress"))
    assert hint(journey) is None


def test_nothing_is_imported_before_somebody_has_said_who_they_are(journey: Journey, files: list[Path]) -> None:
    settle()
    assert not drag(journey.window, mime(files[0]))


def test_a_file_that_is_refused_is_told(journey: Journey, tmp_path: Path) -> None:
    journey.begin("Ann")
    broken = tmp_path / "broken.progress"
    broken.write_bytes(b"no archive")
    assert drag(journey.window, mime(broken))
    drop(journey.window, mime(broken))
    journey.wait(lambda: journey.says("broken.progress"), 20_000)
