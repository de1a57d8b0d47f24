"""The desk: one learner at one case. It keeps the draft, commits, unfolds and debriefs; it shows nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from trainer.case.sealed import Case, FullSheet, SealBroken, Sheet
from trainer.case.timeline import TimelineEntry
from trainer.progress.clock import Clock, utc_now
from trainer.progress.errors import ProgressError
from trainer.progress.store import Store
from trainer.progress.values import Attempt, AttemptLine, Debrief, FactorMark, Learner
from trainer.study.course import WHOLE, Course
from trainer.study.playthrough import Draft, NotAllowed, Playthrough, Stage

S = TypeVar("S", bound=Sheet)

_KEEP_MS = 1000
"""A change is kept within this time; the timer isn't started anew by further changes."""


@dataclass(frozen=True)
class _Way:
    """A learner's course, and what it makes of the case."""

    course: Course
    order: tuple[str, ...]
    beside: frozenset[str]
    opening: frozenset[str]
    """The first decision of each act on the course, which the act's opening stands before."""

    @classmethod
    def through(cls, case: Case, course: Course) -> _Way:
        """The way through a case; all of it where the case has no such course."""
        short = case.info.short_course
        order = course.order(case.acts, short.decisions if short else ())
        if not order:
            return cls.through(case, WHOLE)
        on_course = frozenset(order)
        of_acts = ([each.id for each in act.decisions if each.id in on_course] for act in case.acts)
        return cls(course, order, frozenset(case.order) - on_course, frozenset(ids[0] for ids in of_acts if ids))

    def placed(self, sheet: S) -> S:
        """A sheet numbered as it stands on the course; one beside it as it stands in the case."""
        decision_id = sheet.briefing.id
        if self.course == WHOLE or decision_id in self.beside:
            return sheet
        number = self.order.index(decision_id) + 1
        opens = decision_id in self.opening
        return sheet.model_copy(update={"number": number, "of": len(self.order), "opens_act": opens})


class Desk(QObject):
    """Between the pages of a case and the store. What fails raises :class:`ProgressError`, except for drafts:
    those are kept in the background, and a failure is told by :attr:`draft_failed` and tried again.

    Whatever was written and couldn't be stored is held here, and shown in place of what is stored, until it is."""

    draft_kept = Signal(object)
    """With the time."""
    draft_failed = Signal(str)
    """Once, until a draft can be kept again."""

    def __init__(self, store: Store, case: Case, learner: Learner, clock: Clock = utc_now) -> None:
        super().__init__()
        self._store = store
        self._clock = clock
        self.case = case
        self.learner = learner
        self._way: _Way | None = None
        self._follows = False
        self._again: set[str] = set()
        self._drafts: dict[str, Draft] = {}
        self._debriefs: dict[str, Debrief] = {}
        self._failing = False
        self._ended = False
        self._keeping = QTimer(self)
        self._keeping.setSingleShot(True)
        self._keeping.setInterval(_KEEP_MS)
        self._keeping.timeout.connect(self._keep_now)

    @property
    def course(self) -> Course:
        """The learner's course through the case."""
        return self._on_way().course

    def choose(self, course: Course) -> None:
        """Go another way through the case; whatever is decided or written stays."""
        self._store.set_course(self.learner.id, self.case.info.id, course)
        self._way = None

    def _on_way(self) -> _Way:
        if self._way is None:
            self._way = _Way.through(self.case, self._store.course(self.learner.id, self.case.info.id))
        return self._way

    @property
    def playthrough(self) -> Playthrough:
        """Where the learner stands on their course, as stored."""
        way = self._on_way()
        stored = self._store.standings(self.learner.id, self.case.info.id)
        playthrough = Playthrough(way.order, stored, way.beside)
        for decision_id in self._again:
            if playthrough.standing(decision_id).stage is Stage.DEBRIEFED:
                playthrough = playthrough.again(decision_id)
        return playthrough

    def follow(self, case: Case) -> None:
        """Go on with the case as it is written now: what is shown of a decision follows its text, also after the
        commitment. Attempts and what is stored of them stay as they are."""
        self._follows = True
        self.case = case
        self._way = None
        self._again &= set(case.order)

    def text(self, decision_id: str) -> Sheet:
        """What the pages of a decision are drawn from: its open pages, or what the newest attempt saw."""
        if self.playthrough.standing(decision_id).stage is Stage.READING:
            return self.sheet(decision_id)
        return self.seen(self.attempt(decision_id))

    def sheet(self, decision_id: str) -> Sheet:
        """The open pages of a decision, numbered as it stands on the learner's course."""
        return self._on_way().placed(self.case.sheet(decision_id))

    def draft(self, decision_id: str) -> Draft:
        """What was written before, or an empty draft. A choice that the case doesn't offer any more is left out."""
        draft = self._drafts.get(decision_id)
        if draft is None:
            draft = self._store.draft(self.learner.id, self.case.info.id, decision_id) or Draft()
        offered = {option.id for option in self.case.sheet(decision_id).briefing.options}
        return draft if draft.choice in offered else replace(draft, choice=None)

    def keep(self, decision_id: str, draft: Draft) -> None:
        """Keep a draft soon."""
        if self._ended:
            return
        self._drafts[decision_id] = draft
        if not self._keeping.isActive():
            self._keeping.start()

    def end(self) -> None:
        """Take nothing more, for the store is closed next: a page on its way out may still say that it scrolled."""
        self._ended = True
        self._keeping.stop()

    def flush(self) -> bool:
        """Keep whatever waits now; whether all of it is stored."""
        self._keeping.stop()
        self._keep_now()
        return not self._drafts and not self._debriefs

    def _keep_now(self) -> None:
        if not self._drafts and not self._debriefs:
            return
        try:
            for decision_id in tuple(self._drafts):
                self._keep_draft(decision_id)
            for attempt_id in tuple(self._debriefs):
                self._keep_debrief(attempt_id)
        except ProgressError as error:
            self._keeping.start()
            if not self._failing:
                self._failing = True
                self.draft_failed.emit(str(error))
            return
        self._failing = False
        self.draft_kept.emit(self._clock())

    def _keep_draft(self, decision_id: str) -> None:
        try:
            self._store.save_draft(self.learner.id, self.case.info.id, decision_id, self._drafts[decision_id])
        except NotAllowed as error:  # another window was quicker; the draft has no place any more
            self.draft_failed.emit(f"What stands here can't be kept: {error}.")
        del self._drafts[decision_id]

    def commit(self, decision_id: str, draft: Draft) -> Attempt:
        """Store a commitment; from then on its record is open.

        Raises:
            NotAllowed: something is missing, or a commitment stands already.
            ProgressError: it couldn't be stored; the draft stays.
        """
        commitment = draft.commitment()
        self.playthrough.committed(decision_id, "")
        envelope = self.case.envelopes[decision_id]
        attempt = self._store.commit(self.learner.id, self.case.info.id, envelope, commitment)
        self._drafts.pop(decision_id, None)
        self._again.discard(decision_id)
        return attempt

    def attempt(self, decision_id: str) -> Attempt:
        """The newest attempt at a decision; raises ``KeyError`` where there is none."""
        attempts = self._store.attempts_at(self.learner.id, self.case.info.id, decision_id)
        if not attempts:
            raise KeyError(decision_id)
        return max(attempts, key=lambda attempt: attempt.number)

    def lines(self) -> tuple[AttemptLine, ...]:
        """All attempts of the learner, at other cases too, the newest first."""
        return self._store.lines(self.learner.id)

    def due(self, limit: int) -> frozenset[str]:
        """Ids of the decisions of the case that come back today.

        Args:
            limit: how many decisions come back on one day at most, in whichever case.
        """
        found = self._store.recalls.due(self.learner.id, limit)
        return frozenset(each.decision_id for each in found if each.case_id == self.case.info.id)

    def timeline(self, tell: Callable[[str], None]) -> dict[str, tuple[TimelineEntry, ...]]:
        """What the timeline of the case tells of each decision whose record the learner has opened to its end.

        Args:
            tell: is given a sentence for what can't be read; the rest is given all the same.
        """
        stored = self._store.receipts(self.learner.id, self.case.info.id)
        playthrough = self.playthrough
        found: dict[str, tuple[TimelineEntry, ...]] = {}
        for decision_id in self.case.order:
            standing = playthrough.standing(decision_id)
            if decision_id in stored.newest and (standing.done or standing.stage >= Stage.REVEALED):
                try:
                    envelope = self.case.envelopes[decision_id]
                    found[decision_id] = envelope.timeline(stored.newest[decision_id], stored)
                except SealBroken as error:
                    tell(str(error))
        return found

    def seen(self, attempt: Attempt) -> FullSheet:
        """What an attempt saw, its record open; numbered as :meth:`sheet` is."""
        seen = self._store.seen_text(attempt.id)
        return self._on_way().placed(self._as_written(attempt, seen) if self._follows else seen)

    def _as_written(self, attempt: Attempt, seen: FullSheet) -> FullSheet:
        """The decision as it is written now; as it was seen where that has other options or factors."""
        envelope = self.case.envelopes.get(attempt.decision_id)
        if envelope is None or envelope.digest == attempt.digest:
            return seen
        now = envelope.open_rewritten(attempt.receipt, self._store)
        return now if _parts(now) == _parts(seen) else seen

    def unfold(self, attempt: Attempt, steps: int) -> None:
        """Remember how many parts of the reveal are open."""
        self._store.open_steps(attempt.id, steps)

    def debrief(self, attempt: Attempt) -> Debrief:
        """The debrief as it was left."""
        return self._debriefs.get(attempt.id) or self._store.debrief(attempt.id)

    def mark(self, attempt: Attempt, marks: Mapping[str, FactorMark]) -> None:
        """Keep the marks of the factors."""
        self._debriefs[attempt.id] = replace(self.debrief(attempt), marks=marks)
        self._keep_debrief(attempt.id)

    def take_along(self, attempt: Attempt, takeaway: str) -> None:
        """Keep what the learner takes along."""
        self._debriefs[attempt.id] = replace(self.debrief(attempt), takeaway=takeaway)
        self._keep_debrief(attempt.id)

    def _keep_debrief(self, attempt_id: str) -> None:
        debrief = self._debriefs[attempt_id]
        self._store.save_debrief(attempt_id, debrief.marks, debrief.takeaway)
        del self._debriefs[attempt_id]

    def close_debrief(self, attempt: Attempt) -> None:
        """The decision is done."""
        if attempt.id in self._debriefs:
            self._keep_debrief(attempt.id)
        self._store.close_debrief(attempt.id)

    def again(self, decision_id: str) -> None:
        """Begin a further attempt."""
        self.playthrough.again(decision_id)
        self._again.add(decision_id)


def _parts(sheet: FullSheet) -> tuple[set[str], set[str]]:
    """Ids that a commitment and its debrief refer to."""
    decision = sheet.decision
    return {option.id for option in decision.options}, {factor.id for factor in decision.factors}
