"""The doors: the server in its thread, opened on one address, and closed again."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import logging
import socket
import sys
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import uvicorn
from starlette.types import Receive, Scope, Send

from trainer.progress.clock import Clock
from trainer.workshop.host import Host
from trainer.workshop.server.api import Api, TakeHome
from trainer.workshop.server.app import make_router
from trainer.workshop.server.guard import MOST_HEAD, Guard
from trainer.workshop.server.lines import Line, keep_alive
from trainer.workshop.server.page import PageFile, read_page
from trainer.workshop.server.streams import Streams

PORTS = range(8420, 8430)
"""Of which the first free one is taken: few, so that a firewall is soon told."""
_BACKLOG = 2_048
_KEEP_ALIVE = 15
"""Seconds for which a phone's line stays open between two requests."""
_FILES = 8_192
"""Open files that a full hall may need."""
_START_SECONDS = 10.0
_STOP_SECONDS = 5.0
"""More than it ever takes; past it the thread is left to itself."""


class DoorsError(Exception):
    """The doors can't be opened; the text says why and what to do."""


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
        _allow_many_files()
        try:
            files = read_page(page)
        except OSError as error:
            raise DoorsError(f"The phones' page in {page} can't be read; install Case Trainer again.") from error
        doors = cls(host, files, clock, take_home)
        doors._heard = heard or doors._heard
        doors._open(address, ports, preferred)
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
        self._connected = frozenset()

    def _open(self, address: str, ports: Iterable[int], preferred: int | None) -> None:
        listening = _listen(address, ports, preferred)
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
        server.guard = Guard(router, lambda: place)
        return server.guard

    def _hear(self, connected: frozenset[int]) -> None:
        self._connected = connected
        self._heard.connected(connected)


class _Server(uvicorn.Server):
    """Ends streams before it waits for answers to be finished."""

    streams: Streams | None = None
    guard: Guard | None = None

    def __init__(self, config: uvicorn.Config, ready: threading.Event) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._ready.set()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        for each in self.servers:
            each.close()
        if self.guard is not None:
            self.guard.hurry()
        if self.streams is not None:
            await self.streams.close()
        await super().shutdown(sockets)


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
            self._server.should_exit = True
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
            backlog=_BACKLOG,
            timeout_keep_alive=_KEEP_ALIVE,
            timeout_graceful_shutdown=1,
            h11_max_incomplete_event_size=MOST_HEAD,
        )
        self._server = _Server(config, self._ready)
        guard = self._make(self._server)
        await self._server.serve([self._listening])


def place_of(address: str, port: int) -> str:
    """Address and port as browsers say them; the port of the web is never said."""
    host = f"[{address}]" if ":" in address else address
    return host if port == 80 else f"{host}:{port}"


def _listen(address: str, ports: Iterable[int], preferred: int | None) -> socket.socket:
    tried = list(dict.fromkeys([*([preferred] if preferred else []), *ports]))
    for port in tried:
        try:
            return _bound(address, port)
        except OSError as error:
            if error.errno in (errno.EADDRINUSE, errno.EACCES):
                continue
            if error.errno in (errno.EADDRNOTAVAIL, errno.EINVAL, errno.EAFNOSUPPORT) or isinstance(
                error, socket.gaierror
            ):
                raise DoorsError(
                    f"The address {address} isn't there any more: the laptop may have changed its network. Choose"
                    " another network for the phones."
                ) from error
            sentence = f"The address {address} can't be used ({error.strerror}). Choose another network."
            raise DoorsError(sentence) from error
    raise DoorsError(
        f"All ports that the program may use on {address} ({min(tried)} to {max(tried)}) are taken by other programs."
        " Close those, or another window of Case Trainer with a running workshop, and try again."
    )


def _bound(address: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    (_, _, _, _, where) = socket.getaddrinfo(address, port, family, socket.SOCK_STREAM, 0, socket.AI_NUMERICHOST)[0]
    listening = socket.socket(family, socket.SOCK_STREAM)
    try:
        # After a crash the same port is free again at once; where this option means something else it isn't set.
        if sys.platform != "win32":
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        keep_alive(listening)
        listening.bind(where)
        listening.listen(_BACKLOG)
    except BaseException:
        listening.close()
        raise
    listening.setblocking(False)
    return listening


def _allow_many_files() -> None:
    """A line is an open file, and many systems allow only 1,024 unless they are asked."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        if soft < _FILES:
            resource.setrlimit(resource.RLIMIT_NOFILE, (_FILES if hard < 0 else min(_FILES, hard), hard))
