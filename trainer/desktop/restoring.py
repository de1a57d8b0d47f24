"""Going back to a backup while the program runs: the list, the question, and the exchange beside the window."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Signal

from trainer.desktop.appearance import Appearance
from trainer.desktop.background import Background
from trainer.desktop.pages.backups import BackupsPage
from trainer.desktop.people import People
from trainer.desktop.restoring_state import BackupLine, backups_state, holds, question
from trainer.desktop.window import MainWindow
from trainer.paths import Paths
from trainer.progress.clock import Clock

if TYPE_CHECKING:
    from trainer.progress.restorable import Restorables


class Restoring(QObject):
    """Shows what one can go back to, and puts it in the place of the progress once that is let go."""

    library_requested = Signal()
    menu_requested = Signal(QPoint)
    text_size_requested = Signal(QPoint)
    replaced = Signal(str)
    """Another progress file stands there now; with a sentence that says so."""
    kept = Signal(str)
    """The progress stands as it was, and is to be opened again; with a sentence that says why."""

    def __init__(
        self, window: MainWindow, appearance: Appearance, people: People, paths: Paths, clock: Clock, parent: QObject
    ) -> None:
        """
        Args:
            window: shows the page.
            appearance: gives the theme.
            people: knows the present learner.
            paths: where the progress and its backups are.
            clock: gives the time.
            parent: goes last.
        """
        super().__init__(parent)
        self._window = window
        self._appearance = appearance
        self._people = people
        self._paths = paths
        self._clock = clock
        self._job: _Looking | _Exchange | None = None
        self._found: Restorables | None = None
        self._busy = ""
        self.let_go: Callable[[], bool] = lambda: True
        """Closes the progress; ``False`` where the learner would rather stay."""

    def show(self) -> None:
        """Look into the backups anew, and list them."""
        if self._job is None:
            self._found = None
            job = _Looking(self._paths)
            job.found.connect(self._on_found)
            job.failed.connect(self._on_failed)
            self._begin(job)
        self.show_again()

    def show_again(self) -> None:
        """Build the page anew."""
        theme = self._appearance.theme
        state = None if self._found is None else backups_state(self._found, self._clock())
        page = BackupsPage(theme, self._people.name, state, busy=self._busy)
        page.back_requested.connect(self.library_requested)
        page.restore_requested.connect(self._ask)
        page.menu_requested.connect(self.menu_requested)
        page.text_size_requested.connect(self.text_size_requested)
        self._window.show_page(theme, page)
        page.focus_start()

    @property
    def is_exchanging(self) -> bool:
        """Whether a backup is being put in place: no other page may be shown then."""
        return bool(self._busy)

    def end(self) -> None:
        """Wait until what is under way has ended; nothing more is told of it."""
        if self._job is not None:
            self._job.blockSignals(True)
            self._clear()

    def _begin(self, job: _Looking | _Exchange) -> None:
        self._job = job
        job.begin()

    def _clear(self) -> None:
        if self._job is not None:
            self._job.end()
            self._job.deleteLater()
            self._job = None

    def _on_found(self, found: Restorables) -> None:
        self._clear()
        self._found = found
        if isinstance(self._window.page, BackupsPage):
            self.show_again()

    def _on_failed(self, sentence: str) -> None:
        self._clear()
        if isinstance(self._window.page, BackupsPage):
            self.library_requested.emit()
            self._window.say(sentence)

    def _ask(self, line: BackupLine) -> None:
        from PySide6.QtWidgets import QMessageBox

        if self._job is not None:
            return
        box = QMessageBox(QMessageBox.Icon.Question, "Case Trainer", question(line), parent=self._window)
        restore = box.addButton("Go back to it", QMessageBox.ButtonRole.AcceptRole)
        cancel = box.addButton("Cancel", QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(cancel)
        box.setEscapeButton(cancel)
        box.exec()
        box.deleteLater()
        if box.clickedButton() is restore and self.let_go():
            self._exchange(line)

    def _exchange(self, line: BackupLine) -> None:
        self._busy = "Putting the backup in its place …"
        self.show_again()
        job = _Exchange(Path(line.file), self._paths, self._clock)
        job.done.connect(self._on_done)
        job.refused.connect(self._on_refused)
        self._begin(job)

    def _on_done(self, sentence: str) -> None:
        self._clear()
        self._busy, self._found = "", None
        self.replaced.emit(sentence)

    def _on_refused(self, sentence: str) -> None:
        self._clear()
        self._busy, self._found = "", None
        self.kept.emit(sentence)


class _Looking(Background):
    """Looks into every backup; says once which of the two signals it is."""

    found = Signal(object)
    failed = Signal(str)

    def __init__(self, paths: Paths) -> None:
        super().__init__()
        self._paths = paths

    def run(self) -> None:
        """Look; runs in the thread."""
        from trainer.progress.restorable import restorables

        try:
            self.found.emit(restorables(self._paths.progress_file, self._paths.backups_folder))
        except OSError as error:
            self.failed.emit(f"The backups can't be looked at: {error.strerror or error}. Nothing was changed.")
        except Exception:  # noqa: BLE001 - a fault of the program must not leave the page waiting for ever
            traceback.print_exc()
            self.failed.emit(
                "The backups can't be looked at: something went wrong in the program. Nothing was changed."
            )


class _Exchange(Background):
    """Puts a backup in the place of the progress; says once which of the two signals it is."""

    done = Signal(str)
    refused = Signal(str)

    def __init__(self, backup: Path, paths: Paths, clock: Clock) -> None:
        super().__init__()
        self._backup = backup
        self._paths = paths
        self._clock = clock

    def run(self) -> None:
        """Restore; runs in the thread."""
        from trainer.progress.restoring import RestoreRefused, restore

        try:
            restored = restore(self._backup, self._paths.progress_file, self._clock())
        except RestoreRefused as refused:
            self.refused.emit(str(refused))
        except Exception:  # noqa: BLE001 - a fault of the program must not leave the page waiting for ever
            traceback.print_exc()
            self.refused.emit("Nothing was restored: something went wrong in the program. Your progress is as it was.")
        else:
            where = "" if restored.aside is None else f" What stood there before is kept in {restored.aside}."
            self.done.emit(f"Your progress is again as it was: {holds(restored.backup)}.{where}")
