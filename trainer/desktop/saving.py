"""Saving a chart of a page as a file, in a format that its name says."""

from __future__ import annotations

from pathlib import Path

from trainer.desktop.appearance import Appearance
from trainer.desktop.file_dialogs import folder
from trainer.desktop.painting.figures import Figure
from trainer.desktop.painting.on_paper import as_png, as_svg
from trainer.desktop.theme import Theme
from trainer.desktop.widgets.notice import Kind
from trainer.desktop.window import MainWindow
from trainer.files import replace_file

_FILTERS = {"PNG picture (*.png)": ".png", "SVG drawing (*.svg)": ".svg"}
_WAYS = {".png": as_png, ".svg": as_svg}


def save_figure(figure: Figure, light: Theme, file: Path) -> None:
    """Write a figure as PNG or SVG, beside the file and then in its place.

    Raises:
        ValueError: the name ends in neither.
        OSError: it can't be written; what stood there does so still.
    """
    way = _WAYS.get(file.suffix.lower())
    if way is None:
        raise ValueError(f"“{file.name}” ends in neither .png nor .svg. Choose one of the two.")
    replace_file(file, way(figure, light))


def ask_and_save(window: MainWindow, appearance: Appearance, figure: Figure) -> None:
    """Ask for a name, write the figure there, and tell in the window what became of it."""
    file = _ask(window, figure)
    if file is None:
        return
    try:
        save_figure(figure, appearance.light(), file)
    except (OSError, ValueError) as problem:
        reason = problem.strerror if isinstance(problem, OSError) and problem.strerror else str(problem)
        window.say(f"The chart could not be saved as “{file.name}”: {reason}")
    else:
        window.say(f"The chart “{figure.title}” is saved as “{file.name}”.", Kind.INFORMATION)


def _ask(window: MainWindow, figure: Figure) -> Path | None:
    from PySide6.QtCore import QStandardPaths
    from PySide6.QtWidgets import QFileDialog

    start = folder(QStandardPaths.StandardLocation.PicturesLocation)
    dialog = QFileDialog(window, f"Save “{figure.title}”", str(start))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilters(list(_FILTERS))
    dialog.setDefaultSuffix("png")
    dialog.filterSelected.connect(lambda chosen: dialog.setDefaultSuffix(_FILTERS[chosen].lstrip(".")))
    dialog.selectFile(f"{figure.kind}.png")
    chosen = dialog.selectedFiles() if dialog.exec() else []
    dialog.deleteLater()
    return Path(chosen[0]) if chosen else None
