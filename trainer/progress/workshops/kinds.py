"""What happens in a workshop, written down: each kind of event has a name for good, a form in JSON, and a place in the
tables."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Any

from pydantic import TypeAdapter

from trainer.study.workshop import events as happened
from trainer.study.workshop.events import Happened
from trainer.study.workshop.plan import Plan, Step
from trainer.study.workshop.session import Countdown, Doors, Participant, Stage

KINDS: Mapping[str, type[Happened]] = {
    "planned": happened.Planned,
    "doors-set": happened.DoorsSet,
    "joined": happened.Joined,
    "participant-changed": happened.ParticipantChanged,
    "moved": happened.Moved,
    "countdown-set": happened.CountdownSet,
    "blanked": happened.Blanked,
    "ballot-opened": happened.BallotOpened,
    "ballot-closed": happened.BallotClosed,
    "voted": happened.Voted,
    "hands-counted": happened.HandsCounted,
    "reflected": happened.Reflected,
    "noted": happened.Noted,
    "ended": happened.Ended,
}
"""By the name under which the moments have them. None may go or change its name; a field that comes later needs a
default."""

_NAMES = {kind: name for name, kind in KINDS.items()}


@cache
def adapter(kind: Any) -> TypeAdapter[Any]:
    """What turns values of a class into JSON and back."""
    return TypeAdapter(kind)


def to_json(value: object) -> str:
    """An event, a plan or a part of a session as JSON."""
    kind: Any = type(value)
    return adapter(kind).dump_json(value).decode()


def from_json(kind: Any, text: str) -> Any:
    """What :func:`to_json` wrote; raises ``ValueError``."""
    return adapter(kind).validate_json(text)


def when(at: dt.datetime | None) -> str | None:
    """A time as the tables have it; raises ``ValueError`` for one that says nothing of its time zone."""
    if at is None:
        return None
    if at.tzinfo is None:
        raise ValueError(f"{at} says nothing of its time zone")
    return at.astimezone(dt.UTC).replace(tzinfo=None).isoformat(" ", "microseconds")


@dataclass(slots=True)
class Writing:
    """A transaction in which events are written down."""

    raw: sqlite3.Connection
    plan: Plan
    """As it stands at the event that is written next."""

    def write(self, events: Iterable[Happened]) -> None:
        """Write events down in their order, those of one kind that follow each other at once."""
        for kind, run in groupby(events, type):
            several = list(run)
            self.raw.executemany(_MOMENT, [(when(each.at), _NAMES[kind], to_json(each)) for each in several])
            _WRITERS[kind](self, several)

    def many(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        """Run a statement for each row."""
        self.raw.executemany(sql, rows)


_MOMENT = "INSERT INTO moment (at, kind, data) VALUES (?, ?, ?)"
_PLAN = 'UPDATE workshop SET "plan" = ?'
_DOORS = "UPDATE workshop SET doors = ?"
_STAGE = "UPDATE workshop SET stage = ?, began = coalesce(began, ?)"
_COUNTDOWN = "UPDATE workshop SET countdown = ?"
_BLANK = "UPDATE workshop SET blank = ?"
_ENDED = "UPDATE workshop SET ended = ?"
_SEEN_BOTH = """
    INSERT INTO shown (decision_id, parts, results) VALUES (?, NULL, 1)
    ON CONFLICT (decision_id) DO UPDATE SET results = 1
"""
_UNSEEN = "UPDATE shown SET results = 0 WHERE decision_id = ?"
_SEEN_PARTS = """
    INSERT INTO shown (decision_id, parts, results) VALUES (?, ?, 0)
    ON CONFLICT (decision_id) DO UPDATE SET parts = max(coalesce(parts, 0), excluded.parts)
"""
_PARTICIPANT = """
    INSERT INTO participant (id, name, key_hash, joined, language, removed) VALUES (?, ?, ?, ?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET name = excluded.name, key_hash = excluded.key_hash, joined = excluded.joined,
        language = excluded.language, removed = excluded.removed
"""
_BALLOT = "INSERT INTO ballot (id, decision_id, round, opened) VALUES (?, ?, ?, ?)"
_CLOSED = "UPDATE ballot SET closed = ? WHERE id = ?"
_HANDS = "UPDATE ballot SET hands = ? WHERE id = ?"
_VOTE = """
    INSERT INTO vote (ballot_id, participant, id, choice, forecast, reason, at) VALUES (?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (ballot_id, participant) DO UPDATE SET id = excluded.id, choice = excluded.choice,
        forecast = excluded.forecast, reason = excluded.reason, at = excluded.at
"""
_REFLECTION = """
    INSERT INTO reflection (participant, decision_id, marks, takeaway, at) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (participant, decision_id) DO UPDATE SET marks = excluded.marks, takeaway = excluded.takeaway,
        at = excluded.at
"""
_NOTE = """
    INSERT INTO private_note (decision_id, text) VALUES (?, ?)
    ON CONFLICT (decision_id) DO UPDATE SET text = excluded.text
"""


def _optional(value: Countdown | Doors | None) -> str | None:
    return None if value is None else to_json(value)


def _planned(writing: Writing, events: Sequence[happened.Planned]) -> None:
    writing.plan = events[-1].plan
    writing.many(_PLAN, [(to_json(writing.plan),)])


def _doors_set(writing: Writing, events: Sequence[happened.DoorsSet]) -> None:
    writing.many(_DOORS, [(to_json(each.doors),) for each in events])


def _participants(writing: Writing, events: Sequence[happened.Joined | happened.ParticipantChanged]) -> None:
    writing.many(_PARTICIPANT, [_person(each.participant) for each in events])


def _person(who: Participant) -> tuple[object, ...]:
    return who.id, who.name, who.key_hash, when(who.joined), who.language, when(who.removed)


def _moved(writing: Writing, events: Sequence[happened.Moved]) -> None:
    for each in events:
        writing.many(_STAGE, [(to_json(each.stage), when(each.at))])
        _seen(writing, each.stage)


def _seen(writing: Writing, stage: Stage) -> None:
    if stage.decision is None:
        return
    decision_id = writing.plan.decisions[stage.decision].decision_id
    if stage.step is Step.BOTH_VOTES:
        writing.many(_SEEN_BOTH, [(decision_id,)])
    elif stage.step is Step.REVEAL:
        writing.many(_SEEN_PARTS, [(decision_id, stage.part)])


def _countdown_set(writing: Writing, events: Sequence[happened.CountdownSet]) -> None:
    writing.many(_COUNTDOWN, [(_optional(events[-1].countdown),)])


def _blanked(writing: Writing, events: Sequence[happened.Blanked]) -> None:
    writing.many(_BLANK, [(events[-1].blank,)])


def _ballot_opened(writing: Writing, events: Sequence[happened.BallotOpened]) -> None:
    writing.many(_UNSEEN, [(each.decision_id,) for each in events])
    writing.many(_BALLOT, [(each.ballot_id, each.decision_id, int(each.round), when(each.at)) for each in events])


def _ballot_closed(writing: Writing, events: Sequence[happened.BallotClosed]) -> None:
    writing.many(_CLOSED, [(when(each.at), each.ballot_id) for each in events])


def _hands_counted(writing: Writing, events: Sequence[happened.HandsCounted]) -> None:
    rows = [(None if each.hands is None else plain_json(each.hands), each.ballot_id) for each in events]
    writing.many(_HANDS, rows)


def _voted(writing: Writing, events: Sequence[happened.Voted]) -> None:
    said = [(each.ballot_id, each.vote) for each in events]
    rows = [(b, v.participant, v.id, v.choice, v.forecast, v.reason, when(v.at)) for b, v in said]
    writing.many(_VOTE, rows)


def _reflected(writing: Writing, events: Sequence[happened.Reflected]) -> None:
    said = [each.reflection for each in events]
    rows = [(r.participant, r.decision_id, plain_json(r.marks), r.takeaway, when(r.at)) for r in said]
    writing.many(_REFLECTION, rows)


def _noted(writing: Writing, events: Sequence[happened.Noted]) -> None:
    writing.many(_NOTE, [(each.decision_id, each.text) for each in events])


def _ended(writing: Writing, events: Sequence[happened.Ended]) -> None:
    writing.many(_ENDED, [(None if events[-1].reopened else when(events[-1].at),)])


def plain_json(mapping: Mapping[str, object]) -> str:
    """A mapping as JSON, in its order."""
    return json.dumps(dict(mapping), ensure_ascii=False)


_WRITERS: Mapping[type[Happened], Callable[[Writing, Any], None]] = {
    happened.Planned: _planned,
    happened.DoorsSet: _doors_set,
    happened.Joined: _participants,
    happened.ParticipantChanged: _participants,
    happened.Moved: _moved,
    happened.CountdownSet: _countdown_set,
    happened.Blanked: _blanked,
    happened.BallotOpened: _ballot_opened,
    happened.BallotClosed: _ballot_closed,
    happened.Voted: _voted,
    happened.HandsCounted: _hands_counted,
    happened.Reflected: _reflected,
    happened.Noted: _noted,
    happened.Ended: _ended,
}
