"""Measures, prints a table, and says by its exit code whether every limit is kept."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import yaml

from tests.benchmarks.exports import export_figures
from tests.benchmarks.figures import Figure, table
from tests.benchmarks.packs import ROOT, XIAOMI, blown_up, with_progress
from tests.benchmarks.review import review_figures
from tests.benchmarks.screen import screen
from tests.benchmarks.transfer import transfer_figures
from tests.benchmarks.windows.support import STARTED
from tests.benchmarks.workshop import workshop_figures
from tests.benchmarks.workshop_home import workshop_home
from tests.benchmarks.workshop_killed import workshop_killed
from tests.benchmarks.workshop_report import workshop_report
from tests.benchmarks.workshop_window import workshop_window
from trainer.case.reader import load_case

STARTS = 15
MEMORIES = 7
LENGTHS = 9
FOLDERS = 2
READINGS = 9
TIMES = 24
"""How often each of the 42 decisions stands in the long case: 1,008 in all."""
_TOO_LONG = 120
"""Seconds after which a window hangs."""


class Windows:
    """Starts the measured programs."""

    def __init__(self, variables: dict[str, str]) -> None:
        own = {"PYTHONPATH": str(ROOT), **variables}
        # A start without compiled modules is not the start that users see.
        self._environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        self._environment |= own

    def run(self, name: str, *arguments: str) -> str:
        """What a program prints."""
        command = [sys.executable, "-m", f"tests.benchmarks.windows.{name}", *arguments]
        environment = {**self._environment, STARTED: str(time.monotonic())}
        done = subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=_TOO_LONG, check=False
        )
        if done.returncode:
            raise SystemExit(f"'{name}' could not be measured:\n{done.stderr}")
        return done.stdout

    def figure(self, name: str, key: str, *arguments: str) -> float:
        """One figure of a program that prints an object."""
        return float(json.loads(self.run(name, *arguments))[key])


def _start(windows: Windows, data: Path) -> Figure:
    arguments = ("--data", str(data))
    windows.figure("empty", "milliseconds")
    windows.figure("library", "milliseconds", *arguments)
    floors, values = [], []
    for _ in range(STARTS):
        floors.append(windows.figure("empty", "milliseconds"))
        values.append(windows.figure("library", "milliseconds", *arguments))
    return Figure("start to the library painted with progress", "ms", values, floors, most_ratio=2.0)


def _memory(windows: Windows, data: Path) -> Figure:
    floors, values = [], []
    for _ in range(MEMORIES):
        floors.append(windows.figure("empty", "mebibytes"))
        values.append(windows.figure("case", "mebibytes", "--data", str(data)))
    return Figure("memory (PSS) with the case open", "MiB", values, floors, most_ratio=2.0)


def _long(windows: Windows, window: str, name: str, data: Path, long_data: Path, content: Path) -> Figure:
    """The same window with the case of a thousand decisions, and as its floor with that of 42."""
    arguments = ("--data", str(data))
    long = ("--data", str(long_data), "--content", str(content))
    floors, values = [], []
    for _ in range(LENGTHS):
        floors.append(windows.figure(window, "milliseconds", *arguments))
        values.append(windows.figure(window, "milliseconds", *long))
    return Figure(name, "ms", values, floors, most_ratio=2.0)


def _commit(windows: Windows, folder: Path) -> Figure:
    folders = [with_progress(folder / f"fresh-{number}", decided=0) for number in range(FOLDERS)]
    pairs = json.loads(windows.run("commit", *map(str, folders)))
    floors, values = zip(*pairs, strict=True)
    return Figure("commit until the reveal is painted", "ms", values, floors, most_p95=50)


def _read() -> Figure:
    files = [file.read_bytes() for file in sorted(XIAOMI.rglob("*.yaml"))]
    floors, values = [], []
    for _ in range(READINGS):
        begun = time.perf_counter()
        for content in files:
            yaml.compose(content, Loader=yaml.CSafeLoader)
        between = time.perf_counter()
        load_case(XIAOMI)
        floors.append((between - begun) * 1000)
        values.append((time.perf_counter() - between) * 1000)
    return Figure("reading the pack, 42 decisions", "ms", values, floors, most_median=400)


def _program(windows: Windows, folder: Path) -> Iterator[Figure]:
    data = with_progress(folder / "data")
    content = blown_up(folder / "long", TIMES)
    long_data = with_progress(folder / "long-data", content)
    long = (data, long_data, content)
    yield _start(windows, data)
    yield _long(windows, "library", "library, 1,008 decisions against 42", *long)
    yield _long(windows, "first_page", "first page, 1,008 decisions against 42", *long)
    yield _memory(windows, data)
    yield _commit(windows, folder)
    yield _read()
    yield from export_figures(folder)


def _record(windows: Windows, folder: Path) -> Iterator[Figure]:
    yield from review_figures(windows, folder)
    yield from transfer_figures(folder / "transfer")


def _workshops(windows: Windows, folder: Path) -> Iterator[Figure]:
    yield from workshop_window(folder / "window")
    yield from workshop_figures(folder / "workshop")
    yield from workshop_killed(folder / "workshops")
    yield from workshop_home()
    yield from workshop_report(windows, folder / "reports")


_PARTS = {"program": _program, "record": _record, "workshops": _workshops}


def main(*wanted: str) -> int:
    """Measure everything, or only these parts; 1 if a limit is missed."""
    unknown = [each for each in wanted if each not in _PARTS]
    if unknown:
        print(f"There is no part '{unknown[0]}'; there are {', '.join(_PARTS)}.", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder, screen() as (name, variables):
        print(f"Windows: {name}, {os.cpu_count()} cores, Python {sys.version.split()[0]}\n")
        windows = Windows(variables)
        parts = [_PARTS[each] for each in wanted or _PARTS]
        figures = [figure for part in parts for figure in part(windows, Path(folder))]
    print(table(figures))
    return 0 if all(figure.holds for figure in figures) else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
