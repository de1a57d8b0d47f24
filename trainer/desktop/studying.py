"""Studying a case: builds its page, and builds it anew where the reader is when the appearance changes."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, Signal

from trainer.desktop.appearance import Appearance
from trainer.desktop.desk import Desk
from trainer.desktop.pages.case import CasePage
from trainer.desktop.window import MainWindow


class Studying(QObject):
    """One learner at one case, from opening it to going back to the library."""

    library_requested = Signal()
    record_requested = Signal()
    menu_requested = Signal(QPoint)
    text_size_requested = Signal(QPoint)

    def __init__(self, window: MainWindow, appearance: Appearance, desk: Desk) -> None:
        super().__init__()
        self._window = window
        self._appearance = appearance
        self.desk = desk
        self._page: CasePage | None = None

    @property
    def page(self) -> CasePage | None:
        """The page of the case."""
        return self._page

    def open(self) -> None:
        """Show the case where it was left; the last decision, once all are done."""
        playthrough = self.desk.playthrough
        self._make_page().show_decision(playthrough.current or playthrough.order[-1])

    def show_again(self) -> None:
        """Build the page anew, at the same decision and step."""
        before = self._page
        if before is None:
            self.open()
            return
        before.leave()
        self._make_page().show_at(before.decision_id, before.step)

    def _make_page(self) -> CasePage:
        page = CasePage(self._appearance.theme, self.desk)
        page.library_requested.connect(self.library_requested)
        page.record_requested.connect(self.record_requested)
        page.menu_requested.connect(self.menu_requested)
        page.text_size_requested.connect(self.text_size_requested)
        self._page = page
        self._window.show_page(self._appearance.theme, page)
        return page

    def leave(self) -> None:
        """Keep what is written."""
        if self._page is not None:
            self._page.leave()
            self._page = None
