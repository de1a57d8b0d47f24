"""An attempt together with all that belongs to it, as its learner looks back on it."""

from __future__ import annotations

from dataclasses import dataclass

from trainer.case.compare import Change
from trainer.case.sealed import FullSheet
from trainer.progress.notes import Note
from trainer.progress.values import Attempt, Debrief, WholeAttempt


@dataclass(frozen=True, slots=True)
class SeenAttempt:
    """One attempt with the text it saw; complete without the pack."""

    attempt: Attempt
    sheet: FullSheet
    debrief: Debrief
    tries: tuple[WholeAttempt, ...]
    """The attempts of the learner at the same decision, oldest first; of very many the first and the latest."""
    changed: bool
    """Whether the installed case says something else today."""
    changes: tuple[Change, ...] = ()
    """What reads otherwise today in the parts that the learner has opened."""
    version_today: str = ""
    """Of the installed case, if it says something else."""
    notes: tuple[Note, ...] = ()
    """What was written to it later."""
    whose: str = ""
    """Name of the learner, where their coach looks at it; empty before their own eyes."""
