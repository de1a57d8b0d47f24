"""The texts that a case rests on, as files of a folder, and what their lines bear out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from trainer.case.base import SourceRef
from trainer.case.node import Node
from trainer.case.problems import Problem
from trainer.case.sourcing.figures import Figures, readings
from trainer.case.sourcing.moments import Moment

REACH = 12
"""How many lines above those that are cited may give a date its year or month."""


@dataclass(frozen=True, slots=True)
class Text:
    """A source, line by line."""

    file: str
    lines: tuple[str, ...]
    dated: str
    """Its own date: a claim may say of when the word is that it reports."""

    def cited(self, ref: SourceRef) -> tuple[str, ...]:
        """The lines of a reference, as far as there are such."""
        return self.lines[ref.first - 1 : ref.last]

    def before(self, ref: SourceRef) -> Iterator[str]:
        """The lines above a reference, the nearest first, as far as a date may reach."""
        yield from reversed(self.lines[max(0, ref.first - 1 - REACH) : ref.first - 1])


class Library:
    """The texts of a case, and what is wrong with their files."""

    def __init__(self, texts: dict[str, Text], problems: Iterable[Problem] = ()) -> None:
        self._texts = texts
        self.problems = tuple(problems)

    def __contains__(self, source: str) -> bool:
        return source in self._texts

    def __getitem__(self, source: str) -> Text:
        return self._texts[source]


def open_library(case: Node, folder: Path) -> Library:
    """Read the text of each source that a case names.

    Args:
        case: the values of ``case.yaml``.
        folder: where the texts lie; the file of source ``001`` is called ``001.txt``, or begins with ``001_``.
    """
    texts: dict[str, Text] = {}
    problems: list[Problem] = []
    for source in case["sources"].each():
        name = source["id"].text
        if not name:
            continue
        text = _read(source, name, folder)
        if isinstance(text, Problem):
            problems.append(text)
            continue
        texts[name] = text
        said, have = source["lines"].value, len(text.lines)
        if isinstance(said, int) and said != have:
            problems.append(source["lines"].problem(f"'{text.file}' has {have} lines and not {said}; write {have}"))
    return Library(texts, problems)


def _read(source: Node, name: str, folder: Path) -> Text | Problem:
    files = [path for path in sorted(folder.glob("*.txt")) if path.stem == name or path.name.startswith(f"{name}_")]
    if not files:
        message = f"'{folder}' holds no text of the source '{name}'; looked for '{name}.txt' and '{name}_….txt'"
        return source["id"].problem(f"{message}, put it there")
    if len(files) > 1:
        several = " and ".join(f"'{path.name}'" for path in files)
        return source["id"].problem(f"{several} may both be the text of the source '{name}'; keep one")
    try:
        text = files[0].read_text(encoding="utf-8-sig")
    except UnicodeError:
        return source["id"].problem(f"'{files[0].name}' isn't UTF-8; save it as UTF-8")
    except OSError as error:
        return source["id"].problem(f"'{files[0].name}' can't be read ({error.strerror}); check that it may be opened")
    lines = text.split("\n")
    dated = str(source["date"].value).replace("/", " / ")
    return Text(files[0].name, tuple(lines[:-1] if lines[-1] == "" else lines), dated)


@lru_cache(maxsize=4096)
def read_line(line: str) -> Figures:
    """What one line may bear out."""
    return readings(line)


@dataclass(frozen=True, slots=True)
class Passage:
    """The lines that a claim rests on, all of them together."""

    name: str
    """As messages call it: ``001:358, 001:360-362``."""
    lines: tuple[str, ...]
    figures: Figures
    above: tuple[tuple[str, ...], ...]
    """For each reference the lines above it, the nearest first."""

    @classmethod
    def of(cls, library: Library, refs: Sequence[SourceRef]) -> Passage:
        """The passage that references name."""
        lines = [line for ref in refs for line in library[ref.source].cited(ref)]
        above = tuple(tuple(library[ref.source].before(ref)) for ref in refs)
        return cls(", ".join(dict.fromkeys(map(str, refs))), tuple(lines), _together(lines), above)

    @classmethod
    def beside(cls, lines: Iterable[str]) -> Passage:
        """What may bear a claim out without being a line of a source."""
        lines = tuple(lines)
        return cls("", lines, _together(lines), ())

    @property
    def years(self) -> frozenset[int]:
        """The years that a date without one may belong to: those named here, or else above."""
        here = _years(self.figures.dates)
        return here or frozenset(year for above in self.above for year in _nearest_years(above))

    @property
    def dates(self) -> tuple[Moment, ...]:
        """The dates named here, or where no month is, those of the nearest line above that names one."""
        if any(date.month for date in self.figures.dates):
            return self.figures.dates
        return (*self.figures.dates, *(date for above in self.above for date in _nearest_months(above)))


def _together(lines: Iterable[str]) -> Figures:
    read = [read_line(line) for line in lines]
    return Figures(
        tuple(amount for each in read for amount in each.amounts),
        tuple(date for each in read for date in each.dates),
        tuple(name for each in read for name in each.names),
    )


def _years(dates: Iterable[Moment]) -> frozenset[int]:
    return frozenset(date.year for date in dates if date.year)


def _nearest_years(above: Iterable[str]) -> frozenset[int]:
    return next((found for line in above if (found := _years(read_line(line).dates))), frozenset())


def _nearest_months(above: Iterable[str]) -> tuple[Moment, ...]:
    for line in above:
        if found := tuple(date for date in read_line(line).dates if date.month):
            return found
    return ()
