"""What there is to study: shown from outlines at once, and read beside the window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal

from trainer.case.outline import CaseOutline, OutlineCache
from trainer.desktop.library_state import BrokenCase, Shelf
from trainer.desktop.loading import Loaded, Shelved, counting, pack_folders
from trainer.paths import Paths
from trainer.progress.clock import Clock
from trainer.progress.glance import Glance
from trainer.study.course import WHOLE

if TYPE_CHECKING:
    from trainer.desktop.loader import Loader


class Cases(QObject):
    """Knows the cases, and how far a learner is in each; reads them whenever it is asked to."""

    read = Signal(bool)
    """The store is open and the cases are there; with whether a library shows them otherwise than before."""
    failed = Signal(str, str)
    """The saved progress can't be opened: the sentence for the learner, and the details for whoever helps."""
    damaged = Signal(str)
    """The progress file is: what is wrong with it, for whoever helps."""
    not_backed_up = Signal(str)
    """The sentence for the learner; everything else goes on."""
    settled = Signal()
    """A reading has ended, and no further one is wanted."""

    def __init__(self, paths: Paths, given: Path | None, seen: Glance, clock: Clock, parent: QObject) -> None:
        """
        Args:
            paths: where things live.
            given: a pack that stands first.
            seen: the progress at a first glance, until the store is open.
            clock: gives the time to the store.
            parent: goes last.
        """
        super().__init__(parent)
        self._paths = paths
        self._seen = seen
        self._clock = clock
        self._loader: Loader | None = None
        self._load_again = False
        self._closed = False
        self._waiting: Callable[[], None] | None = None
        self.given = given
        self.loaded: Loaded | None = None
        """What was read, once it is there."""
        cache = OutlineCache(paths.outlines_file)
        found = [cache.get(folder) for folder in pack_folders(paths, given)]
        self.reading = found.count(None)
        """How many packs have to be read before anything can be shown of them."""
        self.outlines: tuple[CaseOutline, ...] = counting((each for each in found if each is not None), given)
        self.broken: tuple[BrokenCase, ...] = ()

    def load(self) -> None:
        """Open the store and read the cases in a thread; once more after that, if it is under way."""
        from trainer.desktop.loader import Loader

        if self._loader is not None:
            if self._loader.isRunning():
                self._load_again = True
                return
            self._loader.end()
        self._loader = Loader(self._paths, self.given, self._clock)
        self._loader.loaded.connect(self._on_loaded)
        self._loader.failed.connect(self._on_failed)
        self._loader.damaged.connect(self._on_damaged)
        self._loader.not_backed_up.connect(self.not_backed_up)
        self._loader.finished.connect(self._on_finished)
        self._loader.begin()

    def _on_loaded(self, loaded: Loaded) -> None:
        if self._closed:
            loaded.store.close()
            return
        if self.loaded is not None:
            loaded.store.close()
            loaded = replace(loaded, store=self.loaded.store)
        before = self.outlines, self.broken
        self._take(loaded)
        differs = self.reading > 0 or before != (self.outlines, self.broken)
        self.reading = 0
        self.read.emit(differs)

    def _take(self, loaded: Loaded) -> None:
        self.loaded = loaded
        self.outlines, self.broken = tuple(each.outline for each in loaded.cases), loaded.broken

    def _on_failed(self, sentence: str, details: str) -> None:
        if not self._closed:
            self.failed.emit(sentence, details)

    def _on_damaged(self, details: str) -> None:
        if not self._closed:
            self.damaged.emit(details)

    def _on_finished(self) -> None:
        if self._load_again and self._loader is not None:
            self._load_again = False
            self._loader.end()  # its end is told a moment before it has come
            self.load()
        elif not self._closed:
            self.settled.emit()

    def when_loaded(self, do: Callable[[], None]) -> None:
        """Do it now, or as soon as everything is there; a later wish takes the place of one that waits."""
        if self.loaded is not None:
            do()
        else:
            self._waiting = do

    def do_what_waits(self) -> bool:
        """Do what was to be done as soon as everything is there; whether there was anything."""
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            waiting()
        return waiting is not None

    def forget_what_waits(self) -> None:
        """Nothing is to be done any more as soon as everything is there."""
        self._waiting = None

    def rewrite(self, shelved: Shelved) -> Shelved | None:
        """Take a case as its pack is written now, in place of what was read from that folder before, if anything was:
        which is returned."""
        if self.loaded is None:
            return None
        before = self.loaded.of(shelved.outline.folder)
        self._take(self.loaded.rewritten(shelved))
        return before

    def shelf(self, outline: CaseOutline, learner: str | None) -> Shelf:
        """A case as the library shows it to a learner, who is given by id."""
        if self.loaded is None or learner is None:
            standings = self._seen.standings.get(outline.id, {})
            course = self._seen.courses.get(outline.id, WHOLE)
        else:
            standings = self.loaded.store.standings(learner, outline.id)
            course = self.loaded.store.course(learner, outline.id)
        return Shelf(outline, standings, opened=bool(standings), chosen=course)

    def let_go(self) -> None:
        """Close the store, so that another file can take its place; what is being read is waited for."""
        if self._loader is not None:
            self._load_again = False
            self._loader.end()
            QCoreApplication.sendPostedEvents(self)  # what it has loaded is taken, and closed, before anything else
        self._waiting = None
        if self.loaded is not None:
            self.loaded.store.close()
            self.loaded = None

    def begin_again(self, seen: Glance) -> None:
        """From now on another progress file counts.

        Args:
            seen: it at a first glance, until the store is open.
        """
        self._seen = seen

    def due(self, learner: str | None, limit: int) -> int:
        """How many decisions come back today to a learner, who is given by id.

        Args:
            learner: id of the learner.
            limit: how many come back on one day at most.
        """
        if self.loaded is None or learner is None:
            return self._seen.due
        return len(self.loaded.store.recalls.due(learner, limit))

    def end(self) -> None:
        """Wait for what is being read, put it away, and close the store."""
        self._closed, self._load_again = True, False
        if self._loader is not None:
            self._loader.end()
        if self.loaded is not None:
            self.loaded.store.close()
