"""Look a progress file over without touching it, and say what to do about what is found."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from trainer.case.sealed import Envelope, Receipt, SealBroken, UnknownText
from trainer.progress import versions
from trainer.progress.attempts import index_of
from trainer.progress.chain import GENESIS, Link
from trainer.progress.database import BUSY_SECONDS
from trainer.progress.errors import DamagedFile, translate
from trainer.progress.values import Finding

RESTORE = (
    "If you have a backup, 'trainer restore' puts it in the place of this file, which it keeps; then run this again."
    " The program can go on with the file as it is."
)
"""What to do where the content isn't what was stored, but can be read."""

REPLACE = (
    "Close the program; 'trainer salvage' saves what can be read of this file and completes it from the newest backup,"
    " 'trainer restore' puts a backup in its place. Both keep the file."
)
"""What to do where the file can't be relied on."""

Check = Callable[[sqlite3.Connection], Iterable[Finding]]


def examine(path: Path) -> tuple[Finding, ...]:
    """Look at a progress file: that it can be read, its version, SQLite's own checks, its texts and its seals.

    Never raises for what is wrong with the file, and never writes to it.
    """
    try:
        path.stat()
        if versions.was_emptied(path):
            return (Finding("file", False, f"{path} can't be relied on: {versions.EMPTIED}. {REPLACE}"),)
        uri = f"{path.absolute().as_uri()}?mode=ro"
        with closing(sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None)) as connection:
            connection.row_factory = sqlite3.Row
            # One view of the file throughout, whatever the program stores meanwhile.
            connection.execute("BEGIN")
            version = versions.read(connection)
            return (Finding("file", True, f"{path} can be read."), *_examine(connection, version, path))
    except FileNotFoundError:
        text = f"There is none at {path}; the first learner begins it. If there should be one, look at --data."
        return (Finding("file", True, text),)
    except OSError as error:
        return (Finding("file", False, f"{path} can't be looked at: {error.strerror}. Ask for the right to it."),)
    except sqlite3.Error as error:
        return (_failed("file", error, path),)


def _examine(connection: sqlite3.Connection, version: str | versions.Special, path: Path) -> Iterator[Finding]:
    checks: dict[str, Check] = {"database": _database, "references": _references}
    yield _version(version)
    if version == versions.KNOWN[-1]:
        checks |= {"texts": _texts, "seals": _seals}
    for name, check in checks.items():
        try:
            yield from check(connection)
        except sqlite3.Error as error:
            yield _failed(name, error, path)


def _version(version: str | versions.Special) -> Finding:
    head = versions.KNOWN[-1]
    if version == head:
        return Finding("version", True, f"Version {version}, the current one.")
    if version is versions.Special.EMPTY:
        return Finding("version", True, "The file is empty; the first start of the program fills it.")
    if version is versions.Special.FOREIGN:
        return Finding("version", False, f"It is a database, but not of Case Trainer. {REPLACE}")
    if version in versions.KNOWN:
        return Finding("version", True, f"Version {version}; the next start of the program brings it to {head}.")
    text = f"Version {version} is newer than this program, which knows {head}. Install the newer version."
    return Finding("version", False, text)


def _database(connection: sqlite3.Connection) -> Iterator[Finding]:
    found = [str(row[0]) for row in connection.execute("PRAGMA integrity_check(5)")]
    if found == ["ok"]:
        yield Finding("database", True, "SQLite finds the file in order.")
    else:
        yield Finding("database", False, f"SQLite finds the file damaged: {'; '.join(found)}. {REPLACE}")


def _references(connection: sqlite3.Connection) -> Iterator[Finding]:
    lost = [(row[0], row[2]) for row in connection.execute("PRAGMA foreign_key_check")]
    if not lost:
        yield Finding("references", True, "Every row finds the rows it belongs to.")
    for (table, parent), rows in groupby(sorted(lost)):
        count = len(list(rows))
        yield Finding(
            "references",
            False,
            f"{_counted(count, 'row')} of '{table}' without a row of '{parent}' to belong to. {RESTORE}",
        )


@dataclass(frozen=True, slots=True)
class _Found:
    """The ledger of the attempts that were found in the file."""

    receipts: dict[str, Receipt]
    """By digest, one for each."""

    def holds(self, receipt: Receipt) -> bool:
        return self.receipts.get(receipt.digest) == receipt


def _texts(connection: sqlite3.Connection) -> Iterator[Finding]:
    rows = connection.execute("SELECT id, decision_id, digest, seal FROM attempt ORDER BY created DESC")
    ledger = _Found({row["digest"]: Receipt(*row) for row in rows})
    count = 0
    sound = True
    for row in connection.execute("SELECT * FROM seen_text ORDER BY case_id, decision_number, digest"):
        count += 1
        problem = _problem_of_text(row, ledger)
        if problem:
            sound = False
            name = f"'{row['decision_title']}' ({row['case_title']}, {str(row['digest'])[:12]})"
            yield Finding("texts", False, f"The text of {name} {problem}. {RESTORE}")
    if sound:
        yield Finding("texts", True, f"{_counted(count, 'stored text')}, each as it was seen.")


def _problem_of_text(row: sqlite3.Row, ledger: _Found) -> str | None:
    receipt = ledger.receipts.get(row["digest"])
    if receipt is None:
        return "belongs to no attempt, so an attempt was removed"
    try:
        sheet = Envelope(row["decision_id"], row["digest"], row["data"]).open(receipt, ledger)
    except UnknownText:
        return "is whole, but this version of the program can't read it"
    except (SealBroken, TypeError):
        return "is not what was stored"
    shown = index_of(sheet)
    stored = {name: _loaded(row[name]) if name == "options" else row[name] for name in shown}
    return None if stored == shown else "is sound, but what lists show of it was changed"


def _loaded(text: str) -> object:
    try:
        return json.loads(text)
    except (TypeError, ValueError):
        return None


def _seals(connection: sqlite3.Connection) -> Iterator[Finding]:
    rows = connection.execute(
        "SELECT attempt.*, coalesce(learner.name, attempt.learner_id) AS name FROM attempt"
        " LEFT JOIN learner ON learner.id = attempt.learner_id"
        " ORDER BY attempt.learner_id, attempt.seq, attempt.created, attempt.id"
    )
    none = True
    for _, chain in groupby(rows, key=lambda row: str(row["learner_id"])):
        none = False
        yield _seals_of(list(chain))
    if none:
        yield Finding("seals", True, "No attempts yet.")


def _seals_of(chain: list[sqlite3.Row]) -> Finding:
    """Follow a learner's chain; where work on two computers was brought together, it forks."""
    name, count = chain[0]["name"], len(chain)
    before, here, seq = {GENESIS}, set[str](), 1
    for place, row in enumerate(chain, 1):
        if row["seq"] == seq + 1:
            before, here, seq = here, set(), seq + 1
        problem = "an attempt before it is missing" if row["seq"] != seq else _problem_of_seal(row, before)
        if problem:
            day = str(row["created"])[:10]
            which = f"attempt {place} of {count}, at '{row['decision_id']}' on {day} ({row['id']})"
            text = f"The attempts of {name} are sound up to {which}: {problem}. {RESTORE}"
            return Finding("seals", False, text)
        here.add(row["seal"])
    return Finding("seals", True, f"{_counted(count, 'attempt')} of {name}, every seal fits.")


def _problem_of_seal(row: sqlite3.Row, before: set[str]) -> str | None:
    if row["previous_seal"] not in before:
        return "it doesn't follow on the one before it"
    try:
        values = {name: row["id" if name == "attempt_id" else name] for name in Link.__slots__}
        created = dt.datetime.fromisoformat(values.pop("created")).replace(tzinfo=dt.UTC)
        seal = Link(**values, created=created).seal(row["previous_seal"])
    except (TypeError, ValueError):
        return "its content can't be read"
    return None if seal == row["seal"] else "its content isn't what was sealed"


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _failed(name: str, error: sqlite3.Error, path: Path) -> Finding:
    problem = translate(error, path)
    if problem is None or isinstance(problem, DamagedFile):
        return Finding(name, False, f"{path} can't be read ({error}). {REPLACE}")
    return Finding(name, False, str(problem))
