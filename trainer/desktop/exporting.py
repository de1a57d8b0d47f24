"""Exporting from the window: what, of which cases and where; written in a thread that can be stopped."""

from __future__ import annotations

import threading
import traceback
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from trainer.desktop.appearance import Appearance
from trainer.desktop.background import Background
from trainer.desktop.export_kinds import KINDS, Kind, Source, Wanted, needing
from trainer.desktop.file_dialogs import folder
from trainer.desktop.loading import Loaded
from trainer.desktop.people import People
from trainer.desktop.widgets.export_dialog import ExportDialog
from trainer.desktop.widgets.notice import Kind as Notice
from trainer.desktop.window import MainWindow
from trainer.paths import Paths
from trainer.progress.clock import Clock
from trainer.reports.watch import Watch

_FINE = 1000
"""In so many steps the window hears how far it has come."""


class Exporting(QObject):
    """Asks, has it written, and tells what became of it; one at a time."""

    def __init__(
        self,
        window: MainWindow,
        appearance: Appearance,
        people: People,
        paths: Paths,
        clock: Clock,
        parent: QObject,
        kinds: Sequence[Kind] = KINDS,
    ) -> None:
        """
        Args:
            window: that the dialog belongs to.
            appearance: gives the theme.
            people: knows the present learner.
            paths: where the progress is.
            clock: gives the time.
            parent: goes last.
            kinds: what can be written.
        """
        super().__init__(parent)
        self._window = window
        self._appearance = appearance
        self._people = people
        self._paths = paths
        self._clock = clock
        self._kinds = tuple(kinds)
        self._folder: Path | None = None
        self._dialog: ExportDialog | None = None
        self._job: _Job | None = None

    def show(self, loaded: Loaded) -> None:
        """Ask what is to be written."""
        if self._dialog is not None or self._people.current is None:
            return
        sources = [Source(each.outline.id, each.outline.title, each.case, each.outline.folder) for each in loaded.cases]
        kinds = needing(self._kinds, cases=bool(sources))
        dialog = ExportDialog(self._appearance.theme, kinds, sources, self._window)
        dialog.place_requested.connect(self._ask_where)
        dialog.cancelled.connect(self._cancel)
        dialog.finished.connect(self._on_closed)
        self._dialog = dialog
        dialog.open()

    def end(self) -> None:
        """Stop what is being written, and wait for that; nothing is left of it."""
        if self._job is not None:
            self._job.blockSignals(True)
            self._job.stop()
            self._clear()

    def _ask_where(self) -> None:
        from PySide6.QtWidgets import QFileDialog

        dialog, current = self._dialog, self._people.current
        if dialog is None or current is None or self._job is not None:
            return
        kind, source = dialog.kind, dialog.source
        name = kind.proposed_name(self._people.name, source, self._clock().astimezone().date())
        asking = QFileDialog(dialog, "Where to", str(self._start()), f"{kind.title} (*{kind.suffix})")
        asking.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        asking.setDefaultSuffix(kind.suffix.removeprefix("."))
        asking.selectFile(name)
        chosen = asking.selectedFiles() if asking.exec() else []
        asking.deleteLater()
        if chosen:
            self._begin(kind, source, current, Path(chosen[0]))

    def _start(self) -> Path:
        """The folder of the last export, else that for documents where there is one."""
        from PySide6.QtCore import QStandardPaths

        return folder(QStandardPaths.StandardLocation.DocumentsLocation, self._folder)

    def _begin(self, kind: Kind, source: Source | None, learner_id: str, out: Path) -> None:
        from trainer.reports.export import check_place
        from trainer.reports.refusal import ExportRefused

        assert self._dialog is not None
        try:
            check_place(out, self._paths.progress_file, force=True)
        except ExportRefused as refused:
            self._dialog.end(str(refused))
            return
        self._folder = out.parent
        job = _Job(kind, self._paths, learner_id, self._people.name, source, out)
        job.came.connect(self._dialog.tell)
        job.done.connect(self._on_done)
        job.refused.connect(self._on_refused)
        self._job = job
        self._dialog.begin(out.name)
        job.begin()

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.stop()

    def _on_done(self, sentence: str) -> None:
        self._clear()
        if self._dialog is not None:
            self._dialog.end()
            self._dialog.accept()
        self._window.say(sentence, Notice.INFORMATION)

    def _on_refused(self, sentence: str) -> None:
        self._clear()
        if self._dialog is not None:
            self._dialog.end(sentence)

    def _on_closed(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None

    def _clear(self) -> None:
        if self._job is not None:
            self._job.end()
            self._job.deleteLater()
            self._job = None


class _Job(Background):
    """Writes one file; says once which of the last two signals it is."""

    came = Signal(float)
    """How far it has come, 0-1."""
    done = Signal(str)
    refused = Signal(str)

    def __init__(
        self, kind: Kind, paths: Paths, learner_id: str, learner: str, source: Source | None, out: Path
    ) -> None:
        super().__init__()
        self._kind = kind
        self._stopped = threading.Event()
        self._told = -1
        watch = Watch(self._tell, self._stopped.is_set)
        self._wanted = Wanted(paths, learner_id, learner, source, out, watch)

    def stop(self) -> None:
        """Have it stop as soon as it can."""
        self._stopped.set()

    def _tell(self, done: int, total: int) -> None:
        share = done * _FINE // total
        if share != self._told:
            self._told = share
            self.came.emit(share / _FINE)

    def run(self) -> None:
        """Write; runs in the thread. Whatever goes wrong in it is said: nobody else would hear of it."""
        from trainer.progress.errors import ProgressError
        from trainer.progress.transfer.refusal import TransferRefused
        from trainer.reports.refusal import ExportRefused
        from trainer.reports.watch import ExportCancelled

        out = self._wanted.out
        try:
            holds = self._kind.write(self._wanted)
        except (ExportCancelled, ExportRefused, TransferRefused, ProgressError) as refused:
            self.refused.emit(str(refused))
        except OSError as error:
            self.refused.emit(f"'{out}' can't be written: {error.strerror or error}.")
        except Exception:  # noqa: BLE001 - a fault of the program must not leave the dialog waiting for ever
            traceback.print_exc()
            self.refused.emit(f"'{out.name}' can't be written: something went wrong in the program.")
        else:
            self.done.emit(f"“{out.name}” is written to {out.parent}: {holds}{'' if holds.endswith('.') else '.'}")
