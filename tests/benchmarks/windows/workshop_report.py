"""Opens the report of a workshop that has ended again and again, and writes it as each kind of file.

python -m tests.benchmarks.windows.workshop_report DATA WORKSHOP ROUNDS
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QObject
from PySide6.QtWidgets import QApplication, QWidget

from trainer.app import make_application
from trainer.desktop.pages.workshop_report import WorkshopReportPage
from trainer.desktop.program import Program
from trainer.desktop.workshops.reporting import _write_pdf
from trainer.paths import Paths
from trainer.reports.watch import Watch
from trainer.reports.workshop.export import WorkshopFormat, export_tables
from trainer.reports.workshop.reading import read_material
from trainer.reports.workshop.told import tell
from trainer.settings import Settings


class _Paints(QObject):
    """Notices that a part of a report was painted."""

    def __init__(self, application: QApplication) -> None:
        super().__init__()
        self.seen = False
        application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See QObject."""
        if not self.seen and event.type() == QEvent.Type.Paint and isinstance(watched, QWidget):
            self.seen = _is_on_a_report(watched)
        return False


def _is_on_a_report(widget: QWidget | None) -> bool:
    while widget is not None and not isinstance(widget, WorkshopReportPage):
        widget = widget.parentWidget()
    return widget is not None


def _until(application: QApplication, holds: Callable[[], bool]) -> None:
    while not holds():
        application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


def _open(application: QApplication, program: Program, paints: _Paints, path: Path) -> float:
    """Milliseconds until the report is painted."""
    program.show_library()
    application.processEvents()
    paints.seen = False
    begun = time.perf_counter()
    program.convening.show_report(path)
    _until(application, lambda: paints.seen)
    return (time.perf_counter() - begun) * 1000


def _write(paths: Paths, path: Path, kind: WorkshopFormat) -> float:
    """Milliseconds to read a workshop and write it down."""
    out = path.with_suffix(f".{kind}")
    begun = time.perf_counter()
    told = tell(read_material(path), names=True)
    if kind is WorkshopFormat.PDF:
        _write_pdf(told, paths, (), out, Watch())
    else:
        export_tables(told, out, kind, paths.progress_file, force=True)
    return (time.perf_counter() - begun) * 1000


def main(data: str, workshop: str, rounds: str) -> None:
    """Print the milliseconds of each, as JSON."""
    application = make_application()
    paths, path = Paths.locate(Path(data)), Path(workshop)
    program = Program(application, paths, Settings.load(paths.settings_file))
    program.start()
    program.load()
    _until(application, lambda: program.loaded is not None)
    paints = _Paints(application)
    found = {"open": [_open(application, program, paints, path) for _ in range(int(rounds))]}
    application.removeEventFilter(paints)
    for kind in WorkshopFormat:
        found[kind] = [_write(paths, path, kind) for _ in range(int(rounds))]
    program.window.close()
    program.window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    print(json.dumps(found))


main(*sys.argv[1:])
