"""What can be asked of the command."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from trainer import __version__

if TYPE_CHECKING:
    _Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001  it has no public name


def build() -> argparse.ArgumentParser:
    """The parser of the whole command."""
    parser = argparse.ArgumentParser(
        prog="trainer",
        description="Decide in real cases, then see what was done and what came of it.",
        epilog="Without a command it opens the program.",
    )
    parser.add_argument("--version", action="version", version=f"Case Trainer {__version__}")
    parser.add_argument("--case", type=Path, metavar="DIR", help="open this case pack at once")
    _add_data(parser, default=None)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")

    _add_cases(commands)
    _add_keeping(commands)
    _add_exporting(commands)
    _add_workshops(commands)
    _add_printing_commands(commands)
    return parser


def _add_cases(commands: _Commands) -> None:
    check = commands.add_parser("check", help="say what is wrong in case packs, with file, line and column")
    check.add_argument("packs", nargs="+", type=Path, metavar="PACK", help="the folder of a case pack")
    check.add_argument(
        "--sources",
        type=Path,
        metavar="DIR",
        help="the folder with the texts that the case rests on: look every figure and date up in the lines cited",
    )

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


def _add_keeping(commands: _Commands) -> None:
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


def _add_exporting(commands: _Commands) -> None:
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


def _add_workshops(commands: _Commands) -> None:
    workshop = commands.add_parser("workshop", help="list the workshops, or write what one of them was into a file")
    actions = workshop.add_subparsers(dest="action", metavar="ACTION", required=True)

    listed = actions.add_parser("list", help="say which workshops there are")
    _add_data(listed, default=argparse.SUPPRESS)

    export = actions.add_parser(
        "export", help="write the votes of a workshop as CSV, all its tables as a workbook, or its report as PDF"
    )
    export.add_argument("file", type=Path, metavar="FILE", help="the .workshop file, by its name in the list or path")
    export.add_argument("--out", type=Path, required=True, metavar="FILE", help="the file to write")
    export.add_argument(
        "--format", choices=("csv", "xlsx", "pdf"), help="what to write; after the suffix of the file if left out"
    )
    export.add_argument(
        "--names",
        action="store_true",
        help="tell who was there; names stand beside votes only where these were announced as open",
    )
    _add_paper(export)
    export.add_argument("--force", action="store_true", help="replace the file if it is there already")
    _add_data(export, default=argparse.SUPPRESS)


def _add_printing_commands(commands: _Commands) -> None:
    handout = commands.add_parser("handout", help="print a case for learners as PDF, with no word of its record")
    handout.add_argument("pack", type=Path, metavar="DIR", help="the folder of a case pack")
    _add_printing(handout, "only this decision; may be given more than once")

    teaching = commands.add_parser(
        "teaching-note", help="print the teaching note of a case as PDF: it tells the record"
    )
    teaching.add_argument("pack", type=Path, metavar="DIR", help="the folder of a case pack")
    _add_printing(teaching, "the note of this decision, in place of that of the case; may be given more than once")
    teaching.add_argument("--all", action="store_true", help="the note of the case and those of all its decisions")

    tour = commands.add_parser("tour", help="save a picture of every page")
    tour.add_argument("--out", type=Path, required=True, metavar="DIR", help="where the pictures go")


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
