from __future__ import annotations

import io
import json

import jsonschema
import pytest

from trainer.case.schema import FOLDER, schemas
from trainer.progress.store import Store
from trainer.progress.transfer.schema import SCHEMA as PROGRESS_FILE
from trainer.reports.attempts import Attempts, ExportedAttempt
from trainer.reports.json_file import SCHEMA, AttemptsFile, schema, write_json


def written(attempts: list[ExportedAttempt]) -> bytes:
    file = io.BytesIO()
    write_json(attempts, file)
    return file.getvalue()


def test_the_file_fits_its_schema_and_holds_every_attempt(store: Store) -> None:
    attempts = list(Attempts(store, store.learners()))

    data = written(attempts)

    jsonschema.Draft202012Validator(json.loads(SCHEMA.read_bytes())).validate(json.loads(data))
    assert AttemptsFile.model_validate_json(data) == AttemptsFile(format=1, attempts=tuple(attempts))
    assert "Zwölf Brücken,\\n李雷" in data.decode()
    assert len(data.splitlines()) == len(attempts) + 2


def test_a_file_without_attempts_fits_as_well() -> None:
    data = json.loads(written([]))

    jsonschema.Draft202012Validator(json.loads(SCHEMA.read_bytes())).validate(data)
    assert data == {"format": 1, "attempts": []}


@pytest.mark.parametrize("change", [{"forecast": 101}, {"agreement": "maybe"}, {"seal": "x"}, {"more": 1}])
def test_the_schema_refuses_what_the_program_never_writes(store: Store, change: dict[str, object]) -> None:
    data = json.loads(written(list(Attempts(store, store.learners()))))
    data["attempts"][0] |= change

    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(json.loads(SCHEMA.read_bytes())).validate(data)


def test_the_schema_in_docs_is_that_of_the_fields() -> None:
    assert SCHEMA.read_bytes() == schema(), "the fields have changed; run: python -m trainer.reports.json_file"
    assert {path.name for path in FOLDER.iterdir()} == {*schemas(), SCHEMA.name, PROGRESS_FILE.name}
