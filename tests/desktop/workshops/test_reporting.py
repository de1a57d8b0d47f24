"""The report of a workshop in the running program, and the files that are written of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.case.packs import write_pack
from tests.desktop.paper.reading import read
from tests.desktop.support import button, named, settle
from tests.desktop.test_exporting import choose, save_as
from tests.journeys.driver import Journey
from tests.workshop.made import keep, play
from trainer.desktop.pages.workshop_report import WorkshopReportPage
from trainer.desktop.pages.workshops import WorkshopsPage
from trainer.desktop.widgets.export_dialog import ExportDialog
from trainer.progress.workshops.file import WorkshopFile
from trainer.settings import THEME


@pytest.fixture
def journey(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Journey]:
    write_pack(tmp_path / "content" / "bakery")
    made = Journey(qtbot, qapp, tmp_path / "data", content=tmp_path / "content").start()
    made.begin("Dr. Okafor")
    (tmp_path / "out").mkdir()
    yield made
    made.close()


def shown(journey: Journey, path: Path) -> WorkshopReportPage:
    journey.program.show_workshops()
    journey.wait(lambda: isinstance(journey.window.page, WorkshopsPage))
    journey.program.convening.show_report(path)
    journey.wait(lambda: isinstance(journey.window.page, WorkshopReportPage), 20_000)
    settle()
    return the_report(journey)


def the_report(journey: Journey) -> WorkshopReportPage:
    page = journey.window.page
    assert isinstance(page, WorkshopReportPage)
    return page


def asked(journey: Journey) -> ExportDialog:
    named(the_report(journey), "Save the report…").click()  # type: ignore[attr-defined]
    (dialog,) = [each for each in journey.window.findChildren(ExportDialog) if each.isVisible()]
    journey.wait(dialog.isActiveWindow)
    return dialog


def test_a_workshop_is_shown_read_out_of_its_file_alone(journey: Journey) -> None:
    path = keep(play(12, 2), journey.paths.workshops_folder)

    page = shown(journey, path)

    assert "Buying time" in journey.words
    assert journey.window.place == "workshops"
    button(page, "All workshops").click()
    journey.wait(lambda: isinstance(journey.window.page, WorkshopsPage))


def test_another_look_leaves_the_reader_at_the_same_decision(journey: Journey) -> None:
    played = play(12, 2)
    page = shown(journey, keep(played, journey.paths.workshops_folder))
    page.go_to(played.decisions[1])

    journey.settings.set(THEME, "dark")
    settle()

    assert the_report(journey) is not page
    assert the_report(journey).at == played.decisions[1]


@pytest.mark.parametrize(
    ("title", "name", "begins"),
    [
        ("Report on paper", "Buying time, 2026-11-20.pdf", b"%PDF"),
        ("Excel workbook", "Buying time, 2026-11-20.xlsx", b"PK"),
        ("CSV table", "Buying time, 2026-11-20.csv", b"\xef\xbb\xbfworkshop,"),
    ],
)
def test_the_report_is_saved_where_the_instructor_wants_it(
    journey: Journey, tmp_path: Path, title: str, name: str, begins: bytes
) -> None:
    shown(journey, keep(play(12, 1), journey.paths.workshops_folder))
    choose(asked(journey), title)
    out = tmp_path / "out" / f"report{Path(name).suffix}"

    assert save_as(journey, out) == [name]

    journey.wait(lambda: "is written to" in journey.words, 20_000)
    assert out.read_bytes().startswith(begins)


def test_names_are_printed_only_once_they_are_asked_for(journey: Journey, tmp_path: Path) -> None:
    shown(journey, keep(play(12, 1, open_votes=True), journey.paths.workshops_folder))
    for number, names in enumerate((None, "With their names")):
        dialog = asked(journey)
        if names is not None:
            choose(dialog, names)
        save_as(journey, tmp_path / "out" / f"{number}.pdf")
        journey.wait(lambda: journey.program.convening.reporting.writing.is_idle, 20_000)

    plain, named_ = (read(tmp_path / "out" / f"{number}.pdf").body for number in range(2))
    assert "Tomasz" not in plain
    assert "Tomasz" in named_


def test_a_stopped_workshop_is_gone_on_with(journey: Journey, qtbot: QtBot) -> None:
    path = keep(play(12, 2, ended=False), journey.paths.workshops_folder)
    page = shown(journey, path)
    reporting = journey.program.convening.reporting
    reporting.resume_requested.disconnect()

    with qtbot.waitSignal(reporting.resume_requested) as wanted:
        button(page, "Go on with it").click()

    assert wanted.args == [path]
    WorkshopFile.open(path).close()


def test_what_stands_in_the_way_is_said_above_the_page_that_is_there(journey: Journey) -> None:
    path = keep(play(12, 1), journey.paths.workshops_folder)
    before = journey.window.page

    with WorkshopFile.open(path):
        journey.program.convening.show_report(path)
        journey.wait(lambda: "is open in another window" in journey.words, 20_000)

    assert journey.window.page is before


def test_whoever_goes_elsewhere_meanwhile_is_not_called_back(journey: Journey) -> None:
    path = keep(play(12, 1), journey.paths.workshops_folder)

    journey.program.convening.show_report(path)
    journey.program.convening.leave()
    settle()

    assert not isinstance(journey.window.page, WorkshopReportPage)
    WorkshopFile.open(path).close()
