"""The parts of a progress file: in each, every line is a JSON object of one kind, and all are about one learner."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import AfterValidator, Base64Bytes, Field

from trainer.case.base import Line, Model, Slug
from trainer.progress.values import FactorMark
from trainer.study.playthrough import MAX_REASONS, REVEAL_STEPS

MAX_TEXT = 1_000_000
"""Characters of what somebody wrote, where nothing less is allowed."""


def _stored(written: str) -> str:
    """The time as the database has it."""
    try:
        dt.datetime.fromisoformat(written)
    except ValueError as error:
        raise ValueError("is no time") from error
    return f"{written[:10]} {written[11:-1]}"


def _said(written: str) -> str:
    """The text, where it is more than blanks."""
    if not written.strip():
        raise ValueError("says nothing")
    return written


When = Annotated[
    str,
    Field(
        pattern=r"^[12][0-9]{3}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}Z$",
        json_schema_extra={"format": "date-time"},
    ),
    AfterValidator(_stored),
]
"""A time in UTC to the microsecond, as ``2026-11-22T21:16:00.000000Z``; once read, as the database has it."""

Id = Annotated[str, Field(pattern=r"^[A-Za-z0-9-]{1,64}$")]
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Words = Annotated[str, Field(pattern=r"^[^\x00]*$", max_length=MAX_TEXT)]
"""What somebody wrote; may be empty."""
Percent = Annotated[int, Field(ge=0, le=100)]
Count = Annotated[int, Field(ge=1, le=1_000_000_000)]


class LearnerPart(Model):
    """Whose progress it is; the only line of its part."""

    id: Id
    name: Annotated[str, Field(min_length=1, max_length=80)]
    created: When
    last_seen: When


class PlaythroughPart(Model):
    """A way through a case."""

    case_id: Slug
    started: When
    course: Line = Field(description="`whole`, `short`, or `theme:` and the id of a theme.")


class TextPart(Model):
    """A decision as attempts saw it, sealed: what stands in it is read once an attempt that saw it was checked."""

    digest: Sha256 = Field(description="SHA-256 of the text: its canonical JSON, in UTF-8.")
    data: Base64Bytes = Field(description="The text, compressed by zlib.")


class AttemptPart(Model):
    """A sealed commitment."""

    id: Id
    case_id: Slug
    decision_id: Slug
    seq: Count = Field(description="Its place in the learner's chain: one more than that of the attempt before it.")
    number: Count = Field(description="Which try at the decision it was, as far as was known where it was made.")
    choice: Slug
    forecast: Percent
    reasons: Annotated[str, Field(pattern=r"^[^\x00]+$", max_length=MAX_REASONS), AfterValidator(_said)]
    created: When
    digest: Sha256 = Field(description="Of the text it saw.")
    previous_seal: Sha256 = Field(description="Of the attempt before it; zeros for the first.")
    seal: Sha256 = Field(description="SHA-256 over the seal before it and its own content.")


class RevealPart(Model):
    """How much of the record an attempt has opened."""

    attempt_id: Id
    steps: Annotated[int, Field(ge=0, le=len(REVEAL_STEPS))]
    finished: When | None = Field(description="When the last part was opened.")


class DebriefPart(Model):
    """What the learner made of an attempt."""

    attempt_id: Id
    marks: Annotated[dict[Slug, FactorMark], Field(max_length=1_000)] = Field(
        description="Of documented factors, by their ids."
    )
    takeaway: Words
    closed: When | None
    updated: When


class DraftPart(Model):
    """A commitment in the making."""

    case_id: Slug
    decision_id: Slug
    choice: Slug | None
    forecast: Percent | None
    reasons: Words
    scroll: Annotated[float, Field(ge=0, le=1)] = Field(description="How far the story is scrolled.")
    updated: When


class NotePart(Model):
    """What somebody wrote to an attempt later, or how good they find its reasons."""

    id: Id
    attempt_id: Id
    author: Annotated[str, Field(pattern=r"^[^\x00]+$", max_length=200)]
    role: Literal["learner", "coach"]
    quality: Literal["good", "poor"] | None
    covered: bool = Field(description="Whether the record was covered when the quality was marked.")
    text: Words
    created: When


class RecallPart(Model):
    """A decision that came back."""

    id: Id
    attempt_id: Id
    asked: When
    answer: Words
    remembered: Percent | None = Field(description="The forecast that the learner thought they had given.")
    answered: When | None
    grade: Annotated[int, Field(ge=1, le=4)] | None = Field(description="1 again, 2 hard, 3 good, 4 easy.")
    graded: When | None
    updated: When


@dataclass(frozen=True, slots=True)
class Part:
    """One file in the archive."""

    table: str
    """Where its lines are kept until all is checked; also the name of the part."""
    model: type[Model]
    """What stands in a line."""
    longest: int = 8_000_000
    """Bytes of a line."""

    @property
    def file(self) -> str:
        """Its name in the archive."""
        return f"{self.table}.jsonl"

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of what stands in a line."""
        return tuple(self.model.model_fields)


MAX_SEEN_TEXT = 80_000_000
"""Bytes of a text with its pictures, once unpacked: more than a case may have that holds nothing else."""

LEARNER = Part("learner", LearnerPart)
PLAYTHROUGHS = Part("playthroughs", PlaythroughPart)
TEXTS = Part("texts", TextPart, longest=MAX_SEEN_TEXT * 4 // 3)
ATTEMPTS = Part("attempts", AttemptPart)
REVEALS = Part("reveals", RevealPart)
DEBRIEFS = Part("debriefs", DebriefPart)
DRAFTS = Part("drafts", DraftPart)
NOTES = Part("notes", NotePart)
RECALLS = Part("recalls", RecallPart)

PARTS = (LEARNER, PLAYTHROUGHS, TEXTS, ATTEMPTS, REVEALS, DEBRIEFS, DRAFTS, NOTES, RECALLS)
"""All of them, in the order in which they are written and read."""
