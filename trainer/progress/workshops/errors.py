"""What can go wrong with a workshop's file, as sentences for the instructor."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from trainer.progress.errors import (
    DamagedFile,
    DiskFault,
    DiskFull,
    LockedFile,
    MovedFile,
    NewerFile,
    NoAccess,
    ProgressError,
    ReadOnlyFile,
    UpdateFailed,
)


class WorkshopError(ProgressError):
    """A workshop's file can't be used as asked. The text says what happened, what is safe, and what to do."""

    headline = "The workshop can't be read or stored"


class OpenElsewhere(WorkshopError):
    """Another program has the workshop open."""

    headline = "The workshop is open in another window"


class DamagedWorkshop(WorkshopError):
    """No workshop, or broken inside."""

    headline = "The workshop's file is damaged"


class NewerWorkshop(WorkshopError):
    """Written by a later version of the program."""

    headline = "The workshop comes from a newer version"


class WorkshopNotWritten(WorkshopError):
    """What came last could not be stored."""

    headline = "The workshop can't be stored"


_SAFE = "Nothing stored before is lost."
_SAYINGS: Mapping[type[ProgressError], tuple[type[WorkshopError], str]] = {
    LockedFile: (
        OpenElsewhere,
        (
            "The workshop {path} is open in another window, or in another program. Go on with it there, or close it"
            " there and try again."
        ),
    ),
    NewerFile: (
        NewerWorkshop,
        (
            "The workshop {path} was written by a newer version of Case Trainer. It was not changed. Install the newer"
            " version to open it."
        ),
    ),
    DamagedFile: (
        DamagedWorkshop,
        (
            "The file {path} can't be read as a workshop ({detail}). It was not changed, so nothing more is lost. If"
            " you have a copy of the file, use that."
        ),
    ),
    ReadOnlyFile: (
        WorkshopNotWritten,
        (
            "The workshop {path} can only be read: the file, its folder or its disk is write-protected. {safe} Allow"
            " writing there, or copy the file to where you may write."
        ),
    ),
    DiskFull: (
        WorkshopNotWritten,
        "The disk that holds {path} is full. What came last was not stored. {safe} Free some space and try again.",
    ),
    DiskFault: (
        WorkshopNotWritten,
        (
            "The disk that holds {path} failed: it may be unplugged, out of its quota or worn out. What came last was"
            " not stored. {safe} Check the disk and try again."
        ),
    ),
    MovedFile: (
        WorkshopNotWritten,
        (
            "The workshop {path} was moved, replaced or removed while it was open. What came last was not stored. Put"
            " the file back where it was, and open it again."
        ),
    ),
    NoAccess: (
        WorkshopError,
        (
            "The workshop {path} can't be opened: the file or its folder isn't there, or you have no right to it."
            " Nothing was changed. Look where the file is, and open it from there."
        ),
    ),
    UpdateFailed: (
        WorkshopError,
        (
            "The workshop {path} comes from an earlier version of Case Trainer and could not be brought up to date. It"
            " stands as it was. Go on with the earlier version, and report this text: {error}"
        ),
    ),
}


@contextmanager
def in_a_workshop(path: Path) -> Iterator[None]:
    """Say of a workshop what is said of a progress file."""
    try:
        yield
    except WorkshopError:
        raise
    except ProgressError as error:
        raise of_workshop(error, path) from error


def of_workshop(error: ProgressError, path: Path) -> WorkshopError:
    """What an error of the database means for a workshop."""
    kind, saying = _SAYINGS.get(type(error), (WorkshopError, "The workshop {path} can't be used: {error}"))
    detail = getattr(error, "detail", "")
    return kind(path, saying.format(path=path, detail=detail, safe=_SAFE, error=error))


def damaged(path: Path, detail: str) -> DamagedWorkshop:
    """A file that holds no workshop, or one that can't be understood."""
    _, saying = _SAYINGS[DamagedFile]
    return DamagedWorkshop(path, saying.format(path=path, detail=detail))


def missing(path: Path) -> WorkshopError:
    """There is no such file."""
    _, saying = _SAYINGS[NoAccess]
    return WorkshopError(path, saying.format(path=path))


def open_elsewhere(path: Path) -> OpenElsewhere:
    """Another window has it open."""
    _, saying = _SAYINGS[LockedFile]
    return OpenElsewhere(path, saying.format(path=path))
