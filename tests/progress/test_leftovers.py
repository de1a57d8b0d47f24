"""What interrupted runs left behind goes after a day; nothing else ever does."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import pytest

from trainer.paths import Paths
from trainer.progress.leftovers import clean_up

NOW = dt.datetime(2026, 11, 22, 21, 16, tzinfo=dt.UTC)


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return Paths.locate(tmp_path / "data")


def made(file: Path, hours: int) -> Path:
    """A file that was last written to so many hours ago."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("half of it")
    then = (NOW - dt.timedelta(hours=hours)).timestamp()
    os.utime(file, (then, then))
    return file


LEFT = (
    "backups/progress-20261120T080000.000Z.sqlite3.4711.part",
    "backups/progress-20261120T080000.000Z.sqlite3.4711.part-journal",
    "progress.sqlite3.4711.new",
    "progress.sqlite3.4711.new-wal",
    "progress-before-0003.sqlite3.part",
    "settings.json.12.new",
    "cache/outlines.json.99.new",
    "cache/cases/0123456789abcdef.case.99.new",
)
KEPT = (
    "progress.sqlite3",
    "progress.sqlite3-wal",
    "progress-before-0003.sqlite3",
    "progress-damaged-20261120T080000.000Z.sqlite3",
    "somebodys-own.part",
    "letter.12.new",
    "backups/progress-20261120T080000.000Z.sqlite3",
    "backups/letter.part",
    "cache/cases/0123456789abcdef.case",
)


@pytest.mark.parametrize("name", LEFT)
def test_what_was_left_behind_goes_after_a_day(paths: Paths, name: str) -> None:
    file = made(paths.data / name, 25)
    clean_up(paths, NOW)
    assert not file.exists()


@pytest.mark.parametrize("name", LEFT)
def test_what_may_still_be_being_written_stays(paths: Paths, name: str) -> None:
    file = made(paths.data / name, 23)
    clean_up(paths, NOW)
    assert file.exists()


@pytest.mark.parametrize("name", KEPT)
def test_everything_else_stays_however_old_it_is(paths: Paths, name: str) -> None:
    file = made(paths.data / name, 9999)
    clean_up(paths, NOW)
    assert file.read_text() == "half of it"


def test_a_folder_of_such_a_name_stays(paths: Paths) -> None:
    folder = paths.backups_folder / "progress-old.part"
    folder.mkdir(parents=True)
    clean_up(paths, NOW + dt.timedelta(days=9999))
    assert folder.is_dir()


def test_where_there_is_nothing_yet_nothing_is_made(paths: Paths) -> None:
    clean_up(paths, NOW)
    assert not paths.data.exists()
