"""The attempts of a learner as a list shows them: filtered, sorted, counted, and read page by page.

What is asked of texts and choices is answered from the buckets, without looking at an attempt; what is asked of each
attempt (date, forecast, try, words) by the indexes of ``line``. So a first page is there at once whatever the number
of attempts, and any other is found by its position.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, bindparam, exists, func, select

from trainer.progress import record_words
from trainer.progress.buckets import Bucket, Buckets, Texts
from trainer.progress.fitting import Fit
from trainer.progress.listings import Listing, listing
from trainer.progress.overview import stage_of
from trainer.progress.reader import Readable
from trainer.progress.record_filter import Choices, RecordColumn, RecordFilter, RecordOrder
from trainer.progress.tables import ATTEMPT, BUCKET, DEBRIEF, LINE, REVEAL
from trainer.progress.values import AttemptLine

_ROWS = (
    select(
        LINE.c.key,
        LINE.c.attempt_id,
        LINE.c.bucket,
        LINE.c.created,
        LINE.c.number,
        LINE.c.forecast,
        ATTEMPT.c.reasons,
        func.coalesce(REVEAL.c.steps, 0).label("steps"),
        DEBRIEF.c.closed,
    )
    .join(ATTEMPT, ATTEMPT.c.id == LINE.c.attempt_id)
    .outerjoin(REVEAL, REVEAL.c.attempt_id == LINE.c.attempt_id)
    .outerjoin(DEBRIEF, DEBRIEF.c.attempt_id == LINE.c.attempt_id)
    .where(LINE.c.key.in_(select(func.json_each(bindparam("keys")).table_valued("value").c.value)))
)
_MINE = exists().where(BUCKET.c.key == LINE.c.bucket, BUCKET.c.learner_id == bindparam("learner"))
_IN_TIME = {
    False: (LINE.c.created, LINE.c.key),
    True: (LINE.c.created.desc(), LINE.c.key.desc()),
}
_ENDS = {
    falling: select(LINE.c.attempt_id, LINE.c.created).where(_MINE).order_by(*order).limit(1)
    for falling, order in _IN_TIME.items()
}
_AT = "SELECT key, bucket, created, number, forecast FROM line WHERE attempt_id = ?"
_LOOKED_AT = 200
"""So many reasons are looked at for a first page, and more where some are missing from it."""
_LOOKED_AT_MOST = 8 * _LOOKED_AT
_SPARE = 100
_KEPT = 2
_LONGEST = 8
"""So many titles are measured; the one with the most letters isn't always the widest."""


class Records:
    """The attempts of one learner in one file.

    Every method raises :class:`~trainer.progress.errors.ProgressError` where the file can't be used, and
    :class:`~trainer.progress.reader.Interrupted` where its reader was interrupted.
    """

    def __init__(self, source: Readable, learner_id: str) -> None:
        """
        Args:
            source: is read from, in one thread at a time.
            learner_id: of the learner.
        """
        self._source = source
        self._learner_id = learner_id
        self._version: int | None = None
        self._texts = Texts((), {}, ())
        self._buckets: Buckets | None = None
        self._longest: dict[RecordColumn, tuple[str, ...]] = {}
        self._fits: dict[RecordFilter, Fit] = {}
        self._listings: dict[tuple[RecordFilter, RecordOrder], Listing] = {}

    def total(self) -> int:
        """How many attempts there are in all."""
        with self._source.read() as connection:
            return sum(self._known_texts(connection).holds.values())

    def count(self, wanted: RecordFilter) -> int:
        """How many attempts fit."""
        with self._source.read() as connection:
            return self._fitting(connection, wanted).count(connection)

    def page(
        self, wanted: RecordFilter, order: RecordOrder, start: int = 0, limit: int = 100
    ) -> tuple[AttemptLine, ...]:
        """So many attempts that fit, from a position on.

        Args:
            wanted: what they must be like.
            order: in which they are counted.
            start: the position of the first, from 0.
            limit: how many at most; fewer come only at the end.
        """
        with self._source.read() as connection:
            texts = self._known_texts(connection)
            if self._buckets is None and start == 0 and (wanted, order) == (RecordFilter(), RecordOrder()):
                few = Buckets.read(connection, self._learner_id, texts.first(limit), some=True)
                keys = listing(connection, self._fit(wanted, few), order).keys(connection, 0, limit)
                return _lines(connection, keys, few)
            found = self._at_once(connection, wanted, order, limit) if start == 0 else None
            if found is None:
                found = self._listed(connection, wanted, order).keys(connection, start, limit)
            return _lines(connection, found, self._fresh(connection))

    def place(self, attempt_id: str, wanted: RecordFilter, order: RecordOrder) -> int | None:
        """The position of an attempt, from 0; ``None`` where it doesn't fit."""
        with self._source.read() as connection:
            listed = self._listed(connection, wanted, order)
            row = connection.exec_driver_sql(_AT, (attempt_id,)).one_or_none()
            return None if row is None else listed.place(connection, row)

    def newest(self) -> str | None:
        """Id of the newest attempt, if there is any."""
        with self._source.read() as connection:
            row = connection.execute(_ENDS[True], {"learner": self._learner_id}).one_or_none()
            return None if row is None else str(row.attempt_id)

    def span(self) -> tuple[dt.datetime, dt.datetime] | None:
        """When the oldest and the newest attempt were made, if there is any."""
        with self._source.read() as connection:
            asked = {"learner": self._learner_id}
            oldest, newest = (connection.execute(_ENDS[falling], asked).one_or_none() for falling in (False, True))
            return None if oldest is None or newest is None else (oldest.created, newest.created)

    def longest(self, column: RecordColumn) -> tuple[str, ...]:
        """The longest texts in a column of titles, numbers or tries: a column as wide as these holds all. None is of a
        sealed record."""
        with self._source.read() as connection:
            texts = self._known_texts(connection)
            if column not in self._longest:
                self._longest[column] = texts.longest(column, _LONGEST)
            return self._longest[column]

    def choices(self, case_id: str | None, themes: Mapping[str, str]) -> Choices:
        """What can be asked for; see :meth:`Buckets.choices`."""
        with self._source.read() as connection:
            return self._fresh(connection).choices(case_id, themes)

    def _known_texts(self, connection: Connection) -> Texts:
        """All texts, read again if another connection has written since; what is kept beside them goes then."""
        version = int(connection.exec_driver_sql("PRAGMA main.data_version").scalar_one())
        if version != self._version:
            self._texts, self._version = Texts.read(connection, self._learner_id), version
            self._buckets = None
            self._longest.clear()
            self._fits.clear()
            self._listings.clear()
        return self._texts

    def _fresh(self, connection: Connection) -> Buckets:
        """All buckets, likewise."""
        texts = self._known_texts(connection)
        if self._buckets is None:
            self._buckets = Buckets.read(connection, self._learner_id, texts.every)
        return self._buckets

    def _fit(self, wanted: RecordFilter, buckets: Buckets) -> Fit:
        assert self._version is not None
        return Fit(wanted, buckets.chosen(wanted), self._version)

    def _fitting(self, connection: Connection, wanted: RecordFilter) -> Fit:
        buckets = self._fresh(connection)
        if wanted not in self._fits:
            _make_room(self._fits)
            self._fits[wanted] = self._fit(wanted, buckets)
        return self._fits[wanted]

    def _listed(self, connection: Connection, wanted: RecordFilter, order: RecordOrder) -> Listing:
        fit = self._fitting(connection, wanted)
        if (wanted, order) not in self._listings:
            _make_room(self._listings)
            self._listings[wanted, order] = listing(connection, fit, order)
        return self._listings[wanted, order]

    def _at_once(
        self, connection: Connection, wanted: RecordFilter, order: RecordOrder, limit: int
    ) -> Sequence[int] | None:
        """The first page where words are looked for that many have: the first ones with the words among those without.

        All that have a common word take long to find. ``None`` where too few of the first have it: then few have it
        in all, and they are found soon.
        """
        if not self._fitting(connection, wanted).words_are_unknown(connection):
            return None
        listed = self._listed(connection, replace(wanted, words=""), order)
        looked_at: Sequence[int] = ()
        found: list[int] = []
        most = _LOOKED_AT
        while True:
            begun = len(looked_at)
            looked_at = listed.keys(connection, 0, most)
            found += record_words.among(connection, wanted.words, looked_at[begun:])
            if len(found) >= limit or len(looked_at) < most:
                return found[:limit]
            if len(found) < limit / 8 or most >= _LOOKED_AT_MOST:
                return None
            # As many more as it takes if those have the words as often, and some to spare.
            most = min(most + _SPARE + most * (limit - len(found)) // len(found), _LOOKED_AT_MOST)


def _make_room(kept: dict[Any, Any]) -> None:
    """The one asked for before is kept, and that before it for the time being."""
    while len(kept) >= _KEPT:
        del kept[next(iter(kept))]


def _lines(connection: Connection, keys: Sequence[int], buckets: Buckets) -> tuple[AttemptLine, ...]:
    rows = {row.key: row for row in connection.execute(_ROWS, {"keys": json.dumps(list(keys))})}
    return tuple(_line(rows[key], buckets.every[rows[key].bucket]) for key in keys)


def _line(row: Any, bucket: Bucket) -> AttemptLine:
    text = bucket.text
    return AttemptLine(
        id=row.attempt_id,
        case_id=text.case_id,
        case_title=text.case_title,
        decision_id=text.decision_id,
        number=row.number,
        created=row.created,
        act_number=text.act_number,
        act_title=text.act_title,
        decision_number=text.decision_number,
        decision_title=text.decision_title,
        choice_title=bucket.choice_title,
        taken_title=bucket.taken_title,
        agreement=bucket.agreement,
        judgement=text.judgement,
        forecast=row.forecast,
        reasons=row.reasons,
        stage=stage_of(row.steps, row.closed is not None),
    )
