"""The real program in a process of its own on a screen of its own, with a projector beside it and somebody in front."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.benchmarks.screen import screen

ROOT = Path(__file__).parents[2]
LAPTOP = (1280, 840)
Screens = dict[str, str]
"""Variables that lead a process to them."""


class Lecture:
    """One run of the program."""

    def __init__(self, data: Path, screens: Screens, pictures: Path | None = None) -> None:
        """
        Args:
            data: its folder for data.
            screens: where it is shown.
            pictures: the folder for pictures of all screens, where some are wanted.
        """
        command = [sys.executable, "-m", "tests.journeys.lecturer", str(data)]
        self._process = subprocess.Popen(
            command, cwd=ROOT, env=os.environ | screens, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self._pictures = pictures
        self.until(loaded=True)

    def do(self, name: str, *arguments: object) -> Any:
        """Have something done; see :class:`~tests.journeys.lecturer.Lecturer`."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        print(json.dumps([name, *arguments]), file=self._process.stdin, flush=True)
        said = self._process.stdout.readline()
        assert said, f"the program is gone at {name}{arguments}"
        answer = json.loads(said)
        assert not isinstance(answer, dict) or "error" not in answer, answer["error"]
        return answer

    def until(self, says: str | Sequence[str] = (), **wanted: object) -> dict[str, Any]:
        """Wait until things stand so; how they stand then."""
        texts = [says] if isinstance(says, str) else list(says)
        return dict(self.do("until", wanted | {"says": texts}))

    def click(self, *names: str) -> None:
        """The mouse, on one thing after another."""
        for each in names:
            self.do("click", each)

    def press(self, *keys: str, modifier: str = "NoModifier") -> None:
        """Keys, wherever the focus is."""
        for each in keys:
            self.do("press", each, modifier)

    def type(self, text: str) -> None:
        """Type where the focus is."""
        self.do("type", text)

    def remote(self, key: str, **wanted: Any) -> dict[str, Any]:
        """A key of the presenter's remote, once it counts; and wait for what comes of it."""
        self.until(ready=True, idle=True, top="MainWindow")
        self.press(key)
        return self.until(idle=True, **wanted)

    def save(self, name: str) -> None:
        """Pictures of all screens, if some are wanted."""
        if self._pictures is not None:
            self.do("save", str(self._pictures), name)

    def kill(self) -> None:
        """Without a warning, and whether it is still there or not."""
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()
        for each in (self._process.stdin, self._process.stdout):
            assert each is not None
            each.close()


@contextmanager
def lecture(data: Path, screens: Screens, pictures: Path | None = None) -> Iterator[Lecture]:
    """A run of the program, killed in the end if it still runs."""
    run = Lecture(data, screens, pictures)
    try:
        yield run
    finally:
        run.kill()


@contextmanager
def two_screens(projector: tuple[int, int]) -> Iterator[Screens]:
    """A laptop's screen and a projector of that size beside it; one screen alone where there is no ``xrandr``."""
    wide, high = projector
    width, height = LAPTOP
    with screen(width + wide, max(height, high)) as (_, variables):
        command = shutil.which("xrandr")
        if command is not None:
            for name, place, output in (
                ("laptop", f"{width}/340x{height}/220+0+0", "screen"),
                ("projector", f"{wide}/510x{high}/290+{width}+0", "none"),
            ):
                subprocess.run(
                    [command, "--setmonitor", name, place, output],
                    env=os.environ | variables,
                    check=True,
                    stdout=subprocess.DEVNULL,
                )
        yield variables
