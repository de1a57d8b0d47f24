"""Notes to attempts: what somebody wrote to one later, or how good they find its reasons. Added, never changed."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Row, bindparam, insert, select

from trainer.progress import attempts
from trainer.progress.changes import Change, ChangeKind, Listeners
from trainer.progress.database import Database
from trainer.progress.tables import NOTE
from trainer.progress.texts import storable
from trainer.study.process import Quality

_OF = select(NOTE).where(NOTE.c.attempt_id == bindparam("attempt")).order_by(NOTE.c.created, NOTE.c.id)
_ADD = insert(NOTE)


class Role(StrEnum):
    """What somebody is to the attempt that they write to."""

    LEARNER = "learner"
    """It is theirs."""
    COACH = "coach"


@dataclass(frozen=True, slots=True)
class Note:
    """What was written to an attempt, and by whom."""

    id: str
    attempt_id: str
    author: str
    """Their name at that time."""
    role: Role
    quality: Quality | None
    """How good they find the reasons, if they say so."""
    covered: bool
    """Whether the outcome was out of view when they said it."""
    text: str
    created: dt.datetime


class Notes:
    """The notes of a progress file; part of the store, and as safe to use."""

    def __init__(self, database: Database, now: Callable[[], dt.datetime], listeners: Listeners) -> None:
        self._database = database
        self._now = now
        self._listeners = listeners

    def of(self, attempt_id: str) -> tuple[Note, ...]:
        """The notes to an attempt, the first first."""
        with self._database.read() as connection:
            return tuple(_note(row) for row in connection.execute(_OF, {"attempt": attempt_id}))

    def add(
        self,
        attempt_id: str,
        text: str,
        *,
        author: str,
        role: Role = Role.LEARNER,
        quality: Quality | None = None,
        covered: bool = False,
    ) -> Note:
        """Write a note to an attempt, dated now, which stays as it is.

        Args:
            attempt_id: of the attempt.
            text: the note; may be empty beside a ``quality``.
            author: name of whoever writes it.
            role: what they are to the attempt.
            quality: how good they find the reasons, if they say so.
            covered: whether the outcome is out of their view.

        Raises:
            ValueError: there is neither a text nor a quality, or no author.
        """
        text = storable(text).strip()
        if not author or not (text or quality):
            raise ValueError("a note has an author, and a text or a quality")
        note = Note(uuid.uuid4().hex, attempt_id, author, role, quality, covered, text, self._now())
        with self._database.write() as connection:
            attempt = attempts.by_id(connection, attempt_id)
            connection.execute(_ADD, {name: getattr(note, name) for name in Note.__slots__})
        spot = attempt.learner_id, attempt.case_id, attempt.decision_id, attempt.id
        self._listeners.tell(Change(ChangeKind.NOTED, *spot))
        return note


def _note(row: Row[Any]) -> Note:
    return Note(
        id=row.id,
        attempt_id=row.attempt_id,
        author=row.author,
        role=Role(row.role),
        quality=None if row.quality is None else Quality(row.quality),
        covered=row.covered,
        text=row.text,
        created=row.created,
    )
