"""How many votes a second are stored, beside the least that a server of votes can be, and on a slow disk."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

from tests.benchmarks.figures import Figure
from tests.benchmarks.vote_floor import Storing, floor
from tests.workshop.phones import Crowd, crowd
from tests.workshop.serving import CODE, Hall, hall
from trainer.case.sealed import FullSheet, Sheet
from trainer.progress.workshops.file import WorkshopFile
from trainer.study.workshop.events import Happened
from trainer.study.workshop.session import Session
from trainer.workshop.server import limits

LEAST_SHARE = 0.8
LEAST_SLOW_DISK = 2_000.0
LINES = 200
"""Phones that vote again and again where votes per second are counted,"""
ROUNDS = 7
"""and how many rounds, of"""
SECONDS = 1.5
"""seconds each."""
SYNC_SECONDS = 0.01
_LOOPBACK = "127.0.0.1"


def workshop_figures(folder: Path) -> Iterator[Figure]:
    """Votes a second."""
    yield from _votes_a_second(folder / "votes")
    yield _slow_disk(folder / "slow")


def _votes_a_second(folder: Path) -> Iterator[Figure]:
    """Against both floors, taking turns."""
    rates: dict[object, list[float]] = {"": [], **{each: [] for each in Storing}}
    with ExitStack() as stack:
        opened, phones, _ = stack.enter_context(_filled(folder / "ours", LINES))
        ballot = _ballot(opened)
        orders: dict[object, tuple[Crowd, Mapping[str, Any]]] = {"": (phones, ballot)}
        for storing in Storing:
            port = stack.enter_context(floor(folder / storing.name, storing))
            others = stack.enter_context(crowd(_LOOPBACK, port, CODE, LINES))
            others.do("join", seconds=0.5)
            orders[storing] = (others, ballot)
        for _ in range(ROUNDS):
            for key, (each, order) in orders.items():
                done = each.do("hammer", seconds=SECONDS, **order)
                rates[key].append(done["statuses"]["200"] / done["took"])
    for storing in Storing:
        name = f"votes a second, against one handler that stores {storing.value}"
        yield Figure(name, "votes/s", rates[""], rates[storing], least_ratio=LEAST_SHARE)


def _slow_disk(folder: Path) -> Figure:
    with _filled(folder, LINES, slow=True) as (opened, phones, _):
        ballot = _ballot(opened)
        done = [phones.do("hammer", seconds=SECONDS, **ballot) for _ in range(ROUNDS)]
    rates = [each["statuses"]["200"] / each["took"] for each in done]
    return Figure("votes a second on a disk of 10 ms", "votes/s", rates, least_median=LEAST_SLOW_DISK)


@contextmanager
def _filled(folder: Path, people: int, *, slow: bool = False) -> Iterator[tuple[Hall, Crowd, Mapping[str, Any]]]:
    """A hall in its first vote, with so many phones in it, and how they came in."""
    with (
        # No person votes a hundred times a second, but these phones do.
        patch.object(limits, "MOST_CHANGES", 1_000_000),
        hall(folder, keeper=_SlowDisk if slow else None) as opened,
        crowd(_LOOPBACK, opened.doors.port, CODE, people) as phones,
    ):
        yield opened, phones, phones.do("join", seconds=1)


def _ballot(opened: Hall) -> Mapping[str, Any]:
    ballot = opened.session.open_ballot or opened.to_first_vote()
    options = [each.id for each in opened.host.sheet(ballot.decision_id).briefing.options]
    return {"ballot": ballot.id, "options": options}


class _SlowDisk:
    """A keeper on a disk that takes its time with each commit."""

    def __init__(self, file: WorkshopFile) -> None:
        self._file = file

    @property
    def secret(self) -> bytes:
        return self._file.secret

    def read(self) -> Session:
        return self._file.read()

    def stored(self) -> int:
        return self._file.stored()

    def keep(self, events: Sequence[Happened]) -> None:
        self._file.keep(events)
        time.sleep(SYNC_SECONDS)

    def sheets(self) -> Mapping[str, Sheet]:
        return self._file.sheets()

    def record(self, decision_id: str) -> FullSheet | None:
        return self._file.record(decision_id)
