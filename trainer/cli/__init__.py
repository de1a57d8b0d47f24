"""The command ``trainer``: opens the program, or does one thing without a window.

Exit codes: 0 done, 1 something is wrong with what was looked at, 2 it could not be done at all.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Mapping, Sequence
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
        "import": _import,
        "handout": _handout,
        "teaching-note": _teaching_note,
        "tour": _tour,
        "pack": _pack,
        "install": _install,
        "new": _new,
        "backup": _backup,
        "restore": _restore,
        "salvage": _salvage,
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

    salvage = commands.add_parser("salvage", help="save what can still be read of a damaged file, which is kept aside")
    _add_data(salvage, default=argparse.SUPPRESS)

    export = commands.add_parser(
        "export", help="write all attempts as a table, as JSON or xAPI, as cards for Anki, or a learner's progress file"
    )
    export.add_argument("--out", type=Path, required=True, metavar="FILE", help="the file to write")
    export.add_argument(
        "--format",
        choices=("csv", "xlsx", "json", "xapi", "anki", "progress", "pdf"),
        help="what to write; after the suffix of the file if left out",
    )
    export.add_argument("--learner", metavar="NAME", help="only the attempts of this learner")
    export.add_argument("--case", dest="case_id", metavar="ID", help="only the attempts at this case")
    _add_paper(export)
    export.add_argument("--force", action="store_true", help="replace the file if it is there already")
    _add_data(export, default=argparse.SUPPRESS)

    take_in = commands.add_parser("import", help="take in progress files made by export, without doubles")
    take_in.add_argument("files", nargs="+", type=Path, metavar="FILE", help="the .progress files, in any order")
    _add_data(take_in, default=argparse.SUPPRESS)

    handout = commands.add_parser("handout", help="print a case for learners as PDF, with no word of its record")
    handout.add_argument("pack", type=Path, metavar="DIR", help="the folder of a case pack")
    _add_printing(handout, "only this decision; may be given more than once")

    teaching = commands.add_parser(
        "teaching-note", help="print the teaching note of a case as PDF: it tells the record"
    )
    teaching.add_argument("pack", type=Path, metavar="DIR", help="the folder of a case pack")
    _add_printing(teaching, "the note of this decision, in place of that of the case; may be given more than once")
    teaching.add_argument("--all", action="store_true", help="the note of the case and those of all its decisions")

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


def _add_printing(parser: argparse.ArgumentParser, decision: str) -> None:
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help="the PDF to write")
    parser.add_argument("--decision", action="append", default=[], metavar="ID", help=decision)
    _add_paper(parser)
    parser.add_argument("--force", action="store_true", help="replace the file if it is there already")


def _add_paper(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--paper", choices=("a4", "letter"), help="the size of the pages of a PDF; what is usual here if left out"
    )


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


def _salvage(given: argparse.Namespace) -> int:
    from trainer.progress.clock import utc_now
    from trainer.progress.doctor import examine
    from trainer.progress.mending import NotMended, look, newest_backup, take

    paths = _paths(given)
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


def _export(given: argparse.Namespace) -> int:
    from trainer.progress.errors import ProgressError
    from trainer.reports.export import Selection, export
    from trainer.reports.refusal import ExportRefused
    from trainer.reports.writers import Format

    if given.format == "pdf" or (given.format is None and given.out.suffix.lower() == ".pdf"):
        return _print_record(given)
    kind = Format(given.format) if given.format else None
    selection = Selection(given.learner, case_id=given.case_id)
    try:
        done = export(_paths(given).progress_file, given.out, kind, selection, force=given.force)
    except (ExportRefused, ProgressError) as refused:
        print(refused, file=sys.stderr)
        return 2
    print(f"{done.file}: {done.holds}.")
    if done.loss:
        print(done.loss, file=sys.stderr)
    return 1 if done.loss else 0


def _import(given: argparse.Namespace) -> int:
    from trainer.progress.errors import ProgressError
    from trainer.progress.store import Store
    from trainer.progress.transfer.refusal import TransferRefused
    from trainer.settings import RETENTION, Settings

    paths = _paths(given)
    refused = 0
    try:
        paths.data.mkdir(parents=True, exist_ok=True)
        with Store.open(paths.progress_file) as store:
            store.recalls.want(Settings.load(paths.settings_file).get(RETENTION))
            for file in given.files:
                try:
                    print(f"{file}: {store.transfers.take_in(file).sentence}")
                except TransferRefused as problem:
                    refused += 1
                    print(problem, file=sys.stderr)
    except ProgressError as problem:
        print(problem, file=sys.stderr)
        return 2
    except OSError as problem:
        print(f"{paths.data} can't be made: {problem.strerror or problem}.", file=sys.stderr)
        return 2
    return 1 if refused else 0


def _print_record(given: argparse.Namespace) -> int:
    def record() -> int:
        from trainer.desktop.paper.commands import print_record
        from trainer.desktop.paper.frame import Paper
        from trainer.reports.export import Selection

        selection = Selection(given.learner, case_id=given.case_id)
        return print_record(
            _paths(given), given.out, selection, Paper(given.paper) if given.paper else None, force=given.force
        )

    return _on_paper(given, record)


def _handout(given: argparse.Namespace) -> int:
    def handout() -> int:
        from trainer.desktop.paper.commands import print_handout
        from trainer.desktop.paper.frame import Paper

        paper = Paper(given.paper) if given.paper else None
        return print_handout(_paths(given), given.pack, given.out, given.decision, paper, force=given.force)

    return _on_paper(given, handout)


def _teaching_note(given: argparse.Namespace) -> int:
    def note() -> int:
        from trainer.desktop.paper.commands import print_teaching_note
        from trainer.desktop.paper.frame import Paper

        paper, everything = Paper(given.paper) if given.paper else None, given.all
        paths = _paths(given)
        return print_teaching_note(
            paths, given.pack, given.out, given.decision, paper, everything=everything, force=given.force
        )

    return _on_paper(given, note)


def _on_paper(given: argparse.Namespace, write: Callable[[], int]) -> int:
    """Write a PDF, with a screen or without."""
    from trainer.case.problems import PackErrors
    from trainer.progress.errors import ProgressError
    from trainer.reports.refusal import ExportRefused

    if not has_screen(sys.platform, os.environ):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    try:
        pages = write()
    except ImportError as error:
        return _explain_missing_library(error)
    except (ExportRefused, ProgressError) as refused:
        print(refused, file=sys.stderr)
        return 2
    except PackErrors as errors:
        print(f"'{given.pack}' can't be printed: it has errors.", *errors.problems, sep="\n", file=sys.stderr)
        return 1
    print(f"{given.out}: {pages:,} {'page' if pages == 1 else 'pages'}.")
    return 0


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
