from __future__ import annotations

import gc
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.case import packs
from tests.progress.workshops.conftest import plan_of_town
from trainer.case.outline import OutlineCache
from trainer.desktop.library_state import BrokenCase
from trainer.desktop.loader import Loader
from trainer.desktop.loading import Loaded, pack_folders, read_packs
from trainer.paths import Paths
from trainer.progress.backups import find_backups
from trainer.progress.store import Store
from trainer.progress.workshops.file import WorkshopFile


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    located = Paths.locate(tmp_path / "data")
    content = tmp_path / "content"
    content.mkdir()
    return located._replace(content=(content,))


def _pack(folder: Path, case_id: str = "bakery", title: str = "The bakery", version: str = "1.0") -> Path:
    case = packs.CASE.replace("id: bakery", f"id: {case_id}").replace("title: The bakery", f"title: {title}")
    case = case.replace('version: "1.0"', f'version: "{version}"')
    (folder / "decisions").mkdir(parents=True)
    (folder / "case.yaml").write_text(case, encoding="utf-8")
    (folder / "decisions" / "new-oven.yaml").write_text(packs.DECISION, encoding="utf-8")
    return folder


def _load(qtbot: QtBot, paths: Paths, case: Path | None = None) -> Loaded:
    loader = Loader(paths, case)
    with qtbot.waitSignal(loader.loaded, timeout=20_000) as signal:
        loader.begin()
    loader.end()
    assert signal.args is not None
    loaded = signal.args[0]
    assert isinstance(loaded, Loaded)
    loaded.store.close()
    return loaded


def test_store_and_cases_are_opened_in_the_background(qtbot: QtBot, qapp: QApplication, paths: Paths) -> None:
    _pack(paths.content[0] / "one")
    loaded = _load(qtbot, paths)
    assert paths.progress_file.is_file()
    case = loaded.case("bakery")
    assert case is not None
    assert case.order == ("new-oven",)
    assert loaded.case("butcher") is None
    assert loaded.broken == ()


def test_what_was_read_is_there_at_the_next_start_before_anything_is_read(
    qtbot: QtBot, qapp: QApplication, paths: Paths
) -> None:
    folder = _pack(paths.content[0] / "one")
    loaded = _load(qtbot, paths)
    assert OutlineCache(paths.outlines_file).get(folder) == loaded.cases[0].outline


def test_a_broken_pack_stands_among_the_broken_and_the_others_are_read(
    qtbot: QtBot, qapp: QApplication, paths: Paths
) -> None:
    _pack(paths.content[0] / "good")
    bad = _pack(paths.content[0] / "bad", "butcher")
    decision = bad / "decisions" / "new-oven.yaml"
    decision.write_text(packs.DECISION.replace("decider: ann", "decider: nobody"), encoding="utf-8")
    loaded = _load(qtbot, paths)
    assert [each.case.info.id for each in loaded.cases] == ["bakery"]
    (broken,) = loaded.broken
    assert (broken.title, broken.folder) == ("bad", str(bad))
    assert any("nobody" in problem and "new-oven.yaml" in problem for problem in broken.problems)
    assert OutlineCache(paths.outlines_file).get(bad) is None


def test_of_many_problems_the_first_five_are_shown(tmp_path: Path) -> None:
    bad = _pack(tmp_path / "bad")
    keys = "".join(f"unknown{number}: 1\n" for number in range(9))
    (bad / "case.yaml").write_text(packs.CASE + keys, encoding="utf-8")
    good, (broken,) = read_packs([bad], Paths.locate(tmp_path))
    assert good == ()
    assert len(broken.problems) == 5


def test_a_pack_that_is_gone_meanwhile_is_told(tmp_path: Path) -> None:
    good, (broken,) = read_packs([tmp_path / "gone"], Paths.locate(tmp_path))
    assert good == ()
    assert isinstance(broken, BrokenCase)
    assert broken.title == "gone"
    assert broken.problems


def test_of_two_packs_with_one_id_the_first_counts(qtbot: QtBot, qapp: QApplication, paths: Paths) -> None:
    first = _pack(paths.content[0] / "a", title="The first")
    second = _pack(paths.content[0] / "b", title="The second")
    loaded = _load(qtbot, paths)
    assert [each.case.info.title for each in loaded.cases] == ["The first"]
    assert loaded.cases[0].outline.folder == first
    assert OutlineCache(paths.outlines_file).get(second) is None


def test_of_two_versions_the_newer_counts_in_the_place_of_the_first(
    qtbot: QtBot, qapp: QApplication, paths: Paths
) -> None:
    _pack(paths.content[0] / "a", title="The first", version="1.9")
    _pack(paths.content[0] / "b", "butcher")
    newer = _pack(paths.content[0] / "c", title="The second", version="1.10")
    _pack(paths.content[0] / "d", title="The third", version="1.2")
    loaded = _load(qtbot, paths)
    assert [each.case.info.id for each in loaded.cases] == ["bakery", "butcher"]
    assert loaded.cases[0].outline.folder == newer


def test_a_case_that_a_crash_left_aside_is_there_again(qtbot: QtBot, qapp: QApplication, paths: Paths) -> None:
    _pack(paths.own_cases / ".replaced-bread")
    own = paths._replace(content=(*paths.content, paths.own_cases))
    loaded = _load(qtbot, own)
    assert [each.outline.folder for each in loaded.cases] == [paths.own_cases / "bread"]


def test_a_pack_asked_for_stands_first_and_only_once(paths: Paths, tmp_path: Path) -> None:
    installed = [_pack(paths.content[0] / name) for name in ("a", "b")]
    own = _pack(tmp_path / "own", "butcher")
    assert pack_folders(paths) == tuple(installed)
    assert pack_folders(paths, own) == (own, *installed)
    roundabout = paths.content[0] / "a" / ".." / "b"
    assert pack_folders(paths, roundabout) == (roundabout, installed[0])


def test_a_pack_asked_for_takes_the_place_of_the_installed_one_with_its_id(
    qtbot: QtBot, qapp: QApplication, paths: Paths, tmp_path: Path
) -> None:
    _pack(paths.content[0] / "a", title="Installed", version="2.0")
    own = _pack(tmp_path / "own", title="My own")
    loaded = _load(qtbot, paths, own)
    assert [each.case.info.title for each in loaded.cases] == ["My own"]


def test_progress_that_is_damaged_is_told_and_left_alone(qtbot: QtBot, qapp: QApplication, paths: Paths) -> None:
    paths.data.mkdir(parents=True)
    paths.progress_file.write_bytes(b"no database at all" * 100)
    loader = Loader(paths)
    with qtbot.waitSignal(loader.damaged, timeout=20_000) as damaged:
        loader.begin()
    loader.end()
    assert damaged.args == ["file is not a database"]
    assert paths.progress_file.read_bytes() == b"no database at all" * 100


def test_nothing_is_collected_while_the_thread_runs(qtbot: QtBot, tmp_path: Path) -> None:
    loader = Loader(Paths.locate(tmp_path))
    with qtbot.waitSignal(loader.loaded) as loaded:
        loader.begin()
        assert not gc.isenabled()
    loader.end()
    assert gc.isenabled()
    assert loaded.args is not None
    loaded.args[0].store.close()


def test_a_fault_of_the_program_is_told_too(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fault(folder: Path) -> object:
        raise RecursionError(f"never to be expected: {folder.name}")

    monkeypatch.setattr("trainer.case.reader.load_case", fault)
    loader = Loader(Paths.locate(tmp_path))
    with qtbot.waitSignal(loader.failed) as failed:
        loader.begin()
    loader.end()
    assert failed.args is not None
    sentence, details = failed.args
    assert "Nothing that is stored was changed" in sentence
    assert "never to be expected: xiaomi" in details


@pytest.fixture
def studied(paths: Paths) -> Paths:
    """With somebody whose progress is worth keeping."""
    paths.data.mkdir(parents=True)
    with Store.open(paths.progress_file) as store:
        store.add_learner("Mara")
    return paths


def test_a_backup_is_made_once_everything_is_there_and_not_again_at_once(
    qtbot: QtBot, qapp: QApplication, studied: Paths
) -> None:
    for _ in range(2):
        _load(qtbot, studied)
        (backup,) = find_backups(studied.backups_folder).good
    assert backup.learners == 1


def test_workshops_are_copied_with_the_progress(qtbot: QtBot, qapp: QApplication, studied: Paths) -> None:
    with WorkshopFile.create(studied.workshops_folder, plan_of_town()) as workshop:
        pass
    _load(qtbot, studied)
    with WorkshopFile.open(studied.backups_folder / "workshops" / workshop.path.name) as copy:
        assert copy.read().plan == plan_of_town()


def test_a_backup_that_fails_is_told_in_one_sentence_and_hinders_nothing(
    qtbot: QtBot, qapp: QApplication, studied: Paths
) -> None:
    studied.backups_folder.write_text("in the way")
    loader = Loader(studied)
    said: list[Loaded] = []
    loader.loaded.connect(said.append)
    with qtbot.waitSignal(loader.not_backed_up, timeout=20_000) as told:
        loader.begin()
    loader.end()
    (loaded,) = said
    assert told.args is not None
    assert told.args[0].startswith("No backup of your progress was made: ")
    assert [learner.name for learner in loaded.store.learners()] == ["Mara"]
    loaded.store.close()
