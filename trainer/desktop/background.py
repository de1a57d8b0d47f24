"""Work in a thread beside the window."""

from __future__ import annotations

import gc
from typing import ClassVar

from PySide6.QtCore import QThread


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
            Background._running += 1
            gc.disable()
        self.start()

    def end(self) -> None:
        """Wait until the thread has ended."""
        self.wait()
        self._let_collect()

    def _let_collect(self) -> None:
        if self._holds:
            self._holds = False
            Background._running -= 1
            if not Background._running:
                gc.enable()
