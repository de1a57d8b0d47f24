"""Computers on which somebody studies, and the files that go from one to another."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.progress import tiny
from trainer.progress.store import Store
from trainer.progress.transfer.merging import TakenIn
from trainer.progress.values import Attempt, Learner
from trainer.study.playthrough import Commitment

TOWN = tiny.case()

_DUMP = {
    "learner": "SELECT * FROM learner ORDER BY id",
    "playthrough": "SELECT learner_id, case_id, started, course FROM playthrough ORDER BY learner_id, case_id",
    "text": "SELECT * FROM seen_text ORDER BY digest",
    "attempt": """
        SELECT attempt.*, '' AS playthrough_id, playthrough.learner_id AS theirs FROM attempt
        JOIN playthrough ON playthrough.id = attempt.playthrough_id ORDER BY attempt.id
    """,
    "reveal": "SELECT * FROM reveal ORDER BY attempt_id",
    "debrief": "SELECT * FROM debrief ORDER BY attempt_id",
    "draft": """
        SELECT learner_id, case_id, draft.*, '' AS playthrough_id
        FROM draft JOIN playthrough ON playthrough.id = playthrough_id ORDER BY learner_id, case_id, decision_id
    """,
    "note": "SELECT * FROM note ORDER BY id",
    "recall": "SELECT * FROM recall ORDER BY id",
    "card": "SELECT * FROM card ORDER BY learner_id, case_id, decision_id",
    "line": """
        SELECT attempt_id, line.created, line.number, line.forecast, learner_id, choice, is_open, themes, factors,
            digest
        FROM line JOIN bucket ON bucket.key = line.bucket JOIN text_index ON text_index.key = text_key
        ORDER BY attempt_id
    """,
    "bucket": """
        SELECT learner_id, digest, choice, is_open, count FROM bucket JOIN text_index ON text_index.key = text_key
        WHERE count > 0 ORDER BY learner_id, digest, choice, is_open
    """,
    "words": """
        SELECT attempt_id FROM reasons_words JOIN line ON line.key = reasons_words.rowid
        WHERE reasons_words MATCH 'reason' ORDER BY attempt_id
    """,
}


class Computer:
    """A progress file in a folder of its own, with its own clock."""

    def __init__(self, folder: Path, clock: tiny.Clock | None = None) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.clock = clock or tiny.Clock()
        self.store = Store.open(folder / "progress.sqlite3", self.clock)
        self._files = 0

    def decide(
        self, learner: Learner, decision_id: str, choice: str = "build", forecast: int = 40, reasons: str = ""
    ) -> Attempt:
        """A commitment."""
        commitment = Commitment(choice, forecast, reasons or f"A reason for the {decision_id}.")
        return self.store.commit(learner.id, "town", TOWN.envelopes[decision_id], commitment)

    def finish(self, attempt: Attempt, takeaway: str = "Count first.") -> None:
        """The whole reveal and the debrief of an attempt."""
        self.store.open_steps(attempt.id, tiny.ALL)
        self.store.save_debrief(attempt.id, {}, takeaway)
        self.store.close_debrief(attempt.id)

    def hand_over(self, learner: Learner | str) -> Path:
        """All of a learner as a file."""
        self._files += 1
        path = self.folder / f"{self._files}.progress"
        with path.open("wb") as file:
            self.store.transfers.write(learner if isinstance(learner, str) else learner.id, file)
        return path

    def take(self, *files: Path) -> TakenIn:
        """Take files in, one after the other; says what came with the last."""
        *_, last = [self.store.transfers.take_in(file) for file in files]
        return last

    def run(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        """SQL on the file."""
        with self.store._database.write() as connection:
            result = connection.exec_driver_sql(statement, values)
            return [tuple(row) for row in result] if result.returns_rows else []

    def dump(self) -> dict[str, list[dict[str, Any]]]:
        """All that is there; see :func:`dumped`."""
        return dumped(self.store)

    def close(self) -> None:
        self.store.close()


def dumped(store: Store) -> dict[str, list[dict[str, Any]]]:
    """All that a store holds, in an order and a form that don't depend on how it came there."""
    found = {}
    with store._database.read() as connection:
        for name, statement in _DUMP.items():
            rows = connection.exec_driver_sql(statement)
            found[name] = [{key: _plain(value) for key, value in row._mapping.items()} for row in rows]
    return found


def _plain(value: object) -> object:
    if isinstance(value, str) and value.startswith(("{", "[")):
        return json.loads(value)
    return value


def rewritten(file: Path, change: Callable[[dict[str, list[dict[str, Any]]]], None], *, listed: bool = True) -> Path:
    """The file with its content changed by somebody who knows the format.

    Args:
        file: a sound one.
        change: is given the lines of each part by the name of its file.
        listed: whether the manifest says of the parts what they are now.
    """
    with zipfile.ZipFile(file) as archive:
        manifest = json.loads(archive.read("manifest.json"))
        lines = {
            name: [json.loads(line) for line in archive.read(name).splitlines()]
            for name in archive.namelist()
            if name != "manifest.json"
        }
    change(lines)
    parts = {
        name: b"".join(json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode() + b"\n" for line in those)
        for name, those in lines.items()
    }
    if listed:
        manifest["parts"] = {name: describe(data) for name, data in parts.items()}
    return write(file.with_name(f"changed-{file.name}"), {"manifest.json": json.dumps(manifest).encode(), **parts})


def describe(data: bytes) -> dict[str, Any]:
    """What a manifest says of a part."""
    return {"lines": data.count(b"\n"), "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}


def write(path: Path, entries: dict[str, bytes]) -> Path:
    """An archive of just these entries."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    path.write_bytes(buffer.getvalue())
    return path


def later(minutes: int) -> dt.datetime:
    """A time after that at which every clock begins."""
    return tiny.Clock().now + dt.timedelta(minutes=minutes)
