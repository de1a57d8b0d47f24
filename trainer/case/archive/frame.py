"""What makes a zip archive safe to be looked into, before its table of contents is read and then entry by entry."""

from __future__ import annotations

import json
import os
import stat
import zipfile
import zlib
from typing import BinaryIO

from trainer.case.archive.names import shown

DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError)
"""What reading a damaged archive may raise."""

_FIRST = b"PK\x03\x04"
_END = b"PK\x05\x06"
_END_SIZE = 22
_LOCATOR = b"PK\x06\x07"
_LOCATOR_SIZE = 20
_ENTRY_BYTES = 512
"""Of the table of contents: more than a name needs."""


def frame_problem(opened: BinaryIO, most_entries: int, what: str) -> str | None:
    """Why a file is no plain zip archive with a table of contents of a sound size, to be read after ``because``;
    ``None`` if it is one.

    Args:
        opened: the file; where it is read next is changed.
        most_entries: that the archive may have.
        what: such an archive is, with its article.
    """
    opened.seek(0)
    first = opened.read(len(_FIRST))
    if first != _FIRST:
        return f"it is no zip archive, as {what} is"
    size = opened.seek(0, os.SEEK_END)
    opened.seek(max(0, size - _END_SIZE - _LOCATOR_SIZE))
    tail = opened.read()
    end = tail[-_END_SIZE:]
    if len(end) < _END_SIZE or not end.startswith(_END):
        return "it isn't whole, or something stands behind its end; get it anew"
    if tail.startswith(_LOCATOR):
        return "it is written in a way that is meant for archives of more than 4,000 MB"
    if int.from_bytes(end[12:16], "little") > most_entries * _ENTRY_BYTES:
        return too_many(most_entries)
    return None


def too_many(most_entries: int) -> str:
    """What is said of an archive with more entries than that."""
    return f"it has more than {most_entries:,} entries, or very long ones"


def entry_problem(entry: zipfile.ZipInfo, most_bytes: int, most_ratio: int, ratio_from: int) -> str | None:
    """What is wrong with an entry as its head declares it, whatever its name; ``None`` if nothing is.

    Args:
        entry: the head.
        most_bytes: that it may have, unpacked.
        most_ratio: how many times its packed size it may have,
        ratio_from: if it has more bytes than these.
    """
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind == stat.S_IFLNK:
        return "is a link"
    if kind not in (0, stat.S_IFREG) or entry.external_attr & 0x10:
        return "is no plain file"
    if entry.flag_bits & 0x1:
        return "is encrypted"
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return "is compressed in a way that isn't read here"
    if entry.file_size > most_bytes:
        return f"has more than {most_bytes // 1_000_000:,} MB"
    if entry.file_size > ratio_from and entry.file_size > most_ratio * entry.compress_size:
        return f"would grow to more than {most_ratio} times its size"
    return None


class ManifestUnread(Exception):
    """A manifest can't be read; the text is to be read after its name."""


def manifest_values(data: bytes) -> object:
    """What a manifest says, as plain values.

    Raises:
        ManifestUnread: it is no JSON, or says a thing twice, so that two readers may take it differently.
    """
    try:
        return json.loads(data, object_pairs_hook=_said_once)
    except (ValueError, RecursionError) as error:
        raise ManifestUnread("can't be read") from error


def _said_once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    said: dict[str, object] = {}
    for name, value in pairs:
        if name in said:
            raise ManifestUnread(f"says {shown(name)} twice")
        said[name] = value
    return said
