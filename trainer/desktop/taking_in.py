"""Importing one's own progress from another computer: chosen in a dialog, and taken in beside the window."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from trainer.desktop.file_dialogs import ask_for_files, downloads
from trainer.desktop.people import People
from trainer.desktop.tasks import Task
from trainer.desktop.widgets.notice import Kind
from trainer.desktop.window import MainWindow
from trainer.paths import Paths
from trainer.progress.errors import ProgressError
from trainer.progress.store import Store
from trainer.progress.transfer.manifest import SUFFIX
from trainer.progress.transfer.reading import Watch
from trainer.progress.transfer.refusal import TransferRefused

_PATIENCE = 100
"""How long nothing need be said of what is under way, in milliseconds."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What became of the files."""

    came_in: tuple[str, ...]
    """A sentence for each that was taken in."""
    refused: tuple[str, ...]
    """A sentence for each other one."""


class TakingIn(QObject):
    """One import at a time."""

    taken_in = Signal()
    """The progress is to be read anew, and then :meth:`tell` says what came in."""

    def __init__(self, window: MainWindow, people: People, paths: Paths, parent: QObject) -> None:
        """
        Args:
            window: that the dialog belongs to, and that says what came of it.
            people: knows who is there, and what comes back when.
            paths: where the progress is.
            parent: goes last.
        """
        super().__init__(parent)
        self._window = window
        self._people = people
        self._paths = paths
        self._task: Task[Summary] | None = None
        self._summary: Summary | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_PATIENCE)
        self._soon.timeout.connect(self._say_busy)

    def choose(self) -> None:
        """Ask which files, and take them in."""
        kinds = f"Progress files (*{SUFFIX})"
        chosen = ask_for_files(self._window, "Import progress", kinds, downloads(), several=True)
        if chosen:
            self.take_in(chosen)

    def take_in(self, files: Sequence[Path]) -> None:
        """Take files into the progress of this computer, unless that is under way."""
        if self._task is not None:
            return
        do = partial(_take_in, self._paths.progress_file, self._people.current, self._people.retention, tuple(files))
        self._task = Task(do, (ProgressError,))
        self._task.done.connect(self._on_done)
        self._task.failed.connect(self._on_failed)
        self._soon.start()
        self._task.begin()

    @property
    def is_busy(self) -> bool:
        """Whether files are being taken in."""
        return self._task is not None

    def tell(self) -> None:
        """Say what came in; nothing if that was said."""
        summary, self._summary = self._summary, None
        if summary is None:
            return
        if summary.refused:
            self._window.say(" ".join((*summary.came_in, *summary.refused)))
        else:
            self._window.say(" ".join(summary.came_in), Kind.INFORMATION)

    def end(self) -> None:
        """Stop what is under way, and wait for that; files are taken in whole or not at all."""
        if self._task is not None:
            self._task.blockSignals(True)
            self._task.stop()
            self._clear()

    def _say_busy(self) -> None:
        if self._task is not None:
            self._window.say("Importing progress …", Kind.INFORMATION)

    def _on_done(self, summary: Summary) -> None:
        self._clear()
        self._summary = summary
        if summary.came_in:
            self.taken_in.emit()
        else:
            self.tell()

    def _on_failed(self, sentence: str) -> None:
        self._clear()
        self._window.say(sentence)

    def _clear(self) -> None:
        self._soon.stop()
        if self._task is not None:
            self._task.end()
            self._task.deleteLater()
            self._task = None


def _take_in(progress: Path, current: str | None, retention: int, files: Sequence[Path], watch: Watch) -> Summary:
    """In the thread. Whoever is there stays there; but somebody new who has done nothing yet makes room for the one
    whose progress came, since that is who they are."""
    came_in: list[str] = []
    refused: list[str] = []
    learners: dict[str, str] = {}
    with Store.open(progress) as store:
        store.recalls.want(retention)
        for place, file in enumerate(files):
            try:
                taken = store.transfers.take_in(file, _part(watch, place, len(files)))
            except TransferRefused as problem:
                refused.append(str(problem))
            else:
                came_in.append(taken.sentence)
                learners[taken.learner.id] = taken.learner.name
        present = current
        if learners and current is not None and current not in learners and not store.whole_attempts(current, limit=1):
            present = next(iter(learners))
        if present is not None:
            store.seen(present)
    elsewhere = [name for learner, name in learners.items() if learner != present]
    if elsewhere:
        came_in.append(f"To look at it, choose {' or '.join(elsewhere)} in the menu behind your name.")
    return Summary(tuple(came_in), tuple(refused))


def _part(watch: Watch, place: int, of: int) -> Watch:
    return lambda share: watch((place + share) / of)
