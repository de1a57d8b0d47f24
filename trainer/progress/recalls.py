"""Recalls: what comes back, what was remembered of it, and when it comes back next."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, bindparam, insert, select, update

from trainer.progress import cards, reviews
from trainer.progress.cards import Spot
from trainer.progress.changes import Change, ChangeKind, Listeners
from trainer.progress.clock import after
from trainer.progress.database import Database
from trainer.progress.due import Due, due, next_due
from trainer.progress.tables import ATTEMPT, RECALL
from trainer.progress.texts import storable
from trainer.progress.values import Attempt
from trainer.settings import RETENTION
from trainer.study.playthrough import MAX_REASONS, NotAllowed
from trainer.study.recall import Card, Grade, Review, next_dates

_WHOLE = select(RECALL, ATTEMPT.c.learner_id, ATTEMPT.c.case_id, ATTEMPT.c.decision_id).join(
    ATTEMPT, ATTEMPT.c.id == RECALL.c.attempt_id
)
_BY_ID = _WHOLE.where(RECALL.c.id == bindparam("recall"))
_UNDER_WAY = (
    _WHOLE.where(RECALL.c.attempt_id == bindparam("attempt"), RECALL.c.graded.is_(None))
    # One that was answered comes first: its grade was taken back after the decision had been asked about anew.
    .order_by(RECALL.c.answered.is_(None), RECALL.c.asked.desc(), RECALL.c.id)
    .limit(1)
)
_GRADED = _WHOLE.where(
    RECALL.c.attempt_id.in_(bindparam("attempts", expanding=True)), RECALL.c.graded.is_not(None)
).order_by(RECALL.c.asked, RECALL.c.id)
_UPDATED = select(RECALL.c.updated).where(RECALL.c.id == bindparam("recall"))
_ADD = insert(RECALL)
_KEEP = update(RECALL).where(RECALL.c.id == bindparam("recall"))


@dataclass(frozen=True, slots=True)
class Recall:
    """A decision that came back. All times are UTC and aware."""

    id: str
    attempt_id: str
    """The first attempt at the decision that was debriefed: its text and its forecast are asked about."""
    learner_id: str
    case_id: str
    decision_id: str
    asked: dt.datetime
    answer: str = ""
    """What they remember of the choice and its reasons; may stay empty."""
    remembered: int | None = None
    """The forecast they believe they gave, in percent."""
    answered: dt.datetime | None = None
    """When the answer was given for good; the record opens after that."""
    grade: Grade | None = None
    graded: dt.datetime | None = None


class Recalls:
    """What comes back to the learners of a progress file; part of the store, and as safe to use."""

    def __init__(self, database: Database, now: Callable[[], dt.datetime], listeners: Listeners) -> None:
        self._database = database
        self._now = now
        self._listeners = listeners
        self._retention = RETENTION.default

    @property
    def retention(self) -> int:
        """The wanted chance to remember what comes back, in percent."""
        return self._retention

    def want(self, retention: int) -> None:
        """From now on have decisions come back when the chance to remember them has fallen to so much.

        Args:
            retention: in percent.

        Raises:
            ValueError: it isn't one that can be set.
        """
        if not RETENTION.accepts(retention):
            raise ValueError(f"a wanted retention is {RETENTION.allowed}, not {retention}")
        with self._database.read() as connection:
            changes = bool(cards.otherwise_due(connection, retention))
        if changes:
            with self._database.write() as connection:
                cards.move(connection, cards.otherwise_due(connection, retention))
        self._retention = retention

    def debriefed(self, connection: Connection, attempt: Attempt, now: dt.datetime) -> None:
        """A debrief was closed: from here on its decision comes back. One that was closed before changes nothing."""
        if reviews.debrief(connection, attempt.id).closed == now:
            spot = Spot(attempt.learner_id, attempt.case_id, attempt.decision_id)
            cards.reviewed(connection, spot, Review(now), self._retention)

    def due(self, learner_id: str, limit: int) -> tuple[Due, ...]:
        """The decisions to ask a learner about now, the longest overdue first; see :func:`~trainer.progress.due.due`.

        Args:
            learner_id: of the learner.
            limit: how many decisions a day at most.
        """
        with self._database.read() as connection:
            return due(connection.exec_driver_sql, learner_id, self._now(), limit)

    def next_due(self, learner_id: str) -> dt.datetime | None:
        """When a decision comes back once nothing is to be asked now; see :func:`~trainer.progress.due.next_due`."""
        with self._database.read() as connection:
            return next_due(connection.exec_driver_sql, learner_id, self._now())

    def card(self, learner_id: str, case_id: str, decision_id: str) -> Card | None:
        """When a decision comes back; ``None`` before its first debrief."""
        with self._database.read() as connection:
            return cards.card(connection, Spot(learner_id, case_id, decision_id))

    def begin(self, learner_id: str, case_id: str, decision_id: str) -> Recall:
        """Ask about a decision, or go on where that was broken off.

        Raises:
            NotAllowed: the decision was never debriefed.
        """
        with self._database.write() as connection:
            attempt = cards.first_attempt(connection, Spot(learner_id, case_id, decision_id))
            if attempt is None:
                raise NotAllowed(f"'{decision_id}' comes back only after its debrief")
            row = connection.execute(_UNDER_WAY, {"attempt": attempt}).one_or_none()
            if row is not None:
                return _recall(row)
            now = self._now()
            recall_id = uuid.uuid4().hex
            values = {"id": recall_id, "attempt_id": attempt, "asked": now, "answer": "", "updated": now}
            connection.execute(_ADD, values)
            return _by_id(connection, recall_id)

    def recall(self, recall_id: str) -> Recall:
        """One recall; raises ``KeyError``."""
        with self._database.read() as connection:
            return _by_id(connection, recall_id)

    def graded(self, attempt_ids: Collection[str]) -> Mapping[str, tuple[Recall, ...]]:
        """The graded recalls of some attempts, the first first, by attempt; those without any are left out."""
        with self._database.read() as connection:
            rows = connection.execute(_GRADED, {"attempts": list(attempt_ids)}).all()
        found: dict[str, tuple[Recall, ...]] = {}
        for recall in map(_recall, rows):
            found[recall.attempt_id] = (*found.get(recall.attempt_id, ()), recall)
        return found

    def keep(self, recall_id: str, answer: str, remembered: int | None) -> None:
        """Keep an answer in the making.

        Raises:
            NotAllowed: it was given for good already.
            ValueError: the forecast is out of range, or the answer too long.
        """
        self._write(recall_id, answer, remembered, for_good=False)

    def answer(self, recall_id: str, answer: str, remembered: int | None) -> Recall:
        """Store an answer for good, whatever it leaves empty; the record may open once this has returned.

        Raises:
            NotAllowed: it was given already.
            ValueError: the forecast is out of range, or the answer too long.
        """
        made = self._write(recall_id, answer, remembered, for_good=True)
        self._tell(ChangeKind.RECALL_ANSWERED, made)
        return made

    def _write(self, recall_id: str, answer: str, remembered: int | None, *, for_good: bool) -> Recall:
        if remembered is not None and not 0 <= remembered <= 100:
            raise ValueError(f"a forecast is a percentage from 0 to 100, not {remembered}")
        if len(answer) > MAX_REASONS:
            raise ValueError(f"the answer is {len(answer)} characters long; {MAX_REASONS} is the limit")
        with self._database.write() as connection:
            before, now = _by_id(connection, recall_id), self._now()
            if before.answered is not None:
                raise NotAllowed(f"what was remembered of '{before.decision_id}' stands already; it is never changed")
            values = {"answer": storable(answer), "remembered": remembered}
            return _keep(connection, recall_id, values | ({"answered": now} if for_good else {}), now)

    def next_dates(self, recall_id: str) -> dict[Grade, dt.datetime]:
        """When the decision would come back after each grade given now."""
        with self._database.read() as connection:
            card = cards.card(connection, _spot(_by_id(connection, recall_id)))
        return next_dates(card, self._now(), self._retention)

    def grade(self, recall_id: str, grade: Grade) -> Card:
        """Store how well it was known; gives the card that follows.

        Raises:
            NotAllowed: nothing was answered, or it is graded already.
        """
        with self._database.write() as connection:
            before, now = _by_id(connection, recall_id), self._now()
            if before.answered is None:
                raise NotAllowed(f"the recall of '{before.decision_id}' is graded after its answer")
            if before.grade is not None:
                raise NotAllowed(f"the recall of '{before.decision_id}' is graded already")
            made = _keep(connection, recall_id, {"grade": grade.value, "graded": now}, now)
            card = cards.reviewed(connection, _spot(made), Review(now, grade), self._retention)
        self._tell(ChangeKind.RECALL_GRADED, made)
        return card

    def undo(self, recall_id: str) -> Recall:
        """Take a grade back: the card is again what it was, and the answer stays.

        Raises:
            NotAllowed: it isn't graded.
        """
        with self._database.write() as connection:
            before = _by_id(connection, recall_id)
            if before.grade is None:
                raise NotAllowed(f"the recall of '{before.decision_id}' isn't graded")
            made = _keep(connection, recall_id, {"grade": None, "graded": None}, self._now())
            cards.replay(connection, _spot(made), self._retention)
        self._tell(ChangeKind.RECALL_UNDONE, made)
        return made

    def _tell(self, kind: ChangeKind, recall: Recall) -> None:
        self._listeners.tell(Change(kind, recall.learner_id, recall.case_id, recall.decision_id, recall.attempt_id))


def _by_id(connection: Connection, recall_id: str) -> Recall:
    row = connection.execute(_BY_ID, {"recall": recall_id}).one_or_none()
    if row is None:
        raise KeyError(recall_id)
    return _recall(row)


def _keep(connection: Connection, recall_id: str, values: dict[str, Any], now: dt.datetime) -> Recall:
    updated = after(now, connection.execute(_UPDATED, {"recall": recall_id}).scalar_one())
    connection.execute(_KEEP.values(values | {"updated": updated}), {"recall": recall_id})
    return _by_id(connection, recall_id)


def _spot(recall: Recall) -> Spot:
    return Spot(recall.learner_id, recall.case_id, recall.decision_id)


def _recall(row: Row[Any]) -> Recall:
    return Recall(
        id=row.id,
        attempt_id=row.attempt_id,
        learner_id=row.learner_id,
        case_id=row.case_id,
        decision_id=row.decision_id,
        asked=row.asked,
        answer=row.answer,
        remembered=row.remembered,
        answered=row.answered,
        grade=None if row.grade is None else Grade(row.grade),
        graded=row.graded,
    )
