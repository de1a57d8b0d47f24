"""Going back to a backup in the running program, by keyboard, without a restart."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QMessageBox

from tests.journeys.conftest import Run
from tests.journeys.driver import ALT, CTRL, Journey, Key, held
from tests.journeys.test_every_page import choose, open_menu
from trainer.desktop.pages.backups import BackupsPage
from trainer.desktop.pages.case import CasePage
from trainer.desktop.pages.library import LibraryPage
from trainer.desktop.widgets.case_header import Step
from trainer.progress.backups import back_up
from trainer.progress.doctor import examine

FIRST, SECOND = "rtf-agreement", "second-front"
NOW = dt.datetime.now(dt.UTC)


def kept_aside(journey: Journey) -> list[Path]:
    return sorted(journey.paths.data.glob("progress-before-restore-*.sqlite3"))


@pytest.fixture
def decided(run: Run) -> Journey:
    """Mara has decided once, a backup was made, and now she stands before the second decision with a draft."""
    journey = run().start()
    journey.begin("Mara")
    journey.decide(1, 20, "Because.", marks="")
    back_up(journey.paths.progress_file, journey.paths.backups_folder, NOW - dt.timedelta(days=3))
    journey.write_call(2, 70, "The second one.")
    journey.commit()
    return journey


def open_backups(journey: Journey) -> None:
    """From wherever one is, through the menu of the learner."""
    journey.press(Key.Key_1, modifier=ALT)
    choose(journey, open_menu(journey, "Mara, menu"), "Go back to a backup…")
    journey.window.activateWindow()
    journey.wait(lambda: isinstance(journey.window.page, BackupsPage) and not journey.says("Looking into"))
    journey.wait(journey.window.isActiveWindow)


def answer(journey: Journey, text: str) -> list[str]:
    """Choose the backup that has the focus, and answer the question; what was asked."""
    asked: list[str] = []

    def click(box: QDialog) -> None:
        assert isinstance(box, QMessageBox)
        asked.append(box.text())
        next(each for each in box.buttons() if each.text() == text).click()

    with journey.answering(click):
        journey.press(Key.Key_Return)
    return asked


def test_a_backup_takes_the_place_of_the_progress_and_the_program_goes_on(decided: Journey) -> None:
    journey = decided
    open_backups(journey)
    assert journey.says("Your progress now: 2 attempts of 1 learner")
    assert journey.says("1 attempt made since would be missing.")
    journey.tab_to("Restore the backup of")
    (asked,) = answer(journey, "Go back to it")
    assert "1 attempt made since would be missing." in asked
    journey.wait(lambda: journey.program.loaded is not None and journey.says("is kept in"), 20_000)
    assert isinstance(journey.window.page, LibraryPage)
    assert len(journey.lines()) == 1
    assert len(kept_aside(journey)) == 1
    assert [each.text for each in examine(journey.paths.progress_file) if not each.ok] == []
    journey.press(Key.Key_1, modifier=ALT)
    journey.press(Key.Key_Return)
    journey.wait(lambda: isinstance(journey.window.page, CasePage))
    assert journey.is_at(SECOND, Step.READ)
    journey.write_call(1, 10, "Otherwise this time.")
    journey.commit()
    assert [each.commitment.reasons for each in journey.attempts(SECOND)] == ["Otherwise this time."]


def test_what_was_kept_aside_can_be_gone_back_to(decided: Journey) -> None:
    journey = decided
    open_backups(journey)
    journey.tab_to("Restore the backup of")
    answer(journey, "Go back to it")
    journey.wait(lambda: journey.program.loaded is not None and journey.says("is kept in"), 20_000)
    open_backups(journey)
    assert journey.says("Your progress as it stood before a backup took its place.")
    assert journey.says("1 attempt would come back.")
    journey.tab_to("Restore what was kept aside, of Today, ")
    answer(journey, "Go back to it")
    journey.wait(lambda: journey.program.loaded is not None and len(kept_aside(journey)) == 2, 20_000)
    assert len(journey.lines()) == 2


def test_whoever_would_rather_not_loses_nothing(decided: Journey) -> None:
    journey = decided
    open_backups(journey)
    journey.tab_to("Restore the backup of")
    answer(journey, "Cancel")
    assert isinstance(journey.window.page, BackupsPage)
    assert kept_aside(journey) == []
    journey.press(Key.Key_Escape)
    assert isinstance(journey.window.page, LibraryPage)
    assert len(journey.lines()) == 2


def test_a_backup_that_broke_since_it_was_listed_changes_nothing(decided: Journey) -> None:
    journey = decided
    open_backups(journey)
    (backup,) = [each for each in journey.paths.backups_folder.iterdir() if journey_days(each) > 1]
    backup.write_bytes(b"nothing of the kind")
    journey.tab_to("Restore the backup of")
    answer(journey, "Go back to it")
    journey.wait(lambda: journey.program.loaded is not None and journey.says("can't be restored"), 20_000)
    assert len(journey.lines()) == 2
    assert kept_aside(journey) == []
    assert [each.text for each in examine(journey.paths.progress_file) if not each.ok] == []


def journey_days(backup: Path) -> int:
    made = dt.datetime.strptime(backup.name[9:17], "%Y%m%d").replace(tzinfo=dt.UTC)
    return (NOW - made).days


def test_a_file_that_another_program_has_open_stays_where_it_is(decided: Journey) -> None:
    journey = decided
    open_backups(journey)
    with held(journey.paths.progress_file):
        journey.tab_to("Restore the backup of")
        answer(journey, "Go back to it")
        journey.wait(lambda: journey.says("is in use by another program"), 20_000)
    assert kept_aside(journey) == []
    journey.wait(lambda: journey.program.loaded is not None or journey.says("Try again"), 20_000)


def test_the_page_keeps_to_the_size_of_the_text(decided: Journey) -> None:
    journey = decided
    open_backups(journey)
    journey.press(Key.Key_Equal, modifier=CTRL)
    assert isinstance(journey.window.page, BackupsPage)
    assert journey.says("1 attempt made since would be missing.")


def test_where_there_are_no_backups_the_page_says_when_there_will_be(run: Run) -> None:
    journey = run().start()
    journey.begin("Mara")
    open_backups(journey)
    assert journey.says("There is no backup yet.")
    assert journey.focus is not None
