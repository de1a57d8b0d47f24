"""Handing progress over and taking it in, as a part of the store."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from trainer.progress.changes import Change, ChangeKind, Listeners
from trainer.progress.database import Database
from trainer.progress.recalls import Recalls
from trainer.progress.transfer.manifest import Manifest
from trainer.progress.transfer.merging import TakenIn
from trainer.progress.transfer.reading import Watch, nobody
from trainer.progress.transfer.taking_in import take_in
from trainer.progress.transfer.writing import write_progress


class Transfers:
    """Progress of one learner as one file, to and fro; part of the store, and as safe to use.

    Long work: a window lets a store of its own do it in another thread.
    """

    def __init__(
        self, database: Database, now: Callable[[], dt.datetime], listeners: Listeners, recalls: Recalls
    ) -> None:
        self._database = database
        self._now = now
        self._listeners = listeners
        self._recalls = recalls

    def write(self, learner_id: str, file: BinaryIO, watch: Watch = nobody) -> Manifest:
        """Write all of one learner into a file that was opened by its path; as
        :func:`~trainer.progress.transfer.writing.write_progress`."""
        return write_progress(self._database, learner_id, file, self._now(), watch)

    def take_in(self, file: Path, watch: Watch = nobody) -> TakenIn:
        """Merge a progress file with what is there; as :func:`~trainer.progress.transfer.taking_in.take_in`."""
        taken = take_in(self._database, file, self._recalls.retention, watch)
        self._listeners.tell(Change(ChangeKind.TAKEN_IN, taken.learner.id))
        return taken
