"""Backing workshops up soon after one was left or has ended, and not only when the program starts again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from trainer.desktop.work import Work
from trainer.paths import Paths
from trainer.progress.transfer.reading import Watch

if TYPE_CHECKING:
    from trainer.progress.workshops.backups import BackedUp


class BackingUp(QObject):
    """Copies all workshops that have changed and that nobody has open, beside the window. What is wrong with one is
    said where they are listed."""

    def __init__(self, paths: Paths, parent: QObject) -> None:
        """``paths`` tells where the workshops and the backups are."""
        super().__init__(parent)
        self._paths = paths
        self._work = Work((), self)
        self._work.failed.connect(lambda _sentence: self._on_made())
        self._again = False

    @property
    def is_busy(self) -> bool:
        """Whether copies are being made."""
        return self._work.is_busy

    def begin(self) -> None:
        """Make copies; where that is going on, once more when it is done."""
        self._again = self._work.is_busy
        self._work.begin("Backing up the workshops …", self._make, lambda _made: self._on_made())

    def end(self) -> None:
        """Nothing is read or written any more when this returns."""
        self._again = False
        self._work.end()

    def _make(self, _watch: Watch) -> BackedUp:
        from trainer.progress.workshops.backups import back_up_workshops

        return back_up_workshops(self._paths.workshops_folder, self._paths.backups_folder)

    def _on_made(self) -> None:
        if self._again:
            self.begin()
