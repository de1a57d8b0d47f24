"""Reading a progress file: within limits, line by line, and never more of it in memory than a line."""

from __future__ import annotations

import hashlib
import io
import stat
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, BinaryIO, NoReturn

from pydantic import ValidationError

from trainer.case.archive.frame import (
    DAMAGED,
    ManifestUnread,
    entry_problem,
    frame_problem,
    manifest_values,
    too_many,
)
from trainer.case.archive.manifest import reason
from trainer.case.archive.names import shown
from trainer.case.base import Model
from trainer.progress.transfer.manifest import MANIFEST, TRANSFER_FORMAT, Manifest
from trainer.progress.transfer.parts import LEARNER, PARTS, Part
from trainer.progress.transfer.refusal import TransferRefused, not_taken_in

MAX_FILE = 1_000_000_000
"""Bytes of a progress file."""
MAX_UNPACKED = 2_000_000_000
"""Bytes of all its parts together."""
MAX_MANIFEST = 1_000_000
"""Bytes of the manifest."""
MAX_RATIO = 200
"""How many times its packed size a part of more than ``RATIO_FROM`` bytes may have."""
RATIO_FROM = 10_000_000
MAX_LINES = 5_000_000
"""Of all parts together."""

Watch = Callable[[float], None]
"""Is told now and then which share of the work is done, 0-1; what it raises breaks the work off."""

_NAMES = {part.file for part in PARTS}
_BLOCK = 1 << 16
_TOLD_EVERY = 500
"""Lines."""


def nobody(_done: float) -> None:
    """Watches nothing."""


class ProgressFile:
    """A progress file whose frame and manifest were found sound."""

    def __init__(self, name: str, archive: zipfile.ZipFile, watch: Watch) -> None:
        """Use :func:`opened`."""
        self.name = name
        self._archive = archive
        self._watch = watch
        self._check_entries(archive.infolist())
        self.manifest = self._read_manifest()
        self._bytes = sum(listed.bytes for listed in self.manifest.parts.values())
        self._done = 0

    def refuse(self, why: str) -> NoReturn:
        """Raise :class:`TransferRefused` for that reason."""
        raise not_taken_in(self.name, why)

    def refuse_line(self, part: Part, number: int, why: str) -> NoReturn:
        """The same for what is wrong with a line."""
        self.refuse(f"line {number:,} of its {part.file} {why}")

    def check_whole(self) -> None:
        """Unpack all of it once, to tell a file that was damaged on its way from one that was changed."""
        for part in PARTS:
            with self._opened(part) as (content, _):
                while content.read(_BLOCK):
                    pass

    def lines(self, part: Part) -> Iterator[tuple[int, Model]]:
        """The lines of a part with their numbers, from 1.

        Raises:
            TransferRefused: a line isn't as it has to be; or, at the end, the part isn't the one that is listed.
        """
        listed = self.manifest.parts[part.file]
        number = 0
        with self._opened(part) as (content, raw):
            while line := content.readline(part.longest + 1):
                number += 1
                if len(line) > part.longest:
                    self.refuse_line(part, number, f"has more than {part.longest // 1_000_000} MB")
                if number > listed.lines:
                    self._not_listed(part)
                yield number, self._parsed(part, number, line)
                if not number % _TOLD_EVERY:
                    self._tell(raw.count)
        self._done += raw.count
        self._tell(0)
        if (number, raw.count, raw.digest) != (listed.lines, listed.bytes, listed.sha256):
            self._not_listed(part)

    def _tell(self, more: int) -> None:
        self._watch(min(1.0, (self._done + more) / max(1, self._bytes)))

    def _parsed(self, part: Part, number: int, line: bytes) -> Model:
        try:
            return part.model.model_validate_json(line)
        except ValidationError as error:
            problem = error.errors(include_url=False, include_context=False, include_input=False)[0]
            place = ".".join(map(str, problem["loc"]))
            where = f": look at {shown(place)}" if place else " (it is no line of JSON)"
            self.refuse_line(part, number, f"doesn't say what it has to{where}")

    def _not_listed(self, part: Part) -> NoReturn:
        self.refuse(f"its {part.file} isn't the one that its {MANIFEST} lists; get it anew")

    @contextmanager
    def _opened(self, part: Part) -> Iterator[tuple[io.BufferedReader, _Counted]]:
        try:
            entry = self._archive.open(part.file)
        except DAMAGED as error:
            raise _damaged(self.name) from error
        with entry:
            raw = _Counted(self.name, entry, self._archive.getinfo(part.file).file_size)
            yield io.BufferedReader(raw, _BLOCK), raw

    def _check_entries(self, entries: list[zipfile.ZipInfo]) -> None:
        names = [entry.orig_filename for entry in entries]
        if MANIFEST not in names:
            self.refuse(f"it has no {MANIFEST}, so it is no progress file; `trainer export` makes one")
        for entry in entries:
            name = entry.orig_filename
            if names.count(name) > 1:
                self.refuse(f"its entry {shown(name)} is there twice")
            most = MAX_MANIFEST if name == MANIFEST else MAX_UNPACKED
            problem = entry_problem(entry, most, MAX_RATIO, RATIO_FROM)
            if problem:
                self.refuse(f"its entry {shown(name)} {problem}")
        if sum(entry.file_size for entry in entries) > MAX_UNPACKED:
            self.refuse(f"it would have more than {MAX_UNPACKED // 1_000_000:,} MB once unpacked")

    def _read_manifest(self) -> Manifest:
        try:
            with self._archive.open(MANIFEST) as entry:
                data = entry.read(MAX_MANIFEST + 1)
        except DAMAGED as error:
            raise _damaged(self.name) from error
        try:
            plain = manifest_values(data)
        except ManifestUnread as unread:
            self.refuse(f"its {MANIFEST} {unread}")
        format_ = plain.get("progress") if isinstance(plain, dict) else None
        if isinstance(format_, int) and format_ > TRANSFER_FORMAT:
            self.refuse(f"it has format {format_} and this program reads {TRANSFER_FORMAT}; update Case Trainer")
        try:
            manifest = Manifest.model_validate(plain)
        except ValidationError as error:
            place = ".".join(map(str, error.errors(include_url=False)[0]["loc"])) or "its beginning"
            self.refuse(f"its {MANIFEST} doesn't say what it has to: look at {shown(place)}")
        self._check_parts(manifest)
        return manifest

    def _check_parts(self, manifest: Manifest) -> None:
        there = set(self._archive.namelist()) - {MANIFEST}
        for name in sorted(there ^ manifest.parts.keys()):
            missing = name in manifest.parts
            why = f"is listed in its {MANIFEST} and isn't there" if missing else f"isn't listed in its {MANIFEST}"
            self.refuse(f"the file {shown(name)} {why}")
        for name in sorted(there ^ _NAMES):
            self.refuse(f"it lacks the file {name}" if name in _NAMES else f"{shown(name)} is no part of such a file")
        if sum(listed.lines for listed in manifest.parts.values()) > MAX_LINES:
            self.refuse(f"it has more than {MAX_LINES:,} lines")
        if manifest.parts[LEARNER.file].lines != 1:
            self.refuse(f"its {LEARNER.file} has to have one line, since it is about one learner")


@contextmanager
def opened(file: Path, watch: Watch = nobody) -> Iterator[ProgressFile]:
    """A progress file, looked at from outside: its frame, its table of contents and its manifest.

    Raises:
        TransferRefused: it isn't sound; also from within, where a part is damaged.
    """
    name = file.name
    try:
        found = file.stat()
        if not stat.S_ISREG(found.st_mode):
            raise not_taken_in(name, "it is no file; `trainer export` makes one")
        if found.st_size > MAX_FILE:
            raise not_taken_in(name, f"it has more than {MAX_FILE // 1_000_000:,} MB")
        binary = file.open("rb")
    except (OSError, ValueError) as error:
        raise not_taken_in(name, reason(error)) from error
    with binary, _zip(name, binary) as archive:
        yield ProgressFile(name, archive, watch)


@contextmanager
def _zip(name: str, binary: BinaryIO) -> Iterator[zipfile.ZipFile]:
    try:
        problem = frame_problem(binary, len(PARTS) + 1, "a progress file")
        if problem:
            raise not_taken_in(name, problem)
        archive = zipfile.ZipFile(binary)
    except DAMAGED as error:
        raise _damaged(name) from error
    with archive:
        if len(archive.infolist()) > len(PARTS) + 1:
            raise not_taken_in(name, too_many(len(PARTS) + 1))
        yield archive


def _damaged(name: str) -> TransferRefused:
    return not_taken_in(name, "it is damaged; get it anew")


class _Counted(io.RawIOBase):
    """An entry of an archive, counted and hashed as it is read; never more of it than its head declares."""

    def __init__(self, name: str, entry: IO[bytes], size: int) -> None:
        self._name = name
        self._entry = entry
        self._size = size
        self._hash = hashlib.sha256()
        self.count = 0

    @property
    def digest(self) -> str:
        """SHA-256 of what was read, hexadecimal."""
        return self._hash.hexdigest()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        # One byte more than declared is asked for, so that an entry that holds more is found out.
        try:
            data = self._entry.read(min(len(buffer), self._size - self.count + 1))
        except DAMAGED as error:
            raise _damaged(self._name) from error
        self.count += len(data)
        if self.count > self._size:
            raise _damaged(self._name)
        self._hash.update(data)
        buffer[: len(data)] = data
        return len(data)
