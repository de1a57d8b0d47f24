"""Commands that print to PDF or to pictures."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from trainer.cli.common import explain_missing_library, has_screen, paths_of

if TYPE_CHECKING:
    from trainer.reports.workshop.told import WorkshopTold


def handout(given: argparse.Namespace) -> int:
    """Print a case for learners. Returns the exit code."""

    def write() -> int:
        from trainer.desktop.paper.commands import print_handout
        from trainer.desktop.paper.frame import Paper

        paper = Paper(given.paper) if given.paper else None
        return print_handout(paths_of(given), given.pack, given.out, given.decision, paper, force=given.force)

    return _on_paper(given, write)


def teaching_note(given: argparse.Namespace) -> int:
    """Print what an instructor needs. Returns the exit code."""

    def write() -> int:
        from trainer.desktop.paper.commands import print_teaching_note
        from trainer.desktop.paper.frame import Paper

        paper, everything = Paper(given.paper) if given.paper else None, given.all
        paths = paths_of(given)
        return print_teaching_note(
            paths, given.pack, given.out, given.decision, paper, everything=everything, force=given.force
        )

    return _on_paper(given, write)


def print_record(given: argparse.Namespace) -> int:
    """Print the record of a learner. Returns the exit code."""

    def write() -> int:
        from trainer.desktop.paper.commands import print_record
        from trainer.desktop.paper.frame import Paper
        from trainer.reports.export import Selection

        selection = Selection(given.learner, case_id=given.case_id)
        return print_record(
            paths_of(given), given.out, selection, Paper(given.paper) if given.paper else None, force=given.force
        )

    return _on_paper(given, write)


def print_workshop(given: argparse.Namespace, told: WorkshopTold) -> int:
    """Print the report of a workshop. Returns the exit code."""

    def write() -> int:
        from trainer.desktop.paper.commands import print_workshop
        from trainer.desktop.paper.frame import Paper

        paper = Paper(given.paper) if given.paper else None
        return print_workshop(paths_of(given), told, given.out, paper, force=given.force)

    return _on_paper(given, write)


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
        return explain_missing_library(error)
    except (ExportRefused, ProgressError) as refused:
        print(refused, file=sys.stderr)
        return 2
    except PackErrors as errors:
        print(f"'{given.pack}' can't be printed: it has errors.", *errors.problems, sep="\n", file=sys.stderr)
        return 1
    print(f"{given.out}: {pages:,} {'page' if pages == 1 else 'pages'}.")
    return 0


def tour(given: argparse.Namespace) -> int:
    """Save a picture of every page. Returns the exit code."""
    if not has_screen(sys.platform, os.environ):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    try:
        from trainer.desktop.tour import run_tour
    except ImportError as error:
        return explain_missing_library(error)
    return run_tour(given.out)
