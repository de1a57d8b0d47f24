"""Commands that keep saved progress safe."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from trainer.cli.common import paths_of
from trainer.paths import Paths


def doctor(given: argparse.Namespace) -> int:
    """Say whether the saved progress and the workshops are sound. Returns the exit code."""
    from trainer.progress.doctor import examine
    from trainer.progress.workshops.backups import examine_workshops

    paths = paths_of(given)
    findings = (*examine(paths.progress_file), *examine_workshops(paths.workshops_folder))
    for finding in findings:
        print(f"{'ok   ' if finding.ok else 'WRONG'}  {finding.name}: {finding.text}")
    return 0 if all(finding.ok for finding in findings) else 1


def backup(given: argparse.Namespace) -> int:
    """Make a backup now, also of the workshops that have changed. Returns the exit code."""
    from trainer.progress.backups import BackupFailed, back_up
    from trainer.progress.clock import utc_now

    paths = paths_of(given)
    copied = _back_up_workshops(paths)
    try:
        made = back_up(paths.progress_file, paths.backups_folder, utc_now())
    except BackupFailed as failed:
        print(failed, file=sys.stderr)
        return 2
    print(f"{made.file}: {made.holds}.")
    return 0 if copied else 2


def _back_up_workshops(paths: Paths) -> bool:
    """Whether there is a copy of each that nobody has open."""
    from trainer.progress.workshops.backups import back_up_workshops

    found = back_up_workshops(paths.workshops_folder, paths.backups_folder)
    for copy in found.copied:
        print(f"{copy}: a workshop.")
    for path, why in found.failed:
        print(f"No copy of the workshop {path} was made: {why}. The workshop itself is as it was.", file=sys.stderr)
    return not found.failed


def restore(given: argparse.Namespace) -> int:
    """Put a backup in the place of the saved progress. Returns the exit code."""
    from trainer.progress.clock import utc_now
    from trainer.progress.restoring import RestoreRefused, restore

    paths = paths_of(given)
    if given.list or given.file is None:
        return _list_backups(paths.backups_folder)
    named = paths.backups_folder / given.file.name
    chosen = named if given.file == Path(given.file.name) and not given.file.exists() else given.file
    try:
        restored = restore(chosen, paths.progress_file, utc_now())
    except RestoreRefused as refused:
        print(refused, file=sys.stderr)
        return 2
    print(f"{paths.progress_file} is now as it was in {restored.backup.file}: {restored.backup.holds}.")
    if restored.aside is not None:
        print(f"What stood there before is kept in {restored.aside}.")
    return 0


def salvage(given: argparse.Namespace) -> int:
    """Save what can still be read of a damaged progress file. Returns the exit code."""
    from trainer.progress.clock import utc_now
    from trainer.progress.doctor import examine
    from trainer.progress.mending import NotMended, look, newest_backup, take

    paths = paths_of(given)
    file = paths.progress_file
    if not file.exists() or all(finding.ok for finding in examine(file)):
        print(f"Nothing is wrong with {file}, so there is nothing to salvage.")
        return 0
    found = look(file, newest_backup(paths.backups_folder), paths.content)
    try:
        aside = take(found, utc_now())
    except NotMended as refused:
        print(refused, file=sys.stderr)
        return 2
    assert found.salvaged is not None
    print(f"{file} now holds what could be saved: {found.salvaged.backup.holds}.", *found.salvaged.lost, sep="\n")
    print(f"The damaged file is kept in {aside}.")
    return 1 if found.salvaged.lost else 0


def _list_backups(folder: Path) -> int:
    from trainer.progress.backups import find_backups

    try:
        found = find_backups(folder)
    except OSError as error:
        print(f"{folder} can't be looked at: {error.strerror}. Ask for the right to it.", file=sys.stderr)
        return 2
    for backup in found.good:
        print(f"{backup.file.name}  {backup.when:%Y-%m-%d %H:%M} UTC  {backup.holds}")
    for file, problem in found.unusable:
        print(f"{file.name}  can't be used: {problem}")
    if found.good:
        print("To go back to one of them, close the program and name it: trainer restore FILE")
    elif not found.unusable:
        print(f"There are no backups in {folder} yet; 'trainer backup' makes one.")
    return 0
