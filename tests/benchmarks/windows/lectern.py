"""The program with a workshop that runs in it, presenter's page and room's window: it is told what to do line by line.

    python -m tests.benchmarks.windows.lectern DATA WORKSHOP

Each line of standard input is the name of something that :class:`_Lectern` does, each is answered with a line of JSON.
"""

from __future__ import annotations

import json
import sys
import threading
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from tests.benchmarks.windows.support import pss
from trainer.app import make_application
from trainer.desktop.pages.presenter import PresenterPage
from trainer.desktop.program import Program
from trainer.desktop.workshops.presenting import Presenting
from trainer.paths import Paths
from trainer.settings import Settings

_PULSE_MS = 10
_ADDRESS = "127.0.0.1"


class _Pulse(QWidget):
    """A spot on the window that is painted again and again, and notes when."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setGeometry(0, 0, 8, 8)
        self.painted: list[float] = []
        self._even = False
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(_PULSE_MS)
        self._timer.timeout.connect(self.update)
        self.show()
        self.raise_()

    def begin(self) -> None:
        """From now on."""
        self.painted = [time.perf_counter()]
        self._timer.start()

    def end(self) -> list[float]:
        """Milliseconds between one time and the next."""
        self._timer.stop()
        times = [*self.painted, time.perf_counter()]
        return [(after - before) * 1000 for before, after in pairwise(times)]

    def paintEvent(self, _event: QPaintEvent) -> None:
        """See QWidget."""
        self._even = not self._even
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.black if self._even else Qt.GlobalColor.white)
        painter.end()
        self.painted.append(time.perf_counter())


class _Lectern(QObject):
    _line = Signal(str)

    def __init__(self, application: QApplication, data: Path, path: Path) -> None:
        super().__init__()
        self._application = application
        paths = Paths.locate(data)
        self._program = Program(application, paths, Settings.load(paths.settings_file))
        self._program.start()
        self._program.load()
        self._until(lambda: self._program.loaded is not None)
        self._program.convening.start(path)
        self._until(lambda: self._program.convening.presenting is not None)
        self._pulse = _Pulse(self._program.window)
        self._line.connect(self._do, Qt.ConnectionType.QueuedConnection)
        threading.Thread(target=self._read, daemon=True).start()

    @property
    def _presenting(self) -> Presenting:
        found = self._program.convening.presenting
        assert found is not None
        return found

    def open(self) -> dict[str, Any]:
        """Open the doors, and come to the presenter's page."""
        doors = self._presenting.doors
        assert doors is not None
        self._until(lambda: not doors.state.is_looking)
        doors.choose(_ADDRESS)
        doors.open()
        self._until(lambda: doors.is_open)
        self._presenting.show_presenter()
        assert isinstance(self._program.window.page, PresenterPage)
        session = self._presenting.session
        assert session is not None
        assert session.doors is not None
        self._pulse.raise_()
        return {"port": session.doors.port, "code": session.doors.code}

    def go_on(self) -> dict[str, Any] | None:
        """The next step, as by a key; the vote that is open then."""
        host, running, page = self._presenting.host, self._presenting._running, self._program.window.page
        assert host is not None
        assert running is not None
        assert isinstance(page, PresenterPage)
        page.on_requested.emit()
        self._until(lambda: not running.asking.is_waiting)
        ballot = host.session.open_ballot
        if ballot is None:
            return None
        options = [each.id for each in host.sheet(ballot.decision_id).briefing.options]
        return {"ballot": ballot.id, "options": options}

    def watch(self) -> None:
        """Begin to look how long the window stands still."""
        self._pulse.begin()

    def gaps(self) -> list[float]:
        """Milliseconds between two times at which the window was painted, since it is looked at."""
        return self._pulse.end()

    def memory(self) -> float:
        """In MiB."""
        return pss()

    def stop(self) -> float:
        """Leave the workshop with whatever lines are open; milliseconds."""
        begun = time.perf_counter()
        self._presenting.end()
        return (time.perf_counter() - begun) * 1000

    def _until(self, holds: Callable[[], bool]) -> None:
        while not holds():
            self._application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    def _read(self) -> None:
        for line in sys.stdin:
            self._line.emit(line.strip())

    def _do(self, name: str) -> None:
        print(json.dumps(getattr(self, name)()), flush=True)


if __name__ == "__main__":
    application = make_application()
    lectern = _Lectern(application, Path(sys.argv[1]), Path(sys.argv[2]))
    sys.exit(application.exec())
