"""What a phone may send: these fields and no others, of just these kinds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.requests import Request

from trainer.workshop.server.guard import BODY

_Some = TypeVar("_Some", bound=BaseModel)
_Short = Annotated[str, Field(max_length=200)]


class Unreadable(Exception):
    """The body isn't what it should be."""


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class JoinBody(_Body):
    """Come in."""

    code: Annotated[str, Field(max_length=40)]
    key: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{16,64}$")]
    """Made up by the phone, which keeps it."""
    name: _Short
    language: Annotated[str, Field(max_length=10)]


class NameBody(_Body):
    """Be called something else, or be spoken to in another language."""

    name: _Short
    language: Annotated[str, Field(max_length=10)]


class VoteBody(_Body):
    """A vote; what may stand in it is for the room to say."""

    ballot: Annotated[int, Field(ge=0, lt=2**31)]
    id: Annotated[str, Field(max_length=80)]
    choice: _Short
    forecast: int
    reason: Annotated[str, Field(max_length=2_000)]


class ReflectBody(_Body):
    """Marks on factors and a line to take along."""

    decision: _Short
    marks: Mapping[_Short, _Short]
    takeaway: Annotated[str, Field(max_length=2_000)]


def read_body(request: Request, kind: type[_Some]) -> _Some:
    """The body of a request that came past the guard.

    Raises:
        Unreadable: it is something else.
    """
    try:
        return kind.model_validate_json(request.scope[BODY])
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        where = ".".join(map(str, first["loc"])) or "the request"
        raise Unreadable(f"{where}: {first['msg']}") from error
