"""Keeps the instructor's private notes, again and again where that fails: they are never taken from the field."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QObject, QTimer

from trainer.desktop.workshops.asking import Asking
from trainer.progress.errors import ProgressError
from trainer.workshop.commands import TakeNote

_AGAIN_MS = 4_000
"""After which a note that couldn't be stored is tried again."""


class NoteKeeping(QObject):
    """Knows what isn't stored yet."""

    def __init__(self, asking: Asking, failed: Callable[[Exception], None], parent: QObject) -> None:
        """
        Args:
            asking: of the workshop.
            failed: is told what stood in the way.
            parent: goes last.
        """
        super().__init__(parent)
        self._asking, self._failed = asking, failed
        self._unkept: dict[str, str] = {}
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(_AGAIN_MS)
        self._again.timeout.connect(self.try_again)

    @property
    def unkept(self) -> Mapping[str, str]:
        """What isn't stored yet, by decision."""
        return self._unkept

    def take(self, decision_id: str, text: str) -> None:
        """Keep a note on a decision, or on the whole (empty id)."""
        self._unkept[decision_id] = text
        self.try_again()

    def try_again(self) -> None:
        """Keep all that isn't stored yet."""
        for decision_id, text in tuple(self._unkept.items()):
            kept = partial(self._on_kept, decision_id, text)
            self._asking.ask(TakeNote(decision_id, text), kept, partial(self._on_failed, decision_id, text))

    def end(self) -> None:
        """Try no more."""
        self._again.stop()

    def _on_kept(self, decision_id: str, text: str, _happened: object = None) -> None:
        if self._unkept.get(decision_id) == text:
            del self._unkept[decision_id]

    def _on_failed(self, decision_id: str, text: str, error: Exception) -> None:
        if isinstance(error, ProgressError):
            self._again.start()
        else:
            self._on_kept(decision_id, text)  # it would be refused again
        self._failed(error)
