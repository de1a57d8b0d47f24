"""A workshop as a CSV table of its votes, or as a workbook of all there is."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from trainer.files import replacing
from trainer.reports.csv_file import write_table
from trainer.reports.export import check_place
from trainer.reports.refusal import ExportRefused
from trainer.reports.watch import Watch
from trainer.reports.workshop.tables import all_tables, votes_table
from trainer.reports.workshop.told import WorkshopTold

_UNWATCHED = Watch()

NAMES_KEPT_BACK = (
    "The votes of this workshop weren't announced as open, so names stand in the list of those who were there and"
    " beside no vote."
)
"""Said where names were asked for and are told only in part."""


class WorkshopFormat(StrEnum):
    """What a workshop can be written as."""

    CSV = "csv"
    XLSX = "xlsx"
    PDF = "pdf"


def format_of(out: Path) -> WorkshopFormat:
    """What the name of a file says is to be written; raises :class:`ExportRefused` where it says nothing."""
    try:
        return WorkshopFormat(out.suffix.lower().removeprefix("."))
    except ValueError:
        raise ExportRefused(
            f"The name '{out.name}' doesn't say what to write; end it in .csv, .xlsx or .pdf, or say it with --format."
        ) from None


def export_tables(
    told: WorkshopTold,
    out: Path,
    kind: WorkshopFormat,
    progress: Path,
    *,
    force: bool = False,
    watch: Watch = _UNWATCHED,
) -> str:
    """Write the votes as CSV, or all tables as a workbook; says what the file holds.

    Args:
        told: the workshop.
        out: the file to write, in a folder that is there.
        kind: CSV or XLSX.
        progress: the progress file, over which nothing is written.
        force: replace what stands at ``out``.
        watch: asked whether to stop.

    Raises:
        ExportCancelled: somebody asked to stop; what stood at ``out`` still does.
        ExportRefused: it can't be done as asked; what stood at ``out`` still does.
    """
    from trainer.reports.xlsx_file import write_book

    check_place(out, progress, force=force)
    watch.tell(0, 1)
    try:
        with replacing(out) as file:
            if kind is WorkshopFormat.CSV:
                write_table(votes_table(told), file)
            else:
                write_book(all_tables(told), file, out.parent, watch=watch)
            watch.check()
    except OSError as error:
        raise ExportRefused(f"'{out}' can't be written: {error.strerror or error}.") from error
    watch.tell(1, 1)
    votes = sum(ballot.tally.voted for one in told.decisions for ballot in one.ballots if not ballot.is_open)
    return f"{votes:,} {'vote' if votes == 1 else 'votes'} in {len(told.come_to)} decisions"
