"""What the first window doesn't need: imported and opened beside it, in a thread."""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from trainer.case.outline import CaseOutline, Fingerprint, OutlineCache, find_packs, fingerprint, outline_of
from trainer.case.versions import is_newer
from trainer.desktop.background import Background
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

    def of(self, folder: Path) -> Shelved | None:
        """The case that was read from a folder, if there is one."""
        return next((each for each in self.cases if each.outline.folder == folder), None)

    def rewritten(self, shelved: Shelved) -> Loaded:
        """With another text of the case in a folder, which stands first."""
        outline = shelved.outline
        others = (each for each in self.cases if each.outline.folder != outline.folder)
        cases = (shelved, *(each for each in others if each.outline.id != outline.id))
        broken = tuple(each for each in self.broken if each.folder != str(outline.folder))
        return Loaded(self.store, cases, broken)


class Loader(Background):
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

    def run(self) -> None:
        """Load; runs in the thread. Whatever goes wrong in it is said: nobody else would hear of it."""
        try:
            self._load()
        except Exception:  # noqa: BLE001 - a fault of the program must not leave the window waiting for ever
            sentence = "Something went wrong while the program was starting. Nothing that is stored was changed."
            self.failed.emit(sentence, traceback.format_exc())

    def _load(self) -> None:
        from trainer.case.archive.aside import alone_in, put_back_interrupted
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
            # What can't be put back stays aside, and so does what another program is just replacing; nothing is lost.
            with suppress(OSError), alone_in(self._paths.own_cases):
                put_back_interrupted(self._paths.own_cases)
            cases, broken = read_packs(pack_folders(self._paths, self._case), self._paths, self._case)
        except BaseException:
            store.close()
            raise
        self.loaded.emit(Loaded(store, cases, broken))


def pack_folders(paths: Paths, case: Path | None = None) -> tuple[Path, ...]:
    """All folders that hold a pack, the one asked for first."""
    found = find_packs(paths.content)
    return found if case is None else (case, *(each for each in found if each.resolve() != case.resolve()))


def counting(outlines: Iterable[CaseOutline], given: Path | None = None) -> tuple[CaseOutline, ...]:
    """One case of each id: its newest version, and of equal ones the first; each stands where the first of its id did.

    Args:
        outlines: in the order of their folders.
        given: the folder that was asked for, and counts whatever the versions are.
    """
    kept: dict[str, CaseOutline] = {}
    for outline in outlines:
        there = kept.get(outline.id)
        if there is None or (there.folder != given and is_newer(outline.version, there.version)):
            kept[outline.id] = outline
    return tuple(kept.values())


def read_packs(
    folders: Sequence[Path], paths: Paths, given: Path | None = None
) -> tuple[tuple[Shelved, ...], tuple[BrokenCase, ...]]:
    """Read packs; one that can't be read stands among the broken ones. Of several with one id, one counts.

    What was read before and is unchanged comes out of the caches, and only what is shown of it is read.

    Args:
        folders: those of the packs.
        paths: where the caches live.
        given: the folder that was asked for; see :func:`counting`.
    """
    from trainer.case.problems import PackErrors

    outlines = OutlineCache(paths.outlines_file)
    good: dict[Path, tuple[Shelved, Fingerprint]] = {}
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
            good[folder] = Shelved(case, outline_of(case, folder)), files
    counted = [good[each.folder] for each in counting((shelved.outline for shelved, _ in good.values()), given)]
    for shelved, files in counted:
        if outlines.get(shelved.outline.folder) != shelved.outline:
            outlines.put(shelved.outline, files)
    return tuple(shelved for shelved, _ in counted), tuple(broken)


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
