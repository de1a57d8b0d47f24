"""The record in the program's own window: how long it takes to open, and after each change of its filters.

Prints one JSON object: pairs of milliseconds for openings (the bare SQL, the page), milliseconds for filters, and
memory.
"""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QObject
from PySide6.QtWidgets import QApplication

from tests.benchmarks.windows.support import pss
from trainer.app import make_application
from trainer.case.model import Judgement
from trainer.desktop.pages.record import RecordPage
from trainer.desktop.program import Program
from trainer.desktop.record_state import PAGE
from trainer.desktop.widgets.attempt_model import Column
from trainer.desktop.widgets.attempt_table import AttemptTable
from trainer.desktop.widgets.filter_bar import FilterBar
from trainer.paths import Paths
from trainer.progress.record_filter import RecordFilter
from trainer.settings import Settings
from trainer.study.forecast import Agreement

OPENINGS = 12
ROUNDS = 1

_BARE = (
    """
    SELECT text_index.key, case_id, case_title, act_number, act_title, decision_id, decision_number, decision_title,
        taken, judgement, options, themes
    FROM text_index JOIN seen_text USING (digest)
    """,
    "SELECT key, text_key, choice, is_open, count FROM bucket",
    f"""
    SELECT line.*, reasons, steps, closed FROM line JOIN attempt ON attempt.id = line.attempt_id
    LEFT JOIN reveal ON reveal.attempt_id = attempt.id LEFT JOIN debrief ON debrief.attempt_id = attempt.id
    WHERE bucket IN (
        SELECT bucket.key FROM bucket JOIN text_index ON text_index.key = text_key JOIN seen_text USING (digest)
        WHERE case_title = (SELECT min(case_title) FROM seen_text) AND decision_number = 1
    )
    ORDER BY line.created, line.key LIMIT {PAGE}
    """,
)
"""What the first page needs, in the fewest words: the texts, the choices, and the first attempts in their order."""


class _Paints(QObject):
    """Notes when a table was last painted with attempts of the list that is wanted."""

    def __init__(self, table: AttemptTable, is_shown: Callable[[], bool]) -> None:
        super().__init__(table)
        self.at = 0.0
        self._is_shown = is_shown
        table.viewport().installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """See QObject."""
        if event.type() == QEvent.Type.Paint and not self.at and self._is_shown():
            self.at = time.perf_counter()
        return False


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

    def _bare(self) -> float:
        begun = time.perf_counter()
        connection = sqlite3.connect(f"{self._paths.progress_file.as_uri()}?mode=ro", uri=True)
        for statement in _BARE:
            connection.execute(statement).fetchall()
        connection.close()
        return (time.perf_counter() - begun) * 1000

    def _page(self) -> RecordPage:
        page = self._program.window.page
        assert isinstance(page, RecordPage)
        return page

    def _painted(self, begun: float) -> float:
        """Milliseconds until attempts of the wanted list are on the screen."""
        page = self._page()
        record = page._record
        assert record is not None
        paints = _Paints(record.table, lambda: record.is_begun)
        self._until(lambda: bool(paints.at) or record.is_empty)
        milliseconds = ((paints.at or time.perf_counter()) - begun) * 1000
        self._until(lambda: page.is_read)
        record.table.viewport().removeEventFilter(paints)
        return milliseconds

    def openings(self) -> Iterator[tuple[float, float]]:
        """Each next to its floor; the page and what it has read are thrown away between."""
        for _ in range(OPENINGS):
            bare = self._bare()
            begun = time.perf_counter()
            self._program.show_record()
            yield bare, self._painted(begun)
            self._program.show_library()
            self._program.reviewing.forget()
            self._application.processEvents()

    def filters(self) -> Iterator[float]:
        """After each change, in several orders."""
        self._program.show_record()
        self._painted(time.perf_counter())
        (bar,) = self._page().findChildren(FilterBar)
        (table,) = self._page().findChildren(AttemptTable)
        for column in (Column.NUMBER, Column.DATE, Column.JUDGEMENT):
            table.sort_by(column, falling=column is Column.DATE)
            self._until(lambda: self._page().is_read)
            for wanted in (*_kinds(), RecordFilter()) * ROUNDS:
                begun = time.perf_counter()
                bar._set(wanted)
                yield self._painted(begun)

    def end(self) -> None:
        self._program.window.close()
        self._program.window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def _kinds() -> Iterator[RecordFilter]:
    begun = dt.datetime(2024, 1, 1, tzinfo=dt.UTC)
    case = RecordFilter(case="case-03")
    yield case
    yield replace(case, act=("case-03", 2))
    yield replace(case, agreement=Agreement.AGAINST, judgement=Judgement.VINDICATED)
    yield RecordFilter(theme="price")
    yield RecordFilter(agreement=Agreement.WITH)
    yield RecordFilter(judgement=Judgement.REGRETTED)
    yield RecordFilter(since=begun)
    yield RecordFilter(since=begun, until=begun.replace(year=2025))
    yield RecordFilter(since=begun.replace(year=2025, month=12, day=20))
    yield RecordFilter(judgement=Judgement.MIXED, since=begun)
    for words in ("t", "te", "terms", "the", "price wait", "坏条款", "zzz"):
        yield RecordFilter(words=words)
    yield replace(case, words="terms")
    yield RecordFilter(agreement=Agreement.AGAINST, since=begun, words="price")


def main(folder: str) -> None:
    """Print the figures."""
    bench = _Bench(Path(folder))
    openings = list(bench.openings())
    memory = pss()
    filters = list(bench.filters())
    bench.end()
    print(json.dumps({"openings": openings, "filters": filters, "mebibytes": memory, "later": pss()}))


main(sys.argv[1])
