"""The JSON Schema of a progress file, for whoever reads or writes one elsewhere.

``python -m trainer.progress.transfer.schema`` writes it anew after a change of the parts.
"""

from __future__ import annotations

import json

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from trainer.case.schema import FOLDER
from trainer.files import replace_file
from trainer.progress.transfer.manifest import MANIFEST, Manifest
from trainer.progress.transfer.parts import PARTS

SCHEMA = FOLDER / "progress-file.schema.json"


def schema() -> bytes:
    """The text of the schema: an object with the manifest and, by the name of its file, the lines of each part."""
    models: list[type[BaseModel]] = [Manifest, *(part.model for part in PARTS)]
    places, definitions = models_json_schema([(model, "validation") for model in models])
    entries = {MANIFEST: places[Manifest, "validation"]}
    entries |= {part.file: {"type": "array", "items": places[part.model, "validation"]} for part in PARTS}
    plain = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Case Trainer: a progress file",
        "description": "The files in the archive by name. Of each .jsonl file the lines, as a list.",
        "type": "object",
        "properties": entries,
        "required": list(entries),
        "additionalProperties": False,
        **definitions,
    }
    return (json.dumps(plain, indent=2, ensure_ascii=False) + "\n").encode()


if __name__ == "__main__":
    replace_file(SCHEMA, schema())
