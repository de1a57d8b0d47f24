"""How often an address may type a wrong code, and a phone have something stored."""

from __future__ import annotations

import ipaddress
import math
from collections import deque
from collections.abc import Callable
from functools import lru_cache

WRONG_CODES = 20
"""In a minute, from one address."""
MOST_CHANGES = 40
"""Votes, names and lines to take along that one participant may send at once;"""
CHANGES_A_SECOND = 2.0
"""so many more may follow."""
TOLD_SECONDS = 1.0
"""Between two times that the laptop's window is told that the same address tried the way."""
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
        tries = self._tries.pop(house(address), deque(maxlen=WRONG_CODES))
        while tries and now - tries[0] >= _MINUTE:
            tries.popleft()
        wait = 0
        if len(tries) == WRONG_CODES:
            wait = max(1, round(_MINUTE - (now - tries[0])))
        else:
            tries.append(now)
        # Put back as the newest, so that the one let go of is the one that has been quiet longest.
        self._tries[house(address)] = tries
        if len(self._tries) > _MOST_ADDRESSES:
            del self._tries[next(iter(self._tries))]
        return wait


class Changes:
    """Counts what each participant has stored. Nobody changes their mind as often as a script, which would fill the
    disk and have everybody else wait."""

    def __init__(self, seconds: Callable[[], float]) -> None:
        """``seconds`` is a clock that only goes forward."""
        self._seconds = seconds
        self._left: dict[int, tuple[float, float]] = {}
        """How many more they may send, as of when."""

    def wait(self, participant: int) -> int:
        """Count a change. Seconds after which it may be sent again; 0 if it may be made."""
        now = self._seconds()
        left, since = self._left.get(participant, (float(MOST_CHANGES), now))
        left = min(left + (now - since) * CHANGES_A_SECOND, MOST_CHANGES)
        self._left[participant] = (left - 1 if left >= 1 else left, now)
        return 0 if left >= 1 else max(1, math.ceil((1 - left) / CHANGES_A_SECOND))


class Tried:
    """Keeps a phone that tries the way again and again from keeping the laptop's window busy."""

    def __init__(self, seconds: Callable[[], float]) -> None:
        """``seconds`` is a clock that only goes forward."""
        self._seconds = seconds
        self._told: dict[str, float] = {}

    def is_news(self, address: str) -> bool:
        """Whether the window should be told; it then counts as told."""
        now, near = self._seconds(), house(address)
        told = self._told.get(near)
        if told is not None and now - told < TOLD_SECONDS:
            return False
        self._told.pop(near, None)
        self._told[near] = now
        if len(self._told) > _MOST_ADDRESSES:
            del self._told[next(iter(self._told))]
        return True


@lru_cache(maxsize=_MOST_ADDRESSES)
def house(address: str) -> str:
    """One for all addresses that a single phone may choose from: of IPv6 it has a whole network."""
    try:
        known = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(known, ipaddress.IPv6Address):
        return str(known.ipv4_mapped or ipaddress.IPv6Network((known, 64), strict=False))
    return address
