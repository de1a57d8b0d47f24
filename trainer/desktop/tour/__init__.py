"""The tour: drives the real program through every page and saves a picture of each."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtWidgets import QApplication

from trainer.desktop.style import STYLE
from trainer.desktop.tour.album import Album
from trainer.desktop.tour.hand import Stuck
from trainer.desktop.tour.looks import LOOKS, Look
from trainer.desktop.tour.route import Route


def run_tour(out: Path, looks: tuple[Look, ...] = LOOKS) -> int:
    """Save a picture of every page, and an overview of them as ``index.html``.

    Says the name of each picture on the standard output.

    Args:
        out: the folder for the pictures; made if need be.
        looks: how the program looks while it is driven, one after the other.

    Returns:
        0; 1 where the program did not come to a page; 2 where the pictures can't be written.
    """
    application = QApplication([*sys.argv[:1], "-style", STYLE])
    application.setApplicationName("case-trainer")
    application.setCursorFlashTime(0)  # a cursor that blinks is in one picture and not in the next
    album = Album(out, sys.stdout)
    try:
        with _scratch() as folder:
            for look in looks:
                Route(application, look, folder / look.name, album).walk()
        album.finish()
    except OSError as error:
        print(f"The pictures can't be written to {out}: {error.strerror or error}.", file=sys.stderr)  # noqa: T201
        return 2
    except Stuck as error:
        print(f"The tour ends early: {error}", file=sys.stderr)  # noqa: T201
        return 1
    return 0


@contextmanager
def _scratch() -> Iterator[Path]:
    """A folder for the progress of the tour. Pages name it, so it is the same each time where that is possible."""
    folder = Path(tempfile.gettempdir()) / "case-trainer-tour"
    try:
        folder.mkdir(mode=0o700)
    except FileExistsError:
        folder = Path(tempfile.mkdtemp(prefix="case-trainer-tour-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
