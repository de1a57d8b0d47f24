"""Rows that were read without knowing of which table: told apart by what they hold, and judged one by one."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
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
    for shape in _SHAPES.get(len(values), ()):
        if all(fits(value) for fits, value in zip(shape.fits, values, strict=True)):
            row = dict(zip(shape.names, values, strict=True)) | shape.missing
            if shape.number:
                row[shape.number] = number
            return shape.table, row
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


@dataclass(frozen=True, slots=True)
class _Shape:
    """How the rows of a table look, as one of its versions had it."""

    table: Table
    names: tuple[str, ...]
    fits: tuple[Callable[[Value], bool], ...]
    """Whether a value can stand in each of the columns."""
    missing: Row
    """What the columns hold that came later."""
    number: str
    """The column that is the number of the row, of which the row itself holds nothing; empty if there is none."""


def _shapes() -> dict[int, list[_Shape]]:
    """The shapes by the number of their columns."""
    made: dict[int, list[_Shape]] = {}
    for table in KNOWN:
        columns = list(table.columns)
        alone = len(table.primary_key.columns) == 1
        number = next((each.name for each in columns if each.primary_key and _is_number(each) and alone), "")
        tests = [_is_nothing if each.name == number else _test(each) for each in columns]
        for count in range(sum(each.server_default is None for each in columns), len(columns) + 1):
            missing = {each.name: str(each.server_default.arg) for each in columns[count:]}  # type: ignore[union-attr]
            names = tuple(each.name for each in columns[:count])
            made.setdefault(count, []).append(_Shape(table, names, tuple(tests[:count]), missing, number))
    return made


def _is_number(column: Column[Any]) -> bool:
    return isinstance(column.type, Integer)


def _test(column: Column[Any]) -> Callable[[Value], bool]:
    kind = column.type.impl if isinstance(column.type, TypeDecorator) else column.type
    fits = next((test for known, test in _TESTS if isinstance(kind, known)), _is_text)
    return partial(_is_nothing_or, fits) if column.nullable else fits


def _is_nothing(value: Value) -> bool:
    return value is None


def _is_nothing_or(fits: Callable[[Value], bool], value: Value) -> bool:
    return value is None or fits(value)


def _is_text(value: Value) -> bool:
    return isinstance(value, str)


def _is_moment(value: Value) -> bool:
    try:
        return (
            isinstance(value, str) and len(value) == _MOMENT_LENGTH and dt.datetime.fromisoformat(value).tzinfo is None
        )
    except ValueError:
        return False


def _is_object(value: Value) -> bool:
    try:
        return isinstance(value, str) and isinstance(json.loads(value, parse_constant=_refuse), Mapping)
    except (ValueError, RecursionError):
        return False


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)


_TESTS: tuple[tuple[type, Callable[[Value], bool]], ...] = (
    (JSON, _is_object),
    (DateTime, _is_moment),
    (Boolean, lambda value: value in (0, 1)),
    (Integer, lambda value: isinstance(value, int)),
    (Float, lambda value: isinstance(value, (int, float))),
    (LargeBinary, lambda value: isinstance(value, bytes)),
)
_SHAPES = _shapes()
