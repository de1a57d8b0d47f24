"""The room's window: full screen on the projector, gone while that is unplugged, back when it comes back.

There is no way in Qt to keep a screen saver away; whoever presents has to switch theirs off.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, QEvent, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent, QScreen, QWindow
from PySide6.QtWidgets import QWidget

from trainer.desktop.theme import Theme
from trainer.desktop.widgets.room_view import RoomView
from trainer.desktop.workshops.screens import Screens

USUAL = QSize(960, 540)
"""Where it is a window among others."""
LEAST = QSize(320, 180)
ONE_SCREEN = "In a window of its own: there is one screen only"
ONE_FULL = "Full screen, on the only screen. F11 makes it a window again"
UNPLUGGED = "The other screen is gone. It is shown there again once it is back"
CLOSED = "The room’s window is closed. F5 opens it again"


_SHOWING_MS = 1500
"""So long after it was shown, it was the system and nobody at the laptop who gave it the keyboard."""
_MODIFIERS = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta)


class RoomWindow(RoomView):
    """Keeps itself where the room can see it, and away from the presenter's screen."""

    key_pressed = Signal(int, object)
    """A key and its modifiers, for the presenter's page: a remote sends its keys to whichever window is in front."""
    where_changed = Signal(str, QSize)
    """Where the room sees it, in words, and how large that is in pixels."""

    def __init__(self, light: Theme, dark: Theme, presenter: QWidget, screens: Screens) -> None:
        """
        Args:
            light: colours for a bright hall.
            dark: colours for a dark one.
            presenter: the window whose screen is left alone.
            screens: those there are.
        """
        super().__init__(light, "The room’s screen")
        self._themes = {False: light, True: dark}
        self._presenter = presenter
        self._screens = screens
        self._is_open = False
        self._on: QScreen | None = None
        """The screen that it fills, as long as that isn't the presenter's own."""
        self._had_other = False
        self._words = CLOSED
        self._watched: QWindow | None = None
        self._shown_behind = QElapsedTimer()
        self.setWindowTitle("The room’s screen")
        self.setMinimumSize(LEAST)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        screens.changed.connect(self._follow)

    @property
    def is_open(self) -> bool:
        """Whether the room is to see something, even if there is no screen for it at the moment."""
        return self._is_open

    @property
    def fills_other(self) -> bool:
        """Whether it fills a screen that isn't the presenter's."""
        return self._on is not None

    @property
    def where(self) -> str:
        """Where the room sees it, in words."""
        return self._words

    @property
    def pixels(self) -> QSize:
        """How many pixels the room sees."""
        if self._on is not None:
            return self._on.size() * self._on.devicePixelRatio()
        return self.size() * self.devicePixelRatioF()

    def set_dark(self, dark: bool) -> None:
        """Be painted for a dark hall, or for a bright one."""
        self.set_theme(self._themes[dark])

    def set_themes(self, light: Theme, dark: Theme, *, is_dark: bool) -> None:
        """Take other themes, as when motion was switched off."""
        self._themes = {False: light, True: dark}
        self.set_dark(is_dark)

    def open(self) -> None:
        """Show it to the room: on the other screen, or as a window where there is one only. Also after it was closed
        by mistake."""
        self._is_open = True
        self._watch_presenter()
        self._follow()
        if self._on is None:
            self._as_window()

    def shut(self) -> None:
        """Take it away; the workshop is over or was left."""
        self._is_open = False
        self._on = None
        self._had_other = False
        self.hide()
        self._say(CLOSED)

    def turn_full(self) -> None:
        """Full screen or not where there is one screen only; closed by mistake, it opens again."""
        if not self._is_open or (self.isHidden() and self._on is None):
            self.open()
        elif self._on is not None:
            self._fill(self._on)
        elif self.isFullScreen():
            self._as_window()
        else:
            self.showFullScreen()
            self._settle(ONE_FULL)

    def _watch_presenter(self) -> None:
        """Once the presenter's window is drawn to another screen, the room's has to leave that."""
        handle: QWindow | None = self._presenter.window().windowHandle()  # none before it was shown
        if handle is not None and handle is not self._watched:
            self._watched = handle
            handle.screenChanged.connect(self._follow)

    def _follow(self, *_: object) -> None:
        """Take the place that there is now."""
        if not self._is_open:
            return
        other = self._screens.other(self._presenter.window().screen())
        if other is not None:
            self._fill(other)
        elif self._on is not None or (self._had_other and self.isHidden()):
            # Hidden, and not small: where a screen goes, the system puts its windows in front of the presenter.
            self._on = None
            self.hide()
            self._say(UNPLUGGED)

    def _fill(self, screen: QScreen) -> None:
        self._on, self._had_other = screen, True
        placed = self.isVisible() and self.isFullScreen() and self.geometry() == screen.geometry()
        if not placed:
            if self.isFullScreen():
                self.setWindowState(Qt.WindowState.WindowNoState)  # else the system leaves it on the screen it fills
            self.setScreen(screen)
            self.setGeometry(screen.geometry())
            self._show_behind(self.showFullScreen)
        pixels = self.pixels
        self._settle(f"Second screen, {pixels.width()} × {pixels.height()}")

    def _as_window(self) -> None:
        was_full = self.isFullScreen()
        self._show_behind(self.showNormal)
        if was_full or self.size() == LEAST or not self.testAttribute(Qt.WidgetAttribute.WA_Moved):
            self._put_beside()
        self._settle(ONE_SCREEN)

    def _show_behind(self, show: Callable[[], None]) -> None:
        """Show it, and leave the keyboard to the presenter's window if that has it; not every system does by itself."""
        presenter = self._presenter.window()
        had_keyboard = presenter.isActiveWindow()
        if had_keyboard:
            self._shown_behind.start()
        show()
        if had_keyboard:
            presenter.activateWindow()

    def event(self, event: QEvent) -> bool:
        """Where the system gives it the keyboard only once it is shown, it gives that back then."""
        done = super().event(event)
        if event.type() == QEvent.Type.WindowActivate and self._shown_behind.isValid():
            if not self._shown_behind.hasExpired(_SHOWING_MS):
                self._presenter.window().activateWindow()
            self._shown_behind.invalidate()
        return done

    def _put_beside(self) -> None:
        """In the lower right of the presenter's screen, where it covers the least."""
        screen = self._presenter.window().screen()
        area = screen.availableGeometry()
        most = USUAL.boundedTo(QSize(area.width() // 2, area.height() // 2))
        size = USUAL.scaled(most, Qt.AspectRatioMode.KeepAspectRatio).expandedTo(LEAST)
        self.resize(size)
        self.move(area.right() - size.width() - 24, area.bottom() - size.height() - 48)

    def _settle(self, words: str) -> None:
        self.setCursor(Qt.CursorShape.BlankCursor if self.isFullScreen() else Qt.CursorShape.ArrowCursor)
        self._say(words)

    def _say(self, words: str) -> None:
        self._words = words
        self.where_changed.emit(words, self.pixels)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F11 is its own, and Escape where it covers the presenter's screen; all others go to the presenter."""
        covers = self.isFullScreen() and self._on is None
        if event.key() == Qt.Key.Key_F11 or (event.key() == Qt.Key.Key_Escape and covers):
            self.turn_full()
        elif not event.isAutoRepeat() and event.key() not in _MODIFIERS:
            self.key_pressed.emit(event.key(), event.modifiers())
        event.accept()

    def mouseDoubleClickEvent(self, event: object) -> None:
        """Full screen and back, as with films."""
        self.turn_full()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The preview takes the shape of the window."""
        super().resizeEvent(event)
        if self._is_open and self.isVisible():
            self.where_changed.emit(self._words, self.pixels)

    def closeEvent(self, event: QCloseEvent) -> None:
        """It is hidden and nothing else: a key of the presenter's brings it back."""
        super().closeEvent(event)
        if self._is_open:
            self.shut()
