"""A workshop that runs in this window: from its doors to its end, or until it is left for another time."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QApplication, QMessageBox

from trainer.case.teaching import TeachingNote
from trainer.desktop.appearance import Appearance
from trainer.desktop.background import CollectingHere
from trainer.desktop.cases import Cases
from trainer.desktop.pages.doors import DoorsPage
from trainer.desktop.widgets.question import ask_before, may_leave
from trainer.desktop.window import MainWindow
from trainer.desktop.workshops.asking import Asking
from trainer.desktop.workshops.doors_keeping import DoorsKeeping
from trainer.desktop.workshops.presenter import Presenter
from trainer.desktop.workshops.room_side import RoomSide
from trainer.desktop.workshops.workshop_texts import WorkshopTexts
from trainer.progress.clock import Clock
from trainer.progress.errors import ProgressError
from trainer.progress.workshops.file import WorkshopFile
from trainer.study.workshop.session import Session
from trainer.workshop.commands import CloseDoors, End, Refused
from trainer.workshop.host import Busy, Gone, Host
from trainer.workshop.taking_home import taking_home

if TYPE_CHECKING:
    from trainer.desktop.workshops.replanning import Replanning

PHONE_PAGE = "phone"
"""The folder among the assets with the phones' page."""
_PATIENCE = 0.5
"""Seconds for which it is waited that phones can be told of closed doors."""
_LEAVE = (
    "The workshop stops here and keeps everything. Its doors close, the room’s window goes, and phones wait. You can go"
    " on later, at the same step."
)
_UNKEPT = "What you wrote last in your notes isn’t stored yet. It may be lost."


class Presenting(QObject):
    """Opens a workshop's file, and everything that a running workshop needs; :meth:`end` puts all of it away."""

    closed = Signal()
    """It was left, and can be gone on with another time: back to where it was started from."""
    ended = Signal(object)
    """The workshop is over; with the path of its file, whose report is wanted."""
    menu_requested = Signal(QPoint)
    text_size_requested = Signal(QPoint)

    def __init__(
        self,
        application: QApplication,
        window: MainWindow,
        appearance: Appearance,
        cases: Cases,
        assets: Path,
        path: Path,
        clock: Clock,
        parent: QObject,
    ) -> None:
        """
        Args:
            application: knows the screens.
            window: shows the pages of the instructor.
            appearance: gives the theme.
            cases: knows the texts of a workshop that was never begun, and the teaching notes.
            assets: the folder with the phones' page in it.
            path: of the workshop's file.
            clock: gives the time.
            parent: goes last.
        """
        super().__init__(parent)
        self._application, self._window, self._appearance = application, window, appearance
        self._assets, self._path, self._clock = assets, path, clock
        self._cases, self._texts = cases, WorkshopTexts(cases)
        self._running: _Running | None = None
        self._doors_page: DoorsPage | None = None
        self._replanning: Replanning | None = None

    @property
    def path(self) -> Path:
        """Of the workshop's file."""
        return self._path

    @property
    def session(self) -> Session | None:
        """The workshop as it stands, while it is open here."""
        return self._running.host.session if self._running is not None else None

    @property
    def host(self) -> Host | None:
        """What takes all that is asked of the workshop, while it is open here."""
        return self._running.host if self._running is not None else None

    @property
    def presenter(self) -> Presenter | None:
        """What shows the page of the presenter."""
        return self._running.presenter if self._running is not None else None

    @property
    def doors(self) -> DoorsKeeping | None:
        """What keeps the doors."""
        return self._running.doors if self._running is not None else None

    @property
    def room(self) -> RoomSide | None:
        """What the room sees."""
        return self._running.room if self._running is not None else None

    def start(self) -> bool:
        """Open the workshop and show its doors, or the step where it stopped; says whether it is open. One that was
        ended goes on.

        What stands in the way is said in the window.
        """
        try:
            file = WorkshopFile.open(self._path)
        except ProgressError as error:
            self._window.say(str(error))
            return False
        try:
            problem = self._texts.keep(file)
            host = Host(file, self._clock) if not problem else None
        except ProgressError as error:
            problem, host = str(error), None
        if host is None:
            file.close()
            self._window.say(problem)
            return False
        self._running = running = _Running(self, file, host)
        self._wire(running)
        session = host.session
        if session.ended is not None:
            running.asking.ask(End(reopen=True))
        if running.doors.open_again() or (session.has_begun and session.doors is None):
            self.show_presenter()
        else:
            self.show_doors()
        return True

    def show_presenter(self) -> None:
        """The page of the presenter, and the room's window."""
        running = self._running
        if running is None:
            return
        self._leave_doors()
        running.presenter.show(self._appearance.theme)
        if not running.room.window.is_open:
            running.room.open()
            self._window.activateWindow()

    def show_doors(self) -> None:
        """The page of the doors; what the room sees goes on meanwhile."""
        running = self._running
        if running is None:
            return
        running.presenter.put_away()
        theme, doors = self._appearance.theme, running.doors
        page = DoorsPage(theme, doors.state)
        page.back_requested.connect(self._come_back)
        page.network_chosen.connect(doors.choose)
        page.look_requested.connect(doors.look)
        page.test_requested.connect(doors.test)
        page.open_requested.connect(doors.open)
        page.close_requested.connect(doors.close)
        page.without_requested.connect(self.show_presenter)
        page.text_size_requested.connect(self.text_size_requested)
        self._doors_page = page
        self._window.show_page(theme, page)
        doors.watch(on=True)

    def show_plan(self) -> None:
        """The page of the plan; what the room sees goes on meanwhile."""
        from trainer.desktop.workshops.replanning import Replanning

        running = self._running
        if running is None:
            return
        running.presenter.put_away()
        made = Replanning(
            self._window, self._appearance, self._cases, running.file, running.host, self._texts, self._clock, self
        )
        made.back_requested.connect(self._leave_plan)
        self._replanning = made
        made.show()

    def _leave_plan(self) -> None:
        self._put_plan_away()
        self.show_presenter()

    def _put_plan_away(self) -> None:
        replanning, self._replanning = self._replanning, None
        if replanning is not None:
            replanning.end()
            replanning.deleteLater()

    def show_again(self) -> None:
        """Build the present page anew: the theme or the text size is another."""
        running = self._running
        if running is None:
            return
        running.room.take_themes()
        if self._replanning is not None:
            self._replanning.show_again()
        elif self._doors_page is not None:
            self.show_doors()
        else:
            running.presenter.show(self._appearance.theme)

    def leave(self) -> None:
        """Keep what was written and isn't kept yet."""
        if self._replanning is not None:
            self._replanning.leave()
        if self._running is not None:
            self._running.presenter.leave()

    def may_leave(self) -> bool:
        """Whether the window may close, or show something else: the instructor is asked while a workshop runs."""
        session, presenter = self.session, self.presenter
        if session is None or presenter is None or not session.is_running:
            return True
        presenter.leave()
        text = f"{_LEAVE}\n\n{_UNKEPT}" if presenter.notes.unkept else _LEAVE
        return may_leave(self._window, QMessageBox.Icon.Question, "Workshop", text, "Leave it for now")

    def end(self) -> None:
        """Close the doors, the room's window and the file; all that was asked for before is stored."""
        self._put_plan_away()
        running, self._running = self._running, None
        if running is not None:
            self._leave_doors()
            running.end()

    # Parts

    def _wire(self, running: _Running) -> None:
        presenter, doors = running.presenter, running.doors
        presenter.back_requested.connect(self._ask_to_leave)
        presenter.doors_requested.connect(self.show_doors)
        presenter.plan_requested.connect(self.show_plan)
        presenter.report_requested.connect(self._finish)
        presenter.ended.connect(self._finish)
        presenter.text_size_requested.connect(self.text_size_requested)
        doors.changed.connect(self._show_doors_state)
        doors.opened.connect(self._on_opened)

    def _show_doors_state(self) -> None:
        if self._doors_page is not None and self._running is not None:
            self._doors_page.show_state(self._running.doors.state)

    def _on_opened(self) -> None:
        """On to the workshop; where the doors only moved, the page stays to be seen."""
        running = self._running
        if running is None or self._doors_page is None:
            return
        if self._doors_page.was_asked_to_open:
            self.show_presenter()
        else:
            self._show_doors_state()

    def _leave_doors(self) -> None:
        self._doors_page = None
        if self._running is not None:
            self._running.doors.watch(on=False)

    def _come_back(self) -> None:
        """From the doors to the workshop; to where one came from where it hasn't begun."""
        session = self.session
        if session is not None and session.has_begun:
            self.show_presenter()
        else:
            self._close()

    def _ask_to_leave(self) -> None:
        session = self.session
        if session is not None and session.is_running:
            ask_before(self._window, "Workshop", _LEAVE, "Leave it for now", "Stay", self._close)
        else:
            self._close()

    def _close(self) -> None:
        self.end()
        self.closed.emit()

    def _finish(self) -> None:
        self.end()
        self.ended.emit(self._path)

    def note_of(self, decision_id: str) -> TeachingNote | None:
        """The teaching note of a decision; none where the case has none, or isn't installed."""
        session = self.session
        return self._texts.note(session.plan, decision_id) if session is not None else None

    def make(self, file: WorkshopFile, host: Host) -> tuple[Asking, DoorsKeeping, RoomSide, Presenter]:
        """The parts of a running workshop."""
        asking = Asking(host, self)
        page = self._assets / PHONE_PAGE
        doors = DoorsKeeping(host, asking, page, self._clock, taking_home(host, self._clock), self)
        room = RoomSide(self._application, self._window, self._appearance, host, self)
        presenter = Presenter(self._window, host, asking, doors, room, self.note_of, self._clock, self)
        return asking, doors, room, presenter


class _Running:
    """Everything that is there while a workshop runs."""

    def __init__(self, presenting: Presenting, file: WorkshopFile, host: Host) -> None:
        self.file, self.host = file, host
        self._collecting = CollectingHere(presenting)
        self.asking, self.doors, self.room, self.presenter = presenting.make(file, host)

    def end(self) -> None:
        """In this order: what was written is asked to be kept, phones are told, and only then the file is let go."""
        self.presenter.end()
        session = self.host.session
        if session.doors is not None and session.doors.is_open:
            with suppress(
                Refused, ProgressError, Busy, Gone, TimeoutError
            ):  # what can't be stored keeps nobody from leaving
                self.host.submit(CloseDoors()).result(_PATIENCE)
        self.doors.end()
        self.room.end()
        self.asking.end()
        self.host.close()
        self.file.close()
        self._collecting.end()
