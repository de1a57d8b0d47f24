"""A sitting of recalls: asks about one decision after the other, and stores each answer before its record is shown."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from trainer.case.sealed import SealBroken
from trainer.desktop.appearance import Appearance
from trainer.desktop.dates import coming, on_day
from trainer.desktop.pages.recall import RecallPage
from trainer.desktop.pages.recall_end import RecallEndPage
from trainer.desktop.recall_state import Ending, Sitting, question, told
from trainer.desktop.window import MainWindow
from trainer.progress.clock import Clock
from trainer.progress.due import Due
from trainer.progress.errors import ProgressError
from trainer.progress.recalls import Recall
from trainer.progress.store import Store
from trainer.progress.values import Learner
from trainer.study.playthrough import NotAllowed
from trainer.study.recall import SESSION, Grade


class Recalling(QObject):
    """One learner and what comes back to them. It can be left anywhere, and nothing is lost."""

    library_requested = Signal()
    judgement_requested = Signal()

    def __init__(
        self,
        window: MainWindow,
        appearance: Appearance,
        store: Store,
        learner: Learner,
        limit: Callable[[], int],
        clock: Clock,
    ) -> None:
        """
        Args:
            window: shows the pages.
            appearance: gives the theme.
            store: knows what comes back.
            learner: who is asked.
            limit: how many decisions come back on one day at most.
            clock: gives the time.
        """
        super().__init__()
        self._window = window
        self._appearance = appearance
        self._store = store
        self.learner = learner
        self._limit = limit
        self._clock = clock
        self._queue: list[Due] = []
        self._at = self._shown = 0
        self._recall: Recall | None = None
        self._graded: list[tuple[int, str, Grade]] = []
        self._page: RecallPage | None = None
        self._again: Callable[[], object] = self.start

    def start(self) -> bool:
        """Begin a sitting with what comes back now; where nothing does, say when something will.

        Returns:
            Whether a page of it could be shown; if not, the window says why.
        """
        try:
            self._queue = list(self._store.recalls.due(self.learner.id, self._limit())[:SESSION])
        except ProgressError as error:
            self._window.say(str(error))
            return False
        self._at, self._graded = 0, []
        before = self._window.page
        self._ask()
        return self._window.page is not before

    def show_again(self) -> None:
        """Build the present page anew."""
        self._again()

    def _ask_again(self) -> None:
        self.leave()
        self._ask(self._page)

    def leave(self) -> None:
        """Keep what is written."""
        if self._page is not None and self._window.page is self._page:
            self._page.leave()

    def _ask(self, before: RecallPage | None = None) -> None:
        """Ask about the decision whose turn it is; what stood on a page before is taken over from there."""
        if self._at >= len(self._queue):
            self._take_forgotten()
        if self._at >= len(self._queue):
            self._end()
            return
        due = self._queue[self._at]
        try:
            if due not in self._store.recalls.due(self.learner.id, self._limit()):
                # Another window was quicker.
                del self._queue[self._at]
                self._ask()
                return
            recall = self._store.recalls.begin(self.learner.id, due.case_id, due.decision_id)
            attempt = self._store.attempt(recall.attempt_id)
            asked = question(self._store.seen_text(attempt.id), attempt)
        except ProgressError as error:
            self._window.say(str(error))
            return
        except (NotAllowed, SealBroken) as error:
            self._window.say(str(error))
            del self._queue[self._at]
            self._ask()
            return
        self._recall, self._shown = recall, self._at
        unkept = before is not None and recall.answered is None
        answer, remembered = (
            (before.answer, before.remembered) if before and unkept else (recall.answer, recall.remembered)
        )
        sitting = Sitting(self._at + 1, len(self._queue), can_undo=bool(self._graded))
        page = RecallPage(self._appearance.theme, sitting, asked, answer, remembered)
        page.draft_changed.connect(self._keep)
        page.record_requested.connect(self._answer)
        page.graded.connect(self._grade)
        page.undo_requested.connect(self._undo)
        page.stop_requested.connect(self._stop)
        page.library_requested.connect(self._to_library)
        self._page, self._again = page, self._ask_again
        self._window.show_page(self._appearance.theme, page)
        page.focus_start()
        if recall.answered is not None:
            self._tell()

    def _take_forgotten(self) -> None:
        """What was forgotten in this sitting comes back at its end, once its minutes are over."""
        forgotten = {self._queue[at] for at, _, grade in self._graded if grade is Grade.AGAIN}
        try:
            due = self._store.recalls.due(self.learner.id, self._limit())
        except ProgressError:
            return
        self._queue += [each for each in due if each in forgotten]

    def _keep(self, answer: str, remembered: object) -> None:
        if self._recall is None:
            return
        try:
            self._store.recalls.keep(self._recall.id, answer, _percent(remembered))
        except NotAllowed:
            return  # another window was quicker; its answer stands
        except ProgressError as error:
            self._window.say(str(error))

    def _answer(self, answer: str, remembered: object) -> None:
        if self._recall is None:
            return
        try:
            self._recall = self._store.recalls.answer(self._recall.id, answer, _percent(remembered))
        except NotAllowed:
            self._ask()  # another window was quicker; its answer stands
            return
        except ProgressError as error:
            self._window.say(str(error))
            return
        self._tell()

    def _tell(self) -> None:
        """Show the record of what was answered."""
        recall, page = self._recall, self._page
        assert recall is not None
        assert page is not None
        try:
            attempt = self._store.attempt(recall.attempt_id)
            sheet = self._store.seen_text(attempt.id)
            dates = self._store.recalls.next_dates(recall.id)
        except (ProgressError, SealBroken) as error:
            self._window.say(str(error))
            return
        page.show_record(told(sheet, attempt, dates, self._clock()))

    def _grade(self, grade: Grade) -> None:
        recall = self._recall
        if recall is None:
            return
        try:
            self._store.recalls.grade(recall.id, grade)
        except NotAllowed:
            pass  # it is graded, and only the next one could not be shown; or another window was quicker
        except ProgressError as error:
            self._window.say(str(error))
            return
        else:
            self._graded.append((self._shown, recall.id, grade))
        self._at = self._shown + 1
        self._ask()

    def _undo(self) -> None:
        if not self._graded:
            return
        self.leave()
        at, recall_id, grade = self._graded[-1]
        try:
            self._store.recalls.undo(recall_id)
        except NotAllowed as error:
            self._window.say(f"{str(error).capitalize()}.")
        except ProgressError as error:
            self._window.say(str(error))
            return
        self._graded.pop()
        self._at = at
        if grade is Grade.AGAIN:
            due = self._queue[at]  # it may have come back at the end of the sitting
            self._queue[at + 1 :] = [each for each in self._queue[at + 1 :] if each != due]
        self._ask()

    def _to_library(self) -> None:
        self.leave()
        self.library_requested.emit()

    def _stop(self) -> None:
        """Leave the rest for another time."""
        if self._graded:
            self.leave()
            self._end()
        else:
            self._to_library()

    def _end(self) -> None:
        now = self._clock()
        try:
            more = len(self._store.recalls.due(self.learner.id, self._limit()))
            later = self._store.recalls.next_due(self.learner.id)
        except ProgressError as error:
            self._window.say(str(error))
            more, later = 0, None
        self._page, self._recall, self._again = None, None, self._end
        when = on_day(coming(later, now)) if later is not None else ""
        grades = tuple(grade for _, _, grade in self._graded)
        ending = Ending(grades, more, when, len({self._queue[at] for at, _, _ in self._graded}))
        page = RecallEndPage(self._appearance.theme, ending, can_undo=bool(self._graded))
        page.more_requested.connect(self.start)
        page.library_requested.connect(self.library_requested)
        page.judgement_requested.connect(self.judgement_requested)
        page.undo_requested.connect(self._undo)
        self._at = len(self._queue)
        self._window.show_page(self._appearance.theme, page)
        page.focus_start()


def _percent(remembered: object) -> int | None:
    return remembered if isinstance(remembered, int) else None
