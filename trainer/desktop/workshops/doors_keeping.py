"""Keeps the doors of a workshop: looks for networks, opens the server that phones talk to, and listens to it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from trainer.desktop.background import Background
from trainer.desktop.workshops.asking import Asking
from trainer.desktop.workshops.connections import Connections
from trainer.desktop.workshops.doors_state import DoorsState, NetworkLine, PhoneTest
from trainer.progress.clock import Clock
from trainer.study.workshop.session import Session
from trainer.workshop.codes import new_code
from trainer.workshop.commands import CloseDoors, OpenDoors

if TYPE_CHECKING:
    from trainer.workshop.host import Host
    from trainer.workshop.server.diagnosis import Signs
    from trainer.workshop.server.homes import TakeHome
    from trainer.workshop.server.running import Doors

_LOOK_MS, _GLANCE_MS = 10_000, 30_000
"""Between two looks at the networks: while the page of the doors is shown, and while the doors are only open."""
_REACH_SECONDS = 0.6
"""In which the laptop reaches its own doors, if it does."""
_CUT_OFF = (
    "The laptop no longer has the address {address}, so no phone reaches it. Connect to that network again, or choose"
    " another one at the doors. Nothing is lost; phones keep what they were about to send."
)


class _Looking(Background):
    """Looks at the networks of this laptop, which takes a moment."""

    seen = Signal(object)

    def __init__(self, place: tuple[str, int] | None, phones: int, seconds: float) -> None:
        super().__init__()
        self._place, self._phones, self._seconds = place, phones, seconds

    def run(self) -> None:
        """See QThread."""
        import trainer.workshop.server.running  # noqa: F401 -- takes a while, and is wanted next
        from trainer.workshop.server.diagnosis import look_around, reaches

        reached = self._place is None or reaches(*self._place, _REACH_SECONDS)
        self.seen.emit(look_around(self._phones, self._seconds, reached=reached))


class DoorsKeeping(QObject):
    """The server is imported when the doors are opened for the first time, and never before."""

    changed = Signal()
    """The state is another."""
    cut_off = Signal(str)
    """The network that the doors stand open on is gone: the sentence for the instructor, once."""
    opened = Signal()
    """Phones are let in."""
    _heard_connected = Signal(object)
    _heard_tested = Signal(str)

    def __init__(
        self, host: Host, asking: Asking, page: Path, clock: Clock, take_home: TakeHome | None, parent: QObject
    ) -> None:
        """
        Args:
            host: of the workshop.
            asking: brings answers back.
            page: the folder with the phones' page.
            clock: gives the time.
            take_home: makes the file of a participant's own votes.
            parent: goes last.
        """
        super().__init__(parent)
        self._host, self._asking, self._page, self._clock = host, asking, page, clock
        self._take_home = take_home
        self._doors: Doors | None = None
        self._since: dt.datetime | None = None
        self._signs: Signs | None = None
        self._looking: _Looking | None = None
        self._connections = Connections()
        self._tested: set[str] = set()
        self._is_cut_off = False
        self._state = DoorsState(host.session.plan.title)
        self._again = QTimer(self)
        self._again.setInterval(_LOOK_MS)
        self._again.timeout.connect(self.look)
        self._heard_connected.connect(self._connections.hear, Qt.ConnectionType.QueuedConnection)
        self._heard_tested.connect(self._on_tested, Qt.ConnectionType.QueuedConnection)

    @property
    def state(self) -> DoorsState:
        """As the page of the doors shows it."""
        session = self._host.session
        doors = session.doors
        return replace(
            self._state,
            title=session.plan.title,
            is_open=self.is_open,
            has_begun=session.has_begun,
            code=doors.code if doors is not None else "",
            place=self._doors.place if self._doors is not None else "",
        )

    @property
    def is_open(self) -> bool:
        """Whether phones are let into the workshop."""
        doors = self._host.session.doors
        return self._doors is not None and doors is not None and doors.is_open

    def lost(self, session: Session, now: dt.datetime) -> Mapping[int, float]:
        """For how many seconds each participant has had no connection, where that is worth a word."""
        if not self.is_open:
            return {}
        return self._connections.lost([each.id for each in session.here], now)

    def watch(self, *, on: bool) -> None:
        """Look at the networks again and again, while somebody looks at them."""
        self._again.setInterval(_LOOK_MS if on else _GLANCE_MS)
        if on:
            self._again.start()
            self.look()
        elif self._doors is None:
            self._again.stop()

    def look(self) -> None:
        """Look at the networks, beside the window."""
        if self._looking is not None and self._looking.isRunning():
            return
        if self._looking is not None:
            self._looking.end()
        place = (self._doors.address, self._doors.port) if self._doors is not None else None
        seconds = (self._clock() - self._since).total_seconds() if self._since is not None else 0.0
        phones = len(self._tested) + len(self._host.session.participants)
        self._looking = _Looking(place, phones, seconds)
        self._looking.seen.connect(self._on_seen)
        self._state = replace(self._state, is_looking=self._signs is None)
        self._looking.begin()
        self.changed.emit()

    def choose(self, address: str) -> None:
        """Take another network; where the doors are open, or the test has begun, they move there."""
        if address == self._state.chosen:
            return
        self._tested.clear()
        self._state = replace(self._state, chosen=address, problem="", test=PhoneTest.NOT_BEGUN, came_from="")
        if self._doors is not None:
            self._serve()
            if self.is_open:
                self._say_where()
        self._advise()

    def test(self) -> None:
        """Let the instructor's own phone try the way, before anybody is let in."""
        if self._serve():
            self._show_test()
        self._advise()

    def open(self) -> None:
        """Let phones in on the chosen network."""
        if self._serve():
            self._say_where()
        self._advise()

    def open_again(self) -> bool:
        """Where the program stopped with open doors: open them where they were, so that phones come back by
        themselves; says whether they are."""
        doors = self._host.session.doors
        if doors is None or not doors.is_open:
            return False
        self._state = replace(self._state, chosen=doors.address)
        if self._serve(doors.port):
            self._say_where()
            return True
        self._asking.ask(CloseDoors())
        return False

    def close(self) -> None:
        """Let nobody in, and nobody go on."""
        self._asking.ask(CloseDoors(), lambda _: self._stop())

    def end(self) -> None:
        """Stop all of it; phones are told."""
        self._again.stop()
        if self._looking is not None:
            self._looking.end()
        self._stop()

    # The server

    def _serve(self, port: int | None = None) -> bool:
        """Have the server on the chosen network; says whether it is."""
        from trainer.workshop.server.listening import DoorsError
        from trainer.workshop.server.running import Doors, Heard

        address = self._state.chosen
        known = self._host.session.doors
        try:
            if self._doors is not None and self._doors.is_open:
                if self._doors.address != address:
                    self._doors.move(address)
            else:
                heard = Heard(self._heard_connected.emit, self._heard_tested.emit)
                self._doors = Doors.open(
                    self._host,
                    address,
                    self._page,
                    self._clock,
                    preferred=port or (known.port if known is not None else None),
                    take_home=self._take_home,
                    heard=heard,
                )
                self._since = self._clock()
                self._again.start()
        except DoorsError as error:
            self._state = replace(self._state, problem=str(error))
            return False
        self._state = replace(self._state, problem="")
        return True

    def _say_where(self) -> None:
        assert self._doors is not None
        known = self._host.session.doors
        code = known.code if known is not None else new_code()
        self._asking.ask(OpenDoors(self._doors.address, self._doors.port, code), lambda _: self.opened.emit())

    def _stop(self) -> None:
        doors, self._doors, self._since = self._doors, None, None
        self._connections.forget()
        self._is_cut_off = False
        self._state = replace(self._state, test=PhoneTest.NOT_BEGUN, test_url="", test_qr=())
        if doors is not None:
            doors.close()
        self.changed.emit()

    def _show_test(self) -> None:
        from trainer.workshop.qr import qr

        assert self._doors is not None
        url = f"http://{self._doors.place}/test"
        test = PhoneTest.CAME if self._tested else PhoneTest.WAITING
        self._state = replace(self._state, test=test, test_url=url, test_qr=qr(url))

    def _on_tested(self, address: str) -> None:
        from trainer.workshop.server.networks import is_this_laptop

        if is_this_laptop(address):
            return
        self._tested.add(address)
        self._state = replace(self._state, test=PhoneTest.CAME, came_from=address)
        self._advise()

    # The networks

    def _on_seen(self, signs: Signs) -> None:
        self._signs = signs
        usable = [each for each in signs.networks if each.is_usable]
        lines = tuple(
            NetworkLine(each.address, each.words, bool(usable) and each is usable[0], each.is_usable)
            for each in signs.networks
        )
        chosen = self._state.chosen
        if self._doors is None and chosen not in {each.address for each in lines}:
            chosen = usable[0].address if usable else ""
        self._state = replace(self._state, networks=lines, chosen=chosen, is_looking=False)
        self._notice_whether_cut_off({each.address for each in lines})
        self._advise()

    def _notice_whether_cut_off(self, addresses: set[str]) -> None:
        before, doors = self._is_cut_off, self._doors
        self._is_cut_off = doors is not None and self.is_open and doors.address not in addresses
        if self._is_cut_off and not before and doors is not None:
            self.cut_off.emit(_CUT_OFF.format(address=doors.address))

    def _advise(self) -> None:
        from trainer.workshop.server.diagnosis import diagnose
        from trainer.workshop.server.running import PORTS

        if self._signs is not None:
            phones = len(self._tested) + len(self._host.session.participants)
            port = self._doors.port if self._doors is not None else PORTS[0]
            found = diagnose(self._state.chosen, port, replace(self._signs, phones=phones))
            self._state = replace(self._state, advice=tuple((each.what, each.do) for each in found))
        self.changed.emit()
