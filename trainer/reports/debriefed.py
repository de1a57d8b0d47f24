"""The decisions that learners have come to the end of, with the text they saw last and their calls."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from trainer.case.sealed import FullSheet, SealBroken
from trainer.progress.store import Store
from trainer.progress.values import Learner, WholeAttempt
from trainer.reports.attempts import walk
from trainer.reports.watch import Watch
from trainer.study.playthrough import Stage


@dataclass(frozen=True, slots=True)
class Debriefed:
    """A decision that a learner has debriefed, maybe more than once."""

    learner: Learner
    first: WholeAttempt
    newest: WholeAttempt
    """The same where there is but one."""


class Decisions:
    """Those that some learners have debriefed: by learner, in the order in which each was first debriefed."""

    def __init__(self, store: Store, learners: Sequence[Learner], case_id: str | None, watch: Watch) -> None:
        self._store = store
        self._learners = learners
        self._case_id = case_id
        self._watch = watch
        self.damaged = 0
        """How many were left out so far, since what they saw can't be read any more."""

    def __iter__(self) -> Iterator[tuple[Debriefed, FullSheet]]:
        """Each with the text that its newest attempt saw. Nothing that is sealed: all of it was read to its end.

        Raises:
            ExportCancelled: somebody asked to stop.
            ProgressError: the progress can't be read.
        """
        found, second = self._find(), self._watch.part(0.5, 1)
        for done, each in enumerate(found.values(), 1):
            try:
                sheet = self._store.seen_text(each.newest.attempt.id)
            except SealBroken:
                self.damaged += 1
            else:
                yield each, sheet
            second.tell(done, len(found))

    def _find(self) -> Mapping[tuple[str, str, str], Debriefed]:
        """Goes through all attempts, which counts for half of the work."""
        found: dict[tuple[str, str, str], Debriefed] = {}
        for learner, whole in walk(self._store, self._learners, self._case_id, self._watch.part(0, 0.5)):
            if whole.line.stage is not Stage.DEBRIEFED:
                continue
            key = (learner.id, whole.attempt.case_id, whole.attempt.decision_id)
            before = found.get(key)
            if before is None:
                found[key] = Debriefed(learner, whole, whole)
            elif whole.attempt.number < before.first.attempt.number:  # the clock was set back between the two
                found[key] = replace(before, first=whole)
            elif whole.attempt.number > before.newest.attempt.number:
                found[key] = replace(before, newest=whole)
        return found
