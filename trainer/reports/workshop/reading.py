"""All that a report needs out of the file of a workshop."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from trainer.case.sealed import FullSheet, SealBroken, Sheet
from trainer.progress.workshops.file import WorkshopFile
from trainer.reports.workshop.told import Material
from trainer.study.workshop.events import Happened, Moved, Planned
from trainer.study.workshop.plan import Plan, PlannedDecision


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
        moments, sheets = file.moments(), file.sheets()
        return Material(session, moments, sheets, records, _first_plan(session.plan, moments, sheets))


def _first_plan(plan: Plan, moments: Sequence[Happened], sheets: Mapping[str, Sheet]) -> Plan:
    """The plan with which the room set out: where it was changed only on the way, in the order in which the decisions
    were put into the file when the room was let in. Decisions that came later stand behind those."""
    first = next((each for each in moments if isinstance(each, Planned | Moved)), None)
    if not isinstance(first, Moved):
        return plan
    known = {each.decision_id: each for each in plan.decisions}
    ordered = [
        known.get(decision_id) or PlannedDecision(decision_id=decision_id, title=sheet.briefing.title, minutes={})
        for decision_id, sheet in sheets.items()
    ]
    return plan.model_copy(update={"decisions": tuple(ordered)})
