"""The first look: light, never failing, and agreeing with the store."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.progress import tiny
from tests.progress.tiny import ALL, commitment, debriefed
from trainer.case.sealed import Case
from trainer.progress.glance import Glance, GlanceLearner, glance
from trainer.progress.store import Store
from trainer.progress.values import Learner
from trainer.study.course import SHORT, WHOLE, Course
from trainer.study.playthrough import Draft, Stage, Standing


def test_importing_it_pulls_in_nothing_heavy() -> None:
    program = "import sys, trainer.progress.glance; print(*{name.partition('.')[0] for name in sys.modules})"
    loaded = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True).stdout.split()
    assert "sqlite3" in loaded
    assert {"sqlmodel", "sqlalchemy", "pydantic", "pydantic_core", "alembic", "yaml", "PySide6"}.isdisjoint(loaded)


def test_no_file_is_an_empty_glance_and_stays_no_file(path: Path) -> None:
    assert glance(path) == Glance(readable=True)
    assert not path.exists()


def test_a_file_of_anything_else_is_said_to_be_unreadable(path: Path, tmp_path: Path) -> None:
    path.write_bytes(b"not a database at all" * 100)
    assert glance(path) == Glance(readable=False)
    assert glance(tmp_path) == Glance(readable=False)
    other = tmp_path / "other.sqlite3"
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE learner (id)")
    assert glance(other) == Glance(readable=False)


def test_it_shows_the_learner_seen_last_and_where_they_stand(
    path: Path, store: Store, mara: Learner, town: Case, clock: tiny.Clock
) -> None:
    harbour = debriefed(store, store.commit(mara.id, "town", town.envelopes["harbour"], commitment()))
    bridge = store.commit(mara.id, "town", town.envelopes["bridge"], commitment())
    store.open_steps(bridge.id, 2)
    standings = {
        "town": {
            "harbour": Standing(Stage.DEBRIEFED, harbour.id, ALL, 1, done=True),
            "bridge": Standing(Stage.COMMITTED, bridge.id, 2, 1),
        }
    }
    assert glance(path) == Glance((GlanceLearner(mara.id, "Mara"),), standings, {"town": WHOLE})
    clock.pass_by()
    jon = store.add_learner("Jon")
    assert glance(path) == Glance((GlanceLearner(jon.id, "Jon"), GlanceLearner(mara.id, "Mara")))
    assert glance(path).current == GlanceLearner(jon.id, "Jon")
    clock.pass_by()
    store.seen(mara.id)
    assert glance(path).standings == standings
    store.set_course(jon.id, "town", SHORT)
    store.set_course(mara.id, "town", Course.of_theme("money"))
    store.set_course(mara.id, "village", SHORT)
    assert glance(path).courses == {"town": Course.of_theme("money"), "village": SHORT}


def test_a_name_with_odd_characters_in_the_path_is_found(tmp_path: Path, clock: tiny.Clock) -> None:
    path = tmp_path / "a b%20?c#d&mode=rwc 李.sqlite3"
    with Store.open(path, clock) as store:
        mara = store.add_learner("Mara")
    assert glance(path).current == GlanceLearner(mara.id, "Mara")
    assert {each.name.removesuffix("-wal").removesuffix("-shm") for each in tmp_path.iterdir()} == {path.name}


def test_a_file_that_somebody_holds_is_unreadable_at_once_and_not_waited_for(path: Path, store: Store) -> None:
    store.close()
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode=EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        assert glance(path) == Glance(readable=False)


KILLED = """
import os, signal, sys
from pathlib import Path
from tests.progress import tiny
from trainer.progress.store import Store
from trainer.study.playthrough import Draft

store = Store.open(Path(sys.argv[1]), tiny.Clock())
mara = store.add_learner("Mara")
town = tiny.case()
store.commit(mara.id, "town", town.envelopes["harbour"], tiny.commitment())
store.save_draft(mara.id, "town", "bridge", Draft("wait", 60, "Half a sen", 0.5))
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_what_was_stored_before_a_kill_is_there_after_it(path: Path, pytestconfig: pytest.Config) -> None:
    killed = subprocess.run([sys.executable, "-c", KILLED, str(path)], cwd=pytestconfig.rootpath, check=False)
    assert killed.returncode == -signal.SIGKILL
    assert path.with_name(f"{path.name}-wal").stat().st_size > 0
    first = glance(path)
    assert first.current is not None
    assert first.standings["town"]["harbour"].tries == 1
    with Store.open(path) as store:
        (mara,) = store.learners()
        assert (mara.id, mara.name) == (first.current.id, "Mara")
        assert store.standings(mara.id, "town") == first.standings["town"]
        assert store.draft(mara.id, "town", "bridge") == Draft("wait", 60, "Half a sen", 0.5)
        (line,) = store.lines(mara.id)
        assert line.reasons == tiny.commitment().reasons
