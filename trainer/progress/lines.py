"""What lists sort, filter and count attempts by: it follows from the attempts, and is kept in step with them here."""

from __future__ import annotations

import json
import sqlite3
import zlib
from typing import Any

from sqlalchemy import Connection

from trainer.case.sealed import FullSheet
from trainer.progress.words import searchable

_TEXT_KEY = "SELECT key FROM text_index WHERE digest = ?"
_ADD_TEXT = "INSERT INTO text_index (digest, themes, factors) VALUES (?, ?, ?) ON CONFLICT (digest) DO NOTHING"
_COUNT_IN = """
    INSERT INTO bucket (learner_id, text_key, choice, is_open, count) VALUES (?, ?, ?, ?, 1)
    ON CONFLICT (learner_id, text_key, choice, is_open) DO UPDATE SET count = count + 1 RETURNING key
"""
_COUNT_OUT = "UPDATE bucket SET count = count - 1 WHERE key = ?"
_NEXT_NUMBER = "SELECT count(*) FROM attempt WHERE playthrough_id = ? AND decision_id = ?"
_ADD = """
    INSERT INTO line (attempt_id, bucket, created, number, forecast)
    SELECT id, ?, created, ?, forecast FROM attempt WHERE id = ? RETURNING key
"""
_ADD_WORDS = "INSERT INTO reasons_words (rowid, words) VALUES (?, ?)"
_OF = """
    SELECT line.key, bucket.key AS bucket, bucket.learner_id, bucket.text_key, bucket.choice, bucket.is_open
    FROM line JOIN bucket ON bucket.key = line.bucket WHERE line.attempt_id = ?
"""
_MOVE = "UPDATE line SET bucket = ? WHERE key = ?"

_MISSING_TEXTS = """
    SELECT digest, data FROM seen_text WHERE NOT EXISTS (SELECT 1 FROM text_index WHERE digest = seen_text.digest)
    ORDER BY digest
"""
_TO_TAKE_IN = """
    CREATE TEMP TABLE taken_in AS
    SELECT attempt.id, attempt.learner_id, text_index.key AS text_key, attempt.choice, attempt.created,
        attempt.forecast, reveal.finished IS NOT NULL AS is_open
    FROM attempt JOIN text_index USING (digest) LEFT JOIN reveal ON reveal.attempt_id = attempt.id
    WHERE NOT EXISTS (SELECT 1 FROM line WHERE line.attempt_id = attempt.id)
"""
_MISSING_BUCKETS = """
    INSERT INTO bucket (learner_id, text_key, choice, is_open, count)
    SELECT DISTINCT learner_id, text_key, choice, is_open, 0 FROM taken_in WHERE true
    ON CONFLICT (learner_id, text_key, choice, is_open) DO NOTHING
"""
_NEWEST_KEY = "SELECT coalesce(max(key), 0) FROM line"
_MISSING_LINES = """
    INSERT INTO line (attempt_id, bucket, created, number, forecast)
    SELECT taken_in.id, bucket.key, taken_in.created, 1, taken_in.forecast
    FROM taken_in JOIN bucket USING (learner_id, text_key, choice, is_open) ORDER BY taken_in.created, taken_in.id
"""
_MISSING_WORDS = """
    INSERT INTO reasons_words (rowid, words)
    SELECT line.key, searchable(attempt.reasons) FROM line JOIN attempt ON attempt.id = line.attempt_id
    WHERE line.key > ? ORDER BY line.key
"""
_COUNT = "UPDATE bucket SET count = (SELECT count(*) FROM line WHERE line.bucket = bucket.key)"
_NUMBER = """
    WITH counted AS (
        SELECT id, row_number() OVER (PARTITION BY playthrough_id, decision_id ORDER BY seq, created, id) AS number
        FROM attempt
    )
    UPDATE line SET number = counted.number FROM counted
    WHERE counted.id = line.attempt_id AND counted.number <> line.number
"""


def add(connection: Connection, attempt_id: str, playthrough: int, sheet: FullSheet, digest: str) -> None:
    """Take in an attempt that was just written, the newest at its decision."""
    run = connection.exec_driver_sql
    run(_ADD_TEXT, (digest, *(json.dumps(part, ensure_ascii=False) for part in _index_of(sheet))))
    text = run(_TEXT_KEY, (digest,)).scalar_one()
    row = run("SELECT learner_id, choice, decision_id, reasons FROM attempt WHERE id = ?", (attempt_id,)).one()
    bucket = run(_COUNT_IN, (row.learner_id, text, row.choice, 0)).scalar_one()
    number = run(_NEXT_NUMBER, (playthrough, row.decision_id)).scalar_one()
    key = run(_ADD, (bucket, number, attempt_id)).scalar_one()
    run(_ADD_WORDS, (key, searchable(row.reasons)))


def open_record(connection: Connection, attempt_id: str) -> None:
    """Note that the record of an attempt is open to its end; a second time does nothing."""
    run = connection.exec_driver_sql
    row = run(_OF, (attempt_id,)).one()
    if not row.is_open:
        run(_COUNT_OUT, (row.bucket,))
        bucket = run(_COUNT_IN, (row.learner_id, row.text_key, row.choice, 1)).scalar_one()
        run(_MOVE, (bucket, row.key))


def catch_up(connection: Connection) -> None:
    """Take in all attempts that have none of it yet, whenever they were made, and count the tries anew.

    To be called after attempts were written in any other way than by :func:`add`; those whose record was opened since
    need :func:`open_record`.
    """
    raw = connection.connection.driver_connection
    assert isinstance(raw, sqlite3.Connection)
    raw.create_function("searchable", 1, searchable, deterministic=True)
    run = connection.exec_driver_sql
    texts = [(row.digest, *_index_of_stored(row.data)) for row in run(_MISSING_TEXTS)]
    if texts:
        run(_ADD_TEXT, texts)
    newest = run(_NEWEST_KEY).scalar_one()
    run(_TO_TAKE_IN)
    run(_MISSING_BUCKETS)
    run(_MISSING_LINES)
    run("DROP TABLE taken_in")
    run(_MISSING_WORDS, (newest,))
    run(_COUNT)
    run(_NUMBER)


def _index_of(sheet: FullSheet) -> tuple[list[str], dict[str, dict[str, str]]]:
    decision = sheet.decision
    factors = {factor.id: {"name": factor.name, "kind": factor.kind.value} for factor in decision.factors}
    return list(decision.themes), factors


def _index_of_stored(data: bytes) -> tuple[str, str]:
    """Themes and factors of a sealed text, as JSON; none where it is damaged, which the doctor tells."""
    try:
        decision: dict[str, Any] = json.loads(zlib.decompress(data))["briefing"]
        themes = [str(theme) for theme in decision["themes"]]
        factors = {
            str(factor["id"]): {"name": str(factor["name"]), "kind": str(factor["kind"])}
            for factor in decision["factors"]
        }
    except (zlib.error, ValueError, KeyError, TypeError):
        return "[]", "{}"
    return json.dumps(themes, ensure_ascii=False), json.dumps(factors, ensure_ascii=False)
