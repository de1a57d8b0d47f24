"""Reading a progress file in a thread, so that no window waits for it; of several questions only the last counts."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from trainer.desktop.background import Background
from trainer.progress.errors import ProgressError
from trainer.progress.reader import Interrupted, Reader

T = TypeVar("T")


class Reading(QObject):
    """One question at a time; a new one breaks off the one before, whose answer nobody hears then."""

    def __init__(self, open_reader: Callable[[], Reader], parent: QObject | None = None) -> None:
        """``open_reader`` opens the file anew for each question, in the thread; see :meth:`Store.reader`."""
        super().__init__(parent)
        self._open = open_reader
        self._jobs: list[_Job] = []

    @property
    def busy(self) -> bool:
        """Whether an answer is awaited."""
        return any(not job.dropped for job in self._jobs)

    def ask(self, read: Callable[[Reader], T], then: Callable[[T], None], failed: Callable[[str], None]) -> None:
        """Read in the thread, and hand over what was found.

        Args:
            read: the question; may raise :class:`ProgressError`, and touches no widget.
            then: is called with the answer, in the thread of the window.
            failed: is called with a sentence instead, where the file can't be read.
        """
        self.drop()
        job = _Job(self._open, read, then, failed)
        job.ended.connect(self._on_ended, Qt.ConnectionType.QueuedConnection)
        self._jobs.append(job)
        job.begin()

    def drop(self) -> None:
        """Break off what is being read: nobody waits for it any more."""
        for job in self._jobs:
            job.drop()

    def end(self) -> None:
        """Break off what is being read, and wait until nothing touches the file any more."""
        self.drop()
        for job in self._jobs:
            job.end()
        self._jobs.clear()

    def _on_ended(self, job: _Job) -> None:
        if job in self._jobs:
            self._jobs.remove(job)
            job.end()
            job.tell()


class _Job(Background):
    ended = Signal(object)

    def __init__(
        self,
        open_reader: Callable[[], Reader],
        read: Callable[[Reader], T],
        then: Callable[[T], None],
        failed: Callable[[str], None],
    ) -> None:
        super().__init__()
        self._open = open_reader
        self._read = read
        self._then = then
        self._failed = failed
        self._reader: Reader | None = None
        self._held = Lock()
        """Nobody interrupts a reader that is being closed."""
        self._answers: list[T] = []
        self._problem = ""
        self.dropped = False

    def run(self) -> None:
        """In the thread."""
        try:
            with self._open() as reader:
                with self._held:
                    self._reader = reader
                try:
                    if not self.dropped:
                        self._answers.append(self._read(reader))
                finally:
                    with self._held:
                        self._reader = None
        except Interrupted:
            self.dropped = True
        except ProgressError as error:
            self._problem = str(error)
        except Exception as error:  # noqa: BLE001 - whatever it is, the page says it and doesn't wait for ever
            self._problem = f"Reading your progress failed: {error}"
        self.ended.emit(self)

    def drop(self) -> None:
        """Break off."""
        self.dropped = True
        with self._held:
            if self._reader is not None:
                self._reader.interrupt()

    def tell(self) -> None:
        """Hand over what was found, in the thread of the window."""
        if self.dropped:
            return
        if self._problem:
            self._failed(self._problem)
        for answer in self._answers:
            self._then(answer)
