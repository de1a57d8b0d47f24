"""Carrying progress: out of the program, into it, and to a coach."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Signal

from trainer.desktop.appearance import Appearance
from trainer.desktop.people import People
from trainer.desktop.window import MainWindow
from trainer.paths import Paths
from trainer.progress.clock import Clock

if TYPE_CHECKING:
    from trainer.desktop.dropping import Take
    from trainer.desktop.exporting import Exporting
    from trainer.desktop.grouping import Grouping
    from trainer.desktop.taking_in import TakingIn


class Carrying(QObject):
    """Makes each part once it is wanted."""

    taken_in = Signal()
    """Progress came from elsewhere; what is shown is to be read anew."""
    menu_requested = Signal(QPoint)
    text_size_requested = Signal(QPoint)

    def __init__(
        self, window: MainWindow, appearance: Appearance, people: People, paths: Paths, clock: Clock, parent: QObject
    ) -> None:
        """
        Args:
            window: shows the pages.
            appearance: gives the theme.
            people: knows the present learner.
            paths: where things live.
            clock: gives the time.
            parent: goes last.
        """
        super().__init__(parent)
        self._window = window
        self._appearance = appearance
        self._people = people
        self._paths = paths
        self._clock = clock
        self._exporting: Exporting | None = None
        self._grouping: Grouping | None = None
        self._taking_in: TakingIn | None = None

    @property
    def exporting(self) -> Exporting:
        """How attempts and cases are written into files of others."""
        if self._exporting is None:
            from trainer.desktop.exporting import Exporting

            self._exporting = Exporting(self._window, self._appearance, self._people, self._paths, self._clock, self)
        return self._exporting

    @property
    def grouping(self) -> Grouping:
        """The coach at a group."""
        if self._grouping is None:
            from trainer.desktop.grouping import Grouping
            from trainer.progress.groups import Groups

            groups = Groups(self._paths.groups_folder, self._clock)
            made = Grouping(self._window, self._appearance, groups, lambda: self._people.name, self._clock, self)
            made.menu_requested.connect(self.menu_requested)
            made.text_size_requested.connect(self.text_size_requested)
            self._grouping = made
        return self._grouping

    @property
    def taking_in(self) -> TakingIn:
        """How progress comes from another computer."""
        if self._taking_in is None:
            from trainer.desktop.taking_in import TakingIn

            self._taking_in = TakingIn(self._window, self._people, self._paths, self)
            self._taking_in.taken_in.connect(self.taken_in)
        return self._taking_in

    def taking(self) -> tuple[Take, str] | None:
        """What takes files in that are dropped onto the page, and what it does with them; ``None`` where none can."""
        if self._grouping is not None and self._grouping.is_on_screen:
            return None if self._grouping.is_busy else (self._grouping.take_in, "take them into the group")
        return None if self.taking_in.is_busy else (self.taking_in.take_in, "import them")

    def tell(self) -> None:
        """Say what came in, if that was not said yet."""
        if self._taking_in is not None:
            self._taking_in.tell()

    def leave(self) -> None:
        """Remember how the group's page stands, if it is on the screen."""
        if self._grouping is not None:
            self._grouping.leave()

    def end(self) -> None:
        """Stop what is under way, and wait for that."""
        for each in (self._exporting, self._grouping, self._taking_in):
            if each is not None:
                each.end()
