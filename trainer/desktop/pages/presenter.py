"""The instructor's page while a workshop runs: where the room is, what it sees, and what comes next."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QWidget

from trainer.case.teaching import TeachingNote
from trainer.desktop.pages.presenter_columns import Columns, Side
from trainer.desktop.theme import Theme
from trainer.desktop.widgets.key_foot import KeyFoot
from trainer.desktop.widgets.layout import ScrollColumn, column, paint_ground, panel, rule
from trainer.desktop.widgets.own_notes import OwnNotes
from trainer.desktop.widgets.presenter_clock import PresenterClock
from trainer.desktop.widgets.presenter_head import PresenterHead
from trainer.desktop.widgets.presenter_next import PresenterNext
from trainer.desktop.widgets.presenter_note import PresenterNote
from trainer.desktop.widgets.presenter_people import PresenterPeople
from trainer.desktop.widgets.presenter_steps import PresenterSteps
from trainer.desktop.widgets.presenter_votes import PresenterVotes
from trainer.desktop.widgets.room_frame import RoomFrame
from trainer.desktop.workshops.presenter_keys import Guard, Wish, wish_of
from trainer.desktop.workshops.presenter_state import PresenterState

MORE = 30.0
"""Seconds that a press of ``+`` adds."""
_LOW, _TIGHT = 760.0, 330.0
"""Below these heights the picture of what comes next is left out, and then its words and the foot."""
_LEAST_PICTURE = 140.0
_AROUND = 98.0
"""Height of all that stands around the picture of the room but the time and the next step."""
_KEYS = (
    (("Page Down",), "next step"),
    (("Page Up",), "back"),
    (("B",), "blank the room"),
    (("Q",), "QR code full screen"),
    (("+",), "30 seconds more"),
    (("Space",), "hold the clock"),
    (("F5",), "the room full screen"),
)


class PresenterPage(QWidget):
    """Is shown one state after another, many times a second, without being built anew: what has the focus keeps it."""

    own_ring = True
    """None: with the keyboard it takes the keys of the remote, and a ring around all of the window says nothing."""
    back_requested = Signal()
    doors_requested = Signal()
    text_size_requested = Signal(QPoint)
    on_requested = Signal()
    """Close the vote, or come to the next step."""
    step_back_requested = Signal()
    blank_requested = Signal()
    """Darken the room's screen, or light it again."""
    code_requested = Signal()
    """The QR code over the room's screen, or away again."""
    put_away_requested = Signal()
    full_screen_requested = Signal()
    time_added = Signal(float)
    """Seconds."""
    held = Signal(bool)
    hall_changed = Signal()
    """The room's screen is wanted for a dark hall, or for a bright one."""
    note_changed = Signal(str, str)
    """Id of the decision, or "", and the instructor's note on it."""
    hands_requested = Signal()
    reopen_requested = Signal(object)
    """A :class:`~trainer.study.workshop.plan.Round`."""
    go_requested = Signal(QPoint)
    """A menu of all steps is wanted at this place."""
    end_requested = Signal()
    report_requested = Signal()
    remove_requested = Signal(int)
    readmit_requested = Signal(int, bool)

    def __init__(
        self,
        theme: Theme,
        picture: QWidget,
        next_picture: QWidget | None = None,
        *,
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        """
        Args:
            theme: for colours and measures.
            picture: paints what the room sees.
            next_picture: paints what it will see next, where that isn't covered.
            seconds: a clock that never goes back, against keys pressed twice.
        """
        super().__init__()
        self._theme = theme
        self._guard = Guard(seconds)
        self._state: PresenterState | None = None
        paint_ground(self, theme, "paper")
        self.setAccessibleName("Presenter")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._doings: dict[Wish, Callable[[], None]] = {
            Wish.ON: self._go_on,
            Wish.BACK: self._go_back,
            Wish.BLANK: self.blank_requested.emit,
            Wish.CODE: self.code_requested.emit,
            Wish.MORE_TIME: partial(self.time_added.emit, MORE),
            Wish.HOLD: self._hold,
            Wish.FULL_SCREEN: self.full_screen_requested.emit,
            Wish.PUT_AWAY: self.put_away_requested.emit,
        }
        self._make(picture, next_picture)
        self._lay_out()
        self._wire()
        for keys in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_F5):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(partial(self.press, keys))

    def _make(self, picture: QWidget, next_picture: QWidget | None) -> None:
        theme = self._theme
        self.head = PresenterHead(theme)
        self.steps = PresenterSteps(theme)
        self.frame = RoomFrame(theme, picture)
        self.clock = PresenterClock(theme)
        self.next = PresenterNext(theme, next_picture)
        self.note = PresenterNote(theme)
        self.votes = PresenterVotes(theme)
        self.notes = OwnNotes(theme)
        self.people = PresenterPeople(theme)
        self.foot = KeyFoot(theme, _KEYS, at_left=True)

    def _lay_out(self) -> None:
        theme, px = self._theme, self._theme.px
        middle = column(spacing=px(16), margins=(px(26), px(20), px(26), px(8)))
        self._middle = middle
        middle.addWidget(self.frame)
        middle.addWidget(self.clock)
        middle.addStretch(1)
        self._now = ScrollColumn(theme, panel(theme, "paper", middle), "What the room sees now")
        room = column()
        room.addWidget(self._now, 1)
        room.addWidget(self.next)
        self.side = Side(theme, self.note, self.votes, self.notes, self.people)
        self.columns = Columns(
            theme,
            ScrollColumn(theme, self.steps, "Steps"),
            panel(theme, "paper", room),
            self.side,
        )
        whole = column()
        whole.addWidget(self.head)
        whole.addWidget(self.columns, 1)
        self._foot_rule = rule(theme)
        whole.addWidget(self._foot_rule)
        whole.addWidget(self.foot)
        self.setLayout(whole)

    def _wire(self) -> None:
        self.head.back_requested.connect(self.back_requested)
        self.head.doors_requested.connect(self.doors_requested)
        self.head.text_size_requested.connect(self.text_size_requested)
        self.steps.hands_requested.connect(self.hands_requested)
        self.steps.reopen_requested.connect(self.reopen_requested)
        self.steps.go_requested.connect(self._ask_where)
        self.steps.end_requested.connect(self.end_requested)
        self.clock.time_added.connect(lambda: self.time_added.emit(MORE))
        self.clock.held.connect(self.held)
        self.frame.hall_changed.connect(self.hall_changed)
        self.next.on_requested.connect(self._on_button)
        self.notes.note_changed.connect(self.note_changed)
        self.notes.left.connect(self.setFocus)
        self.people.remove_requested.connect(self.remove_requested)
        self.people.readmit_requested.connect(self.readmit_requested)

    def show_state(
        self, state: PresenterState, note: TeachingNote | None = None, notes: Mapping[str, str] | None = None
    ) -> None:
        """Show how things stand.

        Args:
            state: all that is worked out of the workshop.
            note: the teaching note of the present decision, or of the first before it begins.
            notes: the instructor's own, by decision.
        """
        self._state = state
        self.head.show_state(state.title, state.doors, state.times, is_open=state.doors_open)
        self.steps.show_state(state)
        self.frame.show_blank(blank=state.is_blank)
        self.clock.show_state(state.clock, state.count)
        self.next.show_coming(state.coming)
        self.note.show_note(note, state.note_step)
        self.votes.show_state(state.distribution, seen=state.votes_seen)
        self.notes.show_notes(state.decision_id, dict(notes or {}))
        self.people.show_state(state)
        self.side.show_votes(shown=state.distribution is not None)

    @property
    def theme(self) -> Theme:
        """In which it is built."""
        return self._theme

    def show_where(self, words: str, size: QSize, *, seen: bool = True) -> None:
        """Say on which screen the room sees it, and how large that is; or why it sees nothing."""
        self.frame.show_where(words, size, seen=seen)

    def say(self, sentence: str) -> None:
        """Say for a moment why something wasn't done, beside the one next step."""
        self.next.say(sentence)

    def leave(self) -> None:
        """Hand over what was written and isn't kept yet."""
        self.notes.keep()

    def press(self, key: int, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> bool:
        """A key of the remote, pressed here or in the room's window; says whether it stands for anything."""
        wish = wish_of(key, modifiers)
        if wish is None or self._state is None:
            return False
        self._doings[wish]()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that no control has taken for itself; a key that is held down counts once."""
        if event.isAutoRepeat() or not self.press(event.key(), event.modifiers()):
            super().keyPressEvent(event)

    def _go_on(self) -> None:
        """By a key: it never ends the workshop."""
        state = self._state
        if state is None or state.coming.step is None:
            return
        if self._guard.passes(closes_vote=state.closes_vote):
            self.on_requested.emit()

    def _hold(self) -> None:
        if self._state is not None and self._state.clock.can_hold:
            self.held.emit(not self._state.clock.is_held)

    def _go_back(self) -> None:
        if self._guard.passes(closes_vote=False):
            self.step_back_requested.emit()

    def _on_button(self) -> None:
        state = self._state
        if state is None:
            return
        if state.is_ended:
            self.report_requested.emit()
        elif state.coming.step is None:
            self.end_requested.emit()
        else:
            self._go_on()

    def _ask_where(self) -> None:
        button = self.steps.go_button
        self.go_requested.emit(button.mapToGlobal(QPoint(0, button.height())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the picture of the room what height the time and the next step leave it."""
        super().resizeEvent(event)
        px = self._theme.px
        tight = self.height() < px(_TIGHT)
        self.next.fit_height(low=self.height() < px(_LOW))
        self.next.fit_tight(tight=tight)
        for part in (self.foot, self._foot_rule):
            part.setVisible(not tight)
        body = self.height() - self.head.height() - self.foot.sizeHint().height()
        taken = self.next.sizeHint().height() + self.clock.sizeHint().height() + px(_AROUND)
        left = body - taken
        self.frame.set_most(max(left, px(_LEAST_PICTURE)))
        self._put_clock(first=left < px(_LEAST_PICTURE))
        self.side.fit()

    def _put_clock(self, *, first: bool) -> None:
        """Above the picture where not both are in sight: the time and the count are what is looked at in a vote."""
        if first != (self._middle.indexOf(self.clock) == 0):
            self._middle.removeWidget(self.clock)
            self._middle.insertWidget(0 if first else 1, self.clock)
            self._middle.activate()
