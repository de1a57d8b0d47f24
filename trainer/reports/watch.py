"""Looking on while something long is written, and stopping it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


class ExportCancelled(Exception):
    """Somebody asked to stop. What stood there before still does, and nothing else is left."""

    def __init__(self) -> None:
        super().__init__("The export was cancelled; nothing was written.")


def _nobody(done: int, total: int) -> None:
    """Nobody looks on."""


def _never() -> bool:
    return False


_FINE = 10_000
"""Steps in which work of several pieces is told."""


@dataclass(frozen=True, slots=True)
class Watch:
    """Who looks on while something is written, and may stop it. Called in the thread that writes."""

    progress: Callable[[int, int], None] = _nobody
    """Told how much is done, and of how much, which is never 0; the share never falls, and ends at all of it."""
    cancelled: Callable[[], bool] = _never
    """Asked again and again whether to stop."""

    def tell(self, done: int, total: int) -> None:
        """Say how far it has come; raises :class:`ExportCancelled` where somebody asked to stop."""
        self.check()
        most = max(done, total)
        self.progress(*((done, most) if most else (1, 1)))  # of nothing, all is done

    def part(self, begin: float, end: float) -> Watch:
        """For a piece of the work that counts from one share of it to another, 0-1."""

        def tell(done: int, total: int) -> None:
            share = begin + (end - begin) * (done / total)
            self.progress(round(share * _FINE), _FINE)

        return Watch(tell, self.cancelled)

    def check(self) -> None:
        """Raises :class:`ExportCancelled` where somebody asked to stop."""
        if self.cancelled():
            raise ExportCancelled
