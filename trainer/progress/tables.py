"""The tables of a progress file. Rows stay inside ``trainer.progress``; others are handed values."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import (
    DDL,
    JSON,
    CheckConstraint,
    ForeignKeyConstraint,
    Index,
    UniqueConstraint,
    event,
)
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from trainer.progress.table_parts import append_only, named_alike, table_of, version_table

metadata = named_alike()


class Row(SQLModel, registry=registry(metadata=metadata)):
    """Base of all rows."""


class LearnerRow(Row, table=True):
    """Somebody who studies on this computer."""

    __tablename__ = "learner"
    __table_args__ = (CheckConstraint("name <> ''", name="named"),)

    id: str = Field(primary_key=True)
    name: str
    created: dt.datetime
    last_seen: dt.datetime


class PlaythroughRow(Row, table=True):
    """A learner's way through one case."""

    __tablename__ = "playthrough"
    __table_args__ = (UniqueConstraint("learner_id", "case_id"), UniqueConstraint("id", "learner_id", "case_id"))

    id: int = Field(primary_key=True)
    learner_id: str = Field(foreign_key="learner.id")
    case_id: str
    started: dt.datetime
    course: str = Field(sa_column_kwargs={"server_default": "whole"})


class SeenTextRow(Row, table=True):
    """A decision as attempts saw it. Beside the sealed text stand the few things that lists show of it."""

    __tablename__ = "seen_text"
    __table_args__ = (
        CheckConstraint("length(digest) = 64", name="digest"),
        CheckConstraint("judgement IN ('vindicated', 'regretted', 'mixed')", name="judgement"),
        CheckConstraint("json_type(options) = 'object'", name="options"),
        CheckConstraint("act_number > 0 AND decision_number > 0", name="numbers"),
    )

    digest: str = Field(primary_key=True)
    case_id: str
    case_title: str
    act_number: int
    act_title: str
    decision_id: str
    decision_number: int
    decision_title: str
    taken: str
    judgement: str
    options: dict[str, str] = Field(sa_type=JSON)
    data: bytes


class AttemptRow(Row, table=True):
    """A sealed commitment. ``seq`` counts along the learner's chain, ``number`` the tries at one decision, as they were
    known where it was made: after work on two computers was brought together the chain forks, and both may come
    twice. What is shown as the number of a try stands in ``line``."""

    __tablename__ = "attempt"
    __table_args__ = (
        ForeignKeyConstraint(
            ["playthrough_id", "learner_id", "case_id"],
            ["playthrough.id", "playthrough.learner_id", "playthrough.case_id"],
        ),
        # Deferred, since the text may only be opened once the attempt that sees it stands.
        ForeignKeyConstraint(["digest"], ["seen_text.digest"], deferrable=True, initially="DEFERRED"),
        CheckConstraint("seq > 0 AND number > 0", name="numbers"),
        CheckConstraint("typeof(forecast) = 'integer' AND forecast BETWEEN 0 AND 100", name="forecast"),
        CheckConstraint("reasons <> ''", name="reasons"),
        CheckConstraint("length(previous_seal) = 64 AND length(seal) = 64", name="seals"),
        Index("attempt_chain", "learner_id", "seq"),
        Index("attempt_at", "playthrough_id", "decision_id", "seq", "created", "id"),
        Index("attempt_text", "digest"),
    )

    id: str = Field(primary_key=True)
    learner_id: str
    playthrough_id: int
    case_id: str
    decision_id: str
    seq: int
    number: int
    choice: str
    forecast: int
    reasons: str
    created: dt.datetime
    digest: str
    previous_seal: str
    seal: str


class RevealRow(Row, table=True):
    """How much of the record an attempt has opened, and when the last part was."""

    __tablename__ = "reveal"
    __table_args__ = (
        CheckConstraint("steps BETWEEN 0 AND 6", name="steps"),
        CheckConstraint("(finished IS NOT NULL) = (steps = 6)", name="finished"),
    )

    attempt_id: str = Field(primary_key=True, foreign_key="attempt.id")
    steps: int
    finished: dt.datetime | None


class DebriefRow(Row, table=True):
    """What the learner made of an attempt."""

    __tablename__ = "debrief"
    __table_args__ = (CheckConstraint("json_type(marks) = 'object'", name="marks"),)

    attempt_id: str = Field(primary_key=True, foreign_key="attempt.id")
    marks: dict[str, str] = Field(sa_type=JSON)
    takeaway: str
    closed: dt.datetime | None
    updated: dt.datetime


class DraftRow(Row, table=True):
    """A commitment in the making."""

    __tablename__ = "draft"
    __table_args__ = (
        CheckConstraint("forecast BETWEEN 0 AND 100", name="forecast"),
        CheckConstraint("scroll BETWEEN 0 AND 1", name="scroll"),
    )

    playthrough_id: int = Field(primary_key=True, foreign_key="playthrough.id")
    decision_id: str = Field(primary_key=True)
    choice: str | None
    forecast: int | None
    reasons: str
    scroll: float
    updated: dt.datetime


class NoteRow(Row, table=True):
    """What somebody wrote to an attempt later, or how good they find its reasons."""

    __tablename__ = "note"
    __table_args__ = (
        CheckConstraint("author <> ''", name="author"),
        CheckConstraint("role IN ('learner', 'coach')", name="role"),
        CheckConstraint("quality IN ('good', 'poor')", name="quality"),
        CheckConstraint("text <> '' OR quality IS NOT NULL", name="content"),
        Index("note_attempt", "attempt_id", "created"),
    )

    id: str = Field(primary_key=True)
    attempt_id: str = Field(foreign_key="attempt.id")
    author: str
    role: str
    quality: str | None
    covered: bool
    text: str
    created: dt.datetime


class RecallRow(Row, table=True):
    """A decision that came back: what the learner remembered of it, and the grade they gave themselves."""

    __tablename__ = "recall"
    __table_args__ = (
        CheckConstraint("remembered BETWEEN 0 AND 100", name="remembered"),
        CheckConstraint("grade BETWEEN 1 AND 4", name="grade"),
        CheckConstraint("(grade IS NULL) = (graded IS NULL)", name="graded"),
        Index("recall_attempt", "attempt_id", "asked"),
        Index("recall_graded", "graded"),
    )

    id: str = Field(primary_key=True)
    attempt_id: str = Field(foreign_key="attempt.id")
    asked: dt.datetime
    answer: str
    remembered: int | None
    answered: dt.datetime | None
    grade: int | None
    graded: dt.datetime | None
    updated: dt.datetime


class CardRow(Row, table=True):
    """When a decision comes back, and how well it is remembered. Follows from its debriefs and recalls."""

    __tablename__ = "card"
    __table_args__ = (Index("card_due", "learner_id", "due"),)

    learner_id: str = Field(primary_key=True, foreign_key="learner.id")
    case_id: str = Field(primary_key=True)
    decision_id: str = Field(primary_key=True)
    attempt_id: str = Field(foreign_key="attempt.id")
    due: dt.datetime
    state: int
    step: int | None
    stability: float
    difficulty: float
    last_review: dt.datetime
    reviews: int
    lapses: int


class TextIndexRow(Row, table=True):
    """What is counted of a seen text beside what lists show of it. Follows from the text."""

    __tablename__ = "text_index"
    __table_args__ = (
        UniqueConstraint("digest"),
        CheckConstraint("json_type(themes) = 'array'", name="themes"),
        CheckConstraint("json_type(factors) = 'object'", name="factors"),
    )

    key: int = Field(primary_key=True)
    digest: str = Field(foreign_key="seen_text.digest")
    themes: list[str] = Field(sa_type=JSON)
    factors: dict[str, dict[str, str]] = Field(sa_type=JSON)


class BucketRow(Row, table=True):
    """All attempts of a learner with the same text and choice whose record is open to its end, or isn't: whatever a
    list shows beside date, forecast, try and reasons is the same in all of them. Follows from the attempts."""

    __tablename__ = "bucket"
    __table_args__ = (UniqueConstraint("learner_id", "text_key", "choice", "is_open"),)

    key: int = Field(primary_key=True)
    learner_id: str = Field(foreign_key="learner.id")
    text_key: int = Field(foreign_key="text_index.key")
    choice: str
    is_open: bool
    count: int


class LineRow(Row, table=True):
    """An attempt as lists sort and filter it; ``number`` counts the tries at a decision. Follows from the attempts."""

    __tablename__ = "line"
    __table_args__ = (
        UniqueConstraint("attempt_id"),
        Index("line_bucket", "bucket", "created", "key"),
        Index("line_created", "created", "key", "bucket"),
        Index("line_forecast", "forecast", "created", "key", "bucket"),
        Index("line_number", "number", "created", "key", "bucket"),
        Index("line_tally", "bucket", "forecast", "number", "created"),
    )

    key: int = Field(primary_key=True)
    attempt_id: str = Field(foreign_key="attempt.id")
    bucket: int = Field(foreign_key="bucket.key")
    created: dt.datetime
    number: int
    forecast: int


REASONS_WORDS = (
    "CREATE VIRTUAL TABLE reasons_words USING"
    " fts5(words, content='', tokenize='unicode61 remove_diacritics 2', prefix='1 2 3')"
)
"""The words of each attempt's reasons by the key of its line; holds the index alone, not the texts."""

VERSION = version_table(metadata)

LEARNER = table_of(LearnerRow)
PLAYTHROUGH = table_of(PlaythroughRow)
SEEN_TEXT = append_only(table_of(SeenTextRow))
ATTEMPT = append_only(table_of(AttemptRow))
REVEAL = table_of(RevealRow)
DEBRIEF = table_of(DebriefRow)
DRAFT = table_of(DraftRow)
NOTE = append_only(table_of(NoteRow))
RECALL = table_of(RecallRow)
CARD = table_of(CardRow)
TEXT_INDEX = table_of(TextIndexRow)
BUCKET = table_of(BucketRow)
LINE = table_of(LineRow)
event.listen(LINE, "after_create", DDL(REASONS_WORDS))  # type: ignore[no-untyped-call]
