"""What goes wrong with files and disks, provoked for real, becomes a sentence; nothing is overwritten."""

from __future__ import annotations

import os
import resource
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.progress import tiny
from tests.progress.tiny import commitment, only_so_far
from trainer.case.sealed import Case
from trainer.progress import errors
from trainer.progress.database import BUSY_SECONDS
from trainer.progress.doctor import examine
from trainer.progress.errors import (
    DamagedFile,
    DiskFault,
    DiskFull,
    LockedFile,
    MovedFile,
    NoAccess,
    ProgressError,
    ReadOnlyFile,
)
from trainer.progress.glance import Glance, glance
from trainer.progress.store import Store
from trainer.progress.values import Learner
from trainer.study.playthrough import Draft


@contextmanager
def without_rights() -> Iterator[None]:
    """As somebody to whom file permissions apply; for root they don't."""
    if os.geteuid() != 0:
        yield
        return
    nobody = 65534
    os.setresuid(nobody, nobody, 0)
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)


@pytest.fixture
def shared() -> Iterator[Path]:
    """A folder that others can reach; those of pytest are its owner's alone."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "data"
        folder.mkdir()
        Path(name).chmod(0o755)
        yield folder
        folder.chmod(0o755)


def a_file(path: Path) -> Path:
    with Store.open(path, tiny.Clock()) as store:
        store.add_learner("Mara")
    return path


def refused(path: Path) -> ProgressError:
    """The error that opening gives; checks that it leaves the files as they are."""
    before = path.read_bytes() if os.access(path, os.R_OK) and path.is_file() else None
    with pytest.raises(ProgressError) as raised:
        Store.open(path)
    if before is not None:
        assert path.read_bytes() == before
    return raised.value


@pytest.mark.parametrize("content", [b"garbage" * 1000, b"xy", b"SQLite format 3\0" + b"\xff" * 200])
def test_a_file_that_is_no_database_is_refused(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    error = refused(path)
    assert isinstance(error, DamagedFile)
    assert str(error).startswith(f"The file {path} can't be read as a progress file (file is not a database).")
    assert not list(path.parent.glob("*-before-*"))


@pytest.mark.parametrize("pages", [0.1, 1, 2, 5.5, -1])
def test_a_file_cut_short_is_refused(path: Path, pages: float) -> None:
    content = a_file(path).read_bytes()
    path.write_bytes(content[: int(pages * 4096)])
    assert isinstance(refused(path), DamagedFile)


def test_a_file_damaged_inside_is_refused(path: Path) -> None:
    a_file(path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")
        (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'learner'").fetchone()
    content = bytearray(path.read_bytes())
    content[(page - 1) * 4096] = 0xFF
    path.write_bytes(content)
    assert isinstance(refused(path), DamagedFile)


def test_a_table_that_is_gone_or_a_text_that_is_no_text_is_damage(store: Store, mara: Learner) -> None:
    with store._database.write() as connection:
        connection.exec_driver_sql("UPDATE learner SET name = CAST(x'ff' AS TEXT)")
    with pytest.raises(DamagedFile, match="Could not decode to UTF-8"):
        store.learners()
    with store._database.write() as connection:
        connection.exec_driver_sql("DROP TABLE draft")
    with pytest.raises(DamagedFile, match="no such table: draft"):
        store.standings(mara.id, "town")


def test_a_folder_that_is_not_there_is_named(path: Path) -> None:
    lost = path.parent / "nowhere" / path.name
    error = refused(lost)
    assert isinstance(error, NoAccess)
    assert f"there is no folder {lost.parent}, or you have no right to it. Nothing was changed. Create" in str(error)
    assert not lost.parent.exists()


def test_a_folder_in_the_place_of_the_file_is_named(path: Path) -> None:
    path.mkdir()
    assert "can't be opened: it is a folder. Nothing was changed." in str(refused(path))


@pytest.mark.parametrize("exists", [True, False])
def test_a_folder_that_cannot_be_written_to_is_read_only(shared: Path, exists: bool) -> None:
    path = shared / "progress.sqlite3"
    if exists:
        a_file(path)
        path.chmod(0o644)
    shared.chmod(0o555)
    with without_rights():
        error = refused(path)
    assert isinstance(error, ReadOnlyFile)
    assert str(error).startswith(f"The progress file {path} can only be read:")
    assert path.exists() == exists


def test_a_file_that_cannot_be_written_to_is_read_only(shared: Path) -> None:
    path = a_file(shared / "progress.sqlite3")
    path.chmod(0o444)
    shared.chmod(0o777)
    with without_rights():
        assert isinstance(refused(path), ReadOnlyFile)


@pytest.mark.parametrize("place", ["file", "folder"])
def test_a_file_one_has_no_right_to_read_is_named(shared: Path, place: str) -> None:
    path = a_file(shared / "progress.sqlite3")
    (path if place == "file" else shared).chmod(0)
    with without_rights():
        error = refused(path)
    assert isinstance(error, NoAccess)
    assert "you have no right to it" in str(error)
    with without_rights():
        assert glance(path) == Glance(readable=False)
        assert not examine(path)[0].ok


def test_a_file_that_turns_read_only_later_says_so_at_each_write(store: Store, mara: Learner, town: Case) -> None:
    with store._database.read() as connection:
        connection.exec_driver_sql("PRAGMA query_only=ON")
    writes = (
        lambda: store.add_learner("Jon"),
        lambda: store.seen(mara.id),
        lambda: store.save_draft(mara.id, "town", "harbour", Draft()),
        lambda: store.commit(mara.id, "town", town.envelopes["harbour"], commitment()),
    )
    for write in writes:
        with only_so_far(store), pytest.raises(ReadOnlyFile):
            write()
    assert store.learners() == (mara,)


def test_a_full_disk_loses_nothing_and_the_same_call_works_once_there_is_space(
    store: Store, mara: Learner, town: Case
) -> None:
    store.save_draft(mara.id, "town", "harbour", Draft("build", 35, "Half a"))
    with store._database.read() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
    long = commitment(reasons="x" * 20_000)
    with only_so_far(store), pytest.raises(DiskFull) as full:
        store.commit(mara.id, "town", town.envelopes["harbour"], long)
    assert "is full. The last step was not stored; nothing stored before is lost." in str(full.value)
    assert store.draft(mara.id, "town", "harbour") == Draft("build", 35, "Half a")
    with store._database.read() as connection:
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages + 100}")
    attempt = store.commit(mara.id, "town", town.envelopes["harbour"], long)
    assert store.attempt(attempt.id).commitment == long


def test_a_disk_that_takes_no_more_bytes_is_a_fault_that_loses_nothing(store: Store, mara: Learner) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    written = store.path.with_name(f"{store.path.name}-wal").stat().st_size
    resource.setrlimit(resource.RLIMIT_FSIZE, (written, hard))
    try:
        with only_so_far(store), pytest.raises(DiskFault, match="The last step was not stored"):
            store.save_draft(mara.id, "town", "harbour", Draft(reasons="x" * 50_000))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    store.save_draft(mara.id, "town", "harbour", Draft(reasons="x" * 50_000))


def test_a_disk_without_room_to_open_a_file_is_full(path: Path, store: Store, mara: Learner) -> None:
    store.close()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (16_384, hard))
    try:
        with pytest.raises(DiskFull, match="Free some space"):
            Store.open(path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    with Store.open(path) as again:
        assert again.learners() == (mara,)


def test_a_file_that_another_program_writes_to_is_locked_until_it_is_done(
    path: Path, store: Store, mara: Learner
) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LockedFile, match="is in use by another program") as locked:
            store.add_learner("Jon")
        assert "not stored yet; nothing stored before is lost" in str(locked.value)
        assert store.learners() == (mara,)
        with pytest.raises(LockedFile):
            Store.open(path)
        other.execute("ROLLBACK")
        store.add_learner("Jon")


def test_a_write_keeps_others_from_writing_before_it_has_read_anything(path: Path, store: Store) -> None:
    with Store.open(path) as other:
        with store._database.write(), pytest.raises(LockedFile):
            other.add_learner("Jon")
        assert [other.add_learner("Jon")] == list(store.learners())


def test_a_file_that_another_program_holds_alone_cannot_be_opened(path: Path) -> None:
    a_file(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode=EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        assert isinstance(refused(path), LockedFile)


def test_a_window_waits_for_a_lock_no_longer_than_it_may(store: Store) -> None:
    with store._database.read() as connection:
        waits = connection.exec_driver_sql("PRAGMA busy_timeout").scalar_one()
    assert waits == BUSY_SECONDS * 1000 <= 100


def test_what_was_written_is_safe_from_a_power_cut(store: Store) -> None:
    with store._database.read() as connection:
        settings = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }
    assert settings == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


@pytest.mark.parametrize("replaced", [True, False])
def test_a_file_moved_away_while_open_takes_no_more_steps(
    path: Path, store: Store, mara: Learner, replaced: bool
) -> None:
    moved = path.rename(path.with_name("elsewhere.sqlite3"))
    if replaced:
        path.write_bytes(moved.read_bytes())
    with pytest.raises(MovedFile, match="was moved, replaced or removed while it was open"):
        store.add_learner("Jon")
    moved.replace(path)
    assert store.add_learner("Jon").name == "Jon"


def every_error() -> list[type[ProgressError]]:
    return [each for each in vars(errors).values() if isinstance(each, type) and issubclass(each, ProgressError)]


def test_every_error_has_a_headline_of_its_own() -> None:
    headlines = [each.headline for each in every_error()]
    assert len(set(headlines)) == len(headlines) == 10
    assert not [headline for headline in headlines if headline.endswith(".") or len(headline) > 50]


def test_a_file_with_half_a_json_object_in_it_is_damaged(path: Path, store: Store, mara: Learner, town: Case) -> None:
    store.commit(mara.id, "town", town.envelopes["harbour"], commitment())
    store.close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TRIGGER seen_text_no_update")
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute("UPDATE seen_text SET options = '{'")
        connection.commit()
    with pytest.raises(DamagedFile, match="malformed JSON"):
        Store.open(path)
