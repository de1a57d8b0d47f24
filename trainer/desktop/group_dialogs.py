"""What a coach is asked about a group."""

from __future__ import annotations

from pathlib import Path

from trainer.desktop.appearance import Appearance
from trainer.desktop.export_kinds import safe_name
from trainer.desktop.file_dialogs import ask_for_files, folder
from trainer.desktop.window import MainWindow
from trainer.progress.transfer.manifest import SUFFIX

_KINDS = f"Progress files (*{SUFFIX})"


class GroupDialogs:
    """Asks, and waits for the answer; remembers the folder that was used last."""

    def __init__(self, window: MainWindow, appearance: Appearance) -> None:
        self._window = window
        self._appearance = appearance
        self.folder: Path | None = None
        """In which the next dialog for files begins."""

    def files(self) -> list[Path]:
        """The progress files to open; none where the coach thinks better of it."""
        return ask_for_files(self._window, "Open progress files", _KINDS, self._start(), several=True)

    def where_to(self, name: str) -> Path | None:
        """The file that is to be handed back to a learner of that name."""
        from PySide6.QtWidgets import QFileDialog

        dialog = QFileDialog(self._window, f"Hand back to {name}", str(self._start()), _KINDS)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(SUFFIX.removeprefix("."))
        dialog.selectFile(f"{safe_name(name)}{SUFFIX}")
        chosen = dialog.selectedFiles() if dialog.exec() else []
        dialog.deleteLater()
        if not chosen:
            return None
        self.folder = Path(chosen[0]).parent
        return Path(chosen[0])

    def title(self, heading: str, suggestion: str, done: str) -> str:
        """A title for a group; empty where the coach thinks better of it."""
        from trainer.desktop.widgets.name_field import NameDialog

        dialog = NameDialog(self._appearance.theme, heading, "Title", suggestion, done=done, parent=self._window)
        title = dialog.name if dialog.exec() else ""
        dialog.deleteLater()
        return title

    def agrees(self, question: str, yes: str) -> bool:
        """Whether the coach wants what the question says."""
        from PySide6.QtWidgets import QMessageBox

        box = QMessageBox(QMessageBox.Icon.Question, "Group", question, parent=self._window)
        agreed = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
        box.addButton("Cancel", QMessageBox.ButtonRole.RejectRole)
        box.exec()
        answer = box.clickedButton() is agreed
        box.deleteLater()
        return answer

    def _start(self) -> Path:
        from PySide6.QtCore import QStandardPaths

        return folder(QStandardPaths.StandardLocation.DownloadLocation, self.folder)
