"""The desks of one run of the program: what could not be stored at one of them stays there until it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainer.progress.clock import Clock

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from trainer.case.sealed import Case
    from trainer.desktop.desk import Desk
    from trainer.progress.store import Store
    from trainer.progress.values import Learner

_NOT_STORED = (
    "What you wrote last could not be stored yet, and is lost if you close now. Stay to have it tried again, or to copy"
    " it elsewhere."
)


class Desks:
    """Gives out one desk at a time, and takes it back."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last: Desk | None = None
        self._unkept: dict[tuple[str, str], Desk] = {}

    def take(self, store: Store, case: Case, learner: Learner) -> Desk:
        """The desk of a learner at a case, with whatever is still to be stored there."""
        from trainer.desktop.desk import Desk

        self._last = self._unkept.pop((learner.id, case.info.id), None) or Desk(store, case, learner, self._clock)
        return self._last

    def put_back(self, desk: Desk) -> None:
        """The learner leaves it. What can't be stored now is tried again, and is there when the desk is taken again."""
        if not desk.flush():
            self._unkept[desk.learner.id, desk.case.info.id] = desk

    @property
    def _in_use(self) -> tuple[Desk, ...]:
        others = (desk for desk in self._unkept.values() if desk is not self._last)
        return (*others, self._last) if self._last is not None else tuple(others)

    def may_close(self, window: QWidget) -> bool:
        """Whether all that was written is stored, or may be lost, as the learner is asked then."""
        if not [desk for desk in self._in_use if not desk.flush()]:
            return True
        from PySide6.QtWidgets import QMessageBox

        box = QMessageBox(QMessageBox.Icon.Warning, "Case Trainer", _NOT_STORED, parent=window)
        stay = box.addButton("Stay", QMessageBox.ButtonRole.RejectRole)
        close = box.addButton("Close without it", QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(stay)
        box.setEscapeButton(stay)
        box.exec()
        box.deleteLater()
        return box.clickedButton() is close

    def forget(self) -> None:
        """Another progress file takes the place of that which they store in."""
        self._last = None
        self._unkept.clear()

    def end(self) -> None:
        """Take nothing more at any of them."""
        for desk in self._in_use:
            desk.end()
