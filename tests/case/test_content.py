from __future__ import annotations

import io
from pathlib import Path

import pytest

from trainer.case.check import check
from trainer.case.outline import find_packs
from trainer.case.reader import load_case

CONTENT = Path(__file__).parents[2] / "content"
PACKS = find_packs([CONTENT])
DRAFTS = find_packs([CONTENT / "drafts"])
EVERY_PACK = pytest.mark.parametrize(
    "folder", PACKS + DRAFTS, ids=[str(pack.relative_to(CONTENT)) for pack in PACKS + DRAFTS]
)


def test_there_are_cases_to_study() -> None:
    assert [pack.name for pack in PACKS] == ["xiaomi"]


def test_the_whole_case_in_the_making_is_kept_out_of_the_library() -> None:
    assert [pack.name for pack in DRAFTS] == ["xiaomi"]
    assert not set(DRAFTS) & set(PACKS)


@pytest.mark.parametrize("folder", DRAFTS, ids=[pack.name for pack in DRAFTS])
def test_each_decision_of_a_draft_has_a_teaching_note(folder: Path) -> None:
    notes = {path.name for path in (folder / "teaching").iterdir()}

    assert notes == {path.name for path in (folder / "decisions").iterdir()}


@EVERY_PACK
def test_a_pack_is_clean_and_without_a_warning(folder: Path) -> None:
    out = io.StringIO()

    assert check([folder], out) == 0, out.getvalue()
    assert out.getvalue().endswith(": 0 errors, 0 warnings\n"), out.getvalue()


@EVERY_PACK
def test_the_folder_of_a_pack_is_called_as_the_case(folder: Path) -> None:
    assert load_case(folder).info.id == folder.name
