"""Installing a case: chosen in a dialog or dropped onto the window, and unpacked beside it in a thread."""

from __future__ import annotations

import traceback
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from trainer.desktop.appearance import Appearance
from trainer.desktop.background import Background
from trainer.desktop.file_dialogs import ask_for_files, downloads
from trainer.desktop.widgets.notice import Kind
from trainer.desktop.window import MainWindow
from trainer.paths import Paths

_PATIENCE = 100
"""How long nothing need be said of an installation that is under way, in milliseconds."""


class Installing(QObject):
    """Knows how a case comes to the learner's own, and tells what became of it; one at a time."""

    installed = Signal()
    """The cases are to be read anew, and then :meth:`tell` says so."""

    def __init__(self, window: MainWindow, appearance: Appearance, paths: Paths, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._appearance = appearance
        self._paths = paths
        self._job: _Job | None = None
        self._to_tell = ""
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_PATIENCE)
        self._soon.timeout.connect(self._say_busy)

    def choose(self) -> None:
        """Ask which file, and install it."""
        chosen = ask_for_files(self._window, "Install a case", "Cases (*.casepack)", downloads(), several=False)
        if chosen:
            self.install(chosen[0])

    def install(self, file: Path) -> None:
        """Install a case from a file, unless one is being installed."""
        if self._job is not None:
            return
        self._job = _Job(file, self._paths)
        self._job.done.connect(self._on_done)
        self._job.refused.connect(self._on_refused)
        self._soon.start()
        self._job.begin()

    @property
    def is_busy(self) -> bool:
        """Whether a case is being installed."""
        return self._job is not None

    def end(self) -> None:
        """Wait until what is being installed is there, or refused; nothing more is told of it."""
        if self._job is not None:
            self._job.done.disconnect(self._on_done)
            self._job.refused.disconnect(self._on_refused)
            self._clear()

    def _say_busy(self) -> None:
        if self._job is not None:
            self._window.say(f"Installing “{self._job.file.name}” …", Kind.INFORMATION)

    def tell(self) -> None:
        """Say what was installed, now that the cases are read; nothing if that was said."""
        if self._to_tell:
            self._window.say(self._to_tell, Kind.INFORMATION)
            self._to_tell = ""

    def _on_done(self, sentence: str) -> None:
        self._clear()
        self._to_tell = sentence
        self.installed.emit()

    def _on_refused(self, sentence: str) -> None:
        self._clear()
        self._window.say(sentence)

    def _clear(self) -> None:
        self._soon.stop()
        if self._job is not None:
            self._job.end()
            self._job.deleteLater()
            self._job = None


class _Job(Background):
    """One installation; says once which of the two signals it is."""

    done = Signal(str)
    refused = Signal(str)

    def __init__(self, file: Path, paths: Paths) -> None:
        super().__init__()
        self.file = file
        self._paths = paths

    def run(self) -> None:
        """Install; runs in the thread. Whatever goes wrong in it is said: nobody else would hear of it."""
        from trainer.case.archive.installing import install
        from trainer.case.archive.manifest import ArchiveRefused

        try:
            installed = install(self.file, self._paths.own_cases, self._paths.content)
        except ArchiveRefused as refused:
            self.refused.emit(str(refused))
        except Exception:  # noqa: BLE001 - a fault of the program must not leave the notice waiting for ever
            traceback.print_exc()
            self.refused.emit(f"'{self.file.name}' can't be installed: something went wrong in the program.")
        else:
            self.done.emit(installed.sentence)
