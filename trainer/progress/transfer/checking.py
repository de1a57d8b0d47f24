"""Checking a progress file in full: its seals and their chain, its texts, and that all of it belongs together."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import zlib
from dataclasses import dataclass
from typing import NoReturn

from sqlalchemy import Connection

from trainer.case.base import Model
from trainer.case.sealed import Envelope, Receipt, SealBroken, UnknownText
from trainer.case.seen_rules import what_is_wrong
from trainer.progress.attempts import index_of
from trainer.progress.chain import GENESIS, Link
from trainer.progress.errors import NameRefused
from trainer.progress.texts import learner_name
from trainer.progress.transfer.parts import (
    ATTEMPTS,
    DEBRIEFS,
    DRAFTS,
    LEARNER,
    MAX_SEEN_TEXT,
    NOTES,
    PLAYTHROUGHS,
    RECALLS,
    REVEALS,
    TEXTS,
    AttemptPart,
    LearnerPart,
    Part,
    PlaythroughPart,
    TextPart,
)
from trainer.progress.transfer.reading import ProgressFile
from trainer.progress.transfer.staging import SEEN, let_in, table_of
from trainer.study.course import Course

_UNFOLLOWED = """
    SELECT later.id, later.seq, later.created, later.digest, earlier.seq AS before
    FROM temp.incoming_attempts AS later
    LEFT JOIN temp.incoming_attempts AS earlier ON earlier.seal = later.previous_seal
    WHERE (later.seq = 1) <> (later.previous_seal = ?)
        OR (later.seq > 1 AND earlier.seq IS NOT later.seq - 1)
    ORDER BY later.seq, later.created, later.id LIMIT 1
"""
_ODD = """
    SELECT attempt.id, attempt.seq, attempt.created, attempt.digest,
        text.digest IS NULL AS textless,
        text.case_id <> attempt.case_id OR text.decision_id <> attempt.decision_id AS elsewhere,
        way.case_id IS NULL AS wayless
    FROM temp.incoming_attempts AS attempt
    LEFT JOIN temp.incoming_texts AS text ON text.digest = attempt.digest
    LEFT JOIN temp.incoming_playthroughs AS way ON way.case_id = attempt.case_id
    WHERE text.digest IS NULL OR text.case_id <> attempt.case_id OR text.decision_id <> attempt.decision_id
        OR way.case_id IS NULL
        OR NOT EXISTS (SELECT 1 FROM json_each(text.options) WHERE json_each.key = attempt.choice)
    ORDER BY attempt.seq, attempt.created, attempt.id LIMIT 1
"""
_DATA = "SELECT data FROM temp.incoming_texts WHERE digest = ?"
_SEEN_BY = """
    SELECT text.line, attempt.id, attempt.decision_id, attempt.digest, attempt.seal
    FROM temp.incoming_texts AS text
    JOIN temp.incoming_attempts AS attempt ON attempt.line =
        (SELECT min(line) FROM temp.incoming_attempts WHERE incoming_attempts.digest = text.digest)
    ORDER BY text.line
"""
_SHOW = f"UPDATE temp.incoming_texts SET {', '.join(f'{name} = ?' for name in SEEN)} WHERE line = ?"  # noqa: S608  of names
_CLOSED_TOO_SOON = """
    SELECT debrief.line FROM temp.incoming_debriefs AS debrief
    LEFT JOIN temp.incoming_reveals AS reveal ON reveal.attempt_id = debrief.attempt_id AND reveal.steps = 6
    WHERE debrief.closed IS NOT NULL AND reveal.line IS NULL ORDER BY debrief.line LIMIT 1
"""
_UNIQUE = (
    (PLAYTHROUGHS, "case_id"),
    (TEXTS, "digest"),
    (REVEALS, "attempt_id"),
    (DEBRIEFS, "attempt_id"),
    (DRAFTS, "case_id, decision_id"),
    (NOTES, "id"),
    (RECALLS, "id"),
)
_ITS_ATTEMPT = "SELECT 1 FROM temp.incoming_attempts AS attempt WHERE attempt.id = attempt_id"
_LONELY = (
    *(
        (
            part,
            "is about an attempt that isn't in the file",
            "SELECT 1 FROM temp.incoming_attempts WHERE id = attempt_id",
        )
        for part in (REVEALS, DEBRIEFS, NOTES, RECALLS)
    ),
    (
        DRAFTS,
        "belongs to no way through a case in the file",
        "SELECT 1 FROM temp.incoming_playthroughs AS way WHERE way.case_id = incoming_drafts.case_id",
    ),
    (
        TEXTS,
        "is a text that no attempt in the file saw",
        "SELECT 1 FROM temp.incoming_attempts AS attempt WHERE attempt.digest = incoming_texts.digest",
    ),
)
_WRONG = (
    (REVEALS, "(finished IS NOT NULL) <> (steps = 6)", "has a time of its end that doesn't fit how much is open"),
    (NOTES, "text = '' AND quality IS NULL", "says nothing"),
    (RECALLS, "(grade IS NULL) <> (graded IS NULL)", "has a grade without its time, or a time without a grade"),
    (RECALLS, "grade IS NOT NULL AND answered IS NULL", "is graded and was never answered"),
)


@dataclass(frozen=True, slots=True)
class _Checked:
    """The ledger of the attempts in the file, once their seals were found to fit."""

    connection: Connection

    def holds(self, receipt: Receipt) -> bool:
        asked = (receipt.attempt_id, receipt.decision_id, receipt.digest, receipt.seal)
        found = self.connection.exec_driver_sql(
            "SELECT 1 FROM temp.incoming_attempts WHERE (id, decision_id, digest, seal) = (?, ?, ?, ?)", asked
        )
        return found.first() is not None


class Check:
    """One file, read into the waiting room and checked there."""

    def __init__(self, connection: Connection, file: ProgressFile) -> None:
        self._connection = connection
        self._file = file
        self._learner = ""

    def run(self) -> None:
        """Read and check all of it.

        Raises:
            TransferRefused: with the first thing that is wrong.
        """
        self._file.check_whole()
        let_in(self._connection, self._file, LEARNER, self._check_learner)
        let_in(self._connection, self._file, PLAYTHROUGHS, self._check_course)
        let_in(self._connection, self._file, TEXTS, self._check_text)
        let_in(self._connection, self._file, ATTEMPTS, self._check_seal)
        self._check_once(ATTEMPTS, "id")
        self._check_chain()
        for part in (REVEALS, DEBRIEFS, DRAFTS, NOTES, RECALLS):
            let_in(self._connection, self._file, part)
        for part, columns in _UNIQUE:
            self._check_once(part, columns)
        for part, why, belongs in _LONELY:
            self._must_be_none(part, f"NOT EXISTS ({belongs})", why)
        for part, condition, why in _WRONG:
            self._must_be_none(part, condition, why)
        self._open_texts()
        self._check_fits()
        early = self._connection.exec_driver_sql(_CLOSED_TOO_SOON).scalar()
        if early is not None:
            self._file.refuse_line(DEBRIEFS, early, "closes a debrief before the record was open to its end")

    def _check_learner(self, number: int, learner: Model) -> None:
        assert isinstance(learner, LearnerPart)
        whose = self._file.manifest.learner
        if (whose.id, whose.name) != (learner.id, learner.name):
            self._file.refuse_line(LEARNER, number, "names another learner than its manifest.json")
        try:
            sound = learner_name(learner.name) == learner.name
        except NameRefused:
            sound = False
        if not sound:
            self._file.refuse_line(LEARNER, number, "has a name with characters that no name has")
        self._learner = learner.id

    def _check_course(self, number: int, way: Model) -> None:
        assert isinstance(way, PlaythroughPart)
        if Course.parse(way.course).key != way.course:
            self._file.refuse_line(PLAYTHROUGHS, number, "names a course that this program doesn't know")

    def _check_text(self, number: int, text: Model) -> None:
        assert isinstance(text, TextPart)
        content = _unpacked(text.data)
        if content is None:
            self._file.refuse_line(TEXTS, number, "holds a text that is damaged or too long")
        if hashlib.sha256(content).hexdigest() != text.digest:
            self._file.refuse_line(TEXTS, number, "holds another text than it says: it was changed after it was seen")

    def _check_seal(self, _number: int, attempt: Model) -> None:
        assert isinstance(attempt, AttemptPart)
        link = Link(
            attempt_id=attempt.id,
            learner_id=self._learner,
            case_id=attempt.case_id,
            decision_id=attempt.decision_id,
            seq=attempt.seq,
            number=attempt.number,
            choice=attempt.choice,
            forecast=attempt.forecast,
            reasons=attempt.reasons,
            created=dt.datetime.fromisoformat(attempt.created).replace(tzinfo=dt.UTC),
            digest=attempt.digest,
        )
        if link.seal(attempt.previous_seal) != attempt.seal:
            self._refuse_attempt(
                attempt.seq,
                attempt.digest,
                attempt.created,
                "was changed after it had been sealed, or is another learner's",
            )

    def _check_chain(self) -> None:
        row = self._connection.exec_driver_sql(_UNFOLLOWED, (GENESIS,)).first()
        if row is not None:
            why = "doesn't follow on any attempt in the file: the one before it was changed or taken away"
            self._refuse_attempt(row.seq, row.digest, row.created, why)

    def _open_texts(self) -> None:
        """Read each text against a checked attempt that saw it, for what lists show of it."""
        ledger = _Checked(self._connection)
        for line, *asked in self._connection.exec_driver_sql(_SEEN_BY).all():
            receipt = Receipt(*asked)
            data = self._connection.exec_driver_sql(_DATA, (receipt.digest,)).scalar_one()
            try:
                sheet = Envelope(receipt.decision_id, receipt.digest, data).open(receipt, ledger)
            except UnknownText:
                why = "holds a text of a form that this program doesn't read; update Case Trainer"
                self._file.refuse_line(TEXTS, line, why)
            except SealBroken:
                self._file.refuse_line(TEXTS, line, "holds a text that is damaged")
            wrong = what_is_wrong(sheet)
            if wrong:
                self._file.refuse_line(TEXTS, line, f"holds a text that doesn't hold together: {printable(wrong)}")
            shown = index_of(sheet)
            values = [json.dumps(shown[name]) if name == "options" else shown[name] for name in SEEN]
            self._connection.exec_driver_sql(_SHOW, (*values, line))

    def _check_fits(self) -> None:
        row = self._connection.exec_driver_sql(_ODD).first()
        if row is None:
            return
        if row.textless:
            why = "saw a text that isn't in the file"
        elif row.elsewhere:
            why = "saw the text of another decision"
        elif row.wayless:
            why = "belongs to no way through a case in the file"
        else:
            why = "chose an option that its text doesn't have"
        self._refuse_attempt(row.seq, row.digest, row.created, why)

    def _check_once(self, part: Part, columns: str) -> None:
        twice = f"SELECT max(line) FROM {table_of(part)} GROUP BY {columns} HAVING count(*) > 1 LIMIT 1"  # noqa: S608
        found = self._connection.exec_driver_sql(twice).scalar()
        if found is not None:
            self._file.refuse_line(part, found, "is about something that a line before it is about already")

    def _must_be_none(self, part: Part, condition: str, why: str) -> None:
        first = f"SELECT min(line) FROM {table_of(part)} WHERE {condition}"  # noqa: S608  both are ours
        found = self._connection.exec_driver_sql(first).scalar()
        if found is not None:
            self._file.refuse_line(part, found, why)

    def _refuse_attempt(self, seq: int, digest: str, created: str, why: str) -> NoReturn:
        self._file.refuse(f"attempt {seq:,}{at_decision(self._connection, digest)} on {created[:10]}, {why}")


def at_decision(connection: Connection, digest: str) -> str:
    """At which decision an attempt was made, to follow on its number; of the text it says, only its title is read."""
    data = connection.exec_driver_sql(_DATA, (digest,)).scalar()
    content = None if data is None else _unpacked(data)
    try:
        title = json.loads(content or b"")["briefing"]["title"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return ""
    return f", at “{printable(str(title))}”"


def printable(said: str) -> str:
    """The beginning of what a file says, to stand inside a sentence."""
    return "".join(letter for letter in said[:200] if letter.isprintable())


def _unpacked(data: bytes) -> bytes | None:
    """The text; ``None`` where it is damaged or longer than any is."""
    unpacking = zlib.decompressobj()
    try:
        content = unpacking.decompress(data, MAX_SEEN_TEXT)
    except zlib.error:
        return None
    return content if unpacking.eof and not unpacking.unused_data else None
