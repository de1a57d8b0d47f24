"""All workshops in a folder. What a list shows costs one look at each file, with the standard library alone."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from trainer.files import free_name
from trainer.progress.aside import COMPANIONS
from trainer.progress.backups import stamp
from trainer.progress.clock import Clock, utc_now
from trainer.progress.errors import ProgressError
from trainer.progress.workshops.cards import State, WorkshopCard, card_of, read_card
from trainer.progress.workshops.errors import OpenElsewhere, WorkshopNotWritten, open_elsewhere
from trainer.progress.workshops.versions import SUFFIX

if TYPE_CHECKING:
    from trainer.progress.workshops.file import WorkshopFile
    from trainer.study.workshop.plan import Plan
    from trainer.study.workshop.session import Session

ASIDE = "set-aside"
"""The folder, beside the workshops, of those that were removed."""

_LONGEST_TITLE = 400
_COPY = re.compile(r"(?P<title>.*) \(copy(?: \d+)?\)")
_PLACES = {State.OPEN: 0, State.INTERRUPTED: 1, State.PREPARED: 2, State.ENDED: 2, State.UNREADABLE: 3}
_LONG_AGO = dt.datetime(1, 1, 1, tzinfo=dt.UTC)


class Workshops:
    """The workshops in a folder."""

    def __init__(self, folder: Path, clock: Clock = utc_now) -> None:
        self._folder = folder
        self._clock = clock

    @property
    def folder(self) -> Path:
        """Of the workshops; made with the first."""
        return self._folder

    def every(self, mine: Mapping[Path, Session] | None = None) -> tuple[WorkshopCard, ...]:
        """All workshops, those that are open or were interrupted first, then the newest first; at the end those that
        can't be read.

        Args:
            mine: sessions that this program has open, by the path of their file: what they hold can't be looked at.

        Raises:
            OSError: the folder can't be looked at; one that isn't there is empty.
        """
        open_here = mine or {}
        if not self._folder.exists():
            return ()
        paths = [each for each in self._folder.glob(f"*{SUFFIX}") if each.is_file()]
        cards = [card_of(each, open_here[each]) if each in open_here else read_card(each) for each in paths]
        return tuple(sorted(cards, key=_in_the_list))

    def interrupted(self) -> tuple[WorkshopCard, ...]:
        """The workshops that were begun and not ended, and that nobody has open: to be offered when the program
        starts. Never raises."""
        try:
            return tuple(each for each in self.every() if each.state is State.INTERRUPTED)
        except OSError:
            return ()

    def create(self, plan: Plan) -> WorkshopFile:
        """Begin a workshop; raises as :meth:`WorkshopFile.create`."""
        from trainer.progress.workshops.file import WorkshopFile

        return WorkshopFile.create(self._folder, plan, self._clock)

    def copy(self, path: Path) -> WorkshopFile:
        """Begin another with the plan and the private notes of one that nobody has open; raises :class:`ProgressError`.
        Nobody is in it, and nothing was voted."""
        from trainer.progress.workshops.file import WorkshopFile

        with WorkshopFile.open(path) as file:
            session = file.read()
        return self.copy_of(session)

    def copy_of(self, session: Session) -> WorkshopFile:
        """The same of one that this program has open."""
        from trainer.study.workshop.events import Noted

        title = self._title_of_copy(session.plan.title)
        file = self.create(session.plan.model_copy(update={"title": title}))
        try:
            now = self._clock()
            file.keep([Noted(now, decision_id, text) for decision_id, text in session.notes.items()])
        except ProgressError:
            file.close()
            file.path.unlink(missing_ok=True)
            raise
        return file

    def remove(self, path: Path) -> Path:
        """Set a workshop aside that nobody has open, and give where its file is now; it may be put back by hand.

        Raises:
            ProgressError: it is open, or can't be moved; it stands as it was.
        """
        state = read_card(path).state
        if state is State.OPEN:
            raise open_elsewhere(path)
        if state is not State.UNREADABLE:
            _make_whole(path)
        aside = self._folder / ASIDE
        moved: list[tuple[Path, Path]] = []
        try:
            aside.mkdir(exist_ok=True)
            target = free_name(aside / f"{path.stem}-{stamp(self._clock())}{SUFFIX}")
            # The file itself goes last: without it nothing tells what the others belong to.
            for ending in (*COMPANIONS, ""):
                each = path.with_name(path.name + ending)
                if ending == "" or each.exists():
                    moved.append((each, each.rename(target.with_name(target.name + ending))))
        except OSError as error:
            for old, new in moved:
                new.rename(old)
            raise WorkshopNotWritten(path, f"The workshop can't be set aside: {error.strerror or error}.") from error
        return target

    def _title_of_copy(self, title: str) -> str:
        match = _COPY.fullmatch(title)
        plain = (match["title"] if match else title)[: _LONGEST_TITLE - len(" (copy 9999)")].rstrip()
        taken = {each.title for each in self.every()}
        number, made = 1, f"{plain} (copy)"
        while made in taken:
            number += 1
            made = f"{plain} (copy {number})"
        return made


def _make_whole(path: Path) -> None:
    """Bring into the file what an interrupted program left beside it, where that can be done."""
    from trainer.progress.workshops.file import WorkshopFile

    try:
        WorkshopFile.open(path).close()
    except OpenElsewhere:
        raise
    except ProgressError:
        return


def _in_the_list(card: WorkshopCard) -> tuple[int, float, str]:
    when = card.began or card.created or _LONG_AGO
    return _PLACES[card.state], -when.timestamp(), card.path.name
