"""Attempts in an order, found by their positions: each filter and order is answered by what costs it least."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Any, Protocol

from sqlalchemy import Connection, Row

from trainer.progress.buckets import Group, grouped
from trainer.progress.fitting import Fit
from trainer.progress.record_filter import RecordColumn, RecordOrder

FEW = 20_000
"""So many attempts are sorted at once; of more, only as many are looked at as a page needs."""

_INDEXES = {
    RecordColumn.DATE: ("line_created", ("created", "key")),
    RecordColumn.FORECAST: ("line_forecast", ("forecast", "created", "key")),
    RecordColumn.TRY: ("line_number", ("number", "created", "key")),
}
"""The orders in which each attempt has a place of its own, and the index that has them so."""

_OF_GROUP = "SELECT key FROM line INDEXED BY line_bucket WHERE {fits} ORDER BY created, key LIMIT :limit OFFSET :start"
_BEFORE_IN_GROUP = """
    SELECT count(*) FROM line INDEXED BY line_bucket WHERE (created, key) < (:created_here, :key_here) AND {fits}
"""
_WALK = "SELECT key FROM line INDEXED BY {index} WHERE +{fits} ORDER BY {order} LIMIT :limit OFFSET :start"
_BEFORE = "SELECT count(*) FROM line INDEXED BY {index} WHERE ({columns}) {sign} ({here}) AND +{fits}"


class Listing(Protocol):
    """The attempts that fit a filter, in an order."""

    def keys(self, connection: Connection, start: int, limit: int, /) -> Sequence[int]:
        """The keys of so many lines from a position on."""

    def place(self, connection: Connection, line: Row[Any], /) -> int | None:
        """The position of a line; ``None`` where it doesn't fit."""


def listing(connection: Connection, fit: Fit, order: RecordOrder) -> Listing:
    """The attempts that fit, in an order."""
    in_time = order.column in _INDEXES
    if not in_time and fit.is_counted:
        return _ByBucket(fit, order)
    if fit.most(connection) <= FEW:
        return _Sorted(fit, order)
    return _Walked(fit, order) if in_time else _ByBucket(fit, order)


def _ordered(columns: Iterable[str], *, falling: bool) -> str:
    """Columns of ``line`` behind ``ORDER BY``."""
    return ", ".join(f"line.{column}{' DESC' if falling else ''}" for column in columns)


class _Sorted:
    """Few attempts, sorted all at once, as soon as more than the first of them are wanted."""

    def __init__(self, fit: Fit, order: RecordOrder) -> None:
        self._fit = fit
        self._order = order
        self._in_time = order.column in _INDEXES
        self._keys: Sequence[int] | None = None

    def keys(self, connection: Connection, start: int, limit: int) -> Sequence[int]:
        if self._keys is None and self._in_time and start == 0:
            return [key for key, _ in self._gather(connection, limit)]
        return self._sorted(connection)[start : start + limit]

    def place(self, connection: Connection, line: Row[Any]) -> int | None:
        keys = self._sorted(connection)
        return keys.index(line.key) if line.key in keys else None

    def _sorted(self, connection: Connection) -> Sequence[int]:
        if self._keys is None:
            lines = self._gather(connection)
            self._fit.counted(bucket for _, bucket in lines)
            if not self._in_time:
                groups = enumerate(grouped(self._fit.buckets.values(), self._order))
                ranks = {bucket.key: rank for rank, group in groups for bucket in group}
                lines = sorted(lines, key=lambda line: ranks[line[1]])
            self._keys = [key for key, _ in lines]
        return self._keys

    def _gather(self, connection: Connection, limit: int = -1) -> Sequence[tuple[int, int]]:
        column = self._order.column if self._in_time else RecordColumn.DATE
        columns = _INDEXES[column][1]
        order = _ordered(columns, falling=self._in_time and self._order.falling)
        return self._fit.gather(connection, order, limit, in_time=column is RecordColumn.DATE)


class _ByBucket:
    """Any number of attempts in an order that their texts and choices give."""

    def __init__(self, fit: Fit, order: RecordOrder) -> None:
        self._fit = fit
        self._groups = grouped(fit.buckets.values(), order)
        self._ends: list[int] | None = None
        """The position behind each group, once it is known how many of it fit."""

    def keys(self, connection: Connection, start: int, limit: int) -> Sequence[int]:
        if start == 0 and self._ends is None:
            return self._first(connection, limit)
        ends = self._known_ends(connection)
        found: list[int] = []
        at = bisect_right(ends, start)
        while at < len(ends) and len(found) < limit:
            begins = ends[at - 1] if at else 0
            asked = {"start": max(start - begins, 0), "limit": limit - len(found)}
            if ends[at] > begins:
                found += self._of(connection, self._groups[at], asked)
            at += 1
        return found

    def _first(self, connection: Connection, limit: int) -> Sequence[int]:
        """The first page, before anybody has to know how many of each group fit."""
        found: list[int] = []
        for group in self._groups:
            found += self._of(connection, group, {"start": 0, "limit": limit - len(found)})
            if len(found) >= limit:
                break
        return found

    def _of(self, connection: Connection, group: Group, asked: Mapping[str, int]) -> Iterator[int]:
        rows = self._fit.run(connection, _OF_GROUP, [bucket.key for bucket in group], **asked)
        return (row[0] for row in rows)

    def _known_ends(self, connection: Connection) -> list[int]:
        if self._ends is None:
            counts = self._fit.counts(connection)
            self._ends = list(accumulate(sum(counts.get(each.key, 0) for each in group) for group in self._groups))
        return self._ends

    def place(self, connection: Connection, line: Row[Any]) -> int | None:
        if not self._fit.holds(connection, line):
            return None
        ends = self._known_ends(connection)
        groups = enumerate(self._groups)
        at, group = next((at, group) for at, group in groups if any(each.key == line.bucket for each in group))
        keys = [bucket.key for bucket in group]
        rows = self._fit.run(connection, _BEFORE_IN_GROUP, keys, created_here=line.created, key_here=line.key)
        return (ends[at - 1] if at else 0) + int(rows[0][0])


class _Walked:
    """Many attempts in an order that an index has them in."""

    def __init__(self, fit: Fit, order: RecordOrder) -> None:
        self._fit = fit
        self._index, self._columns = _INDEXES[order.column]
        self._falling = order.falling

    def keys(self, connection: Connection, start: int, limit: int) -> Sequence[int]:
        if not self._fit.is_counted:
            return self._walk(connection, start, limit, falling=self._falling)
        behind = self._fit.count(connection) - start
        if start <= behind:
            return self._walk(connection, start, limit, falling=self._falling)
        # What lies in the second half is nearer to the end.
        limit = min(limit, behind)
        return self._walk(connection, behind - limit, limit, falling=not self._falling)[::-1] if limit > 0 else ()

    def _walk(self, connection: Connection, start: int, limit: int, *, falling: bool) -> Sequence[int]:
        order = _ordered(self._columns, falling=falling)
        rows = self._fit.run(connection, _WALK, start=start, limit=limit, index=self._index, order=order)
        return [row[0] for row in rows]

    def place(self, connection: Connection, line: Row[Any]) -> int | None:
        if not self._fit.holds(connection, line):
            return None
        here = {f"{column}_here": getattr(line, column) for column in self._columns}
        shape = {
            "index": self._index,
            "columns": ", ".join(self._columns),
            "sign": ">" if self._falling else "<",
            "here": ", ".join(f":{name}" for name in here),
        }
        return int(self._fit.run(connection, _BEFORE, None, **shape, **here)[0][0])
