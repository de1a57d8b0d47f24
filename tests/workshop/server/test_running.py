from __future__ import annotations

import socket
import sys
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.workshop.serving import PAGE, Hall, hall
from trainer.progress.clock import utc_now
from trainer.workshop.server.listening import DoorsError, place_of
from trainer.workshop.server.running import PORTS, Doors, Heard

LOOPBACK = "127.0.0.1"


def _taken(port: int = 0) -> socket.socket:
    taken = socket.socket()
    taken.bind((LOOPBACK, port))
    taken.listen()
    return taken


def test_the_first_free_port_of_the_range_is_taken(opened: Hall) -> None:
    with _taken() as one, _taken() as two:
        busy = [each.getsockname()[1] for each in (one, two)]
        doors = Doors.open(opened.host, LOOPBACK, PAGE, utc_now, ports=[*busy, 0])
        try:
            assert doors.port not in busy
        finally:
            doors.close()


def test_the_port_that_phones_know_is_tried_first(opened: Hall) -> None:
    with _taken() as free:
        preferred = free.getsockname()[1]
    doors = Doors.open(opened.host, LOOPBACK, PAGE, utc_now, ports=[0], preferred=preferred)
    try:
        assert doors.port == preferred
    finally:
        doors.close()


def test_threads_take_short_turns_while_the_doors_are_open(tmp_path: Path) -> None:
    before = sys.getswitchinterval()
    with hall(tmp_path) as opened:
        within = sys.getswitchinterval()
        opened.doors.close()
        opened.doors.close()
        assert sys.getswitchinterval() == before

    assert within <= before / 10


def test_when_all_ports_are_taken_it_says_so(opened: Hall) -> None:
    with ExitStack() as stack:
        ports = [stack.enter_context(_taken()).getsockname()[1] for _ in range(2)]
        with pytest.raises(DoorsError, match="are taken by other programs") as refused:
            Doors.open(opened.host, LOOPBACK, PAGE, utc_now, ports=ports)
    assert str(min(ports)) in str(refused.value)


@pytest.mark.parametrize("address", ["203.0.113.7", "2001:db8::7", "999.1.1.1", "evil.example"])
def test_an_address_that_is_not_this_laptops_is_refused_in_words(opened: Hall, address: str) -> None:
    with pytest.raises(DoorsError, match="isn't there any more"):
        Doors.open(opened.host, address, PAGE, utc_now)


def test_doors_that_cannot_move_stay_where_they_are(opened: Hall) -> None:
    phone = opened.phone("Mei")
    with pytest.raises(DoorsError):
        opened.doors.move("203.0.113.7")

    assert opened.doors.is_open
    assert phone.me().status == 200


def test_doors_can_move_to_another_address(opened: Hall) -> None:
    phone = opened.phone("Mei")
    port = opened.doors.port
    opened.doors.move("127.0.0.2")

    assert (opened.doors.address, opened.doors.port) == ("127.0.0.2", port)
    assert phone.me().json["me"]["name"] == "Mei"
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection((LOOPBACK, port), 5)


def test_doors_stand_open_on_ipv6_too(opened: Hall) -> None:
    opened.doors.move("::1")

    assert opened.doors.place == f"[::1]:{opened.doors.port}"
    assert opened.phone("Mei").me().status == 200


def test_a_missing_page_is_said(opened: Hall, tmp_path: Path) -> None:
    with pytest.raises(DoorsError, match="install Case Trainer again"):
        Doors.open(opened.host, LOOPBACK, tmp_path / "nothing", utc_now)


def test_the_page_of_the_test_tells_the_laptop_and_the_phone(tmp_path: Path) -> None:
    tested: list[str] = []
    with hall(tmp_path, heard=Heard(lambda _: None, tested.append)) as opened:
        reply = opened.phone().ask("GET", "/test")

        assert reply.status == 200
        assert "reaches the laptop" in reply.body.decode()
        # Again at once is no news, and doesn't keep the laptop busy.
        assert opened.phone().ask("GET", "/test").status == 200
    assert tested == [LOOPBACK]


def test_the_page_is_sent_packed_and_only_when_it_changed(opened: Hall) -> None:
    phone = opened.phone()
    plain = phone.ask("GET", "/")
    packed = phone.ask("GET", "/", accept_encoding="gzip, br")
    known = phone.ask("GET", "/", if_none_match=plain.headers["etag"])

    assert plain.body == (PAGE / "page.html").read_bytes()
    assert len(packed.body) < len(plain.body)
    assert packed.headers["content-encoding"] == "gzip"
    assert (known.status, known.body) == (304, b"")
    for path in sorted(PAGE.iterdir()):
        assert phone.ask("GET", f"/{path.name}").body == path.read_bytes()


@pytest.mark.parametrize("path", ["/K7PXQM", "/k7pxqm", "/k7p-xqm", "/K7P%20XQM"])
def test_a_code_typed_behind_the_address_leads_to_the_page(opened: Hall, path: str) -> None:
    assert opened.phone().ask("GET", path).body == (PAGE / "page.html").read_bytes()


def test_places_are_as_browsers_say_them() -> None:
    assert place_of("192.168.1.20", 8420) == "192.168.1.20:8420"
    assert place_of("fd00::2", 8420) == "[fd00::2]:8420"
    assert place_of("192.168.1.20", 80) == "192.168.1.20"
    assert 5 <= len(PORTS) <= 20
