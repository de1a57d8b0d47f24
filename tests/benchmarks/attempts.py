"""Progress files with as many attempts as are wanted, sealed and indexed as the program does it."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import random
import sqlite3
import sys
import uuid
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, islice
from pathlib import Path
from typing import Any

from tests.benchmarks.packs import XIAOMI
from trainer.case.reader import load_case
from trainer.case.sealed import canonical_json
from trainer.progress import lines
from trainer.progress.chain import GENESIS
from trainer.progress.database import Database
from trainer.progress.tables import SEEN_TEXT
from trainer.study.playthrough import REVEAL_STEPS

MANY = 1_000_000
FEW = 1_000
CASES = 24
"""With the 42 decisions of the case each: 1,008 texts."""
LEARNER = "mara"

_BEGUN = dt.datetime(2023, 1, 1, 8, tzinfo=dt.UTC)
_OPENED, _CLOSED, _OUT_OF_HUNDRED = 96, 92, 100
_SENTENCES = 20_000
_WORDS = 4_000
_BATCH = 20_000
_CACHE = 3_000_000
"""Kibibytes at most."""
_CHINESE = ("第一个价格会被人记住", "先问谁更等得起", "坏条款会一直疼下去", "卖得越多部件就越便宜")

_ATTEMPT = "INSERT INTO attempt VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_REVEAL = "INSERT INTO reveal VALUES (?, ?, ?)"
_DEBRIEF = "INSERT INTO debrief VALUES (?, ?, ?, ?, ?)"


@dataclass(frozen=True, slots=True)
class _Text:
    case_id: str
    decision_id: str
    digest: str
    options: tuple[str, ...]
    factors: tuple[str, ...]
    row: dict[str, Any]


def write(path: Path, count: int, cases: int = CASES) -> Path:
    """Write a progress file of one learner, called Mara, with so many attempts, over three years at most.

    Most have their records open and their debriefs closed, the rest are sealed still. The same count gives the same
    file, but for what chance SQLite takes.
    """
    chance = random.Random(count)
    database = Database.open(path)
    _hurry(database)
    with database.write() as connection:
        raw = connection.connection.driver_connection
        assert isinstance(raw, sqlite3.Connection)
        texts = _texts(cases)[:count]
        now = _stamp(_BEGUN)
        raw.execute("INSERT INTO learner VALUES (?, 'Mara', ?, ?)", (LEARNER, now, now))
        places = {case: number for number, case in enumerate(sorted({text.case_id for text in texts}), 1)}
        rows = [(number, LEARNER, case, now, "whole") for case, number in places.items()]
        raw.executemany("INSERT INTO playthrough VALUES (?, ?, ?, ?, ?)", rows)
        connection.execute(SEEN_TEXT.insert(), [text.row for text in texts])
        attempts = _attempts(count, texts, places, chance)
        while batch := tuple(islice(attempts, _BATCH)):
            raw.executemany(_ATTEMPT, [row for row, _ in batch])
            _open(raw, batch, chance)
        lines.catch_up(connection)
    database.close()
    return path


def _hurry(database: Database) -> None:
    """Nothing need outlive a crash here, and what is written is kept in memory until its end."""
    with database.read() as connection:
        raw = connection.connection.driver_connection
    assert isinstance(raw, sqlite3.Connection)
    for pragma in (
        "foreign_keys=OFF",
        "journal_mode=OFF",
        "synchronous=OFF",
        f"cache_size=-{_CACHE}",
        "temp_store=MEMORY",
    ):
        raw.execute(f"PRAGMA {pragma}")


def _texts(cases: int) -> list[_Text]:
    made = []
    sheets = [json.loads(zlib.decompress(each.data)) for each in load_case(XIAOMI).envelopes.values()]
    for number in range(cases):
        named = {"case_id": f"case-{number:02d}", "case_title": f"Case {number:02d}"} if number else {}
        made += [_text(sheet | named) for sheet in sheets]
    return made


def _text(sheet: dict[str, Any]) -> _Text:
    content = canonical_json(sheet)
    digest = hashlib.sha256(content).hexdigest()
    decision = sheet["briefing"]
    row = {
        "digest": digest,
        "case_id": sheet["case_id"],
        "case_title": sheet["case_title"],
        "act_number": sheet["act_number"],
        "act_title": sheet["act"]["title"],
        "decision_id": decision["id"],
        "decision_number": sheet["number"],
        "decision_title": decision["title"],
        "taken": decision["record"]["option"],
        "judgement": decision["record"]["looking_back"]["judgement"],
        "options": {option["id"]: option["title"] for option in decision["options"]},
        "data": zlib.compress(content, 6),
    }
    factors = tuple(factor["id"] for factor in decision["factors"])
    return _Text(sheet["case_id"], decision["id"], digest, tuple(row["options"]), factors, row)


_Row = tuple[Any, ...]


def _attempts(
    count: int, texts: list[_Text], places: dict[str, int], chance: random.Random
) -> Iterator[tuple[_Row, _Text]]:
    reasons = _reasons(chance)
    tries: Counter[str] = Counter()
    previous = GENESIS
    step = dt.timedelta(days=3 * 365) / max(count, 1)
    weights = list(accumulate(chance.uniform(0.2, 1.8) for _ in texts))
    for seq in range(1, count + 1):
        text = texts[seq - 1] if seq <= len(texts) else chance.choices(texts, cum_weights=weights)[0]
        tries[text.digest] += 1
        moment = _BEGUN + seq * step
        content: dict[str, Any] = {
            "attempt_id": uuid.UUID(int=chance.getrandbits(128)).hex,
            "learner_id": LEARNER,
            "case_id": text.case_id,
            "decision_id": text.decision_id,
            "seq": seq,
            "number": tries[text.digest],
            "choice": chance.choice(text.options),
            "forecast": chance.choice((chance.randrange(101), 5 * chance.randrange(21))),
            "reasons": next(reasons),
            "created": moment.isoformat(timespec="microseconds"),
            "digest": text.digest,
        }
        seal = hashlib.sha256(previous.encode() + canonical_json(content)).hexdigest()
        content["created"] = _stamp(moment)
        own = tuple(content.values())
        yield (*own[:2], places[text.case_id], *own[2:], previous, seal), text
        previous = seal


def _open(raw: sqlite3.Connection, batch: tuple[tuple[_Row, _Text], ...], chance: random.Random) -> None:
    reveals, debriefs = [], []
    for row, text in batch:
        drawn, moment = chance.randrange(_OUT_OF_HUNDRED), row[10]
        if drawn < _OPENED:
            reveals.append((row[0], len(REVEAL_STEPS), moment))
        if drawn < _CLOSED:
            marks = {factor: chance.choice(("saw", "missed")) for factor in text.factors}
            debriefs.append((row[0], json.dumps(marks), "Ask first who can wait longer.", moment, moment))
    raw.executemany(_REVEAL, reveals)
    raw.executemany(_DEBRIEF, debriefs)


def _reasons(chance: random.Random) -> Iterator[str]:
    """Two or three sentences of words, of which some are common and most are rare; one in thirty has Chinese."""
    letters = "etaoinshrdlucmfwypvbgk"
    words = list({"".join(chance.choices(letters, k=chance.randrange(2, 10))) for _ in range(_WORDS)})
    words[:4] = ["the", "terms", "waiting", "price"]
    weights = list(accumulate(1 / rank for rank in range(2, len(words) + 2)))
    sentences = [
        " ".join(chance.choices(words, cum_weights=weights, k=chance.randrange(5, 13))).capitalize() + "."
        for _ in range(_SENTENCES)
    ]
    while True:
        said = chance.choices(sentences, k=chance.randrange(2, 4))
        if not chance.randrange(30):
            said.append(chance.choice(_CHINESE) + "。")
        yield " ".join(said)


def _stamp(moment: dt.datetime) -> str:
    return moment.strftime("%Y-%m-%d %H:%M:%S.%f")


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]))
