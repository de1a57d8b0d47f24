"""What stands before every route: who may ask at all, how much, how long, and what goes with every answer."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from trainer.workshop.server.answers import CLOSE, failure, page_saying

MOST_BYTES = 4_096
"""Of a body."""
MOST_HEAD = 8_192
"""Bytes of what stands before a body, and how many lines:"""
MOST_HEADERS = 64
BODY_SECONDS = 10.0
"""In which a body has to be there."""
BODY = "workshop.body"
"""Where in the scope a route finds it."""
_log = logging.getLogger(__name__)

_POLICY = (
    b"default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:;"
    b" base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_ALWAYS = (
    (b"content-security-policy", _POLICY),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
)
"""Headers of every answer."""
_NO_STORE = (b"cache-control", b"no-store")


class Guard:
    """Lets through what the page of a phone would send, and nothing else."""

    def __init__(self, app: ASGIApp, place: Callable[[], str]) -> None:
        """``place`` is address and port under which the doors stand open, as a browser says them."""
        self._app, self._place = app, place
        self._reading: set[asyncio.Timeout] = set()

    def hurry(self) -> None:
        """Wait for no body any longer."""
        for each in self._reading:
            each.reschedule(0)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return
        answered = False

        async def sending(message: Message) -> None:
            nonlocal answered
            if message["type"] == "http.response.start":
                answered = True
                message["headers"] = [*_ALWAYS, *_kept_by_none(message.get("headers", ()))]
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
        headers = Headers(scope=scope)
        refusal = _long_head(scope) or self._wrong_host(headers) or _wrong_origin(scope, headers, self._place())
        if refusal is not None:
            return refusal
        length = _length(headers)
        in_pieces = "transfer-encoding" in headers
        if length is None or (in_pieces and "content-length" in headers):
            return _close(failure(400, "invalid", "The length of the request can’t be told."))
        if length > MOST_BYTES:
            return _too_long()
        if scope["method"] != "POST":
            if length or in_pieces:
                return _close(failure(400, "invalid", "This kind of request has no body."))
            return None
        kind = headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind != "application/json":
            return _close(failure(415, "invalid", "Only application/json is read here."))
        return await self._read(scope, receive)

    def _wrong_host(self, headers: Headers) -> ASGIApp | None:
        hosts = headers.getlist("host")
        if len(hosts) == 1 and hosts[0].lower() == self._place():
            return None
        # A name that somebody else's page made to lead here is as wrong as a mistyped one.
        return _close(
            page_saying(
                400 if len(hosts) != 1 else 421,
                "This isn’t the address of the workshop",
                "Type the address exactly as it stands on the room’s screen, or scan the code there.",
            )
        )

    async def _read(self, scope: Scope, receive: Receive) -> ASGIApp | None:
        body = bytearray()
        try:
            async with asyncio.timeout(BODY_SECONDS) as limit:
                self._reading.add(limit)
                try:
                    while True:
                        message = await receive()
                        if message["type"] == "http.disconnect":
                            return _nothing
                        body += message.get("body", b"")
                        if len(body) > MOST_BYTES:
                            return _too_long()
                        if not message.get("more_body", False):
                            break
                finally:
                    self._reading.discard(limit)
        except TimeoutError:
            return _close(failure(408, "slow", "The request took too long to arrive. Try again."))
        scope[BODY] = bytes(body)
        return None


def _wrong_origin(scope: Scope, headers: Headers, place: str) -> ASGIApp | None:
    """Another site's page may not write here, nor may it read."""
    origin = headers.get("origin")
    site = headers.get("sec-fetch-site", "same-origin")
    written = scope["method"] not in ("GET", "HEAD")
    if (origin is not None and origin != f"http://{place}") or (written and site not in ("same-origin", "none")):
        return _close(failure(403, "origin", "Only the workshop’s own page may ask for this."))
    return None


def _long_head(scope: Scope) -> ASGIApp | None:
    """A head that came in one piece was taken in whole, whatever its length."""
    size = len(scope["raw_path"]) + len(scope["query_string"])
    size += sum(len(name) + len(value) for name, value in scope["headers"])
    if size <= MOST_HEAD and len(scope["headers"]) <= MOST_HEADERS:
        return None
    return _close(failure(431, "invalid", "The head of the request is too long."))


def _length(headers: Headers) -> int | None:
    """Of the body as announced; 0 where it isn't."""
    told = headers.get("content-length", "0")
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
