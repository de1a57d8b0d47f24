"""The doctor finds what was done to a file behind the program's back, and leaves the file alone."""

from __future__ import annotations

import hashlib
import sqlite3
import zlib
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.progress import tiny
from tests.progress.tiny import commitment, debriefed
from trainer.case.sealed import Case, UnknownText
from trainer.progress import doctor
from trainer.progress.doctor import examine
from trainer.progress.store import Store
from trainer.progress.values import Attempt, Finding


@dataclass
class Studied:
    """A closed progress file with four attempts of Mara's and one of Jon's."""

    path: Path
    attempts: list[Attempt]

    def tamper(self, *statements: str, foreign_keys: bool = False) -> None:
        with closing(sqlite3.connect(self.path)) as connection:
            connection.create_function("unzip", 1, lambda data: zlib.decompress(data).decode())
            connection.create_function("zip", 1, lambda text: zlib.compress(text.encode()))
            connection.execute(f"PRAGMA foreign_keys = {foreign_keys:d}")
            for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
                connection.execute(f"DROP TRIGGER {name}")
            for statement in statements:
                assert connection.execute(statement).rowcount, statement
            connection.commit()

    def found(self) -> list[Finding]:
        """What isn't in order."""
        before = self.path.read_bytes()
        findings = examine(self.path)
        assert self.path.read_bytes() == before
        return [finding for finding in findings if not finding.ok]

    def only_found(self) -> Finding:
        (finding,) = self.found()
        return finding


@pytest.fixture
def studied(path: Path, clock: tiny.Clock, town: Case) -> Studied:
    with Store.open(path, clock) as store:
        mara, jon = store.add_learner("Mara"), store.add_learner("Jon")
        attempts = []
        for learner, decision_id in ((mara, "harbour"), (mara, "bridge"), (jon, "harbour"), (mara, "harbour")):
            clock.pass_by(60 * 24)
            attempts.append(
                debriefed(store, store.commit(learner.id, "town", town.envelopes[decision_id], commitment()))
            )
        attempts.append(store.commit(mara.id, "town", town.envelopes["tunnel"], commitment()))
    return Studied(path, attempts)


def test_a_sound_file_is_found_in_order_while_it_is_open_too(studied: Studied) -> None:
    with Store.open(studied.path) as store:
        store.add_learner("Li")
        findings = examine(studied.path)
    assert all(finding.ok for finding in findings)
    assert {finding.name: finding.text for finding in findings} | {"seals": ""} == {
        "file": f"{studied.path} can be read.",
        "version": "Version 0003, the current one.",
        "database": "SQLite finds the file in order.",
        "references": "Every row finds the rows it belongs to.",
        "texts": "3 stored texts, each as it was seen.",
        "seals": "",
    }
    assert {finding.text for finding in findings if finding.name == "seals"} == {
        "4 attempts of Mara, every seal fits.",
        "1 attempt of Jon, every seal fits.",
    }


def test_no_file_and_a_file_without_attempts_are_in_order(path: Path) -> None:
    (only,) = examine(path)
    assert only == Finding("file", True, only.text)
    assert only.text.startswith(f"There is none at {path};")
    Store.open(path).close()
    assert examine(path)[-1] == Finding("seals", True, "No attempts yet.")


Tampering = Callable[[Studied], tuple[str, ...]]


@pytest.mark.parametrize(
    ("statements", "place", "problem"),
    [
        (["UPDATE attempt SET reasons = reasons || '.' WHERE id = '{1}'"], 1, "its content isn't what was sealed"),
        (["UPDATE attempt SET forecast = 90 WHERE id = '{0}'"], 0, "its content isn't what was sealed"),
        (["UPDATE attempt SET created = '2026-01-01 00:00:00' WHERE id = '{3}'"], 3, "its content isn't what was"),
        (["UPDATE attempt SET created = 'once' WHERE id = '{3}'"], 3, "its content can't be read"),
        (["UPDATE attempt SET reasons = x'00ff' WHERE id = '{3}'"], 3, "its content can't be read"),
        (["UPDATE attempt SET choice = 'wait', seal = previous_seal WHERE id = '{1}'"], 1, "its content isn't what"),
        (["UPDATE attempt SET previous_seal = seal WHERE id = '{3}'"], 3, "it doesn't follow on the one before it"),
    ],
)
def test_a_changed_attempt_is_named(studied: Studied, statements: list[str], place: int, problem: str) -> None:
    attempt = studied.attempts[place]
    studied.tamper(*(each.format(*(attempt.id for attempt in studied.attempts)) for each in statements))
    finding = studied.only_found()
    assert finding.name == "seals"
    assert finding.text.startswith("The attempts of Mara are sound up to attempt ")
    assert f"'{attempt.decision_id}'" in finding.text
    assert f"({attempt.id}): {problem}" in finding.text
    assert finding.text.endswith(doctor.RESTORE)


def test_an_attempt_removed_from_the_middle_is_missed(studied: Studied) -> None:
    _, bridge, _, harbour_again, _ = studied.attempts
    studied.tamper(
        f"DELETE FROM debrief WHERE attempt_id = '{bridge.id}'",
        f"DELETE FROM reveal WHERE attempt_id = '{bridge.id}'",
        f"DELETE FROM line WHERE attempt_id = '{bridge.id}'",
        f"DELETE FROM card WHERE attempt_id = '{bridge.id}'",
        f"DELETE FROM attempt WHERE id = '{bridge.id}'",
        foreign_keys=True,
    )
    texts, seals = studied.found()
    assert "The text of 'The bridge' (A town by the sea," in texts.text
    assert "belongs to no attempt, so an attempt was removed" in texts.text
    assert f"({harbour_again.id}): an attempt before it is missing" in seals.text


def test_an_attempt_removed_and_the_rest_counted_anew_is_found(studied: Studied) -> None:
    first, _, _, again, _ = studied.attempts
    studied.tamper(
        f"DELETE FROM attempt WHERE id = '{first.id}'",
        f"UPDATE attempt SET seq = seq - 1 WHERE learner_id = '{first.learner_id}'",
    )
    *references, seals = studied.found()
    lost = "1 row of 'debrief' without a row of 'attempt' to belong to."
    assert [each for each in references if each.text.startswith(lost)]
    assert again.learner_id == first.learner_id
    assert ": it doesn't follow on the one before it" in seals.text


def test_attempts_in_another_order_are_found(studied: Studied) -> None:
    first, second, *_ = studied.attempts
    studied.tamper(
        f"UPDATE attempt SET seq = 99 WHERE id = '{first.id}'",
        f"UPDATE attempt SET seq = 1 WHERE id = '{second.id}'",
        f"UPDATE attempt SET seq = 2 WHERE id = '{first.id}'",
    )
    assert f"({second.id}): it doesn't follow on the one before it" in studied.only_found().text


def test_an_attempt_handed_to_somebody_else_is_found(studied: Studied) -> None:
    of_jon = studied.attempts[2]
    mara = studied.attempts[0].learner_id
    studied.tamper(
        f"UPDATE attempt SET learner_id = '{mara}', seq = 5, number = 9, playthrough_id = 1 WHERE id = '{of_jon.id}'"
    )
    assert f"({of_jon.id}): it doesn't follow" in studied.only_found().text


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ("data = zip(replace(unzip(data), 'cheaper', 'dearer!'))", "is not what was stored"),
        ("data = substr(data, 1, length(data) - 9)", "is not what was stored"),
        ("data = 'text'", "is not what was stored"),
        ("judgement = 'regretted'", "is sound, but what lists show of it was changed"),
        ("options = '{}'", "is sound, but what lists show of it was changed"),
    ],
)
def test_a_changed_text_is_named(studied: Studied, change: str, problem: str) -> None:
    studied.tamper(f"UPDATE seen_text SET {change} WHERE decision_id = 'bridge'")
    finding = studied.only_found()
    assert finding.name == "texts"
    assert finding.text.startswith("The text of 'The bridge' (A town by the sea, ")
    assert finding.text.endswith(f") {problem}. {doctor.RESTORE}")


def test_a_text_of_a_form_unknown_here_is_told_from_a_changed_one(studied: Studied) -> None:
    text = b'{"from": "another time"}'
    digest = hashlib.sha256(text).hexdigest()
    studied.tamper(
        f"UPDATE seen_text SET data = zip('{text.decode()}'), digest = '{digest}' WHERE decision_id = 'tunnel'",
        f"UPDATE attempt SET digest = '{digest}' WHERE decision_id = 'tunnel'",
        f"UPDATE text_index SET digest = '{digest}' WHERE digest = '{studied.attempts[-1].digest}'",
    )
    texts, seals = studied.found()
    assert "is whole, but this version of the program can't read it" in texts.text
    assert "its content isn't what was sealed" in seals.text
    with Store.open(studied.path) as store, pytest.raises(UnknownText, match="can't read the stored text of 'tunnel'"):
        store.seen_text(studied.attempts[-1].id)


def test_a_file_that_is_no_database_or_cut_short_is_said_so(studied: Studied) -> None:
    whole = studied.path.read_bytes()
    studied.path.write_bytes(b"garbage" * 1000)
    assert studied.only_found().text == f"{studied.path} can't be read (file is not a database). {doctor.REPLACE}"
    studied.path.write_bytes(whole[: len(whole) // 2])
    finding = studied.found()[0]
    assert (finding.name, finding.text.endswith(doctor.REPLACE)) == ("file", True)


@pytest.mark.parametrize(
    ("table", "old", "new", "text"),
    [
        ("sqlite_autoindex_attempt_1", None, b"?", "SQLite finds the file damaged: "),
        ("attempt", b"\x0d", b"\xff", "can't be read (database disk image is malformed)"),
    ],
)
def test_damage_inside_a_page_is_found(studied: Studied, table: str, old: bytes | None, new: bytes, text: str) -> None:
    with closing(sqlite3.connect(studied.path)) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()
    content = studied.path.read_bytes()
    start = content.index(old or studied.attempts[0].id.encode(), (page - 1) * 4096)
    studied.path.write_bytes(content[:start] + new + content[start + 1 :])
    database, *_ = studied.found()
    assert database.name == "database"
    assert text in database.text
    assert database.text.endswith(doctor.REPLACE)


def test_other_versions_and_other_databases_are_told_apart(studied: Studied, tmp_path: Path) -> None:
    studied.tamper("UPDATE alembic_version SET version_num = '9999'")
    assert studied.only_found().text == (
        "Version 9999 is newer than this program, which knows 0003. Install the newer version."
    )
    other = tmp_path / "other.sqlite3"
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE album (title)")
    (finding,) = (finding for finding in examine(other) if not finding.ok)
    assert finding.text.startswith("It is a database, but not of Case Trainer.")


def test_a_folder_in_the_place_of_the_file_is_no_fault_of_the_disk(path: Path) -> None:
    path.mkdir()
    (finding,) = examine(path)
    assert not finding.ok
    assert "can't be opened: it is a folder" in finding.text
