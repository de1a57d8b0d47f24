"""The open progress file: one connection, its transactions, and SQLite's errors turned into sentences."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy import Connection, StaticPool, create_engine
from sqlalchemy.exc import DBAPIError

from trainer.progress import versions
from trainer.progress.errors import DamagedFile, MovedFile, translate
from trainer.progress.schema import SCHEMA, Schema, check_version, create, migrate

BUSY_SECONDS = 0.1
"""How long a call waits for another program. Short, since a window waits with it; whoever calls may try again."""

_DURABLE = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON")


class Database:
    """One connection to a progress file, used by one thread at a time."""

    def __init__(self, path: Path, connection: Connection, alone: bool = False) -> None:
        self.path = path
        self._connection = connection
        self._lock = threading.RLock()
        self._identity = _identity(path)
        self._alone = alone

    @classmethod
    def open(cls, path: Path, schema: Schema = SCHEMA) -> Database:
        """Open a progress file, creating it if there is none and bringing it up to date if it is older.

        Raises:
            ProgressError: with a sentence for the owner; nothing was overwritten.
        """
        if versions.was_emptied(path):
            raise DamagedFile(path, versions.EMPTIED)
        with translated(path):
            connection = _connect(path)
            try:
                _make_ready(connection, path, schema)
            except BaseException:
                _dispose(connection)
                raise
        return cls(path, connection, schema.alone)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """One consistent view of the file; raises :class:`ProgressError`."""
        with self._transaction("BEGIN") as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """All or nothing, and on the disk once it is left; raises :class:`ProgressError`."""
        with self._transaction("BEGIN IMMEDIATE") as connection:
            # SQLite would go on writing to a file that nobody finds again.
            if _identity(self.path) != self._identity:
                raise MovedFile(self.path)
            yield connection

    def close(self) -> None:
        """Let go of the file; a second time does nothing."""
        with self._lock:
            if not self._connection.closed:
                if self._alone:
                    self._make_whole()
                _dispose(self._connection)

    def _make_whole(self) -> None:
        """Bring the journal into the file; where that fails it stays beside, and nothing is lost."""
        with suppress(DBAPIError):
            self._connection.exec_driver_sql("PRAGMA journal_mode=DELETE")

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[Connection]:
        with self._lock, translated(self.path), self._connection.begin():
            self._connection.exec_driver_sql(begin)
            yield self._connection


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn SQLite's errors into the program's own."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        problem = translate(cause, path) if isinstance(cause, sqlite3.Error) else None
        if problem is None:
            raise
        raise problem from error


def _connect(path: Path) -> Connection:
    uri = f"{path.absolute().as_uri()}?mode={'rw' if _identity(path) else 'rwc'}"
    raw = sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    try:
        return create_engine("sqlite://", creator=lambda: raw, poolclass=StaticPool).connect()
    except BaseException:
        raw.close()
        raise


def _dispose(connection: Connection) -> None:
    connection.close()
    connection.engine.dispose()


def _make_ready(connection: Connection, path: Path, schema: Schema) -> None:
    version = check_version(connection, path, schema)
    connection.commit()
    if version not in {None, schema.head}:
        _set(connection, *_DURABLE)
        migrate(connection, path, schema)
    # Only now, since a migration copies the file through a connection of its own.
    _set(connection, *(("locking_mode=EXCLUSIVE",) if schema.alone else ()), *_DURABLE)
    if version is None:
        create(connection, schema)
    # A file that can only be read says so here, and not at the first sentence somebody writes.
    with connection.begin():
        connection.exec_driver_sql("DELETE FROM alembic_version WHERE false")


def _set(connection: Connection, *pragmas: str) -> None:
    for pragma in pragmas:
        connection.exec_driver_sql(f"PRAGMA {pragma}")
        connection.commit()
