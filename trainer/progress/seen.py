"""An attempt together with all that belongs to it, as its learner looks back on it."""

from __future__ import annotations

from dataclasses import dataclass

from trainer.case.compare import Change
from trainer.case.sealed import FullSheet
from trainer.progress.values import Attempt, AttemptLine, Debrief


@dataclass(frozen=True, slots=True)
class SeenAttempt:
    """One attempt with the text it saw; complete without the pack."""

    attempt: Attempt
    sheet: FullSheet
    debrief: Debrief
    siblings: tuple[AttemptLine, ...]
    """All attempts of the learner at the same decision, this one included, oldest first."""
    changed: bool
    """Whether the installed case says something else today."""
    changes: tuple[Change, ...] = ()
    """What reads otherwise today in the parts that the learner has opened."""
    version_today: str = ""
    """Of the installed case, if it says something else."""
