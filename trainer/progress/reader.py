"""A progress file read in another thread, beside the store that writes to it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from sqlalchemy import Connection, StaticPool, create_engine
from sqlalchemy.exc import DBAPIError

from trainer.progress.database import translated

BUSY_SECONDS = 5.0
"""How long it waits for another program; no window waits with it."""


class Interrupted(Exception):
    """A read was broken off, since nobody wants its answer any more."""


View = Connection
"""One consistent view of a progress file; above this layer it is only handed on."""


class Readable(Protocol):
    """What can be read from: the store's own database, or a :class:`Reader`."""

    def read(self) -> AbstractContextManager[Connection]:
        """One consistent view of the file; raises :class:`~trainer.progress.errors.ProgressError`."""


class Reader:
    """A connection that only reads, for one thread at a time; :meth:`interrupt` may come from any."""

    def __init__(self, path: Path, raw: sqlite3.Connection) -> None:
        """Use :meth:`open`."""
        self.path = path
        self._raw = raw
        self._connection = create_engine("sqlite://", creator=lambda: raw, poolclass=StaticPool).connect()

    @classmethod
    def open(cls, path: Path) -> Reader:
        """Open a file that is there and up to date; raises :class:`~trainer.progress.errors.ProgressError`."""
        with translated(path):
            uri = f"{path.absolute().as_uri()}?mode=ro"
            raw = sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
            try:
                return cls(path, raw)
            except BaseException:
                raw.close()
                raise

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """One consistent view of the file.

        Raises:
            Interrupted: :meth:`interrupt` was called meanwhile.
            ProgressError: the file can't be read.
        """
        with translated(self.path):
            try:
                with self._connection.begin():
                    self._connection.exec_driver_sql("BEGIN")
                    yield self._connection
            except DBAPIError as error:
                if getattr(error.orig, "sqlite_errorcode", None) == sqlite3.SQLITE_INTERRUPT:
                    raise Interrupted from error
                raise

    def interrupt(self) -> None:
        """Break off what is being read, if anything is."""
        self._raw.interrupt()

    def close(self) -> None:
        """Let go of the file; a second time does nothing."""
        if not self._connection.closed:
            self._connection.close()
            self._connection.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
