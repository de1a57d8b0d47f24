"""Tables as an Excel workbook: a sheet of each, and one that explains their columns."""

from __future__ import annotations

import datetime as dt
import re
import tempfile
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO

from trainer.reports.attempts import COLUMNS, ExportedAttempt, cells
from trainer.reports.refusal import ExportRefused
from trainer.reports.table import Table, Value
from trainer.reports.watch import ExportCancelled, Watch

MAX_ROWS = 1_048_575
"""Rows that a sheet can have below its head."""
MAX_CELL = 32_767
"""Characters that a cell can hold, counted in UTF-16."""

ROWS_SHARE = 0.95
"""Of the work; the rest is packing the workbook once all rows are there."""

_UNWATCHED = Watch()

_WIDTHS = {
    "act_number": 11,
    "act_title": 24,
    "attempt_number": 15,
    "case_title": 24,
    "choice_title": 32,
    "date": 19,
    "debrief_closed": 19,
    "decision_number": 15,
    "decision_title": 32,
    "factors_missed": 32,
    "factors_saw": 32,
    "forecast": 9,
    "reasons": 60,
    "takeaway": 60,
    "taken_title": 32,
}
_USUAL_WIDTH = 16
_TOO_MANY = (
    "There are more than {most:,} attempts, which is all that a sheet can hold. Take csv or json, or fewer attempts:"
    " those of one learner, or at one case."
)
# What XML can't hold.
_UNWRITABLE = re.compile("[\ud800-\udfff\ufffe\uffff]")
# Written as they are by xlsxwriter, which takes such a text for formatted pieces of its own.
_LIKE_MARKUP = re.compile(r"<r>.*</r>", re.DOTALL)


def write_xlsx(
    attempts: Iterable[ExportedAttempt],
    file: BinaryIO,
    scratch: Path,
    most: int = MAX_ROWS,
    watch: Watch = _UNWATCHED,
) -> None:
    """Write a workbook of attempts; see :func:`write_book`."""
    write_book([Table("Attempts", COLUMNS, map(cells, attempts), _WIDTHS, _TOO_MANY)], file, scratch, most, watch)


def write_book(
    tables: Sequence[Table], file: BinaryIO, scratch: Path, most: int = MAX_ROWS, watch: Watch = _UNWATCHED
) -> None:
    """Write the workbook; rows go to the disk one by one, so that memory doesn't grow with their number.

    Args:
        tables: a sheet each.
        file: to write into.
        scratch: a folder for what is written on the way; nothing remains there.
        most: how many rows fit in a sheet.
        watch: of the packing; the rows have one of their own.

    Raises:
        ExportCancelled: somebody asked to stop.
        ExportRefused: there are more.
        OSError: it can't be written.
    """
    import xlsxwriter
    from xlsxwriter.exceptions import FileCreateError

    with tempfile.TemporaryDirectory(prefix=".export-", dir=scratch) as folder:
        options = {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "tmpdir": folder,
        }
        patient = _Patient(file, watch)
        book = xlsxwriter.Workbook(patient, options)
        try:
            for table in tables:
                _write_table(book, table, most)
            _write_columns(book, tables)
        except BaseException:
            _let_go(book)
            raise
        try:
            book.close()
        except FileCreateError as error:
            patient.give_up()
            _let_go(book)
            raise _failure(error) from error
    if patient.failed:
        raise patient.failed
    watch.tell(1, 1)


class _Patient:
    """A file that remembers its first failure and takes the rest in silence, as if it were written.

    The library leaves a ZIP file behind that failed, and Python would complain of it once more when it is cleared away.
    To stop is said once, which breaks the packing off.
    """

    def __init__(self, file: BinaryIO, watch: Watch) -> None:
        self._file = file
        self._watch = watch
        self._position = 0
        self.failed: OSError | ExportCancelled | None = None
        self._given_up = False

    def give_up(self) -> None:
        """Whatever comes now is for nothing."""
        self._given_up = True

    def write(self, data: bytes) -> int:
        self._unless_cancelled()
        self._unless_failed(lambda: self._file.write(data))
        self._position += len(data)
        return len(data)

    def flush(self) -> None:
        self._unless_failed(self._file.flush)

    def seek(self, offset: int, whence: int = 0) -> int:
        there = self._unless_failed(lambda: self._file.seek(offset, whence))
        self._position = offset if there is None else there
        return self._position

    def tell(self) -> int:
        return self._position

    def seekable(self) -> bool:
        return True

    def _unless_failed(self, call: Callable[[], int | None]) -> int | None:
        if self.failed or self._given_up:
            return None
        try:
            return call()
        except OSError as error:
            self.failed = error
            return None

    def _unless_cancelled(self) -> None:
        if self.failed is None and not self._given_up:
            try:
                self._watch.check()
            except ExportCancelled as cancelled:
                self.failed = cancelled
                raise


def _let_go(book: Any) -> None:
    """Close the files of rows that the library leaves open where it failed, and have it pack nothing any more."""
    book.fileclosed = True
    for sheet in book.worksheets():
        for file in (sheet.row_data_fh, sheet.fh):
            with suppress(OSError):
                if file is not None:
                    file.close()


def _failure(error: Exception) -> OSError:
    """What the system said, where the library wraps it in an error of its own."""
    said = error.args[0] if error.args else None
    return said if isinstance(said, OSError) else OSError(str(error))


def fitting(text: str) -> str:
    """The text as a cell can hold it: cut at its limit, with an ellipsis, and without what XML can't say."""
    text = _UNWRITABLE.sub("�", text)
    if len(text.encode("utf-16-le")) > 2 * MAX_CELL:
        text = text.encode("utf-16-le")[: 2 * (MAX_CELL - 1)].decode("utf-16-le", "ignore") + "…"
    return f"{text} " if _LIKE_MARKUP.fullmatch(text) else text


def _write_table(book: Any, table: Table, most: int) -> None:
    sheet = book.add_worksheet(table.title)
    head, top = book.add_format({"bold": True, "bottom": 1}), book.add_format({"valign": "top"})
    date = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss", "valign": "top"})
    for column, name in enumerate(table.columns):
        sheet.set_column(column, column, table.widths.get(name, _USUAL_WIDTH))
        sheet.write_string(0, column, name, head)
    sheet.freeze_panes(1, 0)
    number = 0
    for number, values in enumerate(table.rows, start=1):
        if number > most:
            raise ExportRefused(table.too_many.format(most=most))
        for column, value in enumerate(values):
            _write(sheet, number, column, value, date if isinstance(value, dt.datetime) else top)
    sheet.autofilter(0, 0, number, len(table.columns) - 1)


def _write(sheet: Any, row: int, column: int, value: Value, style: Any) -> None:
    if isinstance(value, dt.datetime):
        sheet.write_datetime(row, column, value.replace(tzinfo=None), style)
    elif isinstance(value, int):
        sheet.write_number(row, column, value, style)
    elif value:
        sheet.write_string(row, column, fitting(value), style)


def _write_columns(book: Any, tables: Sequence[Table]) -> None:
    """What stands in the columns; with several tables also in which of them."""
    sheet = book.add_worksheet("Columns")
    head, wrapped = book.add_format({"bold": True, "bottom": 1}), book.add_format({"text_wrap": True, "valign": "top"})
    told = [(table.title, name, meaning) for table in tables for name, meaning in table.columns.items()]
    first = 0 if len(tables) > 1 else 1
    for column, width in enumerate((18, 18, 90)[first:]):
        sheet.set_column(column, column, width)
    sheet.freeze_panes(1, 0)
    for row, texts in enumerate([("sheet", "column", "what stands in it"), *told]):
        for column, text in enumerate(texts[first:]):
            sheet.write_string(row, column, text, wrapped if row else head)
