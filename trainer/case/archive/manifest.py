"""What an archive says of itself, and what may keep one from being used."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from trainer.case.base import Line, Model, Slug
from trainer.case.model import CaseInfo

ARCHIVE_FORMAT = 1
"""The version of the archive's own format that this program reads."""

SUFFIX = ".casepack"
MANIFEST = "manifest.json"


class ArchiveRefused(Exception):
    """A case can't be packed or installed; the text is a sentence that says why."""


class Listed(Model):
    """What a manifest says of a file."""

    bytes: Annotated[int, Field(ge=0)]
    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]


class Manifest(Model):
    """What an archive says of itself."""

    archive: Annotated[int, Field(ge=1)] = Field(description="The format of the archive.")
    format: Annotated[int, Field(ge=1)] = Field(description="The format of the pack in it.")
    id: Slug
    version: Line
    languages: Annotated[tuple[Line, ...], Field(min_length=1, strict=False)]
    title: Line
    files: Mapping[str, Listed]

    @classmethod
    def of(cls, info: CaseInfo, files: Mapping[str, bytes]) -> Manifest:
        """The manifest of a case that consists of these files."""
        listed = {name: Listed(bytes=len(data), sha256=sha256(data)) for name, data in sorted(files.items())}
        return cls(
            archive=ARCHIVE_FORMAT,
            format=info.format,
            id=info.id,
            version=info.version,
            languages=info.languages,
            title=info.title,
            files=listed,
        )

    def differs_from(self, info: CaseInfo) -> str | None:
        """The first thing that the case itself says otherwise, in words; ``None`` if there is nothing."""
        for name in ("format", "id", "version", "languages", "title"):
            if getattr(self, name) != getattr(info, name):
                return name
        return None


def sha256(data: bytes) -> str:
    """The SHA-256 of a file, hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def reason(error: Exception) -> str:
    """Why the system couldn't do something, as part of a sentence."""
    return getattr(error, "strerror", None) or str(error)
