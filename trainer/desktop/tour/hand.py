"""The learner's hand on the tour: keys, typing, and waiting until something has come about."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

_DEADLINE_MS = 30_000

W = TypeVar("W", bound=QWidget)


class Stuck(Exception):
    """What was waited for did not come about, or isn't there; the text says what."""


class Hand:
    """Works one window as a learner at the keyboard does."""

    def __init__(self, application: QApplication, window: QWidget) -> None:
        self._application = application
        self._window = window

    def until(self, holds: Callable[[], bool], what: str) -> None:
        """Let the program run until something holds.

        Args:
            holds: whether it does.
            what: completes "… did not come".

        Raises:
            Stuck: it did not within the deadline.
        """
        left = QTimer()
        left.setSingleShot(True)
        left.start(_DEADLINE_MS)
        while not holds():
            if not left.isActive():
                raise Stuck(f"{what} did not come.")
            self._application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    def settle(self) -> None:
        """Let layouts, and what waits for them, have their turn."""
        for _ in range(4):
            QCoreApplication.sendPostedEvents()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
            self._application.processEvents()

    def press(self, *keys: Qt.Key, control: bool = False, alt: bool = False) -> None:
        """Press keys, one after the other, where the focus is."""
        modifiers = Qt.KeyboardModifier.NoModifier
        if control:
            modifiers |= Qt.KeyboardModifier.ControlModifier
        if alt:
            modifiers |= Qt.KeyboardModifier.AltModifier
        for key in keys:
            QTest.keyClick(self._application.focusWidget() or self._window, key, modifiers)
            self.settle()

    def type_text(self, text: str) -> None:
        """Type any text where the focus is, as an input method hands it over."""
        event = QInputMethodEvent()
        event.setCommitString(text)
        QCoreApplication.sendEvent(self._application.focusWidget() or self._window, event)
        self.settle()

    def go_to(self, kind: type[W], name: str) -> W:
        """Bring a control into sight and the focus onto it, as Tab does.

        Raises:
            Stuck: no visible one has an accessible name that begins like that.
        """
        for each in self._window.findChildren(kind):
            if each.accessibleName().startswith(name) and each.isVisible():
                each.setFocus(Qt.FocusReason.TabFocusReason)
                self._bring_into_sight(each)
                self.settle()
                return each
        raise Stuck(f"There is no '{name}' in the window.")

    def _bring_into_sight(self, control: QWidget) -> None:
        around = control.parentWidget()
        while around is not None:
            if isinstance(around, QScrollArea):
                around.ensureWidgetVisible(control)
            around = around.parentWidget()
