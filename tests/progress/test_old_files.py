"""Files that earlier versions of the program wrote, brought up to date: nothing in them is lost, and all were copied.

Each fixture was written by the program of that version itself: two learners, attempts in every stage, drafts,
Chinese text; from 0003 on with notes and recalls.
"""

from __future__ import annotations

import datetime as dt
import gzip
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from trainer.progress import versions
from trainer.progress.doctor import examine
from trainer.progress.errors import UpdateFailed
from trainer.progress.glance import glance
from trainer.progress.notes import Role
from trainer.progress.store import Store
from trainer.progress.values import Debrief, FactorMark, Learner
from trainer.study.course import WHOLE, Course
from trainer.study.playthrough import Commitment, Draft, Stage, Standing
from trainer.study.process import Quality

FIXTURES = Path(__file__).parent / "fixtures"
KEPT = {
    "0001": ("learner", "playthrough", "seen_text", "attempt", "reveal", "debrief", "draft"),
    "0002": ("learner", "playthrough", "seen_text", "attempt", "reveal", "debrief", "draft"),
    "0003": ("learner", "playthrough", "seen_text", "attempt", "reveal", "debrief", "draft", "note", "recall", "card"),
}
"""The tables that hold what nothing else says, and the cards where there were some."""


def lay_out(path: Path, version: str) -> Path:
    """Write the file of a version."""
    packed = FIXTURES / f"version-{version}.sqlite3.gz"
    if packed.exists():
        path.write_bytes(gzip.decompress(packed.read_bytes()))
    else:
        with closing(sqlite3.connect(path)) as connection:
            connection.executescript((FIXTURES / f"version-{version}.sql").read_text("utf-8"))
    return path


def rows(path: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()


def contents(path: Path, version: str, columns: dict[str, str]) -> dict[str, list[tuple[object, ...]]]:
    """Every row of what is kept, in the columns that the version had."""
    return {table: rows(path, f"SELECT {columns[table]} FROM {table} ORDER BY 1, 2") for table in KEPT[version]}


def columns_of(path: Path, version: str) -> dict[str, str]:
    return {
        table: ", ".join(f'"{row[1]}"' for row in rows(path, f"PRAGMA table_info({table})")) for table in KEPT[version]
    }


def people(store: Store) -> dict[str, Learner]:
    return {learner.name: learner for learner in store.learners()}


def moment(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)


def test_there_is_a_file_of_every_version() -> None:
    assert tuple(KEPT) == versions.KNOWN


@pytest.mark.parametrize("version", versions.KNOWN)
def test_a_file_of_any_version_keeps_every_row(path: Path, version: str) -> None:
    columns = columns_of(lay_out(path, version), version)
    before = contents(path, version, columns)
    assert all(before.values())
    seen = glance(path)
    assert seen.readable
    assert len(seen.learners) == 2
    Store.open(path).close()
    assert contents(path, version, columns) == before
    assert rows(path, "SELECT version_num FROM alembic_version") == [(versions.KNOWN[-1],)]
    assert [finding.text for finding in examine(path) if not finding.ok] == []


@pytest.mark.parametrize("version", versions.KNOWN[:-1])
def test_an_older_file_is_copied_as_it_was_before_it_is_brought_up_to_date(path: Path, version: str) -> None:
    columns = columns_of(lay_out(path, version), version)
    before = contents(path, version, columns)
    schema = rows(path, "SELECT type, name, sql FROM sqlite_master ORDER BY name")
    Store.open(path).close()
    copy = path.with_name(f"progress-before-{versions.KNOWN[-1]}.sqlite3")
    assert rows(copy, "SELECT version_num FROM alembic_version") == [(version,)]
    assert contents(copy, version, columns) == before
    assert rows(copy, "SELECT type, name, sql FROM sqlite_master ORDER BY name") == schema
    assert rows(copy, "PRAGMA integrity_check") == [("ok",)]
    assert not list(path.parent.glob("*.part"))


def test_where_no_copy_can_be_made_an_older_file_stays_as_it_is(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = lay_out(path, "0001").read_bytes()
    full = shutil.disk_usage(path.parent)._replace(free=0)
    monkeypatch.setattr("trainer.progress.copying.disk_usage", lambda _folder: full)
    with pytest.raises(
        UpdateFailed, match=r"no copy of it could be made: the disk that holds .* has 0\.0 MB free"
    ) as told:
        Store.open(path)
    assert "It stands as it was. Go on with the earlier version" in str(told.value)
    assert rows(path, "SELECT version_num FROM alembic_version") == [("0001",)]
    assert [each.name for each in path.parent.iterdir() if "before" in each.name] == []
    assert len(before) == path.stat().st_size


def test_a_file_of_today_is_opened_without_a_copy(path: Path) -> None:
    lay_out(path, versions.KNOWN[-1])
    Store.open(path).close()
    assert [each.name for each in path.parent.iterdir() if "before" in each.name] == []


@pytest.mark.parametrize("version", versions.KNOWN)
def test_in_a_file_of_any_version_every_attempt_is_listed_and_found_by_its_words(path: Path, version: str) -> None:
    lay_out(path, version)
    Store.open(path).close()
    assert rows(path, "SELECT id FROM attempt EXCEPT SELECT attempt_id FROM line") == []
    assert rows(path, "SELECT digest FROM seen_text EXCEPT SELECT digest FROM text_index") == []
    (counted,) = rows(path, "SELECT sum(count) FROM bucket")
    (there,) = rows(path, "SELECT count(*) FROM attempt")
    assert counted == there
    found = rows(
        path,
        "SELECT attempt.reasons FROM reasons_words JOIN line ON line.key = reasons_words.rowid"
        " JOIN attempt ON attempt.id = line.attempt_id WHERE reasons_words MATCH 'half' ORDER BY 1",
    )
    assert found
    assert all("alf a year" in str(reasons) for (reasons,) in found)


@pytest.mark.parametrize("version", versions.KNOWN)
def test_in_a_file_of_any_version_every_closed_debrief_comes_back(path: Path, version: str) -> None:
    lay_out(path, version)
    Store.open(path).close()
    closed = (
        "SELECT DISTINCT learner_id, case_id, decision_id FROM attempt"
        " JOIN debrief ON debrief.attempt_id = attempt.id WHERE closed IS NOT NULL ORDER BY 1, 2, 3"
    )
    assert rows(path, "SELECT learner_id, case_id, decision_id FROM card ORDER BY 1, 2, 3") == rows(path, closed)


def test_what_version_2_remembered_is_handed_out_as_it_was(path: Path) -> None:
    with Store.open(lay_out(path, "0002")) as store:
        ada, li = people(store)["Ada Müller"], people(store)["李 Wei"]
        assert store.learners() == (li, ada)
        assert (ada.created, ada.last_seen) == (moment("2026-11-22 08:05:30.25"),) * 2
        assert li.last_seen == moment("2026-11-22 08:18:30.25")
        assert (store.course(ada.id, "town"), store.course(li.id, "town")) == (WHOLE, Course.of_theme("money"))
        first, second = store.attempts_at(ada.id, "town", "harbour")
        assert first.commitment == Commitment("build", 0, "Half a year hurts.")
        assert second.commitment == Commitment("wait", 100, "It can wait; line one\nline two — “quoted”.")
        assert (second.number, second.created) == (2, moment("2026-11-22 08:10:30.25"))
        assert second.previous_seal == first.seal
        assert first.seal == "26a6258fd9e7a5abc92c22305de78e3345f28fe0cec1c8cbff3c53ba34804560"
        (bridge,) = store.attempts_at(li.id, "town", "bridge")
        assert bridge.commitment == Commitment("wait", 62, "等一年更便宜。")
        assert store.standings(ada.id, "town")["harbour"] == Standing(Stage.COMMITTED, second.id, 3, 2, done=True)
        assert store.standings(li.id, "town")["bridge"] == Standing(Stage.REVEALED, bridge.id, 6, 1)
        closed = moment("2026-11-22 08:09:30.25")
        assert store.debrief(first.id) == Debrief({"cash": FactorMark.SAW}, "先算钱。 Count first.", closed)
        assert store.debrief(bridge.id) == Debrief({}, "Not closed yet.")
        assert store.draft(li.id, "town", "harbour") == Draft(None, None, "半", 0.25)
        assert store.draft(ada.id, "town", "tunnel") == Draft("wait", 7, "", 1.0)
        assert store.seen_text(bridge.id).decision.title == "桥 The bridge"


def test_what_version_3_remembered_is_handed_out_as_it_was(path: Path) -> None:
    with Store.open(lay_out(path, "0003")) as store:
        zoe, wang = people(store)["Zoë O'Neill"], people(store)["王小明"]
        first, _ = store.attempts_at(zoe.id, "town", "harbour")
        (tunnel,) = store.attempts_at(wang.id, "town", "tunnel")
        assert first.commitment == Commitment("build", 5, "Half a year hurts; “no” isn't one.")
        assert tunnel.commitment.reasons == "等一年更便宜，\n而且更安全。"
        (own,) = store.notes.of(first.id)
        assert (own.author, own.role, own.text, own.quality) == (
            zoe.name,
            Role.LEARNER,
            "Read again: I’d still build.",
            None,
        )
        (marked,) = store.notes.of(tunnel.id)
        assert (marked.author, marked.role, marked.quality, marked.covered) == (
            "Coach 陈",
            Role.COACH,
            Quality.GOOD,
            True,
        )
        ((recall,),) = [rows(path, "SELECT id FROM recall WHERE grade IS NOT NULL")]
        remembered = store.recalls.recall(str(recall[0]))
        assert (remembered.answer, remembered.remembered) == ("They waited; 因为没有钱。", 20)
        assert store.recalls.card(zoe.id, "town", "harbour") is not None
        assert store.draft(wang.id, "town", "bridge") == Draft(None, 33, "半", 0.75)
        assert store.seen_text(tunnel.id).decision.title == "隧道 The tunnel"
