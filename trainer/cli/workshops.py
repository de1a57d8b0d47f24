"""Commands for workshops that were held."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from trainer.cli.common import paths_of
from trainer.cli.printing import print_workshop


def workshop(given: argparse.Namespace) -> int:
    """List workshops, or write one of them into a file. Returns the exit code."""
    return list_workshops(given) if given.action == "list" else export_workshop(given)


def list_workshops(given: argparse.Namespace) -> int:
    """Say which workshops there are. Returns the exit code."""
    from trainer.progress.workshops.cards import State
    from trainer.progress.workshops.shelf import Workshops

    folder = paths_of(given).workshops_folder
    try:
        cards = Workshops(folder).every()
    except OSError as error:
        print(f"{folder} can't be looked at: {error.strerror}. Ask for the right to it.", file=sys.stderr)
        return 2
    for card in cards:
        if card.state is State.UNREADABLE:
            print(f"{card.path.name}  can't be read: {card.problem}")
            continue
        when = card.began or card.created
        day = f"{when:%Y-%m-%d}" if when is not None else " " * 10
        people = "" if not card.people else f", {card.people:,} {'person' if card.people == 1 else 'people'}"
        print(f"{card.path.name}  {day}  {card.state.value}  “{card.title}”{people}")
    if not cards:
        print(f"There are no workshops in {folder} yet; the program prepares them in the place Workshops.")
    return 0


def export_workshop(given: argparse.Namespace) -> int:
    """Write a workshop into a file. Returns the exit code."""
    from trainer.progress.errors import ProgressError
    from trainer.reports.refusal import ExportRefused
    from trainer.reports.workshop.export import NAMES_KEPT_BACK, WorkshopFormat, export_tables, format_of
    from trainer.reports.workshop.reading import read_material
    from trainer.reports.workshop.told import tell

    paths = paths_of(given)
    named = paths.workshops_folder / given.file.name
    file = named if given.file == Path(given.file.name) and not given.file.exists() else given.file
    try:
        kind = WorkshopFormat(given.format) if given.format else format_of(given.out)
        material = read_material(file)
        told = tell(material, names=given.names)
        if kind is WorkshopFormat.PDF:
            code = print_workshop(given, told)
        else:
            print(f"{given.out}: {export_tables(told, given.out, kind, paths.progress_file, force=given.force)}.")
            code = 0
    except (ExportRefused, ProgressError) as refused:
        print(refused, file=sys.stderr)
        return 2
    if code == 0 and given.names and not told.open_votes:
        print(NAMES_KEPT_BACK, file=sys.stderr)
    return code
