"""The pictures of a pack: which files may be one, and their bytes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path, PurePosixPath, PureWindowsPath

from trainer.case.svg import is_svg, svg_problem

MAX_PICTURE_BYTES = 2 * 1024 * 1024

_KINDS: dict[str, Callable[[bytes], bool]] = {
    ".png": lambda data: data.startswith(b"\x89PNG\r\n\x1a\n"),
    ".jpg": lambda data: data.startswith(b"\xff\xd8\xff"),
    ".jpeg": lambda data: data.startswith(b"\xff\xd8\xff"),
    ".svg": is_svg,
}


class BadPicture(Exception):
    """A file can't be a picture of the pack; the text is a sentence that says why."""


def read_picture(folder: Path, file: str) -> bytes:
    """The bytes of a picture.

    Args:
        folder: the pack's folder.
        file: the picture's path inside it, as the exhibit names it, with forward slashes.

    Raises:
        BadPicture: it is missing, outside the pack, of another kind, or too large.
    """
    path = _inside(folder, file)
    _kind(file)
    try:
        _must_be_small(file, path.stat().st_size)
        data = path.read_bytes()
    except OSError as error:
        raise BadPicture(f"'{file}' can't be read ({error.strerror}); check that it may be opened") from error
    check_picture(file, data)
    return data


def check_picture(file: str, data: bytes) -> None:
    """Whether bytes are a picture as the ending of its path says; raises :class:`BadPicture`."""
    fits = _kind(file)
    _must_be_small(file, len(data))
    if not fits(data):
        raise BadPicture(f"'{file}' isn't what its ending says; convert it to PNG, JPEG or SVG")
    problem = svg_problem(data) if fits is is_svg else None
    if problem:
        raise BadPicture(f"'{file}' {problem}")


def _kind(file: str) -> Callable[[bytes], bool]:
    fits = _KINDS.get(PurePosixPath(file).suffix.lower())
    if fits is None:
        raise BadPicture(f"'{file}' is no PNG, JPEG or SVG by its ending; convert it to one of them")
    return fits


def _must_be_small(file: str, size: int) -> None:
    if size > MAX_PICTURE_BYTES:
        raise BadPicture(f"'{file}' has {size:,} bytes and {MAX_PICTURE_BYTES:,} is the most; make it smaller")


def _inside(folder: Path, file: str) -> Path:
    written = PurePosixPath(file)
    if "\\" in file or PureWindowsPath(file).drive:
        raise BadPicture(f"'{file}' isn't written as a path of the pack; write it with '/', such as pictures/map.png")
    try:
        root, target = folder.resolve(), (folder / written).resolve()
        there = target.is_file()
    except (OSError, ValueError, RuntimeError):  # too long a name, a zero byte, links that run in a circle
        raise BadPicture(f"'{file}' can't be the name of a file; mend the path") from None
    if written.is_absolute() or ".." in written.parts or not target.is_relative_to(root):
        raise BadPicture(f"'{file}' lies outside the pack; put it into the pack's folder and write its path from there")
    if not there:
        raise BadPicture(f"there is no file '{file}' in the pack; add it, or mend the path")
    return target
