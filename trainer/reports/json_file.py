"""Attempts as JSON, after the schema in ``docs/schema``.

``python -m trainer.reports.json_file`` writes that schema anew after a change of the fields.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO, Literal

from pydantic import Field

from trainer.case.base import Model
from trainer.case.schema import FOLDER, schema_text
from trainer.files import replace_file
from trainer.reports.attempts import ExportedAttempt

SCHEMA = FOLDER / "attempts.schema.json"


class AttemptsFile(Model):
    """All that stands in the file."""

    format: Literal[1] = Field(description="Of the file; another number means another schema.")
    attempts: tuple[ExportedAttempt, ...] = Field(
        description="By learner, the attempts of each in the order in which they were made."
    )


def write_json(attempts: Iterable[ExportedAttempt], file: BinaryIO) -> None:
    """Write an :class:`AttemptsFile`, one attempt a line; raises ``OSError``."""
    file.write(b'{"format": 1, "attempts": [')
    between = b"\n"
    for attempt in attempts:
        file.write(between + attempt.model_dump_json().encode())
        between = b",\n"
    file.write(b"\n]}\n")


def schema() -> bytes:
    """The text of the schema."""
    return schema_text(AttemptsFile, "Case Trainer: exported attempts")


if __name__ == "__main__":
    replace_file(SCHEMA, schema())
