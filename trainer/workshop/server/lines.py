"""How a single connection is kept in bounds, below HTTP."""

from __future__ import annotations

import asyncio
import socket
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol

from trainer.workshop.server.limits import house

REQUEST_SECONDS = 10.0
"""In which a request has to be there in full, from when the line opened or the last answer was given."""
MOST_LINES = 4_000
"""Connections at the same time; another one is closed at once."""
SHARE = 0.75
"""Of them, how many a single address may hold: a class may stand behind one, and so may somebody who wants to keep all
others out."""
_DEAD_SECONDS = 30
"""After which a line counts as dead where nothing that is sent to it arrives."""


class _OneWrite:
    """A transport that sends in one go what is written to it in one go: the head of an answer and its body."""

    def __init__(self, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop) -> None:
        self._transport, self._loop = transport, loop
        self._held: list[bytes] = []

    def write(self, data: bytes) -> None:
        """Send it, with what else is written before the loop turns."""
        if data:
            if not self._held:
                self._loop.call_soon(self._send)
            self._held.append(data)

    def close(self) -> None:
        """Send what is left and end."""
        self._send()
        self._transport.close()

    def _send(self) -> None:
        if self._held:
            held, self._held = b"".join(self._held), []
            self._transport.write(held)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)


class Line(H11Protocol):
    """A connection of a phone, which can't be held open without asking for anything."""

    _deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin, unless there are too many."""
        super().connection_made(_OneWrite(transport, self.loop))  # type: ignore[arg-type]
        if len(self.connections) > MOST_LINES or self._has_its_share():
            transport.abort()
        else:
            self._watch()

    def data_received(self, data: bytes) -> None:
        """Take what came, and see that what has begun comes to its end."""
        super().data_received(data)
        self._watch()

    def on_response_complete(self) -> None:
        """As it was; a pipelined request may have begun meanwhile."""
        super().on_response_complete()
        self._watch()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget it."""
        self._stop()
        super().connection_lost(exc)

    @property
    def is_sending(self) -> bool:
        """Whether the body of a request is on the way."""
        return bool(self.cycle) and self.cycle.more_body and not self.cycle.response_complete

    def _has_its_share(self) -> bool:
        most = int(MOST_LINES * SHARE)
        if len(self.connections) <= most or self.client is None:
            return False
        own = house(self.client[0])
        others = (each.client for each in self.connections if isinstance(each, Line))
        return sum(house(each[0]) == own for each in others if each is not None) > most

    def _watch(self) -> None:
        # uvicorn says of the cycle that it is always there; before the first request it isn't. While it is answered, a
        # request may take its time, but not while its body is still on the way.
        busy = bool(self.cycle) and not self.cycle.response_complete and not self.cycle.more_body
        # With the beginning of another request behind the last, it isn't between two.
        resting = self.timeout_keep_alive_task is not None and not self.conn.trailing_data[0]
        if busy or resting or self.transport.is_closing():
            self._stop()
        elif self._deadline is None:
            self._deadline = self.loop.call_later(REQUEST_SECONDS, self.transport.abort)

    def _stop(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None


def keep_alive(listening: socket.socket) -> None:
    """Have lines of phones that went away without a word noticed, where the system can: accepted sockets are as the
    listening one."""
    options: dict[str, Any] = {
        "TCP_KEEPIDLE": _DEAD_SECONDS // 2,
        "TCP_KEEPINTVL": 5,
        "TCP_KEEPCNT": 3,
        "TCP_USER_TIMEOUT": _DEAD_SECONDS * 1000,
    }
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    for name, value in options.items():
        if hasattr(socket, name):
            listening.setsockopt(socket.IPPROTO_TCP, getattr(socket, name), value)
