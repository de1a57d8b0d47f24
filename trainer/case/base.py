"""What all parts of a case are made of: ids, texts, dates, references to sources, and claims that rest on them."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer, WithJsonSchema

from trainer.case.dates import When

_LINES = re.compile(r"([A-Za-z0-9_-]+):([1-9][0-9]*)(?:-([1-9][0-9]*))?")


def _when(value: object) -> When:
    if isinstance(value, When):
        return value
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        raise ValueError("write a date such as 2011, 2011-04, 2011-04-20, or two of them with '/' between")
    return When.parse(str(value))


def _cell(value: object) -> object:
    return str(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else value


SLUG_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
SOURCE_ID_PATTERN = r"^[A-Za-z0-9_-]+$"
NAME_PATTERN = r"^[a-z][a-z0-9_]*$"

Slug = Annotated[str, Field(pattern=SLUG_PATTERN, max_length=64)]
"""An id: lower-case letters, digits and single hyphens."""

Name = Annotated[str, Field(pattern=NAME_PATTERN, max_length=32)]
"""What a figure is called in formulas: lower-case letters, digits and underscores."""

Line = Annotated[str, Field(min_length=1, max_length=400, pattern=r"^\S(.*\S)?$")]
"""Text of one line."""

Markdown = Annotated[str, Field(pattern=r"\S")]
"""Prose in Markdown."""

Cell = Annotated[str, BeforeValidator(_cell), WithJsonSchema({"type": ["string", "number"]})]
"""The text of a table's cell; a bare number is taken as it is written."""

Date = Annotated[
    When,
    BeforeValidator(_when),
    PlainSerializer(str, return_type=str),
    WithJsonSchema({"type": ["string", "integer"], "description": "2011, 2011-04, 2011-04-20 or 2010-09/2010-11"}),
]


class Model(BaseModel):
    """Base of all parts: frozen, strict, no unknown keys."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", arbitrary_types_allowed=True)


class SourceRef(Model):
    """Lines of a source, written ``001:266`` or ``001:272-274``; lines count from 1, the last one included."""

    source: str
    first: int
    last: int

    @classmethod
    def parse(cls, text: str) -> SourceRef:
        """Read the written form; raises ``ValueError`` with a sentence."""
        match = _LINES.fullmatch(text)
        if not match:
            raise ValueError(f"{text!r} names no lines; write source and lines as 001:266 or 001:272-274")
        source, first, last = match.groups()
        ref = cls(source=source, first=int(first), last=int(last or first))
        if ref.last < ref.first:
            raise ValueError(f"the lines of {text!r} run backwards")
        return ref

    @property
    def lines(self) -> str:
        """``266`` or ``272–274``, for display."""
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"

    def __str__(self) -> str:
        return f"{self.source}:{self.first}" + ("" if self.first == self.last else f"-{self.last}")


def _source_ref(value: object) -> SourceRef:
    if isinstance(value, SourceRef):
        return value
    if not isinstance(value, (str, int)) or isinstance(value, bool):
        raise ValueError("write source and lines without a blank, as 001:266 or 001:272-274")
    return SourceRef.parse(str(value))


Ref = Annotated[
    SourceRef,
    BeforeValidator(_source_ref),
    PlainSerializer(str, return_type=str),
    WithJsonSchema({"type": "string", "pattern": f"^{_LINES.pattern}$"}),
]
Refs = Annotated[tuple[Ref, ...], Field(min_length=1, strict=False)]


class Contested(Model):
    """Another reading of a claim, where the sources disagree or leave it open."""

    text: Markdown = Field(description="The other reading, and why it stands beside this one.")
    sources: Annotated[tuple[Ref, ...], Field(strict=False)] = ()


class Claim(Model):
    """One thing that is said, with the lines it rests on."""

    text: Markdown = Field(description="The claim in our own words.")
    sources: Refs = Field(description="Lines that bear it out: [001:266, 001:272-274].")
    contested: Contested | None = Field(None, description="The other reading, where sources disagree.")
    derived: Line | None = Field(None, description="The sum, where a figure is reckoned and not found in the lines.")

    @property
    def ground(self) -> str:
        """What is said of how a figure is derived; empty where it stands in the lines."""
        if self.derived is None:
            return ""
        return f"Reckoned: {self.derived}" if "=" in self.derived else f"Where it comes from: {self.derived}"


class DatedClaim(Claim):
    """A claim with the day it is about."""

    date: Date


def to_plain(model: Model) -> dict[str, Any]:
    """The model as plain JSON values; reading them back gives an equal model."""
    return model.model_dump(mode="json")
