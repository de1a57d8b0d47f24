"""Writing files so that a crash leaves either the old content or the new one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


def replace_file(path: Path, content: bytes) -> None:
    """Write beside the file, make it durable, then put it in its place; the folder is made if need be.

    Raises:
        OSError: it cannot be written; the old content stands as it was.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with replacing(path) as file:
        file.write(content)


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """As :func:`replace_file`, for what is written piece by piece, into a folder that is there.

    Whatever is raised within, the old content stands as it was.

    Raises:
        OSError: it cannot be written.
    """
    beside = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        with beside.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def put_in_place(beside: Path, path: Path) -> None:
    """Make a file durable that was written beside another, then have it take that one's place.

    Raises:
        OSError: it can't; what stood there does so still.
    """
    with beside.open("rb+") as file:
        os.fsync(file.fileno())
    beside.replace(path)
    _sync_folder(path.parent)


def free_name(path: Path) -> Path:
    """The path itself, or with a number before its suffix the first that isn't taken."""
    free, number = path, 1
    while free.exists():
        number += 1
        free = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return free


def _sync_folder(folder: Path) -> None:
    """Make the new name itself durable, where the system can; Windows opens no folders."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
