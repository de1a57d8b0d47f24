"""Rows of several damaged or sound progress files brought together beside the tables of a new one.

They wait in temporary tables, since a row may be found long before what it refers to; ``assembling`` takes them from
there.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection, Table

from trainer.progress.found_rows import KNOWN, Row, is_sealed, is_whole, table_of, version_of
from trainer.progress.raw_pages import RawPages, Value
from trainer.progress.tables import ATTEMPT, DEBRIEF, DRAFT, LEARNER, PLAYTHROUGH, RECALL, REVEAL, SEEN_TEXT

Say = Callable[[int, int], None]
"""Is told how much was read, and of how much; may raise to end it."""

_BATCH = 500
_KEYS = {PLAYTHROUGH: ("learner_id", "case_id"), DRAFT: ("learner_id", "case_id", "decision_id")}
"""Where the key that is stored means something only within its file: what it stands for."""
_NEWEST_BY = {
    LEARNER: "excluded.last_seen > {0}.last_seen",
    REVEAL: "excluded.steps > {0}.steps",
    DEBRIEF: "excluded.updated > {0}.updated",
    RECALL: "excluded.updated > {0}.updated",
    DRAFT: "excluded.updated > {0}.updated",
}
"""Which of two states of a row is the later one; of the other tables no row ever changes."""


class Gathering:
    """What was found so far; of one row in several states, the latest."""

    def __init__(self, connection: Connection) -> None:
        """
        Args:
            connection: to the new file, inside of a transaction.
        """
        self._run = connection.exec_driver_sql
        self._waiting: dict[Table, list[Row]] = {table: [] for table in KNOWN}
        self._ways: dict[object, tuple[str, str]] = {}
        self._drafts: list[Row] = []
        self.version = ""
        """The newest that any of the files says it has; empty where none says so."""
        self._unsealed: list[Row] = []
        for table in KNOWN:
            self._lay_out(table)
        # Attempts that aren't what was sealed.
        self._run("CREATE TEMP TABLE found_unsealed (id PRIMARY KEY, learner_id, decision_id, created, seq, seal)")

    def _lay_out(self, table: Table) -> None:
        names = [*([*_KEYS[table][:2]] if table is DRAFT else []), *(each.name for each in table.columns)]
        keys = _KEYS.get(table, tuple(each.name for each in table.primary_key.columns))
        self._run(f"CREATE TEMP TABLE {_found(table)} ({', '.join(names)}, PRIMARY KEY ({', '.join(keys)}))")

    def read(self, file: Path, say: Say, *, with_drafts: bool = True) -> None:
        """Take in whatever a file holds.

        Args:
            file: damaged or not.
            say: is told of the progress, in pages.
            with_drafts: whether its drafts count; those of a backup may long have been committed or dropped.

        Raises:
            OSError: it can't be read at all.
        """
        self._ways, self._drafts = {}, []
        with RawPages(file) as pages:
            for number, values in pages.rows(say):
                self._take(number, values)
        if with_drafts:
            placed = [self._placed(row) for row in self._drafts]
            self._waiting[DRAFT] = [row for row in placed if row is not None]
        for table in KNOWN:
            self._store(table)
        unsealed, self._unsealed = self._unsealed, []
        if unsealed:
            names = ("id", "learner_id", "decision_id", "created", "seq", "seal")
            statement = "INSERT OR IGNORE INTO found_unsealed VALUES (?, ?, ?, ?, ?, ?)"
            self._run(statement, [tuple(row[name] for name in names) for row in unsealed])

    @property
    def attempts(self) -> int:
        """How many were found that are as they were sealed."""
        return int(self._run("SELECT count(*) FROM found_attempt").scalar_one())

    def _take(self, number: int, values: tuple[Value, ...]) -> None:
        self.version = max(self.version, version_of(values) or "")
        found = table_of(number, values)
        if found is None:
            return
        table, row = found
        if table is DRAFT:
            self._drafts.append(row)
            return
        if table is ATTEMPT:
            self._ways.setdefault(row["playthrough_id"], (row["learner_id"], row["case_id"]))
            if not is_sealed(row):
                self._unsealed.append(row)
                return
        elif table is PLAYTHROUGH:
            self._ways[row["id"]] = (row["learner_id"], row["case_id"])
        elif table is SEEN_TEXT and not is_whole(row):
            return
        self._waiting[table].append(row)
        if len(self._waiting[table]) >= _BATCH:
            self._store(table)

    def _placed(self, row: Row) -> Row | None:
        """A draft with what its playthrough stands for."""
        way = self._ways.get(row["playthrough_id"])
        return None if way is None else row | {"learner_id": way[0], "case_id": way[1]}

    def _store(self, table: Table) -> None:
        rows, self._waiting[table] = self._waiting[table], []
        if not rows:
            return
        names = list(rows[0])
        keys = ", ".join(_KEYS.get(table, tuple(each.name for each in table.primary_key.columns)))
        changed = ", ".join(f"{name} = excluded.{name}" for name in names)
        newer = _NEWEST_BY.get(table)
        then = "NOTHING" if newer is None else f"UPDATE SET {changed} WHERE {newer.format(_found(table))}"
        self._run(  # put together from names of tables and columns alone
            f"INSERT INTO {_found(table)} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"  # noqa: S608
            f" ON CONFLICT ({keys}) DO {then}",
            [tuple(row[name] for name in names) for row in rows],
        )


def _found(table: Table) -> str:
    return f"found_{table.name}"
