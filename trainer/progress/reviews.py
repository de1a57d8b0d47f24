"""Reveal and debrief of an attempt, read and written within a transaction of the caller's."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Row, bindparam, func, select
from sqlalchemy.dialects.sqlite import insert

from trainer.progress import lines
from trainer.progress.clock import after
from trainer.progress.tables import DEBRIEF, REVEAL
from trainer.progress.texts import storable
from trainer.progress.values import Debrief, FactorMark
from trainer.study.playthrough import REVEAL_STEPS, NotAllowed

_STEPS = select(REVEAL.c.steps).where(REVEAL.c.attempt_id == bindparam("attempt"))
_NEW_REVEAL = insert(REVEAL)
_OPEN = _NEW_REVEAL.on_conflict_do_update(
    index_elements=[REVEAL.c.attempt_id],
    set_={"steps": _NEW_REVEAL.excluded.steps, "finished": _NEW_REVEAL.excluded.finished},
    where=REVEAL.c.steps < _NEW_REVEAL.excluded.steps,
)
_DEBRIEF = select(DEBRIEF).where(DEBRIEF.c.attempt_id == bindparam("attempt"))
_UPDATED = select(DEBRIEF.c.updated).where(DEBRIEF.c.attempt_id == bindparam("attempt"))
_NEW_DEBRIEF = insert(DEBRIEF)
_SAVE = _NEW_DEBRIEF.on_conflict_do_update(
    index_elements=[DEBRIEF.c.attempt_id],
    set_={name: _NEW_DEBRIEF.excluded[name] for name in ("marks", "takeaway", "updated")},
)
_CLOSE = _NEW_DEBRIEF.on_conflict_do_update(
    index_elements=[DEBRIEF.c.attempt_id],
    set_={"closed": func.coalesce(DEBRIEF.c.closed, _NEW_DEBRIEF.excluded.closed)},
)


def steps(connection: Connection, attempt_id: str) -> int:
    """How many parts of the reveal are open."""
    return int(connection.execute(_STEPS, {"attempt": attempt_id}).scalar_one_or_none() or 0)


def open_steps(connection: Connection, attempt_id: str, count: int, now: dt.datetime) -> None:
    """Open the first ``count`` parts; parts that are open stay open. Raises :class:`NotAllowed`."""
    if not 0 <= count <= len(REVEAL_STEPS):
        raise NotAllowed(f"the reveal has {len(REVEAL_STEPS)} parts, not {count}")
    finished = now if count == len(REVEAL_STEPS) else None
    connection.execute(_OPEN, {"attempt_id": attempt_id, "steps": count, "finished": finished})
    if finished:
        lines.open_record(connection, attempt_id)


def debrief(connection: Connection, attempt_id: str) -> Debrief:
    """What the learner made of an attempt; empty at first."""
    row = connection.execute(_DEBRIEF, {"attempt": attempt_id}).one_or_none()
    return Debrief() if row is None else debrief_of(row)


def debrief_of(row: Row[Any]) -> Debrief:
    """The debrief in the columns of a row, which are empty where there is none."""
    marks = {factor: FactorMark(mark) for factor, mark in (row.marks or {}).items()}
    return Debrief(marks, row.takeaway or "", row.closed)


def save_debrief(
    connection: Connection, attempt_id: str, marks: Mapping[str, FactorMark], takeaway: str, now: dt.datetime
) -> None:
    """Keep marks and takeaway in place of those before."""
    plain = {factor: FactorMark(mark).value for factor, mark in marks.items()}
    updated = after(now, connection.execute(_UPDATED, {"attempt": attempt_id}).scalar_one_or_none())
    values = {"marks": plain, "takeaway": storable(takeaway), "closed": None, "updated": updated}
    connection.execute(_SAVE, values | {"attempt_id": attempt_id})


def close_debrief(connection: Connection, attempt_id: str, decision_id: str, now: dt.datetime) -> None:
    """Close the debrief; one that is closed keeps its time.

    Raises:
        NotAllowed: the reveal isn't all open.
    """
    if steps(connection, attempt_id) < len(REVEAL_STEPS):
        raise NotAllowed(f"the debrief of '{decision_id}' follows the whole reveal")
    values = {"attempt_id": attempt_id, "marks": {}, "takeaway": "", "closed": now, "updated": now}
    connection.execute(_CLOSE, values)
