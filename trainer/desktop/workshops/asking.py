"""Asks a workshop for things from the window, and brings what came of it back into the window's thread."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from threading import Lock

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from trainer.study.workshop.events import Happened
from trainer.study.workshop.session import Session
from trainer.workshop.commands import Command
from trainer.workshop.host import Host

_PAUSE_MS = 100
"""Between two looks at a workshop that changes all the time."""

Done = Callable[[tuple[Happened, ...]], None]
Failed = Callable[[Exception], None]


class Asking(QObject):
    """Lives in the window's thread; the host calls it in threads of its own."""

    changed = Signal()
    """Something has happened since the last time; at most ten times a second."""
    failed = Signal(object)
    """What stood in the way of something, where nobody else hears of it: the exception."""
    _news = Signal()
    _answered = Signal(object, object, object)

    def __init__(self, host: Host, parent: QObject) -> None:
        super().__init__(parent)
        self._host = host
        self._lock = Lock()
        self._told = False
        self._waiting = 0
        self._ended = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._tell)
        self._news.connect(self._on_news, Qt.ConnectionType.QueuedConnection)
        self._answered.connect(self._on_answer, Qt.ConnectionType.QueuedConnection)
        self._unsubscribe = host.subscribe(self._hear)

    @property
    def is_waiting(self) -> bool:
        """Whether an answer is still to come."""
        return self._waiting > 0

    def ask(self, command: Command, done: Done | None = None, failed: Failed | None = None) -> None:
        """Ask the workshop for something.

        Args:
            command: what.
            done: called with what happened once it is stored.
            failed: called with what stood in the way; :attr:`failed` tells it where this isn't given.
        """
        self._waiting += 1
        self._host.submit(command).add_done_callback(lambda answer: self._answered.emit(answer, done, failed))

    def end(self) -> None:
        """Hear nothing more: what was asked for is stored all the same, but whoever asked is put away."""
        self._ended = True
        self._unsubscribe()
        self._pause.stop()

    def _hear(self, _session: Session, _events: tuple[Happened, ...]) -> None:
        """Called in a thread of the host."""
        with self._lock:
            known, self._told = self._told, True
        if not known:
            self._news.emit()

    def _on_news(self) -> None:
        if not self._pause.isActive():
            self._tell()

    def _tell(self) -> None:
        with self._lock:
            told, self._told = self._told, False
        if told:
            self._pause.start()
            self.changed.emit()

    def _on_answer(self, answer: Future[tuple[Happened, ...]], done: Done | None, failed: Failed | None) -> None:
        self._waiting -= 1
        if self._ended:
            return
        error = answer.exception()
        if error is None:
            if done is not None:
                done(answer.result())
        elif isinstance(error, Exception):
            (failed or self.failed.emit)(error)
