"""The socket that phones come to."""

from __future__ import annotations

import errno
import socket
import sys
from collections.abc import Iterable

from trainer.workshop.server.lines import keep_alive

BACKLOG = 2_048
"""Phones that may knock at the same moment."""


class DoorsError(Exception):
    """The doors can't be opened; the text says why and what to do."""


def place_of(address: str, port: int) -> str:
    """Address and port as browsers say them; the port of the web is never said."""
    host = f"[{address}]" if ":" in address else address
    return host if port == 80 else f"{host}:{port}"


def listen(address: str, ports: Iterable[int], preferred: int | None) -> socket.socket:
    """A socket that listens on an address of this laptop, on the preferred port or the first free one.

    Raises:
        DoorsError: the address can't be used, or no port is free.
    """
    tried = list(dict.fromkeys([*([preferred] if preferred else []), *ports]))
    for port in tried:
        try:
            return _bound(address, port)
        except OSError as error:
            if error.errno in (errno.EADDRINUSE, errno.EACCES):
                continue
            if error.errno in (errno.EADDRNOTAVAIL, errno.EINVAL, errno.EAFNOSUPPORT) or isinstance(
                error, socket.gaierror
            ):
                raise DoorsError(
                    f"The address {address} isn't there any more: the laptop may have changed its network. Choose"
                    " another network for the phones."
                ) from error
            sentence = f"The address {address} can't be used ({error.strerror}). Choose another network."
            raise DoorsError(sentence) from error
    raise DoorsError(
        f"All ports that the program may use on {address} ({min(tried)} to {max(tried)}) are taken by other programs."
        " Close those, or another window of Case Trainer with a running workshop, and try again."
    )


def _bound(address: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    (_, _, _, _, where) = socket.getaddrinfo(address, port, family, socket.SOCK_STREAM, 0, socket.AI_NUMERICHOST)[0]
    listening = socket.socket(family, socket.SOCK_STREAM)
    try:
        # After a crash the same port is free again at once; where this option means something else it isn't set.
        if sys.platform != "win32":
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        keep_alive(listening)
        listening.bind(where)
        listening.listen(BACKLOG)
    except BaseException:
        listening.close()
        raise
    listening.setblocking(False)
    return listening
