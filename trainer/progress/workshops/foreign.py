"""A workshop's file from elsewhere, believed in nothing: what it says is read, checked, and written down anew.

Nothing of the file itself is kept, neither its tables nor what may hide in them, and all that is shown of it later
follows from what it says has happened.
"""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import create_engine

from trainer.case.sealed import Envelope, SealBroken, Sheet
from trainer.case.seen_rules import what_is_wrong
from trainer.progress.copying import Unusable
from trainer.progress.database import Database
from trainer.progress.transfer.parts import MAX_SEEN_TEXT
from trainer.progress.workshops.file import WorkshopFile, lay_out, raw_of
from trainer.progress.workshops.reading import read_moments, read_session
from trainer.progress.workshops.schema import SCHEMA
from trainer.progress.workshops.soundness import is_sound
from trainer.progress.workshops.tables import metadata
from trainer.study.workshop.events import Happened, Planned
from trainer.study.workshop.session import Session

MAX_FILE = 500_000_000
"""Bytes of a file that is taken in."""

_ID = re.compile(r"[0-9a-f]{32}")
_TEXTS = "SELECT decision_id, digest, sheet, envelope FROM text ORDER BY rowid"
_PARTS = "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL"


@dataclass(frozen=True, slots=True)
class Foreign:
    """What a file from elsewhere says."""

    session: Session
    secret: bytes
    moments: tuple[Happened, ...]
    sheets: Mapping[str, Sheet]
    envelopes: Mapping[str, Envelope]


def harmless(connection: sqlite3.Connection) -> object:
    """What a copy of a file from elsewhere has to hold as well; the first that is asked of such a file.

    Raises:
        Unusable: it is no workshop, or something in it would run when it is read.
    """
    ours = {sql for kind, _, sql in _layout() if kind == "trigger"}
    tables = set()
    for kind, name, sql in _parts(connection):
        if kind == "view" or (kind == "trigger" and sql not in ours) or (kind == "table" and "VIRTUAL" in sql.upper()):
            raise Unusable("there is something in it that no workshop has")
        tables.add(name)
    if not {table.name for table in metadata.sorted_tables} <= tables:
        raise Unusable("it holds no workshop")
    return SCHEMA.summary(connection)


def read_foreign(copy: Path) -> Foreign:
    """Read a copy that was found :func:`harmless`; it may be brought up to date.

    Raises:
        Unusable: it isn't sound.
        ProgressError: it can't be opened.
    """
    database = Database.open(copy, SCHEMA)
    try:
        with database.read() as connection:
            raw = raw_of(connection)
            if set(_parts(raw)) != set(_layout()):
                raise Unusable("its tables aren't those of a workshop")
            return _read(raw)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise Unusable("it says something that makes no workshop") from error
    finally:
        database.close()


def write_anew(foreign: Foreign, path: Path) -> None:
    """Write a workshop down from what happened in it.

    Args:
        foreign: was read.
        path: of the new file; the caller puts it in its place, or takes it away.

    Raises:
        Unusable: what happened doesn't fit together.
        ProgressError: it can't be written.
    """
    session, (planned, *rest) = foreign.session, foreign.moments
    if not isinstance(planned, Planned) or planned.at != session.created:
        raise Unusable("it doesn't tell how it was planned first")
    lay_out(path, session.id, planned.plan, session.created, foreign.secret)
    with WorkshopFile.open(path) as file:
        try:
            file.keep(rest)
        except (LookupError, ValueError, sqlite3.IntegrityError) as error:
            raise Unusable("what happened in it doesn't fit together") from error
        if file.read() != session:
            raise Unusable("its votes or its people aren't what happened in it")
        file.keep_texts(foreign.sheets.values(), foreign.envelopes)
        for decision_id in session.shown:
            _open(file, decision_id)


def _open(file: WorkshopFile, decision_id: str) -> None:
    """What the room has seen must be sound; what it hasn't stays sealed here too."""
    try:
        record = file.record(decision_id)
    except KeyError:
        return
    except SealBroken as broken:
        raise Unusable(f"its text of '{decision_id}' is damaged") from broken
    wrong = None if record is None else what_is_wrong(record)
    if wrong:
        raise Unusable(f"its text of '{decision_id}' doesn't hold together: {wrong}")


def _read(raw: sqlite3.Connection) -> Foreign:
    session, moments = read_session(raw), read_moments(raw)
    (secret,) = raw.execute("SELECT secret FROM workshop").fetchone()
    if not _ID.fullmatch(session.id) or not isinstance(secret, bytes) or len(secret) != 32 or not moments:
        raise Unusable("it says something that makes no workshop")
    if not is_sound(session):
        raise Unusable("what it says doesn't hold together")
    sheets, envelopes = {}, {}
    for decision_id, digest, pages, data in raw.execute(_TEXTS):
        sheet = Sheet.model_validate_json(pages, strict=False)
        if decision_id != sheet.briefing.id or decision_id != _named(data, digest):
            raise Unusable(f"its text of '{str(decision_id)[:64]}' was changed")
        sheets[decision_id], envelopes[decision_id] = sheet, Envelope(decision_id, digest, data)
    return Foreign(session, secret, moments, sheets, envelopes)


def _named(data: bytes, digest: str) -> object:
    """The id of the decision in an envelope that holds what its digest says; nothing else of it is looked at."""
    unpacking = zlib.decompressobj()
    try:
        content = unpacking.decompress(data, MAX_SEEN_TEXT)
    except zlib.error as error:
        raise ValueError("damaged") from error
    if not unpacking.eof or hashlib.sha256(content).hexdigest() != digest:
        raise ValueError("another text than it says")
    return json.loads(content)["briefing"]["id"]


def _layout() -> tuple[tuple[str, str, str], ...]:
    engine = create_engine("sqlite://")
    try:
        with engine.connect() as connection:
            metadata.create_all(connection, checkfirst=False)
            return tuple(_parts(raw_of(connection)))
    finally:
        engine.dispose()


def _parts(raw: sqlite3.Connection) -> Iterator[tuple[str, str, str]]:
    # SQLite puts quotes around the name of a table that was renamed.
    for kind, name, sql in raw.execute(_PARTS):
        yield str(kind), str(name), " ".join(str(sql).replace('"', "").split())
