"""Bringing what was checked together with what is there.

Each rule takes the greater of two by an order of its own, or all of both. So it makes no difference in which order
files are taken in, or how often: what comes out is the same.
"""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from trainer.progress import cards, lines
from trainer.progress.transfer.checking import at_decision
from trainer.progress.transfer.parts import NOTES, RECALLS, NotePart, RecallPart
from trainer.progress.transfer.reading import ProgressFile
from trainer.progress.transfer.staging import SEEN
from trainer.progress.values import Learner
from trainer.study.playthrough import REVEAL_STEPS

_LEARNER = """
    INSERT INTO learner (id, name, created, last_seen)
    SELECT id, name, created, last_seen FROM temp.incoming_learner WHERE true
    ON CONFLICT (id) DO UPDATE SET
        name = CASE WHEN (excluded.last_seen, excluded.name) > (last_seen, name) THEN excluded.name ELSE name END,
        created = min(created, excluded.created),
        last_seen = max(last_seen, excluded.last_seen)
"""
_PLAYTHROUGHS = """
    INSERT INTO playthrough (learner_id, case_id, started, course)
    SELECT ?, case_id, started, course FROM temp.incoming_playthroughs WHERE true ORDER BY line
    ON CONFLICT (learner_id, case_id) DO UPDATE SET
        started = min(started, excluded.started),
        course = CASE WHEN excluded.course <> 'whole' AND (course = 'whole' OR excluded.course > course)
            THEN excluded.course ELSE course END
"""
"""Nothing tells which course was chosen last: one that was chosen counts more than none, else the alphabet."""

_TEXTS = f"""
    INSERT INTO seen_text (digest, data, {", ".join(SEEN)})
    SELECT digest, data, {", ".join(SEEN)} FROM temp.incoming_texts WHERE true ORDER BY line
    ON CONFLICT (digest) DO NOTHING
"""  # noqa: S608  of names
_SEALED = "case_id, decision_id, seq, number, choice, forecast, reasons, created, digest, previous_seal, seal"
_ATTEMPTS = f"""
    INSERT INTO attempt (id, learner_id, playthrough_id, {_SEALED})
    SELECT incoming.id, ?, playthrough.id, {", ".join(f"incoming.{name}" for name in _SEALED.split(", "))}
    FROM temp.incoming_attempts AS incoming
    JOIN playthrough ON playthrough.learner_id = ? AND playthrough.case_id = incoming.case_id
    WHERE NOT EXISTS (SELECT 1 FROM attempt WHERE attempt.id = incoming.id) ORDER BY incoming.line
"""  # noqa: S608  of names
_NEWLY_OPEN = f"""
    SELECT incoming.attempt_id FROM temp.incoming_reveals AS incoming
    JOIN line ON line.attempt_id = incoming.attempt_id
    LEFT JOIN reveal ON reveal.attempt_id = incoming.attempt_id
    WHERE incoming.steps = {len(REVEAL_STEPS)} AND coalesce(reveal.steps, 0) < {len(REVEAL_STEPS)}
"""  # noqa: S608  of names
_REVEALS = """
    INSERT INTO reveal (attempt_id, steps, finished)
    SELECT attempt_id, steps, finished FROM temp.incoming_reveals WHERE true
    ON CONFLICT (attempt_id) DO UPDATE SET
        finished = coalesce(min(finished, excluded.finished), finished, excluded.finished),
        steps = max(steps, excluded.steps)
"""
_LATER = "(excluded.updated, in_order(excluded.marks), excluded.takeaway) > (updated, in_order(marks), takeaway)"
_DEBRIEFS = f"""
    INSERT INTO debrief (attempt_id, marks, takeaway, closed, updated)
    SELECT attempt_id, marks, takeaway, closed, updated FROM temp.incoming_debriefs WHERE true
    ON CONFLICT (attempt_id) DO UPDATE SET
        marks = CASE WHEN {_LATER} THEN excluded.marks ELSE marks END,
        takeaway = CASE WHEN {_LATER} THEN excluded.takeaway ELSE takeaway END,
        updated = max(updated, excluded.updated),
        closed = coalesce(min(closed, excluded.closed), closed, excluded.closed)
"""  # noqa: S608  of names
_DRAFTS = """
    INSERT INTO draft (playthrough_id, decision_id, choice, forecast, reasons, scroll, updated)
    SELECT playthrough.id, decision_id, choice, forecast, reasons, scroll, updated
    FROM temp.incoming_drafts AS incoming
    JOIN playthrough ON playthrough.learner_id = ? AND playthrough.case_id = incoming.case_id
    ON CONFLICT (playthrough_id, decision_id) DO UPDATE SET
        choice = excluded.choice, forecast = excluded.forecast, reasons = excluded.reasons,
        scroll = excluded.scroll, updated = excluded.updated
    WHERE (excluded.updated, excluded.reasons, coalesce(excluded.choice, ''), coalesce(excluded.forecast, -1),
            excluded.scroll) > (updated, reasons, coalesce(choice, ''), coalesce(forecast, -1), scroll)
"""
_STALE_DRAFTS = """
    DELETE FROM draft WHERE playthrough_id IN (SELECT id FROM playthrough WHERE learner_id = ?)
        AND EXISTS (SELECT 1 FROM attempt WHERE attempt.playthrough_id = draft.playthrough_id
            AND attempt.decision_id = draft.decision_id AND attempt.created > draft.updated)
"""
_NOTE = ", ".join(NotePart.model_fields)
_NOTES = f"""
    INSERT INTO note ({_NOTE}) SELECT {_NOTE} FROM temp.incoming_notes WHERE true ORDER BY line
    ON CONFLICT (id) DO NOTHING
"""  # noqa: S608  of names
_RECALL = tuple(name for name in RecallPart.model_fields if name not in {"id", "updated"})
_RECALLS = f"""
    INSERT INTO recall (id, updated, {", ".join(_RECALL)})
    SELECT id, updated, {", ".join(_RECALL)} FROM temp.incoming_recalls WHERE true ORDER BY line
    ON CONFLICT (id) DO UPDATE SET updated = excluded.updated, {", ".join(f"{x} = excluded.{x}" for x in _RECALL)}
    WHERE (excluded.answered IS NOT NULL, excluded.updated,
            {", ".join(f"coalesce(excluded.{name}, '')" for name in _RECALL)})
        > (answered IS NOT NULL, updated, {", ".join(f"coalesce({name}, '')" for name in _RECALL)})
"""  # noqa: S608  of names

"""An answer that was given for good isn't taken back by one that was still being written elsewhere."""

_OTHER_ATTEMPT = """
    SELECT incoming.seq, incoming.digest, incoming.created FROM temp.incoming_attempts AS incoming
    JOIN attempt ON attempt.id = incoming.id
    WHERE attempt.seal <> incoming.seal ORDER BY incoming.seq, incoming.id LIMIT 1
"""
_OTHER_NOTE = f"""
    SELECT min(incoming.line) FROM temp.incoming_notes AS incoming JOIN note ON note.id = incoming.id
    WHERE {" OR ".join(f"note.{name} IS NOT incoming.{name}" for name in NotePart.model_fields)}
"""  # noqa: S608  of names
_OTHER_RECALL = """
    SELECT min(incoming.line) FROM temp.incoming_recalls AS incoming JOIN recall ON recall.id = incoming.id
    WHERE recall.attempt_id <> incoming.attempt_id
"""


@dataclass(frozen=True, slots=True)
class Came:
    """How much of one kind came in."""

    new: int
    known: int
    """Was there already."""


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What came in with a progress file."""

    learner: Learner
    is_new_learner: bool
    """Whether nothing of theirs was there before."""
    attempts: Came
    notes: Came
    recalls: Came

    @property
    def sentence(self) -> str:
        """For whoever took it in."""
        others = [
            f"{came.new:,} new {noun if came.new == 1 else f'{noun}s'}"
            for came, noun in ((self.notes, "note"), (self.recalls, "recall"))
            if came.new
        ]
        attempts = self.attempts
        first = "no new attempts"
        if attempts.new:
            first = f"{attempts.new:,} new {'attempt' if attempts.new == 1 else 'attempts'}"
        if attempts.known:
            first += f", {attempts.known:,} {'was' if attempts.known == 1 else 'were'} there already"
        return f"{self.learner.name}: {'; '.join([first, *others])}."


def merge(connection: Connection, file: ProgressFile, retention: int) -> TakenIn:
    """Bring what waits together with what is there.

    Args:
        connection: within a transaction that writes.
        file: that was checked.
        retention: the wanted chance to remember a decision when it comes back, in percent.

    Raises:
        TransferRefused: the same attempt, note or recall is there and is another; the transaction has to be undone.
    """
    _register(connection)
    _must_agree(connection, file)
    run = connection.exec_driver_sql
    whose = file.manifest.learner.id
    is_new = run("SELECT 1 FROM learner WHERE id = ?", (whose,)).first() is None
    run(_LEARNER)
    run(_PLAYTHROUGHS, (whose,))
    run(_TEXTS)
    attempts = _came(connection, "attempts", run(_ATTEMPTS, (whose, whose)).rowcount)
    opened = run(_NEWLY_OPEN).scalars().all()
    run(_REVEALS)
    run(_DEBRIEFS)
    run(_DRAFTS, (whose,))
    run(_STALE_DRAFTS, (whose,))
    notes = _came(connection, "notes", run(_NOTES).rowcount)
    before = run("SELECT count(*) FROM recall").scalar_one()
    run(_RECALLS)
    recalls = _came(connection, "recalls", run("SELECT count(*) FROM recall").scalar_one() - before)
    for attempt_id in opened:
        lines.open_record(connection, attempt_id)
    lines.catch_up(connection)
    cards.rebuild(connection, retention, whose)
    row = run("SELECT id, name, created, last_seen FROM learner WHERE id = ?", (whose,)).one()
    learner = Learner(row.id, row.name, _when(row.created), _when(row.last_seen))
    return TakenIn(learner, is_new, attempts, notes, recalls)


def _must_agree(connection: Connection, file: ProgressFile) -> None:
    run = connection.exec_driver_sql
    other = run(_OTHER_ATTEMPT).first()
    if other is not None:
        file.refuse(
            f"attempt {other.seq:,}{at_decision(connection, other.digest)} on {other.created[:10]}, is here already and"
            " says something else: one of the two was changed after it had been sealed"
        )
    for part, asked in ((NOTES, _OTHER_NOTE), (RECALLS, _OTHER_RECALL)):
        line = run(asked).scalar()
        if line is not None:
            file.refuse_line(part, line, "is here already and says something else: one of the two was changed")


def _came(connection: Connection, table: str, new: int) -> Came:
    count = connection.exec_driver_sql(f"SELECT count(*) FROM temp.incoming_{table}").scalar_one()  # noqa: S608
    return Came(new, count - new)


def _register(connection: Connection) -> None:
    raw: Any = connection.connection.driver_connection
    assert isinstance(raw, sqlite3.Connection)
    raw.create_function("in_order", 1, _in_order, deterministic=True)


def _in_order(marks: str) -> str:
    return json.dumps(json.loads(marks), sort_keys=True)


def _when(stored: str) -> dt.datetime:
    return dt.datetime.fromisoformat(stored).replace(tzinfo=dt.UTC)
