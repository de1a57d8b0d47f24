from __future__ import annotations

import io
from pathlib import Path

import pytest

from trainer.case.check import check
from trainer.case.outline import find_packs
from trainer.case.reader import load_case

CONTENT = Path(__file__).parents[2] / "content"
PACKS = find_packs([CONTENT])


def test_there_are_cases_to_study() -> None:
    assert [pack.name for pack in PACKS] == ["xiaomi"]


@pytest.mark.parametrize("folder", PACKS, ids=[pack.name for pack in PACKS])
def test_a_pack_is_clean_and_without_a_warning(folder: Path) -> None:
    out = io.StringIO()

    assert check([folder], out) == 0, out.getvalue()
    assert out.getvalue().endswith(": 0 errors, 0 warnings\n"), out.getvalue()


@pytest.mark.parametrize("folder", PACKS, ids=[pack.name for pack in PACKS])
def test_the_folder_of_a_pack_is_called_as_the_case(folder: Path) -> None:
    assert load_case(folder).info.id == folder.name
