"""The first start: who is learning, where nobody is yet."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from trainer.desktop.appearance import Appearance
from trainer.desktop.cases import Cases
from trainer.desktop.library_state import Shelf
from trainer.desktop.pages.first_start import FirstStartPage
from trainer.desktop.painting.cover import CoverData
from trainer.desktop.people import People
from trainer.desktop.window import MainWindow


class FirstStart(QObject):
    """Asks for a name, until somebody of that name is stored."""

    begun = Signal()
    """The learner is there."""

    def __init__(
        self, window: MainWindow, appearance: Appearance, people: People, cases: Cases, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._appearance = appearance
        self._people = people
        self._cases = cases

    @property
    def page(self) -> FirstStartPage | None:
        """The page, while it is shown."""
        page = self._window.page
        return page if isinstance(page, FirstStartPage) else None

    def show(self) -> None:
        """Show the page; built anew, it keeps the name that stands there."""
        before, theme = self.page, self._appearance.theme
        page = FirstStartPage(theme, CoverData(()), before.name if before is not None else _system_name())
        self._give_cover(page)
        page.begun.connect(self._begin)
        self._window.show_page(theme, page)

    def show_cover(self) -> None:
        """Show the cover of the first case, now that the cases are read."""
        if self.page is not None:
            self._give_cover(self.page)

    def _give_cover(self, page: FirstStartPage) -> None:
        """The cover is bare until there is a case: nothing moves then."""
        if self._cases.outlines:
            page.show_cover(Shelf(self._cases.outlines[0]).cover)

    def _begin(self, name: str) -> None:
        if self.page is not None:
            self.page.set_busy(True)
        self._cases.when_loaded(partial(self._add, name))

    def _add(self, name: str) -> None:
        problem = self._people.add(name)
        if problem is None:
            self.begun.emit()
        elif self.page is not None:
            self.page.show_problem(problem)


def _system_name() -> str:
    import getpass

    try:
        name = getpass.getuser()
    except (OSError, KeyError):
        return ""
    return "" if name in ("root", "admin") else name[:1].upper() + name[1:]
