"""Exporting in the running program: from the menu to the file."""

from __future__ import annotations

import threading
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from tests.case.packs import write_pack
from tests.desktop.support import settle
from tests.journeys.driver import Journey, Key
from trainer.case.reader import load_case
from trainer.desktop.export_kinds import KINDS, Kind, Wanted
from trainer.desktop.exporting import Exporting
from trainer.desktop.widgets import export_dialog
from trainer.desktop.widgets.choice_row import ChoiceRow
from trainer.desktop.widgets.export_dialog import ExportDialog
from trainer.progress.clock import utc_now
from trainer.progress.store import Store
from trainer.reports.refusal import ExportRefused
from trainer.study.playthrough import REVEAL_STEPS, Commitment

NOTE = """\
purpose: Learners weigh haste against a debt.
opening: Ask who would sign today.
questions:
  - {ask: What does it cost?, good: Takes the price from the table., weak: Says that it is dear.}
missed: [That the old one still works.]
minutes:
  - {part: Talk, minutes: 30}
board:
  - {title: Known, entries: [the price]}
close: Ask what could have waited.
"""
BEGINS = {".csv": b"\xef\xbb\xbf", ".json": b"{", ".xapi.json": b"[", ".pdf": b"%PDF"}
ZIPPED = {".xlsx", ".apkg", ".progress"}


@pytest.fixture
def journey(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Journey]:
    """李雷 has debriefed one decision, and is in the library."""
    pack = write_pack(tmp_path / "content" / "bakery")
    (pack / "teaching").mkdir()
    (pack / "teaching" / "new-oven.yaml").write_text(NOTE, encoding="utf-8")
    (tmp_path / "data").mkdir()
    with Store.open(tmp_path / "data" / "progress.sqlite3") as store:
        learner, case = store.add_learner("李雷"), load_case(pack)
        envelope = case.envelopes[case.order[0]]
        choice = case.sheet(case.order[0]).briefing.options[0].id
        attempt = store.commit(learner.id, case.info.id, envelope, Commitment(choice, 60, "=1+1"))
        store.open_steps(attempt.id, len(REVEAL_STEPS))
        store.close_debrief(attempt.id)
    made = Journey(qtbot, qapp, tmp_path / "data", content=tmp_path / "content").start()
    (tmp_path / "out").mkdir()
    yield made
    made.close()


def opened(journey: Journey, kinds: tuple[Kind, ...] = ()) -> ExportDialog:
    """The dialog, from the program's menu; with other kinds than its own, if any are given."""
    program = journey.program
    if kinds:
        parts = (program.window, program.appearance, program.people, journey.paths)
        program.carrying._exporting = Exporting(*parts, utc_now, program, kinds)
    program.people.export_requested.emit()
    (dialog,) = journey.window.findChildren(ExportDialog)
    journey.wait(dialog.isActiveWindow)
    return dialog


def choose(dialog: ExportDialog, title: str) -> None:
    next(each for each in dialog.findChildren(ChoiceRow) if each.text() == title).click()


def active(journey: Journey, dialog: ExportDialog) -> None:
    """Give the dialog the focus again; offscreen there is nobody who does it."""
    if dialog.isVisible():
        dialog.activateWindow()
        journey.wait(lambda: dialog.isActiveWindow() or not dialog.isVisible())


def save_as(journey: Journey, file: Path) -> list[str]:
    """Press Enter in the dialog, and give that file in the next; returns the name that it proposed."""
    proposed: list[str] = []

    def answer() -> None:
        asking = QApplication.activeModalWidget()
        if proposed or not isinstance(asking, QFileDialog) or not asking.isActiveWindow():
            return
        (field,) = asking.findChildren(QLineEdit)
        proposed.append(field.text())
        field.setText(str(file))
        journey.press(Key.Key_Return)

    timer = QTimer()
    timer.setInterval(10)
    timer.timeout.connect(answer)
    timer.start()
    journey.press(Key.Key_Return)
    timer.stop()
    return proposed


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.suffix + kind.title)
def test_every_kind_is_written_where_it_was_wanted(journey: Journey, tmp_path: Path, kind: Kind) -> None:
    out = tmp_path / "out" / f"本{kind.suffix}"
    dialog = opened(journey)
    choose(dialog, kind.title)

    (proposed,) = save_as(journey, out)
    journey.wait(out.exists, 20_000)
    journey.wait(lambda: journey.says(f"“{out.name}” is written to {out.parent}: "))

    assert proposed.endswith(kind.suffix)
    assert ("李雷" in proposed) is kind.is_mine
    assert list(out.parent.iterdir()) == [out]
    if kind.suffix in ZIPPED:
        assert zipfile.is_zipfile(out)
    else:
        assert out.read_bytes().startswith(BEGINS[kind.suffix])
    journey.wait(lambda: not journey.window.findChildren(ExportDialog))


def test_the_notice_says_what_is_in_it(journey: Journey, tmp_path: Path) -> None:
    dialog = opened(journey)
    choose(dialog, "CSV table")

    save_as(journey, tmp_path / "out" / "a.csv")

    journey.wait(lambda: journey.says(f"“a.csv” is written to {tmp_path / 'out'}: 1 attempt."))
    settle()


def test_what_is_being_written_can_be_stopped_and_leaves_what_stood_there(
    journey: Journey, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export_dialog, "PATIENCE", 1)
    out = tmp_path / "out" / "a.csv"

    def for_ever(wanted: Wanted) -> str:
        while True:
            wanted.watch.tell(3, 10)

    slow = replace(KINDS[0], title="Slow", suffix=".csv", write=for_ever)
    dialog = opened(journey, (slow,))
    save_as(journey, out)
    journey.wait(lambda: "30 %" in journey.words)

    active(journey, dialog)
    journey.press(Key.Key_Escape)

    journey.wait(lambda: "The export was cancelled; nothing was written." in journey.words)
    assert dialog.isVisible()
    assert list(out.parent.iterdir()) == []
    journey.press(Key.Key_Escape)
    journey.wait(lambda: not journey.window.findChildren(ExportDialog))


def test_the_window_that_closes_ends_what_is_being_written(journey: Journey, tmp_path: Path) -> None:
    begun, ended = threading.Event(), threading.Event()

    def for_ever(wanted: Wanted) -> str:
        begun.set()
        try:
            while True:
                wanted.watch.tell(3, 10)
        finally:
            ended.set()

    opened(journey, (replace(KINDS[0], title="Slow", write=for_ever),))
    save_as(journey, tmp_path / "out" / "a.pdf")
    journey.wait(begun.is_set)

    journey.close()

    assert ended.is_set()


@pytest.mark.parametrize(
    ("raised", "said"),
    [
        (ExportRefused("There is no room for it."), "There is no room for it."),
        (OSError(28, "No space left on device"), "can't be written: No space left on device."),
        (ZeroDivisionError(), "something went wrong in the program."),
    ],
)
def test_what_goes_wrong_is_said_in_the_dialog_which_stays(
    journey: Journey, tmp_path: Path, raised: Exception, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(wanted: Wanted) -> str:
        raise raised

    dialog = opened(journey, (replace(KINDS[0], title="Broken", write=fail),))

    save_as(journey, tmp_path / "out" / "a.pdf")

    journey.wait(lambda: said in journey.words)
    assert dialog.isVisible()
    assert "ZeroDivisionError" in capsys.readouterr().err or not isinstance(raised, ZeroDivisionError)


def test_the_saved_progress_itself_is_never_written_over(journey: Journey) -> None:
    before = journey.paths.progress_file.read_bytes()
    opened(journey, (replace(KINDS[1], suffix=".sqlite3"),))

    # The dialog of the system would ask whether to replace it; whoever says yes is refused all the same.
    journey.program.carrying.exporting.writing.begin(journey.paths.progress_file)

    journey.wait(lambda: "belongs to your saved progress; give it another name." in journey.words)
    assert journey.paths.progress_file.read_bytes() == before


def test_the_next_export_begins_in_the_folder_of_the_last(journey: Journey, tmp_path: Path) -> None:
    choose(opened(journey), "CSV table")
    save_as(journey, tmp_path / "out" / "a.csv")
    journey.wait((tmp_path / "out" / "a.csv").exists)
    journey.wait(lambda: not journey.program.carrying.exporting.writing.is_writing)

    assert journey.program.carrying.exporting.writing.start == tmp_path / "out"
