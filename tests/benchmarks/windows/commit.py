"""Commits choices one after the other, each until the first step of its record is painted.

Before each, a raw durable commit is made in the same folder: the floor.
"""

from __future__ import annotations

import json
import sqlite3
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from tests.benchmarks.windows.support import Painted
from trainer.app import make_application
from trainer.desktop.pages.briefing import BriefingView
from trainer.desktop.pages.case import CasePage
from trainer.desktop.pages.reveal import RevealView
from trainer.desktop.program import Program
from trainer.desktop.widgets.forecast_scale import ForecastScale
from trainer.paths import Paths
from trainer.settings import Settings
from trainer.study.playthrough import REVEAL_STEPS

ROW = b"x" * 2000


def _until(application: QApplication, holds: Callable[[], bool]) -> None:
    while not holds():
        application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


def _raw_commit(connection: sqlite3.Connection) -> float:
    begun = time.perf_counter()
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("INSERT INTO raw VALUES (?)", (ROW,))
    connection.execute("COMMIT")
    return (time.perf_counter() - begun) * 1000


def _raw(folder: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(folder / "raw.sqlite3", isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("CREATE TABLE raw (content BLOB)")
    return connection


def _fill(page: CasePage) -> BriefingView:
    view = page.view
    assert isinstance(view, BriefingView)
    view._call.choose(1)
    view._call.findChildren(ForecastScale)[0].set_forecast(40)
    view._call.findChildren(QPlainTextEdit)[0].setPlainText("Because half a year is long, and the terms stay.")
    return view


def _commit(application: QApplication, page: CasePage) -> float:
    view = _fill(page)
    application.processEvents()
    done: list[float] = []
    begun = time.perf_counter()
    view.try_commit()
    reveal = page.view
    assert isinstance(reveal, RevealView)
    Painted(reveal, lambda: done.append(time.perf_counter()))
    _until(application, lambda: bool(done))
    reveal.unfold_all()
    assert reveal.steps == len(REVEAL_STEPS)
    return (done[0] - begun) * 1000


def _through_a_case(application: QApplication, folder: Path) -> list[tuple[float, float]]:
    """Decide every decision of the case in a fresh folder; milliseconds of each, and of its floor."""
    paths = Paths.locate(folder)
    program = Program(application, paths, Settings.load(paths.settings_file))
    program.start()
    program.load()
    _until(application, lambda: program.loaded is not None)
    program.people.add("Mara")
    program.open_case(program.cases.outlines[0].id)
    page = program.window.page
    assert isinstance(page, CasePage)
    connection = _raw(folder)
    times = []
    for decision in page._desk.case.order:
        page.show_decision(decision)
        application.processEvents()
        raw = _raw_commit(connection)
        times.append((raw, _commit(application, page)))
        page._desk.close_debrief(page._desk.attempt(decision))
    connection.close()
    program.window.close()
    program.window.deleteLater()
    application.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    return times


def main(folders: list[str]) -> None:
    """Print the pairs of milliseconds, floor first, as JSON."""
    application = make_application()
    pairs = [pair for folder in folders for pair in _through_a_case(application, Path(folder))]
    print(json.dumps(pairs))


main(sys.argv[1:])
