"""The floor: a window with nothing in it."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QWidget

from tests.benchmarks.windows.support import Painted, pss, say_and_end, since_start


def _done() -> None:
    milliseconds = since_start()
    say_and_end(milliseconds=milliseconds, mebibytes=pss())


application = QApplication([])
window = QWidget()
window.resize(1280, 840)
painted = Painted(window, _done)
window.show()
application.exec()
