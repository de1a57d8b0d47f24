"""Taking everything of a learner out of a file, within a transaction of the caller's."""

from __future__ import annotations

import sqlite3

from sqlalchemy import Connection

from trainer.progress.words import searchable

_MINE = "(SELECT id FROM attempt WHERE learner_id = ?)"
_WORDS = """
    INSERT INTO reasons_words (reasons_words, rowid, words)
    SELECT 'delete', line.key, searchable(attempt.reasons)
    FROM line JOIN attempt ON attempt.id = line.attempt_id WHERE attempt.learner_id = ?
"""
_ROWS = (
    "card WHERE learner_id = ?",
    *(f"{table} WHERE attempt_id IN {_MINE}" for table in ("note", "recall", "debrief", "reveal", "line")),
    "bucket WHERE learner_id = ?",
    "attempt WHERE learner_id = ?",
    "draft WHERE playthrough_id IN (SELECT id FROM playthrough WHERE learner_id = ?)",
    "playthrough WHERE learner_id = ?",
    "learner WHERE id = ?",
)
_TEXTS = (
    "text_index WHERE NOT EXISTS (SELECT 1 FROM attempt WHERE attempt.digest = text_index.digest)",
    "seen_text WHERE NOT EXISTS (SELECT 1 FROM attempt WHERE attempt.digest = seen_text.digest)",
)
_GUARDS = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"


def remove_learner(connection: Connection, learner_id: str) -> None:
    """Delete all rows of a learner, and the texts that nobody else saw.

    The guards of what only grows are lifted for it, within the transaction: outside, nobody sees the file without.

    Args:
        connection: within a transaction that writes.
        learner_id: of the learner; whoever calls has put what they did aside.
    """
    raw = connection.connection.driver_connection
    assert isinstance(raw, sqlite3.Connection)
    raw.create_function("searchable", 1, searchable, deterministic=True)
    run = connection.exec_driver_sql
    guards = run(_GUARDS).all()
    for name, _ in guards:
        run(f"DROP TRIGGER {name}")
    run(_WORDS, (learner_id,))
    for rows in _ROWS:
        run(f"DELETE FROM {rows}", (learner_id,))  # noqa: S608  all of them stand above
    for rows in _TEXTS:
        run(f"DELETE FROM {rows}")  # noqa: S608
    for _, guard in guards:
        run(guard)
