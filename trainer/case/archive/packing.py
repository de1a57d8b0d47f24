"""Packing: a case in a folder becomes one file."""

from __future__ import annotations

import io
import json
import os
import stat
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from trainer.case.archive.manifest import MANIFEST, SUFFIX, ArchiveRefused, Manifest, reason
from trainer.case.archive.names import name_problem, shown
from trainer.case.archive.unpacking import verify
from trainer.case.model import CaseInfo
from trainer.case.reader import read_pack
from trainer.files import replace_file

_LEVEL = 9


@dataclass(frozen=True, slots=True)
class Packed:
    """An archive that stands on the disk."""

    file: Path
    manifest: Manifest


def pack_case(folder: Path, out: Path | None = None, *, force: bool = False) -> Packed:
    """Write a pack as one file; the same pack always gives the same bytes.

    Hidden files and other archives in the folder are left out.

    Args:
        folder: the pack.
        out: the archive; ``<id>-<version>.casepack`` in the current folder by default.
        force: replace what stands at ``out``, even if it holds something else.

    Raises:
        PackErrors: the pack has errors.
        ArchiveRefused: there is something in the folder that can't be packed, something else at ``out``, or it can't
            be written.
    """
    pack = read_pack(folder)
    try:
        files = _files_of(folder)
    except OSError as error:
        raise ArchiveRefused(f"'{folder}' can't be packed: {reason(error)}.") from error
    manifest = Manifest.of(pack.info, files)
    content = _zipped(manifest, files)
    verify(content, str(folder), "packed")
    out = Path(_default_name(pack.info)) if out is None else out
    try:
        if not force and out.exists() and out.read_bytes() != content:
            raise ArchiveRefused(
                f"'{out}' is there already and holds something else; move it away, give another name with --out, or"
                " replace it with --force."
            )
        replace_file(out, content)
    except OSError as error:
        raise ArchiveRefused(f"'{out}' can't be written: {reason(error)}.") from error
    return Packed(out, manifest)


def _files_of(folder: Path) -> dict[str, bytes]:
    """The files of a pack by their names within it; raises ``OSError``."""
    files: dict[str, bytes] = {}
    for root, folders, names in os.walk(folder, onerror=_raise):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in (*folders, *names):
            path = Path(root, name)
            inside = path.relative_to(folder).as_posix()
            if name.startswith(".") or name.endswith(SUFFIX):
                continue
            problem = name_problem(inside)
            if problem:
                raise ArchiveRefused(f"'{folder}' can't be packed: its entry {shown(inside)} {problem}.")
            if inside == MANIFEST:
                raise ArchiveRefused(
                    f"'{folder}' can't be packed: '{MANIFEST}' is what an archive says of itself; give that file"
                    " another name."
                )
            if path.is_symlink():
                raise ArchiveRefused(f"'{folder}' can't be packed: '{inside}' is a link; put the file itself there.")
            if path.is_file():
                files[inside] = path.read_bytes()
    return files


def _zipped(manifest: Manifest, files: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    head = json.dumps(manifest.model_dump(mode="json"), ensure_ascii=False, indent=1).encode()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in ((MANIFEST, head), *sorted(files.items())):
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # as everywhere but on Windows, so that the bytes are the same there
            entry.external_attr = (stat.S_IFREG | 0o644) << 16
            archive.writestr(entry, data, compresslevel=_LEVEL)
    return buffer.getvalue()


def _default_name(info: CaseInfo) -> str:
    version = "".join(letter if letter.isalnum() or letter in ".-_+" else "-" for letter in info.version)
    return f"{info.id}-{version}{SUFFIX}"


def _raise(error: OSError) -> NoReturn:
    raise error
