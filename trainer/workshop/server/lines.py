"""How a single connection is kept in bounds, below HTTP."""

from __future__ import annotations

import asyncio
import socket
from collections import Counter
from typing import Any
from weakref import WeakKeyDictionary

from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.server import ServerState

from trainer.workshop.server.files import open_files
from trainer.workshop.server.limits import house

REQUEST_SECONDS = 10.0
"""In which a request has to be there in full, from when the line opened or the last answer was given."""
MOST_LINES = 4_000
"""Connections at the same time; for another one that is let go of which has asked for nothing longest."""
SHARE = 0.75
"""Of them, how many a single address may hold: a class may stand behind one, and so may somebody who wants to keep all
others out."""
_OTHER_FILES = 200
"""What the program itself may have open meanwhile."""
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


class _Open:
    """All lines of one server by their address, and those that wait to be asked for something, longest first."""

    def __init__(self) -> None:
        self.most = open_files() - _OTHER_FILES
        """More the system doesn't allow, lest nothing else can be opened."""
        self.count: Counter[str] = Counter()
        self.waiting: dict[str, dict[Line, None]] = {}

    def let_one_go(self, address: str | None) -> bool:
        """Of an address, or of whichever has most that wait; says whether there was one."""
        if address is None:
            address = max(self.waiting, key=lambda each: len(self.waiting[each]), default="")
        line = next(iter(self.waiting.get(address, ())), None)
        if line is not None:
            line.give_up()
        return line is not None

    def wait(self, line: Line) -> None:
        """It has nothing to do."""
        self.waiting.setdefault(line.address, {})[line] = None

    def work(self, line: Line) -> None:
        """It has something to do, or is gone."""
        waiting = self.waiting.get(line.address, {})
        waiting.pop(line, None)
        if not waiting:
            self.waiting.pop(line.address, None)


_OPEN: WeakKeyDictionary[ServerState, _Open] = WeakKeyDictionary()


class Line(H11Protocol):
    """A connection of a phone, which can't be held open without asking for anything."""

    address = ""
    """Of the phone, or of the network that it may choose its address from."""
    _deadline: asyncio.TimerHandle | None = None
    _lines: _Open

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin, unless there are too many."""
        super().connection_made(_OneWrite(transport, self.loop))  # type: ignore[arg-type]
        self.address = house(self.client[0]) if self.client is not None else ""
        lines = self._lines = _OPEN.setdefault(self.server_state, _Open())
        lines.count[self.address] += 1
        most = min(MOST_LINES, lines.most)
        is_greedy = lines.count[self.address] > most * SHARE
        is_full = is_greedy or len(self.connections) > most
        if is_full and not lines.let_one_go(self.address if is_greedy else None):
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
        lines = self._lines
        lines.work(self)
        lines.count[self.address] -= 1
        if not lines.count[self.address]:
            del lines.count[self.address]
        super().connection_lost(exc)

    @property
    def is_sending(self) -> bool:
        """Whether the body of a request is on the way."""
        return bool(self.cycle) and self.cycle.more_body and not self.cycle.response_complete

    def give_up(self) -> None:
        """Make room for another one."""
        self._lines.work(self)
        self.transport.abort()

    def _watch(self) -> None:
        # uvicorn says of the cycle that it is always there; before the first request it isn't. While it is answered, a
        # request may take its time, but not while its body is still on the way.
        busy = bool(self.cycle) and not self.cycle.response_complete and not self.cycle.more_body
        # With the beginning of another request behind the last, it isn't between two.
        resting = self.timeout_keep_alive_task is not None and not self.conn.trailing_data[0]
        if busy or self.transport.is_closing():
            self._lines.work(self)
        else:
            self._lines.wait(self)
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
