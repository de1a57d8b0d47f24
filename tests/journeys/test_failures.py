"""What goes wrong with the progress file: said on screen, nothing lost, nothing overwritten."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QMessageBox, QPlainTextEdit

from tests.journeys.conftest import Run
from tests.journeys.driver import ALT, CTRL, REASONS, TAKE_ALONG, Journey, Key, held
from trainer.desktop.pages.library import LibraryPage
from trainer.desktop.pages.reveal import RevealView
from trainer.desktop.pages.trouble import TroublePage
from trainer.desktop.widgets.case_header import Step
from trainer.progress.store import Store

FIRST, SECOND = "rtf-agreement", "second-front"
LOCKED = "is in use by another program"


def begun(run: Run) -> Journey:
    """A run with Mara before the first decision."""
    journey = run().start()
    journey.begin("Mara")
    return journey


def decided(run: Run) -> Journey:
    """A run with Mara in the debrief of the first decision."""
    journey = begun(run)
    journey.write_call(1, 20, "Because.")
    journey.commit()
    journey.unfold()
    journey.press(Key.Key_Space)
    return journey


def test_a_commitment_that_meets_a_lock_can_be_tried_again(run: Run) -> None:
    journey = begun(run)
    journey.write_call(2, 30, "First thought.")
    journey.wait_for_draft(FIRST, lambda draft: draft.reasons == "First thought.")
    with held(journey.paths.progress_file):
        journey.commit()
        assert LOCKED in journey.words
        assert journey.is_at(FIRST, Step.COMMIT)
        assert journey.field(REASONS).toPlainText() == "First thought."
        journey.tab_to("Try again")
        journey.press(Key.Key_Return)
        assert LOCKED in journey.words
    assert journey.attempts(FIRST) == ()
    kept = journey.draft(FIRST)
    assert kept is not None
    assert kept.reasons == "First thought."
    journey.tab_to("Try again")
    journey.press(Key.Key_Return)
    assert journey.is_at(FIRST, Step.REVEAL)
    assert LOCKED not in journey.words
    assert [each.commitment.reasons for each in journey.attempts(FIRST)] == ["First thought."]


def test_trying_again_commits_what_stands_on_the_page_by_then(run: Run) -> None:
    journey = begun(run)
    journey.write_call(2, 30, "First thought.")
    with held(journey.paths.progress_file):
        journey.commit()
    journey.give_reasons(" Second thought.")
    journey.tab_to("Try again")
    journey.press(Key.Key_Return)
    assert [each.commitment.reasons for each in journey.attempts(FIRST)] == ["First thought. Second thought."]


def test_a_failed_commitment_is_not_offered_again_at_another_decision(run: Run) -> None:
    journey = decided(run)
    journey.commit()
    journey.write_call(1, 50, "About the second.")
    with held(journey.paths.progress_file):
        journey.commit()
        assert LOCKED in journey.words
    journey.tab_to("Reading each other’s files, 1996, decided")
    journey.press(Key.Key_Space)
    assert journey.is_at(FIRST, Step.DEBRIEF)
    assert LOCKED not in journey.words
    assert journey.attempts(SECOND) == ()


def test_a_disk_that_is_full_at_the_commitment_costs_nothing(run: Run) -> None:
    journey = begun(run)
    reasons = "We sell phones. " * 1000
    database = journey.loaded.store._database
    with database.read() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
    database._connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    database._connection.commit()
    journey.choose(1)
    journey.forecast(10)
    journey.tab_to(REASONS)
    field = journey.focus
    assert isinstance(field, QPlainTextEdit)
    journey.type(reasons.replace("phones", "电话"))
    journey.commit()
    assert journey.says("is full")
    assert journey.is_at(FIRST, Step.COMMIT)
    assert journey.attempts(FIRST) == ()
    database._connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
    database._connection.commit()
    journey.tab_to("Try again")
    journey.press(Key.Key_Return)
    (attempt,) = journey.attempts(FIRST)
    assert attempt.commitment.reasons == reasons.replace("phones", "电话").strip()


def test_a_draft_that_meets_a_lock_is_told_once_and_kept_later(run: Run) -> None:
    journey = begun(run)
    with held(journey.paths.progress_file):
        journey.choose(3)
        journey.wait(lambda: LOCKED in journey.words)
    journey.wait_for_draft(FIRST, lambda draft: draft.choice is not None)
    journey.wait(lambda: LOCKED not in journey.words)


def test_a_draft_that_could_not_be_stored_is_there_when_the_case_is_opened_again(run: Run) -> None:
    journey = begun(run)
    with held(journey.paths.progress_file):
        journey.write_call(3, 61, "Not on the disk yet.")
        journey.press(Key.Key_1, modifier=ALT)
        assert isinstance(journey.window.page, LibraryPage)
        journey.press(Key.Key_Return)
        assert journey.is_at(FIRST, Step.COMMIT)
        assert journey.field(REASONS).toPlainText() == "Not on the disk yet."
    journey.wait_for_draft(FIRST, lambda draft: draft.reasons == "Not on the disk yet.")


def test_marks_and_takeaway_that_meet_a_lock_are_kept_later(run: Run) -> None:
    journey = decided(run)
    (attempt,) = journey.attempts(FIRST)
    with held(journey.paths.progress_file):
        journey.mark("S")
        journey.tab_to(TAKE_ALONG)
        journey.type("Ask first.")
        journey.press(Key.Key_1, modifier=ALT)
        journey.press(Key.Key_Return)
        assert journey.field(TAKE_ALONG).toPlainText() == "Ask first."
        assert len(journey.chosen()) == 1
    store = journey.loaded.store
    journey.wait(lambda: store.debrief(attempt.id).takeaway == "Ask first.")
    assert len(store.debrief(attempt.id).marks) == 1


def test_parts_of_the_record_that_meet_a_lock_are_still_read(run: Run) -> None:
    journey = begun(run)
    journey.write_call(2, 30, "Because.")
    journey.commit()
    with held(journey.paths.progress_file):
        journey.unfold(1)
        assert LOCKED in journey.words
        assert isinstance(journey.page.view, RevealView)
        assert journey.page.view.steps == 2
    journey.unfold(4)
    (attempt,) = journey.attempts(FIRST)
    assert journey.loaded.store.steps(attempt.id) == 6
    journey.press(Key.Key_Space)
    assert journey.is_at(FIRST, Step.DEBRIEF)


def test_going_on_that_meets_a_lock_goes_on_when_tried_again(run: Run) -> None:
    journey = decided(run)
    with held(journey.paths.progress_file):
        journey.commit()
        assert LOCKED in journey.words
        assert journey.is_at(FIRST, Step.DEBRIEF)
    journey.tab_to("Try again")
    journey.press(Key.Key_Return)
    assert journey.is_at(SECOND, Step.READ)


@pytest.mark.parametrize("button", ["Stay", "Close without it"])
def test_closing_asks_before_it_loses_what_cannot_be_stored(run: Run, button: str) -> None:
    journey = begun(run)
    asked: list[str] = []

    def answer(box: QDialog) -> None:
        assert isinstance(box, QMessageBox)
        asked.append(box.text())
        next(each for each in box.buttons() if each.text() == button).click()

    with held(journey.paths.progress_file):
        journey.choose(2)
        with journey.answering(answer):
            journey.window.close()
    assert "could not be stored yet" in asked[0]
    assert journey.window.isVisible() is (button == "Stay")
    if button == "Stay":
        journey.wait_for_draft(FIRST, lambda draft: draft.choice is not None)


def newer(path: Path) -> None:
    with Store.open(path) as store:
        store.add_learner("Mara")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
        connection.execute("PRAGMA journal_mode=DELETE")


def test_a_file_that_cannot_be_used_is_told_and_left_alone(run: Run) -> None:
    sentence = "was written by a newer version of Case Trainer"
    journey = run()
    path = journey.paths.progress_file
    path.parent.mkdir(parents=True, exist_ok=True)
    newer(path)
    before = path.read_bytes()
    journey.show()
    journey.program.load()
    journey.wait(lambda: isinstance(journey.window.page, TroublePage))
    assert journey.says(sentence)
    assert journey.focus.accessibleName() == "Try again"
    journey.press(Key.Key_1, modifier=ALT)
    assert isinstance(journey.window.page, TroublePage)
    journey.press(Key.Key_Equal, modifier=CTRL)
    assert journey.says(sentence)
    journey.tab_to("Leave the program")
    journey.press(Key.Key_Return)
    assert not journey.window.isVisible()
    assert path.read_bytes() == before


def test_trying_again_opens_a_file_that_was_put_right(run: Run) -> None:
    journey = run()
    path = journey.paths.progress_file
    path.parent.mkdir(parents=True, exist_ok=True)
    newer(path)
    journey.show()
    journey.program.load()
    journey.wait(lambda: isinstance(journey.window.page, TroublePage))
    path.unlink()
    journey.press(Key.Key_Return)
    journey.wait(lambda: journey.program.loaded is not None)
    assert journey.says("Case Trainer")
    journey.begin("Mara")
    assert journey.is_at(FIRST, Step.READ)


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is closed to the administrator")
def test_a_folder_that_cannot_be_written_is_told(run: Run) -> None:
    journey = run()
    folder = journey.paths.data
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o500)
    try:
        journey.show()
        journey.program.load()
        journey.wait(lambda: isinstance(journey.window.page, TroublePage))
        assert journey.says("write-protected")
    finally:
        folder.chmod(0o700)


def test_a_folder_that_is_no_folder_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "data").write_bytes(b"in the way")
    journey = run()
    journey.show()
    journey.program.load()
    journey.wait(lambda: isinstance(journey.window.page, TroublePage))
    assert journey.says("there is no folder")
    assert (tmp_path / "data").read_bytes() == b"in the way"
