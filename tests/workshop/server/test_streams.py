from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from queue import SimpleQueue

import pytest

from tests.workshop.serving import PAGE, Hall, Stream, hall
from trainer.progress.clock import utc_now
from trainer.study.workshop.session import Session
from trainer.workshop.commands import Blank, CloseBallot, End, Next, TakeNote
from trainer.workshop.server import streams
from trainer.workshop.server.running import Doors, Heard


def test_a_phone_hears_where_the_room_goes(opened: Hall) -> None:
    with opened.phone("Mei").stream() as stream:
        assert stream.view()["step"] == "lobby"
        opened.do(Next())
        assert stream.view()["step"] == "briefing"
        opened.do(Next())
        view = stream.view()
        assert (view["step"], view["ballot"]["open"]) == ("first-vote", True)


def test_views_and_counts_say_which_is_the_newer(opened: Hall) -> None:
    phone, other = opened.phone("Mei"), opened.phone("Jonas")
    versions = [phone.me().json["version"]]
    with phone.stream() as stream:
        versions.append(stream.view()["version"])
        ballot = opened.to_first_vote()
        other.vote(ballot.id, opened.option())
        view = stream.view()
        while view["step"] != "first-vote":
            view = stream.view()
        versions += [view["version"], stream.next("count")[1]["version"]]

    assert versions == sorted(versions)
    assert versions[-1] == opened.host.standing.version


def test_who_comes_and_votes_is_counted_and_not_named(opened: Hall) -> None:
    phone = opened.phone("Mei")
    ballot = opened.to_first_vote()
    with phone.stream() as stream:
        stream.view()
        opened.phone("Jonas").vote(ballot.id, opened.option(1), 77, reason="A reason of Jonas")
        told = stream.next("count")[1]
        while told["ballot"]["voted"] < 1:
            told = stream.next("count")[1]
        heard = b"".join(stream.heard)

    assert (told["here"], told["ballot"]["voted"], told["ballot"]["of"]) == (2, 1, 2)
    assert b"Jonas" not in heard
    assert b'"forecast":77' not in heard


def test_a_line_tells_each_phone_what_it_is_told_when_it_asks(opened: Hall) -> None:
    phones = [opened.phone(name) for name in ("Mei", "Jonas", "Ada")]
    ballot = opened.to_first_vote()
    phones[1].vote(ballot.id, opened.option(1), 35)
    opened.do(CloseBallot())
    for each in phones:
        with each.stream() as stream:
            assert stream.view() == each.me().json


def test_another_tab_of_the_same_phone_hears_of_its_vote(opened: Hall) -> None:
    phone = opened.phone("Mei")
    ballot = opened.to_first_vote()
    with phone.stream() as one, phone.stream() as two:
        one.view(), two.view()
        phone.vote(ballot.id, opened.option(1), 35)

        for each in (one, two):
            # News of the vote that was opened may still have been on the way.
            mine = next(view["mine"] for view in iter(each.view, None) if view["mine"])
            assert mine["choice"] == opened.option(1)


def test_what_is_the_instructors_own_is_told_to_nobody(opened: Hall) -> None:
    with opened.phone("Mei").stream() as stream:
        stream.view()
        opened.do(TakeNote("", "Ask the back row"), Blank(True), Next())

        assert stream.next("view", "count")[1]["step"] == "briefing"
        assert b"back row" not in b"".join(stream.heard)


def test_a_phone_hears_something_even_when_nothing_happens(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "BEAT_SECONDS", 0.02)
    with hall(tmp_path) as opened, opened.phone("Mei").stream() as stream:
        stream.view()
        assert [stream.next("beat")[0] for _ in range(3)] == ["beat"] * 3


def test_with_too_many_lines_of_one_phone_the_oldest_ends(opened: Hall) -> None:
    phone = opened.phone("Mei")
    with ExitStack() as stack:
        lines = [stack.enter_context(phone.stream()) for _ in range(streams.MOST_PER_PHONE)]
        for each in lines:
            each.view()
        newest = stack.enter_context(phone.stream())
        newest.view()

        assert lines[0].next("end")[1] == {"error": "elsewhere"}
        assert lines[0].is_over
        opened.do(Next())
        for each in (*lines[1:], newest):
            assert each.view()["step"] == "briefing"


def test_more_lines_than_there_is_room_for_are_told_to_come_later(
    opened: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streams, "MOST", 1)
    with opened.phone("Mei").stream() as stream:
        stream.view()
        refused = opened.phone("Jonas").ask("GET", "/api/stream")

    assert (refused.status, refused.json["error"]) == (503, "busy")
    assert int(refused.headers["retry-after"]) > 0


def test_who_has_a_line_is_known_and_who_lost_it_too(tmp_path: Path) -> None:
    heard: SimpleQueue[frozenset[int]] = SimpleQueue()
    with hall(tmp_path, heard=Heard(heard.put, lambda _: None)) as opened:
        mei, jonas = opened.phone("Mei"), opened.phone("Jonas")
        with jonas.stream() as stays:
            stays.view()
            assert heard.get(timeout=20) == {2}
            with mei.stream() as goes:
                goes.view()
                assert heard.get(timeout=20) == {1, 2} == opened.doors.connected
            assert heard.get(timeout=20) == {2} == opened.doors.connected


def test_a_phone_that_reads_nothing_holds_up_nobody(opened: Hall) -> None:
    deaf, phone = opened.phone("Deaf"), opened.phone("Mei")
    with socket.socket() as line, phone.stream() as stream:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1_024)
        line.connect((opened.doors.address, opened.doors.port))
        head = f"GET /api/stream HTTP/1.1\r\nHost: {opened.doors.place}\r\nCookie: {deaf.cookie}\r\n\r\n"
        line.sendall(head.encode())
        stream.view()
        opened.to_first_vote()
        for number in range(60):
            opened.phone(f"Late {number}")
        opened.do(Next())
        view = stream.view()
        while view["step"] != "first-vote" or view["ballot"]["open"]:
            view = stream.view()

        assert phone.me().json["here"] == 62


def test_doors_close_within_a_second_with_fifty_open_lines(tmp_path: Path) -> None:
    with hall(tmp_path) as opened, ExitStack() as stack:
        lines = []
        for number in range(50):
            lines.append(stack.enter_context(opened.phone(f"Phone {number}").stream()))
            lines[-1].view()
        # One that never says what it wants, and one that never ends to say it, are not waited for either.
        stack.enter_context(opened.line())
        slow = stack.enter_context(opened.line())
        slow.sendall(
            f"POST /api/join HTTP/1.1\r\nHost: {opened.doors.place}\r\nContent-Type: application/json\r\n"
            "Content-Length: 50\r\n\r\n{".encode()
        )
        begun = time.monotonic()
        opened.doors.close()
        took = time.monotonic() - begun

        assert took < 1
        for each in lines:
            assert each.next("end")[1] == {"error": "closing"}
            assert each.is_over
        assert not opened.doors.is_open
        assert opened.doors.connected == frozenset()


def test_a_workshop_that_ends_and_closes_its_doors_at_once_has_told_all_phones_that_it_is_over(opened: Hall) -> None:
    told_late = threading.Event()

    def wait(_session: Session, _events: object) -> None:
        assert told_late.wait(20)

    opened.host.subscribe(wait)
    for number in range(20):
        opened.phone(f"Phone {number}")
    with ExitStack() as stack:
        opened.doors.move(opened.doors.address)
        streams = [stack.enter_context(phone.stream()) for phone in opened.phones]
        opened.do(End())
        opened.doors.close()
        told_late.set()

        for stream in streams:
            told = dict(_rest(stream))
            assert told["view"]["ended"]
            assert told["end"]["error"] == "closing"


def test_phones_come_back_when_the_doors_open_again_on_the_same_port(opened: Hall) -> None:
    phone = opened.phone("Mei")
    place = opened.doors.place
    with phone.stream() as stream:
        stream.view()
        opened.doors.move(opened.doors.address)
        assert stream.next("end")[1] == {"error": "closing"}

    assert opened.doors.place == place
    with phone.stream() as stream:
        assert stream.view()["me"]["name"] == "Mei"


def test_after_closing_they_may_be_opened_anew(opened: Hall) -> None:
    opened.doors.close()
    opened.doors.close()
    doors = Doors.open(opened.host, opened.doors.address, PAGE, utc_now, preferred=opened.doors.port)
    try:
        assert doors.port == opened.doors.port
    finally:
        doors.close()


def _rest(stream: Stream) -> Iterator[tuple[str, dict[str, object]]]:
    """All that is told until the line ends."""
    while True:
        try:
            yield stream.next()
        except EOFError:
            return
