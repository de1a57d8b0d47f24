"""Rows that were read without knowing of which table: told apart by what they hold, and judged one by one."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import zlib
from collections.abc import Mapping
from typing import Any, NoReturn

from sqlalchemy import JSON, Boolean, Column, DateTime, Float, Integer, LargeBinary, Table, TypeDecorator

from trainer.progress.chain import Link
from trainer.progress.raw_pages import Value
from trainer.progress.tables import (
    ATTEMPT,
    DEBRIEF,
    DRAFT,
    LEARNER,
    NOTE,
    PLAYTHROUGH,
    RECALL,
    REVEAL,
    SEEN_TEXT,
)

KNOWN = (LEARNER, PLAYTHROUGH, SEEN_TEXT, ATTEMPT, REVEAL, DEBRIEF, DRAFT, NOTE, RECALL)
"""The tables whose rows can be told apart; all others follow from these."""

_MOMENT_LENGTH = 26

Row = dict[str, Any]


def table_of(number: int, values: tuple[Value, ...]) -> tuple[Table, Row] | None:
    """The table that a row can only be of, and its values by column; ``None`` where it is of none of them.

    Args:
        number: of the row in its table.
        values: as they are stored; an earlier version of a table may have fewer.
    """
    for table in KNOWN:
        columns = list(table.columns)
        if _fewest(columns) <= len(values) <= len(columns):
            row = _row(table, columns, number, values)
            if row is not None:
                return table, row
    return None


def version_of(values: tuple[Value, ...]) -> str | None:
    """The version of the file, where this is the row that says so."""
    if len(values) == 1 and isinstance(values[0], str) and len(values[0]) == 4 and values[0].isdecimal():
        return values[0]
    return None


def is_sealed(row: Row) -> bool:
    """Whether an attempt is what was sealed."""
    values = {name: row["id" if name == "attempt_id" else name] for name in Link.__slots__}
    created = dt.datetime.fromisoformat(values.pop("created")).replace(tzinfo=dt.UTC)
    return bool(Link(**values, created=created).seal(row["previous_seal"]) == row["seal"])


def is_whole(row: Row) -> bool:
    """Whether a text is what its name says."""
    try:
        return bool(hashlib.sha256(zlib.decompress(row["data"])).hexdigest() == row["digest"])
    except zlib.error:
        return False


def _fewest(columns: list[Column[Any]]) -> int:
    return sum(column.server_default is None for column in columns)


def _row(table: Table, columns: list[Column[Any]], number: int, values: tuple[Value, ...]) -> Row | None:
    row: Row = {}
    for index, column in enumerate(columns):
        if index >= len(values):
            row[column.name] = str(column.server_default.arg)  # type: ignore[union-attr]
            continue
        value = values[index]
        if value is None and column.primary_key and isinstance(column.type, Integer) and not _is_shared(table):
            value = number
        if not _fits(column, value):
            return None
        row[column.name] = value
    return row


def _is_shared(table: Table) -> bool:
    """Whether the key has several columns, so that none of them is the number of the row."""
    return len(table.primary_key.columns) > 1


def _fits(column: Column[Any], value: Value) -> bool:
    if value is None:
        return bool(column.nullable)
    kind = column.type.impl if isinstance(column.type, TypeDecorator) else column.type
    if isinstance(kind, JSON):
        return isinstance(value, str) and _is_object(value)
    if isinstance(kind, DateTime):
        return isinstance(value, str) and _is_moment(value)
    if isinstance(kind, Boolean):
        return value in (0, 1)
    if isinstance(kind, Integer):
        return isinstance(value, int)
    if isinstance(kind, Float):
        return isinstance(value, (int, float))
    if isinstance(kind, LargeBinary):
        return isinstance(value, bytes)
    return isinstance(value, str)


def _is_moment(text: str) -> bool:
    try:
        return len(text) == _MOMENT_LENGTH and dt.datetime.fromisoformat(text).tzinfo is None
    except ValueError:
        return False


def _is_object(text: str) -> bool:
    try:
        return isinstance(json.loads(text, parse_constant=_refuse), Mapping)
    except (ValueError, RecursionError):
        return False


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)
