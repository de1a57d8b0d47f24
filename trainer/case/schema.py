"""JSON Schemas of the pack format, so that editors complete and check while an author types.

``python -m trainer.case.schema`` writes them anew after a change of the model.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from pydantic import BaseModel

from trainer.case.base import Model
from trainer.case.model import CaseInfo, Decision
from trainer.case.teaching import CaseTeaching, TeachingNote
from trainer.case.timeline import Timeline
from trainer.files import replace_file

FOLDER = Path(__file__).parents[2] / "docs" / "schema"

_MODELS: Mapping[str, tuple[type[Model], str]] = {
    "case.schema.json": (CaseInfo, "Case Trainer: case.yaml"),
    "decision.schema.json": (Decision, "Case Trainer: a decision"),
    "timeline.schema.json": (Timeline, "Case Trainer: timeline.yaml"),
    "teaching.schema.json": (CaseTeaching, "Case Trainer: teaching.yaml"),
    "teaching-note.schema.json": (TeachingNote, "Case Trainer: the teaching note of a decision"),
}


def schemas() -> dict[str, bytes]:
    """The text of each schema by the name of its file."""
    return {name: schema_text(model, title) for name, (model, title) in _MODELS.items()}


def write_schemas(folder: Path = FOLDER) -> None:
    """Write every schema into a folder; raises ``OSError``."""
    for name, text in schemas().items():
        replace_file(folder / name, text)


def schema_text(model: type[BaseModel], title: str) -> bytes:
    """The schema of a model, as it is written."""
    plain = {"$schema": "https://json-schema.org/draft/2020-12/schema"} | model.model_json_schema() | {"title": title}
    return (json.dumps(plain, indent=2, ensure_ascii=False) + "\n").encode()


if __name__ == "__main__":
    write_schemas()
