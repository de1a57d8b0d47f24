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
from tests.desktop.workshops.test_preparing import plan
from tests.journeys.driver import Journey
from trainer.workshop.commands import TakeNote
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
