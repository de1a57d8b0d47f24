"""Copies of workshops beside the backups, and looking them over."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tests.progress.workshops.conftest import plan_of_town
from trainer.progress.workshops.backups import FOLDER, BackedUp, back_up_workshops, examine_workshops
from trainer.progress.workshops.file import WorkshopFile
from trainer.study.workshop.events import Noted

NOON = dt.datetime(2026, 11, 23, 12, 0, tzinfo=dt.UTC)


@pytest.fixture
def backups(tmp_path: Path) -> Path:
    return tmp_path / "backups"


def made(folder: Path, title: str = "Three works") -> Path:
    with WorkshopFile.create(folder, plan_of_town(title)) as file:
        file.keep([Noted(NOON, "", title)])
    return file.path


def test_each_workshop_is_copied_once_and_again_when_it_has_changed(folder: Path, backups: Path) -> None:
    path, other = made(folder), made(folder, "Another")
    first = back_up_workshops(folder, backups)
    assert first == BackedUp(tuple(sorted(backups / FOLDER / each.name for each in (path, other))))
    assert back_up_workshops(folder, backups) == BackedUp()
    with WorkshopFile.open(path) as file:
        file.keep([Noted(NOON, "", "Changed")])
        assert back_up_workshops(folder, backups) == BackedUp()
    assert back_up_workshops(folder, backups).copied == (backups / FOLDER / path.name,)
    with WorkshopFile.open(backups / FOLDER / path.name) as copy:
        assert copy.read().notes == {"": "Changed"}
    assert len(list((backups / FOLDER).iterdir())) == 2


def test_without_workshops_nothing_is_made(folder: Path, backups: Path) -> None:
    assert back_up_workshops(folder, backups) == BackedUp()
    assert examine_workshops(folder) == ()
    assert not backups.exists()


def test_a_damaged_one_does_not_take_the_place_of_its_copy(folder: Path, backups: Path) -> None:
    path = made(folder)
    (copy,) = back_up_workshops(folder, backups).copied
    before = copy.read_bytes()
    content = bytearray(path.read_bytes())
    path.write_bytes(content[: len(content) // 2])
    ((failed, why),) = back_up_workshops(folder, backups).failed
    assert failed == path
    assert "damaged" in why
    assert copy.read_bytes() == before
    assert list(copy.parent.iterdir()) == [copy]


def test_what_stands_in_the_way_is_said(folder: Path, backups: Path) -> None:
    path = made(folder)
    backups.write_text("a shopping list")
    ((failed, why),) = back_up_workshops(folder, backups).failed
    assert (failed, why) == (path, "Not a directory")


def test_all_are_looked_over(folder: Path) -> None:
    path = made(folder)
    (finding,) = examine_workshops(folder)
    assert (finding.ok, finding.text) == (True, "1 workshop, each in order.")
    with WorkshopFile.open(path):
        (finding,) = examine_workshops(folder)
        assert finding.ok
    made(folder, "Another")
    content = bytearray(path.read_bytes())
    content[-4096:] = bytes(4096)
    path.write_bytes(content)
    (finding,) = examine_workshops(folder)
    assert not finding.ok
    assert str(path) in finding.text
    assert path.read_bytes() == content
