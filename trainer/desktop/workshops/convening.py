"""Workshops: preparing one, running it, and looking at what it was."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QApplication

from trainer.desktop.appearance import Appearance
from trainer.desktop.cases import Cases
from trainer.desktop.people import People
from trainer.desktop.window import MainWindow
from trainer.desktop.workshops.backing_up import BackingUp
from trainer.paths import Paths
from trainer.progress.clock import Clock, Steady

if TYPE_CHECKING:
    from trainer.desktop.workshops.offering import Offering
    from trainer.desktop.workshops.preparing import Preparing
    from trainer.desktop.workshops.presenting import Presenting
    from trainer.desktop.workshops.reporting import Reporting


class Convening(QObject):
    """Makes each part once it is wanted, and knows which of them is on the screen. One workshop runs at a time."""

    coming = Signal()
    """One of its pages is about to be shown in place of whatever is there."""
    text_size_requested = Signal(QPoint)

    def __init__(
        self,
        application: QApplication,
        window: MainWindow,
        appearance: Appearance,
        cases: Cases,
        people: People,
        paths: Paths,
        clock: Clock,
        parent: QObject,
    ) -> None:
        """
        Args:
            application: knows the screens.
            window: shows the pages.
            appearance: gives the theme.
            cases: knows what there is to plan.
            people: knows whoever sits there.
            paths: where things live.
            clock: gives the time.
            parent: goes last.
        """
        super().__init__(parent)
        self._application, self._window, self._appearance = application, window, appearance
        self._cases, self._people, self._paths, self._clock = cases, people, paths, clock
        self._preparing: Preparing | None = None
        self._presenting: Presenting | None = None
        self._reporting: Reporting | None = None
        self._offering: Offering | None = None
        self._again: Callable[[], object] = self.show_list
        self.backing_up = BackingUp(paths, self)
        """Keeps a copy of each workshop that was run."""

    @property
    def preparing(self) -> Preparing:
        """The list of workshops, and the plan of each."""
        if self._preparing is None:
            from trainer.desktop.workshops.preparing import Preparing

            folder = self._paths.workshops_folder
            made = Preparing(self._window, self._appearance, self._cases, self._people, folder, self._clock, self)
            made.start_requested.connect(self.start)
            made.report_requested.connect(self.show_report)
            self._preparing = made
        return self._preparing

    @property
    def reporting(self) -> Reporting:
        """The reports of workshops."""
        if self._reporting is None:
            from trainer.desktop.workshops.reporting import Reporting

            made = Reporting(self._window, self._appearance, self._cases, self._people, self._paths, self)
            made.back_requested.connect(self.show_list)
            made.resume_requested.connect(self.start)
            made.shown.connect(self._on_report)
            self._reporting = made
        return self._reporting

    @property
    def offering(self) -> Offering | None:
        """What offers workshops at the start, once it has begun to look."""
        return self._offering

    @property
    def presenting(self) -> Presenting | None:
        """The workshop that runs."""
        return self._presenting

    def show_again(self) -> None:
        """Build the present page anew."""
        self._again()

    def show_list(self) -> None:
        """All workshops."""
        self.coming.emit()
        self._again = self.preparing.show_again
        self.preparing.show_list()

    def show_report(self, path: Path) -> None:
        """What a workshop was, once it is read."""
        self.reporting.show(path)

    def _on_report(self) -> None:
        self.coming.emit()
        self.backing_up.begin()  # nobody can copy a file that is being read
        self._again = self.reporting.show_again

    def start(self, path: Path) -> None:
        """Begin a workshop, or go on with it; the one that runs is left, if it may be."""
        if self.may_leave():
            self._cases.when_loaded(lambda: self._start(path))

    def _start(self, path: Path) -> None:
        from trainer.desktop.workshops.presenting import Presenting

        self._window.withdraw_offer()
        self.coming.emit()
        self.stop()
        made = Presenting(
            self._application,
            self._window,
            self._appearance,
            self._cases,
            self._paths.assets,
            path,
            Steady(self._clock),
            self,
        )
        made.closed.connect(self._on_closed)
        made.ended.connect(self._on_ended)
        made.text_size_requested.connect(self.text_size_requested)
        self._presenting, self._again = made, made.show_again
        if not made.start():
            self._on_closed()

    def _on_closed(self) -> None:
        self.stop()
        self.show_list()

    def _on_ended(self, path: Path) -> None:
        self._on_closed()
        self.show_report(path)

    def offer(self) -> None:
        """Once in a run, look for workshops that stopped before their end."""
        folder = self._paths.workshops_folder
        if self._offering is None and folder.is_dir():
            from trainer.desktop.workshops.offering import Offering

            self._offering = Offering(self._window, folder, self._clock, self)
            self._offering.go_on_requested.connect(self.start)
            self._offering.look()

    def leave(self) -> None:
        """Keep what was written on the present page."""
        for each in (self._preparing, self._presenting, self._reporting):
            if each is not None:
                each.leave()

    def may_leave(self) -> bool:
        """Whether another page may be shown, or the window be closed; asks while a workshop runs."""
        written = self._preparing is None or self._preparing.may_leave()
        return written and (self._presenting is None or self._presenting.may_leave())

    def stop(self) -> None:
        """Put the workshop that runs away; it can be gone on with."""
        presenting, self._presenting = self._presenting, None
        if presenting is not None:
            presenting.end()
            presenting.deleteLater()
            self.backing_up.begin()

    def end(self) -> None:
        """Nothing reads or writes a workshop any more when this returns."""
        self.stop()
        for each in (self._offering, self._preparing, self._reporting, self.backing_up):
            if each is not None:
                each.end()
