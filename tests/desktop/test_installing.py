"""Installing a case in the running program: from the dialog, by dropping it, and what is told of it."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.case.archive.hostile import state
from tests.case.packs import CASE, altered, write_pack
from tests.desktop.support import assert_sound, settle
from tests.journeys.driver import ALT, Journey, Key
from trainer.case.archive.packing import pack_case
from trainer.desktop.pages.library import LibraryPage
from trainer.desktop.tour.newer import drag_enter
from trainer.desktop.widgets.drop_hint import DropHint, dragged_case

INSTALLED = "“The bakery”, version 1.0, is installed."


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return pack_case(write_pack(tmp_path / "pack"), tmp_path / "bakery.casepack").file


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A folder of cases that holds another one."""
    write_pack(
        tmp_path / "content" / "mill", altered(altered(CASE, "id: bakery", "id: mill"), "The bakery", "The mill")
    )
    return tmp_path / "content"


@pytest.fixture
def journey(qtbot: QtBot, qapp: QApplication, tmp_path: Path, content: Path) -> Iterator[Journey]:
    made = Journey(qtbot, qapp, tmp_path / "data", content=content).start()
    made.begin("Mara")
    made.press(Key.Key_1, modifier=ALT)
    yield made
    made.close()


def mime(*files: Path | str) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl(each) if isinstance(each, str) else QUrl.fromLocalFile(str(each)) for each in files])
    return data


def drag(target: QWidget, data: QMimeData) -> bool:
    """Drag something into a widget; returns whether it is welcome there."""
    event = drag_enter(QPoint(50, 50), data)
    event.ignore()
    QApplication.sendEvent(target, event)
    settle()
    return event.isAccepted()


def drop(target: QWidget, data: QMimeData) -> None:
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(target, QDropEvent(QPointF(50, 50), copy, data, left, none))
    settle()


def hint(journey: Journey) -> DropHint | None:
    return next((each for each in journey.window.findChildren(DropHint) if each.isVisible()), None)


def titles(journey: Journey) -> list[str]:
    return [each.outline.title for each in journey.loaded.cases]


def choose_file(journey: Journey, file: Path, dialog: QDialog) -> None:
    assert isinstance(dialog, QFileDialog)
    assert dialog.windowTitle() == "Install a case"
    assert dialog.nameFilters() == ["Cases (*.casepack)"]
    (field,) = dialog.findChildren(QLineEdit)
    field.setText(str(file))
    journey.press(Key.Key_Return)


def test_a_case_chosen_in_the_dialog_is_installed_and_stands_in_the_library(journey: Journey, archive: Path) -> None:
    journey.tab_to("Install a case…")
    with journey.answering(partial(choose_file, journey, archive)):
        journey.press(Key.Key_Return)
    journey.wait(lambda: journey.says(INSTALLED))
    settle()
    assert isinstance(journey.window.page, LibraryPage)
    assert "The bakery" in titles(journey)
    assert journey.control("Begin The bakery: The new oven")
    assert (journey.paths.own_cases / "bakery" / "case.yaml").is_file()
    assert_sound(journey.window)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the folder doesn't follow HOME")
@pytest.mark.parametrize("folder", ["Downloads", "."])
def test_the_dialog_begins_in_the_folder_for_downloads_or_at_home(
    journey: Journey, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder: str
) -> None:
    home = tmp_path / "home"
    (home / folder).mkdir(parents=True)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / ".config"))
    seen: list[tuple[Path, str]] = []

    def look_at(dialog: QDialog) -> None:
        assert isinstance(dialog, QFileDialog)
        (field,) = dialog.findChildren(QLineEdit)
        seen.append((Path(dialog.directory().absolutePath()), field.text()))
        dialog.reject()

    journey.tab_to("Install a case…")
    with journey.answering(look_at):
        journey.press(Key.Key_Return)
    assert seen == [(home / folder, "")]


def test_a_dialog_that_is_closed_installs_nothing(journey: Journey) -> None:
    journey.tab_to("Install a case…")
    with journey.answering(lambda dialog: dialog.reject()):
        journey.press(Key.Key_Return)
    assert not journey.paths.own_cases.exists()
    assert not journey.says("installed")


def test_a_case_dropped_onto_the_window_is_installed(journey: Journey, archive: Path) -> None:
    assert hint(journey) is None
    assert drag(journey.window, mime(archive))
    shown = hint(journey)
    assert shown is not None
    assert shown.geometry() == journey.window.rect()
    assert shown.accessibleName() == "Drop the case here to install it"
    drop(journey.window, mime(archive))
    assert hint(journey) is None
    journey.wait(lambda: journey.says(INSTALLED))
    assert "The bakery" in titles(journey)


def test_a_case_dragged_out_again_is_not_installed(journey: Journey, archive: Path) -> None:
    assert drag(journey.window, mime(archive))
    assert hint(journey) is not None
    QApplication.sendEvent(journey.window, QDragLeaveEvent())
    settle()
    assert hint(journey) is None
    assert drag(journey.window, mime(archive))
    assert hint(journey) is not None
    assert not journey.paths.own_cases.exists()


@pytest.mark.parametrize(
    "files", [(), ("a.txt",), ("a.casepack.txt",), ("a.casepack", "b.casepack"), ("https://example.org/a.casepack",)]
)
def test_nothing_else_is_welcome(journey: Journey, tmp_path: Path, files: tuple[str, ...]) -> None:
    data = mime(*(each if ":" in each else tmp_path / each for each in files))
    assert dragged_case(data) is None
    assert not drag(journey.window, data)
    assert hint(journey) is None


def test_the_ending_may_be_in_capitals(tmp_path: Path) -> None:
    assert dragged_case(mime(tmp_path / "A.CASEPACK")) == tmp_path / "A.CASEPACK"


def test_a_refusal_is_told_and_changes_nothing(journey: Journey, tmp_path: Path) -> None:
    (tmp_path / "letter.casepack").write_text("Dear Mara")
    before = state(tmp_path / "content")
    journey.program.installing.install(tmp_path / "letter.casepack")
    journey.wait(lambda: journey.says("'letter.casepack' can't be installed: it is no zip archive"))
    assert titles(journey) == ["The mill"]
    assert not journey.paths.own_cases.exists()
    assert state(tmp_path / "content") == before


def test_a_version_that_came_with_the_program_is_not_installed_again(journey: Journey, content: Path) -> None:
    file = pack_case(content / "mill", content.parent / "mill.casepack").file
    journey.program.installing.install(file)
    journey.wait(lambda: journey.says("version 1.0 of “The mill” is here already."))


def test_what_was_installed_is_told_on_the_page_it_came_to_and_no_further(journey: Journey, archive: Path) -> None:
    journey.program.installing.install(archive)
    journey.wait(lambda: journey.says(INSTALLED))
    settle()
    assert journey.control("Notice").accessibleDescription() == INSTALLED
    assert journey.control("Begin The bakery: The new oven")
    journey.press(Key.Key_2, modifier=ALT)
    assert not journey.says(INSTALLED)


def test_a_refusal_stays_until_it_is_closed(journey: Journey, tmp_path: Path) -> None:
    journey.program.installing.install(tmp_path / "gone.casepack")
    refused = "'gone.casepack' can't be installed: No such file or directory."
    journey.wait(lambda: journey.says(refused))
    journey.press(Key.Key_2, modifier=ALT)
    assert journey.control("Problem").accessibleDescription() == refused


def test_closing_the_window_lets_an_installation_end(journey: Journey, archive: Path) -> None:
    journey.program.installing.install(archive)
    assert not gc.isenabled()
    journey.close()
    assert gc.isenabled()
    assert (journey.paths.own_cases / "bakery" / "case.yaml").is_file()


def test_a_fault_of_the_program_is_told_too(
    journey: Journey, archive: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def fault(file: Path, *_: object) -> object:
        raise RecursionError(f"never to be expected: {file.name}")

    monkeypatch.setattr("trainer.case.archive.installing.install", fault)
    journey.program.installing.install(archive)
    journey.wait(lambda: journey.says("'bakery.casepack' can't be installed: something went wrong in the program."))
    assert "never to be expected: bakery.casepack" in capfd.readouterr().err
