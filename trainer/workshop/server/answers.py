"""Answers as phones get them: JSON, and small pages for whoever came to the wrong place."""

from __future__ import annotations

import html
import json
from collections.abc import Mapping

from starlette.responses import Response

from trainer.progress.errors import ProgressError
from trainer.workshop.commands import Refused, Why
from trainer.workshop.host import Busy, Gone

CLOSE = (b"connection", b"close")
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_STATUS = {
    Why.CLOSED: 409,
    Why.NOT_HERE: 403,
    Why.NAME_TAKEN: 409,
    Why.NAME_UNUSABLE: 422,
    Why.NOT_LISTED: 403,
    Why.FULL: 403,
    Why.OVER: 410,
    Why.INVALID: 422,
    Why.NOT_NOW: 409,
}


def as_json(value: Mapping[str, object]) -> bytes:
    """A value as it goes over the line."""
    return _encode(value).encode()


def answer(value: Mapping[str, object], status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """JSON."""
    return Response(as_json(value), status, headers, media_type="application/json")


def failure(status: int, error: str, message: str, headers: Mapping[str, str] | None = None) -> Response:
    """Why a request isn't done, as a word for the page and as a sentence."""
    return answer({"error": error, "message": message}, status, headers)


def refusal(error: Exception, **more: object) -> Response:
    """What the host didn't do; raises the error if it is none of those that a host tells.

    Args:
        error: raised by the future of a command.
        more: goes with the answer.
    """
    if isinstance(error, Refused):
        told: dict[str, object] = {"error": error.why.value, "message": str(error)}
        if error.suggestion:
            told["suggestion"] = error.suggestion
        return answer(told | more, _STATUS[error.why])
    if isinstance(error, Busy):
        return failure(503, "busy", str(error), {"retry-after": "1"})
    if isinstance(error, Gone):
        return failure(503, "closing", str(error), {"retry-after": "5"})
    if isinstance(error, ProgressError):
        # The sentence names a path of the laptop, which is no business of a phone.
        message = "The laptop couldn’t store this. Tell the instructor, and try again in a moment."
        return failure(503, "not-stored", message, {"retry-after": "3"})
    raise error


def page_saying(status: int, title: str, text: str, language: str = "en") -> Response:
    """A small page."""
    title, text = html.escape(title), html.escape(text)
    page = (
        f'<!doctype html><html lang="{html.escape(language)}"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<link rel="stylesheet" href="/page.css"><title>{title}</title>'
        f"<main><h1>{title}</h1><p>{text}</p></main></html>"
    )
    return Response(page, status, media_type="text/html")
