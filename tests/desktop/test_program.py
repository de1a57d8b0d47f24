"""What the program does with wishes that can't be met; its usual ways are in the journeys."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.case.packs import write_pack
from tests.journeys.driver import CASE, Journey, Key, settle
from trainer.desktop.pages.library import LibraryPage
from trainer.desktop.pages.record import RecordPage

FIRST = "rtf-agreement"


@pytest.fixture
def journey(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Journey]:
    made = Journey(qtbot, qapp, tmp_path / "data").start()
    made.begin("Mara")
    yield made
    made.close()


def _spoil_texts(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("DROP TRIGGER seen_text_no_update")
        connection.execute("UPDATE seen_text SET data = x'00'")
        connection.commit()


def test_a_past_attempt_that_is_damaged_is_told_and_the_record_stays(journey: Journey) -> None:
    journey.write_call(1, 35, "So.")
    journey.commit()
    (attempt,) = journey.attempts(FIRST)
    journey.program.show_record()
    _spoil_texts(journey.paths.progress_file)
    journey.program.show_seen(attempt.id)
    assert isinstance(journey.window.page, RecordPage)
    assert journey.says("is damaged")


def test_a_case_that_is_not_there_is_not_opened(journey: Journey) -> None:
    before = journey.window.page
    journey.program.open_case("gone")
    assert journey.window.page is before
    journey.program.show_library()
    journey.program.open_case(CASE)
    assert journey.page.decision_id == FIRST


def test_a_given_pack_with_errors_is_told_after_the_first_start(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    journey = Journey(qtbot, qapp, tmp_path / "data", case=tmp_path / "no-pack").start()
    journey.press(Key.Key_M, Key.Key_Return)
    journey.wait(lambda: isinstance(journey.window.page, LibraryPage))
    journey.wait(lambda: journey.says("there is no such folder"))
    journey.close()


@pytest.fixture
def run(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Callable[[], Journey]]:
    """Prepares runs over a small case; each is closed whatever becomes of the test."""
    write_pack(tmp_path / "content" / "bakery")
    runs: list[Journey] = []

    def prepare() -> Journey:
        runs.append(Journey(qtbot, qapp, tmp_path / "data", content=tmp_path / "content"))
        return runs[-1]

    yield prepare
    for each in runs:
        each.close()


def test_a_case_that_has_to_be_read_first_is_announced_in_the_library(run: Callable[[], Journey]) -> None:
    first = run().start()
    first.begin("Mara")
    first.close()
    first.paths.outlines_file.unlink()

    journey = run()
    journey.show()
    assert journey.says("A case is being read. The next time it is there at once.")
    assert not journey.says("Look again")

    journey.program.load()
    journey.wait(lambda: journey.says("The bakery"), 20_000)
    assert not journey.says("being read")


def test_looking_again_while_the_cases_are_read_blocks_nothing_and_is_done_afterwards(
    run: Callable[[], Journey],
) -> None:
    journey = run()
    journey.show()
    program = journey.program
    program.load()
    first = program.cases._loader
    assert first is not None
    program.load()
    assert program.cases._loader is first
    assert first.isRunning()

    journey.wait(lambda: program.cases._loader is not first, 20_000)
    journey.wait(lambda: program.cases._loader is not None and program.cases._loader.isFinished(), 20_000)


def test_what_was_read_while_the_window_closed_is_put_away(run: Callable[[], Journey]) -> None:
    journey = run()
    journey.show()
    program = journey.program
    program.load()
    loader = program.cases._loader
    assert loader is not None
    assert loader.wait()
    journey.window.close()
    settle()

    assert program.loaded is None


def test_a_backup_that_could_not_be_made_is_told_above_the_library(run: Callable[[], Journey]) -> None:
    first = run().start()
    first.begin("Mara")
    first.close()
    first.paths.backups_folder.write_text("in the way")

    journey = run().start()

    journey.wait(lambda: journey.says("No backup of your progress was made"))
    assert isinstance(journey.window.page, LibraryPage)
