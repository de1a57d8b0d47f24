"""Archives made by hand: sound ones, for tests to spoil one thing of."""

from __future__ import annotations

import hashlib
import io
import json
import stat
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.case.packs import CASE, DECISION, OVEN

NAME = "bakery.casepack"
FILES: Mapping[str, bytes] = {"case.yaml": CASE.encode(), OVEN: DECISION.encode()}


def manifest(of: Mapping[str, bytes] = FILES, **changes: Any) -> dict[str, Any]:
    """The manifest of a sound archive, with some things said otherwise."""
    said = {
        "archive": 1,
        "format": 1,
        "id": "bakery",
        "version": "1.0",
        "languages": ["en"],
        "title": "The bakery",
        "files": {name: {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()} for name, data in of.items()},
    }
    return said | changes


def entry(name: str, mode: int = stat.S_IFREG | 0o644) -> zipfile.ZipInfo:
    """The head of an entry, whatever its name."""
    made = zipfile.ZipInfo("x")
    made.filename = name
    made.external_attr = mode << 16
    made.compress_type = zipfile.ZIP_DEFLATED
    return made


def sound(extra: Mapping[str, bytes] | None = None, **changes: Any) -> list[tuple[zipfile.ZipInfo, bytes]]:
    """The entries of a sound archive, with further files and a changed manifest."""
    files = {**FILES, **(extra or {})}
    head = json.dumps(manifest(files, **changes)).encode()
    return [(entry("manifest.json"), head), *((entry(name), data) for name, data in files.items())]


def zipped(entries: list[tuple[zipfile.ZipInfo, bytes]], comment: bytes = b"") -> bytes:
    """The bytes of an archive."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for head, data in entries:
            archive.writestr(head, data)
        archive.comment = comment
    return buffer.getvalue()


def write(folder: Path, content: bytes, name: str = NAME) -> Path:
    """An archive in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(content)
    return folder / name


def state(folder: Path) -> dict[str, bytes | None]:
    """All that lies in a folder, hidden or not; folders have no content."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None
        for path in sorted(folder.rglob("*"))
    }
