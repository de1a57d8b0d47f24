"""A full hall: how long phones wait to be in, until their vote is stored, and until all know how many voted."""

from __future__ import annotations

import datetime as dt
import time
from bisect import bisect_left
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

PEOPLE = (300, 1_000)
HALLS = 3
"""How often a hall fills, of each size."""
MOST_VOTE_MS = {300: 1_000, 1_000: 2_000}
"""p99 until the durable acknowledgement, when all vote within a second."""
MOST_JOIN_SECONDS = 10.0
MOST_COUNT_MS = 300.0
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
    """All figures of a workshop."""
    for people in PEOPLE:
        yield from _full_halls(folder / f"full-{people}", people)
    yield from _votes_a_second(folder / "votes")
    yield _slow_disk(folder / "slow")


def _full_halls(folder: Path, people: int) -> Iterator[Figure]:
    joined, waited, told, lost = [], [], [], 0
    for number in range(HALLS):
        with _filled(folder / str(number), people) as (opened, phones, join):
            joined.append(join["took"])
            phones.do("listen")
            vote = phones.do("vote", seconds=1, **_ballot(opened))
            waited += [seconds * 1_000 for seconds in vote["seconds"]]
            counts = phones.do("counts", voted=people)["told"]
            told += list(_waits(vote["stored"], counts))
            stored = opened.file.read().ballots[1].votes.values()
            lost += people - join["statuses"].get("200", 0)
            lost += abs(people - len({(each.id, each.choice) for each in stored} & set(map(tuple, vote["votes"]))))
    yield Figure(f"{people:,} phones join", "s", joined, most_p95=MOST_JOIN_SECONDS)
    yield Figure(
        f"{people:,} phones vote within a second: until it is stored", "ms", waited, most_p99=MOST_VOTE_MS[people]
    )
    yield Figure(f"{people:,} phones: joined or voted, and lost or stored twice", "phones", [lost], most_median=0)
    limit = MOST_COUNT_MS if people == PEOPLE[0] else None
    yield Figure(f"{people:,} phones: until each knows of a stored vote", "ms", told, most_p99=limit)


def _waits(stored: Sequence[str], told: Sequence[Sequence[tuple[float, int]]]) -> Iterator[float]:
    """From each stored vote to each phone, in milliseconds."""
    times = sorted(dt.datetime.fromisoformat(each).timestamp() for each in stored)
    for counts in told:
        voted = [count for _, count in counts]
        for number, at in enumerate(times, 1):
            yield max(0.0, counts[bisect_left(voted, number)][0] - at) * 1_000


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
