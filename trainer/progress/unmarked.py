"""Which attempts have reasons that a learner, or a coach, hasn't marked yet with the outcome covered."""

from __future__ import annotations

from sqlalchemy import Connection, exists, select

from trainer.progress.judging import JudgedFilter, asked_of, buckets
from trainer.progress.notes import Role
from trainer.progress.tables import LINE, NOTE


def unmarked(
    connection: Connection, learner_id: str, wanted: JudgedFilter, limit: int, role: Role = Role.LEARNER
) -> tuple[str, ...]:
    """Ids of attempts whose record is open to its end, the oldest first: of these the outcome is furthest from mind.

    Args:
        connection: to read from.
        learner_id: whose attempts they are.
        wanted: which attempts are looked at.
        limit: so many at most.
        role: what whoever marks them is to the attempts.
    """
    marked = exists().where(
        NOTE.c.attempt_id == LINE.c.attempt_id, NOTE.c.role == role.value, NOTE.c.quality.is_not(None), NOTE.c.covered
    )
    # The sum keeps SQLite to the order of time, so that it stops at the limit instead of sorting all there are.
    asked = (
        select(LINE.c.attempt_id)
        .where((LINE.c.bucket + 0).in_(buckets(learner_id, wanted.case)), *asked_of(wanted), ~marked)
        .order_by(LINE.c.created, LINE.c.key)
        .limit(limit)
    )
    return tuple(connection.execute(asked).scalars())
