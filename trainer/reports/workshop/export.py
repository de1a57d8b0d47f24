"""A workshop as a CSV table of its votes, or as a workbook of all there is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from enum import StrEnum
from pathlib import Path

from trainer.files import replacing
from trainer.reports.csv_file import write_table
from trainer.reports.export import check_place
from trainer.reports.refusal import ExportRefused
from trainer.reports.table import Table, Value
from trainer.reports.watch import Watch
from trainer.reports.workshop.tables import all_tables, votes_table
from trainer.reports.workshop.told import WorkshopTold
from trainer.study.statements import several

_UNWATCHED = Watch()
_EVERY = 200
"""After so many rows whoever looks on is told, and asked."""

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
        watch: told how far it has come, and asked whether to stop.

    Raises:
        ExportCancelled: somebody asked to stop; what stood at ``out`` still does.
        ExportRefused: it can't be done as asked; what stood at ``out`` still does.
    """
    from trainer.reports.xlsx_file import ROWS_SHARE, write_book

    check_place(out, progress, force=force)
    votes = sum(ballot.tally.voted for one in told.decisions for ballot in one.ballots if not ballot.is_open)
    try:
        with replacing(out) as file:
            if kind is WorkshopFormat.CSV:
                write_table(_watched(votes_table(told), votes, watch), file)
            else:
                first, *others = all_tables(told)
                rows = watch.part(0, ROWS_SHARE)
                tables = [_watched(first, votes, rows), *(_watched(each, 0, rows) for each in others)]
                write_book(tables, file, out.parent, watch=watch.part(ROWS_SHARE, 1))
            watch.check()
    except OSError as error:
        raise ExportRefused(f"'{out}' can't be written: {error.strerror or error}.") from error
    watch.tell(1, 1)
    return f"{several(votes, 'vote', 'votes')} in {several(len(told.come_to), 'decision', 'decisions')}"


def _watched(table: Table, votes: int, watch: Watch) -> Table:
    """The same table; while its rows are gone through, somebody looks on. It is told of so many votes, or of none."""

    def rows() -> Iterator[Sequence[Value]]:
        for number, row in enumerate(table.rows):
            if number % _EVERY == 0:
                if votes:
                    watch.tell(min(number, votes), votes)
                else:
                    watch.check()
            yield row

    return replace(table, rows=rows())
