"""A workshop that runs in the program."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.case.packs import write_pack
from tests.desktop.workshops.lectern import Watch
from tests.desktop.workshops.test_preparing import begun, plan
from tests.journeys.driver import Journey
from trainer.desktop.pages.workshop_report import WorkshopReportPage
from trainer.progress.workshops.backups import FOLDER
from trainer.progress.workshops.file import WorkshopFile
from trainer.progress.workshops.versions import SUFFIX
from trainer.study.workshop.events import Noted
from trainer.study.workshop.session import Session
from trainer.workshop.commands import End, OpenDoors, TakeNote
from trainer.workshop.host import Host

HOUR = 3_600.0
YEAR = 365 * 24 * HOUR


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def journey(qtbot: QtBot, qapp: QApplication, tmp_path: Path, watch: Watch) -> Iterator[Journey]:
    write_pack(tmp_path / "content" / "bakery")
    made = Journey(qtbot, qapp, tmp_path / "data", content=tmp_path / "content", clock=watch).start()
    made.begin("Dr. Okafor")
    yield made
    made.close()


@pytest.fixture
def host(journey: Journey) -> Host:
    journey.program.convening.start(plan(journey, decisions=1))
    presenting = journey.program.convening.presenting
    assert presenting is not None
    assert presenting.host is not None
    return presenting.host


def noted(host: Host) -> Callable[[str], dt.datetime]:
    """Writes a note and tells when that was."""
    return lambda text: host.submit(TakeNote("", text)).result(20)[0].at


def test_no_clock_that_is_set_back_makes_anything_in_a_running_workshop_older(host: Host, watch: Watch) -> None:
    note = noted(host)
    watch.pass_by(YEAR)  # later than all that is in its file
    before = note("One.")
    watch.pass_by(-HOUR)
    assert note("Two.") > before


def copied(journey: Journey) -> list[Session]:
    """What is in the copies of workshops, once they are made."""
    journey.wait(lambda: not journey.program.convening.backing_up.is_busy, 20_000)
    found = []
    for path in sorted((journey.paths.backups_folder / FOLDER).glob(f"*{SUFFIX}")):
        with WorkshopFile.open(path) as copy:
            found.append(copy.read())
    return found


def test_a_workshop_that_is_left_is_backed_up_at_once(journey: Journey, host: Host) -> None:
    noted(host)("As it was left.")
    assert copied(journey) == []

    journey.program.convening.stop()

    (copy,) = copied(journey)
    assert copy.notes == {"": "As it was left."}


def test_a_workshop_that_has_ended_is_backed_up_and_its_report_read(journey: Journey, host: Host) -> None:
    presenting = journey.program.convening.presenting
    assert presenting is not None
    host.submit(OpenDoors("127.0.0.1", 8420, "K7PXQM")).result(20)
    host.submit(End()).result(20)

    presenting.ended.emit(presenting.path)
    journey.wait(lambda: isinstance(journey.window.page, WorkshopReportPage), 20_000)

    (copy,) = copied(journey)
    assert copy.ended is not None


def test_a_workshop_whose_report_is_looked_at_is_backed_up(journey: Journey) -> None:
    path = begun(journey.paths.workshops_folder, ended=True)

    journey.program.convening.show_report(path)
    journey.wait(lambda: isinstance(journey.window.page, WorkshopReportPage), 20_000)

    (copy,) = copied(journey)
    assert copy.ended is not None


def test_copies_asked_for_while_some_are_made_are_made_after_them(journey: Journey) -> None:
    backing_up = journey.program.convening.backing_up
    path = plan(journey, decisions=1)
    backing_up.begin()
    with WorkshopFile.open(path) as file:
        file.keep([Noted(journey.program._clock() + dt.timedelta(days=400), "", "Later.")])
    backing_up.begin()

    (copy,) = copied(journey)
    assert copy.notes == {"": "Later."}
