"""Reading an archive: whole, within limits, and compared with its manifest before anything is done with it."""

from __future__ import annotations

import io
import stat
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from pydantic import ValidationError

from trainer.case.archive.frame import DAMAGED, ManifestUnread, entry_problem, frame_problem, manifest_values, too_many
from trainer.case.archive.manifest import ARCHIVE_FORMAT, MANIFEST, ArchiveRefused, Manifest, reason, sha256
from trainer.case.archive.names import clash, name_problem, shown
from trainer.case.model import FORMAT

MAX_ARCHIVE = 50_000_000
"""Bytes of an archive, and of all its files together once they are unpacked."""
MAX_FILE = 5_000_000
"""Bytes of a file that is no picture."""
MAX_PICTURE = 20_000_000
"""Bytes of a picture."""
MAX_ENTRIES = 5_000
MAX_RATIO = 100
"""How many times its packed size a file of more than ``RATIO_FROM`` bytes may have."""
RATIO_FROM = 1_000_000

_PICTURES = (".png", ".jpg", ".jpeg", ".svg")


@dataclass(frozen=True, slots=True)
class Unpacked:
    """An archive that was read whole and is what its manifest says."""

    manifest: Manifest
    files: Mapping[str, bytes]
    """The files of the pack by their names."""


def read_archive(file: Path) -> Manifest:
    """What an archive says of itself, once all of it is found to be so.

    Raises:
        ArchiveRefused: it isn't sound.
    """
    return unpack(file).manifest


def unpack(file: Path) -> Unpacked:
    """The files of an archive, read into memory and verified against its manifest; nothing is written.

    Raises:
        ArchiveRefused: it isn't sound.
    """
    name = file.name
    try:
        found = file.stat()
        if not stat.S_ISREG(found.st_mode):
            raise ArchiveRefused(f"'{name}' can't be installed: it is no file. `trainer pack` makes one of a case.")
        if found.st_size > MAX_ARCHIVE:
            raise ArchiveRefused(f"'{name}' can't be installed: it has more than {MAX_ARCHIVE // 1_000_000} MB.")
        content = file.read_bytes()
    except (OSError, ValueError) as error:
        raise ArchiveRefused(f"'{name}' can't be installed: {reason(error)}.") from error
    return verify(content, name, "installed")


def verify(content: bytes, name: str, done: str) -> Unpacked:
    """The files of an archive that is in memory.

    Args:
        content: the archive.
        name: what sentences call it.
        done: what can't be done with it otherwise: "packed" or "installed".

    Raises:
        ArchiveRefused: it isn't sound.
    """
    return _Reader(name, done, content).read()


class _Reader:
    """Reads one archive; refuses it with a sentence that names it."""

    def __init__(self, name: str, done: str, content: bytes) -> None:
        self._name = name
        self._done = done
        self._content = content

    def read(self) -> Unpacked:
        """All of it."""
        self._check_frame()
        try:
            with zipfile.ZipFile(io.BytesIO(self._content)) as archive:
                entries = archive.infolist()
                self._check_entries(entries)
                read = {entry.orig_filename: self._read_entry(archive, entry) for entry in entries}
        except DAMAGED as error:
            raise ArchiveRefused(self._sentence("it is damaged; get it anew")) from error
        manifest = self._manifest(read.pop(MANIFEST, None), read)
        self._check_files(manifest, read)
        return Unpacked(manifest, read)

    def _refuse(self, why: str) -> NoReturn:
        raise ArchiveRefused(self._sentence(why))

    def _sentence(self, why: str) -> str:
        return f"'{self._name}' can't be {self._done}: {why}."

    def _check_frame(self) -> None:
        """Before the table of contents is read: it must be a plain zip archive with a table of a sound size."""
        if len(self._content) > MAX_ARCHIVE:
            self._refuse(f"it has more than {MAX_ARCHIVE // 1_000_000} MB")
        problem = frame_problem(io.BytesIO(self._content), MAX_ENTRIES, "a case in one file")
        if problem:
            self._refuse(problem)

    def _check_entries(self, entries: list[zipfile.ZipInfo]) -> None:
        if len(entries) > MAX_ENTRIES:
            self._refuse(too_many(MAX_ENTRIES))
        for entry in entries:
            most = MAX_PICTURE if entry.orig_filename.lower().endswith(_PICTURES) else MAX_FILE
            problem = name_problem(entry.orig_filename) or entry_problem(entry, most, MAX_RATIO, RATIO_FROM)
            if problem:
                self._refuse(f"its entry {shown(entry.orig_filename)} {problem}")
        same = clash(entry.orig_filename for entry in entries)
        if same:
            self._refuse(f"its entries {shown(same[0])} and {shown(same[1])} would be one and the same on some disks")
        if sum(entry.file_size for entry in entries) > MAX_ARCHIVE:
            self._refuse(f"it would have more than {MAX_ARCHIVE // 1_000_000} MB once unpacked")

    def _read_entry(self, archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
        with archive.open(entry) as opened:
            # A size must be asked for: without one, whatever there is comes out, be it more than declared.
            data = opened.read(entry.file_size + 1)
        if len(data) != entry.file_size:
            self._refuse(f"its entry {shown(entry.orig_filename)} isn't as long as it says")
        return data

    def _manifest(self, data: bytes | None, others: Mapping[str, bytes]) -> Manifest:
        if data is None:
            wrapper = next((name for name in others if name.endswith(f"/{MANIFEST}")), None)
            if wrapper:
                self._refuse(f"its files lie in a folder '{wrapper.split('/')[0]}' of their own; pack the case anew")
            self._refuse(f"it has no {MANIFEST}; `trainer pack` makes one file of a case")
        try:
            plain = manifest_values(data)
        except ManifestUnread as unread:
            self._refuse(f"its {MANIFEST} {unread}")
        for name, known, what in (("archive", ARCHIVE_FORMAT, "archive"), ("format", FORMAT, "case")):
            written = plain.get(name) if isinstance(plain, dict) else None
            if isinstance(written, int) and written > known:
                self._refuse(f"its {what} has format {written} and this program reads {known}; update Case Trainer")
        try:
            return Manifest.model_validate(plain)
        except ValidationError as error:
            place = ".".join(map(str, error.errors(include_url=False)[0]["loc"])) or "its beginning"
            self._refuse(f"its {MANIFEST} doesn't say what it has to: look at {shown(place)}")

    def _check_files(self, manifest: Manifest, files: Mapping[str, bytes]) -> None:
        for name in sorted(manifest.files.keys() ^ files.keys()):
            missing = name in manifest.files
            why = f"is listed in its {MANIFEST} and isn't there" if missing else f"isn't listed in its {MANIFEST}"
            self._refuse(f"the file {shown(name)} {why}")
        for name, listed in manifest.files.items():
            if (listed.bytes, listed.sha256) != (len(files[name]), sha256(files[name])):
                self._refuse(f"the file {shown(name)} isn't the one that its {MANIFEST} lists; get it anew")
        problem = name_problem(manifest.id)
        if problem:
            self._refuse(f"the case's id '{manifest.id}' can't be the name of a folder: it {problem}")
