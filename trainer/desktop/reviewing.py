"""Coming back: all that a learner looks back on, and what comes back to them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, Signal

from trainer.desktop.appearance import Appearance
from trainer.desktop.cases import Cases
from trainer.desktop.looking_back import LookingBack
from trainer.desktop.people import People
from trainer.desktop.window import MainWindow


class Reviewing(QObject):
    """Makes the parts of the review for the present learner, and knows which of them is on the screen."""

    library_requested = Signal()
    menu_requested = Signal(QPoint)
    text_size_requested = Signal(QPoint)

    def __init__(
        self, window: MainWindow, appearance: Appearance, cases: Cases, people: People, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._appearance = appearance
        self._cases = cases
        self._people = people
        self._looking_back: LookingBack | None = None
        self._again: Callable[[], object] = self.show_record

    def show_again(self) -> None:
        """Build the present page anew."""
        self._again()

    def show_record(self) -> bool:
        """All attempts of the learner; says whether they can be shown."""
        looking_back = self._look_back()
        if looking_back is not None:
            looking_back.show_list()
        return looking_back is not None

    def show_seen(self, attempt_id: str) -> None:
        """The whole pages of an attempt, as it was seen."""
        looking_back = self._look_back()
        if looking_back is not None:
            looking_back.show_attempt(attempt_id)

    def leave(self) -> None:
        """Remember how the page stands, if it is on the screen."""
        if self._looking_back is not None:
            self._looking_back.leave()

    def forget(self) -> None:
        """Forget how the pages were left: somebody else is there."""
        self._looking_back = None

    def _look_back(self) -> LookingBack | None:
        loaded, learner = self._cases.loaded, self._people.learner
        if loaded is None or learner is None:
            return None
        before = self._looking_back
        if before is None or before.learner != learner or before.loaded is not loaded:
            before = LookingBack(self._window, self._appearance, loaded, learner)
            before.library_requested.connect(self.library_requested)
            before.menu_requested.connect(self.menu_requested)
            before.text_size_requested.connect(self.text_size_requested)
            self._looking_back = before
        self._again = before.show_again
        return before
