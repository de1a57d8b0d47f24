"""What several commands need."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from trainer.paths import Paths

NO_QT = (
    "Qt cannot be loaded: {error}. On Debian and Ubuntu `sudo apt-get install libegl1 libgl1 libxkbcommon-x11-0 "
    "libxcb-cursor0` brings what it mostly misses."
)


def has_screen(platform: str, environment: Mapping[str, str]) -> bool:
    """Whether a window can be expected to show: only X11 and Wayland need an address, or Qt was told what to use.

    Args:
        platform: as ``sys.platform`` has it.
        environment: as ``os.environ`` has it.
    """
    if not platform.startswith("linux"):
        return True
    return any(environment.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def paths_of(given: argparse.Namespace) -> Paths:
    """Where things live; says what is missing, and ends the command, where the program isn't whole."""
    from trainer.paths import MissingFiles, Paths

    try:
        return Paths.locate(given.data)
    except MissingFiles as error:
        print(error, file=sys.stderr)
        raise SystemExit(2) from error


def explain_missing_library(error: ImportError) -> int:
    """A library of the system is the user's to install; anything else is a fault of ours, and shows as one."""
    if "shared object" not in str(error):
        raise error
    print(NO_QT.format(error=error), file=sys.stderr)
    return 2
