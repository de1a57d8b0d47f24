"""Attempts and the texts they saw, read and written within a transaction of the caller's."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, Row, Select, bindparam, func, literal_column, select, tuple_
from sqlalchemy.dialects.sqlite import insert

from trainer.case.model import Judgement
from trainer.case.sealed import Envelope, FullSheet, Receipt
from trainer.progress import lines as index
from trainer.progress.chain import GENESIS, Link
from trainer.progress.overview import stage_of
from trainer.progress.reviews import debrief_of
from trainer.progress.tables import ATTEMPT, BUCKET, DEBRIEF, LINE, PLAYTHROUGH, REVEAL, SEEN_TEXT, TEXT_INDEX
from trainer.progress.texts import storable
from trainer.progress.values import Attempt, AttemptLine, Place, WholeAttempt
from trainer.study.forecast import Agreement
from trainer.study.playthrough import Commitment, NotAllowed, Stage

_SEALED = tuple(column for column in ATTEMPT.c if column.name != "number")
"""Of an attempt but the number it was sealed with: the one shown stands in its line."""

_NUMBERED: Select[Any] = select(*_SEALED, LINE.c.number).join(LINE, LINE.c.attempt_id == ATTEMPT.c.id)
_BY_ID = _NUMBERED.where(ATTEMPT.c.id == bindparam("attempt"))
_IN_CASE = (
    ATTEMPT.c.playthrough_id
    == select(PLAYTHROUGH.c.id)
    .where(PLAYTHROUGH.c.learner_id == bindparam("learner"), PLAYTHROUGH.c.case_id == bindparam("case"))
    .scalar_subquery()
)
"""Of one learner and case: by the playthrough, since an index leads from there to the decisions."""

_AT_DECISION = _NUMBERED.where(_IN_CASE, ATTEMPT.c.decision_id == bindparam("decision")).order_by(
    ATTEMPT.c.seq, ATTEMPT.c.created, ATTEMPT.c.id
)
_RECEIPTS = (
    select(ATTEMPT.c.id, ATTEMPT.c.decision_id, ATTEMPT.c.digest, ATTEMPT.c.seal)
    .where(_IN_CASE)
    .order_by(ATTEMPT.c.seq, ATTEMPT.c.created, ATTEMPT.c.id)
)
_HEAD = (
    select(ATTEMPT.c.seq, ATTEMPT.c.seal)
    .where(ATTEMPT.c.learner_id == bindparam("learner"))
    .order_by(ATTEMPT.c.seq.desc(), ATTEMPT.c.created.desc(), ATTEMPT.c.id.desc())
    .limit(1)
)
_NEWEST = (
    select(LINE.c.number, func.coalesce(REVEAL.c.steps, 0).label("steps"), DEBRIEF.c.closed)
    .join(LINE, LINE.c.attempt_id == ATTEMPT.c.id)
    .outerjoin(REVEAL, REVEAL.c.attempt_id == ATTEMPT.c.id)
    .outerjoin(DEBRIEF, DEBRIEF.c.attempt_id == ATTEMPT.c.id)
    .where(ATTEMPT.c.playthrough_id == bindparam("playthrough"), ATTEMPT.c.decision_id == bindparam("decision"))
    .order_by(ATTEMPT.c.seq.desc(), ATTEMPT.c.created.desc(), ATTEMPT.c.id.desc())
    .limit(1)
)
_HOLDS = select(1).where(
    ATTEMPT.c.id == bindparam("attempt"),
    ATTEMPT.c.decision_id == bindparam("decision"),
    ATTEMPT.c.digest == bindparam("digest"),
    ATTEMPT.c.seal == bindparam("seal"),
)
_OF_ALL: Select[Any] = (
    select(
        *_SEALED,
        LINE.c.number,
        LINE.c.key,
        *(column for column in SEEN_TEXT.c if column.name not in {*ATTEMPT.c.keys(), "data"}),
        func.coalesce(REVEAL.c.steps, 0).label("steps"),
        DEBRIEF.c.closed,
    )
    .join(LINE, LINE.c.attempt_id == ATTEMPT.c.id)
    .join(SEEN_TEXT, SEEN_TEXT.c.digest == ATTEMPT.c.digest)
    .outerjoin(REVEAL, REVEAL.c.attempt_id == ATTEMPT.c.id)
    .outerjoin(DEBRIEF, DEBRIEF.c.attempt_id == ATTEMPT.c.id)
)
_LINES = _OF_ALL.where(ATTEMPT.c.learner_id == bindparam("learner")).order_by(LINE.c.created.desc(), LINE.c.key.desc())
_NAMED = (
    # The pluses keep SQLite to the few ids: by the learner or in the order of time first, it would go through all.
    _OF_ALL.where(ATTEMPT.c.id.in_(bindparam("attempts", expanding=True)))
    .where(literal_column("+attempt.learner_id") == bindparam("learner"))
    .order_by(literal_column("+line.created").desc(), LINE.c.key.desc())
)
_WHOLE: Select[Any] = (
    _OF_ALL.with_only_columns(*_OF_ALL.selected_columns, REVEAL.c.finished, DEBRIEF.c.marks, DEBRIEF.c.takeaway)
    # The plus keeps SQLite to the order of time: by the learner first, it would sort all their attempts for each page.
    .where(literal_column("+attempt.learner_id") == bindparam("learner"))
    .where(tuple_(LINE.c.created, LINE.c.key) > tuple_(bindparam("since", type_=LINE.c.created.type), bindparam("key")))
    .order_by(LINE.c.created, LINE.c.key)
    .limit(bindparam("most"))
)
_TRIES: Select[Any] = (
    _OF_ALL.with_only_columns(*_OF_ALL.selected_columns, REVEAL.c.finished, DEBRIEF.c.marks, DEBRIEF.c.takeaway)
    .where(_IN_CASE, ATTEMPT.c.decision_id == bindparam("decision"))
    .limit(bindparam("most"))
)
_FIRST_TRIES = _TRIES.order_by(ATTEMPT.c.seq, ATTEMPT.c.created, ATTEMPT.c.id)
_LATEST_TRIES = _TRIES.order_by(ATTEMPT.c.seq.desc(), ATTEMPT.c.created.desc(), ATTEMPT.c.id.desc())
_WHOLE_OF_CASE = _WHOLE.where(ATTEMPT.c.case_id == bindparam("case"))
_COUNT = select(func.coalesce(func.sum(BUCKET.c.count), 0)).where(BUCKET.c.learner_id == bindparam("learner"))
_COUNT_OF_CASE = (
    _COUNT.join(TEXT_INDEX, TEXT_INDEX.c.key == BUCKET.c.text_key)
    .join(SEEN_TEXT, SEEN_TEXT.c.digest == TEXT_INDEX.c.digest)
    .where(SEEN_TEXT.c.case_id == bindparam("case"))
)
_TEXT = (
    select(ATTEMPT.c.decision_id, SEEN_TEXT.c.digest, SEEN_TEXT.c.data)
    .join(SEEN_TEXT, SEEN_TEXT.c.digest == ATTEMPT.c.digest)
    .where(ATTEMPT.c.id == bindparam("attempt"))
)
_ADD = insert(ATTEMPT)
_ADD_TEXT = insert(SEEN_TEXT).on_conflict_do_nothing(index_elements=[SEEN_TEXT.c.digest])


@dataclass(frozen=True, slots=True)
class StoredAttempts:
    """The ledger of the attempts in the file."""

    connection: Connection

    def holds(self, receipt: Receipt) -> bool:
        """Whether that very attempt is in the file."""
        asked = {
            "attempt": receipt.attempt_id,
            "decision": receipt.decision_id,
            "digest": receipt.digest,
            "seal": receipt.seal,
        }
        return self.connection.execute(_HOLDS, asked).first() is not None


def by_id(connection: Connection, attempt_id: str) -> Attempt:
    """The attempt of that id; raises ``KeyError``."""
    row = connection.execute(_BY_ID, {"attempt": attempt_id}).one_or_none()
    if row is None:
        raise KeyError(attempt_id)
    return _attempt(row)


def at(connection: Connection, learner_id: str, case_id: str, decision_id: str) -> tuple[Attempt, ...]:
    """All attempts of a learner at a decision, the first first."""
    asked = {"learner": learner_id, "case": case_id, "decision": decision_id}
    return tuple(_attempt(row) for row in connection.execute(_AT_DECISION, asked))


def receipts(connection: Connection, learner_id: str, case_id: str) -> dict[str, Receipt]:
    """The receipt of a learner's newest attempt at each decision of a case that they have committed to."""
    rows = connection.execute(_RECEIPTS, {"learner": learner_id, "case": case_id})
    return {row.decision_id: Receipt(row.id, row.decision_id, row.digest, row.seal) for row in rows}


def lines(connection: Connection, learner_id: str) -> tuple[AttemptLine, ...]:
    """All attempts of a learner as a list shows them, the newest first."""
    return tuple(_line(row) for row in connection.execute(_LINES, {"learner": learner_id}))


def named(connection: Connection, learner_id: str, attempt_ids: Collection[str]) -> tuple[AttemptLine, ...]:
    """Some attempts of a learner as a list shows them, the newest first; at most a few hundred."""
    rows = connection.execute(_NAMED, {"learner": learner_id, "attempts": list(attempt_ids)})
    return tuple(_line(row) for row in rows)


def whole(
    connection: Connection, learner_id: str, after: Place, limit: int, case_id: str | None
) -> tuple[WholeAttempt, ...]:
    """The next attempts of a learner behind a place in the order of time, the first first."""
    asked = {"learner": learner_id, "since": after.created, "key": after.key, "most": limit, "case": case_id}
    rows = connection.execute(_WHOLE if case_id is None else _WHOLE_OF_CASE, asked)
    return tuple(_whole(row) for row in rows)


def tries(
    connection: Connection, learner_id: str, case_id: str, decision_id: str, most: int
) -> tuple[WholeAttempt, ...]:
    """The attempts of a learner at a decision, the first first; of more than so many the first and the latest."""
    asked = {"learner": learner_id, "case": case_id, "decision": decision_id}
    latest = [_whole(row) for row in connection.execute(_LATEST_TRIES, asked | {"most": most})][::-1]
    if len(latest) < most:
        return tuple(latest)
    (first,) = (_whole(row) for row in connection.execute(_FIRST_TRIES, asked | {"most": 1}))
    return (first, *latest[1:])


def count(connection: Connection, learner_id: str, case_id: str | None) -> int:
    """How many attempts a learner has made, in all or in one case."""
    asked = {"learner": learner_id, "case": case_id}
    return int(connection.execute(_COUNT if case_id is None else _COUNT_OF_CASE, asked).scalar_one())


def seen_text(connection: Connection, attempt_id: str) -> FullSheet:
    """What an attempt saw; raises ``KeyError``, and :class:`SealBroken` where the stored text is damaged."""
    receipt = by_id(connection, attempt_id).receipt
    row = connection.execute(_TEXT, {"attempt": attempt_id}).one()
    return Envelope(row.decision_id, row.digest, row.data).open(receipt, StoredAttempts(connection))


def newest(connection: Connection, playthrough: int, decision_id: str) -> tuple[int, Stage]:
    """Number and stage of the newest attempt at a decision; 0 and *reading* if there is none."""
    row = connection.execute(_NEWEST, {"playthrough": playthrough, "decision": decision_id}).one_or_none()
    return (0, Stage.READING) if row is None else (row.number, stage_of(row.steps, row.closed is not None))


def must_be_free(connection: Connection, playthrough: int, decision_id: str) -> int:
    """How many attempts there are at a decision that a new one may follow.

    Raises:
        NotAllowed: the newest isn't debriefed yet.
    """
    number, stage = newest(connection, playthrough, decision_id)
    if stage not in {Stage.READING, Stage.DEBRIEFED}:
        raise NotAllowed(f"a commitment to '{decision_id}' stands already; it is never changed")
    return number


def commit(
    connection: Connection,
    learner_id: str,
    playthrough: int,
    case_id: str,
    envelope: Envelope,
    commitment: Commitment,
    now: dt.datetime,
) -> Attempt:
    """Write down an attempt with its seal, and the text it sees.

    The envelope is opened against the attempt just written; where that fails nothing of it remains.

    Raises:
        NotAllowed: the newest attempt there isn't debriefed, or the decision has no such option or case.
        SealBroken: the envelope doesn't hold what its digest says.
    """
    commitment = replace(commitment, reasons=storable(commitment.reasons))
    head = connection.execute(_HEAD, {"learner": learner_id}).one_or_none()
    seq, previous = (head.seq, head.seal) if head else (0, GENESIS)
    link = Link(
        attempt_id=uuid.uuid4().hex,
        learner_id=learner_id,
        case_id=case_id,
        decision_id=envelope.decision_id,
        seq=seq + 1,
        number=must_be_free(connection, playthrough, envelope.decision_id) + 1,
        choice=commitment.choice,
        forecast=commitment.forecast,
        reasons=commitment.reasons,
        created=now,
        digest=envelope.digest,
    )
    seal = _write(connection, link, playthrough, previous)
    receipt = Receipt(link.attempt_id, link.decision_id, link.digest, seal)
    sheet = envelope.open(receipt, StoredAttempts(connection))
    _check_fits(sheet, link)
    connection.execute(_ADD_TEXT, index_of(sheet) | {"digest": envelope.digest, "data": envelope.data})
    index.add(connection, link.attempt_id, playthrough, sheet, envelope.digest)
    return by_id(connection, link.attempt_id)


def index_of(sheet: FullSheet) -> dict[str, Any]:
    """What stands beside a sealed text for the lists, by the name of the column."""
    decision = sheet.decision
    return {
        "case_id": sheet.case_id,
        "case_title": sheet.case_title,
        "act_number": sheet.act_number,
        "act_title": sheet.act.title,
        "decision_id": decision.id,
        "decision_number": sheet.number,
        "decision_title": decision.title,
        "taken": decision.record.option,
        "judgement": decision.record.looking_back.judgement.value,
        "options": {option.id: option.title for option in decision.options},
    }


def _write(connection: Connection, link: Link, playthrough: int, previous: str) -> str:
    values = {name: getattr(link, name) for name in Link.__slots__ if name != "attempt_id"}
    seal = link.seal(previous)
    own = {"id": link.attempt_id, "playthrough_id": playthrough, "previous_seal": previous, "seal": seal}
    connection.execute(_ADD, values | own)
    return seal


def _check_fits(sheet: FullSheet, link: Link) -> None:
    decision = sheet.decision
    if sheet.case_id != link.case_id:
        raise NotAllowed(f"'{decision.id}' belongs to the case '{sheet.case_id}', not to '{link.case_id}'")
    if link.choice not in {option.id for option in decision.options}:
        raise NotAllowed(f"'{decision.id}' has no option '{link.choice}'")


def _whole(row: Row[Any]) -> WholeAttempt:
    return WholeAttempt(
        place=Place(row.created, row.key),
        attempt=_attempt(row),
        line=_line(row),
        taken=row.taken,
        revealed=row.finished,
        debrief=debrief_of(row),
    )


def _attempt(row: Row[Any]) -> Attempt:
    return Attempt(
        id=row.id,
        learner_id=row.learner_id,
        case_id=row.case_id,
        decision_id=row.decision_id,
        number=row.number,
        commitment=Commitment(row.choice, row.forecast, row.reasons),
        created=row.created,
        digest=row.digest,
        previous_seal=row.previous_seal,
        seal=row.seal,
    )


def _line(row: Row[Any]) -> AttemptLine:
    return AttemptLine(
        id=row.id,
        case_id=row.case_id,
        case_title=row.case_title,
        decision_id=row.decision_id,
        number=row.number,
        created=row.created,
        act_number=row.act_number,
        act_title=row.act_title,
        decision_number=row.decision_number,
        decision_title=row.decision_title,
        choice_title=row.options[row.choice],
        taken_title=row.options[row.taken],
        agreement=Agreement.of(row.choice, row.taken),
        judgement=Judgement(row.judgement),
        forecast=row.forecast,
        reasons=row.reasons,
        stage=stage_of(row.steps, row.closed is not None),
    )
