"""Which files of workshops an instructor is asked for."""

from __future__ import annotations

from pathlib import Path

from trainer.desktop.file_dialogs import ask_for_files, folder
from trainer.desktop.window import MainWindow
from trainer.progress.workshops.versions import SUFFIX

_KINDS = f"Workshops (*{SUFFIX})"


class WorkshopDialogs:
    """Asks, and waits for the answer; remembers the folder that was used last."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._folder: Path | None = None

    def file(self) -> Path | None:
        """The workshop to take in; ``None`` where the instructor thinks better of it."""
        found = ask_for_files(self._window, "Take in a workshop", _KINDS, self._start(), several=False)
        if not found:
            return None
        self._folder = found[0].parent
        return found[0]

    def where_to(self, path: Path) -> Path | None:
        """Where a copy of a workshop is to be written; ``None`` where the instructor thinks better of it."""
        from PySide6.QtWidgets import QFileDialog

        dialog = QFileDialog(self._window, "Save a copy", str(self._start()), _KINDS)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(SUFFIX.removeprefix("."))
        dialog.selectFile(path.name)
        chosen = dialog.selectedFiles() if dialog.exec() else []
        dialog.deleteLater()
        if not chosen:
            return None
        self._folder = Path(chosen[0]).parent
        return Path(chosen[0])

    def _start(self) -> Path:
        from PySide6.QtCore import QStandardPaths

        return folder(QStandardPaths.StandardLocation.DocumentsLocation, self._folder)
