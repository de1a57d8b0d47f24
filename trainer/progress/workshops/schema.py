"""How a workshop's file is laid out, and what a copy of one must hold."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from trainer.progress.schema import Schema
from trainer.progress.workshops.tables import metadata
from trainer.progress.workshops.versions import KNOWN, MARK


def _nothing_follows(_: object) -> None:
    """All that such a file holds is content."""


def _holding(connection: sqlite3.Connection) -> tuple[int, ...]:
    counted = connection.execute("SELECT (SELECT count(*) FROM moment), (SELECT count(*) FROM vote)").fetchone()
    return tuple(counted)


SCHEMA = Schema(
    KNOWN,
    Path(__file__).parent / "migrations",
    tables=metadata,
    mark=MARK,
    settle=_nothing_follows,
    summary=_holding,
    alone=True,
)
