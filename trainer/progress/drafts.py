"""Drafts, read and written within a transaction of the caller's."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Connection, bindparam, delete, func, select
from sqlalchemy.dialects.sqlite import insert

from trainer.progress.clock import after
from trainer.progress.tables import ATTEMPT, DRAFT
from trainer.progress.texts import storable
from trainer.study.playthrough import Draft

_HERE = (DRAFT.c.playthrough_id == bindparam("playthrough"), DRAFT.c.decision_id == bindparam("decision"))
_READ = select(DRAFT).where(*_HERE)
_UPDATED = select(DRAFT.c.updated).where(*_HERE)
_LAST_ATTEMPT = select(func.max(ATTEMPT.c.created)).where(
    ATTEMPT.c.playthrough_id == bindparam("playthrough"), ATTEMPT.c.decision_id == bindparam("decision")
)
_DROP = delete(DRAFT).where(*_HERE)
_NEW = insert(DRAFT)
_SAVE = _NEW.on_conflict_do_update(
    index_elements=[DRAFT.c.playthrough_id, DRAFT.c.decision_id],
    set_={name: _NEW.excluded[name] for name in ("choice", "forecast", "reasons", "scroll", "updated")},
)


def read(connection: Connection, playthrough: int, decision_id: str) -> Draft | None:
    """The draft at a decision, if any."""
    row = connection.execute(_READ, {"playthrough": playthrough, "decision": decision_id}).one_or_none()
    return None if row is None else Draft(row.choice, row.forecast, row.reasons, row.scroll)


def save(connection: Connection, playthrough: int, decision_id: str, draft: Draft, now: dt.datetime) -> None:
    """Keep a draft in place of the one before.

    Raises:
        ValueError: forecast or scroll position is out of range.
    """
    if draft.forecast is not None and not 0 <= draft.forecast <= 100:
        raise ValueError(f"a forecast is a percentage from 0 to 100, not {draft.forecast}")
    if not 0 <= draft.scroll <= 1:
        raise ValueError(f"a scroll position is a part from 0 to 1, not {draft.scroll}")
    here = {"playthrough": playthrough, "decision": decision_id}
    before = (connection.execute(each, here).scalar_one_or_none() for each in (_UPDATED, _LAST_ATTEMPT))
    values = {
        "playthrough_id": playthrough,
        "decision_id": decision_id,
        "choice": draft.choice,
        "forecast": draft.forecast,
        "reasons": storable(draft.reasons),
        "scroll": float(draft.scroll),
        "updated": after(now, *before),
    }
    connection.execute(_SAVE, values)


def drop(connection: Connection, playthrough: int, decision_id: str) -> bool:
    """Throw a draft away; whether there was one."""
    return bool(connection.execute(_DROP, {"playthrough": playthrough, "decision": decision_id}).rowcount)
