"""Writing a file that a dialog asked for: where to, in a thread that can be stopped, and what became of it."""

from __future__ import annotations

import threading
import traceback
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from trainer.desktop.background import Background
from trainer.desktop.file_dialogs import folder
from trainer.desktop.widgets.export_dialog import ExportDialog
from trainer.desktop.widgets.notice import Kind as Notice
from trainer.desktop.window import MainWindow
from trainer.reports.watch import Watch

Write = Callable[[Path, Watch], str]
"""Writes a file in a thread, and returns what is in it: ``42 attempts``. Raises ``ExportRefused``, ``ExportCancelled``,
``TransferRefused``, ``ProgressError`` or ``OSError``; what stood there then still does."""

_FINE = 1000
"""In so many steps the window hears how far it has come."""


class FileWriting(QObject):
    """One file at a time."""

    def __init__(self, window: MainWindow, progress: Path, parent: QObject) -> None:
        """
        Args:
            window: that the dialogs belong to.
            progress: the progress file, over which nothing is written.
            parent: goes last.
        """
        super().__init__(parent)
        self._window = window
        self._progress = progress
        self._folder: Path | None = None
        self._dialog: ExportDialog | None = None
        self._name: Callable[[], str] | None = None
        self._write: Callable[[], Write] | None = None
        self._job: _Job | None = None

    @property
    def is_idle(self) -> bool:
        """Whether nothing is asked for nor written."""
        return self._dialog is None

    @property
    def is_writing(self) -> bool:
        """Whether a file is being written."""
        return self._job is not None

    @property
    def start(self) -> Path:
        """Where the question for a place begins: in the folder used last, else in that for documents."""
        from PySide6.QtCore import QStandardPaths

        return folder(QStandardPaths.StandardLocation.DocumentsLocation, self._folder)

    def ask(self, dialog: ExportDialog, name: Callable[[], str], write: Callable[[], Write]) -> None:
        """Open a dialog, and write what is chosen in it.

        Args:
            dialog: asks what is to be written.
            name: proposes a name for what is chosen now.
            write: gives the way to write what is chosen now.
        """
        dialog.place_requested.connect(self._ask_where)
        dialog.cancelled.connect(self._cancel)
        dialog.finished.connect(self._on_closed)
        self._dialog, self._name, self._write = dialog, name, write
        dialog.open()

    def end(self) -> None:
        """Stop what is being written, and wait for that; nothing is left of it."""
        if self._job is not None:
            self._job.blockSignals(True)
            self._job.stop()
            self._clear()

    def _ask_where(self) -> None:
        from PySide6.QtWidgets import QFileDialog

        dialog = self._dialog
        if dialog is None or self._name is None or self._job is not None:
            return
        kind = dialog.kind
        asking = QFileDialog(dialog, "Where to", str(self.start), f"{kind.title} (*{kind.suffix})")
        asking.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        asking.setDefaultSuffix(kind.suffix.removeprefix("."))
        asking.selectFile(self._name())
        chosen = asking.selectedFiles() if asking.exec() else []
        asking.deleteLater()
        if chosen:
            self.begin(Path(chosen[0]))

    def begin(self, out: Path) -> None:
        """Write what is chosen in the dialog to that place, unless nothing may be written there."""
        from trainer.reports.export import check_place
        from trainer.reports.refusal import ExportRefused

        assert self._dialog is not None
        assert self._write is not None
        try:
            check_place(out, self._progress, force=True)
        except ExportRefused as refused:
            self._dialog.end(str(refused))
            return
        self._folder = out.parent
        job = _Job(self._write(), out)
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
            self._dialog = self._name = self._write = None

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

    def __init__(self, write: Write, out: Path) -> None:
        super().__init__()
        self._write = write
        self._out = out
        self._stopped = threading.Event()
        self._told = -1
        self._watch = Watch(self._tell, self._stopped.is_set)

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

        out = self._out
        try:
            holds = self._write(out, self._watch)
        except (ExportCancelled, ExportRefused, TransferRefused, ProgressError) as refused:
            self.refused.emit(str(refused))
        except OSError as error:
            self.refused.emit(f"'{out}' can't be written: {error.strerror or error}.")
        except Exception:  # noqa: BLE001 - a fault of the program must not leave the dialog waiting for ever
            traceback.print_exc()
            self.refused.emit(f"'{out.name}' can't be written: something went wrong in the program.")
        else:
            self.done.emit(f"“{out.name}” is written to {out.parent}: {holds}{'' if holds.endswith('.') else '.'}")
