"""The least that a server of votes can be: one Starlette handler that stores what it is sent, and answers."""

from __future__ import annotations

import asyncio
import datetime as dt
import socket
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

_TABLES = """
CREATE TABLE vote (ballot_id INTEGER, participant INTEGER, id TEXT, choice TEXT, forecast INTEGER, reason TEXT, at TEXT,
    PRIMARY KEY (ballot_id, participant));
CREATE TABLE moment (seq INTEGER PRIMARY KEY, at TEXT, kind TEXT, event TEXT);
"""
_VOTE = "INSERT OR REPLACE INTO vote VALUES (?, ?, ?, ?, ?, ?, ?)"
_MOMENT = "INSERT INTO moment (at, kind, event) VALUES (?, 'voted', ?)"
_Row = tuple[int, int, str, str, int, str, str]


class Storing(Enum):
    """When what came in is made durable."""

    ONE_BY_ONE = "one by one"
    TOGETHER = "together"
    """All that waits at once."""


class _Votes:
    def __init__(self, path: Path, storing: Storing) -> None:
        self._storing = storing
        self._connection = sqlite3.connect(path, check_same_thread=False)
        for pragma in ("locking_mode=EXCLUSIVE", "journal_mode=WAL", "synchronous=FULL"):
            self._connection.execute(f"PRAGMA {pragma}")
        self._connection.executescript(_TABLES)
        self._waiting: list[tuple[_Row, bytes, asyncio.Future[None]]] = []
        self._asked = threading.Condition()
        self._over = False
        self._joined = 0

    async def join(self, _request: Request) -> JSONResponse:
        """A number for whoever comes."""
        self._joined += 1
        return JSONResponse({}, headers={"set-cookie": f"number={self._joined}"})

    async def vote(self, request: Request) -> JSONResponse:
        """Store a vote durably, then answer."""
        said = await request.json()
        text = await request.body()
        at = dt.datetime.now(dt.UTC).isoformat()
        number = int(request.cookies["number"])
        row = (said["ballot"], number, said["id"], said["choice"], said["forecast"], said["reason"], at)
        if self._storing is Storing.ONE_BY_ONE:
            self._store([(row, text)])
        else:
            stored = asyncio.get_running_loop().create_future()
            with self._asked:
                self._waiting.append((row, text, stored))
                self._asked.notify()
            await stored
        return JSONResponse({"vote": {**said, "at": at}})

    def write(self, loop: asyncio.AbstractEventLoop) -> None:
        """In a thread: store all that waits, as long as there is somebody to wait."""
        while True:
            with self._asked:
                while not self._waiting and not self._over:
                    self._asked.wait()
                batch, self._waiting = self._waiting, []
            if not batch:
                return
            self._store([(row, text) for row, text, _ in batch])
            loop.call_soon_threadsafe(_resolve, [each for *_, each in batch])

    def _store(self, votes: list[tuple[_Row, bytes]]) -> None:
        self._connection.executemany(_VOTE, [row for row, _ in votes])
        self._connection.executemany(_MOMENT, [(row[-1], text) for row, text in votes])
        self._connection.commit()

    def end(self) -> None:
        """Take no more."""
        with self._asked:
            self._over = True
            self._asked.notify()

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()


def _resolve(stored: list[asyncio.Future[None]]) -> None:
    for each in stored:
        if not each.done():
            each.set_result(None)


@contextmanager
def floor(folder: Path, storing: Storing) -> Iterator[int]:
    """Run it; gives its port."""
    folder.mkdir(parents=True, exist_ok=True)
    votes = _Votes(folder / "floor.sqlite3", storing)
    app = Starlette(
        routes=[Route("/api/join", votes.join, methods=["POST"]), Route("/api/vote", votes.vote, methods=["POST"])]
    )
    config = uvicorn.Config(app, port=0, http="h11", ws="none", lifespan="off", log_config=None, access_log=False)
    server = _Server(config)
    thread = threading.Thread(target=asyncio.run, args=(_serve(server, votes),))
    thread.start()
    server.ready.wait()
    try:
        yield server.servers[0].sockets[0].getsockname()[1]
    finally:
        server.should_exit = True
        thread.join()
        votes.close()


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = threading.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.ready.set()


async def _serve(server: _Server, votes: _Votes) -> None:
    writer = threading.Thread(target=votes.write, args=(asyncio.get_running_loop(),))
    writer.start()
    await server.serve()
    votes.end()
    writer.join()
