"""Composition root of the desktop: builds the application and starts it."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from trainer import __version__
from trainer.desktop.painting.app_icon import app_icon
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
    application.setWindowIcon(app_icon())
    return application


def run(paths: Paths, settings: Settings, case: Path | None = None) -> int:
    """Open the window and run until it is closed; returns the exit code.

    Args:
        paths: where things live.
        settings: as loaded.
        case: a pack to put first in the library.
    """
    application = make_application()
    program = Program(application, paths, settings, case)
    program.window.painted.connect(program.load)
    program.start()
    return application.exec()
