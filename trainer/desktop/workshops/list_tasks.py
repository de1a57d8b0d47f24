"""What the list of workshops has done in a thread. No Qt."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from trainer.desktop.workshops.list_state import WorkshopsState, workshops_state
from trainer.desktop.workshops.stopped import look_into
from trainer.progress.clock import Clock
from trainer.progress.errors import ProgressError
from trainer.progress.transfer.reading import Watch
from trainer.progress.workshops.cards import State
from trainer.progress.workshops.file import WorkshopFile
from trainer.progress.workshops.shelf import Workshops
from trainer.study.workshop.plan import Plan
from trainer.study.workshop.session import Session


@dataclass(frozen=True, slots=True)
class Opened:
    """A workshop's file, open, and what is in it."""

    file: WorkshopFile
    session: Session


def read_list(shelf: Workshops, running: Mapping[Path, Session], clock: Clock, _watch: Watch) -> WorkshopsState:
    """All workshops, and where those stopped that were interrupted.

    Args:
        shelf: where they are.
        running: those in this window, by their file.
        clock: gives the time.

    Raises:
        OSError: the folder can't be looked at.
    """
    cards = shelf.every(running)
    stopped = {}
    for card in cards:
        if card.state is State.INTERRUPTED:
            with suppress(ProgressError):
                said = look_into(card.path).said(clock())
                stopped[card.path] = f"{said[:1].upper()}{said[1:]}"
    return workshops_state(cards, stopped, running.keys())


def open_workshop(path: Path, _watch: Watch) -> Opened:
    """Open a workshop; raises :class:`ProgressError`."""
    return _read(WorkshopFile.open(path))


def create_workshop(shelf: Workshops, plan: Plan, _watch: Watch) -> Opened:
    """Begin a workshop; raises :class:`ProgressError`."""
    return _read(shelf.create(plan))


def copy_workshop(shelf: Workshops, path: Path, _watch: Watch) -> Path:
    """Begin another with the same plan, and give its file; raises :class:`ProgressError`."""
    with shelf.copy(path) as copy:
        return copy.path


def _read(file: WorkshopFile) -> Opened:
    try:
        return Opened(file, file.read())
    except BaseException:
        file.close()
        raise
