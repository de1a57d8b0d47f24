"""Work in a thread beside the window."""

from __future__ import annotations

import gc
from typing import ClassVar

from PySide6.QtCore import QObject, QThread, QTimer

_COLLECT_MS = 1_000
_ALL = 20
"""Every so often not only what is young is looked at."""


class Background(QThread):
    """A thread during which Python's garbage collector is held back: a collection in it would destroy widgets outside
    of the thread that they live in. Subclasses have a ``run`` that touches no widget."""

    _running: ClassVar[int] = 0

    def __init__(self) -> None:
        super().__init__()
        self._holds = False
        self.finished.connect(self._let_collect)

    def begin(self) -> None:
        """Start the thread."""
        if not self._holds:
            self._holds = True
            _hold()
        self.start()

    def end(self) -> None:
        """Wait until the thread has ended."""
        self.wait()
        self._let_collect()

    def _let_collect(self) -> None:
        if self._holds:
            self._holds = False
            _release()


def _hold() -> None:
    """Hold the collector back in all threads, until as many have let it go."""
    Background._running += 1
    gc.disable()


def _release() -> None:
    Background._running -= 1
    if not Background._running:
        gc.enable()


class CollectingHere(QObject):
    """For threads that run for hours: they never collect, and the thread of the window does so by and by.

    What was there before is left out meanwhile, so that the window never stands still for it.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._turns = 0
        self._holds = True
        _hold()
        gc.freeze()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._collect)
        self._timer.start(_COLLECT_MS)

    def end(self) -> None:
        """Let everybody collect again; a second time does nothing."""
        if self._holds:
            self._holds = False
            self._timer.stop()
            gc.unfreeze()
            _release()

    def _collect(self) -> None:
        self._turns += 1
        gc.collect(1 if self._turns % _ALL else 2)
