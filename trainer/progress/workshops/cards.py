"""A look at a workshop's file, as a list shows it, before anything heavy is imported. Standard library only."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from trainer.progress import versions as files
from trainer.progress.errors import LockedFile, NewerFile, ProgressError, translate
from trainer.progress.workshops.errors import damaged, of_workshop
from trainer.progress.workshops.versions import KNOWN, MARK

if TYPE_CHECKING:
    from trainer.study.workshop.session import Session

BUSY_SECONDS = 0.05
"""How long a look waits for a program that has the file open."""

_CARD = """
    SELECT id, "plan", created, began, ended, doors IS NOT NULL,
        (SELECT count(*) FROM participant WHERE removed IS NULL), (SELECT count(*) FROM vote)
    FROM workshop
"""


class State(StrEnum):
    """How far a workshop is."""

    PREPARED = "prepared"
    """Nobody was let in, and the room hasn't left the lobby."""
    OPEN = "open"
    """Some window has it open, and holds it alone: nothing more is known of it."""
    INTERRUPTED = "interrupted"
    """Begun and not ended, and nobody has it open."""
    ENDED = "ended"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class WorkshopCard:
    """A workshop as a list shows it. All times are UTC and aware."""

    path: Path
    state: State
    title: str
    """Of the plan; where that can't be read, the name of the file."""
    id: str = ""
    case_id: str = ""
    case_title: str = ""
    created: dt.datetime | None = None
    began: dt.datetime | None = None
    ended: dt.datetime | None = None
    people: int = 0
    """Those who came and weren't sent out."""
    votes: int = 0
    """In all ballots together."""
    decisions: int = 0
    minutes: int = 0
    """That are planned for all of it."""
    problem: str = ""
    """Why it can't be read, in sentences; empty where it can."""


def read_card(path: Path) -> WorkshopCard:
    """Look at a workshop's file; never raises for what is wrong with it, and changes nothing in it."""
    try:
        if not path.stat().st_size:
            raise damaged(path, "it is empty")
        uri = f"{path.absolute().as_uri()}?mode=ro"
        with closing(sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None)) as connection:
            return _read(connection, path)
    except sqlite3.Error as error:
        problem = translate(error, path)
        if isinstance(problem, LockedFile):
            return WorkshopCard(path, State.OPEN, path.stem)
        return _unreadable(path, damaged(path, str(error)) if problem is None else of_workshop(problem, path))
    except ProgressError as problem:
        return _unreadable(path, problem)
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        said = (error.strerror or str(error)) if isinstance(error, OSError) else "what it says makes no workshop"
        return _unreadable(path, damaged(path, said))


def card_of(path: Path, session: Session) -> WorkshopCard:
    """The card of a workshop that this program itself has open."""
    plan = session.plan
    return WorkshopCard(
        path=path,
        state=State.OPEN,
        title=plan.title,
        id=session.id,
        case_id=plan.case_id,
        case_title=plan.case_title,
        created=session.created,
        began=session.began,
        ended=session.ended,
        people=len(session.here),
        votes=sum(len(ballot.votes) for ballot in session.ballots.values()),
        decisions=len(plan.decisions),
        minutes=plan.total,
    )


def _read(connection: sqlite3.Connection, path: Path) -> WorkshopCard:
    connection.execute("BEGIN")
    version = files.read(connection, MARK)
    if isinstance(version, files.Special):
        raise damaged(path, "it holds no workshop")
    if version not in KNOWN:
        raise of_workshop(NewerFile(path), path)
    row = connection.execute(_CARD).fetchone()
    if row is None:
        raise damaged(path, "it holds no workshop")
    workshop_id, text, created, began, ended, doors, people, votes = row
    plan = json.loads(text)
    decisions = plan["decisions"]
    begun = bool(doors) or began is not None
    going_on = State.INTERRUPTED if begun else State.PREPARED
    return WorkshopCard(
        path=path,
        state=going_on if ended is None else State.ENDED,
        title=str(plan["title"]),
        id=str(workshop_id),
        case_id=str(plan["case_id"]),
        case_title=str(plan["case_title"]),
        created=_time(created),
        began=_time(began),
        ended=_time(ended),
        people=people,
        votes=votes,
        decisions=len(decisions),
        minutes=sum(sum(decision["minutes"].values()) for decision in decisions),
    )


def _time(stored: str | None) -> dt.datetime | None:
    return None if stored is None else dt.datetime.fromisoformat(stored).replace(tzinfo=dt.UTC)


def _unreadable(path: Path, problem: ProgressError) -> WorkshopCard:
    return WorkshopCard(path, State.UNREADABLE, path.stem, problem=str(problem))
