"""A participant's own votes as a progress file, which their own copy of the program takes in.

Only decisions go in whose record the room has seen to its end. What is downloaded later, with more in it, can be taken
in on top: the ids follow from the workshop, and each decision begins a chain of seals of its own, so that nothing in it
depends on which decisions came before.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, insert

from trainer.case.sealed import Envelope, FullSheet
from trainer.progress import learners
from trainer.progress.attempts import index_of
from trainer.progress.chain import GENESIS, Link
from trainer.progress.database import Database
from trainer.progress.tables import ATTEMPT, DEBRIEF, LEARNER, REVEAL, SEEN_TEXT
from trainer.progress.texts import learner_name
from trainer.progress.transfer.writing import write_progress
from trainer.progress.values import FactorMark
from trainer.study.playthrough import REVEAL_STEPS
from trainer.study.workshop.own_votes import own_votes, wholly_shown
from trainer.study.workshop.session import Participant, Reflection, Session, Vote

_ADD_LEARNER, _ADD_TEXT, _ADD_ATTEMPT = insert(LEARNER), insert(SEEN_TEXT), insert(ATTEMPT)
_ADD_REVEAL, _ADD_DEBRIEF = insert(REVEAL), insert(DEBRIEF)

NO_REASON = "No reason was given in the workshop."
"""Stands for the reasons of a vote without any, since an attempt has some. The same for everybody, whatever they read:
what was sealed once must come out the same again."""
SUFFIX = ".progress"


class NothingYet(Exception):
    """There is nothing to take home as yet; the text says why."""


@dataclass(frozen=True, slots=True)
class _Decided:
    """What a participant did at one decision."""

    record: FullSheet
    votes: tuple[tuple[int, Vote], ...]
    """With the ids of their ballots, the first vote first."""
    reflection: Reflection | None


def take_home(session: Session, participant_id: int, records: Mapping[str, FullSheet], now: dt.datetime) -> bytes:
    """Write a participant's votes as a progress file: the first vote on a decision as an attempt, the second as a
    further try.

    Args:
        session: of the workshop.
        participant_id: whose votes.
        records: decisions with their records, of those that the room has seen; others are not looked at.
        now: aware.

    Returns:
        The bytes of the file.

    Raises:
        NothingYet: there is nothing to take home.
        KeyError: there is no such participant.
        ProgressError: no file can be written for the time being.
        TransferRefused: what would be written nobody could take in.
        OSError: no file can be written for the time being.
    """
    who = session.participants[participant_id]
    decided = tuple(_decided(session, participant_id, records))
    if not decided:
        raise NothingYet("There is nothing to take home yet: first the room has to see a record to its end.")
    with tempfile.TemporaryDirectory(prefix="workshop-") as folder:
        path = Path(folder) / "votes.sqlite3"
        path.write_bytes(_empty_file())
        database = Database.open(path)
        try:
            with database.write() as connection:
                learner_id = _write(connection, session, who, decided, now)
            home = Path(folder) / f"votes{SUFFIX}"
            with home.open("wb") as file:
                write_progress(database, learner_id, file, now)
            return home.read_bytes()
        finally:
            database.close()


def _decided(session: Session, participant_id: int, records: Mapping[str, FullSheet]) -> Iterator[_Decided]:
    for decision_id in wholly_shown(session):
        votes = own_votes(session, participant_id, decision_id)
        if votes and decision_id in records:
            yield _Decided(records[decision_id], votes, session.reflections.get((participant_id, decision_id)))


def _write(
    connection: Connection, session: Session, who: Participant, decided: tuple[_Decided, ...], now: dt.datetime
) -> str:
    learner_id = _id(session, who)
    times = [vote.at for each in decided for _, vote in each.votes]
    whose = {"id": learner_id, "name": learner_name(who.name), "created": who.joined, "last_seen": max(times)}
    connection.execute(_ADD_LEARNER, whose)
    playthrough = learners.start(connection, learner_id, session.plan.case_id, min(times))
    texts, attempts, reveals, debriefs = [], [], [], []
    for each in decided:
        envelope = Envelope.seal(each.record)
        texts.append(index_of(each.record) | {"digest": envelope.digest, "data": envelope.data})
        chain = _attempts(session, who, each, envelope.digest)
        attempts += [attempt | {"playthrough_id": playthrough} for attempt in chain]
        finished = now if each.reflection is None else each.reflection.at
        reveals += [
            {"attempt_id": attempt["id"], "steps": len(REVEAL_STEPS), "finished": finished} for attempt in chain
        ]
        # One without a reflection is left open in the last attempt, to be done at home.
        debriefed = chain if each.reflection is not None else chain[:-1]
        debrief = _debrief(each.reflection, finished)
        debriefs += [debrief | {"attempt_id": attempt["id"]} for attempt in debriefed]
    for statement, rows in (
        (_ADD_TEXT, texts),
        (_ADD_ATTEMPT, attempts),
        (_ADD_REVEAL, reveals),
        (_ADD_DEBRIEF, debriefs),
    ):
        if rows:
            connection.execute(statement, rows)
    return learner_id


def _attempts(session: Session, who: Participant, decided: _Decided, digest: str) -> list[dict[str, Any]]:
    """The rows of the attempts at a decision, in a chain of their own, but for the playthrough."""
    rows: list[dict[str, Any]] = []
    previous = GENESIS
    for number, (ballot_id, vote) in enumerate(decided.votes, 1):
        link = Link(
            attempt_id=_id(session, who, ballot_id),
            learner_id=_id(session, who),
            case_id=session.plan.case_id,
            decision_id=decided.record.decision.id,
            seq=number,
            number=number,
            choice=vote.choice,
            forecast=vote.forecast,
            reasons=vote.reason.strip() or NO_REASON,
            created=vote.at,
            digest=digest,
        )
        values = {name: getattr(link, name) for name in Link.__slots__ if name != "attempt_id"}
        seal = link.seal(previous)
        rows.append(values | {"id": link.attempt_id, "previous_seal": previous, "seal": seal})
        previous = seal
    return rows


def _debrief(reflection: Reflection | None, finished: dt.datetime) -> dict[str, Any]:
    """The columns of a debrief, the same in all attempts at a decision: blind spots are looked for in the first."""
    marks = {} if reflection is None else {each: FactorMark(mark).value for each, mark in reflection.marks.items()}
    takeaway = "" if reflection is None else reflection.takeaway
    return {"marks": marks, "takeaway": takeaway, "closed": finished, "updated": finished}


@cache
def _empty_file() -> bytes:
    """A progress file with nobody in it: laying one out takes longer than filling it."""
    with tempfile.TemporaryDirectory(prefix="workshop-") as folder:
        path = Path(folder) / "empty.sqlite3"
        Database.open(path).close()
        return path.read_bytes()


def _id(session: Session, who: Participant, ballot_id: int = 0) -> str:
    """The id of a participant as a learner, or of their attempt in a ballot: the same whenever it is asked for."""
    return hashlib.sha256(f"{session.id}/{who.id}/{ballot_id}".encode()).hexdigest()[:32]
