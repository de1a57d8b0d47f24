"""A session put together from the rows of its file."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections.abc import Mapping
from typing import Any, TypeVar

from trainer.progress.workshops.kinds import KINDS, from_json
from trainer.study.workshop.events import Happened
from trainer.study.workshop.plan import Plan, Round
from trainer.study.workshop.session import (
    Ballot,
    Countdown,
    Doors,
    Participant,
    Reflection,
    Session,
    Stage,
    Vote,
)

_Kind = TypeVar("_Kind")

_WORKSHOP = 'SELECT id, "plan", created, stage, countdown, blank, doors, began, ended FROM workshop'
_PARTICIPANTS = "SELECT id, name, key_hash, joined, language, removed FROM participant ORDER BY id"
_BALLOTS = "SELECT id, decision_id, round, opened, closed, hands FROM ballot ORDER BY id"
_VOTES = "SELECT ballot_id, id, participant, choice, forecast, reason, at FROM vote ORDER BY rowid"
_REFLECTIONS = "SELECT participant, decision_id, marks, takeaway, at FROM reflection ORDER BY rowid"
_SHOWN = "SELECT decision_id, parts, results FROM shown ORDER BY rowid"
_NOTES = "SELECT decision_id, text FROM private_note ORDER BY rowid"
_MOMENTS = "SELECT kind, data FROM moment ORDER BY seq"


def read_session(raw: sqlite3.Connection) -> Session:
    """The workshop as it stands, in the view that the caller has of the file; raises ``ValueError`` where what is
    stored makes no workshop."""
    workshop = raw.execute(_WORKSHOP).fetchone()
    if workshop is None:
        raise ValueError("it holds no workshop")
    workshop_id, plan, created, stage, countdown, blank, doors, began, ended = workshop
    seen = raw.execute(_SHOWN).fetchall()
    return Session(
        id=workshop_id,
        plan=from_json(Plan, plan),
        created=_time(created),
        stage=from_json(Stage, stage),
        countdown=_optional(Countdown, countdown),
        blank=bool(blank),
        doors=_optional(Doors, doors),
        began=_maybe(began),
        ended=_maybe(ended),
        participants=_participants(raw),
        ballots=_ballots(raw),
        reflections=_reflections(raw),
        shown={decision_id: parts for decision_id, parts, _ in seen if parts is not None},
        results=frozenset(decision_id for decision_id, _, results in seen if results),
        notes=dict(raw.execute(_NOTES).fetchall()),
    )


def read_moments(raw: sqlite3.Connection) -> tuple[Happened, ...]:
    """Everything that happened, in its order; raises ``ValueError`` as :func:`read_session` does."""
    return tuple(_happened(kind, data) for kind, data in raw.execute(_MOMENTS))


def _happened(kind: str, data: str) -> Happened:
    if kind not in KINDS:
        raise ValueError(f"'{kind}' is nothing that happens in a workshop")
    event: Happened = from_json(KINDS[kind], data)
    return event


def _participants(raw: sqlite3.Connection) -> Mapping[int, Participant]:
    return {
        number: Participant(number, name, key_hash, _time(joined), language, _maybe(removed))
        for number, name, key_hash, joined, language, removed in raw.execute(_PARTICIPANTS)
    }


def _ballots(raw: sqlite3.Connection) -> Mapping[int, Ballot]:
    votes: dict[int, dict[int, Vote]] = {}
    for ballot_id, vote_id, participant, choice, forecast, reason, at in raw.execute(_VOTES):
        vote = Vote(vote_id, participant, choice, forecast, reason, _time(at))
        votes.setdefault(ballot_id, {})[participant] = vote
    return {
        number: Ballot(
            id=number,
            decision_id=decision_id,
            round=Round(round_),
            opened=_time(opened),
            closed=_maybe(closed),
            votes=votes.get(number, {}),
            hands=None if hands is None else json.loads(hands),
        )
        for number, decision_id, round_, opened, closed, hands in raw.execute(_BALLOTS)
    }


def _reflections(raw: sqlite3.Connection) -> Mapping[tuple[int, str], Reflection]:
    return {
        (participant, decision_id): Reflection(participant, decision_id, json.loads(marks), takeaway, _time(at))
        for participant, decision_id, marks, takeaway, at in raw.execute(_REFLECTIONS)
    }


def _optional(kind: type[_Kind], text: str | None) -> _Kind | None:
    return None if text is None else from_json(kind, text)


def _maybe(stored: str | None) -> dt.datetime | None:
    return None if stored is None else _time(stored)


def _time(stored: Any) -> dt.datetime:
    return dt.datetime.fromisoformat(stored).replace(tzinfo=dt.UTC)
