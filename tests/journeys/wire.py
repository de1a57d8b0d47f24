"""The wire between phones and a laptop: lets through what is sent, and remembers all that phones were told."""

from __future__ import annotations

import re
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

_ABSOLUTE = re.compile(rb"^((?:GET|POST|HEAD) )http://[^/ ]+(/)")
_MOST = 65_536


class Wire:
    """A proxy for the browser of one phone."""

    def __init__(self) -> None:
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._lock = threading.Lock()
        self._lines: list[socket.socket] = []
        self._told = bytearray()
        self._to: tuple[str, int] | None = None
        threading.Thread(target=self._serve, daemon=True).start()

    @property
    def url(self) -> str:
        """Of the proxy."""
        return f"http://127.0.0.1:{self._listening.getsockname()[1]}"

    def lead_to(self, address: str, port: int) -> None:
        """Let through to this place, and to no other."""
        self._to = (address, port)

    @property
    def told(self) -> str:
        """All that the phone was sent so far, heads, pages, answers and streams, as it came."""
        with self._lock:
            return self._told.decode(errors="replace")

    def close(self) -> None:
        """Cut everything."""
        with suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        with self._lock:
            lines = tuple(self._lines)
        for each in lines:
            _cut(each)

    def _serve(self) -> None:
        while True:
            try:
                phone, _ = self._listening.accept()
            except OSError:
                return
            threading.Thread(target=self._join, args=(phone,), daemon=True).start()

    def _join(self, phone: socket.socket) -> None:
        try:
            assert self._to is not None
            laptop = socket.create_connection(self._to)
        except OSError:
            _cut(phone)
            return
        with self._lock:
            self._lines += (phone, laptop)
        threading.Thread(target=self._ask, args=(phone, laptop), daemon=True).start()
        with suppress(OSError):
            while piece := laptop.recv(_MOST):
                with self._lock:
                    self._told += piece
                phone.sendall(piece)
        _cut(phone)
        _cut(laptop)

    def _ask(self, phone: socket.socket, laptop: socket.socket) -> None:
        with suppress(OSError):
            while piece := phone.recv(_MOST):
                # To a proxy a browser names the whole address; without one only what comes behind the place.
                laptop.sendall(_ABSOLUTE.sub(rb"\1\2", piece))
        _cut(phone)
        _cut(laptop)


def _cut(line: socket.socket) -> None:
    with suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)
    line.close()


@contextmanager
def wire() -> Iterator[Wire]:
    """A wire, cut in the end."""
    made = Wire()
    try:
        yield made
    finally:
        made.close()
