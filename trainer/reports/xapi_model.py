"""The parts of an xAPI statement that are written, as version 1.0.3 of the specification has them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Literal
from uuid import UUID

from pydantic import ConfigDict, Field
from pydantic.alias_generators import to_camel

from trainer.case.base import Model

Iri = Annotated[str, Field(pattern=r"^[a-z][a-z0-9+.-]*:\S+$")]
Words = Mapping[Annotated[str, Field(pattern=r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$")], str]
"""A text by its language."""
Extensions = Mapping[Iri, str | int | Mapping[str, str]]


class _Part(Model):
    """Named in Python as here, in JSON as the specification names it."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True)


class Account(_Part):
    """By what somebody is known, and where."""

    home_page: Iri
    name: Annotated[str, Field(min_length=1)]


class Actor(_Part):
    """Who did it."""

    object_type: Literal["Agent"] = "Agent"
    name: Annotated[str, Field(min_length=1)]
    account: Account


class Verb(_Part):
    """What they did."""

    id: Iri
    display: Words


class Choice(_Part):
    """An option that can be chosen."""

    id: Annotated[str, Field(pattern=r"^\S+$")]
    description: Words


class Definition(_Part):
    """What an activity is."""

    type: Iri
    name: Words
    description: Words | None = None
    interaction_type: Literal["choice", "long-fill-in"] | None = None
    choices: tuple[Choice, ...] | None = None
    correct_responses_pattern: tuple[str, ...] | None = None


class Activity(_Part):
    """What they did it to."""

    object_type: Literal["Activity"] = "Activity"
    id: Iri
    definition: Definition


class Result(_Part):
    """What came of it."""

    response: str | None = None
    completion: bool | None = None
    extensions: Extensions


class Around(_Part):
    """The activities that it belongs to."""

    parent: tuple[Activity, ...]
    grouping: tuple[Activity, ...]


class Reference(_Part):
    """Another statement."""

    object_type: Literal["StatementRef"] = "StatementRef"
    id: UUID


class Context(_Part):
    """What it belongs to."""

    registration: UUID
    platform: str
    context_activities: Around
    statement: Reference | None = None
    extensions: Extensions


class Statement(_Part):
    """That somebody did something."""

    id: UUID
    actor: Actor
    verb: Verb
    object: Activity
    result: Result
    context: Context
    timestamp: dt.datetime

    def to_json(self) -> bytes:
        """As the specification has it, in one line."""
        return self.model_dump_json(by_alias=True, exclude_none=True).encode()
