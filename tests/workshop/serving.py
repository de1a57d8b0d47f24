"""A workshop with its doors open on this machine, and phones that come in over real sockets."""

from __future__ import annotations

import http.client
import json
import socket
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.workshop.made import plan, xiaomi
from trainer.progress.clock import utc_now
from trainer.progress.workshops.file import WorkshopFile
from trainer.study.workshop.events import Happened
from trainer.study.workshop.plan import Plan
from trainer.study.workshop.session import Ballot, Session
from trainer.workshop.commands import Command, Next, OpenDoors
from trainer.workshop.host import Host, Keeper
from trainer.workshop.server.homes import TakeHome
from trainer.workshop.server.running import Doors, Heard

PAGE = Path(__file__).parents[2] / "assets" / "phone"
CODE = "K7PXQM"
_LOOPBACK = "127.0.0.1"
_SECONDS = 20.0
"""After which something hangs."""


@dataclass(frozen=True)
class Reply:
    """An answer."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> dict[str, Any]:
        """The body as JSON."""
        value = json.loads(self.body)
        assert isinstance(value, dict)
        return value


@dataclass
class Hall:
    """A workshop whose doors are open."""

    file: WorkshopFile
    host: Host
    doors: Doors
    phones: list[Phone] = field(default_factory=list)

    @property
    def session(self) -> Session:
        """As it was stored last."""
        return self.host.session

    @property
    def ballot(self) -> Ballot:
        """The one that takes votes."""
        ballot = self.session.open_ballot
        assert ballot is not None
        return ballot

    def do(self, *commands: Command) -> tuple[Happened, ...]:
        """What the instructor asks; what happened at the last."""
        return [self.host.submit(each).result(_SECONDS) for each in commands][-1]

    def to_first_vote(self) -> Ballot:
        """From the lobby to the first vote of the first decision."""
        self.do(Next(), Next())
        return self.ballot

    def option(self, number: int = 0) -> str:
        """An option of the decision at which the room is."""
        return self.host.sheet(self.ballot.decision_id).briefing.options[number].id

    def phone(self, name: str = "") -> Phone:
        """A phone; one with a name has joined."""
        phone = Phone(self.doors, key=f"key-of-phone-{len(self.phones):04d}")
        self.phones.append(phone)
        if name:
            assert phone.join(name).status == 200
        return phone

    def raw(self, request: bytes) -> bytes:
        """All that comes back for some bytes until the line is closed."""
        with self.line() as line:
            line.sendall(request)
            return read_all(line)

    @contextmanager
    def line(self) -> Iterator[socket.socket]:
        """An open line to the doors."""
        with socket.create_connection((self.doors.address, self.doors.port), _SECONDS) as line:
            yield line


class Phone:
    """A phone with a browser that keeps its cookie."""

    def __init__(self, doors: Doors, key: str) -> None:
        self._doors, self.key = doors, key
        self.cookie = ""
        self._votes = 0

    def ask(self, method: str, path: str, body: object = None, **headers: str) -> Reply:
        """Send a request as the page would; a header given as '' isn't sent."""
        line = http.client.HTTPConnection(self._doors.address, self._doors.port, timeout=_SECONDS)
        own = {"host": self._doors.place, "cookie": self.cookie}
        content = None
        if body is not None:
            content = body if isinstance(body, bytes) else json.dumps(body).encode()
            own |= {"content-type": "application/json", "origin": f"http://{self._doors.place}"}
        own |= {name.replace("_", "-"): value for name, value in headers.items()}
        try:
            line.request(method, path, content, {name: value for name, value in own.items() if value})
            response = line.getresponse()
            reply = Reply(response.status, {k.lower(): v for k, v in response.getheaders()}, response.read())
        finally:
            line.close()
        if "set-cookie" in reply.headers:
            self.cookie = reply.headers["set-cookie"].partition(";")[0]
        return reply

    def join(self, name: str, code: str = CODE, language: str = "en") -> Reply:
        """Come in."""
        return self.ask("POST", "/api/join", {"code": code, "key": self.key, "name": name, "language": language})

    def me(self) -> Reply:
        """What this phone shows."""
        return self.ask("GET", "/api/me")

    def vote(self, ballot: int, choice: str, forecast: int = 50, vote_id: str = "", reason: str = "") -> Reply:
        """Vote, with an id of its own unless one is given."""
        self._votes += 1
        vote_id = vote_id or f"{self.key}-{self._votes}"
        body = {"ballot": ballot, "id": vote_id, "choice": choice, "forecast": forecast, "reason": reason}
        return self.ask("POST", "/api/vote", body)

    @contextmanager
    def stream(self) -> Iterator[Stream]:
        """An open line on which this phone hears what changes."""
        with socket.create_connection((self._doors.address, self._doors.port), _SECONDS) as line:
            head = f"GET /api/stream HTTP/1.1\r\nHost: {self._doors.place}\r\nCookie: {self.cookie}\r\n\r\n"
            line.sendall(head.encode())
            stream = Stream(line)
            with stream.file:
                yield stream


class Stream:
    """What comes on a line, event by event."""

    def __init__(self, line: socket.socket) -> None:
        self.file = line.makefile("rb")
        self.status = int(self.file.readline().split()[1])
        while self.file.readline().strip():
            pass
        self._text = b""
        self.heard: list[bytes] = []
        """All that came so far, as it came."""

    def next(self, *names: str) -> tuple[str, dict[str, Any]]:
        """The next event of one of these names, or of any; others are passed over."""
        while True:
            name, data = self._event()
            if name and (name in names or not names):
                return name, data

    def view(self) -> dict[str, Any]:
        """The next view."""
        return self.next("view")[1]

    @property
    def is_over(self) -> bool:
        """Whether the line ends here; waits for it if something is still to come."""
        return not self._chunk()

    def _event(self) -> tuple[str, dict[str, Any]]:
        while b"\n\n" not in self._text:
            chunk = self._chunk()
            if not chunk:
                raise EOFError("the line has ended")
            self._text += chunk
        event, _, self._text = self._text.partition(b"\n\n")
        fields = dict(line.partition(b": ")[::2] for line in event.split(b"\n"))
        name = fields.get(b"event", b"").decode()
        return name, json.loads(fields.get(b"data", b"{}"))

    def _chunk(self) -> bytes:
        size = int(self.file.readline().strip() or b"0", 16)
        chunk = self.file.read(size)
        self.file.readline()
        self.heard.append(chunk)
        return chunk


@contextmanager
def hall(
    folder: Path,
    planned: Plan | None = None,
    *,
    page: Path = PAGE,
    take_home: TakeHome | None = None,
    heard: Heard | None = None,
    keeper: Callable[[WorkshopFile], Keeper] | None = None,
) -> Iterator[Hall]:
    """Open the doors of a new workshop on the real case, and close them in the end."""
    planned = planned or plan(2)
    case = xiaomi()
    sheets = [case.sheet(each.decision_id) for each in planned.decisions]
    with WorkshopFile.create(folder, planned) as file:
        file.keep_texts(sheets, case.envelopes)
        host = Host(keeper(file) if keeper else file, utc_now)
        try:
            doors = Doors.open(host, _LOOPBACK, page, utc_now, ports=[0], take_home=take_home, heard=heard)
            try:
                opened = Hall(file, host, doors)
                opened.do(OpenDoors(doors.address, doors.port, CODE))
                yield opened
            finally:
                doors.close()
        finally:
            host.close()


def read_all(line: socket.socket) -> bytes:
    """Whatever comes until the other end closes; a line that was cut off has come to its end too."""
    received = b""
    try:
        while piece := line.recv(65_536):
            received += piece
    except ConnectionResetError:
        pass
    return received
