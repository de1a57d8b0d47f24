"""A pack that is being written while it is open: its files are watched, and each change is read beside the window."""

from __future__ import annotations

import os
import re
import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from trainer.case.outline import Fingerprint, fingerprint, outline_of
from trainer.desktop.appearance import Appearance
from trainer.desktop.background import Background
from trainer.desktop.loading import Shelved
from trainer.desktop.window import MainWindow

if TYPE_CHECKING:
    from trainer.case.problems import Problem

SETTLE_MS = 150
"""A change is read once nothing has changed for so long: editors save in several steps."""

_LEFTOVER = re.compile(r"(^|[/\\])(#[^/\\]*|\d+|[^/\\]*(~|\.tmp|\.bak|\.swp|\.new|\.orig|\.part))$")
"""What editors put beside the files they save, in names relative to the pack."""

LAST_READ = "The page shows the text that could last be read. It follows once the errors are mended and saved."
NOTHING_READ = "The case opens once the errors are mended and saved."


@dataclass(frozen=True)
class Written:
    """A state of the pack."""

    files: Fingerprint
    shelved: Shelved | None
    """The case; ``None`` where errors keep it from being read."""
    problems: tuple[Problem, ...]
    """All that is wrong with it or spoils it."""


class _Reader(Background):
    """Reads the pack once."""

    read = Signal(object)
    failed = Signal(str)

    def __init__(self, folder: Path, before: Fingerprint | None) -> None:
        """``before`` is the state that was read last: nothing is read, and nothing said, where that still holds."""
        super().__init__()
        self._folder = folder
        self._before = before

    def run(self) -> None:
        """Read; runs in the thread. Whatever goes wrong in it is said: nobody else would hear of it."""
        try:
            files = state_of(self._folder)
            if files != self._before:
                self.read.emit(read_written(self._folder, files))
        except Exception:  # noqa: BLE001 - a fault of the program must not end the watch over the files
            self.failed.emit(traceback.format_exc())


class Authoring(QObject):
    """Watches a pack, says when it can be read anew, and shows below the page what is wrong with it."""

    rewritten = Signal(object)
    """With the case as it is written now (:class:`Shelved`)."""

    def __init__(self, window: MainWindow, appearance: Appearance, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window = window
        self._appearance = appearance
        self._folder = folder
        self._watcher = QFileSystemWatcher(self)
        self._watcher.fileChanged.connect(self._on_change)
        self._watcher.directoryChanged.connect(self._on_change)
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(SETTLE_MS)
        self._settling.timeout.connect(self._look)
        self._reader: _Reader | None = None
        self._again = False
        self._written: Written | None = None
        self._case_read = False
        self._unfolded: bool | None = None
        appearance.changed.connect(self._show_panel)

    @property
    def folder(self) -> Path:
        """The folder of the pack."""
        return self._folder

    @property
    def written(self) -> Written | None:
        """The pack as it was read last; ``None`` before the first time."""
        return self._written

    def begin(self, *, case_read: bool) -> None:
        """Watch, and look the pack over for the first time.

        Args:
            case_read: whether its case was read already.
        """
        self._case_read = case_read
        self._look()

    def end(self) -> None:
        """Watch no more."""
        self._settling.stop()
        self._watcher.blockSignals(True)
        self._watcher.deleteLater()  # by its own thread: a collection in another would break its sockets
        self._again = False
        if self._reader is not None:
            self._reader.blockSignals(True)
            self._reader.end()

    def _on_change(self) -> None:
        self._settling.start()

    def _look(self) -> None:
        """Read the pack, watched anew before: whatever changes from then on is told."""
        if self._reader is not None:
            self._again = True
            return
        self._watch()
        before = self._written.files if self._written is not None else None
        self._reader = _Reader(self._folder, before)
        self._reader.read.connect(self._on_read)
        self._reader.failed.connect(self._on_failed)
        self._reader.finished.connect(self._on_finished)
        self._reader.begin()

    def _on_finished(self) -> None:
        reader, self._reader = self._reader, None
        if reader is not None:
            reader.end()
            reader.deleteLater()
        if self._again:
            self._again = False
            self._look()

    def _watch(self) -> None:
        """A file that was replaced isn't watched any more, and new ones aren't yet."""
        watched = {*self._watcher.files(), *self._watcher.directories()}
        missing = [path for path in to_watch(self._folder) if path not in watched]
        if missing:
            self._watcher.addPaths(missing)

    def _on_read(self, written: Written) -> None:
        before, self._written = self._written, written
        if written.shelved is not None:
            self._case_read = True
            self.rewritten.emit(written.shelved)
        if before is None or before.problems != written.problems or bool(before.shelved) != bool(written.shelved):
            self._unfolded = None
            self._show_panel(announce=True)

    def _on_failed(self, details: str) -> None:
        self._window.say(f"The case could not be read again, by a fault of the program. {details.splitlines()[-1]}")

    def _show_panel(self, *, announce: bool = False) -> None:
        written = self._written
        if written is None or not written.problems:
            self._window.show_below(None)
            return
        from trainer.desktop.widgets.problem_panel import ProblemPanel

        what_now = "" if written.shelved is not None else LAST_READ if self._case_read else NOTHING_READ
        theme = self._appearance.theme
        panel = ProblemPanel(theme, self._folder.name, written.problems, what_now, unfolded=self._unfolded)
        panel.copy_requested.connect(_copy)
        panel.folded.connect(self._on_folded)
        self._window.show_below(panel)
        if announce and written.shelved is None:
            panel.announce()

    def _on_folded(self, folded: bool) -> None:
        self._unfolded = not folded


def read_written(folder: Path, files: Fingerprint) -> Written:
    """Read a pack that is being written, whatever state it is in.

    Args:
        folder: of the pack.
        files: its state from before it is read.
    """
    from trainer.case.check import look_over
    from trainer.case.problems import PackErrors
    from trainer.case.reader import read_pictures
    from trainer.case.sealed import seal_pack

    reading, problems = look_over(folder)
    if reading.pack is None:
        return Written(files, None, problems)
    try:
        case = seal_pack(reading.pack, read_pictures(folder, reading.pack))
    except PackErrors as errors:  # a picture that went while the rest was read
        return Written(files, None, (*problems, *errors.problems))
    return Written(files, Shelved(case, outline_of(case, folder)), problems)


def state_of(folder: Path) -> Fingerprint:
    """The fingerprint of a pack without what editors leave beside their files."""
    return [each for each in fingerprint(folder) if not _LEFTOVER.search(str(each[0]))]


def to_watch(folder: Path) -> Iterator[str]:
    """A pack's folder, those below it and all files, hidden ones left out; the folder above one that is gone."""
    if not folder.is_dir():
        if folder.parent.is_dir():
            yield str(folder.parent)
        return
    for root, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield str(root)
        yield from (str(Path(root) / name) for name in names if not name.startswith("."))


def _copy(text: str) -> None:
    QGuiApplication.clipboard().setText(text)
