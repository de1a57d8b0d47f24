"""The instructor's way to a teaching note, from wherever they are, and back."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, Signal

from trainer.case.teaching_reader import has_teaching
from trainer.desktop.appearance import Appearance
from trainer.desktop.cases import Cases
from trainer.desktop.loading import Shelved
from trainer.desktop.people import People
from trainer.desktop.studying import Studying
from trainer.desktop.teaching import Teaching
from trainer.desktop.window import MainWindow
from trainer.study.playthrough import Stage


class Instructing(QObject):
    """Knows which note is within reach."""

    library_requested = Signal()
    decision_requested = Signal()
    """Back to the decision that is studied."""
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
        self._teaching: Teaching | None = None

    def is_there(self, studying: Studying | None) -> bool:
        """Whether there is any note within reach of a learner at a case, or in the library."""
        taught = self._taught(studying)
        return taught is not None and has_teaching(taught.outline.folder)

    def _taught(self, studying: Studying | None) -> Shelved | None:
        """The case that is studied, else the first in the library."""
        loaded = self._cases.loaded
        if loaded is None or self._people.current is None:
            return None
        if studying is not None:
            case_id = studying.desk.case.info.id  # the case itself may have been read anew since
            return next((each for each in loaded.cases if each.outline.id == case_id), None)
        return next(iter(loaded.cases), None)

    def show(self, studying: Studying | None) -> bool:
        """Show the note of the decision that is studied; of the case, where none is.

        Returns:
            Whether it is shown; what stands in the way is said in the window.
        """
        loaded, taught, current = self._cases.loaded, self._taught(studying), self._people.current
        if loaded is None or taught is None or current is None:
            return False
        standings = loaded.store.standings(current, taught.case.info.id)
        decided = [decision_id for decision_id, standing in standings.items() if standing.tries]
        revealed = [each for each in decided if standings[each].done or standings[each].stage >= Stage.REVEALED]
        back = "Library" if studying is None else "Decision"
        folder, name = taught.outline.folder, self._people.name
        teaching = Teaching(self._window, self._appearance, taught.case, folder, decided, revealed, name, back)
        teaching.back_requested.connect(self.library_requested if studying is None else self.decision_requested)
        teaching.menu_requested.connect(self.menu_requested)
        teaching.text_size_requested.connect(self.text_size_requested)
        state = teaching.prepare(studying.here if studying is not None else "")
        if state is None:
            return False
        if studying is not None:
            studying.step_aside()
        self._teaching = teaching
        teaching.show(state)
        return True

    def show_again(self) -> None:
        """Build the page anew."""
        if self._teaching is not None:
            self._teaching.show_again()

    def rewrite(self, shelved: Shelved) -> bool:
        """Go on with a case as its pack is written now; whether a note of it is shown, and was built anew."""
        return self._teaching is not None and self._teaching.rewrite(shelved.outline.folder, shelved.case)
