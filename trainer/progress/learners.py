"""Learners and their playthroughs, read and written within a transaction of the caller's."""

from __future__ import annotations

import datetime as dt
import uuid

from sqlalchemy import Connection, Row, bindparam, insert, select, update

from trainer.progress.errors import NameRefused
from trainer.progress.tables import LEARNER, PLAYTHROUGH
from trainer.progress.texts import learner_name
from trainer.progress.values import Learner
from trainer.study.course import Course

_ALL = select(LEARNER).order_by(LEARNER.c.last_seen.desc(), LEARNER.c.created.desc(), LEARNER.c.id)
_BY_ID = select(LEARNER).where(LEARNER.c.id == bindparam("learner"))
_ADD = insert(LEARNER)
_RENAME = update(LEARNER).where(LEARNER.c.id == bindparam("learner")).values(name=bindparam("new"))
_SEEN = update(LEARNER).where(LEARNER.c.id == bindparam("learner")).values(last_seen=bindparam("now"))
_PLAYTHROUGH = select(PLAYTHROUGH.c.id).where(
    PLAYTHROUGH.c.learner_id == bindparam("learner"), PLAYTHROUGH.c.case_id == bindparam("case")
)
_COURSE = select(PLAYTHROUGH.c.course).where(
    PLAYTHROUGH.c.learner_id == bindparam("learner"), PLAYTHROUGH.c.case_id == bindparam("case")
)
_CHOOSE = update(PLAYTHROUGH).where(PLAYTHROUGH.c.id == bindparam("playthrough")).values(course=bindparam("key"))
_START = insert(PLAYTHROUGH).returning(PLAYTHROUGH.c.id)


def every(connection: Connection) -> tuple[Learner, ...]:
    """All learners, the one seen last first."""
    return tuple(_learner(row) for row in connection.execute(_ALL))


def by_id(connection: Connection, learner_id: str) -> Learner:
    """The learner of that id; raises ``KeyError``."""
    row = connection.execute(_BY_ID, {"learner": learner_id}).one_or_none()
    if row is None:
        raise KeyError(learner_id)
    return _learner(row)


def add(connection: Connection, name: str, now: dt.datetime) -> Learner:
    """Write down a new learner; raises :class:`NameRefused`."""
    learner = Learner(uuid.uuid4().hex, _free_name(connection, name), now, now)
    connection.execute(
        _ADD, {"id": learner.id, "name": learner.name, "created": learner.created, "last_seen": learner.last_seen}
    )
    return learner


def rename(connection: Connection, learner_id: str, name: str) -> Learner:
    """Give a learner another name; raises ``KeyError`` and :class:`NameRefused`."""
    by_id(connection, learner_id)
    connection.execute(_RENAME, {"learner": learner_id, "new": _free_name(connection, name, learner_id)})
    return by_id(connection, learner_id)


def seen(connection: Connection, learner_id: str, now: dt.datetime) -> Learner:
    """Note that a learner is here; raises ``KeyError``."""
    connection.execute(_SEEN, {"learner": learner_id, "now": now})
    return by_id(connection, learner_id)


def playthrough(connection: Connection, learner_id: str, case_id: str) -> int | None:
    """Row id of a learner's way through a case, if begun."""
    found = connection.execute(_PLAYTHROUGH, {"learner": learner_id, "case": case_id}).scalar_one_or_none()
    return None if found is None else int(found)


def start(connection: Connection, learner_id: str, case_id: str, now: dt.datetime) -> int:
    """Row id of a learner's way through a case, begun now unless it was; raises ``KeyError`` for the learner."""
    found = playthrough(connection, learner_id, case_id)
    if found is not None:
        return found
    by_id(connection, learner_id)
    begun = {"learner_id": learner_id, "case_id": case_id, "started": now}
    return int(connection.execute(_START, begun).scalar_one())


def course(connection: Connection, learner_id: str, case_id: str) -> Course:
    """The course a learner has chosen through a case; the whole case where none was chosen."""
    key = connection.execute(_COURSE, {"learner": learner_id, "case": case_id}).scalar_one_or_none()
    return Course.parse(key or "")


def choose(connection: Connection, playthrough: int, course: Course) -> None:
    """Write down the course of a way through a case."""
    connection.execute(_CHOOSE, {"playthrough": playthrough, "key": course.key})


def _free_name(connection: Connection, text: str, own_id: str | None = None) -> str:
    name = learner_name(text)
    if any(other.name.casefold() == name.casefold() and other.id != own_id for other in every(connection)):
        raise NameRefused(f"There is a learner called {name} already; choose another name, or go on as {name}.")
    return name


def _learner(row: Row[tuple[object, ...]]) -> Learner:
    return Learner(row.id, row.name, row.created, row.last_seen)
