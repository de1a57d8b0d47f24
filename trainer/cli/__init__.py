"""The command ``trainer``: opens the program, or does one thing without a window.

Exit codes: 0 done, 1 something is wrong with what was looked at, 2 it could not be done at all.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING

from trainer.cli.parser import build

if TYPE_CHECKING:
    import argparse

NO_SCREEN = (
    "There is no screen here to open a window on; `make tour` (or `trainer tour --out DIR`) saves a picture of every "
    "page instead."
)

_COMMANDS = {
    "check": "cases.check",
    "new": "cases.new",
    "pack": "cases.pack",
    "install": "cases.install",
    "doctor": "keeping.doctor",
    "backup": "keeping.backup",
    "restore": "keeping.restore",
    "salvage": "keeping.salvage",
    "export": "exporting.export",
    "import": "exporting.take_in",
    "handout": "printing.handout",
    "teaching-note": "printing.teaching_note",
    "tour": "printing.tour",
    "workshop": "workshops.workshop",
}
"""Where each command is, to be imported once it is asked for."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns its exit code.

    Args:
        arguments: without the name of the program; those of the process by default.
    """
    given = build().parse_args(arguments)
    if given.command is None:
        return _open(given)
    module, _, name = _COMMANDS[given.command].partition(".")
    code: int = getattr(import_module(f"{__name__}.{module}"), name)(given)
    return code


def _open(given: argparse.Namespace) -> int:
    from trainer.cli.common import explain_missing_library, has_screen, paths_of

    if not has_screen(sys.platform, os.environ):
        print(NO_SCREEN, file=sys.stderr)
        return 2
    from trainer.settings import Settings

    paths = paths_of(given)
    try:
        from trainer.app import run
    except ImportError as error:
        return explain_missing_library(error)
    return run(paths, Settings.load(paths.settings_file), given.case)
