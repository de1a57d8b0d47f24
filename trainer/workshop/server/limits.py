"""How often an address may type a wrong code."""

from __future__ import annotations

import ipaddress
from collections import deque
from collections.abc import Callable

WRONG_CODES = 20
"""In a minute, from one address."""
_MINUTE = 60.0
_MOST_ADDRESSES = 4_096


class WrongCodes:
    """Counts wrong codes by address. Right ones are none of its business: a whole class may stand behind one address,
    and whoever of it has the code comes in, whatever its neighbours type."""

    def __init__(self, seconds: Callable[[], float]) -> None:
        """``seconds`` is a clock that only goes forward."""
        self._seconds = seconds
        self._tries: dict[str, deque[float]] = {}

    def wait(self, address: str) -> int:
        """Count a wrong code. Seconds after which the address may try again; 0 if at once."""
        now = self._seconds()
        tries = self._tries.pop(_house(address), deque(maxlen=WRONG_CODES))
        while tries and now - tries[0] >= _MINUTE:
            tries.popleft()
        wait = 0
        if len(tries) == WRONG_CODES:
            wait = max(1, round(_MINUTE - (now - tries[0])))
        else:
            tries.append(now)
        # Put back as the newest, so that the one let go of is the one that has been quiet longest.
        self._tries[_house(address)] = tries
        if len(self._tries) > _MOST_ADDRESSES:
            del self._tries[next(iter(self._tries))]
        return wait


def _house(address: str) -> str:
    """One for all addresses that a single phone may choose from: of IPv6 it has a whole network."""
    try:
        known = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(known, ipaddress.IPv6Address):
        return str(known.ipv4_mapped or ipaddress.IPv6Network((known, 64), strict=False))
    return address
