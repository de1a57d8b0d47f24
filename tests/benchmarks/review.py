"""The review with a million attempts, beside a thousand of them."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol

from tests.benchmarks import attempts
from tests.benchmarks.figures import Figure
from tests.benchmarks.packs import with_progress
from trainer.paths import Paths

STARTS = 15
FRAME = 1000 / 60
"""Milliseconds."""


class Runs(Protocol):
    """Starts the measured programs."""

    def run(self, name: str, *arguments: str) -> str:
        """What a program prints."""

    def figure(self, name: str, key: str, *arguments: str) -> float:
        """One figure of a program that prints an object."""


def with_many(folder: Path, count: int) -> Path:
    """A data folder with so many attempts, and warm caches."""
    data = with_progress(folder / f"review-{count}", decided=0)
    file = Paths.locate(data).progress_file
    for each in file.parent.glob(f"{file.name}*"):
        each.unlink()
    attempts.write(file, count)
    return data


def review_figures(windows: Runs, folder: Path) -> Iterator[Figure]:
    """Start, opening, filters and memory."""
    few, many = (with_many(folder, count) for count in (attempts.FEW, attempts.MANY))
    yield _start(windows, few, many)
    small, large = (json.loads(windows.run("record", str(data))) for data in (few, many))
    pairs: Sequence[tuple[float, float]] = large["openings"]
    # The first one reads the file from the disk.
    bare, opened = zip(*pairs[1:], strict=True)
    yield Figure(
        "record opens, 1,000,000 attempts, less a frame",
        "ms",
        [max(each - FRAME, 0.0) for each in opened],
        bare,
        most_ratio=1.5,
    )
    yield Figure("change of a filter, 1,000,000 attempts", "ms", large["filters"], most_p95=100)
    yield Figure(
        "memory (PSS) of the record, 1,000,000", "MiB", [large["mebibytes"]], [small["mebibytes"]], most_ratio=1.3
    )
    yield Figure("the same after all filters", "MiB", [large["later"]], [small["later"]], most_ratio=1.3)
    yield from _judgement(windows, many)
    shutil.rmtree(many)


def _judgement(windows: Runs, many: Path) -> Iterator[Figure]:
    found = json.loads(windows.run("judgement", str(many)))
    for key, tries in (("first", "first tries"), ("all", "all tries")):
        floors, values = zip(*found[key][1:], strict=True)  # the first one reads the file from the disk
        yield Figure(f"my judgement, 1,000,000 attempts, {tries}", "ms", values, floors, most_p95=1000)


def _start(windows: Runs, few: Path, many: Path) -> Figure:
    floors, values = [], []
    for data in (few, many):
        windows.figure("library", "milliseconds", "--data", str(data))
    for _ in range(STARTS):
        floors.append(windows.figure("library", "milliseconds", "--data", str(few)))
        values.append(windows.figure("library", "milliseconds", "--data", str(many)))
    return Figure("start with 1,000,000 attempts, beside 1,000", "ms", values, floors, most_ratio=1.1)
