"""All that a report needs out of the file of a workshop."""

from __future__ import annotations

from pathlib import Path

from trainer.case.sealed import FullSheet, SealBroken
from trainer.progress.workshops.file import WorkshopFile
from trainer.reports.workshop.told import Material


def read_material(path: Path) -> Material:
    """Read a workshop that isn't running; its file is let go of again.

    A record whose stored text can't be read any more is left out, as if nothing of it had been shown.

    Raises:
        ProgressError: the file can't be read, or is open elsewhere.
    """
    with WorkshopFile.open(path) as file:
        session = file.read()
        records: dict[str, FullSheet] = {}
        for decision_id in session.shown:
            try:
                record = file.record(decision_id)
            except (KeyError, SealBroken):
                continue
            if record is not None:
                records[decision_id] = record
        return Material(session, file.moments(), file.sheets(), records)
