"""What the first window doesn't need: imported and opened beside it, in a thread."""

from __future__ import annotations

import traceback
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import Signal

from trainer.desktop.background import Background
from trainer.desktop.loading import Loaded, pack_folders, read_packs
from trainer.paths import Paths
from trainer.progress.clock import Clock, utc_now


class Loader(Background):
    """Opens the store and reads the cases; says once which of the first three signals it is."""

    loaded = Signal(object)
    failed = Signal(str, str)
    """The sentence for the learner, and the details for whoever helps."""
    damaged = Signal(str)
    """The progress file is: what is wrong with it, for whoever helps."""
    not_backed_up = Signal(str)
    """No backup was made, which harms nothing else: the sentence for the learner."""

    def __init__(self, paths: Paths, case: Path | None = None, clock: Clock = utc_now) -> None:
        """
        Args:
            paths: where things live.
            case: one more pack, which stands first.
            clock: gives the time to the store.
        """
        super().__init__()
        self._paths = paths
        self._case = case
        self._clock = clock

    def run(self) -> None:
        """Load; runs in the thread. Whatever goes wrong in it is said: nobody else would hear of it."""
        try:
            loaded = self._load()
        except Exception:  # noqa: BLE001 - a fault of the program must not leave the window waiting for ever
            sentence = "Something went wrong while the program was starting. Nothing that is stored was changed."
            self.failed.emit(sentence, traceback.format_exc())
            return
        if loaded is not None:
            self.loaded.emit(loaded)
            self._back_up()
            self._clean_up()

    def _back_up(self) -> None:
        """Keep a copy of the progress and of the workshops, once everything else is there."""
        from trainer.progress.backups import BackupFailed, back_up_if_due
        from trainer.progress.workshops.backups import back_up_workshops

        try:
            back_up_if_due(self._paths.progress_file, self._paths.backups_folder, self._clock())
        except BackupFailed as failed:
            self.not_backed_up.emit(str(failed))
        # What is wrong with a workshop is said where they are listed.
        back_up_workshops(self._paths.workshops_folder, self._paths.backups_folder)

    def _clean_up(self) -> None:
        from trainer.progress.leftovers import clean_up

        clean_up(self._paths, self._clock())

    def _load(self) -> Loaded | None:
        from trainer.case.archive.aside import alone_in, put_back_interrupted
        from trainer.progress.errors import DamagedFile, ProgressError
        from trainer.progress.mending import is_emptied
        from trainer.progress.store import Store

        # Where the folder can't be made, the store says so in its own words.
        with suppress(OSError):
            self._paths.data.mkdir(parents=True, exist_ok=True)
        if is_emptied(self._paths.progress_file, self._paths.backups_folder):
            self.damaged.emit("it is empty, though there are backups of it")
            return None
        try:
            store = Store.open(self._paths.progress_file, self._clock)
        except DamagedFile as error:
            self.damaged.emit(error.detail)
            return None
        except ProgressError as error:
            self.failed.emit(str(error), f"{type(error).__name__}\n{self._paths.progress_file}")
            return None
        try:
            # What can't be put back stays aside, and so does what another program is just replacing; nothing is lost.
            with suppress(OSError), alone_in(self._paths.own_cases):
                put_back_interrupted(self._paths.own_cases)
            cases, broken = read_packs(pack_folders(self._paths, self._case), self._paths, self._case)
        except BaseException:
            store.close()
            raise
        return Loaded(store, cases, broken)
