"""A workshop on the instructor's page: shows how it stands many times a second, and asks for what is wanted there."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QPoint, QTimer, Signal

from trainer.case.teaching import TeachingNote
from trainer.desktop.pages.presenter import PresenterPage
from trainer.desktop.theme import Theme
from trainer.desktop.widgets.go_menu import GoMenu
from trainer.desktop.widgets.question import ask_before
from trainer.desktop.window import MainWindow
from trainer.desktop.workshops.asking import Asking
from trainer.desktop.workshops.doors_keeping import DoorsKeeping
from trainer.desktop.workshops.hand_counting import HandCounting
from trainer.desktop.workshops.note_keeping import NoteKeeping
from trainer.desktop.workshops.presenter_state import presenter_state
from trainer.desktop.workshops.room_side import RoomSide
from trainer.progress.clock import Clock
from trainer.progress.errors import ProgressError
from trainer.study.workshop.plan import Round, Step
from trainer.study.workshop.session import Session
from trainer.workshop import commands as ask
from trainer.workshop.commands import Command, Refused
from trainer.workshop.host import Busy, Gone, Host

_TICK_MS = 200
"""Often enough that a second on the clock is never late by more than one can see."""
_AGAIN_MS = 4_000
"""After which a vote that couldn't be closed on time is tried again."""
_REOPEN = "The room votes once more, in a new vote. The one before stays in the report."
_END = (
    "The doors close, and phones can’t take their votes home any more. Everything is kept: the report has all of it,"
    " and the workshop can be reopened."
)
_REMOVE = "Their phone leaves the workshop, and their votes are counted no more. They can be let back in."

_FAULT = "That didn’t work, through a fault of the program. Nothing is lost; try again, or go on with another step."
_TOLD = (Refused, ProgressError, Busy, Gone)
"""Errors with a sentence for the instructor."""

NoteOf = Callable[[str], TeachingNote | None]
"""The teaching note of a decision, if there is one."""


class Presenter(QObject):
    """Builds the page, and stays while pages are built anew."""

    back_requested = Signal()
    doors_requested = Signal()
    plan_requested = Signal()
    report_requested = Signal()
    ended = Signal()
    """The workshop is over, and that is stored."""
    text_size_requested = Signal(QPoint)

    def __init__(
        self,
        window: MainWindow,
        host: Host,
        asking: Asking,
        doors: DoorsKeeping,
        room: RoomSide,
        note_of: NoteOf,
        clock: Clock,
        parent: QObject,
    ) -> None:
        """
        Args:
            window: shows the page.
            host: of the workshop.
            asking: brings answers back.
            doors: knows who has lost the connection.
            room: what the room sees.
            note_of: gives teaching notes.
            clock: gives the time.
            parent: goes last.
        """
        super().__init__(parent)
        self._window, self._host, self._asking, self._clock = window, host, asking, clock
        self._doors, self._room, self._note_of = doors, room, note_of
        self._page: PresenterPage | None = None
        self.hands = HandCounting(window, host, asking, self)
        self.notes = NoteKeeping(asking, self._say, self)
        self._closing = 0
        self._moving = False
        self._shown: Session | None = None
        self._tick = QTimer(self)
        self._tick.setInterval(_TICK_MS)
        self._tick.timeout.connect(self.refresh)
        asking.changed.connect(self._refresh_once)
        asking.failed.connect(self._say)
        doors.changed.connect(self.refresh)
        doors.cut_off.connect(window.say)
        room.key_pressed.connect(self._press)
        room.where_changed.connect(self._show_where)

    @property
    def page(self) -> PresenterPage | None:
        """The page, while it is shown."""
        return self._page

    def show(self, theme: Theme) -> None:
        """Put the page into the window."""
        self.leave()
        picture, following = self._room.pictures()
        page = PresenterPage(theme, picture, following)
        self._wire(page)
        self._page = page
        self._show_where()
        page.frame.show_hall(dark=self._room.is_dark)
        self.refresh()
        self._window.show_page(theme, page)
        page.show()  # what is hidden still can't have the keyboard,
        page.setFocus()  # and a control that had it would take a key of the remote
        self._tick.start()

    def leave(self) -> None:
        """Keep what was written; another page comes."""
        if self._page is not None:
            self._page.leave()

    def put_away(self) -> None:
        """The page is no longer shown. What the room sees goes on."""
        self.leave()
        self._page = None
        self._room.forget_pictures()

    def end(self) -> None:
        """Show and ask for nothing more."""
        self.put_away()
        self._tick.stop()
        self.notes.end()
        self.hands.end()

    def _wire(self, page: PresenterPage) -> None:
        for wanted, command in (
            (page.on_requested, ask.Next()),
            (page.step_back_requested, ask.Back()),
        ):
            wanted.connect(partial(self._move, command))
        page.time_added.connect(lambda seconds: self._asking.ask(ask.AddTime(seconds)))
        page.held.connect(lambda on: self._asking.ask(ask.Hold(on)))
        page.note_changed.connect(self.notes.take)
        page.blank_requested.connect(self._change_blank)
        page.code_requested.connect(lambda: self._show_code(alone=not self._room.code_alone))
        page.put_away_requested.connect(self._uncover)
        page.full_screen_requested.connect(self._room.turn_full)
        page.hall_changed.connect(self._change_hall)
        page.hands_requested.connect(lambda: self.hands.open(page.theme))
        page.reopen_requested.connect(self._reopen)
        page.go_requested.connect(self._open_menu)
        page.end_requested.connect(self.ask_for_end)
        page.remove_requested.connect(self._remove)
        page.readmit_requested.connect(lambda who, new: self._asking.ask(ask.Readmit(who, new)))
        page.back_requested.connect(self.back_requested)
        page.doors_requested.connect(self.doors_requested)
        page.report_requested.connect(self.report_requested)
        page.text_size_requested.connect(self.text_size_requested)

    # How it stands

    def _refresh_once(self) -> None:
        """What was asked for here has been shown when its answer came; the news of it tell nothing more."""
        if self._host.session is not self._shown:
            self.refresh()

    def refresh(self) -> None:
        """Show how the workshop stands now."""
        session, now = self._host.session, self._clock()
        self._shown = session
        self._close_on_time(session)
        try:
            self._room.show_session(session, now)
        except KeyError as missing:
            self._window.say(f"The workshop has no text of the decision {missing}. Go to another one.")
        page = self._page
        if page is None:
            return
        state = presenter_state(session, self._host.sheets, now, lost=self._doors.lost(session, now))
        about = state.decision_id or next((each.decision_id for each in session.plan.decisions), "")
        page.show_state(state, self._note_of(about), {**session.notes, **self.notes.unkept})

    def _close_on_time(self, session: Session) -> None:
        ballot, countdown = session.open_ballot, session.countdown
        if not session.plan.close_on_time or ballot is None or countdown is None or countdown.ends is None:
            return
        if countdown.remaining(self._clock()) <= 0 and self._closing != ballot.id:
            self._closing = ballot.id
            self._asking.ask(ask.CloseBallot(), failed=self._close_later)

    def _close_later(self, error: Exception) -> None:
        QTimer.singleShot(_AGAIN_MS, self, self._try_to_close_again)
        self._say(error)

    def _try_to_close_again(self) -> None:
        self._closing = 0

    def _show_where(self) -> None:
        if self._page is not None:
            room = self._room.window
            self._page.show_where(room.where, room.pixels, seen=room.isVisible())

    def _say(self, error: Exception) -> None:
        """What stood in the way: the same key tries again."""
        if isinstance(error, Refused) and self._page is not None:
            self._page.say(str(error))
        else:
            self._window.say(str(error) if isinstance(error, _TOLD) else _FAULT)

    # What is asked for

    def _press(self, key: int, modifiers: object) -> None:
        if self._page is not None:
            self._page.press(key, modifiers)  # type: ignore[arg-type]

    def _move(self, command: Command) -> None:
        """One step at a time: what is asked for while another step is being stored was meant for that one."""
        if self._moving:
            return
        self._moving = True
        self.leave()
        self._room.show_code(alone=False)
        self._asking.ask(command, lambda _: self._arrive(), self._stay)

    def _arrive(self) -> None:
        self._moving = False
        self.refresh()

    def _stay(self, error: Exception) -> None:
        self._moving = False
        self._say(error)

    def _change_blank(self) -> None:
        self._room.show_code(alone=False)
        self._asking.ask(ask.Blank(not self._host.session.blank))

    def _show_code(self, *, alone: bool) -> None:
        self._room.show_code(alone=alone and self._host.session.doors is not None)
        self.refresh()

    def _uncover(self) -> None:
        """Put away the QR code, else the dark."""
        if self._room.code_alone:
            self._show_code(alone=False)
        elif self._host.session.blank:
            self._asking.ask(ask.Blank(False))

    def _change_hall(self) -> None:
        self._room.change_hall()
        if self._page is not None:
            self._page.frame.show_hall(dark=self._room.is_dark)

    def _open_menu(self, place: QPoint) -> None:
        self.go_menu().popup(place)

    def go_menu(self) -> GoMenu:
        """All steps, to go to any of them."""
        session = self._host.session
        menu = GoMenu(session.plan, session.stage, self._window)
        menu.chosen.connect(self._go)
        menu.plan_requested.connect(self.plan_requested)
        return menu

    def _go(self, step: Step, decision: int | None) -> None:
        self._move(ask.Go(step, decision))

    def _reopen(self, round_: Round) -> None:
        decision = self._host.session.decision
        if decision is not None:
            reopen = partial(self._move, ask.ReopenBallot(decision.decision_id, round_))
            ask_before(self._window, "Reopen the vote", _REOPEN, "Reopen it", "Cancel", reopen)

    def _remove(self, who: int) -> None:
        person = self._host.session.participants.get(who)
        if person is not None:
            remove = partial(self._asking.ask, ask.Remove(who))
            ask_before(self._window, f"Remove {person.name}", _REMOVE, "Remove", "Cancel", remove)

    def ask_for_end(self) -> None:
        """End the workshop, if that is really wanted."""
        self.leave()
        end = partial(self._asking.ask, ask.End(), lambda _: self.ended.emit())
        ask_before(self._window, "End the workshop", _END, "End the workshop", "Keep it running", end)
