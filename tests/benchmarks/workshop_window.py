"""A full hall as its instructor has it before them: the program with its windows, and phones that come and vote."""

from __future__ import annotations

import datetime as dt
import json
import os
import subprocess
import sys
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.benchmarks.figures import Figure
from tests.benchmarks.packs import ROOT, with_progress
from tests.journeys.lecture import two_screens
from tests.workshop.made import plan, xiaomi
from tests.workshop.phones import Crowd, crowd
from tests.workshop.serving import PAGE
from trainer.paths import Paths
from trainer.progress.workshops.file import WorkshopFile

PEOPLE = (300, 1_000)
HALLS = 3
PROJECTOR = (1920, 1080)
MOST_GAP_MS = 100.0
MOST_STOP_MS = 1_000.0
MOST_VOTE_MS = {300: 1_000, 1_000: 2_000}
"""p99 until the durable acknowledgement, when all vote within a second."""
MOST_JOIN_SECONDS = 10.0
MOST_COUNT_MS = 300.0
MOST_PAGE_KB = 60.0
_ADDRESS = "127.0.0.1"


class Lectern:
    """A run of the program; see :mod:`tests.benchmarks.windows.lectern`."""

    def __init__(self, data: Path, path: Path, variables: Mapping[str, str]) -> None:
        command = [sys.executable, "-m", "tests.benchmarks.windows.lectern", str(data), str(path)]
        self.process = subprocess.Popen(
            command, cwd=ROOT, env=os.environ | variables, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def do(self, name: str) -> Any:
        """Have something done."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        print(name, file=self.process.stdin, flush=True)
        said = self.process.stdout.readline()
        if not said:
            raise SystemExit(f"the program is gone at '{name}'")
        return json.loads(said)


@contextmanager
def lectern(data: Path, variables: Mapping[str, str]) -> Iterator[tuple[Lectern, Path]]:
    """The program with a new workshop in it, and the file of that."""
    made, case = plan(2), xiaomi()
    with WorkshopFile.create(Paths.locate(data).workshops_folder, made) as file:
        file.keep_texts([case.sheet(each.decision_id) for each in made.decisions], case.envelopes)
    run = Lectern(data, file.path, variables)
    try:
        yield run, file.path
    finally:
        run.process.kill()
        run.process.wait()


def workshop_window(folder: Path) -> Iterator[Figure]:
    """A hall of each size, and the weight of the page that the phones get."""
    data = with_progress(folder)
    with two_screens(PROJECTOR) as variables:
        for people in PEOPLE:
            yield from _full_halls(data, people, variables)
    page = sum(file.stat().st_size for file in PAGE.iterdir())
    yield Figure("the phones' page in all", "kB", [page / 1000], most_median=MOST_PAGE_KB)


@dataclass
class _Halls:
    """What several halls of a size took."""

    gaps: list[float] = field(default_factory=list)
    longest: list[float] = field(default_factory=list)
    joined: list[float] = field(default_factory=list)
    waited: list[float] = field(default_factory=list)
    told: list[float] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)
    stops: list[float] = field(default_factory=list)
    lost: int = 0

    def figures(self, people: int) -> Iterator[Figure]:
        """As a table has them."""
        who, counts = f"{people:,} phones", MOST_COUNT_MS if people == PEOPLE[0] else None
        stored = f"{who} vote within a second: until it is stored"
        yield Figure(f"{who} join", "s", self.joined, most_p95=MOST_JOIN_SECONDS)
        yield Figure(stored, "ms", self.waited, most_p99=MOST_VOTE_MS[people])
        yield Figure(f"{who}: joined or voted, and lost or stored twice", "phones", [self.lost], most_median=0)
        yield Figure(f"{who}: until each knows of a stored vote", "ms", self.told, most_p99=counts)
        yield Figure(f"{who}: between two paints of the window", "ms", self.gaps, most_p99=MOST_GAP_MS)
        yield Figure(f"{who}: longest of these in a hall", "ms", self.longest, most_p95=MOST_GAP_MS)
        yield Figure(f"{who}: memory (PSS) of the program", "MiB", self.memory)
        yield Figure(f"{who}: leaving with all lines open", "ms", self.stops, most_p95=MOST_STOP_MS)


def _full_halls(data: Path, people: int, variables: Mapping[str, str]) -> Iterator[Figure]:
    halls = _Halls()
    for _ in range(HALLS):
        with lectern(data, variables) as (run, path):
            opened = run.do("open")
            with crowd(_ADDRESS, opened["port"], opened["code"], people) as phones:
                run.do("watch")
                join = phones.do("join", seconds=1)
                phones.do("listen")
                vote, told = _vote(run, phones, people)
                gaps = run.do("gaps")
                halls.memory.append(run.do("memory"))
                halls.stops.append(run.do("stop"))
        with WorkshopFile.open(path) as file:
            stored = {(each.id, each.choice) for each in file.read().ballots[1].votes.values()}
        halls.joined.append(join["took"])
        halls.waited += [seconds * 1_000 for seconds in vote["seconds"]]
        halls.told += told
        halls.gaps += gaps
        halls.longest.append(max(gaps))
        halls.lost += people - join["statuses"].get("200", 0)
        halls.lost += abs(people - len(stored & set(map(tuple, vote["votes"]))))
    yield from halls.figures(people)


def _vote(run: Lectern, phones: Crowd, people: int) -> tuple[dict[str, Any], list[float]]:
    """From the briefing to the vote, in which all vote within a second; then the room moves on. Also the milliseconds
    until each phone knew of each vote."""
    assert run.do("go_on") is None, "the briefing comes first"
    vote = phones.do("vote", seconds=1, **run.do("go_on"))
    counts = phones.do("counts", voted=people)["told"]
    run.do("go_on")
    return vote, list(_waits(vote["stored"], counts))


def _waits(stored: Sequence[str], told: Sequence[Sequence[tuple[float, int]]]) -> Iterator[float]:
    """From each stored vote to each phone, in milliseconds."""
    times = sorted(dt.datetime.fromisoformat(each).timestamp() for each in stored)
    for counts in told:
        voted = [count for _, count in counts]
        for number, at in enumerate(times, 1):
            yield max(0.0, counts[bisect_left(voted, number)][0] - at) * 1_000
