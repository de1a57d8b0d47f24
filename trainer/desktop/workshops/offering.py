"""Workshops that stopped before their end are offered at the start of the program, to be gone on with."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from trainer.desktop.window import MainWindow
from trainer.desktop.work import Work
from trainer.desktop.workshops.stopped import Stopped, look_into
from trainer.progress.clock import Clock
from trainer.progress.errors import ProgressError
from trainer.progress.transfer.reading import Watch
from trainer.progress.workshops.shelf import Workshops

_BY_THEMSELVES = ("One more waits", "{count} more wait")


class Offering(QObject):
    """Looks once in a run; what is put off is not offered again before the next."""

    go_on_requested = Signal(object)
    """Path of the file of a workshop."""
    ended = Signal()
    """There was nothing to offer, or it stands in the window."""

    def __init__(self, window: MainWindow, folder: Path, clock: Clock, parent: QObject) -> None:
        """
        Args:
            window: shows the offer above its pages.
            folder: of the workshops.
            clock: gives the time.
            parent: goes last.
        """
        super().__init__(parent)
        self._window = window
        self._shelf = Workshops(folder, clock)
        self._clock = clock
        self._path: Path | None = None
        self._work = Work((), self)
        self._work.failed.connect(lambda _sentence: self.ended.emit())
        window.offer_taken.connect(self._take)

    def look(self) -> None:
        """Look for them in a thread."""
        self._work.begin("Looking for workshops …", self._find, self._on_found)

    def end(self) -> None:
        """Nothing looks at a workshop any more when this returns."""
        self._work.end()

    def _find(self, _watch: Watch) -> tuple[Stopped, ...]:
        found = []
        for card in self._shelf.interrupted():
            with suppress(ProgressError):
                found.append(look_into(card.path))
        return tuple(sorted(found, key=lambda each: each.at, reverse=True))

    def _on_found(self, found: tuple[Stopped, ...]) -> None:
        if found:
            self._path = found[0].path
            self._window.offer(sentence_of(found, self._clock), "Go on")
        self.ended.emit()

    def _take(self) -> None:
        if self._path is not None:
            self.go_on_requested.emit(self._path)


def sentence_of(found: tuple[Stopped, ...], clock: Clock) -> str:
    """What is offered: the workshop that stopped last, and how many others there are."""
    newest, others = found[0], len(found) - 1
    sentence = f"“{newest.title}” {newest.said(clock())}. Nothing is lost."
    if others:
        more = _BY_THEMSELVES[others > 1].format(count=others)
        sentence += f" {more} among the workshops."
    return sentence
