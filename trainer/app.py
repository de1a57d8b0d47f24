"""Composition root of the desktop: builds the application and starts it."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QApplication

from trainer import __version__
from trainer.desktop.program import Program
from trainer.desktop.style import STYLE
from trainer.paths import Paths
from trainer.settings import Settings


def make_application() -> QApplication:
    """The one application object, with its name and icon."""
    # Asked for here, the style needs no object in Python, which would cost every name that QStyle has.
    application = QApplication([*sys.argv[:1], "-style", STYLE])
    application.setApplicationName("case-trainer")
    application.setApplicationDisplayName("Case Trainer")
    application.setApplicationVersion(__version__)
    application.setDesktopFileName("case-trainer")
    return application


def _give_icon(application: QApplication) -> None:
    """Draw the icon once the window is there; a window manager takes it at any time."""
    from trainer.desktop.painting.app_icon import app_icon

    application.setWindowIcon(app_icon())


def run(paths: Paths, settings: Settings, case: Path | None = None) -> int:
    """Open the window and run until it is closed; returns the exit code.

    Args:
        paths: where things live.
        settings: as loaded.
        case: a pack to put first in the library.
    """
    application = make_application()
    program = Program(application, paths, settings, case)
    program.window.fit_into(program.window.screen().availableSize())
    program.window.painted.connect(program.load)
    program.window.painted.connect(partial(_give_icon, application))
    program.start()
    return application.exec()
