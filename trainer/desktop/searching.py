"""Searching a case: the page of the search, and what it is given to show."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, Signal

from trainer.case.search import Query
from trainer.desktop.appearance import Appearance
from trainer.desktop.desk import Desk
from trainer.desktop.finding import Finder
from trainer.desktop.pages.search import SearchPage
from trainer.desktop.search_state import results
from trainer.desktop.window import MainWindow
from trainer.desktop.wording import full_title
from trainer.progress.errors import ProgressError


class Searching(QObject):
    """One learner's search in one case; remembers what was looked for last."""

    back_requested = Signal()
    place_chosen = Signal(object)
    """With the :class:`~trainer.desktop.search_state.Place`."""
    menu_requested = Signal(QPoint)
    text_size_requested = Signal(QPoint)

    def __init__(self, window: MainWindow, appearance: Appearance, desk: Desk) -> None:
        super().__init__()
        self._window = window
        self._appearance = appearance
        self._desk = desk
        self._finder = Finder(desk)
        self._finder.grown.connect(self._look)
        self._query = ""
        self._page: SearchPage | None = None

    def show(self) -> bool:
        """Show the page; whether that was possible."""
        try:
            self._finder.begin()
        except ProgressError as error:
            self._window.say(str(error))
            return False
        info = self._desk.case.info
        title, learner = full_title(info.title, info.subtitle), self._desk.learner.name
        page = SearchPage(self._appearance.theme, title, learner, self._page.query if self._page else self._query)
        page.query_changed.connect(self._ask)
        page.place_chosen.connect(self.place_chosen)
        page.back_requested.connect(self.back_requested)
        page.menu_requested.connect(self.menu_requested)
        page.text_size_requested.connect(self.text_size_requested)
        self._page = page
        self._window.show_page(self._appearance.theme, page)
        self._ask(page.query)
        page.focus_start()
        return True

    @property
    def shown(self) -> bool:
        """Whether the page is on the screen."""
        return self._page is not None

    def leave(self) -> None:
        """The page is gone; gather nothing more."""
        self._finder.end()
        self._page = None

    def _ask(self, query: str) -> None:
        self._query = query
        self._look()

    def _look(self) -> None:
        if self._page is None:
            return
        query = Query.parse(self._query)
        finder = self._finder
        typed = self._query.strip() if query else ""
        found = finder.find(query)
        page_results = results(
            typed, found, self._desk.case.acts, waiting=finder.waiting if typed else 0, unread=finder.unread
        )
        self._page.show_results(page_results)
