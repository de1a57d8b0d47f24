"""What one can go back to, and what that would cost. Standard library only."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from trainer.progress.aside import kept_aside
from trainer.progress.backups import Backup, find_backups, look_into
from trainer.progress.comparing import lacking
from trainer.progress.copying import Unusable


@dataclass(frozen=True, slots=True)
class Restorable:
    """A file that can take the place of the present one."""

    backup: Backup
    kept_aside: bool
    """Whether it stood in that place once, until a backup took it."""
    missing: int
    """How many attempts of the present file it lacks."""
    returning: int
    """How many attempts it holds that the present file lacks."""


@dataclass(frozen=True, slots=True)
class Restorables:
    """All of them, the newest first."""

    present: Backup | None
    """The progress file as it is now; ``None`` if there is none that can be read."""
    choices: tuple[Restorable, ...] = ()
    unusable: tuple[tuple[Path, str], ...] = ()
    """Files named as backups are, and why they are none."""


def restorables(file: Path, folder: Path) -> Restorables:
    """Look into every backup.

    Args:
        file: the progress file.
        folder: of the backups.

    Raises:
        OSError: a folder can't be looked at.
    """
    found = find_backups(folder)
    present = _present(file)
    unusable = list(found.unusable)
    choices: list[Restorable] = []
    for backup, aside in (*((each, False) for each in found.good), *_aside(file)):
        try:
            choices.append(_compared(backup, present, aside=aside))
        except Unusable as problem:
            unusable.append((backup.file, str(problem)))
    choices.sort(key=lambda each: each.backup.when, reverse=True)
    return Restorables(present, tuple(choices), tuple(unusable))


def _present(file: Path) -> Backup | None:
    try:
        return look_into(file)
    except Unusable:
        return None


def _aside(file: Path) -> Iterator[tuple[Backup, bool]]:
    for each in kept_aside(file):
        try:
            yield look_into(each), True
        except Unusable:
            continue


def _compared(backup: Backup, present: Backup | None, *, aside: bool) -> Restorable:
    if present is None:
        return Restorable(backup, aside, 0, backup.attempts)
    missing = lacking(present.file, backup.file)
    return Restorable(backup, aside, missing, backup.attempts - (present.attempts - missing))
