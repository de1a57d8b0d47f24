"""A damaged progress file: looked over beside the window, then mended as the learner chooses. It is always kept."""

from __future__ import annotations

import traceback
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from trainer.desktop.appearance import Appearance
from trainer.desktop.background import Background
from trainer.desktop.pages.damaged import DamagedPage
from trainer.desktop.restoring_state import AGAIN, ANEW, BACKUP, LEAVE, SALVAGE, SKIP, holds, mending_ways
from trainer.desktop.window import MainWindow
from trainer.paths import Paths
from trainer.progress.clock import Clock

if TYPE_CHECKING:
    from trainer.progress.mending import Prospect


class Mending(QObject):
    """One damaged file, until another stands in its place, the learner looks again or leaves."""

    again_requested = Signal()
    leave_requested = Signal()
    replaced = Signal(str)
    """Another progress file stands there now, or none; with a sentence that says so."""

    def __init__(
        self, window: MainWindow, appearance: Appearance, paths: Paths, clock: Clock, details: str, parent: QObject
    ) -> None:
        """
        Args:
            window: shows the page.
            appearance: gives the theme.
            paths: where the progress and its backups are.
            clock: gives the time.
            details: what SQLite says is wrong, for whoever helps.
            parent: goes last.
        """
        super().__init__(parent)
        self._window = window
        self._appearance = appearance
        self._paths = paths
        self._clock = clock
        self._details = f"{details}\n{paths.progress_file}"
        self._prospect: Prospect | None = None
        self._job: _Look | _Mend | None = None
        self._look()

    def show(self) -> None:
        """Show the page, built anew."""
        theme = self._appearance.theme
        ways = None if self._prospect is None else mending_ways(self._prospect, self._clock())
        why_not = self._prospect.why_not if self._prospect is not None else ""
        page = DamagedPage(theme, ways, f"{self._details}\n{why_not}")
        page.action_chosen.connect(self._on_action)
        self._window.show_page(theme, page)
        if isinstance(self._job, _Mend):
            page.set_busy(busy=True)

    def end(self) -> None:
        """Wait until what is under way has ended, and leave nothing behind but the damaged file."""
        if self._job is not None:
            self._job.stop()
            self._job.blockSignals(True)
            self._clear()
        self._drop()

    @property
    def _page(self) -> DamagedPage | None:
        page = self._window.page
        return page if isinstance(page, DamagedPage) else None

    def _look(self) -> None:
        job = _Look(self._paths)
        job.came.connect(self._on_progress)
        job.seen.connect(self._on_seen)
        self._job = job
        job.begin()

    def _on_progress(self, done: int, of: int) -> None:
        if self._page is not None:
            self._page.show_progress(done, of)

    def _on_seen(self, prospect: Prospect) -> None:
        self._clear()
        self._prospect = prospect
        self.show()

    def _on_action(self, action: str) -> None:
        if action == LEAVE:
            self.leave_requested.emit()
        elif action == AGAIN:
            self.again_requested.emit()
        elif action == SKIP and self._job is not None:
            self._job.stop()
        elif action in (SALVAGE, BACKUP, ANEW) and self._prospect is not None and self._job is None:
            self._mend(action, self._prospect)

    def _mend(self, action: str, prospect: Prospect) -> None:
        if self._page is not None:
            self._page.set_busy(busy=True)
        job = _Mend(action, prospect, self._clock)
        job.done.connect(self._on_done)
        job.refused.connect(self._on_refused)
        self._job = job
        job.begin()

    def _on_done(self, sentence: str) -> None:
        self._clear()
        self._drop()
        self.replaced.emit(sentence)

    def _on_refused(self, sentence: str) -> None:
        self._clear()
        if self._page is not None:
            self._page.show_problem(sentence)

    def _clear(self) -> None:
        if self._job is not None:
            self._job.end()
            self._job.deleteLater()
            self._job = None

    def _drop(self) -> None:
        from trainer.progress.mending import drop

        if self._prospect is not None:
            drop(self._prospect)
            self._prospect = None


class _Stopped(Exception):
    """The learner doesn't want to wait."""


class _Look(Background):
    """Sees what can be saved; says so once."""

    came = Signal(int, int)
    """How much was read, and of how much."""
    seen = Signal(object)

    def __init__(self, paths: Paths) -> None:
        super().__init__()
        self._paths = paths
        self._stopped = False

    def stop(self) -> None:
        """Look no further."""
        self._stopped = True

    def run(self) -> None:
        """Look; runs in the thread."""
        from trainer.progress.mending import Prospect, look, newest_backup

        file = self._paths.progress_file
        backup = newest_backup(self._paths.backups_folder)
        try:
            prospect = look(file, backup, self._paths.content, self._say)
        except _Stopped:
            prospect = Prospect(file, backup, why_not="The look at the file was ended before it had come to its end.")
        except Exception:  # noqa: BLE001 - a fault of the program must not leave the page waiting for ever
            prospect = Prospect(file, backup, why_not=traceback.format_exc())
        self.seen.emit(prospect)

    def _say(self, done: int, of: int) -> None:
        if self._stopped:
            raise _Stopped
        self.came.emit(done, of)


class _Mend(Background):
    """Does what was chosen; says once which of the two signals it is."""

    done = Signal(str)
    refused = Signal(str)

    def __init__(self, action: str, prospect: Prospect, clock: Clock) -> None:
        super().__init__()
        self._action = action
        self._prospect = prospect
        self._clock = clock

    def stop(self) -> None:
        """It is as good as done."""

    def run(self) -> None:
        """Mend; runs in the thread."""
        from trainer.progress.mending import NotMended
        from trainer.progress.restoring import RestoreRefused

        try:
            sentence, aside = self._mend()
        except (NotMended, RestoreRefused) as refused:
            self.refused.emit(str(refused))
        except Exception:  # noqa: BLE001 - a fault of the program must not leave the page waiting for ever
            traceback.print_exc()
            self.refused.emit("Something went wrong in the program. The damaged file is kept as it was.")
        else:
            self.done.emit(sentence if aside is None else f"{sentence} The damaged file is kept in {aside}.")

    def _mend(self) -> tuple[str, Path | None]:
        from trainer.progress.aside import DAMAGED
        from trainer.progress.mending import begin_anew, take
        from trainer.progress.restoring import restore

        prospect, now = self._prospect, self._clock()
        if self._action == SALVAGE and prospect.salvaged is not None:
            return f"You go on with what could be saved: {holds(prospect.salvaged.backup)}.", take(prospect, now)
        if self._action == BACKUP and prospect.backup is not None:
            restored = restore(prospect.backup.file, prospect.file, now, DAMAGED)
            return f"You go on with the newest backup: {holds(restored.backup)}.", restored.aside
        return "You start with an empty file.", begin_anew(prospect.file, now)
