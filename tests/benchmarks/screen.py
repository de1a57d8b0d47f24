"""The screen that the measured windows are shown on."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def screen(width: int = 1600, height: int = 1200) -> Iterator[tuple[str, dict[str, str]]]:
    """A screen without anything else on it: a virtual X server where there is one, else Qt's own offscreen platform.

    Gives its name, and the variables that lead a process there.
    """
    command = shutil.which("Xvfb")
    if command is None:
        yield "offscreen", {"QT_QPA_PLATFORM": "offscreen"}
        return
    read, write = os.pipe()
    options = ["-displayfd", str(write), "-screen", "0", f"{width}x{height}x24", "-nolisten", "tcp", "-noreset"]
    server = subprocess.Popen([command, *options], pass_fds=[write], stderr=subprocess.DEVNULL)
    os.close(write)
    try:
        with os.fdopen(read) as answer:
            number = answer.readline().strip()
        yield "xcb under Xvfb", {"QT_QPA_PLATFORM": "xcb", "DISPLAY": f":{number}"}
    finally:
        server.terminate()
        server.wait()
