"""Laying out a progress file from rows that were gathered: whatever is in it refers to what is in it, too."""

# ruff: noqa: S608 - statements are put together from names of tables and columns alone

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from pydantic import ValidationError
from sqlalchemy import Connection

from trainer.case.sealed import FullSheet
from trainer.progress import cards, lines
from trainer.progress.attempts import index_of
from trainer.progress.chain import GENESIS
from trainer.progress.tables import ATTEMPT, SEEN_TEXT
from trainer.settings import RETENTION
from trainer.study.playthrough import REVEAL_STEPS

Texts = Callable[[frozenset[str]], Iterable[tuple[str, bytes]]]
"""Gives texts that are wanted by their digest, as far as it has them: each digest, and the text as it is sealed."""

NAME_LOST = "Name lost"

_ALL = len(REVEAL_STEPS)
_LEARNERS = (
    "INSERT OR IGNORE INTO learner SELECT * FROM found_learner",
    f"""
    INSERT INTO learner (id, name, created, last_seen)
    SELECT learner_id, '{NAME_LOST} ' || row_number() OVER (ORDER BY min(created)), min(created), max(created)
    FROM found_attempt WHERE learner_id NOT IN (SELECT id FROM learner) GROUP BY learner_id
    """,
    """
    INSERT INTO playthrough (learner_id, case_id, started, course)
    SELECT learner_id, case_id, started, course FROM found_playthrough
    WHERE learner_id IN (SELECT id FROM learner) ORDER BY started, id
    """,
    """
    INSERT OR IGNORE INTO playthrough (learner_id, case_id, started, course)
    SELECT learner_id, case_id, min(created), 'whole' FROM found_attempt GROUP BY learner_id, case_id
    """,
)
_WANTED = "SELECT DISTINCT digest FROM found_attempt WHERE digest NOT IN (SELECT digest FROM seen_text) ORDER BY digest"
_SHOWN = [each.name for each in SEEN_TEXT.c if each.name not in ("digest", "data")]
_FOUND_TEXTS = f"""
    SELECT digest, data, json_array({", ".join(_SHOWN)}) AS shown FROM found_seen_text
    WHERE digest IN (SELECT digest FROM found_attempt) ORDER BY digest
"""
_ADD_TEXT = "INSERT OR IGNORE INTO seen_text ({}) VALUES ({})"
_COLUMNS = [each.name for each in ATTEMPT.c]
_ATTEMPTS = f"""
    INSERT OR IGNORE INTO attempt ({", ".join(_COLUMNS)})
    SELECT {", ".join("playthrough.id" if name == "playthrough_id" else f"found.{name}" for name in _COLUMNS)}
    FROM found_attempt AS found JOIN playthrough USING (learner_id, case_id) JOIN seen_text USING (digest)
    ORDER BY found.created, found.id
"""
_IS_THERE = "attempt_id IN (SELECT id FROM attempt)"
_AFTERWARDS = (
    f"INSERT OR IGNORE INTO reveal SELECT * FROM found_reveal WHERE {_IS_THERE}",
    f"INSERT OR IGNORE INTO debrief SELECT * FROM found_debrief WHERE {_IS_THERE} AND json_valid(marks)",
    # Nobody comes to the debrief before all of the record is open.
    f"""
    INSERT INTO reveal (attempt_id, steps, finished)
    SELECT attempt_id, {_ALL}, coalesce(closed, updated) FROM debrief WHERE true
    ON CONFLICT (attempt_id) DO UPDATE SET steps = excluded.steps, finished = excluded.finished
    WHERE steps < {_ALL}
    """,
    f"INSERT OR IGNORE INTO note SELECT * FROM found_note WHERE {_IS_THERE}",
    f"INSERT OR IGNORE INTO recall SELECT * FROM found_recall WHERE {_IS_THERE}",
    # A draft that was written before the last attempt there has become that attempt.
    """
    INSERT OR IGNORE INTO draft (playthrough_id, decision_id, choice, forecast, reasons, scroll, updated)
    SELECT playthrough.id, found.decision_id, choice, forecast, reasons, scroll, updated
    FROM found_draft AS found JOIN playthrough USING (learner_id, case_id)
    WHERE NOT EXISTS (
        SELECT 1 FROM attempt LEFT JOIN debrief ON debrief.attempt_id = attempt.id
        WHERE attempt.playthrough_id = playthrough.id AND attempt.decision_id = found.decision_id
        AND (attempt.created >= found.updated OR debrief.closed IS NULL)
    )
    """,
)
_WITHOUT_TEXT = """
    SELECT learner.name, found.decision_id, found.created FROM found_attempt AS found
    JOIN learner ON learner.id = found.learner_id
    WHERE found.id NOT IN (SELECT id FROM attempt) ORDER BY found.created
"""
_UNSEALED = "DELETE FROM found_unsealed WHERE id IN (SELECT id FROM found_attempt)"
_CHANGED = """
    SELECT coalesce(learner.name, 'a learner'), found.decision_id, found.created FROM found_unsealed AS found
    LEFT JOIN learner ON learner.id = found.learner_id ORDER BY found.created
"""
_LINKS = "SELECT learner_id, seq, seal FROM found_attempt UNION SELECT learner_id, seq, seal FROM found_unsealed"
_GAPS = f"""
    WITH link AS MATERIALIZED ({_LINKS})
    SELECT learner.name, attempt.created, attempt.seq, (
        SELECT max(seq) FROM link WHERE link.learner_id = attempt.learner_id AND link.seq < attempt.seq
    ) AS before
    FROM attempt JOIN learner ON learner.id = attempt.learner_id
    WHERE previous_seal <> '{GENESIS}' AND previous_seal NOT IN (SELECT seal FROM link)
    ORDER BY attempt.learner_id, attempt.seq
"""
_UNKNOWN = """
    SELECT count(*) FROM (
        SELECT attempt_id FROM found_reveal UNION SELECT attempt_id FROM found_debrief
        UNION SELECT attempt_id FROM found_note UNION SELECT attempt_id FROM found_recall
    ) WHERE attempt_id NOT IN (SELECT id FROM found_attempt UNION SELECT id FROM found_unsealed)
"""


@dataclass(frozen=True, slots=True)
class Assembled:
    """What isn't in the file, though it must have been in those that were gathered."""

    without_text: tuple[tuple[str, str, str], ...]
    """Attempts whose text is lost: learner, decision and moment."""
    changed: tuple[tuple[str, str, str], ...]
    """Attempts that aren't what was sealed, in the same way."""
    gaps: tuple[tuple[str, str, int], ...]
    """Where others are missing before an attempt: learner, moment of that attempt, and how many at least."""
    unknown: int
    """How many attempts are known only by what was stored about them."""
    nameless: int
    """How many learners have lost their name."""


def assemble(connection: Connection, texts: Texts) -> Assembled:
    """Fill the tables of a new file from what was gathered, inside of a transaction of the caller's."""
    run = connection.exec_driver_sql
    for statement in _LEARNERS:
        run(statement)
    _add_texts(connection, ((row.digest, row.data, row.shown) for row in run(_FOUND_TEXTS).all()))
    wanted = frozenset(run(_WANTED).scalars())
    if wanted:
        _add_texts(connection, ((digest, data, None) for digest, data in texts(wanted) if digest in wanted))
    for statement in (_ATTEMPTS, *_AFTERWARDS):
        run(statement)
    run(_UNSEALED)
    lines.catch_up(connection)
    cards.rebuild(connection, RETENTION.default)
    return Assembled(
        without_text=tuple((name, decision, created) for name, decision, created in run(_WITHOUT_TEXT)),
        changed=tuple((name, decision, created) for name, decision, created in run(_CHANGED)),
        gaps=tuple((row.name, row.created, max(1, row.seq - 1 - (row.before or 0))) for row in run(_GAPS)),
        unknown=run(_UNKNOWN).scalar_one(),
        nameless=run(f"SELECT count(*) FROM learner WHERE name GLOB '{NAME_LOST} *'").scalar_one(),
    )


def _add_texts(connection: Connection, texts: Iterable[tuple[str, bytes, str | None]]) -> None:
    """Write texts with what lists show of them, which is read from the text itself; where this version of the program
    can't read it, it stays what it was."""
    statement = _ADD_TEXT.format(", ".join((*_SHOWN, "digest", "data")), ", ".join("?" * (len(_SHOWN) + 2)))
    for digest, data, shown in texts:
        try:
            index = index_of(FullSheet.model_validate_json(zlib.decompress(data), strict=False))
            values = [json.dumps(index[name]) if name == "options" else index[name] for name in _SHOWN]
        except ValidationError:
            if shown is None:
                continue
            values = json.loads(shown)
        connection.exec_driver_sql(statement, (*values, digest, data))
