"""What stands aside for the moment in which a newer version of a case takes its place, and the lock that keeps
others out meanwhile."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

REPLACED = ".replaced-"
"""Begins the name of a folder that was put aside; the name of the case's own folder follows."""

_LOCK = ".installing"
"""The file that stands for the lock where no folder can be locked; it goes with the one who has it open."""


class Busy(OSError):
    """Somebody else is at work on the folder."""


@contextmanager
def alone_in(cases: Path) -> Iterator[None]:
    """Keep every other installation, of this program or another, out of a folder of cases. The system lets go of it
    when a program ends in whatever way.

    Raises:
        Busy: somebody else is at work there.
        OSError: there is no such folder.
    """
    handle = _locked(cases)
    try:
        yield
    finally:
        os.close(handle)


if sys.platform == "win32":

    def _locked(cases: Path) -> int:
        try:
            return os.open(cases / _LOCK, os.O_CREAT | os.O_EXCL | os.O_TEMPORARY)
        except (FileExistsError, PermissionError) as error:  # the latter while it is just going
            raise Busy(error.errno, error.strerror) from error

else:

    def _locked(cases: Path) -> int:
        import fcntl

        handle = os.open(cases, os.O_RDONLY)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            os.close(handle)
            raise Busy(error.errno, error.strerror) from error
        except OSError:
            pass  # some network disks lock no folders; there it has to do without
        return handle


def put_back_interrupted(cases: Path) -> None:
    """Put back what a crash left aside in a folder of cases, and take away what has been replaced.

    To be called by whoever is alone in it: what another installation has put aside is not left behind.

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
