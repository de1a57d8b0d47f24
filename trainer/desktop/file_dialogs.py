"""Asking for files with the system's dialog, which is dear to import and so comes in when it is asked for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from PySide6.QtCore import QStandardPaths


def downloads() -> Path:
    """The folder for downloads."""
    from PySide6.QtCore import QStandardPaths

    return folder(QStandardPaths.StandardLocation.DownloadLocation)


def folder(location: QStandardPaths.StandardLocation, last: Path | None = None) -> Path:
    """Where a dialog begins: in the folder used last, else in one of the system's, else at home; one that is there."""
    from PySide6.QtCore import QStandardPaths

    # A folder that isn't there would stand in a dialog as the name of a file.
    places = (last, *map(Path, QStandardPaths.standardLocations(location)))
    return next((each for each in places if each is not None and each.is_dir()), Path.home())


def ask_for_files(window: QWidget, title: str, kinds: str, start: Path, *, several: bool) -> list[Path]:
    """Ask which files to open; none where the learner thinks better of it.

    Args:
        window: that the dialog belongs to.
        title: of the dialog.
        kinds: the files to choose from, as Qt has them: ``Cases (*.casepack)``.
        start: the folder to begin in.
        several: whether more than one may be chosen.
    """
    from PySide6.QtWidgets import QFileDialog

    dialog = QFileDialog(window, title, str(start), kinds)
    mode = QFileDialog.FileMode.ExistingFiles if several else QFileDialog.FileMode.ExistingFile
    dialog.setFileMode(mode)
    chosen = dialog.selectedFiles() if dialog.exec() else []
    dialog.deleteLater()
    return [Path(each) for each in chosen]
