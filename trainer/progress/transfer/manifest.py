"""What a progress file says of itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from trainer.case.base import Line, Model
from trainer.progress.transfer.parts import Id, LearnerPart, Sha256

TRANSFER_FORMAT = 1
"""The version of the file's own format that this program reads and writes."""

SUFFIX = ".progress"
MANIFEST = "manifest.json"

_Size = Annotated[int, Field(ge=0)]


class Listed(Model):
    """What a manifest says of a part."""

    lines: _Size
    bytes: _Size
    sha256: Sha256


class Whose(Model):
    """The learner, as far as a list of files shows them."""

    id: Id
    name: Annotated[str, Field(min_length=1, max_length=80)]

    @classmethod
    def of(cls, learner: LearnerPart) -> Whose:
        """The same learner."""
        return cls(id=learner.id, name=learner.name)


class Manifest(Model):
    """What a progress file says of itself."""

    progress: Annotated[int, Field(ge=1)] = Field(description="The format of the file.")
    program: Line = Field(description="The version of Case Trainer that wrote it.")
    made: Annotated[str, Field(min_length=1, max_length=40)] = Field(description="When, in UTC.")
    learner: Whose
    parts: Mapping[str, Listed] = Field(description="Every other file in the archive, by its name.")
