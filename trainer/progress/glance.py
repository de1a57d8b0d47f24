"""The first look at a progress file, before anything heavy is imported: enough to paint the library.

Standard library only. Whoever needs more, or wants to know what is wrong with a file, opens the store.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from trainer.progress import overview, versions
from trainer.progress.due import due
from trainer.study.course import Course
from trainer.study.playthrough import Standing

BUSY_SECONDS = 0.05
"""How long a glance waits for a file that somebody is writing to."""


@dataclass(frozen=True, slots=True)
class GlanceLearner:
    """A learner by name."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Glance:
    """What the library shows first."""

    learners: tuple[GlanceLearner, ...] = ()
    """The one seen last comes first."""
    standings: Mapping[str, Mapping[str, Standing]] = field(default_factory=dict)
    """Of the current learner: case id to decision id to standing."""
    courses: Mapping[str, Course] = field(default_factory=dict)
    """Of the current learner: case id to the course chosen there."""
    due: int = 0
    """How many decisions come back to the current learner today."""
    readable: bool = True
    """False where a file is there and could not be read: the store will say why. No file at all is readable."""

    @property
    def current(self) -> GlanceLearner | None:
        """Who was seen last, if anybody."""
        return self.learners[0] if self.learners else None


def glance(path: Path, now: dt.datetime | None = None, limit: int = 0) -> Glance:
    """Look at the progress file; never raises, and changes nothing in it.

    Args:
        path: of the file.
        now: aware; without it nothing is said to come back.
        limit: how many decisions come back on one day at most.
    """
    try:
        path.stat()
        if versions.was_emptied(path):
            return Glance(readable=False)
        uri = f"{path.absolute().as_uri()}?mode=ro"
        with closing(sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None)) as connection:
            return _read(connection, now, limit)
    except FileNotFoundError:
        return Glance()
    except (OSError, sqlite3.Error, ValueError, TypeError):
        return Glance(readable=False)


def _read(connection: sqlite3.Connection, now: dt.datetime | None, limit: int) -> Glance:
    connection.execute("BEGIN")
    rows = connection.execute("SELECT id, name FROM learner ORDER BY last_seen DESC, created DESC, id").fetchall()
    learners = tuple(GlanceLearner(learner_id, name) for learner_id, name in rows)
    if not learners:
        return Glance()
    of_current = (learners[0].id, None)
    drafts = connection.execute(overview.DRAFTS, of_current)
    standings = overview.standings(_newest(connection, of_current), drafts)
    courses = _courses(connection, learners[0].id)
    return Glance(learners, standings, courses, _due(connection, learners[0].id, now, limit))


def _newest(connection: sqlite3.Connection, of: tuple[str, None]) -> Iterable[Sequence[Any]]:
    if connection.execute("PRAGMA table_info(line)").fetchone():
        return connection.execute(overview.NEWEST, of)
    return overview.newest_of(connection.execute(overview.ATTEMPTS, of))  # a file of an earlier version


def _courses(connection: sqlite3.Connection, learner_id: str) -> dict[str, Course]:
    columns = {name for _, name, *_ in connection.execute("PRAGMA table_info(playthrough)")}
    if "course" not in columns:  # a file of the first version, which the store will bring up to date
        return {}
    rows = connection.execute("SELECT case_id, course FROM playthrough WHERE learner_id = ?", (learner_id,))
    return {case_id: Course.parse(key) for case_id, key in rows}


def _due(connection: sqlite3.Connection, learner_id: str, now: dt.datetime | None, limit: int) -> int:
    if now is None or not connection.execute("PRAGMA table_info(card)").fetchone():  # a file of an earlier version
        return 0
    return len(due(connection.execute, learner_id, now, limit))
