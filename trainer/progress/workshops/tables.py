"""The tables of a workshop's file. Rows stay inside ``trainer.progress``; others are handed a session."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import JSON, CheckConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from trainer.progress.table_parts import append_only, named_alike, table_of, version_table

metadata = named_alike()


class Row(SQLModel, registry=registry(metadata=metadata)):
    """Base of all rows."""


class WorkshopRow(Row, table=True):
    """The workshop: what is planned, and where the room is. There is one."""

    __tablename__ = "workshop"
    __table_args__ = (
        CheckConstraint("key = 1", name="single"),
        CheckConstraint("length(secret) = 32", name="secret"),
        CheckConstraint("json_type(plan) = 'object' AND json_type(stage) = 'object'", name="objects"),
    )

    key: int = Field(primary_key=True)
    id: str
    created: dt.datetime
    secret: bytes
    plan: dict[str, Any] = Field(sa_type=JSON)
    stage: dict[str, Any] = Field(sa_type=JSON)
    countdown: dict[str, Any] | None = Field(sa_type=JSON)
    blank: bool
    doors: dict[str, Any] | None = Field(sa_type=JSON)
    began: dt.datetime | None
    ended: dt.datetime | None


class ParticipantRow(Row, table=True):
    """Somebody with a phone."""

    __tablename__ = "participant"

    id: int = Field(primary_key=True)
    name: str
    key_hash: str
    joined: dt.datetime
    language: str
    removed: dt.datetime | None


class BallotRow(Row, table=True):
    """One vote of the room."""

    __tablename__ = "ballot"
    __table_args__ = (
        CheckConstraint("round IN (1, 2)", name="round"),
        CheckConstraint("json_type(hands) IN ('object', 'null')", name="hands"),
    )

    id: int = Field(primary_key=True)
    decision_id: str
    round: int
    opened: dt.datetime
    closed: dt.datetime | None
    hands: dict[str, int] | None = Field(sa_type=JSON)


class VoteRow(Row, table=True):
    """What somebody says in a ballot, in place of what they said before; that stays in the moments. ``id`` is made up
    by a phone and only has to tell that phone's votes apart: were it unique, one phone could spoil the votes that are
    stored together with its own."""

    __tablename__ = "vote"
    __table_args__ = (
        CheckConstraint("typeof(forecast) = 'integer' AND forecast BETWEEN 0 AND 100", name="forecast"),
        CheckConstraint("choice <> ''", name="choice"),
    )

    ballot_id: int = Field(primary_key=True, foreign_key="ballot.id")
    participant: int = Field(primary_key=True, foreign_key="participant.id")
    id: str
    choice: str
    forecast: int
    reason: str
    at: dt.datetime


class ReflectionRow(Row, table=True):
    """What a participant made of a decision."""

    __tablename__ = "reflection"
    __table_args__ = (CheckConstraint("json_type(marks) = 'object'", name="marks"),)

    participant: int = Field(primary_key=True, foreign_key="participant.id")
    decision_id: str = Field(primary_key=True)
    marks: dict[str, str] = Field(sa_type=JSON)
    takeaway: str
    at: dt.datetime


class PrivateNoteRow(Row, table=True):
    """The instructor's note on a decision, or on the whole (empty id)."""

    __tablename__ = "private_note"

    decision_id: str = Field(primary_key=True)
    text: str


class ShownRow(Row, table=True):
    """What the room has seen of a decision: how many parts of its record, which are never fewer again, if it came to
    the reveal; and whether both votes, as they stand."""

    __tablename__ = "shown"
    __table_args__ = (CheckConstraint("parts BETWEEN 0 AND 6", name="parts"),)

    decision_id: str = Field(primary_key=True)
    parts: int | None
    results: bool


class TextRow(Row, table=True):
    """A decision as this workshop has it: its open pages, and its record in an envelope."""

    __tablename__ = "text"
    __table_args__ = (
        CheckConstraint("length(digest) = 64", name="digest"),
        CheckConstraint("json_type(sheet) = 'object'", name="sheet"),
    )

    decision_id: str = Field(primary_key=True)
    digest: str
    sheet: dict[str, Any] = Field(sa_type=JSON)
    envelope: bytes


class MomentRow(Row, table=True):
    """Something that happened, in the order of it; with the workshop as it was created they make all else."""

    __tablename__ = "moment"
    __table_args__ = (CheckConstraint("json_type(data) = 'object'", name="data"),)

    seq: int = Field(primary_key=True)
    at: dt.datetime
    kind: str
    data: dict[str, Any] = Field(sa_type=JSON)


VERSION = version_table(metadata)
WORKSHOP = table_of(WorkshopRow)
PARTICIPANT = table_of(ParticipantRow)
BALLOT = table_of(BallotRow)
VOTE = table_of(VoteRow)
REFLECTION = table_of(ReflectionRow)
PRIVATE_NOTE = table_of(PrivateNoteRow)
SHOWN = table_of(ShownRow)
TEXT = append_only(table_of(TextRow))
MOMENT = append_only(table_of(MomentRow))
