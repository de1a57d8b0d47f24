from __future__ import annotations

import json
from pathlib import Path

from trainer.case.model import CaseInfo, Decision
from trainer.case.schema import FOLDER, schemas, write_schemas


def test_the_schemas_in_docs_are_those_of_the_model() -> None:
    written = {name: json.loads((FOLDER / name).read_bytes()) for name in schemas()}

    assert written == {name: json.loads(text) for name, text in schemas().items()}, (
        "the model has changed; run: python -m trainer.case.schema"
    )


def test_a_schema_names_every_key_and_allows_no_other(tmp_path: Path) -> None:
    write_schemas(tmp_path)

    case = json.loads((tmp_path / "case.schema.json").read_bytes())
    decision = json.loads((tmp_path / "decision.schema.json").read_bytes())

    assert case["properties"].keys() == CaseInfo.model_fields.keys()
    assert decision["properties"].keys() == Decision.model_fields.keys()
    assert case["additionalProperties"] is decision["additionalProperties"] is False
