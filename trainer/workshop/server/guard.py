"""What stands before every route: who may ask at all, how much, how long, and what goes with every answer."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from trainer.workshop.server.answers import CLOSE, failure, page_saying

MOST_BYTES = 4_096
"""Of a body."""
MOST_HEAD = 8_192
"""Bytes of what stands before a body, and how many lines:"""
MOST_HEADERS = 64
BODY = "workshop.body"
"""Where in the scope a route finds it."""
_log = logging.getLogger(__name__)

_ONCE = frozenset(
    (b"host", b"origin", b"content-type", b"content-length", b"transfer-encoding", b"sec-fetch-site", b"cookie")
)
_NOTHING_ELSE = b"default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
_OWN_PARTS = b"; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:"
_OF_DATA = (
    (b"content-security-policy", _NOTHING_ELSE),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-resource-policy", b"same-origin"),
)
"""Headers of every answer that no browser shows as a page,"""
_OF_PAGES = (
    (b"content-security-policy", _NOTHING_ELSE + _OWN_PARTS),
    *_OF_DATA[1:],
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    (b"x-frame-options", b"DENY"),
)
"""and of all others."""
_NO_STORE = (b"cache-control", b"no-store")


class Guard:
    """Lets through what the page of a phone would send, and nothing else."""

    def __init__(self, app: ASGIApp, place: str) -> None:
        """``place`` is address and port under which the doors stand open, as a browser says them."""
        self._app, self._place = app, place

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return
        answered = False
        always = _OF_DATA if scope["path"].startswith("/api/") else _OF_PAGES

        async def sending(message: Message) -> None:
            nonlocal answered
            if message["type"] == "http.response.start":
                answered = True
                message["headers"] = [*always, *_kept_by_none(message.get("headers", ()))]
            await send(message)

        try:
            app = await self._refusal(scope, receive) or self._app
            await app(scope, receive, sending)
        except Exception:
            # What went wrong is nothing that a phone could mend, and nothing that it should see.
            _log.exception("A request could not be answered")
            if answered:
                raise
            await failure(500, "fault", "Something went wrong on the laptop. Nothing is lost; try again.")(
                scope, receive, sending
            )

    async def _refusal(self, scope: Scope, receive: Receive) -> ASGIApp | None:
        """What is answered to a request that no route should see."""
        head = _Head.of(scope)
        if head is None or head.size > MOST_HEAD:
            return _close(failure(431, "invalid", "The head of the request is too long, or says something twice."))
        refusal = self._wrong_host(head) or _wrong_origin(scope, head, self._place)
        if refusal is not None:
            return refusal
        length, in_pieces = _length(head), b"transfer-encoding" in head.values
        if length is None or (in_pieces and b"content-length" in head.values):
            return _close(failure(400, "invalid", "The length of the request can’t be told."))
        if length > MOST_BYTES:
            return _too_long()
        if scope["method"] != "POST":
            refused = length or in_pieces
            return _close(failure(400, "invalid", "This kind of request has no body.")) if refused else None
        kind = head.get(b"content-type").partition(";")[0].strip().lower()
        if kind != "application/json":
            return _close(failure(415, "invalid", "Only application/json is read here."))
        return await _read(scope, receive)

    def _wrong_host(self, head: _Head) -> ASGIApp | None:
        host = head.get(b"host")
        if host.lower() == self._place:
            return None
        # A name that somebody else's page made to lead here is as wrong as a mistyped one.
        return _close(
            page_saying(
                421 if host else 400,
                "This isn’t the address of the workshop",
                "Type the address exactly as it stands on the room’s screen, or scan the code there.",
            )
        )


async def _read(scope: Scope, receive: Receive) -> ASGIApp | None:
    """Read a body; one that doesn't come is cut off by its line."""
    body, more = b"", True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            return _nothing
        body += message.get("body", b"")
        if len(body) > MOST_BYTES:
            return _too_long()
        more = message.get("more_body", False)
    scope[BODY] = body
    return None


@dataclass(frozen=True, slots=True)
class _Head:
    """What stands before a body, looked through once."""

    size: int
    """A head that came in one piece was taken in whole, whatever its size."""
    values: Mapping[bytes, bytes]

    @classmethod
    def of(cls, scope: Scope) -> _Head | None:
        """``None`` where something is said twice that may be said once, or there is too much."""
        values: dict[bytes, bytes] = {}
        size = len(scope["raw_path"]) + len(scope["query_string"])
        headers = scope["headers"]
        for name, value in headers:
            if name in _ONCE and name in values:
                return None
            values[name] = value
            size += len(name) + len(value)
        return cls(size, values) if len(headers) <= MOST_HEADERS else None

    def get(self, name: bytes) -> str:
        """A header, or nothing."""
        return self.values.get(name, b"").decode("latin-1")


def _wrong_origin(scope: Scope, head: _Head, place: str) -> ASGIApp | None:
    """Another site's page may not write here, nor may it read."""
    elsewhere = b"origin" in head.values and head.get(b"origin") != f"http://{place}"
    written = scope["method"] not in ("GET", "HEAD")
    if elsewhere or (written and head.get(b"sec-fetch-site") not in ("", "same-origin", "none")):
        return _close(failure(403, "origin", "Only the workshop’s own page may ask for this."))
    return None


def _length(head: _Head) -> int | None:
    """Of the body as announced; 0 where it isn't."""
    told = head.get(b"content-length") or "0"
    return int(told) if told.isascii() and told.isdigit() and len(told) < 20 else None


def _too_long() -> ASGIApp:
    return _close(failure(413, "invalid", f"More than {MOST_BYTES} bytes are not read here."))


def _close(answer: ASGIApp) -> ASGIApp:
    """The answer is the last on its line: what else was sent there isn't read."""

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        async def closing(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], CLOSE]
            await send(message)

        await answer(scope, receive, closing)

    return app


async def _nothing(scope: Scope, receive: Receive, send: Send) -> None:
    """Nobody is there any more to be answered."""


def _kept_by_none(headers: Iterable[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """Nothing is kept by a browser that doesn't say itself that it may be."""
    said = list(headers)
    return said if any(name == b"cache-control" for name, _ in said) else [*said, _NO_STORE]
