"""Something long done in a thread, which tells how far it has come and can be stopped."""

from __future__ import annotations

import threading
import traceback
from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import Signal

from trainer.desktop.background import Background
from trainer.progress.transfer.reading import Watch

T = TypeVar("T")
_STEPS = 100


class Stopped(Exception):
    """Somebody asked to stop."""


class Task(Background, Generic[T]):
    """Ends with one of three signals, in the thread of the window."""

    came = Signal(int)
    """So many percent are done."""
    done = Signal(object)
    """What came of it."""
    failed = Signal(str)
    """A sentence; the task raised one of the errors that it is expected to."""
    stopped = Signal()

    def __init__(self, do: Callable[[Watch], T], expected: tuple[type[Exception], ...]) -> None:
        """
        Args:
            do: the work; touches no widget, and tells the share that is done, which may raise :class:`Stopped`.
            expected: errors whose text is a sentence for the user.
        """
        super().__init__()
        self._do = do
        self._expected = expected
        self._stop = threading.Event()
        self._told = -1

    def stop(self) -> None:
        """Ask it to stop; nothing that was begun is left half done."""
        self._stop.set()

    def run(self) -> None:
        """In the thread. Whatever goes wrong in it is said: nobody else would hear of it."""
        try:
            found = self._do(self._watch)
        except Stopped:
            self.stopped.emit()
        except self._expected as problem:
            self.failed.emit(str(problem))
        except Exception:  # noqa: BLE001 - a fault of the program must not leave the page waiting for ever
            traceback.print_exc()
            self.failed.emit("Something went wrong in the program. Nothing that was stored is lost.")
        else:
            self.done.emit(found)

    def _watch(self, share: float) -> None:
        if self._stop.is_set():
            raise Stopped
        percent = int(share * _STEPS)
        if percent != self._told:
            self._told = percent
            self.came.emit(percent)
