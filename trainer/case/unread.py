"""Files that an author takes for a part of the pack, and that nobody reads for their names or their places."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from trainer.case.problems import Problem

_ENDING = ".yaml"
_ENDINGS = (_ENDING, ".yml")


def unread(pack: Path, file: str, folder: str) -> Iterator[Problem]:
    """What is wrong with the names of a pack's files.

    Args:
        pack: the pack's folder.
        file: the name of a file that is read in it, such as ``timeline.yaml``.
        folder: the name of a folder in it, each ``.yaml`` file of which is read.
    """
    for path in sorted(pack.glob("*")):
        if path.name != file and path.stem.lower() == Path(file).stem and path.suffix.lower() in _ENDINGS:
            yield _misnamed(pack, path, file)
    for path in (*sorted((pack / folder).glob("*")), *sorted((pack / folder).glob("*/*"))):
        hidden = any(part.startswith(".") for part in path.relative_to(pack).parts)
        if hidden or path.suffix.lower() not in _ENDINGS:
            continue
        if path.parent.name != folder:
            message = f"files are read from '{folder}' itself and not from folders in it; move it there"
            yield Problem(path.relative_to(pack).as_posix(), 1, 1, "", message)
        elif path.suffix != _ENDING:
            yield _misnamed(pack, path, f"{path.stem}{_ENDING}")


def _misnamed(pack: Path, path: Path, name: str) -> Problem:
    reason = "this name isn't read" if path.suffix == _ENDING else f"only files that end in {_ENDING} are read"
    return Problem(path.relative_to(pack).as_posix(), 1, 1, "", f"{reason}; rename it to {name}")
