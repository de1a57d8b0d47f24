"""All attempts of a progress file into one file of another program."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from trainer.files import replacing
from trainer.progress.store import Store
from trainer.progress.values import Learner
from trainer.reports.attempts import Attempts
from trainer.reports.csv_file import write_csv
from trainer.reports.json_file import write_json
from trainer.reports.refusal import ExportRefused
from trainer.reports.xlsx_file import write_xlsx


class Format(StrEnum):
    """What can be written; the value is the suffix as well."""

    CSV = "csv"
    XLSX = "xlsx"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class Exported:
    """A file that stands on the disk."""

    file: Path
    attempts: int
    damaged: int
    """Of them, those whose text can't be read: they lack the version of the case and the names of factors."""


def export(
    progress: Path, out: Path, kind: Format | None = None, learner: str | None = None, *, force: bool = False
) -> Exported:
    """Write all attempts, or those of one learner.

    Args:
        progress: the progress file.
        out: the file to write, in a folder that is there.
        kind: what to write; after the suffix of ``out`` if left out.
        learner: name of the only learner to write.
        force: replace what stands at ``out``.

    Raises:
        ExportRefused: it can't be done as asked; what stood at ``out`` still does.
        ProgressError: the progress can't be read.
    """
    kind = kind or _kind_of(out)
    if not progress.exists():
        raise ExportRefused(f"There is no saved progress in '{progress.parent}', so there is nothing to export.")
    _check_place(out, progress, force)
    with Store.open(progress) as store:
        attempts = Attempts(store, _chosen(store.learners(), learner))
        try:
            _write(attempts, out, kind)
        except OSError as error:
            raise ExportRefused(f"'{out}' can't be written: {error.strerror or error}.") from error
    return Exported(out, attempts.count, attempts.damaged)


def _write(attempts: Attempts, out: Path, kind: Format) -> None:
    with replacing(out) as file:
        if kind is Format.CSV:
            write_csv(attempts, file)
        elif kind is Format.XLSX:
            write_xlsx(attempts, file, out.parent)
        else:
            write_json(attempts, file)


def _kind_of(out: Path) -> Format:
    try:
        return Format(out.suffix.removeprefix(".").lower())
    except ValueError:
        raise ExportRefused(
            f"The name '{out.name}' doesn't say what to write; end it in .csv, .xlsx or .json, or say it with --format."
        ) from None


def _check_place(out: Path, progress: Path, force: bool) -> None:
    if out.is_dir():
        raise ExportRefused(f"'{out}' is a folder; name a file in it.")
    if not out.parent.is_dir():
        raise ExportRefused(f"There is no folder '{out.parent}'; make it, or name another with --out.")
    # Beside the progress file stand those that SQLite keeps for it.
    if out.resolve().parent == progress.resolve().parent and out.name.startswith(progress.name):
        raise ExportRefused(f"'{out}' belongs to your saved progress; give another name with --out.")
    if out.exists() and not force:
        raise ExportRefused(f"'{out}' is there already; give another name with --out, or replace it with --force.")


def _chosen(learners: Sequence[Learner], name: str | None) -> list[Learner]:
    ordered = sorted(learners, key=lambda learner: (learner.name.casefold(), learner.id))
    if name is None:
        return ordered
    chosen = [learner for learner in ordered if learner.name.casefold() == name.casefold()]
    if not chosen:
        there = ", ".join(learner.name for learner in ordered) or "nobody yet"
        raise ExportRefused(f"There is no learner called '{name}'; there is: {there}.")
    return chosen
