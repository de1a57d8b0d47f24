"""Backups of the progress file: made through SQLite, checked before they count, and thinned out as they grow old.

Standard library only. What a backup is, is said by its name and its content together; nothing else is ever deleted.
"""

from __future__ import annotations

import datetime as dt
import re
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from os import getpid
from pathlib import Path

from trainer.files import put_in_place
from trainer.progress.copying import Unusable, copy_checked, known_version, reading, reason
from trainer.progress.retention import kept

AT_MOST_EVERY = dt.timedelta(minutes=30)
"""How far apart backups lie that are made unasked."""

_STAMP = "%Y%m%dT%H%M%S"
_NAME = re.compile(r"progress-(\d{8}T\d{6})\.(\d{3})Z\.sqlite3", re.ASCII)


class BackupFailed(Exception):
    """No backup was made; the text says why, in one sentence."""


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy of the progress file, and what it holds."""

    file: Path
    when: dt.datetime
    """When it was made, in UTC."""
    attempts: int
    learners: int
    last_attempt: dt.datetime | None
    """When the last attempt was stored, in UTC."""

    @property
    def holds(self) -> str:
        """What it holds, to stand inside a sentence."""
        learners = "1 learner" if self.learners == 1 else f"{self.learners} learners"
        if self.last_attempt is None:
            return f"{learners}, no attempts"
        attempts = "1 attempt" if self.attempts == 1 else f"{self.attempts} attempts"
        return f"{learners}, {attempts}, the last on {self.last_attempt:%Y-%m-%d}"


@dataclass(frozen=True, slots=True)
class Listing:
    """The backups that there are."""

    good: tuple[Backup, ...] = ()
    """The newest first."""
    unusable: tuple[tuple[Path, str], ...] = ()
    """Files named as backups are, and why they are none."""


def stamp(moment: dt.datetime) -> str:
    """A moment as names of files have it: in UTC, down to the millisecond, sorted by time."""
    utc = moment.astimezone(dt.UTC)
    return f"{utc.strftime(_STAMP)}.{utc.microsecond // 1000:03}Z"


def back_up_if_due(file: Path, folder: Path, now: dt.datetime) -> Backup | None:
    """Make a backup unless there is one from about now, or nobody to keep anything of.

    A backup that lies in the future by more than that counts for nothing: the clock was wrong when it was made.

    Raises:
        BackupFailed: there should be one, and there is none.
    """
    try:
        recent = any(abs(now - when) < AT_MOST_EVERY for _, when in _named(folder))
    except OSError as error:
        raise _failed(error.strerror or str(error)) from error
    return None if recent or not _anybody(file) else back_up(file, folder, now)


def back_up(file: Path, folder: Path, now: dt.datetime) -> Backup:
    """Make a backup now, whoever else has the file open, and thin out the older ones.

    Args:
        file: the progress file.
        folder: of the backups; made if need be.
        now: aware.

    Raises:
        BackupFailed: none was made; file and older backups are as they were.
    """
    if not file.exists():
        raise BackupFailed(f"There is no progress at {file} yet, so there is nothing to back up.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        place = _free_place(folder, now)
        beside = place.with_name(f"{place.name}.{getpid()}.part")
        try:
            copy_checked(file, beside)
            put_in_place(beside, place)
        finally:
            beside.unlink(missing_ok=True)
        made = look_into(place)
    except Unusable as problem:
        raise _failed(str(problem)) from problem
    except OSError as error:
        raise _failed(error.strerror or str(error)) from error
    _thin_out(folder, now, made)
    return made


def find_backups(folder: Path) -> Listing:
    """The backups in a folder, each looked into, and what only bears the name of one.

    Raises:
        OSError: the folder can't be looked at; one that isn't there is empty.
    """
    good: list[Backup] = []
    unusable: list[tuple[Path, str]] = []
    for file, _ in _named(folder):
        try:
            good.append(look_into(file))
        except Unusable as problem:
            unusable.append((file, str(problem)))
    return Listing(tuple(good), tuple(unusable))


def look_into(file: Path) -> Backup:
    """What a file holds, read quickly and without changing it.

    Raises:
        Unusable: it holds no progress.
    """
    try:
        when = _moment_of(file) or dt.datetime.fromtimestamp(file.stat().st_mtime, dt.UTC)
        with closing(reading(file)) as connection:
            connection.execute("BEGIN")
            known_version(connection)
            attempts, last = connection.execute("SELECT count(*), max(created) FROM attempt").fetchone()
            (learners,) = connection.execute("SELECT count(*) FROM learner").fetchone()
        moment = None if last is None else dt.datetime.fromisoformat(last).replace(tzinfo=dt.UTC)
    except (sqlite3.Error, OSError, ValueError, TypeError) as error:
        raise Unusable(reason(error)) from error
    return Backup(file, when, attempts, learners, moment)


def _anybody(file: Path) -> bool:
    """Whether a progress file has a learner; one that can't be read may have."""
    try:
        return look_into(file).learners > 0
    except Unusable:
        return True


def _named(folder: Path) -> list[tuple[Path, dt.datetime]]:
    """The files that bear the name of a backup, with its moment, the newest first."""
    if not folder.exists():
        return []
    found = ((file, _moment_of(file)) for file in folder.iterdir() if file.is_file() and not file.is_symlink())
    return sorted(((file, when) for file, when in found if when is not None), key=lambda each: each[1], reverse=True)


def _moment_of(file: Path) -> dt.datetime | None:
    match = _NAME.fullmatch(file.name)
    if match is None:
        return None
    seconds, thousandths = match.groups()
    try:
        moment = dt.datetime.strptime(seconds, _STAMP).replace(tzinfo=dt.UTC)
    except ValueError:
        return None
    return moment + dt.timedelta(milliseconds=int(thousandths))


def _free_place(folder: Path, now: dt.datetime) -> Path:
    place = folder / f"progress-{stamp(now)}.sqlite3"
    while place.exists():
        now += dt.timedelta(milliseconds=1)
        place = folder / f"progress-{stamp(now)}.sqlite3"
    return place


def _thin_out(folder: Path, now: dt.datetime, made: Backup) -> None:
    """Delete the backups that need not be kept. One that can't be read is no backup, and takes no place of one."""
    try:
        there = find_backups(folder).good
        keeping = kept((each.when for each in there), now)
        for each in there:
            if each.when not in keeping and each.file != made.file:
                each.file.unlink(missing_ok=True)
    except OSError:
        # One too many harms nobody; the next backup tries again.
        return


def _failed(reason: str) -> BackupFailed:
    return BackupFailed(f"No backup of your progress was made: {reason}. Your progress itself is as it was.")
