"""Many phones in one process of their own, each with its own lines.

``python -m tests.workshop.phones ADDRESS PORT CODE COUNT`` reads orders from its standard input, a JSON object a line,
and answers each with one:

``{"do": "join", "seconds": 2}``
    All come in within so many seconds: ``{"statuses", "took", "seconds": […]}``.
``{"do": "listen"}``
    All open a stream; answered once each has its first view.
``{"do": "vote", "ballot", "options", "seconds", "try"}``
    All vote within so many seconds, and send it again where no answer comes: ``{"statuses", "took", "seconds": […],
    "votes": [[id of the participant's vote, choice], …], "stored": [time, …]}``.
``{"do": "hammer", "ballot", "options", "seconds"}``
    All vote again and again for so many seconds: ``{"statuses", "took"}``.
``{"do": "counts", "voted"}``
    Once every phone was told of so many votes: ``{"told": [[[time, voted], …] of each phone]}``.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import random
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

ROOT = Path(__file__).parents[2]
_LENGTH = re.compile(rb"content-length: (\d+)", re.IGNORECASE)
_COOKIE = re.compile(rb"set-cookie: ([^;\r]+)", re.IGNORECASE)
_VOTED = re.compile(rb'"voted":(\d+)')
_TRIES = 5
_Some = TypeVar("_Some", bound=asyncio.Protocol)


class _Line(asyncio.Protocol):
    """A line on which one request is asked after the other."""

    def __init__(self) -> None:
        self.transport: asyncio.Transport | None = None
        self._received = b""
        self._answer: asyncio.Future[tuple[int, bytes, bytes]] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    async def ask(self, request: bytes) -> tuple[int, bytes, bytes]:
        """Status, head and body."""
        if self.transport is None or self.transport.is_closing():
            raise ConnectionError
        self._answer = asyncio.get_running_loop().create_future()
        self.transport.write(request)
        return await self._answer

    def data_received(self, data: bytes) -> None:
        self._received += data
        head, end, rest = self._received.partition(b"\r\n\r\n")
        length = _LENGTH.search(head)
        if end and length is not None and len(rest) >= int(length[1]):
            self._received = b""
            if self._answer is not None and not self._answer.done():
                self._answer.set_result((int(head[9:12]), head, rest))

    def connection_lost(self, _exc: Exception | None) -> None:
        if self._answer is not None and not self._answer.done():
            self._answer.set_exception(ConnectionError())


class _Stream(asyncio.Protocol):
    """A line on which the counts come."""

    def __init__(self, request: bytes) -> None:
        self._request, self._text = request, b""
        self.begun: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.told: list[tuple[float, int]] = []
        self.transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        transport.write(self._request)

    def data_received(self, data: bytes) -> None:
        self._text += data
        now = time.time()
        *events, self._text = self._text.split(b"\n\n")
        for event in events:
            if b"event: view" in event and not self.begun.done():
                self.begun.set_result(None)
            if voted := _VOTED.search(event):
                self.told.append((now, int(voted[1])))


class _Phone:
    def __init__(self, crowd: _Crowd, number: int) -> None:
        self._crowd, self._number = crowd, number
        self._line: _Line | None = None
        self._cookie = b""
        self.stream: _Stream | None = None

    async def join(self) -> tuple[int, float]:
        """The status, and how long it took."""
        body = {"code": self._crowd.code, "key": f"simulated-phone-{self._number:05d}", "language": "en"}
        begun = time.perf_counter()
        status, head, _ = await self._post("/api/join", body | {"name": f"Phone {self._number}"})
        if cookie := _COOKIE.search(head):
            self._cookie = cookie[1]
        return status, time.perf_counter() - begun

    async def listen(self) -> None:
        """Open a stream and wait for the first view."""
        request = self._head("GET", "/api/stream") + b"\r\n"
        _, self.stream = await self._crowd.connect(lambda: _Stream(request))
        await self.stream.begun

    async def vote(self, ballot: int, options: Sequence[str], number: int) -> tuple[int, float, str, str, str]:
        """Status, how long it took, id and choice of the vote, and when it was stored."""
        choice = options[(self._number + number) % len(options)]
        vote_id = f"vote-{number}-{self._number:05d}"
        body = {"ballot": ballot, "id": vote_id, "choice": choice, "forecast": self._number % 101, "reason": ""}
        begun = time.perf_counter()
        status, _, answer = await self._post("/api/vote", body)
        at = json.loads(answer)["vote"]["at"] if status == 200 else ""
        return status, time.perf_counter() - begun, vote_id, choice, at

    async def _post(self, path: str, body: object) -> tuple[int, bytes, bytes]:
        content = json.dumps(body).encode()
        head = self._head("POST", path) + b"Content-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(content)
        for attempt in range(_TRIES):
            with contextlib.suppress(ConnectionError, OSError):
                if self._line is None:
                    _, self._line = await self._crowd.connect(_Line)
                return await self._line.ask(head + content)
            self._line = None
            await asyncio.sleep(0.05 * 2**attempt)
        return 0, b"", b""

    def _head(self, method: str, path: str) -> bytes:
        head = f"{method} {path} HTTP/1.1\r\nHost: {self._crowd.address}:{self._crowd.port}\r\n".encode()
        return head + b"Cookie: " + self._cookie + b"\r\n" if self._cookie else head


class _Crowd:
    def __init__(self, address: str, port: int, code: str, count: int) -> None:
        self.address, self.port, self.code = address, port, code
        self._phones = [_Phone(self, number) for number in range(count)]
        self._chance = random.Random(count)

    async def connect(self, make: Callable[[], _Some]) -> tuple[object, _Some]:
        return await asyncio.get_running_loop().create_connection(make, self.address, self.port)

    async def do(self, order: dict[str, Any]) -> dict[str, Any]:
        """Carry out one order."""
        match order["do"]:
            case "join":
                return await self._all(order["seconds"], lambda phone: phone.join())
            case "listen":
                await asyncio.gather(*(phone.listen() for phone in self._phones))
                return {}
            case "vote":
                ballot, options, number = order["ballot"], order["options"], order.get("try", 1)
                return await self._all(order["seconds"], lambda phone: phone.vote(ballot, options, number))
            case "hammer":
                return await self._hammer(order["ballot"], order["options"], order["seconds"])
            case "counts":
                return {"told": await self._counts(order["voted"])}
        raise ValueError(order)

    async def _all(self, seconds: float, what: Callable[[_Phone], Awaitable[tuple[Any, ...]]]) -> dict[str, Any]:
        async def later(phone: _Phone, wait: float) -> tuple[Any, ...]:
            await asyncio.sleep(wait)
            return await what(phone)

        begun = time.perf_counter()
        done = await asyncio.gather(*(later(each, self._chance.uniform(0, seconds)) for each in self._phones))
        told: dict[str, Any] = {
            "took": time.perf_counter() - begun,
            "statuses": Counter(str(each[0]) for each in done),
            "seconds": [each[1] for each in done],
        }
        if len(done[0]) > 2:
            told |= {"votes": [[each[2], each[3]] for each in done], "stored": [each[4] for each in done]}
        return told

    async def _hammer(self, ballot: int, options: Sequence[str], seconds: float) -> dict[str, Any]:
        statuses: Counter[str] = Counter()
        begun = time.perf_counter()

        async def again(phone: _Phone) -> None:
            number = 0
            while time.perf_counter() - begun < seconds:
                number += 1
                status, *_ = await phone.vote(ballot, options, number)
                statuses[str(status)] += 1

        await asyncio.gather(*(again(each) for each in self._phones))
        return {"statuses": statuses, "took": time.perf_counter() - begun}

    async def _counts(self, voted: int) -> list[list[tuple[float, int]]]:
        streams = [phone.stream for phone in self._phones if phone.stream is not None]
        until = time.monotonic() + 30
        while any(not each.told or each.told[-1][1] < voted for each in streams):
            if time.monotonic() > until:
                raise TimeoutError("some phones were not told")
            await asyncio.sleep(0.02)
        return [each.told for each in streams]


async def _main(crowd: _Crowd) -> None:
    loop = asyncio.get_running_loop()
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        print(json.dumps(await crowd.do(json.loads(line))), flush=True)


class Crowd:
    """The phones, as whoever started them orders them about."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def begin(self, do: str, **order: object) -> None:
        """Order something; :meth:`done` waits for it."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"do": do} | order) + "\n")
        self._process.stdin.flush()

    def done(self) -> dict[str, Any]:
        """What came of the last order."""
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise EOFError("the phones have ended")
        told = json.loads(line)
        assert isinstance(told, dict)
        return told

    def do(self, do: str, **order: object) -> dict[str, Any]:
        """Order something and wait for it."""
        self.begin(do, **order)
        return self.done()


@contextmanager
def crowd(address: str, port: int, code: str, count: int) -> Iterator[Crowd]:
    """So many phones in a process of their own."""
    command = [sys.executable, "-m", "tests.workshop.phones", address, str(port), code, str(count)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield Crowd(process)
        finally:
            process.kill()


if __name__ == "__main__":
    asyncio.run(_main(_Crowd(sys.argv[1], int(sys.argv[2]), sys.argv[3], int(sys.argv[4]))))
