"""Checking packs from the command line, in the form that editors read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

from trainer.case.lint import lint
from trainer.case.problems import Problem, Severity, in_order
from trainer.case.reader import Reading, examine
from trainer.case.sourcing.agreement import check_sources
from trainer.case.teaching_reader import examine_teaching

CLEAN = 0
ERRORS = 1
NO_PACK = 2


def check(paths: Sequence[Path], out: TextIO, sources: Path | None = None) -> int:
    """Print everything that is wrong with some packs, and a line that sums it up.

    A problem is printed as ``path/file:line:column: error: place: what to do``, the path as it was given.

    Args:
        paths: the folder of each pack.
        out: where to print to.
        sources: the folder with the texts that the packs rest on; each figure and date is looked up in the lines that
            are cited for it.

    Returns:
        0 without errors (there may be warnings), 1 with errors, 2 where a path is no folder.
    """
    if sources is not None and not sources.is_dir():
        print(f"{sources}: there is no such folder; name the one that holds the texts of the sources", file=out)
        return NO_PACK
    code, packs, decisions, found = CLEAN, 0, 0, list[Problem]()
    for path in paths:
        if not path.is_dir():
            print(f"{path}: there is no such pack; name a folder that holds a case.yaml", file=out)
            code = NO_PACK
            continue
        reading, problems = look_over(path, sources)
        for problem in problems:
            print(_line(path, problem), file=out)
        packs += 1
        decisions += len(reading.decisions)
        found += problems
    errors = sum(problem.severity is Severity.ERROR for problem in found)
    warnings = len(found) - errors
    checked = f"{_count(packs, 'pack')}, {_count(decisions, 'decision')}"
    print(f"{checked}: {_count(errors, 'error')}, {_count(warnings, 'warning')}", file=out)
    return max(code, ERRORS if errors else CLEAN)


def look_over(folder: Path, sources: Path | None = None) -> tuple[Reading, tuple[Problem, ...]]:
    """What came of reading a pack, and everything that is wrong with it or spoils it, as it stands in the files.

    Args:
        folder: the pack.
        sources: as for :func:`check`.
    """
    reading = examine(folder)
    looked_up = check_sources(reading.case, reading.decisions, reading.timeline, sources) if sources else ()
    taught = examine_teaching(folder, reading.case, reading.decisions)
    told = {(problem.file, problem.path) for problem in reading.problems if problem.path}
    further = (*lint(reading.case, reading.decisions), *taught, *looked_up)
    # advice on a value that has an error would only be a second word on the same fault
    kept = (each for each in further if each.severity is Severity.ERROR or (each.file, each.path) not in told)
    return reading, in_order((*reading.problems, *kept))


def _line(folder: Path, problem: Problem) -> str:
    where = f"{folder / problem.file}:{problem.line}:{problem.column}"
    return f"{where}: {problem.severity}: {problem.said}"


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
