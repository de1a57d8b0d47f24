"""The open lines on which phones hear what has changed."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Iterable

from starlette.types import Receive, Scope, Send

from trainer.progress.clock import Clock
from trainer.study.workshop.events import Happened
from trainer.study.workshop.session import Session
from trainer.workshop.host import Host
from trainer.workshop.phone import Phones
from trainer.workshop.phone_texts import Json
from trainer.workshop.server.answers import as_json, failure
from trainer.workshop.server.changes import changes

BEAT_SECONDS = 4.0
"""After which a phone hears something even if nothing has changed, so that it notices a dead line."""
MOST_PER_PHONE = 3
"""Lines of one participant; with one more the oldest ends."""
MOST = 3_000
"""Lines in all."""
_COUNTS_SECONDS = 0.1
"""Counts are told at most this often,"""
_COUNTS_A_SECOND = 3_000
"""and so many in all, so that votes find their way in between."""
_END_SECONDS = 0.3
"""In which all lines have heard that it is over, or aren't waited for."""
_AT_ONCE = 16
"""Lines that are written to before others have their turn."""
_HEAD: list[tuple[bytes, bytes]] = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store, no-transform"),
    (b"x-accel-buffering", b"no"),
]


class _Line:
    """One open line."""

    def __init__(self, participant: int) -> None:
        self.participant = participant
        self.view = True
        """Whether all that the phone shows has to be told."""
        self.counts = False
        self.beat = False
        self.end: Json | None = None
        """Why it ends."""
        self._waiting: asyncio.Future[None] | None = None

    def wake(self) -> None:
        """Something is to be told."""
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_result(None)

    async def wait(self) -> None:
        """Until something is to be told."""
        if self.view or self.counts or self.beat or self.end is not None:
            return
        self._waiting = asyncio.get_running_loop().create_future()
        await self._waiting
        self._waiting = None


class Streams:
    """All open lines. Lives in the server's loop."""

    def __init__(self, host: Host, clock: Clock, connected: Callable[[frozenset[int]], None]) -> None:
        """``connected`` is told which participants have a line whenever that changes."""
        self._host, self._clock, self._connected = host, clock, connected
        self._loop = asyncio.get_running_loop()
        self._lines: dict[int, list[_Line]] = {}
        self._phones: tuple[int, Phones] | None = None
        self._shared = b""
        """What all phones are told alike, written down."""
        self._counts: tuple[int, bytes] | None = None
        self._counts_due: asyncio.TimerHandle | None = None
        self._counts_told = 0.0
        self._ended = False
        self._is_over = False
        """Whether all lines were to be told that the workshop has ended."""
        self._empty = asyncio.Event()
        """Set when the last line has ended; looked at only while all of them end."""
        self._tasks: set[asyncio.Task[None]] = set()
        self._unsubscribe = host.subscribe(self._news)
        self._beating = self._loop.create_task(self._beat())

    def view(self, participant: int) -> Json:
        """All that a phone shows; raises ``KeyError``."""
        version, phones = self._now()
        return {"version": version} | phones.view(participant, self._clock())

    def _now(self) -> tuple[int, Phones]:
        standing = self._host.standing
        if self._phones is None or self._phones[0] != standing.version:
            self._phones = (standing.version, Phones(standing.session, self._host.sheets, self._host.records))
            self._shared = b""
        return self._phones

    async def serve(self, participant: int, scope: Scope, receive: Receive, send: Send) -> None:
        """Keep a line open until the phone or the room ends it."""
        if self._ended or sum(map(len, self._lines.values())) >= MOST:
            await failure(503, "busy", "Too many lines are open. Try again.", {"retry-after": "3"})(
                scope, receive, send
            )
            return
        line = self._enter(participant)
        leaving = self._loop.create_task(_until_gone(line, receive))
        try:
            await send({"type": "http.response.start", "status": 200, "headers": _HEAD})
            await send(_piece(b"retry: 1500\n\n"))
            while line.end is None:
                if told := self._told(line):
                    await send(_piece(told))
                await line.wait()
            last = self._told(line) + _event("end", as_json(line.end)) if line.end else b""
            await send({"type": "http.response.body", "body": last})
        finally:
            leaving.cancel()
            self._leave(line)

    async def close(self) -> None:
        """End every line, and wait until they have."""
        self._ended = True
        self._unsubscribe()
        self._beating.cancel()
        if self._counts_due is not None:
            self._counts_due.cancel()
        # The doors may close before the news of the end have come, and whoever asks later gets no answer.
        is_news = self._host.session.ended is not None and not self._is_over
        for line in self._all():
            line.view = line.view or is_news
            line.end = {"error": "closing"}
            line.wake()
        self._empty.clear()
        if self._lines:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._empty.wait(), _END_SECONDS)

    def _enter(self, participant: int) -> _Line:
        line = _Line(participant)
        own = self._lines.setdefault(participant, [])
        own.append(line)
        if len(own) > MOST_PER_PHONE:
            own[0].end = {"error": "elsewhere"}
            own[0].wake()
        if len(own) == 1:
            self._connected(frozenset(self._lines))
        return line

    def _leave(self, line: _Line) -> None:
        own = self._lines[line.participant]
        own.remove(line)
        if not own:
            del self._lines[line.participant]
            if not self._lines:
                self._empty.set()
            self._connected(frozenset(self._lines))

    def _told(self, line: _Line) -> bytes:
        """What is due on a line; it ends with what a removed participant is told."""
        told = b""
        if line.view:
            told = _event("view", self._view(line))
        elif line.counts:
            told = self._count()
        elif line.beat:
            told = b"event: beat\ndata: {}\n\n"
        line.view = line.counts = line.beat = False
        return told

    def _view(self, line: _Line) -> bytes:
        """All that a phone shows. Most of it is the same for all, and is written down once."""
        version, phones = self._now()
        if not phones.is_here(line.participant):
            line.end = {"error": "not-here"}
            return as_json({"version": version} | phones.view(line.participant, self._clock()))
        self._shared = self._shared or as_json({"version": version} | phones.shared)
        return self._shared[:-1] + b"," + as_json(phones.own(line.participant, self._clock()))[1:]

    def _count(self) -> bytes:
        """The same bytes for all."""
        standing = self._host.standing
        if self._counts is None or self._counts[0] != standing.version:
            phones = Phones(standing.session, self._host.sheets, self._host.records)
            counts = {"version": standing.version, "here": len(standing.session.here)} | phones.counts()
            self._counts = (standing.version, _event("count", as_json(counts)))
        return self._counts[1]

    def _news(self, _session: Session, events: tuple[Happened, ...]) -> None:
        """Called in a thread of the host."""
        # A loop that has just ended tells nobody any more.
        with contextlib.suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._take, events)

    def _take(self, events: tuple[Happened, ...]) -> None:
        if self._ended:
            return
        self._is_over = self._host.session.ended is not None
        told = changes(events)
        whose = self._lines.keys() if told.everybody else told.participants
        due = [line for each in whose for line in self._lines.get(each, ())]
        due += [line for each in told.by_themselves if len(self._lines.get(each, ())) > 1 for line in self._lines[each]]
        for line in due:
            line.view = True
        self._wake(due)
        if told.counts and not told.everybody:
            self._plan_counts()

    def _plan_counts(self) -> None:
        if self._counts_due is None:
            pause = max(_COUNTS_SECONDS, sum(map(len, self._lines.values())) / _COUNTS_A_SECOND)
            self._counts_due = self._loop.call_at(self._counts_told + pause, self._tell_counts)

    def _tell_counts(self) -> None:
        self._counts_due = None
        self._counts_told = self._loop.time()
        due = list(self._all())
        for line in due:
            line.counts = True
        self._wake(due)

    async def _beat(self) -> None:
        while True:
            await asyncio.sleep(BEAT_SECONDS)
            due = list(self._all())
            for line in due:
                line.beat = True
            self._wake(due)

    def _wake(self, lines: list[_Line]) -> None:
        """Have lines written to, a few at a time."""
        if len(lines) <= _AT_ONCE:
            for line in lines:
                line.wake()
            return
        task = self._loop.create_task(_wake_by_turns(lines))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _all(self) -> Iterable[_Line]:
        return (line for each in tuple(self._lines.values()) for line in each)


async def _wake_by_turns(lines: list[_Line]) -> None:
    for start in range(0, len(lines), _AT_ONCE):
        for line in lines[start : start + _AT_ONCE]:
            line.wake()
        await asyncio.sleep(0)


async def _until_gone(line: _Line, receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    line.end = line.end or {}
    line.wake()


def _piece(body: bytes) -> dict[str, object]:
    return {"type": "http.response.body", "body": body, "more_body": True}


def _event(name: str, data: bytes) -> bytes:
    return b"event: " + name.encode() + b"\ndata: " + data + b"\n\n"
