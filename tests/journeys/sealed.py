"""What a case keeps sealed from a learner, and whether any of it can be read."""

from __future__ import annotations

import re
import sqlite3
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QTextBrowser,
    QWidget,
)

from trainer.case.base import Model, to_plain
from trainer.case.exhibits import PersonExhibit
from trainer.case.markdown import plain_text
from trainer.case.model import Decision, Pack
from trainer.case.reader import read_pack
from trainer.case.teaching_reader import read_case_teaching, read_teaching

SHORTEST = 25
"""Characters; shorter sentences may stand elsewhere by chance."""


@dataclass(frozen=True)
class Opened:
    """What a learner has come to, by the ids of decisions."""

    revealed: tuple[str, ...] = ()
    begun: tuple[str, ...] = ()
    """Committed to; of the record no more is open than what they did."""
    reading: tuple[str, ...] = ()
    noted: tuple[str, ...] = ()
    """Those among the revealed and the begun whose teaching note was opened."""


class Secrets:
    """The sentences of a pack, by when they open."""

    def __init__(self, folder: Path) -> None:
        """``folder`` is that of the pack."""
        self._folder = folder

    @cached_property
    def pack(self) -> Pack:
        """The pack, its records open."""
        return read_pack(self._folder)

    @cached_property
    def _records(self) -> Mapping[str, frozenset[str]]:
        """Of each decision, what opens only after its commitment."""
        return {each.id: frozenset(sentences(self._record(each))) for each in self.pack.decisions}

    @cached_property
    def _rests(self) -> Mapping[str, frozenset[str]]:
        """Of each decision, what is closed still when nothing was unfolded."""
        return {each.id: frozenset(sentences(_without_did(self._record(each)))) for each in self.pack.decisions}

    @cached_property
    def _notes(self) -> Mapping[str, frozenset[str]]:
        """The teaching note of each decision, and that of the case for ""."""
        notes = {each.id: _plain(read_teaching(self._folder, each.id)) for each in self.pack.decisions}
        return {key: frozenset(sentences(note)) for key, note in (notes | {"": self._note_of_all}).items()}

    @cached_property
    def _note_of_all(self) -> object:
        return _plain(read_case_teaching(self._folder))

    @cached_property
    def _pages(self) -> Mapping[str, frozenset[str]]:
        """Of each decision, what is read before its commitment: sealed until the learner comes to it."""
        return {each.id: frozenset(sentences(to_plain(each.briefing()))) for each in self.pack.decisions}

    def _record(self, decision: Decision) -> dict[str, object]:
        """The closed part of a decision, and what the timeline tells of it."""
        briefing = to_plain(decision.briefing())
        closed = {name: value for name, value in to_plain(decision).items() if name not in briefing}
        return closed | {"timeline": [to_plain(each) for each in self.pack.timeline if each.decision == decision.id]}

    @cached_property
    def _words(self) -> Mapping[str, tuple[str, str, str, str]]:
        """Of each decision: its pages, what they did, all of it, and its teaching note."""
        return {
            each.id: (
                _text(to_plain(each.briefing())),
                _text(to_plain(each.record.did)),
                _text([to_plain(each), self._record(each)]),
                _text(_plain(read_teaching(self._folder, each.id))),
            )
            for each in self.pack.decisions
        }

    def _told(self, opened: Opened) -> str:
        """All that has been told until then: no secret, even where something sealed says it again."""
        texts = [self._words[each][2] for each in opened.revealed]
        texts += [part for each in opened.begun for part in self._words[each][:2]]
        texts += [self._words[each][0] for each in opened.reading]
        texts += [self._words[each][3] for each in opened.noted]
        met = self._met(opened)
        return " ".join([*texts, _text([to_plain(person) for person in self.pack.info.people if person.id in met])])

    def _met(self, opened: Opened) -> set[str]:
        open_now = {*opened.revealed, *opened.begun, *opened.reading}
        decisions = [each for each in self.pack.decisions if each.id in open_now]
        exhibits = (exhibit for each in decisions for exhibit in each.exhibits)
        there = {person for each in decisions for person in (each.decider, *(entry.person for entry in each.room))}
        return there | {exhibit.person for exhibit in exhibits if isinstance(exhibit, PersonExhibit)}

    def on_disk(self, opened: Opened) -> Mapping[str, frozenset[str]]:
        """What no file may hold: of each decision that isn't committed to, its record and its teaching note."""
        made = {*opened.revealed, *opened.begun}
        sealed = [each.id for each in self.pack.decisions if each.id not in made]
        return {each: self._records[each] | self._notes[each] for each in sealed} | {"the case": self._notes[""]}

    def on_screen(self, opened: Opened) -> Mapping[str, frozenset[str]]:
        """What nobody may see: besides the same, what isn't unfolded, the pages of what is sealed, and who they are
        that the learner hasn't met."""
        found = dict(self.on_disk(opened))
        for each in opened.begun:
            found[each] = self._rests[each] | (self._notes[each] if each not in opened.noted else frozenset())
        for decision in self.pack.decisions:
            if decision.id in found and decision.id not in (*opened.begun, *opened.reading):
                found[decision.id] |= self._pages[decision.id] | {decision.title, decision.question}
        met = self._met(opened)
        strangers = [to_plain(each) for each in self.pack.info.people if each.id not in met]
        found["people"] = frozenset(sentences(strangers))
        return found

    def leaks(self, texts: Iterable[str], opened: Opened, *, disk: bool = False) -> list[str]:
        """What can be read in some texts and mustn't be, with the decision that it belongs to.

        Args:
            texts: of a page, or of files.
            opened: how far the learner has come.
            disk: whether they are of files, which hold the whole record of whatever is committed to.
        """
        text = "\n".join(sorted({one_line(each) for each in texts}))
        stands = replace(opened, revealed=(*opened.revealed, *opened.begun), begun=()) if disk else opened
        told = self._told(stands)
        secrets = self.on_disk(stands) if disk else self.on_screen(stands)
        return [
            f"{owner}: {secret}"
            for owner, sealed in secrets.items()
            for secret in sorted(sealed)
            if secret in text and secret not in told
        ]


def _plain(note: Model | None) -> object:
    return None if note is None else to_plain(note)


def _without_did(record: Mapping[str, object]) -> object:
    told = record["record"]
    assert isinstance(told, dict)
    return dict(record) | {"record": {name: value for name, value in told.items() if name != "did"}}


def strings(value: object) -> Iterator[str]:
    """All texts within plain values."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from strings(each)
    elif isinstance(value, list):
        for each in value:
            yield from strings(each)


def sentences(value: object) -> set[str]:
    """Every sentence within plain values, as written and as shown."""
    texts = {one_line(form) for text in strings(value) for form in (text, plain_text(text))}
    found = {each for text in texts for each in re.split(r"(?<=[.!?])\s+", text)}
    return {each for each in found if len(each) >= SHORTEST and " " in each}


def _text(value: object) -> str:
    """All texts within plain values as one, as written and as shown."""
    return one_line(" ".join(form for text in strings(value) for form in (text, plain_text(text))))


def one_line(text: str) -> str:
    """A text without line breaks, and without the marks at which a long word may be broken."""
    return " ".join(text.replace("\N{ZERO WIDTH SPACE}", "").split())


def shown() -> Iterator[str]:
    """All texts of all widgets of all windows, hidden ones and those for screen readers included, and the
    clipboard."""
    for window in QApplication.topLevelWidgets():
        for widget in (window, *window.findChildren(QWidget)):
            yield from _said(widget)
        for action in window.findChildren(QAction):
            yield from (action.text(), action.toolTip(), action.statusTip())
    yield QApplication.clipboard().text()


def _said(widget: QWidget) -> Iterator[str]:
    yield from (widget.accessibleName(), widget.accessibleDescription(), widget.toolTip(), widget.whatsThis())
    yield from (widget.windowTitle(), widget.statusTip(), widget.objectName())
    if isinstance(widget, (QLabel, QAbstractButton, QLineEdit)):
        yield widget.text()
    elif isinstance(widget, QMessageBox):
        yield from (widget.text(), widget.informativeText(), widget.detailedText())
    elif isinstance(widget, (QTextBrowser, QPlainTextEdit)):
        yield widget.toPlainText()
    elif isinstance(widget, QAbstractItemView):
        yield from _cells(widget)
    if isinstance(widget, QTextBrowser):
        yield widget.toHtml()


_ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.AccessibleDescriptionRole,
)


def _cells(view: QAbstractItemView) -> Iterator[str]:
    model = view.model()
    if model is None:
        return
    for row in range(model.rowCount()):
        for column in range(model.columnCount()):
            for role in _ROLES:
                yield str(model.index(row, column).data(role) or "")


def stored(folder: Path, *, without: Collection[Path] = ()) -> Iterator[str]:
    """All that stands in any file of a folder, also what the progress file holds compressed. Envelopes stay closed.

    Args:
        folder: of the learner's data.
        without: folders in it that aren't looked into: those of packs, which hold what they hold.
    """
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not any(path.is_relative_to(each) for each in without):
            yield path.read_bytes().decode("utf-8", "replace").replace("\\n", " ")
    with closing(sqlite3.connect(folder / "progress.sqlite3")) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for name in names:
            for row in connection.execute(f'SELECT * FROM "{name}"'):
                yield from (_readable(value).replace("\\n", " ") for value in row)


def _readable(value: object) -> str:
    if not isinstance(value, bytes):
        return str(value)
    try:
        return zlib.decompress(value).decode()
    except zlib.error:
        return value.decode("utf-8", "replace")
