"""Something long that a page waits for: done in a thread, told of once it takes a moment, and stopped on request."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from trainer.desktop.tasks import Task
from trainer.progress.transfer.reading import Watch

T = TypeVar("T")
_PATIENCE = 100
"""How long nothing need be said of what is under way, in milliseconds."""


class Work(QObject):
    """One piece of work at a time."""

    busy = Signal(str)
    """What is under way, and how far it has come; first once it has taken a moment."""
    failed = Signal(str)
    """With a sentence."""
    stopped = Signal()

    def __init__(self, expected: tuple[type[Exception], ...], parent: QObject) -> None:
        """``expected`` are the errors whose text is a sentence for the user."""
        super().__init__(parent)
        self._expected = expected
        self._task: Task[Any] | None = None
        self._doing = ""
        self._then: Callable[[Any], None] | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_PATIENCE)
        self._soon.timeout.connect(self.tell)

    @property
    def is_busy(self) -> bool:
        """Whether something is under way."""
        return self._task is not None

    def begin(self, doing: str, do: Callable[[Watch], T], then: Callable[[T], None]) -> None:
        """Do something in a thread, unless something else is under way.

        Args:
            doing: what is done, as in ``Reading the group …``.
            do: does it; see :class:`Task`.
            then: is called with what came of it.
        """
        if self._task is not None:
            return
        task: Task[T] = Task(do, self._expected)
        task.done.connect(self._on_done)
        task.failed.connect(self._on_failed)
        task.stopped.connect(self._on_stopped)
        task.came.connect(self._on_came)
        self._task, self._doing, self._then = task, doing, then
        self._soon.start()
        task.begin()

    def tell(self) -> None:
        """Say what is under way, if it has taken a moment."""
        if self._task is not None and not self._soon.isActive():
            self.busy.emit(self._doing)

    def stop(self) -> None:
        """Ask it to stop."""
        if self._task is not None:
            self._task.stop()

    def end(self) -> None:
        """Stop it, and wait for that; nothing more is told."""
        if self._task is not None:
            self._task.blockSignals(True)
            self._task.stop()
            self._clear()

    def _on_done(self, found: object) -> None:
        then = self._then
        self._clear()
        if then is not None:
            then(found)

    def _on_failed(self, sentence: str) -> None:
        self._clear()
        self.failed.emit(sentence)

    def _on_stopped(self) -> None:
        self._clear()
        self.stopped.emit()

    def _on_came(self, percent: int) -> None:
        if self._task is not None and not self._soon.isActive():
            self.busy.emit(f"{self._doing} {percent} %")

    def _clear(self) -> None:
        self._soon.stop()
        self._then = None
        if self._task is not None:
            self._task.end()
            self._task.deleteLater()
            self._task = None
