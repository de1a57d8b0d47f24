"""The decisions that were debriefed as a deck for Anki.

Decks, kinds of note and notes keep their ids, whenever and wherever they are written: what is imported again takes the
place of what was there, and keeps when it is due.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import itertools
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from trainer.case.sealed import FullSheet
from trainer.reports.anki_card import BACK, FIELDS, FRONT, STYLE, fields, tags
from trainer.reports.debriefed import Debriefed
from trainer.reports.refusal import ExportRefused

if TYPE_CHECKING:
    import genanki

_MODEL_ID = 1_763_846_160
_MODEL = "Case Trainer decision"
_LEAST_ID, _MOST_ID = 1 << 30, 1 << 31
"""Between these Anki never makes an id of its own."""


def write_anki(
    decisions: Iterable[tuple[Debriefed, FullSheet]], file: BinaryIO, scratch: Path, now: dt.datetime
) -> int:
    """Write a deck for each learner and case; returns how many notes there are.

    Args:
        decisions: to write.
        file: to write into.
        scratch: a folder for what is written on the way; nothing remains there.
        now: Anki takes a note for newer than the one it has only by this.

    Raises:
        ExportRefused: there is nothing to write, or the decks can't be put together.
        OSError: it can't be written.
    """
    decks = _decks(decisions)
    if not decks:
        raise ExportRefused(
            "No decision was debriefed yet, so there are no cards to learn from. Go through a debrief to its end first."
        )
    with tempfile.TemporaryDirectory(prefix=".export-", dir=scratch) as folder:
        collection = Path(folder) / "collection.anki2"
        try:
            _collect(decks, collection, now.timestamp())
        except sqlite3.Error as error:
            raise ExportRefused(f"The cards can't be put together: {error}. Is there room on the disk?") from error
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
            package.write(collection, collection.name)
            package.writestr("media", "{}")
    return sum(len(deck.notes) for deck in decks)


def _decks(decisions: Iterable[tuple[Debriefed, FullSheet]]) -> list[genanki.Deck]:
    import genanki

    model = genanki.Model(
        _MODEL_ID,
        _MODEL,
        fields=[{"name": name} for name in FIELDS],
        templates=[{"name": "Recall", "qfmt": FRONT, "afmt": BACK}],
        css=STYLE,
    )
    decks: dict[tuple[str, str], genanki.Deck] = {}
    for debriefed, sheet in decisions:
        learner = debriefed.learner
        key = (learner.id, sheet.case_id)
        if key not in decks:
            name = "::".join(("Case Trainer", _part(learner.name), _part(sheet.case_title)))
            decks[key] = genanki.Deck(_stable_id(*key), name)
        said = fields(debriefed, sheet)
        note = genanki.Note(
            model,
            [said[name] for name in FIELDS],
            tags=tags(sheet),
            guid=genanki.guid_for(*key, sheet.decision.id),
            due=sheet.number,
        )
        decks[key].add_note(note)
    return list(decks.values())


def _collect(decks: list[genanki.Deck], collection: Path, timestamp: float) -> None:
    """Write the database that a package holds; the library's own way of packing leaves its copy behind."""
    import genanki

    with closing(sqlite3.connect(collection)) as connection:
        genanki.Package(decks).write_to_db(connection.cursor(), timestamp, itertools.count(int(timestamp * 1000)))
        connection.commit()


def _part(name: str) -> str:
    """A name as one level of a deck's name."""
    return name.replace("::", ":").replace('"', "”").strip(":") or "…"


def _stable_id(*names: str) -> int:
    digest = hashlib.sha256("\n".join(names).encode()).digest()
    return _LEAST_ID + int.from_bytes(digest[:8]) % (_MOST_ID - _LEAST_ID)
