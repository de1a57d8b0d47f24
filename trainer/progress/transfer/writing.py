"""Writing all of one learner into a progress file, row by row, and reading it back before it takes its place."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import json
import stat
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

from sqlalchemy import Connection

from trainer import __version__
from trainer.progress.database import Database
from trainer.progress.transfer import parts
from trainer.progress.transfer.manifest import MANIFEST, TRANSFER_FORMAT, Listed, Manifest, Whose
from trainer.progress.transfer.parts import PARTS, Part
from trainer.progress.transfer.reading import MAX_UNPACKED, Watch, nobody
from trainer.progress.transfer.refusal import TransferRefused
from trainer.progress.transfer.taking_in import check

_MINE = "JOIN attempt ON attempt.id = attempt_id WHERE attempt.learner_id = :learner"
_IN_CHAIN = "ORDER BY attempt.seq, attempt.created, attempt.id"
_WAY = "JOIN playthrough ON playthrough.id = playthrough_id WHERE playthrough.learner_id = :learner"
_ROWS: Mapping[str, str] = {
    parts.LEARNER.table: "FROM learner WHERE id = :learner",
    parts.PLAYTHROUGHS.table: "FROM playthrough WHERE learner_id = :learner ORDER BY case_id",
    parts.TEXTS.table: (
        "FROM seen_text WHERE digest IN (SELECT digest FROM attempt WHERE learner_id = :learner)"
        " ORDER BY case_id, decision_number, digest"
    ),
    parts.ATTEMPTS.table: f"FROM attempt WHERE learner_id = :learner {_IN_CHAIN}",
    parts.REVEALS.table: f"FROM reveal {_MINE} {_IN_CHAIN}",
    parts.DEBRIEFS.table: f"FROM debrief {_MINE} {_IN_CHAIN}",
    parts.DRAFTS.table: f"FROM draft {_WAY} ORDER BY case_id, decision_id",
    parts.NOTES.table: f"FROM note {_MINE} ORDER BY note.created, note.id",
    parts.RECALLS.table: f"FROM recall {_MINE} ORDER BY asked, recall.id",
}
_TABLES = {
    "learner": "learner",
    "playthroughs": "playthrough",
    "texts": "seen_text",
    "attempts": "attempt",
    "reveals": "reveal",
    "debriefs": "debrief",
    "drafts": "draft",
    "notes": "note",
    "recalls": "recall",
}
_TIMES = {"created", "last_seen", "started", "finished", "closed", "updated", "asked", "answered", "graded"}
_LEVEL = 6


def write_progress(
    database: Database, learner_id: str, file: BinaryIO, made: dt.datetime, watch: Watch = nobody
) -> Manifest:
    """Write all of one learner into a file, and see whether it could be taken in.

    Args:
        database: that has them; used by no other thread meanwhile.
        learner_id: of the learner.
        file: newly opened, by its path.
        made: the time, aware.
        watch: is told which share of the work is done.

    Raises:
        TransferRefused: what is stored isn't sound, or is too much for one file.
        ProgressError: the database can't be used.
        KeyError: there is no such learner.
        OSError: the file can't be written.
    """
    with database.read() as connection:
        manifest = _write(connection, learner_id, file, made, lambda done: watch(done / 2))
    file.flush()
    try:
        check(database, Path(file.name), lambda done: watch((1 + done) / 2))
    except TransferRefused as refused:
        raise TransferRefused(
            f"It can't be written, since nobody could take it in: {refused.why}. 'trainer doctor' says more."
        ) from refused
    return manifest


def _write(connection: Connection, learner_id: str, file: BinaryIO, made: dt.datetime, watch: Watch) -> Manifest:
    row = connection.exec_driver_sql("SELECT id, name FROM learner WHERE id = ?", (learner_id,)).one_or_none()
    if row is None:
        raise KeyError(learner_id)
    listed: dict[str, Listed] = {}
    with zipfile.ZipFile(file, "w") as archive:
        for part in PARTS:
            watch(PARTS.index(part) / len(PARTS))
            listed[part.file] = _write_part(connection, archive, part, learner_id, watch)
        manifest = Manifest(
            progress=TRANSFER_FORMAT,
            program=__version__,
            made=made.astimezone(dt.UTC).isoformat(timespec="seconds"),
            learner=Whose(id=row.id, name=row.name),
            parts=listed,
        )
        text = json.dumps(manifest.model_dump(mode="json"), ensure_ascii=False, indent=1)
        archive.writestr(_entry(MANIFEST), text.encode(), compresslevel=_LEVEL)
    return manifest


def _write_part(connection: Connection, archive: zipfile.ZipFile, part: Part, learner_id: str, watch: Watch) -> Listed:
    begun = PARTS.index(part) / len(PARTS)
    lines = size = 0
    digest = hashlib.sha256()
    with archive.open(_entry(part.file), "w") as opened:
        for line in _lines(connection, part, learner_id):
            opened.write(line)
            digest.update(line)
            lines += 1
            size += len(line)
            if size > MAX_UNPACKED:
                raise TransferRefused(f"It can't be written: its {part.file} would be too long for one file.")
            if not lines % 500:
                watch(begun)
    return Listed(lines=lines, bytes=size, sha256=digest.hexdigest())


def _lines(connection: Connection, part: Part, learner_id: str) -> Iterator[bytes]:
    table = _TABLES[part.table]
    columns = ", ".join(_written(table, name) for name in part.columns)
    rows = connection.exec_driver_sql(f"SELECT {columns} {_ROWS[part.table]}", {"learner": learner_id})
    for row in rows:
        plain = {name: _plain(name, value) for name, value in zip(part.columns, row, strict=True)}
        yield json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _written(table: str, name: str) -> str:
    """How a column is read, so that it is as it is written in the file."""
    column = "playthrough.case_id" if (table, name) == ("draft", "case_id") else f"{table}.{name}"
    return f"replace({column}, ' ', 'T') || 'Z'" if name in _TIMES else column


def _plain(name: str, value: Any) -> object:
    if name == "data":
        return base64.b64encode(value).decode()
    if name == "marks":  # in an order that doesn't tell in which they were made
        return dict(sorted(json.loads(value).items()))
    return bool(value) if name == "covered" else value


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 3  # as everywhere but on Windows, so that the bytes are the same there
    entry.external_attr = (stat.S_IFREG | 0o644) << 16
    return entry
