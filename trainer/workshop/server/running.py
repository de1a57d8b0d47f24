"""The doors: the server in its thread, opened on one address, and closed again."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import socket
import sys
import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import uvicorn
from starlette.types import Receive, Scope, Send

from trainer.progress.clock import Clock
from trainer.workshop.host import Host
from trainer.workshop.server.api import Api
from trainer.workshop.server.app import make_router
from trainer.workshop.server.files import allow_many_files
from trainer.workshop.server.guard import MOST_HEAD, Guard
from trainer.workshop.server.homes import TakeHome
from trainer.workshop.server.lines import Line
from trainer.workshop.server.listening import BACKLOG, DoorsError, listen, place_of
from trainer.workshop.server.page import PageFile, read_page
from trainer.workshop.server.streams import Streams

PORTS = range(8420, 8430)
"""Of which the first free one is taken: few, so that a firewall is soon told."""
_KEEP_ALIVE = 15
"""Seconds for which a phone's line stays open between two requests."""
_START_SECONDS = 10.0
_ANSWER_SECONDS = 0.3
"""In which what was asked before the end is answered."""
_TURNS = 5
"""Of the loop, in which all is done that had begun."""
_TURN_SECONDS = 0.00005
"""For which a thread may keep the interpreter while others wait for it: a window that is painted asks for it hundreds
of times, and phones must not have it for 5 ms each time."""
_STOP_SECONDS = 5.0
"""More than it ever takes; past it the thread is left to itself."""


@dataclass(frozen=True, slots=True)
class Heard:
    """Whom the doors tell what they hear. Called in the server's thread."""

    connected: Callable[[frozenset[int]], None]
    """Which participants have a line, whenever that changes."""
    tested: Callable[[str], None]
    """The address of a phone that opened the page of the test."""


class Doors:
    """An open server. Its methods may be called from any thread but the server's own."""

    def __init__(self, host: Host, files: dict[str, PageFile], clock: Clock, take_home: TakeHome | None) -> None:
        self._host, self._files, self._clock, self._take_home = host, files, clock, take_home
        self._connected: frozenset[int] = frozenset()
        self._heard = Heard(lambda _: None, lambda _: None)
        self._running: _Running | None = None
        self._address, self._port = "", 0
        self._turn_before = sys.getswitchinterval()

    @classmethod
    def open(
        cls,
        host: Host,
        address: str,
        page: Path,
        clock: Clock,
        *,
        ports: Iterable[int] = PORTS,
        preferred: int | None = None,
        take_home: TakeHome | None = None,
        heard: Heard | None = None,
    ) -> Self:
        """Let phones in.

        Args:
            host: of the workshop; outlives the doors.
            address: IP address of this machine, in the network that the phones are in.
            page: the folder with the phones' page.
            clock: tells how much time is left.
            ports: tried in their order; 0 is any that is free.
            preferred: tried before them: the one that phones know already.
            take_home: makes the file of a participant's own votes.
            heard: is told what the doors hear.

        Raises:
            DoorsError: the address can't be used, or no port is free.
        """
        allow_many_files()
        try:
            files = read_page(page)
        except OSError as error:
            raise DoorsError(f"The phones' page in {page} can't be read; install Case Trainer again.") from error
        doors = cls(host, files, clock, take_home)
        doors._heard = heard or doors._heard
        doors._open(address, ports, preferred)
        sys.setswitchinterval(_TURN_SECONDS)
        return doors

    @property
    def address(self) -> str:
        """On which they stand open."""
        return self._address

    @property
    def port(self) -> int:
        """On which they stand open."""
        return self._port

    @property
    def place(self) -> str:
        """Address and port as one types them."""
        return place_of(self._address, self._port)

    @property
    def connected(self) -> frozenset[int]:
        """Participants whose phones have a line at the moment."""
        return self._connected

    @property
    def is_open(self) -> bool:
        """Whether phones can come in."""
        return self._running is not None and self._running.thread.is_alive()

    def move(self, address: str, ports: Iterable[int] = PORTS) -> None:
        """Open on another address, with the same port where it is free, and close on this one; or on the same one
        anew, once the network is back.

        Raises:
            DoorsError: the other address can't be used; the doors stand as they did.
        """
        running, port = self._running, self._port
        if running is not None and address == self._address:
            running.stop()
            self._running = None
            running = None
        self._open(address, ports, port)
        if running is not None:
            running.stop()

    def close(self) -> None:
        """Tell all phones, and let nobody in any more; a second time does nothing."""
        if self._running is not None:
            self._running.stop()
            self._running = None
            sys.setswitchinterval(self._turn_before)
        self._connected = frozenset()

    def _open(self, address: str, ports: Iterable[int], preferred: int | None) -> None:
        listening = listen(address, ports, preferred)
        port = listening.getsockname()[1]
        place = place_of(address, port)
        running = _Running(lambda server: self._make(server, place), listening)
        running.start()
        self._running, self._address, self._port = running, address, port

    def _make(self, server: _Server, place: str) -> Guard:
        """Called in the server's loop."""
        server.streams = Streams(self._host, self._clock, self._hear)
        api = Api(self._host, server.streams, self._take_home)
        router = make_router(self._host, api, self._files, self._heard.tested)
        return Guard(router, place)

    def _hear(self, connected: frozenset[int]) -> None:
        self._connected = connected
        self._heard.connected(connected)


class _Server(uvicorn.Server):
    """Ends at once when it is told to: every line hears that it is over, and whoever doesn't go is cut off."""

    streams: Streams

    def __init__(self, config: uvicorn.Config, ready: threading.Event) -> None:
        super().__init__(config)
        self._ready = ready
        self._loop = asyncio.get_running_loop()
        self._over = asyncio.Event()

    def end(self) -> None:
        """May be called from any thread."""
        # One that has ended by itself can't be told any more.
        with contextlib.suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._over.set)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._ready.set()

    async def main_loop(self) -> None:
        while not self._over.is_set():
            # What is due each second, such as the date in the answers.
            await self.on_tick(0)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._over.wait(), 1)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        await self._let_nobody_in(sockets or ())
        await self.streams.close()
        lines = tuple(self.server_state.connections)
        for line in lines:
            # Whoever is still sending is cut off: only what was asked in full is answered.
            if isinstance(line, Line) and line.is_sending:
                line.transport.abort()
            line.shutdown()
        if self.server_state.tasks:
            await asyncio.wait(tuple(self.server_state.tasks), timeout=_ANSWER_SECONDS)
        for _ in range(_TURNS):
            # What was written last goes out, and what was let in last comes up, at the next turn of the loop.
            await asyncio.sleep(0)
            for line in tuple(self.server_state.connections):
                if not line.transport.is_closing():
                    line.transport.abort()
        for line in lines:
            line.transport.abort()
        await asyncio.sleep(0)

    async def _let_nobody_in(self, sockets: Sequence[socket.socket]) -> None:
        """Whoever is just coming in has to be in before the server closes, or their line is never closed."""
        for listening in sockets:
            with contextlib.suppress(NotImplementedError):
                self._loop.remove_reader(listening)
        for _ in range(_TURNS):
            await asyncio.sleep(0)
        for server in self.servers:
            server.close()
        for listening in sockets:
            listening.close()


class _Running:
    """One server in its thread."""

    def __init__(self, make: Callable[[_Server], Guard], listening: socket.socket) -> None:
        self._make, self._listening = make, listening
        self._ready = threading.Event()
        self._server: _Server | None = None
        self.thread = threading.Thread(target=self._run, name="workshop-server", daemon=True)

    def start(self) -> None:
        """Come back once phones are let in."""
        self.thread.start()
        if not self._ready.wait(_START_SECONDS) or not self.thread.is_alive():
            self.stop()
            raise DoorsError("The server for the phones didn't start. Try again.")

    def stop(self) -> None:
        """Come back once it has ended."""
        if self._server is not None:
            self._server.end()
        self.thread.join(_STOP_SECONDS)
        self._listening.close()

    def _run(self) -> None:
        try:
            asyncio.run(self._serve())
        except Exception:
            logging.getLogger(__name__).exception("The server for the phones ended")
        finally:
            self._ready.set()

    async def _serve(self) -> None:
        async def app(scope: Scope, receive: Receive, send: Send) -> None:
            await guard(scope, receive, send)

        config = uvicorn.Config(
            app,
            http=Line,
            ws="none",
            lifespan="off",
            log_config=None,
            log_level=logging.CRITICAL,
            access_log=False,
            proxy_headers=False,
            server_header=False,
            workers=1,
            backlog=BACKLOG,
            timeout_keep_alive=_KEEP_ALIVE,
            h11_max_incomplete_event_size=MOST_HEAD,
        )
        self._server = _Server(config, self._ready)
        guard = self._make(self._server)
        await self._server.serve([self._listening])
