"""The file of one workshop, open: what happened is stored in it, and a record opens against it."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
import secrets
import sqlite3
import unicodedata
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from time import sleep
from types import TracebackType
from typing import Self

from sqlalchemy import Connection

from trainer.case.base import to_plain
from trainer.case.sealed import Envelope, FullSheet, Receipt, SealBroken, Sheet, canonical_json
from trainer.files import free_name, put_in_place
from trainer.progress.clock import Clock, utc_now
from trainer.progress.database import Database
from trainer.progress.workshops.errors import (
    OpenElsewhere,
    WorkshopError,
    WorkshopNotWritten,
    damaged,
    in_a_workshop,
    missing,
)
from trainer.progress.workshops.kinds import Writing, to_json, when
from trainer.progress.workshops.reading import read_moments, read_session
from trainer.progress.workshops.schema import SCHEMA
from trainer.progress.workshops.versions import SUFFIX
from trainer.study.workshop.events import Happened, Planned
from trainer.study.workshop.plan import Plan, Step
from trainer.study.workshop.session import Session, Stage

_LONGEST_SLUG = 40
_SHORT_ID = 6
_PATIENCE = (0.02, 0.05, 0.1, 0.2)
"""Seconds between the tries to open a file: a list that looks at it, or a copy that is being made of it, has it for a
moment."""
_BEGIN = 'INSERT INTO workshop (key, id, created, secret, "plan", stage, blank) VALUES (1, ?, ?, ?, ?, ?, 0)'
_TEXT = "INSERT INTO text (decision_id, digest, sheet, envelope) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING"
_SHEETS = "SELECT decision_id, sheet FROM text ORDER BY rowid"
_STORED = "SELECT coalesce(max(seq), 0) FROM moment"
_ENVELOPE = "SELECT digest, envelope FROM text WHERE decision_id = ?"
_SHOWN = """
    SELECT workshop.id, text.digest FROM workshop, shown JOIN text USING (decision_id)
    WHERE decision_id = ? AND parts >= 1
"""


class WorkshopFile:
    """A workshop's file, open; nobody else can open it meanwhile.

    May be used in any thread. Every method raises :class:`~trainer.progress.errors.ProgressError` with a sentence
    where the file can't be used; then nothing of what was asked is stored, and all before it is.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        with self._reading() as raw:
            self._plan = read_session(raw).plan
            self._secret = bytes(raw.execute("SELECT secret FROM workshop").fetchone()[0])

    @classmethod
    def create(cls, folder: Path, plan: Plan, clock: Clock = utc_now) -> Self:
        """Begin a workshop in a file of its own, which is there once all of it is.

        Args:
            folder: of the workshops; made if need be.
            plan: of the workshop.
            clock: gives the time, aware.

        Raises:
            ProgressError: it can't be written.
        """
        workshop_id = uuid.uuid4().hex
        path = free_name(folder / f"{slug_of(plan.title)}-{workshop_id[:_SHORT_ID]}{SUFFIX}")
        beside = path.with_name(f"{path.name}.new")
        with in_a_workshop(path):
            try:
                folder.mkdir(parents=True, exist_ok=True)
                try:
                    lay_out(beside, workshop_id, plan, clock(), secrets.token_bytes(32))
                    put_in_place(beside, path)
                finally:
                    for ending in ("", "-wal", "-shm", "-journal"):
                        beside.with_name(beside.name + ending).unlink(missing_ok=True)
            except OSError as error:
                raise unwritten(path, error) from error
        return cls.open(path)

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open a workshop's file that is there.

        Raises:
            ProgressError: it can't be used, isn't a workshop's, or is open elsewhere; it was not changed.
        """
        for seconds in _PATIENCE:
            with suppress(OpenElsewhere):
                return cls._open(path)
            sleep(seconds)
        return cls._open(path)

    @classmethod
    def _open(cls, path: Path) -> Self:
        with in_a_workshop(path):
            if not path.is_file():
                raise missing(path)
            if not path.stat().st_size and not path.with_name(f"{path.name}-wal").exists():
                # SQLite would lay a new one out in it.
                raise damaged(path, "it is empty")
            database = Database.open(path, SCHEMA)
            try:
                return cls(database)
            except BaseException:
                database.close()
                raise

    @property
    def path(self) -> Path:
        """Of the file."""
        return self._database.path

    @property
    def secret(self) -> bytes:
        """32 random bytes that nobody else knows: what phones carry is signed with them."""
        return self._secret

    def close(self) -> None:
        """Let go of the file, which is then of one piece; a second time does nothing."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # What happens

    def keep(self, events: Sequence[Happened]) -> None:
        """Store events in their order, all or none; they are on the disk when this returns.

        Raises:
            ProgressError: they can't be stored.
            ValueError: one of them can't be written down: it has a time without a zone, or half a letter.
        """
        if not events:
            return
        with self._writing() as raw:
            writing = Writing(raw, self._plan)
            writing.write(events)
        self._plan = writing.plan

    def read(self) -> Session:
        """The workshop as it stands: just what its events made of it."""
        with self._reading() as raw:
            return read_session(raw)

    def stored(self) -> int:
        """How many events are stored."""
        with self._reading() as raw:
            return int(raw.execute(_STORED).fetchone()[0])

    def moments(self) -> tuple[Happened, ...]:
        """Everything that happened, in its order, with every vote that was changed later; first of all, the plan."""
        with self._reading() as raw:
            return read_moments(raw)

    # What is talked about

    def keep_texts(self, sheets: Iterable[Sheet], envelopes: Mapping[str, Envelope]) -> None:
        """Keep decisions as the case has them, so that the workshop needs no case. One that is kept stays as it is:
        what the room read is never rewritten.

        Args:
            sheets: open pages.
            envelopes: their records, by decision.
        """
        rows = []
        for sheet in sheets:
            envelope = envelopes[sheet.briefing.id]
            rows.append((envelope.decision_id, envelope.digest, _pages(sheet), envelope.data))
        with self._writing() as raw:
            raw.executemany(_TEXT, rows)

    def sheets(self) -> Mapping[str, Sheet]:
        """The open pages of the decisions that are kept, by their ids."""
        with self._reading() as raw:
            stored = raw.execute(_SHEETS).fetchall()
            return {decision_id: Sheet.model_validate_json(pages, strict=False) for decision_id, pages in stored}

    def envelope(self, decision_id: str) -> Envelope:
        """The record of a decision, sealed; raises ``KeyError`` where none is kept."""
        with self._reading() as raw:
            row = raw.execute(_ENVELOPE, (decision_id,)).fetchone()
        if row is None:
            raise KeyError(decision_id)
        return Envelope(decision_id, *row)

    # What the room has seen

    def receipt(self, decision_id: str) -> Receipt:
        """What opens the record of a decision once it is stored that the room has seen a part of it.

        Raises:
            SealBroken: nothing says so.
        """
        receipt = self._receipt(decision_id)
        if receipt is None:
            raise SealBroken(f"The record of '{decision_id}' opens only after the room has come to it.")
        return receipt

    def holds(self, receipt: Receipt) -> bool:
        """Whether it is stored that the room has seen of that very text; so envelopes open against a workshop."""
        return self._receipt(receipt.decision_id) == receipt

    def record(self, decision_id: str) -> FullSheet | None:
        """A decision with its record, if the room has seen a part of it; what wasn't shown stays sealed.

        Raises:
            KeyError: no such decision is kept.
            SealBroken: the stored text isn't what was sealed.
        """
        envelope = self.envelope(decision_id)
        receipt = self._receipt(decision_id)
        return None if receipt is None else envelope.open(receipt, self)

    def _receipt(self, decision_id: str) -> Receipt | None:
        with self._reading() as raw:
            row = raw.execute(_SHOWN, (decision_id,)).fetchone()
        if row is None:
            return None
        workshop_id, digest = row
        seal = hashlib.sha256(canonical_json([workshop_id, decision_id, digest])).hexdigest()
        return Receipt(workshop_id, decision_id, digest, seal)

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        with in_a_workshop(self.path), self._database.read() as connection:
            try:
                yield raw_of(connection)
            except (ValueError, TypeError) as error:
                raise damaged(self.path, str(error).partition("\n")[0]) from error

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with in_a_workshop(self.path), self._database.write() as connection:
            yield raw_of(connection)


def raw_of(connection: Connection) -> sqlite3.Connection:
    """SQLite's own connection below one of SQLAlchemy: what a room full of phones waits for goes straight to it."""
    raw = connection.connection.driver_connection
    assert isinstance(raw, sqlite3.Connection)
    return raw


def slug_of(title: str) -> str:
    """A title as names of files have it."""
    plain = unicodedata.normalize("NFKD", title.lower()).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", plain))[:_LONGEST_SLUG].strip("-") or "workshop"


def unwritten(path: Path, error: OSError) -> WorkshopError:
    """The system doesn't let a workshop be written."""
    return WorkshopNotWritten(
        path,
        f"The workshop can't be written to {path.parent}: {error.strerror or error}. Allow writing there, or free some"
        " space, and try again.",
    )


def lay_out(path: Path, workshop_id: str, plan: Plan, now: dt.datetime, secret: bytes) -> None:
    """Write the file of a workshop in which nothing has happened but that it was planned.

    Raises:
        ProgressError: it can't be written.
        ValueError: the time has no zone.
    """
    database = Database.open(path, SCHEMA)
    try:
        with database.write() as connection:
            values = (workshop_id, when(now), secret, to_json(plan), to_json(Stage(Step.LOBBY)))
            raw_of(connection).execute(_BEGIN, values)
            # So that the moments alone tell all of it.
            Writing(raw_of(connection), plan).write([Planned(now, plan)])
    finally:
        database.close()


def _pages(sheet: Sheet) -> str:
    return json.dumps(to_plain(sheet), ensure_ascii=False, separators=(",", ":"))
