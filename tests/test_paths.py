from __future__ import annotations

from pathlib import Path

import pytest

from trainer.paths import MissingFiles, Paths, _part_of_program

ROOT = Path(__file__).resolve().parent.parent


def test_the_checkout_brings_its_own_content_and_assets(tmp_path: Path) -> None:
    paths = Paths.locate(tmp_path)

    assert paths.content[0] == ROOT / "content"
    assert paths.assets == ROOT / "assets"


def test_everything_that_is_written_lies_under_the_folder_asked_for(tmp_path: Path) -> None:
    paths = Paths.locate(tmp_path / "mine")

    written = [paths.progress_file, paths.backups_folder, paths.settings_file, paths.outlines_file, paths.cases_folder]
    assert all(path.is_relative_to(tmp_path / "mine") for path in written)
    assert len(set(written)) == 5


def test_looking_for_the_folders_makes_none(tmp_path: Path) -> None:
    Paths.locate(tmp_path / "mine")

    assert not (tmp_path / "mine").exists()


def test_a_folder_asked_for_holds_when_the_program_changes_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    assert Paths.locate(Path("mine")).data == tmp_path / "mine"


def test_a_tilde_means_the_home_folder(home: Path) -> None:
    assert Paths.locate(Path("~/mine")).data == home / "mine"


def test_without_a_folder_asked_for_they_lie_where_the_platform_expects_them(home: Path) -> None:
    paths = Paths.locate()

    assert paths.data.is_relative_to(home)
    assert paths.cache.is_relative_to(home)
    assert paths.data != paths.cache
    assert paths.data.name.lower().replace(" ", "-") == "case-trainer"


def test_cases_of_the_learners_own_come_after_those_of_the_program(tmp_path: Path) -> None:
    paths = Paths.locate(tmp_path)

    assert paths.content == (ROOT / "content", tmp_path / "cases")
    assert paths.own_cases == tmp_path / "cases"


def test_a_missing_part_of_the_program_is_named() -> None:
    with pytest.raises(MissingFiles, match=r"^The folder 'pictures' of the program is missing .* install Case Trainer"):
        _part_of_program("pictures")
