"""Somebody at the keyboard and the mouse of the real program, from within its process, who does what they are told.

    python -m tests.journeys.lecturer DATA

Each line of standard input is a list in JSON: what is to be done, and with what. Each is answered with a line: what
came of it, or ``{"error": …}``. See :class:`Lecturer` for what can be done.
"""

from __future__ import annotations

import json
import os
import sys
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QLineEdit, QMenu, QScrollArea, QWidget

import trainer.app
from tests.desktop.support import settle, visible
from tests.journeys.driver import words_of
from trainer.cli import main
from trainer.desktop.pages.doors import DoorsPage
from trainer.desktop.pages.presenter import PresenterPage
from trainer.desktop.program import Program
from trainer.desktop.window import MainWindow
from trainer.desktop.workshops.room_window import RoomWindow

_SECONDS = 20.0
"""After which something hangs."""
_LOOK_MS = 10


class Lecturer(QObject):
    """Does one thing after another; what is done may open a dialog that waits, and then the next is done in that."""

    _line = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.program: Program | None = None
        self._line.connect(self._do, Qt.ConnectionType.QueuedConnection)
        self._looking = QTimer(self)
        self._looking.setInterval(_LOOK_MS)
        self._looking.timeout.connect(self._look)
        self._wanted: Callable[[], str] | None = None
        self._end = 0.0

    def listen(self) -> None:
        """Begin, in a thread that reads."""
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        for line in sys.stdin:
            self._line.emit(line)

    def _do(self, line: str) -> None:
        name, *arguments = json.loads(line)
        try:
            answer = getattr(self, name)(*arguments)
        except Exception as error:  # noqa: BLE001 - told to whoever asked
            _answer({"error": f"{name}{arguments}: {error!r}\n{self._words()}"})
            return
        if name != "until":
            # What was found is done once it is answered: a dialog may open that waits for the next line.
            _answer(answer if not callable(answer) else None)
            if callable(answer):
                answer()

    # What can be done

    def press(self, key: str, modifier: str = "NoModifier") -> Callable[[], None]:
        """A key, wherever the focus is."""
        widget = _focus()
        return lambda: QTest.keyClick(widget, Qt.Key[f"Key_{key}"], Qt.KeyboardModifier[modifier])

    def type(self, text: str) -> Callable[[], None]:
        """Letters, where the focus is."""
        widget = _focus()
        return lambda: QTest.keyClicks(widget, text)

    def click(self, name: str) -> Callable[[], None]:
        """The mouse on whatever is called so or begins so, scrolled into sight."""
        widget = self._named(name)
        around: QWidget | None = widget.parentWidget()
        while around is not None:
            if isinstance(around, QScrollArea):
                around.ensureWidgetVisible(widget)
            around = around.parentWidget()
        place = QPoint(min(widget.width() // 2, 60), widget.height() // 2)
        return lambda: QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=place)

    def choose(self, text: str) -> Callable[[], None]:
        """A line of the menu that is open."""
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu), f"{menu} is open"
        action = next(each for each in menu.actions() if each.text().replace("&", "") == text)
        place = menu.actionGeometry(action).center()
        return lambda: QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=place)

    def name_file(self, path: str) -> Callable[[], None]:
        """Type a path into the dialog that asks for one, and press Enter."""
        dialog = self._top()
        assert isinstance(dialog, QFileDialog), f"{dialog} is open"
        field = dialog.findChild(QLineEdit, "fileNameEdit")
        assert isinstance(field, QLineEdit)

        def fill() -> None:
            field.setFocus()
            field.selectAll()
            QTest.keyClicks(field, path)
            QTest.keyClick(field, Qt.Key.Key_Return)

        return fill

    def until(self, wanted: Mapping[str, Any]) -> None:
        """Answer once the state has all of this, and the texts of ``says`` are on the screen."""

        def missing() -> str:
            have = self.state()
            words = self._words()
            lacks = [each for each in wanted.get("says", ()) if each not in words]
            lacks += [
                f"{name} is {have[name]!r}" for name, value in wanted.items() if name != "says" and have[name] != value
            ]
            return "; ".join(lacks)

        self._wanted, self._end = missing, time.monotonic() + _SECONDS
        self._looking.start()
        self._look()

    def _look(self) -> None:
        assert self._wanted is not None
        missing = self._wanted()
        if missing and time.monotonic() < self._end:
            return
        self._looking.stop()
        _answer({"error": f"waited for {missing}\n{self._words()}"} if missing else self.state())

    def words(self) -> str:
        """All that the foremost window shows."""
        settle()
        return self._words()

    def _words(self) -> str:
        return "\n".join(words_of(self._top()))

    def names(self) -> list[str]:
        """What can be clicked."""
        each_of = (each for each in visible(self._top()) if each.focusPolicy() & Qt.FocusPolicy.TabFocus)
        return [f"{type(each).__name__} {_calls_itself(each)!r}" for each in each_of]

    def state(self) -> dict[str, Any]:
        """How things stand, as far as somebody in front of the screen could tell."""
        window = self._main()
        top = self._top()
        focus = QApplication.focusWidget()
        page = window.page
        told: dict[str, Any] = {
            "page": type(page).__name__,
            "top": type(top).__name__,
            "menu": QApplication.activePopupWidget() is not None,
            "focus": focus.accessibleName() if focus is not None else None,
            "loaded": self.program is not None and self.program.loaded is not None,
            "can_open": isinstance(page, DoorsPage) and page.isEnabled() and self._enabled("Open the doors"),
            "ready": isinstance(page, PresenterPage) and page._guard._until <= time.monotonic(),
            "rooms": [[each.width(), each.height()] for each in self._rooms() if each.isFullScreen()],
        }
        convening = self.program._convening if self.program is not None else None
        presenting = convening.presenting if convening is not None else None
        session = presenting.session if presenting is not None else None
        if session is None or presenting is None:
            return told
        running = presenting._running
        ballot, decision = session.open_ballot, session.decision
        told |= {
            "idle": running is not None and not running.asking.is_waiting,
            "step": session.stage.step.value,
            "decision": session.stage.decision,
            "open": ballot is not None,
            "voted": len(ballot.votes) if ballot is not None else None,
            "here": len(session.here),
            "blank": session.blank,
            "ended": session.ended is not None,
            "shown": session.shown.get(decision.decision_id, 0) if decision is not None else 0,
            "reflected": len(session.reflections),
            "doors": (session.doors.address, session.doors.port, session.doors.code) if session.doors else None,
            "serving": presenting.doors is not None and presenting.doors.is_open,
        }
        return told

    def save(self, folder: str, name: str) -> None:
        """Pictures of what is on the screens now."""
        settle()
        for screen in QGuiApplication.screens():
            picture = screen.grabWindow(0, 0, 0, screen.size().width(), screen.size().height())
            assert picture.save(str(Path(folder) / f"{name}-{screen.name()}.png"))

    # Windows

    def _main(self) -> MainWindow:
        return next(each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow))

    def _rooms(self) -> list[RoomWindow]:
        return [each for each in QApplication.topLevelWidgets() if isinstance(each, RoomWindow) and each.isVisible()]

    def _top(self) -> QWidget:
        """What is in front of the instructor: there is nobody but us who gives windows the focus."""
        top = QApplication.activeModalWidget() or self._main()
        if not top.isActiveWindow():
            top.activateWindow()
        return top

    def _named(self, name: str) -> QWidget:
        found = [each for each in visible(self._top()) if each.isEnabled() and _calls_itself(each) == name]
        found = found or [
            each for each in visible(self._top()) if each.isEnabled() and _calls_itself(each).startswith(name)
        ]
        assert found, f"nothing here is called {name!r}: {self.names()}"
        return next((each for each in found if isinstance(each, QAbstractButton)), found[0])

    def _enabled(self, name: str) -> bool:
        return any(_calls_itself(each) == name and each.isEnabled() for each in visible(self._main()))


def _focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None, "nothing has the focus"
    return widget


def _calls_itself(widget: QWidget) -> str:
    text = widget.text() if isinstance(widget, QAbstractButton) else ""
    return (widget.accessibleName() or text).replace("&", "")


def _answer(value: Any) -> None:
    print(json.dumps(value), flush=True)


def sit_down() -> Lecturer:
    """Begin as soon as the application is there."""
    make = trainer.app.make_application
    lecturer = Lecturer.__new__(Lecturer)

    def make_and_begin() -> QApplication:
        application = make()
        Lecturer.__init__(lecturer)
        lecturer.listen()
        return application

    class Known(Program):
        def __init__(self, *arguments: Any) -> None:
            super().__init__(*arguments)
            lecturer.program = self

    trainer.app.make_application = make_and_begin
    setattr(trainer.app, "Program", Known)  # noqa: B010 - a class can't be assigned
    return lecturer


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "xcb")
    lecturer = sit_down()
    sys.exit(main(["--data", sys.argv[1]]))
