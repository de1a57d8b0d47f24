"""Commands that write attempts for other programs and computers, and take them in."""

from __future__ import annotations

import argparse
import sys

from trainer.cli.common import paths_of
from trainer.cli.printing import print_record


def export(given: argparse.Namespace) -> int:
    """Write all attempts into a file. Returns the exit code."""
    from trainer.progress.errors import ProgressError
    from trainer.reports import export as exports
    from trainer.reports.refusal import ExportRefused
    from trainer.reports.writers import Format

    if given.format == "pdf" or (given.format is None and given.out.suffix.lower() == ".pdf"):
        return print_record(given)
    kind = Format(given.format) if given.format else None
    selection = exports.Selection(given.learner, case_id=given.case_id)
    try:
        done = exports.export(paths_of(given).progress_file, given.out, kind, selection, force=given.force)
    except (ExportRefused, ProgressError) as refused:
        print(refused, file=sys.stderr)
        return 2
    print(f"{done.file}: {done.holds}.")
    if done.loss:
        print(done.loss, file=sys.stderr)
    return 1 if done.loss else 0


def take_in(given: argparse.Namespace) -> int:
    """Take progress files in. Returns the exit code."""
    from trainer.progress.errors import ProgressError
    from trainer.progress.store import Store
    from trainer.progress.transfer.refusal import TransferRefused
    from trainer.settings import RETENTION, Settings

    paths = paths_of(given)
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
