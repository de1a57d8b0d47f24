"""Who has lost the connection, and for how long. No Qt."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping

GRACE = 5.0
"""Seconds without a line that nobody is told of: phones change networks, and pages are read anew."""


class Connections:
    """Remembers since when each participant has had no line."""

    def __init__(self) -> None:
        self._lost: dict[int, dt.datetime] = {}
        self._connected: frozenset[int] = frozenset()

    def hear(self, connected: Collection[int]) -> None:
        """These have a line now, and nobody else."""
        self._connected = frozenset(connected)

    def lost(self, here: Collection[int], now: dt.datetime) -> Mapping[int, float]:
        """Seconds for which each of those who are here has had no line, where that is worth a word.

        Args:
            here: ids of all who may take part.
            now: the time, aware.
        """
        without = frozenset(here) - self._connected
        self._lost = {each: self._lost.get(each, now) for each in without}
        gone = {each: (now - since).total_seconds() for each, since in self._lost.items()}
        return {each: seconds for each, seconds in gone.items() if seconds >= GRACE}

    def forget(self) -> None:
        """The doors are closed: nobody is expected to have a line."""
        self._lost.clear()
        self._connected = frozenset()
