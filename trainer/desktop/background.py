"""Work in a thread beside the window."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QThread, QTimer

_COLLECT_MS = 200
"""Seldom enough to cost little, and often enough that the window never waits long for it."""
_ALL, _AT_LATEST = 100, 500
"""Every so often not only what is young is looked at: when little happens, or at the latest."""
_LITTLE = 1_000
"""Objects that came since it was looked at last, where little happens."""


class _Collector:
    """Python's garbage collector, held back in all threads for as long as anybody holds it."""

    def __init__(self) -> None:
        self._holders = 0

    def hold(self) -> None:
        self._holders += 1
        gc.disable()

    def let_go(self) -> None:
        self._holders -= 1
        if not self._holders:
            gc.enable()


_collector = _Collector()


class Background(QThread):
    """A thread during which Python's garbage collector is held back: a collection in it would destroy widgets outside
    of the thread that they live in. Subclasses have a ``run`` that touches no widget."""

    def __init__(self) -> None:
        super().__init__()
        self._holds = False
        self.finished.connect(self._let_collect)

    def begin(self) -> None:
        """Start the thread."""
        if not self._holds:
            self._holds = True
            _collector.hold()
        self.start()

    def end(self) -> None:
        """Wait until the thread has ended."""
        self.wait()
        self._let_collect()

    def _let_collect(self) -> None:
        if self._holds:
            self._holds = False
            _collector.let_go()


class CollectingHere(QObject):
    """For threads that run for hours: they never collect, and the thread of the window does so by and by.

    What was there before is left out meanwhile, so that the window never stands still for it.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._turns = 0
        self._holds = True
        _collector.hold()
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
            _collector.let_go()

    def _collect(self) -> None:
        self._turns += 1
        little_happens = gc.get_count()[0] < _LITTLE
        if self._turns >= (_ALL if little_happens else _AT_LATEST):
            self._turns = 0
            gc.collect()
        else:
            gc.collect(1)
