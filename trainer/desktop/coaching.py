"""A coach at the record of one learner of a group: reads it as the learner does, and marks the reasons in it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QPoint, Signal

from trainer.desktop.appearance import Appearance
from trainer.desktop.judgement_numbers import read_unmarked
from trainer.desktop.judgement_state import Scope, ToMark
from trainer.desktop.loading import Loaded
from trainer.desktop.looking_back import LookingBack
from trainer.desktop.pages.marking import MarkingPage
from trainer.desktop.reading import Reading
from trainer.desktop.window import MainWindow
from trainer.progress.clock import Clock, utc_now
from trainer.progress.errors import ProgressError
from trainer.progress.notes import Role
from trainer.progress.values import Learner
from trainer.study.process import Quality

PLACE = "group"


class Coaching(QObject):
    """What is written here goes into the group's file, by the coach's name."""

    back_requested = Signal()
    menu_requested = Signal(QPoint)
    text_size_requested = Signal(QPoint)

    def __init__(
        self,
        window: MainWindow,
        appearance: Appearance,
        loaded: Loaded,
        learner: Learner,
        coach: str,
        clock: Clock = utc_now,
    ) -> None:
        """
        Args:
            window: shows the pages.
            appearance: how they look.
            loaded: the store of the group, and the installed cases.
            learner: whose record it is.
            coach: name of the coach.
            clock: gives the time.
        """
        super().__init__()
        self._window = window
        self._appearance = appearance
        self._loaded = loaded
        self._learner = learner
        self._coach = coach
        self._reading = Reading(loaded.store.reader, self)
        self._record = LookingBack(window, appearance, loaded, learner, clock, coach)
        self._record.back_requested.connect(self.back_requested)
        self._record.menu_requested.connect(self.menu_requested)
        self._record.text_size_requested.connect(self.text_size_requested)
        self._record.marking_requested.connect(self._begin_marking)
        self._again: Callable[[], None] = self._record.show_again

    def show_record(self, attempt_id: str = "") -> None:
        """All that the learner decided, at one attempt if one is given."""
        self._again = self._record.show_again
        if attempt_id:
            self._record.point_to(attempt_id)
        self._record.show_list()

    def show_attempt(self, attempt_id: str) -> None:
        """The whole pages of an attempt, as the learner saw it; from there the way leads to the record."""
        self._again = self._record.show_again
        self._record.point_to(attempt_id)
        self._record.show_attempt(attempt_id)

    def show_again(self) -> None:
        """Build the present page anew."""
        self._again()

    def leave(self) -> None:
        """Remember how the list stands, if it is on the screen."""
        self._record.leave()

    def end(self) -> None:
        """Nothing reads or writes the group's file any more when this returns."""
        self._reading.end()
        self._record.end()
        self._loaded.store.close()

    def _begin_marking(self) -> None:
        read = partial(
            read_unmarked, learner_id=self._learner.id, wanted=Scope(first_tries=False), marked_by=Role.COACH
        )
        self._reading.ask(read, self._show_marking, self._window.say)

    def _show_marking(self, attempts: tuple[ToMark, ...], at: int = 0, said: str = "") -> None:
        self.leave()
        page = MarkingPage(self._appearance.theme, attempts, at=at, said=said, whose=self._learner.name)
        page.marked.connect(partial(self._keep_mark, page))
        page.finished.connect(partial(self.show_record, ""))
        self._again = lambda: self._show_marking(attempts, page.at, page.said)
        self._window.show_page(self._appearance.theme, page, place=PLACE, learner=self._coach)

    def _keep_mark(self, page: MarkingPage, attempt_id: str, quality: Quality, text: str) -> None:
        notes = self._loaded.store.notes
        try:
            notes.add(attempt_id, text, author=self._coach, role=Role.COACH, quality=quality, covered=True)
        except ProgressError as error:
            page.say(str(error))
        else:
            page.go_on()
