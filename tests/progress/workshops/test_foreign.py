"""A workshop's file from elsewhere is believed in nothing: what is sound in it comes over, and the rest is refused."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from pathlib import Path

import pytest

from tests.workshop.made import Played
from trainer.progress.store import Store
from trainer.progress.workshops import foreign
from trainer.progress.workshops.carrying import take_in
from trainer.progress.workshops.errors import WorkshopError, WorkshopNotWritten
from trainer.progress.workshops.file import WorkshopFile
from trainer.study.workshop import events as happened
from trainer.study.workshop.events import Happened, Noted
from trainer.study.workshop.plan import Round, Step
from trainer.study.workshop.session import Countdown, Session, Stage

NOON = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)


@pytest.fixture
def elsewhere(tmp_path: Path, played: Played) -> Path:
    """A workshop that was held on another computer."""
    with WorkshopFile.create(tmp_path / "elsewhere", played.start.plan) as file:
        file.keep_texts(played.sheets.values(), played.case.envelopes)
        file.keep(played.events)
    return file.path


@contextmanager
def tampered(path: Path) -> Iterator[sqlite3.Connection]:
    """Change a file without what guards it."""
    with closing(sqlite3.connect(path)) as raw:
        guards = raw.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in guards:
            raw.execute(f"DROP TRIGGER {name}")
        raw.execute("PRAGMA ignore_check_constraints = ON")
        yield raw
        for _, guard in guards:
            with suppress(sqlite3.OperationalError):  # its table is gone
                raw.execute(guard)
        raw.commit()


def test_all_of_a_workshop_comes_over(elsewhere: Path, folder: Path, played: Played) -> None:
    before = elsewhere.read_bytes()
    path = take_in(folder, elsewhere)
    assert elsewhere.read_bytes() == before
    with WorkshopFile.open(elsewhere) as there, WorkshopFile.open(path) as here:
        assert here.read() == there.read()
        assert here.moments() == there.moments()
        assert here.secret == there.secret
        assert here.sheets() == there.sheets() == played.sheets
        assert {each: here.record(each) for each in played.decisions} == played.shown
    assert list(folder.iterdir()) == [path]


def test_what_was_not_shown_stays_sealed_in_the_other_place_too(tmp_path: Path, folder: Path, played: Played) -> None:
    with WorkshopFile.create(tmp_path / "elsewhere", played.start.plan) as file:
        file.keep_texts(played.sheets.values(), played.case.envelopes)
    with WorkshopFile.open(take_in(folder, file.path)) as here:
        assert [here.record(each) for each in played.decisions] == [None, None]


def test_the_same_is_not_taken_in_twice_and_a_longer_one_is_another(elsewhere: Path, folder: Path) -> None:
    first = take_in(folder, elsewhere)
    with pytest.raises(WorkshopError, match="is here already"):
        take_in(folder, elsewhere)
    with WorkshopFile.open(elsewhere) as there:
        there.keep([Noted(there.read().created, "", "And more.")])
    second = take_in(folder, elsewhere)
    assert sorted(folder.iterdir()) == sorted([first, second])


def test_one_that_is_open_is_not_taken_in(elsewhere: Path, folder: Path) -> None:
    with WorkshopFile.open(elsewhere), pytest.raises(WorkshopError, match="in use by another program"):
        take_in(folder, elsewhere)
    assert list(folder.iterdir()) == []


def _text(file: Path) -> None:
    file.write_text("Dear diary" * 900)


def _nothing(file: Path) -> None:
    file.write_bytes(b"")


def _half(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def _progress(file: Path) -> None:
    file.unlink()
    Store.open(file).close()


def _later(file: Path) -> None:
    with tampered(file) as raw:
        raw.execute("UPDATE alembic_version SET version_num = 'of-tomorrow'")


def _sql(*statements: str) -> Callable[[Path], None]:
    def change(file: Path) -> None:
        with tampered(file) as raw:
            for statement in statements:
                raw.execute(statement)

    change.__name__ = statements[0]
    return change


_ENDLESS = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x AS seq FROM n"
DAMAGES: list[Callable[[Path], None]] = [
    _text,
    _nothing,
    _half,
    _progress,
    _later,
    _sql("DROP TABLE vote"),
    _sql("DROP TABLE moment", f"CREATE VIEW moment AS {_ENDLESS}"),
    _sql("CREATE TRIGGER more AFTER INSERT ON vote BEGIN DELETE FROM participant; END"),
    _sql("CREATE VIRTUAL TABLE words USING fts5(text)"),
    _sql("ALTER TABLE vote ADD COLUMN more VARCHAR DEFAULT 'x'"),
    _sql("CREATE TABLE more (x)"),
    _sql("DELETE FROM workshop"),
    _sql("UPDATE workshop SET id = '../../etc/passwd'"),
    _sql("UPDATE workshop SET created = '2026-01-01 00:00:00.000000'"),
    _sql("UPDATE workshop SET began = NULL"),
    _sql("UPDATE workshop SET \"plan\" = json_set(\"plan\", '$.title', 'Another')"),
    _sql("UPDATE vote SET forecast = 100 - forecast WHERE rowid = 1"),
    _sql("DELETE FROM vote WHERE rowid = 3"),
    _sql("DELETE FROM moment WHERE seq = 1"),
    _sql("DELETE FROM moment WHERE kind = 'joined'"),
    _sql("DELETE FROM moment"),
    _sql("UPDATE moment SET data = json_set(data, '$.stage.decision', 77) WHERE kind = 'moved'"),
    _sql("UPDATE moment SET kind = 'danced' WHERE kind = 'noted'"),
    _sql("UPDATE text SET digest = replace(digest, substr(digest, 1, 3), 'abc')"),
    _sql("UPDATE text SET envelope = x'00'"),
    _sql("UPDATE text SET sheet = '{}'"),
    _sql("UPDATE text SET sheet = (SELECT sheet FROM text ORDER BY rowid DESC LIMIT 1)"),
    _sql("UPDATE text SET decision_id = decision_id || '-x'"),
    _sql("UPDATE moment SET data = replace(hex(zeroblob(200000)), '00', '[') WHERE kind = 'noted'"),
]


def _plan(session: Session, **changed: object) -> Happened:
    return happened.Planned(NOON, session.plan.model_copy(update=changed))


def _called(session: Session, name: str) -> Happened:
    return happened.ParticipantChanged(NOON, replace(session.participants[1], name=name))


def _timed(seconds: float) -> Happened:
    return happened.CountdownSet(NOON, Countdown(seconds, left=seconds))


IMPOSSIBLE: list[Callable[[Session], list[Happened]]] = [
    lambda _: [happened.Moved(NOON, Stage(Step.BRIEFING, -1))],
    lambda session: [happened.Moved(NOON, Stage(Step.BRIEFING, 1)), _plan(session, decisions=())],
    lambda session: [_plan(session, decisions=session.plan.decisions * 2)],
    lambda session: [_plan(session, language="tlh")],
    lambda session: [_called(session, "Ann\r\nBo")],
    lambda session: [_called(session, "Ann\u202e")],
    lambda session: [_called(session, "A" * 41)],
    lambda session: [_called(session, "")],
    lambda _: [_timed(1e300)],
    lambda _: [_timed(-1.0)],
    lambda _: [happened.HandsCounted(NOON, 1, {"ask": -5})],
    lambda session: [
        happened.BallotOpened(NOON, 97, session.plan.decisions[0].decision_id, Round.FIRST),
        happened.BallotOpened(NOON, 98, session.plan.decisions[0].decision_id, Round.FIRST),
    ],
]


@pytest.mark.parametrize("events", IMPOSSIBLE)
def test_a_file_that_tells_what_no_room_does_is_refused(
    events: Callable[[Session], list[Happened]], elsewhere: Path, folder: Path
) -> None:
    with WorkshopFile.open(elsewhere) as file, suppress(WorkshopError):
        file.keep(events(file.read()))
    with pytest.raises(WorkshopError, match="can't be taken in"):
        take_in(folder, elsewhere)
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__[:60])
def test_a_file_that_is_not_sound_is_refused_and_leaves_nothing(
    damage: Callable[[Path], None], elsewhere: Path, folder: Path
) -> None:
    damage(elsewhere)
    before = elsewhere.read_bytes()
    with pytest.raises(WorkshopError, match=r"can't be taken in|can't be read|newer version"):
        take_in(folder, elsewhere)
    assert list(folder.iterdir()) == []
    assert elsewhere.read_bytes() == before


def test_a_huge_file_is_not_even_copied(elsewhere: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("trainer.progress.workshops.carrying.MAX_FILE", elsewhere.stat().st_size - 1)
    with pytest.raises(WorkshopError, match="it has more than"):
        take_in(folder, elsewhere)
    assert foreign.MAX_FILE == 500_000_000


def test_there_is_no_such_file(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(WorkshopNotWritten, match="No such file"):
        take_in(folder, tmp_path / "none.workshop")
