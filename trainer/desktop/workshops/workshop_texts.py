"""Where a workshop gets its texts from: its own file, and before it began the installed case."""

from __future__ import annotations

from pathlib import Path

from trainer.case.problems import PackErrors
from trainer.case.teaching import TeachingNote
from trainer.case.teaching_reader import read_teaching
from trainer.desktop.cases import Cases
from trainer.desktop.loading import Shelved
from trainer.progress.workshops.file import WorkshopFile
from trainer.study.workshop.plan import Plan

_NO_CASE = (
    "The case “{title}” isn’t installed, and the workshop hasn’t kept its texts yet. Install the case, then start the"
    " workshop again."
)
_GONE = "The case has no decision “{title}” any more. Take it out of the plan, then start the workshop again."
_OTHER = (
    "This workshop was started before with the case “{other}”, and has kept its texts. Make a copy of the workshop, and"
    " start that."
)
_NOTHING = "No decision is planned yet. Add one to the plan, then start the workshop."


class WorkshopTexts:
    """Reads a teaching note when it is wanted, and no note twice."""

    def __init__(self, cases: Cases) -> None:
        self._cases = cases
        self._notes: dict[str, TeachingNote | None] = {}

    def keep(self, file: WorkshopFile, plan: Plan | None = None) -> str:
        """See that a workshop has the texts of all its decisions in its own file.

        Args:
            file: of the workshop.
            plan: one that it is to have; its own where none is given.

        Returns:
            Why it can't have them, in a sentence; "" where it has.

        Raises:
            ProgressError: the file can't be read or written.
        """
        plan = plan or file.read().plan
        if not plan.decisions:
            return _NOTHING
        kept = file.sheets()
        other = next((each for each in kept.values() if each.case_id != plan.case_id), None)
        if other is not None:
            return _OTHER.format(other=other.case_title)
        wanted = [each for each in plan.decisions if each.decision_id not in kept]
        if not wanted:
            return ""
        shelved = self._shelved(plan)
        if shelved is None:
            return _NO_CASE.format(title=plan.case_title)
        case = shelved.case
        for each in wanted:
            if each.decision_id not in case.order:
                return _GONE.format(title=each.title)
        ids = [each.decision_id for each in wanted]
        file.keep_texts([case.sheet(each) for each in ids], {each: case.envelopes[each] for each in ids})
        return ""

    def note(self, plan: Plan, decision_id: str) -> TeachingNote | None:
        """The teaching note of a decision; none where the case has none, or isn't installed."""
        if decision_id not in self._notes:
            shelved = self._shelved(plan)
            self._notes[decision_id] = None if shelved is None else _note(shelved.outline.folder, decision_id)
        return self._notes[decision_id]

    def _shelved(self, plan: Plan) -> Shelved | None:
        loaded = self._cases.loaded
        cases = loaded.cases if loaded is not None else ()
        return next((each for each in cases if each.outline.id == plan.case_id), None)


def _note(folder: Path, decision_id: str) -> TeachingNote | None:
    try:
        return read_teaching(folder, decision_id)
    except (PackErrors, OSError):
        return None  # whoever writes the case is told elsewhere
