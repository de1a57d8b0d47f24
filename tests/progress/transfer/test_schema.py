"""What a progress file holds is described in docs, and the program writes just that."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import jsonschema
import pytest

from tests.progress.transfer.computers import Computer
from tests.progress.transfer.test_round_trip import studied
from trainer.progress.transfer.schema import SCHEMA, schema


def test_the_schema_in_docs_is_that_of_the_parts() -> None:
    assert json.loads(SCHEMA.read_bytes()) == json.loads(schema()), (
        "the parts have changed; run: python -m trainer.progress.transfer.schema"
    )


def test_a_file_fits_its_schema(tmp_path: Path) -> None:
    home = Computer(tmp_path)
    with zipfile.ZipFile(home.hand_over(studied(home))) as archive:
        content = {
            name: [json.loads(line) for line in archive.read(name).splitlines()]
            for name in archive.namelist()
            if name.endswith(".jsonl")
        } | {"manifest.json": json.loads(archive.read("manifest.json"))}
    home.close()
    validator = jsonschema.Draft202012Validator(json.loads(SCHEMA.read_bytes()))
    validator.validate(content)
    assert all(content.values())
    content["attempts.jsonl"][0]["forecast"] = 101
    with pytest.raises(jsonschema.ValidationError):
        validator.validate(content)
