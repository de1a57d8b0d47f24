"""Shows the room's window to a laptop with a projector, and says after each turn where it is; run as a process of its
own, for a process knows one set of screens.

    python -m tests.desktop.workshops.two_screens [UNPLUG PLUG]

The two are commands that pull the projector's cable out and put it in again, or empty where the platform has none;
without them the window is opened and nothing more.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QElapsedTimer, QEventLoop
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QApplication, QWidget

from trainer.desktop.theme import load_theme
from trainer.desktop.workshops.room_window import RoomWindow
from trainer.desktop.workshops.screens import Screens

THEMES = Path(__file__).parents[3] / "assets" / "themes"
_PATIENCE_MS = 5_000


class Plug(Screens):
    """Screens of which one can be pulled out where the platform has no cable."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._hidden: set[str] = set()

    def all(self) -> Sequence[QScreen]:
        return [each for each in super().all() if each.name() not in self._hidden]

    def pull(self) -> None:
        self._hidden = {"projector"}
        self.changed.emit()

    def push(self) -> None:
        self._hidden = set()
        self.changed.emit()


def main(*cable: str) -> None:
    application = QApplication([])
    presenter = QWidget()
    presenter.setGeometry(20, 20, 600, 400)
    presenter.show()
    screens = Plug(application)
    window = RoomWindow(load_theme(THEMES, "light"), load_theme(THEMES, "dark"), presenter, screens)
    turns: list[dict[str, object]] = []

    def note(turn: str) -> None:
        application.processEvents()
        turns.append(
            {
                "turn": turn,
                "visible": window.isVisible(),
                "full": window.isVisible() and window.isFullScreen(),
                "place": window.geometry().getRect(),
                "where": window.where,
                "pixels": window.pixels.toTuple(),
                "presenter": presenter.geometry().getRect(),
            }
        )

    window.open()
    note("open")
    if cable:
        _go_through(window, presenter, screens, cable, note)
    print(json.dumps(turns))


def _go_through(
    window: RoomWindow, presenter: QWidget, screens: Plug, cable: Sequence[str], note: Callable[[str], None]
) -> None:
    unplug, plug = cable
    _cable(unplug, screens.pull, lambda: not window.isVisible())
    note("unplugged")
    _cable(plug, screens.push, window.isVisible)
    note("plugged")
    window.close()
    note("closed")
    window.turn_full()
    note("opened again")
    presenter.setGeometry(1400, 100, 600, 400)
    presenter.windowHandle().setScreen(QGuiApplication.screens()[1])
    note("presenter moved")


def _cable(command: str, without: Callable[[], None], until: Callable[[], bool]) -> None:
    """Pull or push a cable by a command, or without one, and wait for what comes of it."""
    if command:
        subprocess.run(command.split(), check=True)
    else:
        without()
    timer = QElapsedTimer()
    timer.start()
    while not until() and timer.elapsed() < _PATIENCE_MS:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 50)


if __name__ == "__main__":
    main(*sys.argv[1:])
