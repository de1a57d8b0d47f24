"""The versions of the progress file, and which one a file has. Standard library only."""

from __future__ import annotations

import sqlite3
from enum import Enum
from pathlib import Path

KNOWN = ("0001", "0002", "0003")
"""Every version this program can read, oldest first; it writes the last."""

MARK = "attempt"
"""The table by which a progress file is known."""

EMPTIED = "it is empty, though its journal isn't"


class Special(Enum):
    """A file without a version."""

    EMPTY = "empty"
    FOREIGN = "foreign"
    """A database of something else."""


def was_emptied(file: Path) -> bool:
    """Whether nothing is left of a file but its journal. SQLite would delete that as soon as it opens the file."""
    try:
        return file.stat().st_size == 0 and file.with_name(f"{file.name}-wal").stat().st_size > 0
    except OSError:
        return False


def read(connection: sqlite3.Connection, mark: str = MARK) -> str | Special:
    """The version of an open file that is known by a table of that name; raises ``sqlite3.Error`` where it is
    no database."""
    names = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not names:
        return Special.EMPTY
    if "alembic_version" not in names or mark not in names:
        return Special.FOREIGN
    row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return str(row[0]) if row else Special.FOREIGN
