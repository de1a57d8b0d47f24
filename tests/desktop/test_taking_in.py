"""Importing one's own progress in the running program: from the menu, with a summary, and gone on with at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from tests.case.packs import write_pack
from tests.journeys.driver import Journey
from tests.progress import tiny
from tests.progress.transfer.computers import Computer
from trainer.desktop.pages.library import LibraryPage
from trainer.progress.values import Learner


@pytest.fixture
def journey(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Journey]:
    write_pack(tmp_path / "content" / "bakery")
    made = Journey(qtbot, qapp, tmp_path / "data", content=tmp_path / "content").start()
    made.begin("Mara")
    yield made
    made.close()


@pytest.fixture
def other(tmp_path: Path) -> Iterator[tuple[Computer, Learner]]:
    """Another computer, where Mara has decided about the harbour."""
    computer = Computer(tmp_path / "other", tiny.Clock(dt.datetime(2026, 3, 1, tzinfo=dt.UTC)))
    learner = computer.store.add_learner("Mara")
    computer.finish(computer.decide(learner, "harbour"))
    yield computer, learner
    computer.close()


def take_in(journey: Journey, *files: Path) -> None:
    def choose(dialog: QDialog) -> None:
        assert isinstance(dialog, QFileDialog)
        (field,) = dialog.findChildren(QLineEdit)
        field.setText(" ".join(f'"{file}"' for file in files))
        dialog.accept()

    with journey.answering(choose):
        journey.program.people.import_requested.emit()


def test_what_came_in_is_said_and_gone_on_with(journey: Journey, other: tuple[Computer, Learner]) -> None:
    computer, mara = other
    take_in(journey, computer.hand_over(mara))
    journey.wait(lambda: journey.says("Mara: 1 new attempt."), 20_000)
    assert not journey.says("To look at it")
    assert isinstance(journey.window.page, LibraryPage)
    # Who had done nothing here yet is now the one whose progress came.
    assert journey.program.people.current == mara.id
    take_in(journey, computer.hand_over(mara))
    journey.wait(lambda: journey.says("Mara: no new attempts, 1 was there already."), 20_000)


def test_whoever_has_decided_here_stays_the_present_learner(journey: Journey, other: tuple[Computer, Learner]) -> None:
    computer, mara = other
    present = journey.program.people.current
    journey.write_call(1, 35, "So.")
    journey.commit()
    take_in(journey, computer.hand_over(mara))
    journey.wait(lambda: journey.says("Mara: 1 new attempt."), 20_000)
    assert journey.says("To look at it, choose Mara in the menu behind your name.")
    assert journey.program.people.current == present
    with journey.store() as store:
        assert {learner.id for learner in store.learners()} == {present, mara.id}


def test_a_file_that_is_refused_changes_nothing(journey: Journey, other: tuple[Computer, Learner]) -> None:
    computer, mara = other
    file = computer.hand_over(mara)
    file.write_bytes(file.read_bytes()[:-9])
    before = journey.window.page
    take_in(journey, file)
    journey.wait(lambda: journey.says("'1.progress' can't be taken in: it isn't whole"), 20_000)
    assert journey.window.page is before


def test_of_several_files_each_is_told(journey: Journey, other: tuple[Computer, Learner], tmp_path: Path) -> None:
    computer, mara = other
    good = computer.hand_over(mara)
    (tmp_path / "bad.progress").write_bytes(b"no")
    take_in(journey, good, tmp_path / "bad.progress")
    journey.wait(lambda: journey.says("'bad.progress' can't be taken in"), 20_000)
    assert journey.says("Mara: 1 new attempt.")


def test_closing_the_window_waits_for_what_is_under_way(journey: Journey, other: tuple[Computer, Learner]) -> None:
    computer, mara = other
    taking_in = journey.program.carrying.taking_in
    taking_in.take_in([computer.hand_over(mara)])
    journey.close()
    assert taking_in._task is None
