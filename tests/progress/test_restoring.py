"""A backup takes the place of the progress file at one stroke; what stood there is kept, and no doubt is overridden."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.progress import tiny
from tests.progress.tiny import commitment
from trainer.case.sealed import Case
from trainer.progress import aside
from trainer.progress.backups import Backup, back_up
from trainer.progress.doctor import examine
from trainer.progress.restoring import RestoreRefused, restore
from trainer.progress.store import Store
from trainer.progress.values import Learner

ASIDE = "progress-before-restore-20261122T211600.000Z.sqlite3"


@pytest.fixture
def backup(store: Store, mara: Learner, town: Case, clock: tiny.Clock, tmp_path: Path) -> Backup:
    """With one attempt; the progress file has a second one, and is closed."""
    store.commit(mara.id, "town", town.envelopes["harbour"], commitment())
    made = back_up(store.path, tmp_path / "backups", clock())
    store.commit(mara.id, "town", town.envelopes["bridge"], commitment())
    store.close()
    return made


def attempts(file: Path) -> int:
    with Store.open(file) as store:
        return sum(len(store.lines(each.id)) for each in store.learners())


def beside(path: Path) -> set[str]:
    return {each.name for each in path.parent.iterdir() if each.is_file()}


def test_a_backup_takes_the_place_of_the_file_and_that_is_kept_aside(
    backup: Backup, path: Path, clock: tiny.Clock
) -> None:
    before = backup.file.read_bytes()

    restored = restore(backup.file, path, clock())

    assert restored.backup == backup
    assert restored.aside == path.with_name(ASIDE)
    assert beside(path) == {path.name, ASIDE}
    assert (attempts(path), attempts(restored.aside)) == (1, 2)
    assert backup.file.read_bytes() == before
    assert all(finding.ok for finding in examine(path))


def test_a_restore_can_be_undone_with_what_it_kept(backup: Backup, path: Path, clock: tiny.Clock) -> None:
    aside = restore(backup.file, path, clock()).aside
    assert aside is not None
    again = restore(aside, path, clock())
    assert (attempts(path), again.backup.attempts) == (2, 2)
    assert again.aside is not None
    assert again.aside != aside
    assert attempts(again.aside) == 1


def test_what_a_crash_left_in_the_journal_is_kept_aside_and_not_taken_for_that_of_the_backup(
    backup: Backup, path: Path, town: Case, clock: tiny.Clock, tmp_path: Path
) -> None:
    crashed = tmp_path / "crashed" / path.name
    crashed.parent.mkdir()
    with Store.open(path) as store:
        (learner,) = store.learners()
        store.commit(learner.id, "town", town.envelopes["tunnel"], commitment())
        for ending in ("", "-wal"):
            shutil.copyfile(f"{path}{ending}", f"{crashed}{ending}")

    aside = restore(backup.file, crashed, clock()).aside

    assert aside is not None
    assert beside(crashed) == {path.name, ASIDE}
    assert (attempts(crashed), attempts(aside)) == (1, 3)


def test_a_file_that_the_program_has_open_is_not_replaced(backup: Backup, path: Path, clock: tiny.Clock) -> None:
    with Store.open(path) as store:
        before = beside(path)
        with pytest.raises(RestoreRefused, match=r"in use by another program\. Close Case Trainer and try again"):
            restore(backup.file, path, clock())
        assert beside(path) == before
        (learner,) = store.learners()
        assert len(store.lines(learner.id)) == 2
        store.rename_learner(learner.id, "Still stored")


def test_a_damaged_file_is_kept_aside_as_it_is_with_its_journal(backup: Backup, path: Path, clock: tiny.Clock) -> None:
    path.write_bytes(b"no database at all" * 100)
    journal = path.with_name(f"{path.name}-wal")
    journal.write_bytes(b"nor a journal")

    aside = restore(backup.file, path, clock()).aside

    assert aside is not None
    assert aside.read_bytes() == b"no database at all" * 100
    assert aside.with_name(f"{aside.name}-wal").read_bytes() == b"nor a journal"
    assert not journal.exists()
    assert attempts(path) == 1


def test_where_there_is_no_progress_yet_a_backup_becomes_it(backup: Backup, clock: tiny.Clock, tmp_path: Path) -> None:
    file = tmp_path / "new" / "progress.sqlite3"
    assert restore(backup.file, file, clock()).aside is None
    assert attempts(file) == 1


def _cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: 4096 * 4])


def _overwrite(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[4096 * 3 :] = b"\x5a" * (len(content) - 4096 * 3)
    file.write_bytes(content)


def _make_newer(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()


def _make_foreign(file: Path) -> None:
    file.unlink()
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE songs (title TEXT)")


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (_cut, "damaged"),
        (_overwrite, "damaged"),
        (_make_newer, "it comes from a newer version of Case Trainer"),
        (_make_foreign, "it is a database of another program"),
        (lambda file: file.write_bytes(b""), "it is empty"),
        (lambda file: file.write_bytes(b"letters" * 999), "it is damaged"),
        (lambda file: file.unlink(), "There is no backup"),
    ],
)
def test_what_is_no_sound_backup_is_refused_and_nothing_is_changed(
    backup: Backup, path: Path, clock: tiny.Clock, spoil: object, why: str
) -> None:
    assert callable(spoil)
    spoil(backup.file)
    before = path.read_bytes()

    with pytest.raises(RestoreRefused, match=why):
        restore(backup.file, path, clock())

    assert path.read_bytes() == before
    assert beside(path) == {path.name}


def test_the_progress_file_is_no_backup_of_itself(backup: Backup, path: Path, clock: tiny.Clock) -> None:
    with pytest.raises(RestoreRefused, match="is the progress file itself"):
        restore(path, path, clock())
    assert attempts(path) == 2


def test_where_the_last_step_fails_everything_is_as_it_was(
    backup: Backup, path: Path, clock: tiny.Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.write_bytes(b"no database at all" * 100)
    journal = path.with_name(f"{path.name}-wal")
    journal.write_bytes(b"nor a journal")

    def fail(beside: Path, place: Path) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(aside, "put_in_place", fail)
    with pytest.raises(RestoreRefused, match=r"Nothing was restored: Input/output error\."):
        restore(backup.file, path, clock())

    assert beside(path) - {f"{path.name}-shm"} == {path.name, journal.name}
    assert journal.read_bytes() == b"nor a journal"
    assert path.read_bytes() == b"no database at all" * 100


def test_on_a_disk_without_second_names_the_file_is_copied_aside(
    backup: Backup, path: Path, clock: tiny.Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(source: Path, target: Path) -> None:
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr("trainer.progress.aside.os.link", refuse)
    aside = restore(backup.file, path, clock()).aside
    assert aside is not None
    assert (attempts(path), attempts(aside)) == (1, 2)


def test_a_file_that_lies_elsewhere_is_replaced_there(
    backup: Backup, path: Path, clock: tiny.Clock, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "synced"
    elsewhere.mkdir()
    path.rename(elsewhere / path.name)
    path.symlink_to(elsewhere / path.name)

    restored = restore(backup.file, path, clock())

    assert path.is_symlink()
    assert restored.aside == elsewhere / ASIDE
    assert attempts(path) == 1


def test_a_second_name_that_an_interrupted_restore_left_is_nothing_to_go_back_to(
    backup: Backup, path: Path, clock: tiny.Clock
) -> None:
    path.with_name(ASIDE).hardlink_to(path)
    assert aside.kept_aside(path) == ()
    restore(backup.file, path, clock())
    kept = aside.kept_aside(path)
    assert len(kept) == 2
    assert {attempts(each) for each in kept} == {2}
