"""What somebody sends who means no good, over real sockets. None of it changes anything."""

from __future__ import annotations

import socket
import sys
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from tests.workshop.serving import CODE, Hall, read_all
from trainer.workshop.commands import Next
from trainer.workshop.server import guard, lines
from trainer.workshop.server.app import make_router
from trainer.workshop.server.limits import WRONG_CODES

pytestmark = pytest.mark.usefixtures("_nothing_changes")


@pytest.fixture
def _nothing_changes(voting: Hall) -> Iterator[None]:
    before = voting.session
    yield
    assert voting.session is before
    assert voting.phones[0].me().status == 200


def _status(reply: bytes) -> int:
    return int(reply.split(b" ", 2)[1])


def _post(hall: Hall, path: str, body: bytes, *more: str, host: str = "") -> bytes:
    head = [f"POST {path} HTTP/1.1", f"Host: {host or hall.doors.place}", f"Cookie: {hall.phones[0].cookie}", *more]
    return "\r\n".join((*head, "", "")).encode() + body


JSON = "Content-Type: application/json"


# Who asks


@pytest.mark.parametrize(
    "host",
    [
        "evil.example", "evil.example:{port}", "localhost:{port}", "127.0.0.1", "127.0.0.1:80", "[::1]:{port}",
        "127.0.0.1:{port}.evil.example", "0:{port}", "127.1:{port}", "2130706433:{port}",
    ],
)  # fmt: skip
def test_another_name_for_the_laptop_leads_nowhere(voting: Hall, host: str) -> None:
    host = host.format(port=voting.doors.port)
    for request in (
        f"GET /api/me HTTP/1.1\r\nHost: {host}\r\nCookie: {voting.phones[0].cookie}\r\n\r\n".encode(),
        f"GET / HTTP/1.1\r\nHost: {host}\r\n\r\n".encode(),
        _post(voting, "/api/name", b"{}", JSON, "Content-Length: 2", host=host),
    ):
        reply = voting.raw(request)

        assert _status(reply) == 421
        assert b"room" in reply
        assert voting.session.plan.title.encode() not in reply


@pytest.mark.parametrize(
    "request_",
    [
        b"GET /api/me HTTP/1.1\r\n\r\n",
        b"GET /api/me HTTP/1.0\r\n\r\n",
        b"GET /api/me HTTP/1.1\r\nHost: %s\r\nHost: evil.example\r\n\r\n",
        b"GET http://evil.example/api/me HTTP/1.1\r\nHost: evil.example\r\n\r\n",
    ],
)
def test_a_request_without_one_host_is_refused(voting: Hall, request_: bytes) -> None:
    assert _status(voting.raw(request_.replace(b"%s", voting.doors.place.encode()))) in (400, 421, 431)


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": "https://{place}"},
        {"origin": "http://127.0.0.1"},
        {"origin": "", "sec_fetch_site": "cross-site"},
        {"origin": "", "sec_fetch_site": "same-site"},
    ],
)
def test_another_sites_page_cannot_write(voting: Hall, headers: dict[str, str]) -> None:
    headers = {name: value.format(place=voting.doors.place) for name, value in headers.items()}
    phone = voting.phones[0]
    vote = {"ballot": 1, "id": "vote-000001", "choice": voting.option(), "forecast": 5, "reason": ""}

    assert phone.ask("POST", "/api/vote", vote, **headers).status == 403


def test_another_sites_page_cannot_read(voting: Hall) -> None:
    phone = voting.phones[0]

    assert phone.ask("GET", "/api/me", origin="http://evil.example").status == 403
    reply = phone.ask("OPTIONS", "/api/vote", origin=f"http://{voting.doors.place}")
    assert reply.status == 405
    assert not [name for name in reply.headers if name.startswith("access-control")]


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""])
def test_a_form_or_a_text_is_not_read(voting: Hall, kind: str) -> None:
    assert voting.phones[0].ask("POST", "/api/vote", {"ballot": 1}, content_type=kind).status == 415


# How much


@pytest.mark.parametrize("length", [4_097, 1_000_000, 10**18])
def test_a_long_body_is_refused_before_it_is_read(voting: Hall, length: int) -> None:
    reply = voting.raw(_post(voting, "/api/vote", b"", JSON, f"Content-Length: {length}"))

    assert _status(reply) == 413
    assert b"connection: close" in reply.lower()


def test_a_body_of_just_the_limit_is_read(voting: Hall) -> None:
    body = b'{"name": "' + b"x" * (guard.MOST_BYTES - 12) + b'"}'
    assert len(body) == guard.MOST_BYTES

    assert voting.phones[0].ask("POST", "/api/name", body).status == 422


def test_a_body_in_pieces_is_refused_once_it_is_too_long(voting: Hall) -> None:
    piece = b"400\r\n" + b" " * 0x400 + b"\r\n"
    with voting.line() as line:
        line.sendall(_post(voting, "/api/vote", b"", JSON, "Transfer-Encoding: chunked"))
        for _ in range(5):
            line.sendall(piece)
        assert _status(read_all(line)) == 413


@pytest.mark.parametrize("more", ["Content-Length: 5", "Transfer-Encoding: chunked"])
def test_a_body_where_none_belongs_is_refused(voting: Hall, more: str) -> None:
    reply = voting.raw(f"GET /api/me HTTP/1.1\r\nHost: {voting.doors.place}\r\n{more}\r\n\r\n".encode())

    assert _status(reply) == 400


@pytest.mark.parametrize(
    "more",
    [
        "Content-Length: -1",
        "Content-Length: abc",
        "Content-Length: 2\r\nContent-Length: 3",
        "Content-Length: 2\r\nTransfer-Encoding: gzip",
    ],
)
def test_a_length_that_is_none_is_refused(voting: Hall, more: str) -> None:
    assert _status(voting.raw(_post(voting, "/api/vote", b"{}", JSON, more))) in (400, 431, 501)


@pytest.mark.parametrize(
    "head",
    [
        b"X: " + b"x" * 100_000,
        b"\r\n".join(b"X-%d: %s" % (number, b"x" * 50) for number in range(2_000)),
        b"Cookie: " + b"workshop=x.1.y; " * 4_000,
    ],
)
def test_a_huge_head_is_refused(voting: Hall, head: bytes) -> None:
    with voting.line() as line:
        try:
            line.sendall(f"GET / HTTP/1.1\r\nHost: {voting.doors.place}\r\n".encode() + head + b"\r\n\r\n")
            reply = read_all(line)
        except (BrokenPipeError, ConnectionResetError):
            # Cut off while it was still being sent.
            return
    assert not reply or _status(reply) in (400, 431)


def test_a_long_path_is_refused(voting: Hall) -> None:
    with voting.line() as line:
        line.sendall(b"GET /" + b"a" * 20_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n")
        assert _status(read_all(line)) in (400, 431)


@pytest.mark.parametrize(
    "bytes_",
    [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc",
        b"\x00" * 100 + b"\r\n\r\n",
        b"GET\r\n\r\n",
        b"SSH-2.0-x\r\n\r\n",
        b"GET /\xff HTTP/1.1\r\n\r\n",
    ],
)
def test_what_is_no_http_is_refused(voting: Hall, bytes_: bytes) -> None:
    with voting.line() as line:
        line.sendall(bytes_)
        line.shutdown(socket.SHUT_WR)
        reply = read_all(line)
    assert not reply or _status(reply) == 400


# How long


@pytest.mark.parametrize("more", ["Content-Length: 100", "Transfer-Encoding: chunked"])
def test_a_body_that_never_comes_is_not_waited_for(voting: Hall, monkeypatch: pytest.MonkeyPatch, more: str) -> None:
    monkeypatch.setattr(lines, "REQUEST_SECONDS", 0.05)
    with voting.line() as line:
        line.sendall(_post(voting, "/api/vote", b"1", JSON, more))
        assert read_all(line) == b""


def test_a_body_that_comes_drop_by_drop_is_not_waited_for(voting: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "REQUEST_SECONDS", 0.2)
    with voting.line() as line:
        line.sendall(_post(voting, "/api/vote", b"", JSON, "Content-Length: 4000"))
        line.settimeout(0.01)
        assert _drops_until_cut_off(line) < 4_000


def _drops_until_cut_off(line: socket.socket) -> int:
    for drop in range(4_000):
        try:
            line.sendall(b" ")
            if not line.recv(100):
                return drop
        except TimeoutError:
            continue
        except ConnectionError:
            return drop
    return 4_000


@pytest.mark.parametrize("begun", [b"", b"G", b"GET / HTTP/1.1\r\nHost: "])
def test_a_head_that_never_ends_is_not_waited_for(voting: Hall, monkeypatch: pytest.MonkeyPatch, begun: bytes) -> None:
    monkeypatch.setattr(lines, "REQUEST_SECONDS", 0.05)
    with voting.line() as line:
        line.sendall(begun)
        assert read_all(line) == b""


def test_a_second_head_that_never_ends_is_not_waited_for_either(voting: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "REQUEST_SECONDS", 0.05)
    whole = f"GET /api/hello HTTP/1.1\r\nHost: {voting.doors.place}\r\n\r\n".encode()
    with voting.line() as line:
        line.sendall(whole + b"GET / HT")
        reply = read_all(line)
    assert reply.count(b"HTTP/1.1 200") == 1


def test_more_lines_than_there_is_room_for_end_those_that_ask_for_nothing(
    voting: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    with voting.phones[0].stream() as stream:
        stream.view()
        monkeypatch.setattr(lines, "MOST_LINES", 3)
        with ExitStack() as stack:
            idle = [stack.enter_context(voting.line()) for _ in range(8)]
            assert [read_all(each) for each in idle[:6]] == [b""] * 6
            # Behind all those that wait, there is still somebody to be answered.
            assert voting.phones[0].me().status == 200
        monkeypatch.undo()
        assert stream.next("beat")[0] == "beat"


@pytest.mark.skipif(sys.platform != "linux", reason="only here a machine has more than one address of its own")
def test_one_address_leaves_lines_for_others(voting: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "MOST_LINES", 8)
    place = (voting.doors.address, voting.doors.port)
    with ExitStack() as stack:
        greedy = [stack.enter_context(voting.line()) for _ in range(12)]
        assert [read_all(each) for each in greedy[:4]] == [b""] * 4
        other = stack.enter_context(socket.create_connection(place, source_address=("127.0.0.2", 0)))
        other.sendall(f"GET / HTTP/1.1\r\nHost: {voting.doors.place}\r\n\r\n".encode())
        assert other.recv(12) == b"HTTP/1.1 200"


@pytest.mark.skipif(sys.platform == "win32", reason="there a line is no file")
def test_lines_leave_files_for_the_program_itself(opened: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    import resource

    monkeypatch.setattr(resource, "getrlimit", lambda _: (204, 204))
    with ExitStack() as stack:
        idle = [stack.enter_context(opened.line()) for _ in range(6)]
        assert [read_all(each) for each in idle[:3]] == [b""] * 3
        assert opened.phone("Mei").me().status == 200


def test_requests_in_one_go_are_answered_one_by_one(voting: Hall) -> None:
    once = f"GET /api/me HTTP/1.1\r\nHost: {voting.doors.place}\r\nCookie: {voting.phones[0].cookie}\r\n"
    reply = voting.raw(f"{once}\r\n{once}\r\n{once}Connection: close\r\n\r\n".encode())

    assert reply.count(b"HTTP/1.1 200") == 3


def test_a_second_request_hidden_in_the_body_of_a_first_is_none(voting: Hall) -> None:
    hidden = f"GET /api/me HTTP/1.1\r\nHost: {voting.doors.place}\r\n\r\n".encode()
    reply = voting.raw(
        _post(voting, "/api/vote", b"0\r\n\r\n" + hidden, JSON, "Content-Length: 5", "Transfer-Encoding: chunked")
    )

    assert reply.count(b"HTTP/1.1") == 1
    assert _status(reply) == 400


# What for


def _tokens(token: str, other: str) -> Iterator[str]:
    workshop, number, signature = token.split(".")
    yield from ("", "x", "..", "a.b.c", f"{workshop}.1", f"{workshop}.1.", f"{workshop}.1.{'0' * 64}")
    yield from (f"{workshop}.2.{signature}", f"{workshop}.01.{signature}", f"{workshop}.1.{signature.upper()}")
    yield from (f"{workshop}.-1.{signature}", f"{workshop}.{'9' * 30}.{signature}", f"{workshop}.٣.{signature}")
    yield from (f"{other}.{number}.{signature}", f"{workshop}.{number}.{signature}0", f"{token}.{signature}")


def test_a_forged_or_old_token_is_told_so_in_words(voting: Hall) -> None:
    right = voting.phones[0].cookie.partition("=")[2]
    for token in _tokens(right, "another"):
        for path in ("me", "stream", "take-home"):
            head = f"GET /api/{path} HTTP/1.1\r\nHost: {voting.doors.place}\r\nConnection: close\r\n"
            reply = voting.raw(head.encode() + b"Cookie: workshop=" + token.encode() + b"\r\n\r\n")

            assert _status(reply) == 401, token
            assert b'"error":"token"' in reply


@pytest.mark.parametrize(
    "path",
    [
        "/../pyproject.toml", "/..%2fpyproject.toml", "/%2e%2e/%2e%2e/etc/passwd", "//etc/passwd", "/page.html/../../x",
        "/..\\..\\pyproject.toml", "/%00", "/page.html%00.js", "/./page.html", "/themes/paper.json", "/words", "/admin",
        "/api", "/api/", "/api/next", "/api/me/", "/api/session", "/docs", "/openapi.json", "/K7PXQ", "/K7PXQMM",
    ],
)  # fmt: skip
def test_what_is_not_there_is_not_found(voting: Hall, path: str) -> None:
    reply = voting.raw(f"GET {path} HTTP/1.1\r\nHost: {voting.doors.place}\r\nConnection: close\r\n\r\n".encode())

    assert _status(reply) == 404
    assert b"root:" not in reply


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "QUERY"])
def test_other_methods_are_refused(voting: Hall, method: str) -> None:
    for path in ("/", "/api/me", "/api/vote", "/test"):
        request = f"{method} {path} HTTP/1.1\r\nHost: {voting.doors.place}\r\n{JSON}\r\nConnection: close\r\n\r\n"
        assert _status(voting.raw(request.encode())) in (400, 405)


def test_a_socket_that_goes_both_ways_is_not_opened(voting: Hall) -> None:
    more = "Connection: Upgrade, close\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: eA=="
    reply = voting.raw(f"GET /api/stream HTTP/1.1\r\nHost: {voting.doors.place}\r\n{more}\r\n\r\n".encode())

    assert _status(reply) == 401


def test_every_answer_is_kept_in_bounds(voting: Hall) -> None:
    phone = voting.phones[0]
    asked = [("GET", path) for path in ("/", "/page.css", "/nothing", "/test", "/api/hello", "/api/me", "/K7PXQM")]
    for method, path in [*asked, ("POST", "/"), ("GET", "/api/vote"), ("PUT", "/")]:
        headers = phone.ask(method, path).headers

        policy = headers["content-security-policy"].split("; ")
        assert {"default-src 'none'", "form-action 'none'", "frame-ancestors 'none'", "base-uri 'none'"} <= set(policy)
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["cross-origin-resource-policy"] == "same-origin"
        if not path.startswith("/api"):
            assert {"script-src 'self'", "style-src 'self'"} <= set(policy)
            assert "permissions-policy" in headers
            assert headers["cross-origin-opener-policy"] == "same-origin"
        assert "server" not in headers
        if path.startswith("/api"):
            assert headers["cache-control"] == "no-store"


def test_a_fault_shows_nothing_of_the_program(
    voting: Hall, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("a secret of the program")

    monkeypatch.setattr("trainer.workshop.server.streams.Streams.view", fail)
    reply = voting.phones[0].ask("GET", "/api/me")

    assert (reply.status, reply.json["error"]) == (500, "fault")
    assert b"secret" not in reply.body
    assert "a secret of the program" in caplog.text


def test_nothing_that_can_be_asked_steers_the_room(voting: Hall) -> None:
    """Every route is asked, with everything that any of them reads; besides one's own name, vote and marks nothing
    becomes different."""
    doors = voting.doors
    router = make_router(voting.host, _Routes(), doors._files, lambda _: None)  # type: ignore[arg-type]
    routes = {(route.path, method) for route in router.routes for method in route.methods}  # type: ignore[attr-defined]

    assert {path for path, method in routes if method == "POST"} == {
        "/api/join",
        "/api/name",
        "/api/vote",
        "/api/reflect",
    }
    assert {method for _, method in routes} == {"GET", "HEAD", "POST"}
    before = voting.session
    for path, method in sorted(routes):
        if path not in ("/api/stream", "/test"):
            for body in (b"{}", b'{"participant": 1, "step": "end", "command": "Next"}'):
                voting.phones[0].ask(method, path.replace("{name}", "next"), body if method == "POST" else None)
    assert voting.session is before


class _Routes:
    def __getattr__(self, name: str) -> object:
        async def route(request: object) -> None:
            """Is never asked."""

        return route


# Guessing the code


def test_guessing_is_slowed_down_and_keeps_nobody_out_who_has_the_code(voting: Hall) -> None:
    guesser = voting.phone()
    replies = [guesser.join("Guess", code=f"{number:06d}") for number in range(WRONG_CODES + 5)]

    assert [each.status for each in replies] == [403] * WRONG_CODES + [429] * 5
    assert replies[0].json["error"] == "wrong-code"
    assert replies[-1].json["error"] == "too-many"
    assert 0 < int(replies[-1].headers["retry-after"]) <= 60
    assert guesser.ask("GET", "/api/hello?code=XXXXXX").status == 429
    assert guesser.ask("GET", f"/api/hello?code={CODE}").json["code"]
    assert voting.phones[0].me().status == 200


def test_whoever_has_the_code_comes_in_although_others_behind_the_same_address_guess(opened: Hall) -> None:
    for number in range(WRONG_CODES + 1):
        opened.phone().join("Guess", code=f"{number:06d}")

    for number in range(30):
        assert opened.phone().join(f"Student {number}").status == 200
    assert len(opened.session.participants) == 30
    assert opened.do(Next())
