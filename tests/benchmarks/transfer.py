"""Time to take in a progress file, beside that of the bare inserts."""

from __future__ import annotations

import datetime as dt
import sqlite3
import time
from contextlib import closing
from pathlib import Path
from random import Random

from tests.benchmarks.figures import Figure
from tests.progress import tiny
from trainer.progress.chain import GENESIS, Link
from trainer.progress.store import Store

ATTEMPTS = 10_000
TIMES = 5
MOST_MS = 3_000

_COLUMNS = "id, learner_id, playthrough_id, case_id, decision_id, seq, number, choice, forecast, reasons, created,"
_COLUMNS += " digest, previous_seal, seal"
_ADD = f"INSERT INTO attempt ({_COLUMNS}) VALUES ({', '.join('?' * 14)})"
_OPEN = "INSERT INTO reveal (attempt_id, steps, finished) VALUES (?, 6, ?)"
_CLOSE = "INSERT INTO debrief (attempt_id, marks, takeaway, closed, updated) VALUES (?, ?, ?, ?, ?)"


def sealed_attempts(store: Store, count: int) -> str:
    """Write so many attempts of one learner, opened and debriefed, with seals that hold; gives the learner's id."""
    random = Random(4)
    learner = store.add_learner("Mara")
    case = tiny.case()
    # With them come the way through the case and the texts.
    firsts = [store.commit(learner.id, "town", case.envelopes[each], tiny.commitment()) for each in tiny.DECISIONS]
    links: list[tuple[object, ...]] = []
    opened: list[tuple[object, ...]] = []
    closed: list[tuple[object, ...]] = []
    previous, when = firsts[-1].seal, dt.datetime(2027, 1, 1, tzinfo=dt.UTC)
    for number in range(len(firsts), count):
        first = firsts[number % len(firsts)]
        when += dt.timedelta(minutes=7)
        link = Link(
            attempt_id=f"{random.getrandbits(128):032x}",
            learner_id=learner.id,
            case_id="town",
            decision_id=first.decision_id,
            seq=number + 1,
            number=number // len(firsts) + 1,
            choice=random.choice(("build", "wait")),
            forecast=random.randrange(101),
            reasons=" ".join(random.choice(("time", "money", "wind", "the harbour", "who pays")) for _ in range(40)),
            created=when,
            digest=first.digest,
        )
        seal, stored = link.seal(previous), when.strftime("%Y-%m-%d %H:%M:%S.%f")
        said = (link.choice, link.forecast, link.reasons, stored, link.digest, previous, seal)
        links.append((link.attempt_id, learner.id, 1, "town", link.decision_id, link.seq, link.number, *said))
        opened.append((link.attempt_id, stored))
        closed.append((link.attempt_id, '{"cash": "missed"}', "Count first.", stored, stored))
        previous = seal
    assert firsts[0].previous_seal == GENESIS
    with store._database.write() as connection:
        connection.exec_driver_sql(_ADD, links)
        connection.exec_driver_sql(_OPEN, opened)
        connection.exec_driver_sql(_CLOSE, closed)
    return learner.id


def transfer_figures(folder: Path) -> list[Figure]:
    """Taking in 10,000 attempts; the floor is to insert their rows and nothing else, into the same tables."""
    folder.mkdir()
    file = folder / "mara.progress"
    with Store.open(folder / "home.sqlite3", tiny.Clock()) as store:
        learner = sealed_attempts(store, ATTEMPTS)
        with file.open("wb") as out:
            store.transfers.write(learner, out)
    values, floors = [], []
    for number in range(TIMES):
        floors.append(_bare(folder / "home.sqlite3", folder / f"bare-{number}.sqlite3"))
        with Store.open(folder / f"target-{number}.sqlite3") as store:
            begun = time.perf_counter()
            taken = store.transfers.take_in(file)
            values.append((time.perf_counter() - begun) * 1000)
            assert taken.attempts.new == ATTEMPTS
    return [Figure(f"taking in a progress file of {ATTEMPTS:,} attempts", "ms", values, floors, most_p95=MOST_MS)]


def _bare(source: Path, target: Path) -> float:
    Store.open(target).close()
    with closing(sqlite3.connect(source)) as connection:
        rows = {
            table: connection.execute(f"SELECT * FROM {table}").fetchall()
            for table in ("learner", "playthrough", "seen_text", "attempt", "reveal", "debrief")
        }
    with closing(sqlite3.connect(target)) as connection:
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("PRAGMA synchronous=FULL")
        begun = time.perf_counter()
        for table, those in rows.items():
            connection.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(those[0]))})", those)
        connection.commit()
        return (time.perf_counter() - begun) * 1000
