"""What could take the place of a damaged file, and putting that there; the damaged file is kept whatever happens."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.progress import damages, tiny
from tests.progress.damages import fill
from trainer.case.sealed import Case
from trainer.progress import aside
from trainer.progress.backups import back_up
from trainer.progress.comparing import lacking
from trainer.progress.copying import Unusable
from trainer.progress.mending import NotMended, begin_anew, drop, is_emptied, look, newest_backup, take
from trainer.progress.restorable import restorables
from trainer.progress.restoring import restore
from trainer.progress.store import Store
from trainer.study.playthrough import Commitment

DAMAGED = "progress-damaged-20261122T211600.000Z.sqlite3"
NOW = tiny.Clock()()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "backups"


@pytest.fixture
def file(path: Path, folder: Path, town: Case, clock: tiny.Clock) -> Path:
    """With nine attempts, eight of which are in a backup; of one piece."""
    with Store.open(path, clock) as store:
        mara, _ = fill(store, town, clock, 2)
        back_up(path, folder, clock())
        store.commit(mara.id, "town", town.envelopes["bridge"], Commitment("wait", 5, "Since then."))
    damages.whole(path)
    return path


def attempts(file: Path) -> int:
    with closing(sqlite3.connect(file)) as connection:
        (count,) = connection.execute("SELECT count(*) FROM attempt").fetchone()
    return int(count)


def names(path: Path) -> set[str]:
    return {each.name for each in path.parent.iterdir() if each.is_file()}


def test_it_tells_what_can_be_saved_beyond_the_newest_backup(file: Path, folder: Path) -> None:
    damages.spoil_head(file)
    found = look(file, newest_backup(folder), ())
    assert found.salvaged is not None
    assert found.backup is not None
    assert (found.backup.attempts, found.salvaged.backup.attempts, found.beyond, found.gains) == (9, 10, 1, True)


def test_what_was_saved_takes_the_place_and_the_damaged_file_is_kept(file: Path, folder: Path) -> None:
    damages.spoil_head(file)
    before = file.read_bytes()
    kept = take(look(file, newest_backup(folder), ()), NOW)
    assert kept == file.with_name(DAMAGED)
    assert names(file) == {file.name, DAMAGED}
    assert kept.read_bytes() == before
    assert attempts(file) == 10


def test_its_journal_is_kept_beside_it_under_its_new_name(file: Path) -> None:
    damages.letter(file)
    journal = file.with_name(f"{file.name}-wal")
    journal.write_bytes(b"something of its own")
    kept = begin_anew(file, NOW)
    assert names(file) == {DAMAGED, f"{DAMAGED}-wal"}
    assert kept.with_name(f"{DAMAGED}-wal").read_bytes() == b"something of its own"


def test_a_name_that_is_taken_is_left_to_whoever_has_it(file: Path) -> None:
    file.with_name(DAMAGED).write_text("from before")
    kept = begin_anew(file, NOW)
    assert kept.name == DAMAGED.replace(".sqlite3", "-2.sqlite3")
    assert file.with_name(DAMAGED).read_text() == "from before"


def test_where_nothing_can_be_saved_it_says_why_and_nothing_is_changed(file: Path) -> None:
    damages.letter(file)
    found = look(file, None, ())
    assert (found.salvaged, found.gains) == (None, False)
    with pytest.raises(NotMended, match="there is nothing of Case Trainer in it that can still be read"):
        take(found, NOW)
    assert names(file) == {file.name}


def test_out_of_a_backup_alone_nothing_is_gained(file: Path, folder: Path) -> None:
    damages.letter(file)
    found = look(file, newest_backup(folder), ())
    assert found.salvaged is not None
    assert (found.salvaged.backup.attempts, found.salvaged.own, found.beyond, found.gains) == (9, 0, 0, False)


def test_what_is_not_wanted_goes(file: Path) -> None:
    damages.spoil_head(file)
    found = look(file, None, ())
    drop(found)
    assert names(file) == {file.name}


def test_where_the_exchange_fails_everything_is_as_it_was(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    damages.spoil_head(file)
    before = file.read_bytes()
    found = look(file, None, ())

    def refuse(beside: Path, place: Path) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(aside, "put_in_place", refuse)
    with pytest.raises(NotMended, match=r"can't be put aside: Read-only file system\. Nothing was changed\."):
        take(found, NOW)
    drop(found)
    assert names(file) == {file.name}
    assert file.read_bytes() == before


def test_texts_that_an_attempt_saw_are_looked_for_in_the_cases(tmp_path: Path, path: Path) -> None:
    from tests.case.packs import write_pack
    from trainer.case.reader import load_case

    pack = write_pack(tmp_path / "content" / "small")
    case = load_case(pack)
    decision = case.order[0]
    with Store.open(path) as store:
        learner = store.add_learner("Mara")
        option = case.sheet(decision).briefing.options[0].id
        store.commit(learner.id, case.info.id, case.envelopes[decision], Commitment(option, 5, "Because."))
    damages.whole(path)
    damages.zero(path, damages.pages_of(path, "seen_text"))
    without = look(path, None, ())
    assert without.salvaged is not None
    assert without.salvaged.backup.attempts == 0
    found = look(path, None, (tmp_path / "content",))
    assert found.salvaged is not None
    assert (found.salvaged.backup.attempts, found.salvaged.lost) == (1, ())


@pytest.mark.parametrize(("content", "emptied"), [(b"", True), (b"x", False)])
def test_a_file_of_no_bytes_is_no_new_one_where_there_are_backups(
    file: Path, folder: Path, content: bytes, emptied: bool
) -> None:
    file.write_bytes(content)
    assert is_emptied(file, folder) is emptied
    assert not is_emptied(file, folder / "none")
    file.unlink()
    assert not is_emptied(file, folder)


def test_attempts_that_another_file_lacks_are_counted_either_way(file: Path, folder: Path) -> None:
    backup = newest_backup(folder)
    assert backup is not None
    assert (lacking(file, backup.file), lacking(backup.file, file), lacking(file, file)) == (1, 0, 0)
    damages.letter(backup.file)
    with pytest.raises(Unusable, match="it is damaged"):
        lacking(file, backup.file)


def test_what_one_can_go_back_to_is_listed_with_what_was_kept_aside_before(file: Path, folder: Path) -> None:
    backup = newest_backup(folder)
    assert backup is not None
    (folder / "progress-20200101T000000.000Z.sqlite3").write_bytes(b"no backup")
    restore(backup.file, file, NOW)
    found = restorables(file, folder)
    assert found.present is not None
    assert found.present.attempts == 9
    listed = [(each.kept_aside, each.missing, each.returning) for each in found.choices]
    assert sorted(listed) == [(False, 0, 0), (True, 0, 1)]
    assert [each.name for each, _ in found.unusable] == ["progress-20200101T000000.000Z.sqlite3"]


def test_where_there_is_no_progress_all_of_a_backup_would_come_back(file: Path, folder: Path) -> None:
    file.unlink()
    found = restorables(file, folder)
    assert found.present is None
    assert [(each.missing, each.returning) for each in found.choices] == [(0, 9)]
