"""Coming back: all that a learner looks back on, and what comes back to them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Signal

from trainer.desktop.appearance import Appearance
from trainer.desktop.cases import Cases
from trainer.desktop.looking_back import LookingBack
from trainer.desktop.people import People
from trainer.desktop.window import MainWindow
from trainer.progress.clock import Clock

if TYPE_CHECKING:
    from trainer.desktop.judging import Judging
    from trainer.desktop.recalling import Recalling
    from trainer.study.process import Quality


class Reviewing(QObject):
    """Makes the parts of the review for the present learner, and knows which of them is on the screen."""

    library_requested = Signal()
    judgement_requested = Signal()
    export_requested = Signal()
    menu_requested = Signal(QPoint)
    text_size_requested = Signal(QPoint)

    def __init__(
        self, window: MainWindow, appearance: Appearance, cases: Cases, people: People, clock: Clock, parent: QObject
    ) -> None:
        """
        Args:
            window: shows the pages.
            appearance: gives the theme.
            cases: knows the store and the cases.
            people: knows who looks back.
            clock: gives the time.
            parent: goes last.
        """
        super().__init__(parent)
        self._window = window
        self._appearance = appearance
        self._cases = cases
        self._people = people
        self._clock = clock
        self._looking_back: LookingBack | None = None
        self._judging: Judging | None = None
        self._recalling: Recalling | None = None
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

    def show_judgement(self) -> bool:
        """How the learner judges; says whether it can be shown."""
        judging = self._judge()
        if judging is not None:
            judging.show_judgement()
        return judging is not None

    def _judge(self) -> Judging | None:
        from trainer.desktop.judging import Judging

        loaded, learner = self._cases.loaded, self._people.learner
        if loaded is None or learner is None:
            return None
        before = self._judging
        if before is None or before.learner.id != learner.id or before.loaded is not loaded:
            self._stop_judging()
            before = Judging(self._window, self._appearance, loaded, learner, self._mark, self._clock)
            before.library_requested.connect(self.library_requested)
            before.menu_requested.connect(self.menu_requested)
            before.text_size_requested.connect(self.text_size_requested)
            self._judging = before
        self._again = before.show_again
        return before

    def _mark(self, attempt_id: str, quality: Quality, text: str) -> None:
        loaded = self._cases.loaded
        if loaded is not None:
            loaded.store.notes.add(attempt_id, text, author=self._people.name, quality=quality, covered=True)

    def _stop_judging(self) -> None:
        if self._judging is not None:
            self._judging.end()
            self._judging = None

    def show_recall(self) -> bool:
        """Ask about what comes back; says whether anything can be shown."""
        from trainer.desktop.recalling import Recalling

        loaded, learner = self._cases.loaded, self._people.learner
        if loaded is None or learner is None:
            return False
        made = Recalling(self._window, self._appearance, loaded.store, learner, self._limit, self._clock)
        made.library_requested.connect(self.library_requested)
        made.judgement_requested.connect(self.judgement_requested)
        if not made.start():
            return False
        self._recalling, self._again = made, made.show_again
        return True

    def _limit(self) -> int:
        return self._people.daily_limit

    def leave(self) -> None:
        """Remember how the page stands, if it is on the screen."""
        if self._looking_back is not None:
            self._looking_back.leave()
        if self._judging is not None:
            self._judging.leave()
        if self._recalling is not None:
            self._recalling.leave()

    def forget(self) -> None:
        """Forget how the pages were left: somebody else is there."""
        self._stop_judging()
        self._stop_looking_back()
        self._recalling = None

    def end(self) -> None:
        """Nothing reads the file any more when this returns."""
        self._stop_judging()
        self._stop_looking_back()

    def _stop_looking_back(self) -> None:
        if self._looking_back is not None:
            self._looking_back.end()
            self._looking_back = None

    def _look_back(self) -> LookingBack | None:
        loaded, learner = self._cases.loaded, self._people.learner
        if loaded is None or learner is None:
            return None
        before = self._looking_back
        if before is None or before.learner != learner or before.loaded is not loaded:
            self._stop_looking_back()
            before = LookingBack(self._window, self._appearance, loaded, learner, self._clock)
            before.export_requested.connect(self.export_requested)
            before.library_requested.connect(self.library_requested)
            before.menu_requested.connect(self.menu_requested)
            before.text_size_requested.connect(self.text_size_requested)
            self._looking_back = before
        self._again = before.show_again
        return before
