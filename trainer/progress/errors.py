"""What can go wrong with a progress file, as sentences for its owner."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path


class ProgressError(Exception):
    """The progress file can't be used as asked. The text says what happened, what is safe, and what to do."""

    headline = "Your progress can't be read or stored"
    """A few words to stand above the text."""

    def __init__(self, path: Path, text: str) -> None:
        super().__init__(text)
        self.path = path


class NewerFile(ProgressError):
    """Written by a later version of the program."""

    headline = "Your progress comes from a newer version"

    def __init__(self, path: Path) -> None:
        super().__init__(
            path,
            f"The progress file {path} was written by a newer version of Case Trainer. It was not changed, and nothing"
            " in it is lost. Install the newer version, or choose another folder with --data.",
        )


class DamagedFile(ProgressError):
    """Not a database, not a progress file, or broken inside."""

    headline = "Your progress file is damaged"

    def __init__(self, path: Path, detail: str) -> None:
        super().__init__(
            path,
            f"The file {path} can't be read as a progress file ({detail}). It was not changed, so nothing more is lost."
            " Run 'trainer doctor' to see what is wrong; then save what can be read with 'trainer salvage', or put a"
            " backup in its place with 'trainer restore': both keep the file.",
        )
        self.detail = detail
        """What is wrong, in SQLite's words or the program's."""


class ReadOnlyFile(ProgressError):
    """The file, its folder or its disk can't be written to."""

    headline = "Your progress can't be written"

    def __init__(self, path: Path) -> None:
        super().__init__(
            path,
            f"The progress file {path} can only be read: the file, its folder or its disk is write-protected. Nothing"
            " stored before is lost. Allow writing there, or choose another folder with --data, and try again.",
        )


class DiskFull(ProgressError):
    """No space is left."""

    headline = "The disk is full"

    def __init__(self, path: Path) -> None:
        super().__init__(
            path,
            f"The disk that holds {path} is full. The last step was not stored; nothing stored before is lost. Free"
            " some space and try again.",
        )


class DiskFault(ProgressError):
    """Reading or writing failed below the database."""

    headline = "The disk doesn't answer as it should"

    def __init__(self, path: Path, detail: str) -> None:
        super().__init__(
            path,
            f"The disk that holds {path} failed ({detail}): it may be unplugged, out of its quota or worn out. The last"
            " step was not stored; what was stored before is as it was. Check the disk and try again.",
        )


class LockedFile(ProgressError):
    """Another program holds the file."""

    headline = "Your progress is in use elsewhere"

    def __init__(self, path: Path) -> None:
        super().__init__(
            path,
            f"The progress file {path} is in use by another program. The last step is not stored yet; nothing stored"
            " before is lost. Close the other program or wait a moment, and try again.",
        )


class MovedFile(ProgressError):
    """The file isn't where it was opened."""

    headline = "Your progress file was moved"

    def __init__(self, path: Path) -> None:
        super().__init__(
            path,
            f"The progress file {path} was moved, replaced or removed while it was open. The last step was not stored;"
            " nothing stored before is lost, as long as the file itself still exists. Put it back if it was moved, and"
            " start the program again.",
        )


class NoAccess(ProgressError):
    """No such folder, or no right to it."""

    headline = "Your progress can't be opened"

    def __init__(self, path: Path, detail: str) -> None:
        super().__init__(
            path,
            f"The progress file {path} can't be opened: {detail}. Nothing was changed. Create the folder or ask for the"
            " right to it, or choose another folder with --data.",
        )


class UpdateFailed(ProgressError):
    """A file from an earlier version could not be brought up to date."""

    headline = "Your progress could not be brought up to date"

    def __init__(self, path: Path, copy: Path | None, detail: str) -> None:
        kept = "" if copy is None else f", and a copy is in {copy}"
        super().__init__(
            path,
            f"The progress file {path} comes from an earlier version and could not be brought up to date ({detail}). It"
            f" stands as it was{kept}. Go on with the earlier version, and report this text.",
        )


class NameRefused(ValueError):
    """A learner's name can't be taken; the text says why."""


def translate(error: sqlite3.Error, path: Path) -> ProgressError | None:
    """What an error of SQLite means for the owner of the file.

    ``None`` where it means nothing to them: a broken constraint or a misuse is a fault of the program.
    """
    code: int | None = getattr(error, "sqlite_errorcode", None)
    if code is None:
        # Raised by Python itself: a text in the file isn't UTF-8.
        return DamagedFile(path, str(error)) if isinstance(error, sqlite3.OperationalError) else None
    if code == sqlite3.SQLITE_IOERR_SHMSIZE:
        # What SQLite shares with other programs finds no room, even to read.
        return DiskFull(path)
    primary = code & 0xFF
    if primary in _PLAIN:
        return _PLAIN[primary](path)
    if primary in _DAMAGED or (
        primary == sqlite3.SQLITE_ERROR and str(error).startswith(("no such ", "malformed JSON"))
    ):
        return DamagedFile(path, str(error))
    if primary in _CLOSED or (primary == sqlite3.SQLITE_IOERR and path.is_dir()):
        return _cannot_open(path)
    return DiskFault(path, str(error)) if primary == sqlite3.SQLITE_IOERR else None


_PLAIN = {
    sqlite3.SQLITE_BUSY: LockedFile,
    sqlite3.SQLITE_LOCKED: LockedFile,
    sqlite3.SQLITE_READONLY: ReadOnlyFile,
    sqlite3.SQLITE_FULL: DiskFull,
}
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_CLOSED = {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH}


def _cannot_open(path: Path) -> ProgressError:
    folder = path.parent
    # Asked of ``os``, since the methods of a path raise where one may not look.
    if not os.path.isdir(folder) or not os.access(folder, os.X_OK):  # noqa: PTH112
        return NoAccess(path, f"there is no folder {folder}, or you have no right to it")
    if path.is_dir():
        return NoAccess(path, "it is a folder")
    if path.exists() and not os.access(path, os.R_OK):
        return NoAccess(path, "you have no right to it")
    if not os.access(folder, os.W_OK):
        return ReadOnlyFile(path)
    return NoAccess(path, "the system refuses")
