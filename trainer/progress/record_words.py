"""The attempts whose reasons have certain words."""

from __future__ import annotations

import json
from collections.abc import Sequence

from sqlalchemy import Connection

from trainer.progress.tables import REASONS_WORDS
from trainer.progress.words import match_expression, searchable

_LAY_OUT = (
    "CREATE TEMP TABLE IF NOT EXISTS found (key INTEGER PRIMARY KEY)",
    "CREATE TEMP TABLE IF NOT EXISTS found_for (expression, version, count)",
    # So few are looked at that to index the beginnings of their words takes longer than to go without.
    REASONS_WORDS.replace("TABLE reasons_words", "TABLE IF NOT EXISTS temp.looked_at").replace(", prefix='1 2 3'", ""),
)
_KNOWN = "SELECT count FROM temp.found_for WHERE expression = ? AND version = ?"
_FIND = "INSERT INTO temp.found SELECT rowid FROM reasons_words WHERE reasons_words MATCH ?"
_REASONS = """
    SELECT line.key, reasons FROM json_each(?) AS wanted
    CROSS JOIN line ON line.key = wanted.value CROSS JOIN attempt ON attempt.id = line.attempt_id
"""
_FORGET = "INSERT INTO temp.looked_at (looked_at) VALUES ('delete-all')"
_LOOK_AT = "INSERT INTO temp.looked_at (rowid, words) VALUES (?, ?)"
_HAVE = "SELECT rowid FROM temp.looked_at WHERE looked_at MATCH ?"


def asks(words: str) -> bool:
    """Whether there is a word in what was typed."""
    return bool(match_expression(words))


def known(connection: Connection, words: str, version: int) -> int | None:
    """How many lines :func:`find` found, if it was called for these words last."""
    for statement in _LAY_OUT:
        connection.exec_driver_sql(statement)
    found = connection.exec_driver_sql(_KNOWN, (match_expression(words), version)).scalar_one_or_none()
    return None if found is None else int(found)


def find(connection: Connection, words: str, version: int) -> int:
    """Fill ``temp.found`` with the keys of the lines that have the words, and say how many there are.

    Args:
        connection: within a transaction; what is kept goes with it if it fails.
        words: as typed.
        version: of the content of the file; with another one all is looked up anew.
    """
    count = known(connection, words, version)
    if count is None:
        run = connection.exec_driver_sql
        run("DELETE FROM temp.found")
        run("DELETE FROM temp.found_for")
        expression = match_expression(words)
        count = int(run(_FIND, (expression,)).rowcount)
        run("INSERT INTO temp.found_for VALUES (?, ?, ?)", (expression, version, count))
    return count


def among(connection: Connection, words: str, keys: Sequence[int]) -> list[int]:
    """Those of some lines that have the words, in the same order: their reasons are looked at, however many others
    have them too."""
    run = connection.exec_driver_sql
    run(_FORGET)
    rows = run(_REASONS, (json.dumps(list(keys)),)).all()
    if not rows:
        return []
    run(_LOOK_AT, [(key, searchable(reasons)) for key, reasons in rows])
    have = {row[0] for row in run(_HAVE, (match_expression(words),))}
    return [key for key in keys if key in have]
