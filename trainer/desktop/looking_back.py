"""Looking back: the list of attempts, single ones on their pages, and those at one decision side by side."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QPoint, Signal

from trainer.case.sealed import SealBroken
from trainer.desktop.appearance import Appearance
from trainer.desktop.loading import Loaded
from trainer.desktop.pages.record import RecordPage
from trainer.desktop.pages.seen import SeenPage
from trainer.desktop.pages.tries import TriesPage
from trainer.desktop.record_reading import RecordReading
from trainer.desktop.record_state import Counted, Page, RecordState
from trainer.desktop.seen import open_seen, provide
from trainer.desktop.window import MainWindow
from trainer.progress.clock import Clock, utc_now
from trainer.progress.errors import ProgressError
from trainer.progress.notes import Role
from trainer.progress.values import Learner
from trainer.study.process import Quality


class LookingBack(QObject):
    """One learner at their record, or a coach at that of a learner; remembers how the list was left."""

    library_requested = Signal()
    export_requested = Signal()
    menu_requested = Signal(QPoint)
    text_size_requested = Signal(QPoint)
    marking_requested = Signal()
    """A coach wants to mark the reasons with the outcome covered."""
    back_requested = Signal()
    """A coach wants to go back to the group."""

    def __init__(
        self,
        window: MainWindow,
        appearance: Appearance,
        loaded: Loaded,
        learner: Learner,
        clock: Clock = utc_now,
        coach: str = "",
    ) -> None:
        """
        Args:
            window: shows the pages.
            appearance: gives the theme.
            loaded: the store and the cases.
            learner: whose record it is.
            clock: gives the time.
            coach: name of the coach who looks at it; empty where the learner does.
        """
        super().__init__()
        self._window = window
        self._appearance = appearance
        self.loaded = loaded
        self.learner = learner
        self._clock = clock
        self._coach = coach
        self._whose = learner.name if coach else ""
        self._place = "group" if coach else "record"
        self._here = f"Record of {learner.name}" if coach else "My record"
        self._list: RecordPage | None = None
        self._state: RecordState | None = None
        self._reading: RecordReading | None = None
        self._again: Callable[[], None] = self.show_list

    def show_again(self) -> None:
        """Build the present page anew."""
        self._again()

    def show_list(self) -> None:
        """The attempts of the learner, as the list was left."""
        self.leave()
        total = self.loaded.store.attempt_count(self.learner.id)
        give = partial(provide, self.loaded, whose=self._whose)
        page = RecordPage(self._appearance.theme, total, give, state=self._state, whose=self._whose, clock=self._clock)
        page.open_requested.connect(self.show_attempt)
        page.beside_requested.connect(self.show_tries)
        page.library_requested.connect(self.library_requested)
        page.export_requested.connect(self.export_requested)
        page.note_written.connect(self._keep_note)
        page.marking_requested.connect(self.marking_requested)
        page.back_requested.connect(self.back_requested)
        page.asked.connect(self._read.ask)
        self._list = page
        self._again = self.show_list
        page.begin()
        self._show(page)

    def point_to(self, attempt_id: str) -> None:
        """Have the list be at an attempt when it is shown next."""
        self._state = RecordState(attempt_id, drafts=self._state.drafts if self._state else {})

    def _show(self, page: RecordPage | TriesPage) -> None:
        name = self._coach or self.learner.name
        self._window.show_page(self._appearance.theme, page, place=self._place, learner=name)

    def show_attempt(self, attempt_id: str) -> None:
        """The whole pages of an attempt, as it was seen."""
        self.leave()
        try:
            page = open_seen(self._appearance.theme, self.loaded, self.learner, attempt_id, self._here, self._coach)
        except (SealBroken, ProgressError) as error:
            self._window.say(str(error))
            return
        page.back_requested.connect(self.show_list)
        page.menu_requested.connect(self.menu_requested)
        page.text_size_requested.connect(self.text_size_requested)
        self._list = None
        self._again = partial(self._show_attempt_again, page)
        self._window.show_page(self._appearance.theme, page)

    def show_tries(self, attempt_id: str) -> None:
        """An attempt beside the first one at its decision."""
        self.leave()
        try:
            seen = provide(self.loaded, attempt_id)
        except (SealBroken, ProgressError) as error:
            self._window.say(str(error))
            return
        page = TriesPage(self._appearance.theme, seen.sheet, seen.tries, attempt_id, whose=self._whose)
        page.back_requested.connect(self.show_list)
        page.open_requested.connect(self.show_attempt)
        self._list = None
        self._again = lambda: self.show_tries(page.current)
        self._show(page)

    def leave(self) -> None:
        """Remember how the list stands, if it is on the screen."""
        if self._list is not None and self._window.page is self._list:
            self._state = self._list.state

    def end(self) -> None:
        """Nothing reads the file any more when this returns."""
        if self._reading is not None:
            self._reading.end()
            self._reading = None

    @property
    def _read(self) -> RecordReading:
        if self._reading is None:
            themes = {theme.id: theme.title for each in self.loaded.cases for theme in each.outline.themes}
            self._reading = RecordReading(self.loaded.store.reader, self.learner.id, themes)
            self._reading.answered.connect(self._on_answer)
            self._reading.failed.connect(self._window.say)
        return self._reading

    def _on_answer(self, answer: Page | Counted) -> None:
        if self._list is not None and self._window.page is self._list:
            self._list.take(answer)

    def _keep_note(self, attempt_id: str, text: str, quality: Quality | None) -> None:
        role = Role.COACH if self._coach else Role.LEARNER
        store = self.loaded.store
        try:
            covered = quality is not None and not store.steps(attempt_id)
            store.notes.add(
                attempt_id,
                text,
                author=self._coach or self.learner.name,
                role=role,
                quality=quality,
                covered=covered,
            )
        except ProgressError as error:
            self._window.say(str(error))
            if self._list is not None:
                self._list.put_back(attempt_id, text)
        else:
            if self._list is not None:
                self._list.show_again(attempt_id)

    def _show_attempt_again(self, before: SeenPage) -> None:
        step, shows_changes = before.step, before.shows_changes
        self.show_attempt(before.attempt_id)
        page = self._window.page
        if isinstance(page, SeenPage):
            page.go_to(step)
            if shows_changes:
                page.show_changes()
