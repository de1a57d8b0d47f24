"""My judgement in the program's own window: how long until its numbers stand there.

Prints one JSON object: pairs of milliseconds for first and for all tries (the bare SQL, the page).
"""

from __future__ import annotations

import json
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QEventLoop

from trainer.app import make_application
from trainer.desktop.judgement_state import Scope
from trainer.desktop.pages.judgement import JudgementPage
from trainer.desktop.program import Program
from trainer.paths import Paths
from trainer.settings import Settings

ROUNDS = 8
_BARE = "SELECT bucket, forecast, {number}, count(*) FROM line {where} GROUP BY 1, 2, 3"
"""What all forecasts come to, by text and choice."""
_FIRST = _BARE.format(number="1", where="WHERE number = 1")
_ALL = _BARE.format(number="number = 1", where="")


class _Bench:
    def __init__(self, data: Path) -> None:
        self._application = make_application()
        self._paths = Paths.locate(data)
        self._program = Program(self._application, self._paths, Settings.load(self._paths.settings_file))
        self._program.start()
        self._program.load()
        self._until(lambda: self._program.loaded is not None)

    def _until(self, holds: Callable[[], bool]) -> None:
        """Sleeps between events, as the program does; given a time as well, Qt would not, and keep the thread busy."""
        while not holds():
            self._application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    def _bare(self, statement: str) -> float:
        begun = time.perf_counter()
        connection = sqlite3.connect(f"{self._paths.progress_file.as_uri()}?mode=ro", uri=True)
        connection.execute(statement).fetchall()
        connection.close()
        return (time.perf_counter() - begun) * 1000

    def _page(self) -> JudgementPage:
        page = self._program.window.page
        assert isinstance(page, JudgementPage)
        return page

    def _shown(self, begun: float, before: object) -> float:
        self._until(lambda: self._page()._judged is not before)
        self._page().repaint()
        return (time.perf_counter() - begun) * 1000

    def rounds(self) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
        """First tries, then all of them, each next to its floor; what was counted is thrown away between."""
        for _ in range(ROUNDS):
            bare = self._bare(_FIRST)
            begun = time.perf_counter()
            self._program.show_judgement()
            first = bare, self._shown(begun, None)
            bare, before = self._bare(_ALL), self._page()._judged
            begun = time.perf_counter()
            self._page().scope_chosen.emit(Scope(first_tries=False))
            yield first, (bare, self._shown(begun, before))
            self._program.show_library()
            self._program.reviewing.forget()
            self._application.processEvents()

    def end(self) -> None:
        self._program.window.close()
        self._program.window.deleteLater()


def main(folder: str) -> None:
    """Print the figures."""
    bench = _Bench(Path(folder))
    first, every = zip(*bench.rounds(), strict=True)
    bench.end()
    print(json.dumps({"first": first, "all": every}))


main(sys.argv[1])
