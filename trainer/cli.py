"""The command ``trainer``: opens the program, or does one thing without a window.

Exit codes: 0 done, 1 something is wrong with what was looked at, 2 it could not be done at all.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from trainer import __version__

if TYPE_CHECKING:
    from trainer.paths import Paths

NO_SCREEN = (
    "There is no screen here to open a window on; `make tour` (or `trainer tour --out DIR`) saves a picture of every "
    "page instead."
)


NO_QT = (
    "Qt cannot be loaded: {error}. On Debian and Ubuntu `sudo apt-get install libegl1 libgl1 libxkbcommon-x11-0 "
    "libxcb-cursor0` brings what it mostly misses."
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns its exit code.

    Args:
        arguments: without the name of the program; those of the process by default.
    """
    given = _parser().parse_args(arguments)
    actions = {
        None: _open,
        "check": _check,
        "doctor": _doctor,
        "export": _export,
        "tour": _tour,
        "pack": _pack,
        "install": _install,
        "new": _new,
        "backup": _backup,
        "restore": _restore,
    }
    return actions[given.command](given)


def has_screen(platform: str, environment: Mapping[str, str]) -> bool:
    """Whether a window can be expected to show: only X11 and Wayland need an address, or Qt was told what to use.

    Args:
        platform: as ``sys.platform`` has it.
        environment: as ``os.environ`` has it.
    """
    if not platform.startswith("linux"):
        return True
    return any(environment.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="trainer",
        description="Decide in real cases, then see what was done and what came of it.",
        epilog="Without a command it opens the program.",
    )
    parser.add_argument("--version", action="version", version=f"Case Trainer {__version__}")
    parser.add_argument("--case", type=Path, metavar="DIR", help="open this case pack at once")
    _add_data(parser, default=None)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")

    check = commands.add_parser("check", help="say what is wrong in case packs, with file, line and column")
    check.add_argument("packs", nargs="+", type=Path, metavar="PACK", help="the folder of a case pack")
    check.add_argument(
        "--sources",
        type=Path,
        metavar="DIR",
        help="the folder with the texts that the case rests on: look every figure and date up in the lines cited",
    )

    doctor = commands.add_parser("doctor", help="say whether the saved progress is sound, and what to do if not")
    # Left out, it must not undo what stands before the command.
    _add_data(doctor, default=argparse.SUPPRESS)

    backup = commands.add_parser("backup", help="make a backup of the saved progress now")
    _add_data(backup, default=argparse.SUPPRESS)

    restore = commands.add_parser(
        "restore", help="put a backup in the place of the saved progress, which is kept aside"
    )
    choice = restore.add_mutually_exclusive_group()
    choice.add_argument(
        "file", nargs="?", type=Path, metavar="FILE", help="the backup, by its name or path; left out, all are listed"
    )
    choice.add_argument("--list", action="store_true", help="show what each backup holds, and restore nothing")
    _add_data(restore, default=argparse.SUPPRESS)

    export = commands.add_parser("export", help="write all attempts as a table or as JSON")
    export.add_argument("--out", type=Path, required=True, metavar="FILE", help="the file to write")
    export.add_argument(
        "--format", choices=("csv", "xlsx", "json"), help="what to write; after the suffix of the file if left out"
    )
    export.add_argument("--learner", metavar="NAME", help="only the attempts of this learner")
    export.add_argument("--force", action="store_true", help="replace the file if it is there already")
    _add_data(export, default=argparse.SUPPRESS)

    new = commands.add_parser("new", help="lay out a new case: a small one that works, to be written over")
    new.add_argument("folder", type=Path, metavar="DIR", help="an empty folder, or one that isn't there yet")
    new.add_argument("--id", metavar="ID", help="of the case; made from the folder's name if left out")
    new.add_argument("--title", metavar="TITLE", help="of the case; made from the folder's name if left out")

    pack = commands.add_parser("pack", help="make one file of a case pack, for others to install")
    pack.add_argument("pack", type=Path, metavar="DIR", help="the folder of a case pack without errors")
    pack.add_argument(
        "--out", type=Path, metavar="FILE", help="the file; ID-VERSION.casepack in the current folder if left out"
    )
    pack.add_argument("--force", action="store_true", help="replace the file even if it holds something else")

    install = commands.add_parser("install", help="add a case to the library, from a file made by pack")
    install.add_argument("file", type=Path, metavar="FILE", help="the .casepack file")
    _add_data(install, default=argparse.SUPPRESS)

    tour = commands.add_parser("tour", help="save a picture of every page")
    tour.add_argument("--out", type=Path, required=True, metavar="DIR", help="where the pictures go")
    return parser


def _add_data(parser: argparse.ArgumentParser, default: object) -> None:
    parser.add_argument(
        "--data", type=Path, metavar="DIR", default=default, help="keep progress and settings in this folder"
    )


def _open(given: argparse.Namespace) -> int:
    if not has_screen(sys.platform, os.environ):
        print(NO_SCREEN, file=sys.stderr)
        return 2
    from trainer.settings import Settings

    paths = _paths(given)
    try:
        from trainer.app import run
    except ImportError as error:
        return _explain_missing_library(error)
    return run(paths, Settings.load(paths.settings_file), given.case)


def _check(given: argparse.Namespace) -> int:
    from trainer.case.check import check

    return check(given.packs, sys.stdout, given.sources)


def _new(given: argparse.Namespace) -> int:
    import shlex

    from trainer.case.layout import NotLaidOut, lay_out

    try:
        case_id, title = lay_out(given.folder, given.id, given.title)
    except NotLaidOut as refused:
        print(refused, file=sys.stderr)
        return 2
    print(f"{given.folder}: a new case, “{title}” ({case_id}). Begin with case.yaml; to see it as you write:")
    print(f"  trainer --case {shlex.quote(str(given.folder))}")
    return 0


def _doctor(given: argparse.Namespace) -> int:
    from trainer.progress.doctor import examine

    findings = examine(_paths(given).progress_file)
    for finding in findings:
        print(f"{'ok   ' if finding.ok else 'WRONG'}  {finding.name}: {finding.text}")
    return 0 if all(finding.ok for finding in findings) else 1


def _backup(given: argparse.Namespace) -> int:
    from trainer.progress.backups import BackupFailed, back_up
    from trainer.progress.clock import utc_now

    paths = _paths(given)
    try:
        made = back_up(paths.progress_file, paths.backups_folder, utc_now())
    except BackupFailed as failed:
        print(failed, file=sys.stderr)
        return 2
    print(f"{made.file}: {made.holds}.")
    return 0


def _restore(given: argparse.Namespace) -> int:
    from trainer.progress.clock import utc_now
    from trainer.progress.restoring import RestoreRefused, restore

    paths = _paths(given)
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


def _export(given: argparse.Namespace) -> int:
    from trainer.progress.errors import ProgressError
    from trainer.reports.export import Format, export
    from trainer.reports.refusal import ExportRefused

    kind = Format(given.format) if given.format else None
    try:
        done = export(_paths(given).progress_file, given.out, kind, given.learner, force=given.force)
    except (ExportRefused, ProgressError) as refused:
        print(refused, file=sys.stderr)
        return 2
    print(f"{done.file}: {done.attempts:,} {'attempt' if done.attempts == 1 else 'attempts'}.")
    if not done.damaged:
        return 0
    print(
        f"{done.damaged:,} of them saw a text that can't be read any more; they lack the version of the case and the"
        " names of factors. Run 'trainer doctor' to see what is wrong.",
        file=sys.stderr,
    )
    return 1


def _pack(given: argparse.Namespace) -> int:
    from trainer.case.archive.manifest import ArchiveRefused
    from trainer.case.archive.packing import pack_case
    from trainer.case.problems import PackErrors

    try:
        packed = pack_case(given.pack, given.out, force=given.force)
    except ArchiveRefused as refused:
        print(refused, file=sys.stderr)
        return 2
    except PackErrors as errors:
        print(f"'{given.pack}' can't be packed: it has errors.", *errors.problems, sep="\n", file=sys.stderr)
        return 1
    manifest = packed.manifest
    print(f"{packed.file}: “{manifest.title}”, version {manifest.version}, {len(manifest.files)} files.")
    return 0


def _install(given: argparse.Namespace) -> int:
    from trainer.case.archive.installing import install
    from trainer.case.archive.manifest import ArchiveRefused

    paths = _paths(given)
    try:
        installed = install(given.file, paths.own_cases, paths.content)
    except ArchiveRefused as refused:
        print(refused, file=sys.stderr)
        return 2
    print(installed.sentence)
    return 0


def _tour(given: argparse.Namespace) -> int:
    if not has_screen(sys.platform, os.environ):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    try:
        from trainer.desktop.tour import run_tour
    except ImportError as error:
        return _explain_missing_library(error)
    return run_tour(given.out)


def _paths(given: argparse.Namespace) -> Paths:
    from trainer.paths import MissingFiles, Paths

    try:
        return Paths.locate(given.data)
    except MissingFiles as error:
        print(error, file=sys.stderr)
        raise SystemExit(2) from error


def _explain_missing_library(error: ImportError) -> int:
    """A library of the system is the user's to install; anything else is a fault of ours, and shows as one."""
    if "shared object" not in str(error):
        raise error
    print(NO_QT.format(error=error), file=sys.stderr)
    return 2
