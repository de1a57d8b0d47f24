"""What workshops that have ended cost: their reports, and the start of the program with many of them in the folder."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from tests.benchmarks.figures import Figure
from tests.benchmarks.packs import with_progress
from tests.workshop.made import keep, play
from trainer.paths import Paths
from trainer.progress.workshops.file import WorkshopFile

PEOPLE, DECISIONS = 500, 6
ROUNDS = 5
WORKSHOPS = 40
FEW = 30
"""People in each of these."""
STARTS = 9
_NAMES = {"open": "until its report is painted", "csv": "as CSV", "xlsx": "as XLSX", "pdf": "as PDF"}


class Runs(Protocol):
    """Starts the measured programs."""

    def run(self, name: str, *arguments: str) -> str:
        """What a program prints."""

    def figure(self, name: str, key: str, *arguments: str) -> float:
        """One figure of a program that prints an object."""


def workshop_report(windows: Runs, folder: Path) -> Iterator[Figure]:
    """The report of a large workshop, and the start with many workshops."""
    folder.mkdir()
    data = with_progress(folder / "data")
    path = keep(play(PEOPLE, DECISIONS), Paths.locate(data).workshops_folder)
    found = json.loads(windows.run("workshop_report", str(data), str(path), str(ROUNDS)))
    who = f"workshop of {PEOPLE} people and {DECISIONS} decisions"
    for key, name in _NAMES.items():
        yield Figure(f"{who} {name}", "ms", found[key])
    yield _start(windows, folder)


def _start(windows: Runs, folder: Path) -> Figure:
    without, with_many = with_progress(folder / "without"), with_progress(folder / "many")
    many = Paths.locate(with_many).workshops_folder
    first = keep(play(FEW, 2), many)
    with WorkshopFile.open(first):
        pass  # what waits in its log is in the file itself now
    for number in range(1, WORKSHOPS):
        shutil.copy(first, first.with_stem(f"{first.stem}-{number}"))
    floors, values = [], []
    for data in (without, with_many):
        windows.figure("library", "milliseconds", "--data", str(data))
    for _ in range(STARTS):
        floors.append(windows.figure("library", "milliseconds", "--data", str(without)))
        values.append(windows.figure("library", "milliseconds", "--data", str(with_many)))
    name = f"start with {WORKSHOPS} workshops, beside none"
    return Figure(name, "ms", values, floors, most_ratio=1.1)
