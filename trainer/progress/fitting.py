"""Which attempts fit a filter, as conditions of SQL on their lines."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row

from trainer.progress import record_words
from trainer.progress.buckets import Bucket
from trainer.progress.due import stamp
from trainer.progress.record_filter import RecordFilter

_AMONG = "bucket IN (SELECT value FROM json_each(:buckets))"
_HAS_WORDS = "EXISTS (SELECT 1 FROM temp.found WHERE found.key = line.key)"
_COUNTS = "SELECT bucket, count(*) FROM line INDEXED BY {index} WHERE {fits} GROUP BY bucket"
_COUNTS_FOUND = """
    SELECT bucket, count(*) FROM temp.found CROSS JOIN line USING (key) WHERE +{fits} GROUP BY bucket
"""
_GATHER = "SELECT key, bucket FROM line INDEXED BY {index} WHERE {fits} ORDER BY {order} LIMIT :limit"
_GATHER_FOUND = """
    SELECT line.key, bucket FROM temp.found CROSS JOIN line USING (key) WHERE +{fits} ORDER BY {order}
    LIMIT :limit
"""
_FIRST = "number = 1"
_FORECASTS = "forecast BETWEEN :lowest AND :highest"
_HOLDS = "SELECT 1 FROM line WHERE key = :key_here AND {fits}"


class Fit:
    """The attempts that fit a filter."""

    def __init__(self, wanted: RecordFilter, buckets: Iterable[Bucket], version: int) -> None:
        """
        Args:
            wanted: the filter.
            buckets: those whose attempts may fit.
            version: of the content of the file.
        """
        self.buckets = {bucket.key: bucket for bucket in buckets}
        self._words = wanted.words if record_words.asks(wanted.words) else ""
        self._version = version
        self._asked = dict(_asked(wanted))
        self._every = json.dumps(list(self.buckets))
        self._held = sum(bucket.holds for bucket in self.buckets.values())
        self._counts: Mapping[int, int] | None = None
        if not (self._asked or self._words) or not self.buckets:
            self._counts = {bucket.key: bucket.holds for bucket in self.buckets.values()}

    @property
    def is_counted(self) -> bool:
        """Whether it is known how many fit."""
        return self._counts is not None

    def words_are_unknown(self, connection: Connection) -> bool:
        """Whether words are looked for, and nobody has found yet who has them."""
        return bool(self._words) and record_words.known(connection, self._words, self._version) is None

    def most(self, connection: Connection) -> int:
        """How many fit at most, as far as can be told at once."""
        if self.is_counted or (_FIRST in self._asked and not self._words):
            return self.count(connection)
        return min(self._held, self._find(connection)) if self._words else self._held

    def count(self, connection: Connection) -> int:
        """How many fit."""
        return sum(self.counts(connection).values())

    def counts(self, connection: Connection) -> Mapping[int, int]:
        """How many fit, by the key of their bucket; a bucket of which none fits may be missing."""
        if self._counts is None:
            goes_by_words = self._words and self._find(connection) <= self._held
            rows = self.run(connection, _COUNTS_FOUND if goes_by_words else _COUNTS, index=self._index)
            self._counts = {row[0]: row[1] for row in rows}
        return self._counts

    def counted(self, buckets: Iterable[int]) -> None:
        """Take note of the bucket of each line that fits."""
        self._counts = Counter(buckets)

    def gather(self, connection: Connection, order: str, limit: int, *, in_time: bool) -> Sequence[tuple[int, int]]:
        """Key and bucket of all that fit.

        Args:
            connection: within a transaction.
            order: what SQL sorts them by.
            limit: how many at most, or -1.
            in_time: whether they are sorted by their time alone, in which one index has those of each bucket: of the
                first few, SQLite looks at hardly more.
        """
        statement = _GATHER_FOUND if self._words else _GATHER
        by_time = in_time and not self._asked.keys() & {_FIRST, _FORECASTS}
        index = "line_bucket" if by_time else "line_tally"
        return [(key, bucket) for key, bucket in self.run(connection, statement, index=index, order=order, limit=limit)]

    @property
    def _index(self) -> str:
        """The one that has all that is asked of each attempt."""
        return "line_tally" if self._asked.keys() <= {_FIRST, _FORECASTS} else "line_bucket"

    def holds(self, connection: Connection, line: Row[Any]) -> bool:
        """Whether a line fits."""
        return line.bucket in self.buckets and bool(self.run(connection, _HOLDS, key_here=line.key))

    def run(
        self, connection: Connection, statement: str, among: Sequence[int] | None = None, **given: object
    ) -> Sequence[Any]:
        """The rows of a statement.

        Args:
            connection: within a transaction.
            statement: with ``{fits}`` for the conditions on ``line``, and further names for parts of it; a ``+`` before
                it keeps SQLite from going by the buckets.
            among: keys of the only buckets wanted; all that may fit where none are given.
            given: parts of the statement, which are texts for its other names; all others are its parameters.
        """
        parts = [_AMONG, *self._asked]
        if self._words:
            self._find(connection)
            parts.append(_HAS_WORDS)
        shape = {name: value for name, value in given.items() if f"{{{name}}}" in statement}
        parameters = {name: value for name, value in given.items() if name not in shape and name != "index"}
        parameters["buckets"] = self._every if among is None else json.dumps(list(among))
        for each in self._asked.values():
            parameters |= each
        return connection.exec_driver_sql(statement.format(fits=" AND ".join(parts), **shape), parameters).all()

    def _find(self, connection: Connection) -> int:
        return record_words.find(connection, self._words, self._version)


def _asked(wanted: RecordFilter) -> Iterable[tuple[str, Mapping[str, object]]]:
    """What is asked of each attempt: a condition and its parameters."""
    if wanted.since is not None:
        yield "created >= :since", {"since": stamp(wanted.since)}
    if wanted.until is not None:
        yield "created < :until", {"until": stamp(wanted.until)}
    if wanted.forecasts is not None:
        lowest, highest = wanted.forecasts
        yield _FORECASTS, {"lowest": lowest, "highest": highest}
    if wanted.first_tries:
        yield _FIRST, {}
