"""How each format is written, in one table."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

from trainer.progress.store import Store
from trainer.progress.values import Learner
from trainer.reports.attempts import Attempts
from trainer.reports.watch import Watch


class Format(StrEnum):
    """What can be written."""

    CSV = "csv"
    XLSX = "xlsx"
    JSON = "json"
    XAPI = "xapi"
    ANKI = "anki"
    PROGRESS = "progress"


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be written."""

    store: Store
    learners: Sequence[Learner]
    """Whose, in that order."""
    case_id: str | None
    """Of the only case wanted."""
    scratch: Path
    """A folder for what is written on the way; a writer leaves nothing there."""
    now: dt.datetime
    watch: Watch

    def attempts(self, watch: Watch | None = None) -> Attempts:
        """The attempts that are wanted."""
        return Attempts(self.store, self.learners, self.case_id, watch or self.watch)


@dataclass(frozen=True, slots=True)
class Written:
    """What a file holds."""

    count: int
    damaged: int = 0
    """Of how many the text that they saw can't be read any more."""
    unit: str = "attempt"
    """What was counted: the word for one of them."""
    loss: str = "lack the version of the case and the names of factors"
    """What has become of those that are damaged."""


@dataclass(frozen=True, slots=True)
class Writer:
    """How a format is written."""

    suffix: str
    """Of a file that needs no other word for what it is."""
    write: Callable[[Order, BinaryIO], Written]
    """Raises ``ExportRefused``, ``ExportCancelled``, ``ProgressError`` or ``OSError``."""


def _csv(order: Order, file: BinaryIO) -> Written:
    from trainer.reports.csv_file import write_csv

    attempts = order.attempts()
    write_csv(attempts, file)
    return Written(attempts.count, attempts.damaged)


def _xlsx(order: Order, file: BinaryIO) -> Written:
    from trainer.reports.xlsx_file import ROWS_SHARE, write_xlsx

    attempts = order.attempts(order.watch.part(0, ROWS_SHARE))
    write_xlsx(attempts, file, order.scratch, watch=order.watch.part(ROWS_SHARE, 1))
    return Written(attempts.count, attempts.damaged)


def _json(order: Order, file: BinaryIO) -> Written:
    from trainer.reports.json_file import write_json

    attempts = order.attempts()
    write_json(attempts, file)
    return Written(attempts.count, attempts.damaged)


def _xapi(order: Order, file: BinaryIO) -> Written:
    from trainer.reports.xapi import write_xapi

    attempts = order.attempts()
    write_xapi(attempts.told(), file)
    loss = "lack the version of the case, its options and the names of factors"
    return Written(attempts.count, attempts.damaged, loss=loss)


def _anki(order: Order, file: BinaryIO) -> Written:
    from trainer.reports.anki_deck import write_anki
    from trainer.reports.debriefed import Decisions

    decisions = Decisions(order.store, order.learners, order.case_id, order.watch)
    count = write_anki(decisions, file, order.scratch, order.now)
    return Written(count + decisions.damaged, decisions.damaged, "decision", "are left out")


def _progress(order: Order, file: BinaryIO) -> Written:
    from trainer.reports.progress_file import write_progress_file

    return Written(write_progress_file(order.store, order.learners, order.case_id, file, order.watch))


WRITERS: Mapping[Format, Writer] = {
    Format.CSV: Writer(".csv", _csv),
    Format.XLSX: Writer(".xlsx", _xlsx),
    Format.JSON: Writer(".json", _json),
    Format.XAPI: Writer(".xapi.json", _xapi),
    Format.ANKI: Writer(".apkg", _anki),
    Format.PROGRESS: Writer(".progress", _progress),
}
