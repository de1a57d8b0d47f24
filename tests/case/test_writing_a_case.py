"""What the handbook for authors says is what the program reads."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest
from pydantic import BaseModel

from trainer.case.base import Model
from trainer.case.layout import TEMPLATE
from trainer.case.model import CaseInfo, Decision, FactorKind, Judgement, Known
from trainer.case.teaching import CaseTeaching, TeachingNote
from trainer.case.timeline import Timeline

HANDBOOK = (Path(__file__).parents[2] / "docs" / "writing-a-case.md").read_text(encoding="utf-8")


def models(model: type[BaseModel]) -> set[type[BaseModel]]:
    """A model and those it is made of, but for a reference, which is written as one word."""
    found: set[type[BaseModel]] = set()
    rest: list[object] = [model]
    while rest:
        each = rest.pop()
        if isinstance(each, type) and issubclass(each, Model) and each not in found:
            found.add(each)
            rest += [field.annotation for field in each.model_fields.values()]
        rest += get_args(each)
    return {each for each in found if each.__name__ != "SourceRef"}


MODELS = sorted(
    models(CaseInfo) | models(Decision) | models(Timeline) | models(TeachingNote) | models(CaseTeaching),
    key=lambda model: model.__name__,
)


@pytest.mark.parametrize("model", MODELS, ids=[model.__name__ for model in MODELS])
def test_every_key_is_explained(model: type[BaseModel]) -> None:
    tables = HANDBOOK[HANDBOOK.index("### case.yaml") :]

    assert [key for key in model.model_fields if not re.search(rf"`{key}[`:]", tables)] == []


@pytest.mark.parametrize("word", [*Judgement, *Known, *FactorKind])
def test_every_word_that_may_be_chosen_is_named(word: str) -> None:
    assert f"`{word}`" in HANDBOOK


def test_its_examples_are_those_of_a_new_case() -> None:
    files = [path.read_text(encoding="utf-8") for path in TEMPLATE.rglob("*.yaml")]
    examples = re.findall(r"^```yaml\n(.*?)^```$", HANDBOOK, re.MULTILINE | re.DOTALL)

    assert len(examples) > 5
    assert [each for each in examples if not any(each in text for text in files)] == []
