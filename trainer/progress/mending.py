"""A damaged progress file: what could take its place, and putting that there. The damaged file is always kept."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from trainer.case.outline import find_packs
from trainer.progress.aside import DAMAGED, exchange, put_aside
from trainer.progress.assembling import Texts
from trainer.progress.backups import Backup, find_backups
from trainer.progress.comparing import lacking
from trainer.progress.copying import Unusable
from trainer.progress.gathering import Say
from trainer.progress.salvaging import NothingSalvaged, Salvaged, remove, salvage, say_nothing


class NotMended(Exception):
    """The damaged file stands where it was; the text says why, in one sentence."""


@dataclass(frozen=True, slots=True)
class Prospect:
    """What could take the place of a damaged file."""

    file: Path
    """The damaged one."""
    backup: Backup | None = None
    """The newest good one."""
    salvaged: Salvaged | None = None
    """What could be saved; it waits beside the file, and is to be taken or dropped."""
    why_not: str = ""
    """Why nothing could be saved, as a sentence."""
    beyond: int = 0
    """How many attempts were saved that the backup lacks."""

    @property
    def gains(self) -> bool:
        """Whether saving what can be read may bring back anything that the backup doesn't hold: attempts, or a later
        state of what belongs to them."""
        return self.salvaged is not None and (self.backup is None or self.salvaged.own > 0)


def is_emptied(file: Path, folder: Path) -> bool:
    """Whether a file holds nothing at all, though there are backups of it.

    Args:
        file: the progress file.
        folder: of the backups.
    """
    try:
        return file.stat().st_size == 0 and newest_backup(folder) is not None
    except OSError:
        return False


def newest_backup(folder: Path) -> Backup | None:
    """The newest backup that can be used, if there is one."""
    try:
        return next(iter(find_backups(folder).good), None)
    except OSError:
        return None


def look(file: Path, backup: Backup | None, content: tuple[Path, ...], say: Say = say_nothing) -> Prospect:
    """See what can be saved of a damaged file.

    Args:
        file: the damaged one; it is only read.
        backup: completes what is saved.
        content: folders of case packs, which may still know texts that attempts saw.
        say: is told how much was read, and of how much; what it raises ends it, and nothing is left behind.
    """
    place = file.with_name(f"{file.name}.salvaged.{os.getpid()}.new")
    try:
        salvaged = salvage(file, place, () if backup is None else (backup.file,), texts_of(content), say)
    except NothingSalvaged as reason:
        return Prospect(file, backup, why_not=str(reason))
    return Prospect(file, backup, salvaged, beyond=_beyond(salvaged.backup, backup))


def _beyond(saved: Backup, backup: Backup | None) -> int:
    try:
        return saved.attempts if backup is None else lacking(saved.file, backup.file)
    except Unusable:
        # The backup has gone since it was found.
        return saved.attempts


def take(prospect: Prospect, now: dt.datetime) -> Path | None:
    """Put what was saved in the place of the damaged file.

    Returns:
        Where the damaged file is kept; ``None`` where it is gone by itself.

    Raises:
        NotMended: nothing was changed.
    """
    if prospect.salvaged is None:
        raise NotMended(prospect.why_not)
    try:
        return exchange(prospect.salvaged.backup.file, prospect.file, now, DAMAGED)
    except OSError as error:
        raise _not_mended(prospect.file, error) from error


def drop(prospect: Prospect) -> None:
    """Do without what was saved; the damaged file may be read again."""
    if prospect.salvaged is not None:
        remove(prospect.salvaged.backup.file)


def begin_anew(file: Path, now: dt.datetime) -> Path:
    """Put the damaged file aside, so that the next start begins with an empty one.

    Returns:
        Where it is kept.

    Raises:
        NotMended: nothing was changed.
    """
    try:
        return put_aside(file, now, DAMAGED)
    except OSError as error:
        raise _not_mended(file, error) from error


def texts_of(content: tuple[Path, ...]) -> Texts:
    """The texts that case packs hold today."""

    def give(wanted: frozenset[str]) -> Iterator[tuple[str, bytes]]:
        from trainer.case.problems import PackErrors
        from trainer.case.reader import load_case

        left = set(wanted)
        for pack in find_packs(content):
            if not left:
                return
            try:
                case = load_case(pack)
            except (PackErrors, OSError):
                continue
            for envelope in case.envelopes.values():
                if envelope.digest in left:
                    left.discard(envelope.digest)
                    yield envelope.digest, envelope.data

    return give


def _not_mended(file: Path, error: OSError) -> NotMended:
    return NotMended(f"{file} can't be put aside: {error.strerror or error}. Nothing was changed.")
