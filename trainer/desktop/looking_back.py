"""Looking back: the list of attempts, and single ones on their pages."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QPoint, Signal

from trainer.case.sealed import SealBroken
from trainer.desktop.appearance import Appearance
from trainer.desktop.loading import Loaded
from trainer.desktop.pages.record import RecordPage, RecordState
from trainer.desktop.pages.seen import SeenPage
from trainer.desktop.seen import open_seen, provide
from trainer.desktop.window import MainWindow
from trainer.progress.errors import ProgressError
from trainer.progress.values import Learner


class LookingBack(QObject):
    """One learner at their record; remembers how the list was left."""

    library_requested = Signal()
    menu_requested = Signal(QPoint)
    text_size_requested = Signal(QPoint)

    def __init__(self, window: MainWindow, appearance: Appearance, loaded: Loaded, learner: Learner) -> None:
        super().__init__()
        self._window = window
        self._appearance = appearance
        self.loaded = loaded
        self.learner = learner
        self._list: RecordPage | None = None
        self._state: RecordState | None = None
        self._again: Callable[[], None] = self.show_list

    def show_again(self) -> None:
        """Build the present page anew."""
        self._again()

    def show_list(self) -> None:
        """All attempts of the learner, as the list was left."""
        self.leave()
        lines = self.loaded.store.lines(self.learner.id)
        give = partial(provide, self.loaded, lines)
        page = RecordPage(self._appearance.theme, lines, give, state=self._state)
        page.open_requested.connect(self.show_attempt)
        page.library_requested.connect(self.library_requested)
        self._list = page
        self._again = self.show_list
        self._window.show_page(self._appearance.theme, page, place="record", learner=self.learner.name)

    def show_attempt(self, attempt_id: str) -> None:
        """The whole pages of an attempt, as it was seen."""
        self.leave()
        try:
            page = open_seen(self._appearance.theme, self.loaded, self.learner, attempt_id)
        except (SealBroken, ProgressError) as error:
            self._window.say(str(error))
            return
        page.back_requested.connect(self.show_list)
        page.menu_requested.connect(self.menu_requested)
        page.text_size_requested.connect(self.text_size_requested)
        self._list = None
        self._again = partial(self._show_attempt_again, page)
        self._window.show_page(self._appearance.theme, page)

    def _show_attempt_again(self, before: SeenPage) -> None:
        step, shows_changes = before.step, before.shows_changes
        self.show_attempt(before.attempt_id)
        page = self._window.page
        if isinstance(page, SeenPage):
            page.go_to(step)
            if shows_changes:
                page.show_changes()

    def leave(self) -> None:
        """Remember how the list stands, if it is on the screen."""
        if self._list is not None and self._window.page is self._list:
            self._state = self._list.state
