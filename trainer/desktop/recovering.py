"""What keeps the program from the learner's progress, and how they come by it again: trouble, damage, backups."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Signal

from trainer.desktop.appearance import Appearance
from trainer.desktop.people import People
from trainer.desktop.widgets.notice import Kind
from trainer.desktop.window import MainWindow
from trainer.paths import Paths
from trainer.progress.clock import Clock

if TYPE_CHECKING:
    from trainer.desktop.mending import Mending
    from trainer.desktop.restoring import Restoring
    from trainer.desktop.trouble import Trouble


class Recovering(QObject):
    """Shows one of its pages after the other, and says when another progress file counts."""

    library_requested = Signal()
    again_requested = Signal()
    leave_requested = Signal()
    menu_requested = Signal(QPoint)
    text_size_requested = Signal(QPoint)
    begun_anew = Signal()
    """Another progress file may stand in its place now; whatever was known of the one before counts no more."""

    def __init__(
        self, window: MainWindow, appearance: Appearance, people: People, paths: Paths, clock: Clock, parent: QObject
    ) -> None:
        """
        Args:
            window: shows the pages.
            appearance: gives the theme.
            people: knows the present learner.
            paths: where the progress and its backups are.
            clock: gives the time.
            parent: goes last.
        """
        super().__init__(parent)
        self._window = window
        self._appearance = appearance
        self._people = people
        self._paths = paths
        self._clock = clock
        self._trouble: Trouble | Mending | None = None
        self._restoring: Restoring | None = None
        self._to_tell: tuple[str, Kind] | None = None
        self.let_go: Callable[[], bool] = lambda: True
        """Closes the progress; ``False`` where the learner would rather stay."""

    @property
    def holds(self) -> bool:
        """Whether no other page may be shown."""
        return self._trouble is not None or (self._restoring is not None and self._restoring.is_exchanging)

    def show_again(self) -> None:
        """Build the present page anew."""
        if self._trouble is not None:
            self._trouble.show()
        elif self._restoring is not None:
            self._restoring.show_again()

    def tell_trouble(self, sentence: str, details: str) -> None:
        """Say why the progress can't be opened."""
        from trainer.desktop.trouble import Trouble

        self._take(Trouble(self._window, self._appearance, sentence, details))

    def mend(self, details: str) -> None:
        """Say that the progress is damaged, and what can be done.

        Args:
            details: what is wrong with it, for whoever helps.
        """
        from trainer.desktop.mending import Mending

        made = Mending(self._window, self._appearance, self._paths, self._clock, details, self)
        made.replaced.connect(self._on_replaced)
        self._take(made)

    def _take(self, trouble: Trouble | Mending) -> None:
        self._put_away()
        trouble.again_requested.connect(self._look_again)
        trouble.leave_requested.connect(self.leave_requested)
        self._trouble = trouble
        trouble.show()

    def show_backups(self) -> None:
        """What one can go back to."""
        from trainer.desktop.restoring import Restoring

        if self._restoring is None:
            made = Restoring(self._window, self._appearance, self._people, self._paths, self._clock, self)
            made.library_requested.connect(self.library_requested)
            made.menu_requested.connect(self.menu_requested)
            made.text_size_requested.connect(self.text_size_requested)
            made.replaced.connect(self._on_replaced)
            made.kept.connect(self._on_kept)
            made.let_go = self.let_go
            self._restoring = made
        self._restoring.show()

    def tell(self) -> None:
        """Say what was done, now that the progress is open; nothing if that was said."""
        if self._to_tell is not None and self._trouble is None:
            self._window.say(*self._to_tell)
            self._to_tell = None

    def end(self) -> None:
        """Wait until what is under way has ended."""
        self._put_away()
        if self._restoring is not None:
            self._restoring.end()

    def _look_again(self) -> None:
        self._put_away()
        self.again_requested.emit()

    def _on_replaced(self, sentence: str) -> None:
        self._begin_anew(sentence, Kind.INFORMATION)

    def _on_kept(self, sentence: str) -> None:
        self._begin_anew(sentence, Kind.PROBLEM)

    def _begin_anew(self, sentence: str, kind: Kind) -> None:
        self._put_away()
        self._to_tell = sentence, kind
        self.begun_anew.emit()

    def _put_away(self) -> None:
        if self._trouble is not None:
            self._trouble.end()
            self._trouble.deleteLater()
            self._trouble = None
