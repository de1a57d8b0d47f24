"""Groups: the progress of many learners in one file, as their coach keeps it.

A group is a progress file of its own beside the coach's, ``groups/<name>.db``, with the title and the list of files
that were handed in beside it, ``groups/<name>.json``. What is taken out of it is set aside, in ``groups/set-aside``.
"""

from __future__ import annotations

import re
import unicodedata
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from trainer.case.archive.names import name_problem
from trainer.files import free_name
from trainer.progress import group_numbers
from trainer.progress.backups import stamp
from trainer.progress.clock import Clock, utc_now
from trainer.progress.database import Database
from trainer.progress.group import ASIDE, Group
from trainer.progress.group_card import (
    FORMAT,
    GroupCard,
    GroupRefused,
    HandedIn,
    checked_title,
    load_card,
    save_card,
    unwritten,
)
from trainer.progress.group_numbers import GivenReasons
from trainer.progress.notes import Role
from trainer.progress.reader import Reader
from trainer.progress.store import Store
from trainer.study.group import Spot
from trainer.study.process import Quality

_LONGEST_SLUG = 40
_COMPANIONS = ("-wal", "-shm")


@dataclass(frozen=True, slots=True)
class GroupEntry:
    """A group as a list shows it."""

    slug: str
    """The name of its file, without what follows the dot."""
    title: str
    handed_in: tuple[HandedIn, ...]
    """The files, the one handed in last at the end."""
    problem: str = ""
    """Why it can't be opened, as a sentence; empty where it can."""


class Groups:
    """The groups in a folder."""

    def __init__(self, folder: Path, clock: Clock = utc_now) -> None:
        self._folder = folder
        self._clock = clock

    def list(self) -> tuple[GroupEntry, ...]:
        """All groups by title; raises ``OSError`` where the folder can't be looked at."""
        if not self._folder.exists():
            return ()
        found = [self._entry(path) for path in self._folder.glob("*.json")]
        return tuple(sorted(found, key=lambda entry: (entry.title.casefold(), entry.slug)))

    def create(self, title: str) -> GroupEntry:
        """Begin a group.

        Raises:
            GroupRefused: the title can't be one, or nothing can be written there.
            ProgressError: its file can't be made.
        """
        title = checked_title(title)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            slug = self._free_slug(title)
            Store.open(self._folder / f"{slug}.db", self._clock).close()
            save_card(self._folder / f"{slug}.json", GroupCard(format=FORMAT, title=title))
        except OSError as error:
            raise unwritten(self._folder, error) from error
        return GroupEntry(slug, title, ())

    def open(self, slug: str) -> Group:
        """Open a group, in the thread that goes on with it.

        Raises:
            GroupRefused: there is none, or what stands beside its file can't be read.
            ProgressError: its file can't be used.
        """
        path = self._folder / f"{slug}.json"
        if not path.is_file():
            raise GroupRefused(f"There is no group '{slug}' in {self._folder}.")
        return Group(path, load_card(path), Database.open(path.with_suffix(".db")), self._clock)

    def reasons(self, slug: str, spot: Spot) -> tuple[GivenReasons, ...]:
        """What was written at a decision, by name, read beside whoever has the group open; raises ``ProgressError``."""
        with Reader.open(self._folder / f"{slug}.db") as reader, reader.read() as connection:
            return group_numbers.reasons(connection, spot)

    def discussed(self, slug: str, spot: Spot) -> tuple[GivenReasons, ...]:
        """The same with the notes to each attempt; raises as :meth:`open`."""
        given = self.reasons(slug, spot)
        with self.open(slug) as group:
            return tuple(replace(each, notes=group.store.notes.of(each.attempt_id)) for each in given)

    def note(self, slug: str, attempt_id: str, text: str, coach: str, quality: Quality | None = None) -> None:
        """Write a coach's note to an attempt, with a mark for its reasons or without; raises as :meth:`open`."""
        with self.open(slug) as group:
            group.store.notes.add(attempt_id, text, author=coach, role=Role.COACH, quality=quality)

    def rename(self, slug: str, title: str) -> GroupEntry:
        """Give a group another title; its file keeps its name.

        Raises:
            GroupRefused: the title can't be one, or the group can't be read or written.
        """
        path = self._folder / f"{slug}.json"
        card = load_card(path).model_copy(update={"title": checked_title(title)})
        save_card(path, card)
        return GroupEntry(slug, card.title, card.files)

    def remove(self, slug: str) -> Path:
        """Set a group aside as a whole, which nobody may have open; gives where its file is now.

        Raises:
            GroupRefused: there is none, or it can't be moved; it stands as it was.
        """
        card, file = self._folder / f"{slug}.json", self._folder / f"{slug}.db"
        aside = self._folder / ASIDE
        try:
            aside.mkdir(exist_ok=True)
            target = free_name(aside / f"{slug}-{stamp(self._clock())}.db")
            # The card goes first: without it the group is no longer listed, whatever happens then.
            card.replace(target.with_suffix(".json"))
            for ending in ("", *_COMPANIONS):
                with suppress(FileNotFoundError):
                    file.with_name(file.name + ending).replace(target.with_name(target.name + ending))
        except OSError as error:
            raise GroupRefused(f"The group can't be set aside: {error.strerror or error}.") from error
        return target

    def _entry(self, path: Path) -> GroupEntry:
        try:
            card = load_card(path)
        except GroupRefused as refused:
            return GroupEntry(path.stem, path.stem, (), str(refused))
        problem = "" if path.with_suffix(".db").is_file() else f"Its file {path.stem}.db isn't there any more."
        return GroupEntry(path.stem, card.title, card.files, problem)

    def _free_slug(self, title: str) -> str:
        plain = unicodedata.normalize("NFKD", title.lower()).encode("ascii", "ignore").decode()
        slug = "-".join(re.findall(r"[a-z0-9]+", plain))[:_LONGEST_SLUG].strip("-") or "group"
        if name_problem(f"{slug}.db"):
            slug = f"group-{slug}"
        number, free = 1, slug
        while any((self._folder / f"{free}{suffix}").exists() for suffix in (".json", ".db")):
            number += 1
            free = f"{slug}-{number}"
        return free
