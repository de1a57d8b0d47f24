"""What the measured programs share. Nothing is imported here that the empty window doesn't need."""

from __future__ import annotations

import os
import sys
import time
import traceback
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

STARTED = "CASE_TRAINER_BENCHMARK_STARTED"
"""Holds the time at which the process was started, by the monotonic clock."""


def _end(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """What fails in a slot would leave the window open for ever."""
    traceback.print_exception(kind, error, trace)
    sys.stderr.flush()
    os._exit(1)


sys.excepthook = _end


class Painted(QObject):
    """Calls back once, as soon as a widget and all on it has been painted for the first time."""

    def __init__(self, widget: QWidget, done: Callable[[], None]) -> None:
        super().__init__(widget)
        self._done = done
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Paint events come one inside the other, so the next turn of the loop is after the last of them."""
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self._done)
        return False


def say_and_end(**figures: float) -> None:
    """Print the figures and leave without tidying up, which isn't measured."""
    sys.stdout.write("{" + ", ".join(f'"{name}": {value}' for name, value in figures.items()) + "}\n")
    sys.stdout.flush()
    os._exit(0)


def since_start() -> float:
    """Milliseconds since the process was started."""
    return (time.monotonic() - float(os.environ[STARTED])) * 1000


def pss() -> float:
    """Memory of this process in MiB; what it shares with others counts in part."""
    with open("/proc/self/smaps_rollup", encoding="ascii") as file:  # noqa: PTH123 - the empty window needs no pathlib
        kilobytes = next(int(line.split()[1]) for line in file if line.startswith("Pss:"))
    return kilobytes / 1024


def take_content() -> None:
    """Take ``--content DIR`` from the command line: cases are found in that folder alone."""
    if "--content" not in sys.argv:
        return
    from pathlib import Path

    from trainer.paths import Paths

    at = sys.argv.index("--content")
    content = Path(sys.argv[at + 1])
    del sys.argv[at : at + 2]
    locate = Paths.locate

    def located(data: Path | None = None) -> Paths:
        return locate(data)._replace(content=(content,))

    Paths.locate = located  # type: ignore[method-assign]
