"""What the first window doesn't need: imported and opened beside it, in a thread."""

from __future__ import annotations

import gc
import traceback
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QThread, Signal

from trainer.case.outline import CaseOutline, Fingerprint, OutlineCache, find_packs, fingerprint, outline_of
from trainer.desktop.library_state import BrokenCase
from trainer.paths import Paths
from trainer.progress.clock import Clock, utc_now

if TYPE_CHECKING:
    from trainer.case.sealed import Case
    from trainer.progress.store import Store

_MOST_PROBLEMS = 5


@dataclass(frozen=True)
class Shelved:
    """A case that was read."""

    case: Case
    outline: CaseOutline


@dataclass(frozen=True)
class Loaded:
    """Everything that was loaded."""

    store: Store
    cases: tuple[Shelved, ...]
    broken: tuple[BrokenCase, ...] = field(default=())

    def case(self, case_id: str) -> Case | None:
        """The case of that id, if it is there."""
        return next((each.case for each in self.cases if each.case.info.id == case_id), None)


class Loader(QThread):
    """Opens the store and reads the cases; says once which of the two signals it is."""

    loaded = Signal(object)
    failed = Signal(str, str)
    """The sentence for the learner, and the details for whoever helps."""

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
        self.finished.connect(self._let_collect)

    def begin(self) -> None:
        """Start the thread, and hold Python's garbage collector back as long as it runs: a collection there would
        destroy widgets outside of the thread they live in."""
        gc.disable()
        self.start()

    def end(self) -> None:
        """Wait until the thread has ended."""
        self.wait()
        self._let_collect()

    def _let_collect(self) -> None:
        gc.enable()

    def run(self) -> None:
        """Load; runs in the thread. Whatever goes wrong in it is said: nobody else would hear of it."""
        try:
            self._load()
        except Exception:  # noqa: BLE001 - a fault of the program must not leave the window waiting for ever
            sentence = "Something went wrong while the program was starting. Nothing that is stored was changed."
            self.failed.emit(sentence, traceback.format_exc())

    def _load(self) -> None:
        from trainer.progress.errors import ProgressError
        from trainer.progress.store import Store

        # Where the folder can't be made, the store says so in its own words.
        with suppress(OSError):
            self._paths.data.mkdir(parents=True, exist_ok=True)
        try:
            store = Store.open(self._paths.progress_file, self._clock)
        except ProgressError as error:
            self.failed.emit(str(error), f"{type(error).__name__}\n{self._paths.progress_file}")
            return
        try:
            cases, broken = read_packs(pack_folders(self._paths, self._case), self._paths)
        except BaseException:
            store.close()
            raise
        self.loaded.emit(Loaded(store, cases, broken))


def pack_folders(paths: Paths, case: Path | None = None) -> tuple[Path, ...]:
    """All folders that hold a pack, the one asked for first."""
    found = find_packs(paths.content)
    return found if case is None else (case, *(each for each in found if each.resolve() != case.resolve()))


def read_packs(folders: Sequence[Path], paths: Paths) -> tuple[tuple[Shelved, ...], tuple[BrokenCase, ...]]:
    """Read packs; one that can't be read stands among the broken ones. Of two with one id the first counts.

    What was read before and is unchanged comes out of the caches, and only what is shown of it is read.
    """
    from trainer.case.problems import PackErrors

    outlines = OutlineCache(paths.outlines_file)
    good: list[Shelved] = []
    broken: list[BrokenCase] = []
    for folder in folders:
        try:
            files = fingerprint(folder)
            case = read_case(folder, files, paths)
        except PackErrors as errors:
            lines = tuple(str(problem) for problem in errors.problems[:_MOST_PROBLEMS])
            broken.append(BrokenCase(folder.name, str(folder), lines))
        except OSError as error:
            broken.append(BrokenCase(folder.name, str(folder), (error.strerror or str(error),)))
        else:
            if any(each.case.info.id == case.info.id for each in good):
                continue
            shelved = Shelved(case, outline_of(case, folder))
            if outlines.get(folder) != shelved.outline:
                outlines.put(shelved.outline, files)
            good.append(shelved)
    return tuple(good), tuple(broken)


def read_case(folder: Path, files: Fingerprint, paths: Paths) -> Case:
    """The case of a pack, out of the cache where it is kept there; if not, it is read and kept.

    Args:
        folder: the pack's folder.
        files: its present fingerprint.
        paths: where the cache lives.

    Raises:
        PackErrors: with every error of the pack.
        OSError: its files can't be read.
    """
    from trainer.case.cache import CaseCache
    from trainer.case.reader import load_case

    cache = CaseCache(paths.cases_folder)
    kept = cache.get(folder, files)
    if kept is not None:
        return kept
    read = load_case(folder)
    cache.put(folder, files, read)
    return cache.get(folder, files) or read  # as kept, it takes less memory
