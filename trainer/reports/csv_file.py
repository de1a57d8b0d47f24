"""Tables as CSV: RFC 4180 in UTF-8, with the mark by which spreadsheets know that it is."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from typing import BinaryIO

from trainer.reports.attempts import COLUMNS, ExportedAttempt, cells
from trainer.reports.table import Table, Value

# The last four are the wide forms of = + - @, which some spreadsheets take for the same. Apostrophes before it count as
# well: so what was put in front can be told from what was typed.
_LIKE_A_FORMULA = re.compile(r"'*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")


def write_csv(attempts: Iterable[ExportedAttempt], file: BinaryIO) -> None:
    """Write a head and a line for each attempt; raises ``OSError``."""
    write_table(Table("Attempts", COLUMNS, map(cells, attempts)), file)


def write_table(table: Table, file: BinaryIO) -> None:
    """Write a head and a line for each row; raises ``OSError``."""
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="", write_through=True)
    try:
        writer = csv.writer(text)
        writer.writerow(table.columns)
        writer.writerows([_plain(value) for value in row] for row in table.rows)
    finally:
        text.detach()


def harmless(text: str) -> str:
    """The text with an apostrophe in front where a spreadsheet would take it for a formula."""
    return f"'{text}" if _LIKE_A_FORMULA.match(text) else text


def as_typed(cell: str) -> str:
    """What :func:`harmless` was given."""
    return cell[1:] if cell.startswith("'") and _LIKE_A_FORMULA.match(cell) else cell


def _plain(value: Value) -> str | int:
    if value is None:
        return ""
    if isinstance(value, int):
        return value
    return harmless(value) if isinstance(value, str) else f"{value:%Y-%m-%dT%H:%M:%SZ}"
