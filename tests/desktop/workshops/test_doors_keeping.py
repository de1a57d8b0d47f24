"""The doors from the window: a real server on this machine, and phones that come in over real sockets."""

from __future__ import annotations

import http.client
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.desktop.support import button, press, settle, texts, visible_text
from tests.desktop.workshops.lectern import Lectern, lectern, stored
from tests.workshop.serving import Phone
from trainer.desktop.pages.doors import DoorsPage
from trainer.desktop.pages.presenter import PresenterPage
from trainer.desktop.workshops.doors_keeping import DoorsKeeping
from trainer.desktop.workshops.doors_state import PhoneTest
from trainer.study.workshop.plan import Step
from trainer.workshop.server import networks
from trainer.workshop.server.networks import Kind, Network

Key = Qt.Key
HERE = "127.0.0.1"
_HANGS = 3.0
"""Seconds after which a line was waited for; it takes a fraction of one, even on a busy machine."""
WIFI = Network("wlan0", HERE, Kind.WIFI, leads_out=True)
OTHER = Network("eth0", "127.0.0.2", Kind.CABLE)
GONE = Network("wlan1", "192.0.2.77", Kind.WIFI)
"""Of an address that no computer has."""


@pytest.fixture
def at(qtbot: QtBot, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Lectern]:
    there(monkeypatch, WIFI, OTHER)
    with lectern(qtbot, qapp, tmp_path) as made:
        yield made


def there(monkeypatch: pytest.MonkeyPatch, *found: Network) -> None:
    """The laptop is in these networks; all of them lead to itself."""
    monkeypatch.setattr("trainer.workshop.server.diagnosis.networks", lambda: found)


def doors(at: Lectern) -> DoorsKeeping:
    kept = at.running.doors
    assert kept is not None
    return kept


def look(at: Lectern) -> DoorsPage:
    """The page, once the networks are there."""
    at.open()
    at.until(lambda: bool(doors(at).state.networks))
    return at.doors_page


def opened(at: Lectern) -> PresenterPage:
    look(at)
    button(at.window, "Open the doors").click()
    at.until(lambda: isinstance(at.window.page, PresenterPage))
    return at.page


def phone(at: Lectern, number: int = 1) -> Phone:
    server = doors(at)._doors
    assert server is not None
    return Phone(server, f"key-of-phone-{number:04d}")


def test_the_network_that_phones_are_likely_in_is_proposed(at: Lectern) -> None:
    page = look(at)

    assert doors(at).state.chosen == HERE
    assert "Wi-Fi (wlan0)" in visible_text(page)
    assert "proposed" in texts(page)
    assert doors(at)._doors is None


def test_the_doors_open_on_the_chosen_network_and_phones_come_in(at: Lectern) -> None:
    page = opened(at)
    known = at.session.doors
    assert known is not None
    assert known.is_open
    assert f"Doors open: {known.place}, code {known.code}" in texts(page)

    assert phone(at).join("Mei", known.code).status == 200
    at.until(lambda: "1 person" in visible_text(at.page))
    assert "Mei" in [each.name for each in at.session.here]


def test_a_test_with_a_phone_lets_nobody_in_yet(at: Lectern, monkeypatch: pytest.MonkeyPatch) -> None:
    look(at)
    button(at.window, "Test with your own phone").click()
    at.until(lambda: doors(at).state.test is PhoneTest.WAITING)
    state = doors(at).state
    assert state.test_url.endswith("/test")
    assert len(state.test_qr) > 20
    assert phone(at).join("Mei", "K7PXQM").status != 200

    monkeypatch.setattr(networks, "is_this_laptop", lambda _address: False)
    line = http.client.HTTPConnection(HERE, int(state.place.rpartition(":")[2]), timeout=10)
    line.request("GET", "/test", headers={"host": state.place})
    assert line.getresponse().status == 200
    line.close()
    at.until(lambda: doors(at).state.test is PhoneTest.CAME)

    assert "Your phone came through." in visible_text(at.doors_page)
    assert not at.session.has_begun


def test_the_laptop_itself_is_no_phone_that_came_through(at: Lectern) -> None:
    look(at)
    doors(at).test()
    doors(at)._on_tested(HERE)

    assert doors(at).state.test is PhoneTest.WAITING


def test_doors_that_close_let_nobody_in_and_open_again_with_the_same_code(at: Lectern) -> None:
    opened(at)
    first = at.session.doors
    assert first is not None
    guest = phone(at)
    at.page.doors_requested.emit()
    settle()
    button(at.window, "Close the doors").click()
    at.until(lambda: not doors(at).is_open)
    with pytest.raises(ConnectionRefusedError):
        guest.join("Mei", first.code)

    button(at.window, "Open the doors").click()
    at.until(lambda: isinstance(at.window.page, PresenterPage))
    again = at.session.doors
    assert again is not None
    assert (again.code, again.port) == (first.code, first.port)
    assert phone(at).join("Mei", first.code).status == 200


def test_open_doors_move_to_another_network(at: Lectern) -> None:
    opened(at)
    known = at.session.doors
    assert known is not None
    assert phone(at).join("Mei", known.code).status == 200
    at.page.doors_requested.emit()
    at.until(lambda: bool(doors(at).state.networks))
    doors(at).choose(OTHER.address)
    at.until(lambda: at.session.doors is not None and at.session.doors.address == OTHER.address)

    assert isinstance(at.window.page, DoorsPage)
    assert "127.0.0.2" in visible_text(at.doors_page)
    assert phone(at, 2).join("Jonas", known.code).status == 200


def test_an_address_that_is_gone_is_said_with_what_to_do(at: Lectern, monkeypatch: pytest.MonkeyPatch) -> None:
    there(monkeypatch, GONE)
    look(at)
    button(at.window, "Open the doors").click()
    at.until(lambda: bool(doors(at).state.problem))

    assert "isn't there any more" in visible_text(at.doors_page)
    assert at.session.doors is None


def test_without_any_network_hands_can_still_be_counted(at: Lectern, monkeypatch: pytest.MonkeyPatch) -> None:
    there(monkeypatch)
    at.open()
    at.until(lambda: doors(at)._signs is not None)
    assert not button(at.window, "Open the doors").isEnabled()

    button(at.window, "Without phones").click()
    settle()
    at.press(Key.Key_PageDown)
    assert at.session.stage.step is Step.BRIEFING
    assert at.session.doors is None


def test_a_workshop_that_stopped_with_open_doors_opens_them_where_they_were(at: Lectern) -> None:
    path = at.prepare()
    at.open(path)
    at.until(lambda: bool(doors(at).state.networks))
    button(at.window, "Open the doors").click()
    at.until(lambda: isinstance(at.window.page, PresenterPage))
    known = at.session.doors
    assert known is not None
    running = at.running._running
    assert running is not None
    # As after a crash: nothing says that the doors were closed.
    running.presenter.end()
    running.doors.end()
    running.room.end()
    running.host.close()
    running.file.close()
    running._collecting.end()
    at.running._running = None

    at.open(path)
    at.until(lambda: doors(at).is_open)
    assert isinstance(at.window.page, PresenterPage)
    assert at.session.doors == known


def test_leaving_waits_for_no_open_stream_and_closes_the_doors(at: Lectern) -> None:
    path = at.prepare()
    at.open(path)
    at.until(lambda: bool(doors(at).state.networks))
    button(at.window, "Open the doors").click()
    at.until(lambda: isinstance(at.window.page, PresenterPage))
    known = at.session.doors
    assert known is not None
    guest = phone(at)
    assert guest.join("Mei", known.code).status == 200
    with guest.stream() as stream:
        stream.view()
        began = time.monotonic()
        at.running.end()
        took = time.monotonic() - began

    assert took < _HANGS
    left = stored(path).doors
    assert left is not None
    assert not left.is_open
    with pytest.raises(ConnectionRefusedError), socket.create_connection((HERE, known.port), 1):
        pass


def test_a_phone_without_a_line_is_told_of_only_after_a_moment(at: Lectern) -> None:
    opened(at)
    known = at.session.doors
    assert known is not None
    guest = phone(at)
    assert guest.join("Mei", known.code).status == 200
    at.until(lambda: "1 person" in visible_text(at.page))
    at.refresh()
    assert "no connection" not in visible_text(at.page)
    at.clock.pass_by(40)
    at.refresh()
    assert "Mei: no connection for 0:40, comes back by itself" in visible_text(at.page)

    with guest.stream() as stream:
        stream.view()
        at.until(lambda: "no connection" not in visible_text(at.page))


def test_a_network_that_is_gone_under_open_doors_is_told_once(at: Lectern, monkeypatch: pytest.MonkeyPatch) -> None:
    opened(at)
    there(monkeypatch, GONE)
    told: list[str] = []
    doors(at).cut_off.connect(told.append)
    for _ in range(2):
        doors(at).look()
        at.until(lambda: not doors(at)._looking.isRunning())  # type: ignore[union-attr]
    assert len(told) == 1
    assert "no longer has the address 127.0.0.1" in visible_text(at.window)

    there(monkeypatch, WIFI)
    doors(at).look()
    at.until(lambda: not doors(at)._is_cut_off)
    assert len(told) == 1


def test_the_network_is_not_touched_before_the_doors_are_looked_at() -> None:
    code = (
        "import sys; import trainer.desktop.workshops.presenting;"
        " print([each for each in ('uvicorn', 'starlette', 'psutil', 'segno') if each in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_keys_of_the_remote_do_nothing_at_the_doors(at: Lectern) -> None:
    look(at)
    press(Key.Key_PageDown, Key.Key_B)

    assert at.session.stage.step is Step.LOBBY
    assert not at.session.blank
