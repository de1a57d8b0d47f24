"""What the handbook for authors says is what the program reads."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest
from pydantic import BaseModel

from tests.case.packs import write_pack
from trainer.case.base import Model
from trainer.case.lint import lint
from trainer.case.model import CaseInfo, Decision, FactorKind, Judgement, Known
from trainer.case.problems import Severity
from trainer.case.reader import examine
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


MODELS = sorted(models(CaseInfo) | models(Decision) | models(Timeline), key=lambda model: model.__name__)


@pytest.mark.parametrize("model", MODELS, ids=[model.__name__ for model in MODELS])
def test_every_key_is_explained(model: type[BaseModel]) -> None:
    tables = HANDBOOK[HANDBOOK.index("### case.yaml") :]

    assert [key for key in model.model_fields if not re.search(rf"`{key}[`:]", tables)] == []


@pytest.mark.parametrize("word", [*Judgement, *Known, *FactorKind])
def test_every_word_that_may_be_chosen_is_named(word: str) -> None:
    assert f"`{word}`" in HANDBOOK


def test_the_small_pack_is_sound(tmp_path: Path) -> None:
    case, decision = re.findall(r"^```yaml\n(.*?)^```$", HANDBOOK, re.MULTILINE | re.DOTALL)

    reading = examine(write_pack(tmp_path / "bakery", case, new_oven=decision))
    leaks = [each for each in lint(reading.case, reading.decisions) if each.severity is Severity.ERROR]

    assert [str(each) for each in (*reading.problems, *leaks)] == []
