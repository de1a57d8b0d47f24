"""Putting a backup in the place of the progress file, which is kept aside. Standard library only."""

from __future__ import annotations

import datetime as dt
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path

from trainer.progress.aside import BEFORE_RESTORE, DAMAGED, exchange
from trainer.progress.backups import Backup, look_into
from trainer.progress.copying import Unusable, copy_checked
from trainer.progress.versions import was_emptied

_BUSY_SECONDS = 0.5


class RestoreRefused(Exception):
    """Nothing was restored, and nothing was changed; the text says why and what to do."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What was done."""

    backup: Backup
    """What stands in the place of the progress file now."""
    aside: Path | None
    """Where the progress file is kept that stood there before; ``None`` if there was none."""


def restore(backup: Path, file: Path, now: dt.datetime, why: str = BEFORE_RESTORE) -> Restored:
    """Put a backup in the place of the progress file, at one stroke; the backup itself stays.

    Args:
        backup: any progress file; it is checked first.
        file: the progress file, which nobody may have open.
        now: aware.
        why: the progress file is kept aside, as its name will say it; one that is damaged is called so anyway.

    Raises:
        RestoreRefused: nothing was changed.
    """
    file = file.resolve()
    if not backup.is_file():
        raise RestoreRefused(f"There is no backup {backup}; 'trainer restore --list' shows those there are.")
    if file.exists() and backup.samefile(file):
        raise RestoreRefused(f"{backup} is the progress file itself; name a backup.")
    beside = file.with_name(f"{file.name}.{os.getpid()}.new")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        copy_checked(backup, beside)
        held = look_into(backup)
        broken = _is_broken(file)
        with nullcontext() if broken else _alone_with(file):
            aside = exchange(beside, file, now, DAMAGED if broken else why)
    except Unusable as problem:
        raise RestoreRefused(
            f"{backup} can't be restored: {problem}. Nothing was changed; 'trainer restore --list' shows the backups."
        ) from problem
    except OSError as error:
        raise RestoreRefused(f"Nothing was restored: {error.strerror or error}. Your progress is as it was.") from error
    finally:
        # On a disk that can only be read even that is refused, though there is nothing.
        with suppress(OSError):
            beside.unlink(missing_ok=True)
    return Restored(held, aside)


@contextmanager
def _alone_with(file: Path) -> Iterator[None]:
    """Keep everybody else out of the progress file, and make it of one piece."""
    if not file.exists():
        yield
        return
    uri = f"{file.as_uri()}?mode=rw"
    with closing(sqlite3.connect(uri, uri=True, timeout=_BUSY_SECONDS, isolation_level=None)) as connection:
        try:
            # Leaving the write-ahead log is allowed only to whoever has the file open alone.
            connection.execute("PRAGMA journal_mode=DELETE")
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.Error as error:
            raise RestoreRefused(_not_alone(file, error)) from error
        yield


def _not_alone(file: Path, error: sqlite3.Error) -> str:
    if _code(error) in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        return f"{file} is in use by another program. Close Case Trainer and try again; nothing was changed."
    return f"{file} can't be replaced ({error}). Nothing was restored, and nothing is lost."


def _code(error: sqlite3.Error) -> int:
    # Python's own errors of that kind have none.
    return int(getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT)) & 0xFF


def _is_broken(file: Path) -> bool:
    """Whether SQLite finds the file damaged: then it is kept as it is, with its journal. Looked at so that nothing in
    it changes."""
    if not file.exists():
        return False
    if was_emptied(file):
        return True
    try:
        with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True, timeout=_BUSY_SECONDS)) as connection:
            return bool(connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",))
    except sqlite3.Error as error:
        return _code(error) in {sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT}
