"""What the pages for backups and for a damaged file say. No Qt."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from trainer.desktop.dates import local, long_day, long_moment

if TYPE_CHECKING:
    from trainer.progress.backups import Backup
    from trainer.progress.mending import Prospect
    from trainer.progress.restorable import Restorable, Restorables

ANEW, BACKUP, SALVAGE, AGAIN, LEAVE, SKIP = "anew", "backup", "salvage", "again", "leave", "skip"
"""What one can choose where the file is damaged."""


@dataclass(frozen=True, slots=True)
class BackupLine:
    """One backup in the list."""

    file: str
    """Where it is; tells it from the others."""
    when: str
    """``Today, 14:05``."""
    holds: str
    costs: str
    """What going back to it would bring about."""
    kept_aside: bool


@dataclass(frozen=True, slots=True)
class BackupsState:
    """What the page lists."""

    present: str
    """What the progress holds now, as a sentence."""
    lines: tuple[BackupLine, ...]
    unusable: tuple[tuple[str, str], ...]
    """Name of the file, and why it can't be used."""


@dataclass(frozen=True, slots=True)
class MendingWay:
    """One thing to be done about a damaged file."""

    key: str
    title: str
    text: str
    button: str


def backups_state(found: Restorables, now: dt.datetime, zone: dt.tzinfo | None = None) -> BackupsState:
    """The page for what was found."""
    present = "" if found.present is None else f"Your progress now: {holds(found.present, zone)}."
    lines = tuple(
        BackupLine(
            str(each.backup.file),
            moment_in_words(each.backup.when, now, zone),
            f"{holds(each.backup, zone)}.",
            costs(each),
            each.kept_aside,
        )
        for each in found.choices
    )
    return BackupsState(present, lines, tuple((file.name, f"{reason}.") for file, reason in found.unusable))


def mending_ways(prospect: Prospect, now: dt.datetime, zone: dt.tzinfo | None = None) -> tuple[MendingWay, ...]:
    """What can be done about a damaged file, the best first."""
    ways: list[MendingWay] = []
    if prospect.salvaged is not None:
        ways.append(_salvage_way(prospect, zone))
    if prospect.backup is not None:
        ways.append(_backup_way(prospect, prospect.backup, now, zone))
    if not prospect.gains:
        ways.reverse()
    nothing = "" if ways else "Nothing can be read of the damaged file, and there is no backup. "
    text = f"{nothing}You begin as on the first day. The damaged file is kept, should anybody be able to read it later."
    return (*ways, MendingWay(ANEW, "Start with an empty file", text, "Start anew"))


def _salvage_way(prospect: Prospect, zone: dt.tzinfo | None) -> MendingWay:
    salvaged = prospect.salvaged
    assert salvaged is not None
    said = [f"{holds(salvaged.backup, zone)}."]
    if prospect.backup is not None and prospect.beyond:
        said.append(f"{prospect.beyond:,} of them came after the newest backup.")
    elif prospect.backup is not None:
        later = "; marks, notes and drafts may be later than there" if prospect.gains else ""
        said.append(f"All of them are in the newest backup, too{later}.")
    if not salvaged.lost:
        said.append("Nothing is known to be missing.")
    lost = list(salvaged.lost[:_MOST_LOST])
    if len(salvaged.lost) > _MOST_LOST:
        lost.append(f"There is more of that: {len(salvaged.lost)} things in all.")
    text = " ".join(said) + "".join(f"\n{sentence}" for sentence in lost)
    return MendingWay(SALVAGE, "Go on with what can be saved", text, "Go on with it")


_MOST_LOST = 5


def _backup_way(prospect: Prospect, backup: Backup, now: dt.datetime, zone: dt.tzinfo | None) -> MendingWay:
    made = moment_in_words(backup.when, now, zone)
    text = f"Made {_within(made)}. It holds {holds(backup, zone)}."
    if prospect.beyond:
        text += f" What came later would be missing: {_attempts(prospect.beyond).lower()} at least."
    else:
        text += " Whatever came later would be missing; no attempt is known that did."
    return MendingWay(BACKUP, "Go back to the newest backup", text, "Go back to it")


_NEAR = ("Today", "Yesterday")


def moment_in_words(moment: dt.datetime, now: dt.datetime, zone: dt.tzinfo | None = None) -> str:
    """``Today, 14:05``, ``Yesterday, 9:12``, or the day in full.

    Args:
        moment: aware.
        now: aware.
        zone: the system's own where none is given.
    """
    there = local(moment, zone)
    days = (local(now, zone).date() - there.date()).days
    words = long_moment(moment, zone)
    return f"{_NEAR[days]}, {words.rpartition(', ')[2]}" if 0 <= days < len(_NEAR) else words


def holds(backup: Backup, zone: dt.tzinfo | None = None) -> str:
    """``34 attempts of 2 learners, the last on 21 November 2026``."""
    learners = "1 learner" if backup.learners == 1 else f"{backup.learners} learners"
    if backup.last_attempt is None:
        return f"{learners}, no attempts"
    return f"{_attempts(backup.attempts)} of {learners}, the last on {long_day(backup.last_attempt, zone)}"


def costs(each: Restorable) -> str:
    """What going back to a backup would bring about, as a sentence."""
    back = f"{_attempts(each.returning)} would come back" if each.returning else ""
    if each.missing:
        gone = f"{_attempts(each.missing)} made since would be missing"
        return f"{gone}, and {each.returning:,} would come back." if back else f"{gone}."
    return f"{back}." if back else "No attempt would be missing."


def question(line: BackupLine) -> str:
    """What is asked before a backup is put in the place of the progress."""
    which = "the progress that was kept aside" if line.kept_aside else "the backup"
    return (
        f"Go back to {which} of {_within(line.when)}?\n\n{line.costs} Marks, notes and drafts are then as they were"
        " at that moment, too. Your progress as it is now is kept aside, and can be gone back to in the same way."
    )


def _within(moment: str) -> str:
    """A moment in words, to stand inside a sentence."""
    return f"{moment[0].lower()}{moment[1:]}"


def _attempts(count: int) -> str:
    return "1 attempt" if count == 1 else f"{count:,} attempts"
