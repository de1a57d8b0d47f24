"""Choosing what to study: the library, and from there the ways through a case."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, Signal

from trainer.desktop.appearance import Appearance
from trainer.desktop.cases import Cases
from trainer.desktop.library_state import LibraryState
from trainer.desktop.pages.library import LibraryPage
from trainer.desktop.people import People
from trainer.desktop.window import MainWindow
from trainer.progress.clock import Clock


class Choosing(QObject):
    """One visit to the library after the other."""

    case_requested = Signal(str, object)
    """With the id of the case, and the course to go on with; ``None`` for that which the learner is on."""
    record_requested = Signal()
    look_again_requested = Signal()
    install_requested = Signal()
    recall_requested = Signal()
    menu_requested = Signal(QPoint)
    text_size_requested = Signal(QPoint)

    def __init__(
        self,
        window: MainWindow,
        appearance: Appearance,
        cases: Cases,
        people: People,
        places: tuple[Path, ...],
        clock: Clock,
        parent: QObject,
    ) -> None:
        """
        Args:
            window: shows the pages.
            appearance: gives the theme.
            cases: what there is to choose from.
            people: knows who chooses.
            places: the folders in which cases are looked for.
            clock: gives the time, for the greeting.
            parent: goes last.
        """
        super().__init__(parent)
        self._window = window
        self._appearance = appearance
        self._cases = cases
        self._people = people
        self._places = tuple(map(str, places))
        self._clock = clock
        self.followed: Path | None = None
        """The folder of a pack that is being written: its errors are shown elsewhere."""
        self._again: Callable[[], None] = self.show
        self._shown: tuple[dt.date, int] | None = None
        window.activated.connect(self._on_activated)

    def show_again(self) -> None:
        """Build the present page anew."""
        self._again()

    def show(self) -> None:
        """The cases, and the one next step."""
        self._again = self.show
        cases, people, theme = self._cases, self._people, self._appearance.theme
        shelves = tuple(cases.shelf(outline, people.current) for outline in cases.outlines)
        broken = tuple(each for each in cases.broken if each.folder != str(self.followed))
        now = self._clock().astimezone()
        due = cases.due(people.current, people.daily_limit)
        self._shown = now.date(), due
        page = LibraryPage(theme, LibraryState(people.name, now, shelves, broken, self._places, due, cases.reading))
        page.continue_requested.connect(partial(self._choose, None))
        page.ways_requested.connect(self._show_ways)
        page.record_requested.connect(self.record_requested)
        page.look_again_requested.connect(self.look_again_requested)
        page.install_requested.connect(self.install_requested)
        page.recall_requested.connect(self.recall_requested)
        self._window.show_page(theme, page, place="library", learner=people.name)

    def _on_activated(self) -> None:
        """Whoever comes back on another day is greeted anew, and told what comes back by now."""
        if not self.shows_library or self._window.place != "library":
            return
        from trainer.progress.errors import ProgressError

        try:
            due = self._cases.due(self._people.current, self._people.daily_limit)
        except ProgressError:
            return  # what is shown stays, and the next step says what is wrong
        if self._shown != (self._clock().astimezone().date(), due):
            self.show()

    @property
    def shows_library(self) -> bool:
        """Whether it is the library that the window shows."""
        return isinstance(self._window.page, LibraryPage)

    def _choose(self, course: object, case_id: str) -> None:
        self._cases.when_loaded(partial(self.case_requested.emit, case_id, course))

    def _show_ways(self, case_id: str) -> None:
        from trainer.desktop.course_state import ways_state
        from trainer.desktop.pages.courses import CoursesPage

        outline = next((each for each in self._cases.outlines if each.id == case_id), None)
        if outline is None:
            self.show()
            return
        shelf = self._cases.shelf(outline, self._people.current)
        state = ways_state(outline, shelf.standings, shelf.chosen, self._people.name)
        page = CoursesPage(self._appearance.theme, state)
        page.back_requested.connect(self.show)
        page.course_chosen.connect(lambda course: self._choose(course, case_id))
        page.menu_requested.connect(self.menu_requested)
        page.text_size_requested.connect(self.text_size_requested)
        self._again = partial(self._show_ways, case_id)
        self._window.show_page(self._appearance.theme, page)
        page.focus_start()
