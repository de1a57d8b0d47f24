"""The room's side of a workshop that runs: its window, and what of it the presenter sees."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from PySide6.QtCore import QObject, QSize, QTimer, Signal
from PySide6.QtWidgets import QApplication

from trainer.desktop.appearance import Appearance
from trainer.desktop.theme import Theme
from trainer.desktop.widgets.room_view import RoomPreview, RoomView
from trainer.desktop.window import MainWindow
from trainer.desktop.workshops.foresight import foreseen
from trainer.desktop.workshops.room_window import RoomWindow
from trainer.desktop.workshops.screens import Screens
from trainer.study.workshop.session import Session
from trainer.workshop.host import Host
from trainer.workshop.screen import room_screen
from trainer.workshop.screen_values import Screen


class RoomSide(QObject):
    """Keeps the room's window and the two pictures on the presenter's page at the same screen."""

    key_pressed = Signal(int, object)
    """A key that was pressed in the room's window, with its modifiers."""
    where_changed = Signal(str, QSize)

    def __init__(
        self, application: QApplication, window: MainWindow, appearance: Appearance, host: Host, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._host = host
        self._is_dark = appearance.theme.dark
        self._code_alone = False
        self._picture: RoomPreview | None = None
        self._next: RoomPreview | None = None
        self._foreseen: tuple[object, ...] = ()
        self._later: dict[RoomView, Screen] = {}
        """What is to be shown: the room comes first, and one is painted at a time, so that no window waits long."""
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._show_one)
        light, dark = self._themes()
        self._window = RoomWindow(light, dark, window, Screens(application, self))
        self._window.set_dark(self._is_dark)
        self._window.key_pressed.connect(self.key_pressed)
        self._window.where_changed.connect(self.where_changed)

    @property
    def window(self) -> RoomWindow:
        """What the room looks at."""
        return self._window

    @property
    def is_dark(self) -> bool:
        """Whether it is painted for a dark hall."""
        return self._is_dark

    @property
    def code_alone(self) -> bool:
        """Whether the QR code fills the screen."""
        return self._code_alone

    @property
    def is_up_to_date(self) -> bool:
        """Whether all that was to be shown is shown."""
        return not self._later

    def pictures(self) -> tuple[RoomPreview, RoomPreview]:
        """New pictures for a page: of what the room sees, and of what it will see next."""
        theme = self._themes()[self._is_dark]
        self.forget_pictures()
        self._picture, self._next = RoomPreview(theme), RoomPreview(theme)
        self._next.setAccessibleName("What the room sees next")
        self._foreseen = ()
        return self._picture, self._next

    def forget_pictures(self) -> None:
        """Their page goes."""
        self._picture = self._next = None
        self._later = {view: screen for view, screen in self._later.items() if view is self._window}

    def open(self) -> None:
        """Show it to the room."""
        self._window.open()

    def turn_full(self) -> None:
        """Full screen, or a window again; where it was closed, it opens."""
        self._window.turn_full()

    def show_code(self, *, alone: bool) -> None:
        """Let the QR code fill the screen, or not any more."""
        self._code_alone = alone

    def change_hall(self) -> None:
        """Paint it in the other colours."""
        self._is_dark = not self._is_dark
        self._window.set_dark(self._is_dark)
        theme = self._themes()[self._is_dark]
        for picture in (self._picture, self._next):
            if picture is not None:
                picture.set_theme(theme)

    def take_themes(self) -> None:
        """The look of the program has changed."""
        light, dark = self._themes()
        self._window.set_themes(light, dark, is_dark=self._is_dark)

    def show_session(self, session: Session, now: dt.datetime) -> None:
        """Show how the workshop stands; raises ``KeyError`` where a text of it is missing."""
        sheets, records = self._host.sheets, self._host.records
        screen = room_screen(session, sheets, records, now, code_alone=self._code_alone)
        self._show_later(self._window, screen)
        if self._picture is not None:
            self._show_later(self._picture, screen)
        has_phones = bool(session.here)
        coming = (session.stage, session.open_ballot is None, session.doors, session.plan, session.ended, has_phones)
        if self._next is not None and coming != self._foreseen:
            self._foreseen = coming
            then = foreseen(session, now)
            if then is not None:
                self._show_later(self._next, room_screen(then, sheets, records, now))

    def _show_later(self, picture: RoomView, screen: Screen) -> None:
        if picture.screen_shown is None:
            picture.show_screen(screen)
        else:
            self._later[picture] = screen
            self._soon.start()

    def _show_one(self) -> None:
        if self._later:
            picture = next(iter(self._later))
            picture.show_screen(self._later.pop(picture))
            self._soon.start()

    def end(self) -> None:
        """The room sees nothing any more."""
        self._soon.stop()
        self._window.shut()
        self._window.deleteLater()

    def _themes(self) -> tuple[Theme, Theme]:
        motion = self._appearance.theme.motion
        return replace(self._appearance.light(), motion=motion), replace(self._appearance.dark(), motion=motion)
