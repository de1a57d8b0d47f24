"""What stands aside for the moment in which a newer version of a case takes its place."""

from __future__ import annotations

from pathlib import Path

REPLACED = ".replaced-"
"""Begins the name of a folder that was put aside; the name of the case's own folder follows."""


def put_back_interrupted(cases: Path) -> None:
    """Put back what a crash left aside in a folder of cases, and take away what has been replaced.

    Raises:
        OSError: a case stays aside; nothing of it is lost.
    """
    for aside in sorted(cases.glob(f"{REPLACED}*")):
        place = cases / aside.name.removeprefix(REPLACED)
        if place.exists():
            from shutil import rmtree  # a start of the program needs it in no usual case

            rmtree(aside, ignore_errors=True)
        else:
            aside.rename(place)
