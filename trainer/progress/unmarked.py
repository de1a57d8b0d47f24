"""Which attempts have reasons that the learner hasn't marked yet, with the outcome covered."""

from __future__ import annotations

from sqlalchemy import Connection, exists, select

from trainer.progress.judging import JudgedFilter
from trainer.progress.tables import BUCKET, LINE, NOTE, SEEN_TEXT, TEXT_INDEX


def unmarked(connection: Connection, learner_id: str, wanted: JudgedFilter, limit: int) -> tuple[str, ...]:
    """Ids of attempts whose record is open to its end, the oldest first: of these the outcome is furthest from mind."""
    marked = exists().where(
        NOTE.c.attempt_id == LINE.c.attempt_id, NOTE.c.role == "learner", NOTE.c.quality.is_not(None), NOTE.c.covered
    )
    # The sum keeps SQLite to the order of time, so that it stops at the limit instead of sorting all there are.
    asked = (
        select(LINE.c.attempt_id)
        .join(BUCKET, BUCKET.c.key == LINE.c.bucket + 0)
        .where(BUCKET.c.learner_id == learner_id, BUCKET.c.is_open, ~marked)
        .order_by(LINE.c.created, LINE.c.key)
        .limit(limit)
    )
    if wanted.case is not None:
        asked = (
            asked.join(TEXT_INDEX, TEXT_INDEX.c.key == BUCKET.c.text_key)
            .join(SEEN_TEXT, SEEN_TEXT.c.digest == TEXT_INDEX.c.digest)
            .where(SEEN_TEXT.c.case_id == wanted.case)
        )
    if wanted.first_tries:
        asked = asked.where(LINE.c.number == 1)
    if wanted.since is not None:
        asked = asked.where(LINE.c.created >= wanted.since)
    if wanted.until is not None:
        asked = asked.where(LINE.c.created < wanted.until)
    return tuple(connection.execute(asked).scalars())
