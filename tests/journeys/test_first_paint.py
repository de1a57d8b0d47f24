"""What the first window needs is little: everything heavy is imported after it is painted."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.journeys.conftest import Run

ROOT = Path(__file__).parents[2]
HEAVY = ("sqlmodel", "sqlalchemy", "alembic", "pydantic", "yaml", "markdown_it")
LATER = (
    "trainer.case.versions",
    "trainer.desktop.background",
    "trainer.desktop.course_state",
    "trainer.desktop.desk",
    "trainer.desktop.exporting",
    "trainer.desktop.installing",
    "trainer.desktop.loader",
    "trainer.desktop.place",
    "trainer.desktop.studying",
    "trainer.desktop.widgets.prose",
    "trainer.desktop.workshops",
    "trainer.progress.workshops",
)
"""Modules of ours that a library with cases does without."""
NAMES = ("QGradient", "QIcon", "QKeySequence", "QLineEdit", "QTextCursor", "QTextFormat", "QThread", "QUrl")
"""Classes of Qt with many enumerations, whose every name is made when the class is imported."""

LOOK = """
import sys
from pathlib import Path
from PySide6 import QtCore, QtGui, QtWidgets
from trainer.app import make_application
from trainer.desktop.program import Program
from trainer.paths import Paths
from trainer.settings import Settings

def look():
    there = sys.modules.keys() | vars(QtCore).keys() | vars(QtGui).keys() | vars(QtWidgets).keys()
    print(type(program.window.page).__name__, *(name for name in sys.argv[2:] if name in there))
    application.quit()

application = make_application()
paths = Paths.locate(Path(sys.argv[1]))
program = Program(application, paths, Settings.load(paths.settings_file))
program.window.painted.connect(look)
program.start()
application.exec()
"""


def painted(data: Path, *names: str) -> list[str]:
    """The first page of a new process, and which of the names it has imported by then."""
    command = [sys.executable, "-c", LOOK, str(data), *names]
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    return done.stdout.split()


@pytest.mark.parametrize("begun", [False, True])
def test_nothing_heavy_is_imported_before_the_first_page_is_painted(run: Run, tmp_path: Path, begun: bool) -> None:
    data = tmp_path / "other"
    if begun:
        journey = run().start()
        journey.begin("Mara")
        journey.choose(1)
        journey.close()
        shutil.copytree(tmp_path / "data", data)
    names = (*HEAVY, *LATER, *NAMES) if begun else HEAVY
    assert painted(data, *names) == ["LibraryPage" if begun else "FirstStartPage"]
