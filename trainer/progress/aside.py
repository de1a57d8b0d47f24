"""Keeping the progress file aside, with all that belongs to it, and putting another in its place. Standard library
only."""

from __future__ import annotations

import datetime as dt
import os
import shutil
from pathlib import Path

from trainer.files import free_name, put_in_place
from trainer.progress.backups import stamp

COMPANIONS = ("-wal", "-shm", "-journal")
"""What SQLite keeps beside a database, and would take for the journal of whatever stands in its place."""

BEFORE_RESTORE = "before-restore"
DAMAGED = "damaged"
"""Why a file is kept aside, as its name says it."""


def exchange(beside: Path, file: Path, now: dt.datetime, why: str) -> Path | None:
    """Put a new file in the place of the progress file at one stroke, and keep that aside; one is always there.

    Args:
        beside: the new file, of one piece, in the same folder.
        file: the progress file, or where it goes.
        now: aware.
        why: it is kept aside.

    Returns:
        Where it is kept; ``None`` if there was none.

    Raises:
        OSError: it can't be done; everything is as it was.
    """
    aside = _place(file, now, why)
    moved: list[tuple[Path, Path]] = []
    there = file.exists()
    try:
        if there:
            _keep(file, aside)
        moved += _move_companions(file, aside)
        put_in_place(beside, file)
    except OSError:
        _put_back(moved)
        aside.unlink(missing_ok=True)
        raise
    return aside if there else None


def put_aside(file: Path, now: dt.datetime, why: str) -> Path:
    """Take the progress file out of its place, so that the program begins with an empty one; see :func:`exchange`."""
    aside = _place(file, now, why)
    moved = _move_companions(file, aside)
    try:
        return file.rename(aside)
    except OSError:
        _put_back(moved)
        raise


def kept_aside(file: Path) -> tuple[Path, ...]:
    """The files that were kept aside before a backup took their place, the newest first.

    Raises:
        OSError: the folder can't be looked at.
    """
    if not file.parent.exists():
        return ()
    found = sorted(file.parent.glob(f"{file.stem}-{BEFORE_RESTORE}-*{file.suffix}"), reverse=True)
    # A restore that was interrupted may have left a second name of the progress file itself.
    return tuple(each for each in found if not (file.exists() and each.samefile(file)))


def _place(file: Path, now: dt.datetime, why: str) -> Path:
    return free_name(file.with_name(f"{file.stem}-{why}-{stamp(now)}{file.suffix}"))


def _move_companions(file: Path, aside: Path) -> list[tuple[Path, Path]]:
    moved: list[tuple[Path, Path]] = []
    try:
        for ending in COMPANIONS:
            companion = file.with_name(file.name + ending)
            if companion.exists():
                moved.append((companion, companion.rename(aside.with_name(aside.name + ending))))
    except OSError:
        _put_back(moved)
        raise
    return moved


def _put_back(moved: list[tuple[Path, Path]]) -> None:
    for place, kept in moved:
        kept.rename(place)


def _keep(file: Path, aside: Path) -> None:
    try:
        os.link(file, aside)
    except OSError:
        # A disk without second names for files.
        part = aside.with_name(f"{aside.name}.part")
        try:
            shutil.copyfile(file, part)
            put_in_place(part, aside)
        finally:
            part.unlink(missing_ok=True)
