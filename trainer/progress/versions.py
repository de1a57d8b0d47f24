"""The versions of the progress file, and which one a file has. Standard library only."""

from __future__ import annotations

import sqlite3
from enum import Enum

KNOWN = ("0001", "0002", "0003")
"""Every version this program can read, oldest first; it writes the last."""


class Special(Enum):
    """A file without a version."""

    EMPTY = "empty"
    FOREIGN = "foreign"
    """A database of something else."""


def read(connection: sqlite3.Connection) -> str | Special:
    """The version of an open file; raises ``sqlite3.Error`` where it is no database."""
    names = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not names:
        return Special.EMPTY
    if "alembic_version" not in names or "attempt" not in names:
        return Special.FOREIGN
    row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return str(row[0]) if row else Special.FOREIGN
