"""What goes wrong with a workshop's file is said in a sentence, and nothing stored is lost by it."""

from __future__ import annotations

import datetime as dt
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from tests.progress import tiny
from tests.progress.test_errors import without_rights
from tests.progress.test_schema import layout
from tests.progress.workshops.conftest import plan_of_town
from trainer.progress.database import Database
from trainer.progress.errors import ProgressError
from trainer.progress.schema import Schema, _upgrade
from trainer.progress.store import Store
from trainer.progress.workshops import file, versions
from trainer.progress.workshops.errors import (
    DamagedWorkshop,
    NewerWorkshop,
    OpenElsewhere,
    WorkshopError,
    WorkshopNotWritten,
)
from trainer.progress.workshops.file import WorkshopFile
from trainer.progress.workshops.schema import SCHEMA
from trainer.study.workshop.events import Noted

NOON = dt.datetime(2026, 11, 23, 12, 0, tzinfo=dt.UTC)


def note(text: str = "Ask the back row.") -> Noted:
    return Noted(NOON, "", text)


@contextmanager
def no_room_beyond(size: int) -> Iterator[None]:
    """As on a full disk: no file of this process grows beyond so many bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_second_program_is_told_that_it_is_open(workshop: WorkshopFile) -> None:
    program = (
        "import sys; from pathlib import Path; from trainer.progress.workshops.file import WorkshopFile\n"
        "from trainer.progress.workshops.errors import OpenElsewhere\n"
        "try: WorkshopFile.open(Path(sys.argv[1]))\n"
        "except OpenElsewhere as error: print(error)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(workshop.path)], capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith(f"The workshop {workshop.path} is open in another window")
    workshop.keep([note()])
    assert workshop.read().notes == {"": "Ask the back row."}


def test_the_same_program_cannot_open_it_twice_either(workshop: WorkshopFile) -> None:
    with pytest.raises(OpenElsewhere) as caught:
        WorkshopFile.open(workshop.path)
    assert caught.value.headline == "The workshop is open in another window"


def test_whoever_only_looks_at_it_for_a_moment_keeps_nobody_out(
    workshop: WorkshopFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    workshop.keep([note()])
    workshop.close()
    with closing(sqlite3.connect(workshop.path, isolation_level=None)) as looking:
        looking.execute("BEGIN")
        looking.execute("SELECT count(*) FROM moment").fetchone()
        waits: list[float] = []

        def done_looking(seconds: float) -> None:
            waits.append(seconds)
            looking.rollback()

        monkeypatch.setattr(file, "sleep", done_looking)
        with WorkshopFile.open(workshop.path) as again:
            assert again.read().notes == {"": "Ask the back row."}
    assert len(waits) == 1


def test_a_full_disk_keeps_what_was_stored_and_goes_on_once_there_is_room(workshop: WorkshopFile) -> None:
    workshop.keep([note("before")])
    size = workshop.path.with_name(f"{workshop.path.name}-wal").stat().st_size
    with no_room_beyond(size + 20_000), pytest.raises(WorkshopNotWritten, match="Nothing stored before is lost"):
        workshop.keep([note("x" * 100_000)])
    assert workshop.read().notes == {"": "before"}
    workshop.keep([note("after")])
    assert workshop.read().notes == {"": "after"}


def test_nothing_stands_there_where_there_was_no_room_for_a_new_one(folder: Path) -> None:
    with no_room_beyond(10_000), pytest.raises(WorkshopNotWritten, match=r"full|failed"):
        WorkshopFile.create(folder, plan_of_town())
    assert list(folder.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_said() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "workshops"
        folder.mkdir()
        with WorkshopFile.create(folder, plan_of_town()) as made:
            path = made.path
        folder.chmod(0o555)
        Path(name).chmod(0o755)
        with without_rights():
            with pytest.raises(WorkshopNotWritten, match="write"):
                WorkshopFile.create(folder, plan_of_town())
            with pytest.raises(WorkshopNotWritten, match="can only be read"):
                WorkshopFile.open(path)


def test_a_file_in_the_place_of_the_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "workshops").write_text("a shopping list")
    with pytest.raises(WorkshopNotWritten, match="can't be written to"):
        WorkshopFile.create(tmp_path / "workshops", plan_of_town())
    assert (tmp_path / "workshops").read_text() == "a shopping list"


def test_a_file_that_was_moved_away_takes_nothing_more(workshop: WorkshopFile) -> None:
    workshop.keep([note("before")])
    moved = workshop.path.with_name("moved.workshop")
    workshop.path.rename(moved)
    with pytest.raises(WorkshopNotWritten, match="was moved, replaced or removed"):
        workshop.keep([note("lost?")])
    moved.rename(workshop.path)
    workshop.keep([note("found")])
    workshop.close()
    with WorkshopFile.open(workshop.path) as again:
        assert again.read().notes == {"": "found"}


def test_there_is_no_such_file(folder: Path) -> None:
    with pytest.raises(WorkshopError, match="can't be opened"):
        WorkshopFile.open(folder / "none.workshop")
    assert not folder.exists()


def test_a_file_of_something_else_is_left_as_it_is(tmp_path: Path) -> None:
    text = tmp_path / "text.workshop"
    text.write_text("Dear diary" * 500)
    progress = tmp_path / "progress.workshop"
    Store.open(progress).close()
    empty = tmp_path / "empty.workshop"
    empty.touch()
    for path in (text, progress, empty):
        before = path.read_bytes()
        with pytest.raises(DamagedWorkshop, match="can't be read as a workshop"):
            WorkshopFile.open(path)
        assert path.read_bytes() == before


def test_a_workshop_is_no_progress_file(workshop: WorkshopFile) -> None:
    workshop.close()
    with pytest.raises(ProgressError, match="another program"):
        Store.open(workshop.path)


def test_a_file_of_a_later_version_says_so(folder: Path) -> None:
    with WorkshopFile.create(folder, plan_of_town()) as file:
        pass
    with closing(sqlite3.connect(file.path)) as raw:
        raw.execute("UPDATE alembic_version SET version_num = 'of-tomorrow'")
        raw.commit()
    before = file.path.read_bytes()
    with pytest.raises(NewerWorkshop, match="newer version of Case Trainer"):
        WorkshopFile.open(file.path)
    assert file.path.read_bytes() == before


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.95])
def test_a_truncated_file_is_said_to_be_damaged(share: float, workshop: WorkshopFile) -> None:
    for number in range(40):
        workshop.keep([note(f"{number}" * 300)])
    workshop.close()
    whole = workshop.path.read_bytes()
    workshop.path.write_bytes(whole[: int(len(whole) * share)])
    before = workshop.path.read_bytes()
    with pytest.raises(DamagedWorkshop, match="If you have a copy of the file"):
        WorkshopFile.open(workshop.path)
    assert workshop.path.read_bytes() == before


@pytest.mark.parametrize(
    "damage",
    [
        'UPDATE workshop SET "plan" = \'{"title": 3}\'',
        "UPDATE workshop SET stage = '{}'",
        "UPDATE workshop SET created = 'yesterday'",
        "UPDATE workshop SET created = 5",
        "DELETE FROM workshop",
        "DROP TABLE ballot",
    ],
)
def test_a_file_that_says_nonsense_is_said_to_be_damaged(damage: str, workshop: WorkshopFile) -> None:
    workshop.close()
    with closing(sqlite3.connect(workshop.path)) as raw:
        raw.execute(damage)
        raw.commit()
    with pytest.raises(DamagedWorkshop):
        WorkshopFile.open(workshop.path)
    with pytest.raises(DamagedWorkshop):  # and is let go of
        WorkshopFile.open(workshop.path)


def test_a_moment_of_an_unknown_kind_is_said_to_be_damage(workshop: WorkshopFile) -> None:
    workshop.close()
    with closing(sqlite3.connect(workshop.path)) as raw:
        raw.execute("INSERT INTO moment (at, kind, data) VALUES ('2026-11-23 12:00:00.000000', 'danced', '{}')")
        raw.commit()
    with WorkshopFile.open(workshop.path) as file, pytest.raises(DamagedWorkshop, match="'danced' is nothing"):
        file.moments()


def test_a_crash_in_the_middle_of_creating_leaves_no_workshop(folder: Path) -> None:
    program = (
        "import os, sys; from pathlib import Path; from trainer.progress.workshops import file\n"
        "from tests.progress.workshops.conftest import plan_of_town\n"
        "file.put_in_place = lambda *_: os._exit(9)\n"
        "file.WorkshopFile.create(Path(sys.argv[1]), plan_of_town())"
    )
    root = Path(__file__).parents[3]
    done = subprocess.run([sys.executable, "-c", program, str(folder)], cwd=root, check=False)
    assert done.returncode == 9
    assert list(folder.glob("*.workshop")) == []


# Versions


def test_a_new_file_and_a_migrated_one_have_the_same_schema(workshop: WorkshopFile, tmp_path: Path) -> None:
    workshop.close()
    migrated = tmp_path / "migrated.sqlite3"
    engine = create_engine(f"sqlite:///{migrated}")
    with engine.begin() as connection:
        _upgrade(connection, SCHEMA)
    engine.dispose()
    assert len(layout(workshop.path)) > 12
    assert layout(migrated) == layout(workshop.path)


def test_the_known_versions_are_those_of_the_migrations() -> None:
    scripts = ScriptDirectory(str(SCHEMA.migrations))
    assert tuple(script.revision for script in scripts.walk_revisions())[::-1] == versions.KNOWN


def test_an_older_file_is_copied_and_brought_up_to_date(workshop: WorkshopFile, tmp_path: Path) -> None:
    workshop.keep([note()])
    session = workshop.read()
    workshop.close()
    folder = tmp_path / "migrations"
    shutil.copytree(SCHEMA.migrations, folder)
    (folder / "versions" / "v0002_test.py").write_text(
        "from alembic import op\n\nrevision = '0002'\ndown_revision = '0001'\n\n\n"
        "def upgrade() -> None:\n    op.execute('ALTER TABLE ballot ADD COLUMN colour VARCHAR')\n"
    )
    later = Schema(
        (*versions.KNOWN, "0002"), folder, SCHEMA.tables, SCHEMA.mark, SCHEMA.settle, SCHEMA.summary, SCHEMA.alone
    )
    database = Database.open(workshop.path, later)
    with database.read() as connection:
        names = [row.name for row in connection.exec_driver_sql("PRAGMA table_info(ballot)")]
    with pytest.raises(OpenElsewhere):
        WorkshopFile.open(workshop.path)
    database.close()
    assert "colour" in names
    (copy,) = workshop.path.parent.glob("*-before-0002.workshop")
    with WorkshopFile.open(copy) as before:
        assert before.read() == session
    assert sorted(each.name for each in workshop.path.parent.iterdir()) == sorted([copy.name, workshop.path.name])


def test_it_may_be_used_from_many_threads(workshop: WorkshopFile) -> None:
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: workshop.keep([note(str(number))]), range(40)))
        assert all(each.id == workshop.read().id for each in pool.map(lambda _: workshop.read(), range(8)))
    assert {each.text for each in workshop.moments() if isinstance(each, Noted)} == {str(each) for each in range(40)}


def test_a_clock_without_a_zone_begins_nothing(folder: Path, clock: tiny.Clock) -> None:
    clock.now = clock.now.replace(tzinfo=None)
    with pytest.raises(ValueError, match="time zone"):
        WorkshopFile.create(folder, plan_of_town(), clock)
    assert list(folder.iterdir()) == []
