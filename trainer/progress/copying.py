"""Copying a progress file while others use it, and judging a file that may be one. Standard library only."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from shutil import disk_usage

from trainer.progress import versions
from trainer.progress.errors import (
    DiskFault,
    DiskFull,
    LockedFile,
    NoAccess,
    ProgressError,
    ReadOnlyFile,
    translate,
)

BUSY_SECONDS = 2.0
"""How long a copy waits for a program that holds the file alone; it is never made where a window would wait with it."""

_DATABASE = b"SQLite format 3\0"

_SPARE_BYTES = 1_000_000
"""What has to be free on the disk beyond the copy itself."""


class Unusable(Exception):
    """A file holds no progress that can be relied on; the text says what is the matter, to stand inside a sentence."""


def holding(connection: sqlite3.Connection) -> tuple[str, int]:
    """What a progress file and its copy must both have; raises :class:`Unusable` where it is none."""
    version = known_version(connection)
    (attempts,) = connection.execute("SELECT count(*) FROM attempt").fetchone()
    return version, attempts


def copy_checked(source: Path, target: Path, summary: Callable[[sqlite3.Connection], object] = holding) -> None:
    """Copy a file as it stands at one moment, with what its journal still holds, and check the copy.

    Args:
        source: may be open elsewhere, and be written to meanwhile.
        target: the new file, of one piece; what stands there goes.
        summary: what both must have; that of a progress file, where nothing else is said.

    Raises:
        Unusable: there is no copy that can be relied on; what there is of it is left to the caller.
        OSError: the target can't be written.
    """
    target.unlink(missing_ok=True)
    _must_fit(source, target.parent)
    try:
        with closing(reading(source)) as original:
            # Looking before copying fixes the moment, and fails where the copy would wait for ever for a lock.
            original.execute("BEGIN")
            holds = summary(original)
            with closing(sqlite3.connect(target)) as copy:
                original.backup(copy)
                copy.execute("PRAGMA journal_mode=DELETE")
        with closing(reading(target)) as copy:
            (verdict,) = copy.execute("PRAGMA quick_check(1)").fetchone()
            if verdict != "ok":
                raise Unusable(f"it is damaged: {verdict}")
            if summary(copy) != holds:
                raise Unusable("the copy doesn't hold what the file does")
    except sqlite3.Error as error:
        raise Unusable(reason(error)) from error


def is_kept(file: Path, progress: Path) -> bool:
    """Whether a file is one that the program keeps for the learner: the progress, what SQLite has beside it, a backup
    under whatever name, or what was put aside. Nothing else may ever be written over it.

    Args:
        file: any file; it need not be there.
        progress: the progress file.
    """
    file, progress = file.resolve(), progress.resolve()
    if file.name.startswith(progress.stem) and file.suffix.partition("-")[0] == progress.suffix:
        return True
    try:
        with file.open("rb") as opened:
            return opened.read(len(_DATABASE)) == _DATABASE
    except OSError:
        return False


def reading(file: Path) -> sqlite3.Connection:
    """Open a file to look at it; waits a moment where another program holds it alone."""
    if versions.was_emptied(file):
        raise sqlite3.DatabaseError(versions.EMPTIED)
    uri = f"{file.absolute().as_uri()}?mode=ro"
    return sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None)


def known_version(connection: sqlite3.Connection) -> str:
    """The version of an open progress file; raises :class:`Unusable` where it is none, or of a later version,
    and ``sqlite3.Error`` where it can't be read."""
    version = versions.read(connection)
    if version is versions.Special.EMPTY:
        raise Unusable("it is empty")
    if version is versions.Special.FOREIGN:
        raise Unusable("it is a database of another program")
    if version not in versions.KNOWN:
        raise Unusable("it comes from a newer version of Case Trainer")
    return str(version)


def reason(error: Exception) -> str:
    """What went wrong, to stand inside a sentence."""
    if isinstance(error, OSError):
        return error.strerror or str(error)
    problem = translate(error, Path()) if isinstance(error, sqlite3.Error) else None
    return f"{_REASONS.get(type(problem), 'it is damaged')} ({error})"


_REASONS: dict[type[ProgressError | None], str] = {
    DiskFault: "the disk doesn't answer as it should",
    DiskFull: "the disk is full",
    LockedFile: "it is in use by another program",
    NoAccess: "it can't be opened",
    ReadOnlyFile: "the file or its folder can only be read",
}


def _must_fit(source: Path, folder: Path) -> None:
    journal = source.with_name(f"{source.name}-wal")
    needed = sum(each.stat().st_size for each in (source, journal) if each.exists()) + _SPARE_BYTES
    free = disk_usage(folder).free
    if free < needed:
        raise Unusable(
            f"the disk that holds {folder} has {free / 1e6:.1f} MB free, and a copy needs {needed / 1e6:.1f} MB"
        )
