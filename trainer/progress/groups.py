"""Groups: the progress of many learners in one file, as their coach keeps it.

A group is a progress file of its own beside the coach's, ``groups/<name>.db``, with the title and the list of files
that were handed in beside it, ``groups/<name>.json``. What is taken out of it is set aside, in ``groups/set-aside``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Annotated, Self

from pydantic import AwareDatetime, Field, ValidationError

from trainer.case.archive.names import name_problem
from trainer.case.base import Model
from trainer.files import free_name, replace_file, replacing
from trainer.progress import group_numbers
from trainer.progress.backups import stamp
from trainer.progress.clock import Clock, utc_now
from trainer.progress.database import Database
from trainer.progress.group_numbers import GivenReasons, GroupNumbers
from trainer.progress.notes import Role
from trainer.progress.reader import Reader
from trainer.progress.removing import remove_learner
from trainer.progress.store import Store
from trainer.progress.texts import storable
from trainer.progress.transfer.manifest import SUFFIX
from trainer.progress.transfer.reading import Watch, nobody, opened
from trainer.progress.transfer.refusal import TransferRefused
from trainer.progress.values import Learner
from trainer.study.group import Spot
from trainer.study.process import Quality

MAX_TITLE = 80
"""Longest title of a group, in characters."""

_FORMAT = 1
_ASIDE = "set-aside"
_LONGEST_SLUG = 40
_COMPANIONS = ("-wal", "-shm")


class GroupRefused(Exception):
    """A group can't be made, opened or changed as asked; the text says why."""


class HandedIn(Model):
    """A progress file that was handed in."""

    name: str
    """Of the file."""
    when: AwareDatetime
    learner_id: str | None
    """``None`` where it couldn't be read whose it is."""
    learner: str | None
    """Their name."""
    refused: str | None
    """Why it wasn't taken in, to stand inside a sentence; ``None`` where it was."""
    attempts: int = 0
    """How many of its attempts were new."""

    @property
    def taken_in(self) -> bool:
        """Whether it was."""
        return self.refused is None


class _Card(Model):
    """What stands beside the group's file."""

    format: Annotated[int, Field(ge=1)]
    title: Annotated[str, Field(min_length=1, max_length=MAX_TITLE)]
    files: tuple[HandedIn, ...] = Field((), strict=False)


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
        title = _checked(title)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            slug = self._free_slug(title)
            Store.open(self._folder / f"{slug}.db", self._clock).close()
            _save(self._folder / f"{slug}.json", _Card(format=_FORMAT, title=title))
        except OSError as error:
            raise _unwritten(self._folder, error) from error
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
        return Group(path, _load(path), Database.open(path.with_suffix(".db")), self._clock)

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
        card = _load(path).model_copy(update={"title": _checked(title)})
        _save(path, card)
        return GroupEntry(slug, card.title, card.files)

    def remove(self, slug: str) -> Path:
        """Set a group aside as a whole, which nobody may have open; gives where its file is now.

        Raises:
            GroupRefused: there is none, or it can't be moved; it stands as it was.
        """
        card, file = self._folder / f"{slug}.json", self._folder / f"{slug}.db"
        aside = self._folder / _ASIDE
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
            card = _load(path)
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


class Group:
    """A group, open. Its store is as any other: notes to attempts go there."""

    def __init__(self, path: Path, card: _Card, database: Database, clock: Clock) -> None:
        """Use :meth:`Groups.open`."""
        self._path = path
        self._card = card
        self._database = database
        self._clock = clock
        self.store = Store(database, clock)

    @property
    def slug(self) -> str:
        """The name of its file."""
        return self._path.stem

    @property
    def title(self) -> str:
        """Its title."""
        return self._card.title

    @property
    def handed_in(self) -> tuple[HandedIn, ...]:
        """The files that were, the last one at the end."""
        return self._card.files

    def learners(self) -> tuple[Learner, ...]:
        """All in the group, by name; raises ``ProgressError``."""
        return tuple(sorted(self.store.learners(), key=lambda learner: (learner.name.casefold(), learner.id)))

    def take_in(self, files: Sequence[Path], watch: Watch = nobody) -> tuple[HandedIn, ...]:
        """Merge progress files, each of them whole or not at all; gives what became of each.

        Args:
            files: in any order.
            watch: is told which share of the work is done.

        Raises:
            GroupRefused: the list of files can't be written.
            ProgressError: the group's file can't be used.
        """
        done: list[HandedIn] = []
        for place, file in enumerate(files):
            done.append(self._take_in(file, _part(watch, place, len(files))))
            # After each, so that a crash leaves no file taken in that isn't listed.
            self._note(done[-1])
        return tuple(done)

    def write(self, learner_id: str, out: Path, watch: Watch = nobody) -> None:
        """Write a learner's progress with the coach's notes, to be handed back.

        Args:
            learner_id: of the learner.
            out: the file, in a folder that is there; what stands there is replaced.
            watch: is told which share of the work is done.

        Raises:
            TransferRefused: it can't be written; what stood there still does.
            ProgressError: the group's file can't be used.
        """
        try:
            with replacing(out) as file:
                self.store.transfers.write(learner_id, file, watch)
        except OSError as error:
            raise TransferRefused(f"'{out}' can't be written: {error.strerror or error}.") from error

    def remove_learner(self, learner_id: str) -> Path:
        """Take a learner out of the group; gives the progress file in which what they did is set aside.

        Raises:
            GroupRefused, TransferRefused: it can't be set aside, so nothing was taken out.
            ProgressError: the group's file can't be used.
            KeyError: there is no such learner.
        """
        aside = self._path.parent / _ASIDE
        try:
            aside.mkdir(exist_ok=True)
        except OSError as error:
            raise _unwritten(aside, error) from error
        out = free_name(aside / f"{self.slug}-{learner_id[:8]}-{stamp(self._clock())}{SUFFIX}")
        self.write(learner_id, out)
        with self._database.write() as connection:
            remove_learner(connection, learner_id)
        self._keep([each for each in self.handed_in if each.learner_id != learner_id])
        return out

    def numbers(self) -> GroupNumbers:
        """What the group's numbers are worked out of; raises ``ProgressError``."""
        with self._database.read() as connection:
            return group_numbers.read(connection)

    def close(self) -> None:
        """Let go of the file; a second time does nothing."""
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _take_in(self, file: Path, watch: Watch) -> HandedIn:
        now = self._clock()
        try:
            taken = self.store.transfers.take_in(file, watch)
        except TransferRefused as refused:
            learner_id, name = _whose(file)
            return HandedIn(name=file.name, when=now, learner_id=learner_id, learner=name, refused=refused.why)
        learner = taken.learner
        return HandedIn(
            name=file.name,
            when=now,
            learner_id=learner.id,
            learner=learner.name,
            refused=None,
            attempts=taken.attempts.new,
        )

    def _note(self, handed: HandedIn) -> None:
        """A file of the same name takes the place of one that was refused, and of an older one of the same learner."""
        before = [
            each
            for each in self.handed_in
            if each.name != handed.name or (each.taken_in and each.learner_id != handed.learner_id)
        ]
        self._keep([*before, handed])

    def _keep(self, files: Sequence[HandedIn]) -> None:
        self._card = self._card.model_copy(update={"files": tuple(files)})
        _save(self._path, self._card)


def _part(watch: Watch, place: int, of: int) -> Watch:
    return lambda share: watch((place + share) / of)


def _whose(file: Path) -> tuple[str | None, str | None]:
    """Whose a file says it is, as far as that can be read."""
    with suppress(TransferRefused), opened(file) as content:
        return content.manifest.learner.id, content.manifest.learner.name
    return None, None


def _checked(title: str) -> str:
    kept = " ".join(storable(title).split())
    if not kept or len(kept) > MAX_TITLE or not kept.isprintable():
        raise GroupRefused(f"A title is one line of 1 to {MAX_TITLE} characters.")
    return kept


def _load(path: Path) -> _Card:
    try:
        card = _Card.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise GroupRefused(f"The list of the group's files, {path}, can't be read.") from error
    if card.format > _FORMAT:
        raise GroupRefused("The group comes from a newer version of Case Trainer; install that version.")
    return card


def _save(path: Path, card: _Card) -> None:
    try:
        replace_file(path, (card.model_dump_json(indent=1) + "\n").encode())
    except OSError as error:
        raise _unwritten(path, error) from error


def _unwritten(path: Path, error: OSError) -> GroupRefused:
    return GroupRefused(f"{path} can't be written: {error.strerror or error}. Nothing that was there is lost.")
