"""Installing a case from one file: into a folder of cases, whole or not at all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from trainer.case.archive.aside import REPLACED, Busy, alone_in, put_back_interrupted
from trainer.case.archive.manifest import ArchiveRefused, reason
from trainer.case.archive.unpacking import Unpacked, unpack
from trainer.case.base import Line
from trainer.case.outline import find_packs
from trainer.case.problems import Severity
from trainer.case.reader import CASE_FILE, examine
from trainer.case.versions import version_key
from trainer.case.yaml_map import read_yaml
from trainer.files import replace_file

_NEW = ".installing-"
_SHOWN_PROBLEMS = 3
_LINE: TypeAdapter[str] = TypeAdapter(Line)


@dataclass(frozen=True, slots=True)
class Installed:
    """A case that was installed."""

    folder: Path
    id: str
    title: str
    version: str
    replaced: str | None
    """The version that it took the place of, as that one says; ``None`` where there was none."""

    @property
    def sentence(self) -> str:
        """For whoever installed it."""
        return f"“{self.title}”, version {self.version}, is installed."


def install(file: Path, into: Path, others: Sequence[Path] = ()) -> Installed:
    """Install a case, in the place of an older version of it if there is one.

    It is verified before anything is written, unpacked into a hidden folder, read as a case is read, and only then
    put in its place.

    Args:
        file: the archive.
        into: the folder that holds the learner's own cases; made if need be.
        others: further folders that hold cases; a version that is there already needs no second place.

    Raises:
        ArchiveRefused: with a sentence; ``into`` is as it was.
    """
    content = unpack(file)
    manifest = content.manifest
    try:
        with _folder_of_cases(into):
            put_back_interrupted(into)
            target = into / manifest.id
            replaced = _check_place(file, content, target)
            _check_versions(file, content, find_packs([into, *others]))
            with _working_folder(into, manifest.id) as new:
                _write(content, new)
                _check_case(file, content, new)
                _put_in_place(new, target)
    except Busy as error:
        raise ArchiveRefused(
            f"'{file.name}' can't be installed: another case is being installed just now. Try again in a moment."
        ) from error
    except OSError as error:
        raise ArchiveRefused(
            f"'{file.name}' can't be installed: writing to '{into}' failed ({reason(error)}). Nothing was changed."
        ) from error
    return Installed(target, manifest.id, manifest.title, manifest.version, replaced)


def _check_place(file: Path, content: Unpacked, target: Path) -> str | None:
    """The version of the case that stands at the place; ``None`` where nothing does."""
    if not os.path.lexists(target):
        return None
    case_id, version = _who(target)
    if target.is_symlink() or case_id != content.manifest.id:
        raise ArchiveRefused(
            f"'{file.name}' can't be installed: its place '{target}' is taken by something that isn't this case. Move"
            " that away first."
        )
    return version


def _check_versions(file: Path, content: Unpacked, folders: Sequence[Path]) -> None:
    manifest = content.manifest
    for folder in folders:
        case_id, version = _who(folder)
        if case_id != manifest.id or version is None or version_key(version) < version_key(manifest.version):
            continue
        same = version_key(version) == version_key(manifest.version)
        there = f"version {version} of “{manifest.title}” is here already"
        newer = "" if same else f", which is newer than its version {manifest.version}"
        raise ArchiveRefused(f"'{file.name}' can't be installed: {there}{newer}.")


def _who(folder: Path) -> tuple[str | None, str | None]:
    """Id and version of the case in a folder, as far as it says them in a form that a case may."""
    if not (folder / CASE_FILE).is_file():
        return None, None
    values = read_yaml(folder / CASE_FILE, CASE_FILE).values
    said = values if isinstance(values, dict) else {}
    return _if_line(said.get("id")), _if_line(said.get("version"))


def _if_line(value: object) -> str | None:
    try:
        return _LINE.validate_python(value, strict=True)
    except ValidationError:
        return None


@contextmanager
def _folder_of_cases(into: Path) -> Iterator[None]:
    """``into``, with nobody else at work in it; where it is new and holds no case in the end, it goes again."""
    is_new = not into.exists()
    into.mkdir(parents=True, exist_ok=True)
    alone = False
    try:
        with alone_in(into):
            alone = True
            yield
    finally:
        if is_new and alone:
            with suppress(OSError):  # it holds the case now
                into.rmdir()


@contextmanager
def _working_folder(into: Path, case_id: str) -> Iterator[Path]:
    """An empty hidden folder in ``into``; what is left of it goes at the end."""
    folder = into / f"{_NEW}{case_id}"
    try:
        # A crash may have left one.
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _write(content: Unpacked, folder: Path) -> None:
    for name, data in content.files.items():
        replace_file(folder / name, data)


def _check_case(file: Path, content: Unpacked, folder: Path) -> None:
    reading = examine(folder)
    if reading.pack is None:
        errors = [each for each in reading.problems if each.severity is Severity.ERROR]
        shown = "; ".join(map(str, errors[:_SHOWN_PROBLEMS]))
        further = len(errors) - _SHOWN_PROBLEMS
        more = f"; and {further} more" if further > 0 else ""
        raise ArchiveRefused(f"'{file.name}' can't be installed: the case in it has errors. {shown}{more}.")
    lie = content.manifest.differs_from(reading.pack.info)
    if lie:
        raise ArchiveRefused(
            f"'{file.name}' can't be installed: its manifest.json and its {CASE_FILE} don't say the same under '{lie}'."
        )


def _put_in_place(new: Path, target: Path) -> None:
    """Rename the new folder to where it belongs; the old one goes once that is done, and comes back if it fails."""
    if not target.exists():
        new.rename(target)
        return
    aside = target.with_name(f"{REPLACED}{target.name}")
    target.rename(aside)
    try:
        new.rename(target)
    except OSError:
        aside.rename(target)
        raise
    shutil.rmtree(aside, ignore_errors=True)
