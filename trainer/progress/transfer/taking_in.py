"""Taking a progress file in: checked in full first, then merged in one transaction."""

from __future__ import annotations

from pathlib import Path

from trainer.progress.database import Database
from trainer.progress.transfer.checking import Check
from trainer.progress.transfer.manifest import Manifest
from trainer.progress.transfer.merging import TakenIn, merge
from trainer.progress.transfer.reading import Watch, nobody, opened
from trainer.progress.transfer.staging import waiting_room


def take_in(database: Database, file: Path, retention: int, watch: Watch = nobody) -> TakenIn:
    """Merge a progress file with what is there.

    Nobody is kept waiting by the reading and checking; only by the merging, which writes.

    Args:
        database: into which; used by no other thread meanwhile.
        file: to be taken in.
        retention: the wanted chance to remember a decision when it comes back, in percent.
        watch: is told how far the reading is.

    Raises:
        TransferRefused: the file isn't sound, or says otherwise what is known already; nothing was written.
        ProgressError: the database can't be used.
    """
    with opened(file, watch) as content, waiting_room(database):
        with database.read() as connection:
            Check(connection, content).run()
        with database.write() as connection:
            return merge(connection, content, retention)


def check(database: Database, file: Path, watch: Watch = nobody) -> Manifest:
    """What a progress file says of itself, once all of it was found to be sound; nothing is merged.

    Args:
        database: any, for the room to check it in; used by no other thread meanwhile.
        file: to be checked.
        watch: is told how far the reading is.

    Raises:
        TransferRefused: the file isn't sound.
        ProgressError: the database can't be used.
    """
    with opened(file, watch) as content, waiting_room(database), database.read() as connection:
        Check(connection, content).run()
        return content.manifest
