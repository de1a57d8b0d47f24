"""A group, open: its learners, the files that are taken into it, and what goes out of it again."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from trainer.files import free_name, replacing
from trainer.progress import group_numbers
from trainer.progress.backups import stamp
from trainer.progress.clock import Clock
from trainer.progress.database import Database
from trainer.progress.group_card import GroupCard, HandedIn, save_card, unwritten
from trainer.progress.group_numbers import GroupNumbers
from trainer.progress.removing import remove_learner
from trainer.progress.store import Store
from trainer.progress.transfer.manifest import SUFFIX
from trainer.progress.transfer.reading import Watch, nobody, opened
from trainer.progress.transfer.refusal import TransferRefused
from trainer.progress.values import Learner

ASIDE = "set-aside"
"""The folder, beside those of the groups, of what was taken out of them."""


class Group:
    """A group, open. Its store is as any other: notes to attempts go there."""

    def __init__(self, path: Path, card: GroupCard, database: Database, clock: Clock) -> None:
        """Use :meth:`trainer.progress.groups.Groups.open`."""
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
        aside = self._path.parent / ASIDE
        try:
            aside.mkdir(exist_ok=True)
        except OSError as error:
            raise unwritten(aside, error) from error
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
        save_card(self._path, self._card)


def _part(watch: Watch, place: int, of: int) -> Watch:
    return lambda share: watch((place + share) / of)


def _whose(file: Path) -> tuple[str | None, str | None]:
    """Whose a file says it is, as far as that can be read."""
    with suppress(TransferRefused), opened(file) as content:
        return content.manifest.learner.id, content.manifest.learner.name
    return None, None
