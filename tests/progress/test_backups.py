"""Backups are copies that were checked, hold what the file held, and cost nobody anything else."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace
from typing import NamedTuple

import pytest

from tests.progress import tiny
from tests.progress.tiny import commitment, debriefed
from trainer.case.sealed import Case
from trainer.progress import copying
from trainer.progress.backups import BackupFailed, back_up, back_up_if_due, find_backups
from trainer.progress.doctor import examine
from trainer.progress.store import Store
from trainer.progress.values import Learner

DAY = 24 * 60


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "backups"


@pytest.fixture
def studied(store: Store, mara: Learner, town: Case, clock: tiny.Clock) -> Store:
    """Open, with two attempts; nothing of it has left the write-ahead log."""
    for decision_id in ("harbour", "bridge"):
        clock.pass_by(DAY)
        debriefed(store, store.commit(mara.id, "town", town.envelopes[decision_id], commitment()))
    return store


def names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


def test_a_backup_of_an_open_file_holds_what_is_still_in_its_journal(
    studied: Store, folder: Path, clock: tiny.Clock, tmp_path: Path
) -> None:
    assert studied.path.with_name("progress.sqlite3-wal").stat().st_size > 0

    made = back_up(studied.path, folder, clock())

    assert names(folder) == ["progress-20261124T211600.000Z.sqlite3"]
    assert (made.attempts, made.learners, made.when, made.last_attempt) == (2, 1, clock(), clock())
    assert made.holds == "1 learner, 2 attempts, the last on 2026-11-24"
    assert all(finding.ok for finding in examine(made.file))
    alone = tmp_path / "alone.sqlite3"
    shutil.copyfile(made.file, alone)
    with Store.open(alone) as opened:
        assert tiny.everything(opened) == tiny.everything(studied)


def test_looking_into_backups_leaves_nothing_beside_them(studied: Store, folder: Path, clock: tiny.Clock) -> None:
    made = back_up(studied.path, folder, clock())
    assert find_backups(folder).good == (made,)
    assert examine(made.file)
    assert names(folder) == [made.file.name]


def test_while_another_connection_writes_the_backup_holds_what_was_stored_before(
    studied: Store, mara: Learner, folder: Path, clock: tiny.Clock
) -> None:
    with closing(sqlite3.connect(studied.path, isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("UPDATE learner SET name = 'Half written'")
        made = back_up(studied.path, folder, clock())
        writer.execute("COMMIT")

    with Store.open(made.file) as opened:
        assert [each.name for each in opened.learners()] == ["Mara"]
    assert [each.name for each in studied.learners()] == ["Half written"]


def test_a_file_that_another_program_holds_alone_is_told_and_not_waited_for(
    path: Path, folder: Path, clock: tiny.Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    Store.open(path).close()
    monkeypatch.setattr(copying, "BUSY_SECONDS", 0.0)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode=DELETE")
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(BackupFailed, match="in use by another program"):
            back_up(path, folder, clock())
    assert names(folder) == []


def test_two_backups_at_one_moment_are_two(studied: Store, folder: Path, clock: tiny.Clock) -> None:
    first, second = (back_up(studied.path, folder, clock()) for _ in range(2))
    assert first.file != second.file
    assert find_backups(folder).good == (second, first)


class Due(NamedTuple):
    minutes: int
    made: bool


@pytest.mark.parametrize("due", [Due(0, False), Due(29, False), Due(30, True), Due(-29, False), Due(-30, True)])
def test_unasked_one_is_made_at_most_every_half_hour_whichever_way_the_clock_went(
    studied: Store, folder: Path, clock: tiny.Clock, due: Due
) -> None:
    first = back_up_if_due(studied.path, folder, clock())
    assert first is not None
    clock.pass_by(due.minutes)

    second = back_up_if_due(studied.path, folder, clock())

    assert (second is not None) is due.made
    assert len(names(folder)) == 1 + due.made


def test_a_clock_that_was_a_year_ahead_hinders_no_later_backup_and_loses_none(
    studied: Store, folder: Path, clock: tiny.Clock
) -> None:
    ahead = back_up(studied.path, folder, clock() + dt.timedelta(days=365))
    made = []
    for _ in range(3):
        clock.pass_by(60)
        made.append(back_up_if_due(studied.path, folder, clock()))
    assert find_backups(folder).good == (ahead, *reversed(made))


def test_nothing_is_backed_up_unasked_before_there_is_a_learner(store: Store, folder: Path, clock: tiny.Clock) -> None:
    assert back_up_if_due(store.path, folder, clock()) is None
    assert not folder.exists()
    assert back_up(store.path, folder, clock()).holds == "0 learners, no attempts"


def test_old_backups_are_thinned_out(studied: Store, folder: Path, clock: tiny.Clock) -> None:
    first = back_up(studied.path, folder, clock())
    clock.pass_by(60)
    last_of_day = back_up(studied.path, folder, clock())
    clock.pass_by(5 * DAY)

    made = back_up(studied.path, folder, clock())

    assert not first.file.exists()
    assert find_backups(folder).good == (made, last_of_day)


def test_only_what_is_a_backup_by_name_and_content_is_ever_deleted(
    studied: Store, folder: Path, clock: tiny.Clock
) -> None:
    for _ in range(2):
        good = back_up(studied.path, folder, clock())
    damaged = folder / "progress-20200101T000000.000Z.sqlite3"
    damaged.write_bytes(b"my letters")
    later = folder / "progress-20200101T000000.001Z.sqlite3"
    shutil.copyfile(good.file, later)
    with closing(sqlite3.connect(later)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    link = folder / "progress-20200101T000000.002Z.sqlite3"
    link.symlink_to(good.file)
    for name in ("progress-my-own.sqlite3", "progress-20209901T000000.000Z.sqlite3", "progress.sqlite3"):
        shutil.copyfile(good.file, folder / name)
    (folder / "progress-20200101T000000.003Z.sqlite3").mkdir()
    others = set(names(folder)) - {each.file.name for each in find_backups(folder).good}
    assert len(others) == 7
    clock.pass_by(30 * DAY)

    made = back_up(studied.path, folder, clock())

    assert set(names(folder)) == {*others, good.file.name, made.file.name}
    assert damaged.read_bytes() == b"my letters"
    assert dict(find_backups(folder).unusable) == {
        damaged: "it is damaged (file is not a database)",
        later: "it comes from a newer version of Case Trainer",
    }


def test_a_damaged_file_is_not_backed_up_and_drives_out_no_good_backup(
    studied: Store, folder: Path, clock: tiny.Clock
) -> None:
    good = back_up(studied.path, folder, clock())
    studied.close()
    content = bytearray(studied.path.read_bytes())
    content[4096 * 3 :] = b"\x5a" * (len(content) - 4096 * 3)
    studied.path.write_bytes(content)
    clock.pass_by(30 * DAY)

    with pytest.raises(BackupFailed, match="damaged") as failed:
        back_up_if_due(studied.path, folder, clock())

    assert "Your progress itself is as it was." in str(failed.value)
    assert names(folder) == [good.file.name]
    assert studied.path.read_bytes() == content


def test_a_full_disk_is_told_before_anything_is_written(
    studied: Store, folder: Path, clock: tiny.Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copying, "disk_usage", lambda _: SimpleNamespace(free=500_000))
    with pytest.raises(BackupFailed, match=r"has 0\.5 MB free, and a copy needs 1\.\d MB"):
        back_up(studied.path, folder, clock())
    assert names(folder) == []


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_told(studied: Store, folder: Path, clock: tiny.Clock) -> None:
    folder.mkdir(mode=0o500)
    with pytest.raises(BackupFailed, match=r"only be read|can't be opened"):
        back_up(studied.path, folder, clock())


def test_a_file_in_the_place_of_the_folder_is_told_and_stays(studied: Store, folder: Path, clock: tiny.Clock) -> None:
    folder.write_text("mine")
    for make in (back_up, back_up_if_due):
        with pytest.raises(BackupFailed, match="Your progress itself is as it was"):
            make(studied.path, folder, clock())
    assert folder.read_text() == "mine"


def test_without_progress_there_is_nothing_to_back_up(path: Path, folder: Path, clock: tiny.Clock) -> None:
    with pytest.raises(BackupFailed, match="nothing to back up"):
        back_up(path, folder, clock())
    assert not folder.exists()
    assert find_backups(folder).good == ()
