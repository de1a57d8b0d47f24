"""How a pack that is being written is read and watched; what becomes of it on screen is in the journeys."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.case.packs import DECISION, OVEN, altered, write_pack
from tests.journeys.driver import settle
from trainer.case.problems import Severity
from trainer.desktop.appearance import Appearance
from trainer.desktop.authoring import Authoring, Written, read_written, state_of, to_watch
from trainer.desktop.loading import Shelved
from trainer.desktop.window import MainWindow
from trainer.paths import Paths
from trainer.settings import Settings


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return write_pack(tmp_path / "bakery")


def read(pack: Path) -> Written:
    return read_written(pack, state_of(pack))


def test_a_sound_pack_gives_its_case_and_its_warnings(pack: Path) -> None:
    written = read(pack)

    assert written.shelved is not None
    assert written.shelved.case.order == ("new-oven",)
    assert written.shelved.outline.folder == pack
    assert {each.severity for each in written.problems} <= {Severity.WARNING}
    assert any(each.path == "situation" for each in written.problems)


def test_a_pack_with_errors_gives_all_of_them_and_no_case(pack: Path) -> None:
    (pack / OVEN).write_text(altered(DECISION, "decider: ann", "decider: bo"), encoding="utf-8")

    written = read(pack)

    assert written.shelved is None
    assert "there is no person 'bo'" in str(next(each for each in written.problems if each.path == "decider"))


def test_a_leak_is_told_and_the_case_is_there_all_the_same(pack: Path) -> None:
    (pack / OVEN).write_text(altered(DECISION, "The oven is old.", "By 1999 it is old."), encoding="utf-8")

    written = read(pack)

    assert written.shelved is not None
    assert any("1999" in each.message and each.severity is Severity.ERROR for each in written.problems)


@pytest.mark.parametrize(
    "name",
    ["4913", "new-oven.yaml~", "#new-oven.yaml#", ".new-oven.yaml.swp", "new-oven.yaml.tmp", "x.bak", "x.yaml.123.new"],
)
def test_what_an_editor_leaves_beside_a_file_is_no_new_state(pack: Path, name: str) -> None:
    before = state_of(pack)

    (pack / "decisions" / name).touch()

    assert state_of(pack) == before


def test_each_change_of_a_file_is_a_new_state(pack: Path) -> None:
    before = state_of(pack)
    (pack / "decisions" / "new-loan.yaml").touch()
    with_one_more = state_of(pack)
    (pack / OVEN).write_text(DECISION + "\n", encoding="utf-8")

    assert before != with_one_more != state_of(pack)


def test_folders_and_files_are_watched_and_hidden_ones_are_not(pack: Path) -> None:
    (pack / ".git").mkdir()
    (pack / ".git" / "index").touch()
    (pack / "pictures").mkdir()

    watched = {Path(each).relative_to(pack).as_posix() for each in to_watch(pack)}

    assert watched == {".", "case.yaml", "decisions", OVEN, "pictures"}


def test_of_a_pack_that_is_gone_the_folder_above_is_watched(pack: Path) -> None:
    shutil.rmtree(pack)
    assert list(to_watch(pack)) == [str(pack.parent)]
    assert list(to_watch(pack / "far" / "away")) == []


def test_a_change_while_the_pack_is_read_is_read_too(
    qtbot: QtBot, qapp: QApplication, pack: Path, tmp_path: Path
) -> None:
    paths = Paths.locate(tmp_path / "data")
    window = MainWindow()
    qtbot.addWidget(window)
    authoring = Authoring(window, Appearance(qapp, Settings.load(paths.settings_file), paths.assets), pack)
    read: list[Shelved] = []
    authoring.rewritten.connect(read.append)
    authoring.begin(case_read=False)
    (pack / OVEN).write_text(altered(DECISION, "title: The new oven", "title: The oven"), encoding="utf-8")
    authoring._look()

    qtbot.waitUntil(lambda: bool(read) and read[-1].outline.acts[0].decisions[0].title == "The oven", timeout=5_000)
    authoring.end()
    authoring.deleteLater()
    settle()
