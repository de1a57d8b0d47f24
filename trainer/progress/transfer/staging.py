"""Where the lines of a progress file wait, in tables of the connection's own, until all of them were checked."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from operator import attrgetter
from typing import Any

from sqlalchemy import Connection

from trainer.case.base import Model
from trainer.progress.database import Database
from trainer.progress.transfer.parts import PARTS, DebriefPart, Part, TextPart
from trainer.progress.transfer.reading import ProgressFile

SEEN = (
    "case_id",
    "case_title",
    "act_number",
    "act_title",
    "decision_id",
    "decision_number",
    "decision_title",
    "taken",
    "judgement",
    "options",
)
"""What stands beside a sealed text for the lists, once it was read."""

_BATCH = 500
_INDEXED: Mapping[str, tuple[str, ...]] = {"texts": ("digest",), "attempts": ("id", "seal", "digest")}
_LARGE = 20_000_000
"""Bytes of a batch after which it doesn't wait for its other lines."""


def table_of(part: Part) -> str:
    """The table in which the lines of a part wait; each has the number of its line besides."""
    return f"temp.incoming_{part.table}"


@contextmanager
def waiting_room(database: Database) -> Iterator[None]:
    """The tables, as long as a file is taken in over this connection."""
    try:
        with database.read() as connection:
            for part in PARTS:
                beside = SEEN if part.table == "texts" else ()
                columns = ", ".join(("line INTEGER PRIMARY KEY", *part.columns, *beside))
                connection.exec_driver_sql(f"CREATE TEMP TABLE incoming_{part.table} ({columns})")
        yield
    finally:
        with database.read() as connection:
            for part in PARTS:
                connection.exec_driver_sql(f"DROP TABLE IF EXISTS {table_of(part)}")


def let_in(
    connection: Connection, file: ProgressFile, part: Part, check: Callable[[int, Model], None] | None = None
) -> None:
    """Put the lines of a part into its table.

    Args:
        connection: within a transaction.
        file: to be read.
        part: whose lines they are.
        check: is called with each line and its number first, and may raise.

    Raises:
        TransferRefused: a line isn't as it has to be.
    """
    places = ", ".join("?" * (len(part.columns) + 1))
    statement = f"INSERT INTO {table_of(part)} (line, {', '.join(part.columns)}) VALUES ({places})"  # noqa: S608  of names
    for rows in _batches(part, file.lines(part), check):
        connection.exec_driver_sql(statement, rows)
    for column in _INDEXED.get(part.table, ()):
        name = f"incoming_{part.table}_{column}"
        connection.exec_driver_sql(f"CREATE INDEX temp.{name} ON incoming_{part.table} ({column})")


def _batches(
    part: Part, lines: Iterable[tuple[int, Model]], check: Callable[[int, Model], None] | None
) -> Iterator[list[tuple[Any, ...]]]:
    values_of = attrgetter(*part.columns)
    rows: list[tuple[Any, ...]] = []
    size = 0
    for number, line in lines:
        if check:
            check(number, line)
        if isinstance(line, TextPart):
            size += len(line.data)
        values = values_of(line)
        if isinstance(line, DebriefPart):
            # Sorted, so that what two computers wrote in another order is the same text.
            values = tuple(json.dumps(each, sort_keys=True) if each is line.marks else each for each in values)
        rows.append((number, *values))
        if len(rows) >= _BATCH or size > _LARGE:
            yield rows
            rows, size = [], 0
    if rows:
        yield rows
