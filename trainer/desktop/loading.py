"""Reading the packs: which there are, which of them count, and what became of each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from trainer.case.outline import CaseOutline, Fingerprint, OutlineCache, find_packs, fingerprint, outline_of
from trainer.desktop.library_state import BrokenCase
from trainer.paths import Paths

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
        if there is None or (there.folder != given and _is_newer(outline, there)):
            kept[outline.id] = outline
    return tuple(kept.values())


def _is_newer(outline: CaseOutline, there: CaseOutline) -> bool:
    from trainer.case.versions import is_newer  # seldom needed: most cases are there once

    return is_newer(outline.version, there.version)


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
