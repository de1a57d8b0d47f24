"""Copies of the workshops beside the backups of the progress, and looking them all over.

A workshop is a file of its own that is hardly written to once it is over, so one copy of each is kept, of the latest
state that was sound.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from os import getpid
from pathlib import Path

from trainer.files import put_in_place
from trainer.progress.copying import Unusable, copy_checked, reading, reason
from trainer.progress.values import Finding
from trainer.progress.workshops.cards import State, read_card
from trainer.progress.workshops.versions import SUFFIX

FOLDER = "workshops"
"""Of the copies, within that of the backups."""


@dataclass(frozen=True, slots=True)
class BackedUp:
    """What became of the workshops."""

    copied: tuple[Path, ...] = ()
    """The new copies; of a workshop that hasn't changed since there is one already."""
    failed: tuple[tuple[Path, str], ...] = ()
    """Workshops of which there is no copy as they stand, and why, to stand inside a sentence."""


def back_up_workshops(folder: Path, backups: Path) -> BackedUp:
    """Copy all workshops that have changed since they were copied last. One that is open is left for later: whoever
    has it open copies it when it is closed. An older copy stays until the new one was checked.

    Args:
        folder: of the workshops.
        backups: the folder of all backups; made if need be.
    """
    copied: list[Path] = []
    failed: list[tuple[Path, str]] = []
    for path in sorted(folder.glob(f"*{SUFFIX}")) if folder.is_dir() else ():
        try:
            copy = _copy(path, backups / FOLDER / path.name)
        except (Unusable, OSError) as problem:
            failed.append((path, reason(problem) if isinstance(problem, OSError) else str(problem)))
        else:
            copied += [copy] if copy else []
    return BackedUp(tuple(copied), tuple(failed))


def examine_workshops(folder: Path) -> tuple[Finding, ...]:
    """Look all workshops over; never raises for what is wrong with one, and never writes to it."""
    paths = sorted(folder.glob(f"*{SUFFIX}")) if folder.is_dir() else []
    wrong = [Finding("workshop", False, problem) for path in paths for problem in _problems(path)]
    if wrong or not paths:
        return tuple(wrong)
    count = "1 workshop" if len(paths) == 1 else f"{len(paths):,} workshops"
    return (Finding("workshops", True, f"{count}, each in order."),)


def _copy(path: Path, copy: Path) -> Path | None:
    if read_card(path).state is State.OPEN:
        return None
    status = path.stat()
    journal = path.with_name(f"{path.name}-wal")
    if not journal.exists() and copy.exists() and copy.stat().st_mtime_ns == status.st_mtime_ns:
        return None
    copy.parent.mkdir(parents=True, exist_ok=True)
    beside = copy.with_name(f"{copy.name}.{getpid()}.part")
    try:
        copy_checked(path, beside, _holding)
        # Tells, together with the name, of which state it is.
        os.utime(beside, ns=(status.st_atime_ns, status.st_mtime_ns))
        put_in_place(beside, copy)
    finally:
        beside.unlink(missing_ok=True)
    return copy


def _holding(connection: sqlite3.Connection) -> tuple[int, ...]:
    moments = connection.execute("SELECT count(*), max(seq) FROM moment").fetchone()
    return (*moments, *connection.execute("SELECT count(*) FROM vote").fetchone())


def _problems(path: Path) -> Iterator[str]:
    card = read_card(path)
    if card.problem:
        yield card.problem
    elif card.state is not State.OPEN:
        try:
            with closing(reading(path)) as connection:
                found = [str(row[0]) for row in connection.execute("PRAGMA integrity_check(3)")]
        except sqlite3.Error as error:
            found = [str(error)]
        if found != ["ok"]:
            yield f"The workshop {path} is damaged: {'; '.join(found)}. If you have a copy of the file, use that."
