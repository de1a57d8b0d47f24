"""A new file, a file of an earlier version, a file of a later one."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from trainer.progress import versions
from trainer.progress.database import Database
from trainer.progress.doctor import examine
from trainer.progress.errors import DamagedFile, LockedFile, NewerFile, UpdateFailed
from trainer.progress.glance import glance
from trainer.progress.schema import SCHEMA, Schema, _upgrade, migrate
from trainer.progress.store import Store
from trainer.progress.values import Debrief, FactorMark
from trainer.study.course import WHOLE, Course
from trainer.study.playthrough import Commitment, Draft, Stage, Standing

FIXTURES = Path(__file__).parent / "fixtures"


def layout(path: Path) -> dict[tuple[str, str], str]:
    """Everything that the schema says, spaces aside."""
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL")
        # SQLite puts quotes around the name of a table that was renamed.
        return {(kind, name): " ".join(sql.replace('"', "").split()) for kind, name, sql in rows}


def restore(path: Path, dump: str) -> None:
    """Write a database from a dump of it as SQL."""
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript((FIXTURES / dump).read_text("utf-8"))


def test_a_new_file_and_a_migrated_one_have_the_same_schema(path: Path, tmp_path: Path) -> None:
    Store.open(path).close()
    migrated = tmp_path / "migrated.sqlite3"
    engine = create_engine(f"sqlite:///{migrated}")
    with engine.begin() as connection:
        _upgrade(connection, SCHEMA)
    engine.dispose()
    assert len(layout(path)) == 37
    assert layout(migrated) == layout(path)


def test_the_known_versions_are_those_of_the_migrations() -> None:
    scripts = ScriptDirectory(str(SCHEMA.migrations))
    assert tuple(script.revision for script in scripts.walk_revisions())[::-1] == versions.KNOWN


def test_a_file_that_is_current_needs_no_alembic(path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from trainer.progress.store import Store\n"
        "for _ in range(2): Store.open(Path(sys.argv[1])).close()\n"
        "sys.exit('alembic' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program, str(path)], check=True)


def test_a_file_of_version_1_opens_with_all_its_contents(path: Path) -> None:
    restore(path, "version-0001.sql")
    with Store.open(path) as store:
        mara, jon = store.learners()
        assert (mara.name, jon.name) == ("Mara", "李 Jon")
        assert mara.created == dt.datetime(2026, 11, 22, 21, 16, tzinfo=dt.UTC)
        assert mara.last_seen == dt.datetime(2026, 11, 22, 21, 19, tzinfo=dt.UTC)
        first, second = store.attempts_at(mara.id, "town", "harbour")
        (bridge,) = store.attempts_at(mara.id, "town", "bridge")
        assert first.commitment == Commitment("build", 35, "Half a year hurts; 半年太久了.")
        assert first.seal == "f49098a3e719b93e0f9a9219f7dd84554c80e853b4a09879695be1052a326482"
        assert store.standings(mara.id, "town") == {
            "harbour": Standing(Stage.COMMITTED, second.id, 2, 2, done=True),
            "bridge": Standing(Stage.REVEALED, bridge.id, 6, 1),
        }
        assert store.debrief(first.id) == Debrief({"cash": FactorMark.MISSED}, "Count first.", first.created)
        assert store.draft(jon.id, "town", "harbour") == Draft("wait", 60, "Half a sen", 0.5)
        assert [line.choice_title for line in store.lines(mara.id)] == ["Wait a year", "Build it", "Build it"]
        assert store.seen_text(first.id).decision.record.option == "wait"
        assert store.course(mara.id, "town") == WHOLE
    assert [finding.text for finding in examine(path) if not finding.ok] == []


def test_the_course_is_added_to_a_file_of_version_1_and_nothing_else_is_touched(path: Path) -> None:
    restore(path, "version-0001.sql")
    tables = ("learner", "attempt", "seen_text", "reveal", "debrief", "draft")
    before = {table: rows(path, f"SELECT * FROM {table} ORDER BY 1") for table in tables}
    begun = rows(path, "SELECT * FROM playthrough ORDER BY id")
    with Store.open(path) as store:
        mara, jon = store.learners()
        store.set_course(mara.id, "town", Course.of_theme("money"))
    assert {table: rows(path, f"SELECT * FROM {table} ORDER BY 1") for table in tables} == before
    courses = rows(path, "SELECT learner_id, course FROM playthrough")
    assert sorted(courses) == sorted([(mara.id, "theme:money"), (jon.id, "whole")])
    assert rows(path, "SELECT id, learner_id, case_id, started FROM playthrough ORDER BY id") == begun
    assert rows(path, "PRAGMA foreign_key_check") == []
    assert glance(path).courses == {"town": Course.of_theme("money")}


def test_a_file_of_version_1_is_glanced_at_before_it_is_brought_up_to_date(path: Path) -> None:
    restore(path, "version-0001.sql")
    seen = glance(path)
    assert seen.current is not None
    assert (seen.current.name, seen.readable, seen.courses) == ("Mara", True, {})
    assert set(seen.standings["town"]) == {"harbour", "bridge"}


NEXT = """
from alembic import op
import sqlalchemy as sa

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    with op.batch_alter_table("learner", recreate="always") as batch:
        batch.add_column(sa.Column("motto", sa.String(), nullable=False, server_default="none yet"))
    op.execute("UPDATE learner SET motto = 'onward' WHERE name = 'Mara'")
    LAST
"""


@pytest.fixture
def following(tmp_path: Path) -> Callable[[str], Schema]:
    """Makes the versions of a later program, whose migration ends with a line of the test's."""

    def make(last: str = "") -> Schema:
        folder = tmp_path / "100% of them" / "migrations"
        shutil.copytree(SCHEMA.migrations, folder)
        (folder / "versions" / "v0004_motto.py").write_text(NEXT.replace("LAST", last), "utf-8")
        return Schema((*versions.KNOWN, "0004"), folder)

    return make


def rows(path: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()


def test_an_older_file_is_copied_and_then_brought_up_to_date(path: Path, following: Callable[[str], Schema]) -> None:
    restore(path, "version-0001.sql")
    attempts = rows(path, "SELECT * FROM attempt ORDER BY id")
    taken = path.with_name("progress-before-0004.sqlite3")
    taken.write_text("somebody's own")
    Database.open(path, following("")).close()
    copy = path.with_name("progress-before-0004-2.sqlite3")
    assert rows(path, "SELECT name, motto FROM learner ORDER BY name") == [("Mara", "onward"), ("李 Jon", "none yet")]
    assert rows(path, "SELECT version_num FROM alembic_version") == [("0004",)]
    assert (
        rows(path, "SELECT * FROM attempt ORDER BY id") == rows(copy, "SELECT * FROM attempt ORDER BY id") == attempts
    )
    assert rows(copy, "SELECT version_num FROM alembic_version") == [("0001",)]
    assert taken.read_text() == "somebody's own"
    assert not list(path.parent.glob("*.part"))


@pytest.mark.parametrize(
    ("last", "detail"),
    [
        ("raise RuntimeError('out of luck')", "out of luck"),
        ("op.execute('DELETE FROM learner')", "a row of 'playthrough' has lost the row of 'learner' it belongs to"),
    ],
)
def test_a_migration_that_fails_leaves_the_file_as_it_was(
    path: Path, following: Callable[[str], Schema], last: str, detail: str
) -> None:
    restore(path, "version-0001.sql")
    before = rows(path, "SELECT * FROM sqlite_master"), rows(path, "SELECT * FROM learner")
    with pytest.raises(UpdateFailed) as failed:
        Database.open(path, following(last))
    copy = path.with_name("progress-before-0004.sqlite3")
    assert f"could not be brought up to date ({detail}). It stands as it was, and a copy is in {copy}" in str(
        failed.value
    )
    assert (rows(path, "SELECT * FROM sqlite_master"), rows(path, "SELECT * FROM learner")) == before
    with Store.open(path) as store:
        assert len(store.learners()) == 2


def test_an_older_file_that_another_program_writes_to_is_not_migrated_yet(
    path: Path, following: Callable[[str], Schema]
) -> None:
    restore(path, "version-0001.sql")
    schema = following("")
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode=WAL")
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LockedFile):
            Database.open(path, schema)
    assert not list(path.parent.glob("*before*"))
    Database.open(path, schema).close()
    assert rows(path, "SELECT version_num FROM alembic_version") == [("0004",)]


def test_a_file_of_a_newer_version_is_refused_and_left_alone(path: Path, following: Callable[[str], Schema]) -> None:
    Database.open(path, following("")).close()
    before = path.read_bytes()
    with pytest.raises(NewerFile) as refused:
        Store.open(path)
    assert str(refused.value) == (
        f"The progress file {path} was written by a newer version of Case Trainer. It was not changed, and nothing in"
        " it is lost. Install the newer version, or choose another folder with --data."
    )
    assert path.read_bytes() == before


def test_a_database_of_something_else_is_refused_and_left_alone(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE album (title)")
    before = path.read_bytes()
    with pytest.raises(DamagedFile, match="it is a database of another program"):
        Store.open(path)
    assert path.read_bytes() == before


def test_an_empty_file_becomes_a_progress_file(path: Path) -> None:
    path.touch()
    with Store.open(path) as store:
        assert store.learners() == ()


def test_two_programs_may_create_the_file_at_the_same_time(path: Path) -> None:
    barrier = threading.Barrier(4)
    stores: list[Store] = []

    def start() -> None:
        barrier.wait()
        while True:
            with suppress(LockedFile):
                stores.append(Store.open(path))
                break

    threads = [threading.Thread(target=start) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for number, store in enumerate(stores):
        store.add_learner(f"Learner {number}")
        store.close()
    with Store.open(path) as store:
        assert len(store.learners()) == 4


MIGRATING = """
import sys
from pathlib import Path
from trainer.progress.errors import LockedFile
from trainer.progress.store import Store
print("ready", flush=True)
sys.stdin.readline()
while True:
    try:
        store = Store.open(Path(sys.argv[1]))
        break
    except LockedFile:
        pass
store.add_learner(sys.argv[2])
print(*sorted(learner.name for learner in store.learners()))
store.close()
"""


def test_two_programs_may_bring_a_file_up_to_date_at_the_same_time(path: Path) -> None:
    restore(path, "version-0001.sql")
    attempts = rows(path, "SELECT * FROM attempt ORDER BY id")
    programs = [
        subprocess.Popen(
            [sys.executable, "-c", MIGRATING, str(path), name],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            env=os.environ | {"PYTHONUTF8": "1"},
        )
        for name in ("Ada", "Bo")
    ]
    for program in programs:
        assert program.stdout is not None
        assert program.stdout.readline() == "ready\n"
    for program in programs:
        assert program.stdin is not None
        program.stdin.write("\n")
        program.stdin.flush()
    said = [program.communicate(timeout=60)[0].split() for program in programs]
    assert [program.returncode for program in programs] == [0, 0]
    assert all({"Mara", name} <= set(names) for name, names in zip(("Ada", "Bo"), said, strict=True))
    assert rows(path, "SELECT version_num FROM alembic_version") == [(SCHEMA.head,)]
    assert rows(path, "SELECT * FROM attempt ORDER BY id") == attempts
    assert rows(path, "SELECT count(*) FROM learner") == [(4,)]
    assert [finding.text for finding in examine(path) if not finding.ok] == []
    (copy,) = path.parent.glob("*before*")
    assert rows(copy, "SELECT version_num FROM alembic_version") == [("0001",)]


def test_a_file_that_another_program_has_just_brought_up_to_date_is_not_copied(path: Path) -> None:
    restore(path, "version-0001.sql")
    Store.open(path).close()
    (copy,) = path.parent.glob("*before*")
    engine = create_engine(f"sqlite:///{path}", isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        assert migrate(connection, path, SCHEMA) is None
    engine.dispose()
    assert list(path.parent.glob("*before*")) == [copy]
