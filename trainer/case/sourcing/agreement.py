"""Whether the lines that are cited say what a case says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from trainer.case.base import SourceRef
from trainer.case.dates import Point, When
from trainer.case.node import Node
from trainer.case.problems import Problem
from trainer.case.sourcing.amounts import Amount
from trainer.case.sourcing.figures import Figure, Figures, Name, figures
from trainer.case.sourcing.library import Library, Passage, open_library
from trainer.case.sourcing.moments import Moment, parts_of_the_year
from trainer.case.sourcing.statements import Said, Statement, statements
from trainer.case.sourcing.sums import wrong_sums

_SHOWN = 6
_NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")


def check_sources(case: Node, decisions: Sequence[Node], timeline: Node | None, folder: Path) -> Iterator[Problem]:
    """Every figure and date that the lines cited for it don't have, and sums that don't come out.

    Args:
        case: the values of ``case.yaml``.
        decisions: the values of the file of each decision.
        timeline: the values of ``timeline.yaml``, where there is one.
        folder: holds the texts of the sources, ``001.txt`` or ``001_….txt`` for source ``001``.
    """
    library = open_library(case, folder)
    yield from library.problems
    sums: set[tuple[object, ...]] = set()
    for statement in statements(case, decisions, timeline):
        derived = statement.derived
        yield from _misses(statement, library)
        if derived.text and (derived.file.name, derived.where) not in sums:
            sums.add((derived.file.name, derived.where))
            yield from _sum(statement, library)


def _misses(statement: Statement, library: Library) -> Iterator[Problem]:
    refs = _refs(statement, library)
    if refs is None:
        return
    passage = Passage.of(library, refs)
    explained = Passage.beside([statement.derived.text])
    dated = (library[source].dated for source in dict.fromkeys(ref.source for ref in refs))
    grounds = (passage, explained, Passage.beside((*statement.besides, *dated)))
    for said in statement.said:
        for figure, start in _figures(said):
            if not any(_bears(ground, figure) for ground in grounds):
                yield said.node.problem_at(start, _miss(figure, passage))
    if statement.when is not None:
        yield from _date(statement.when, statement.known_by, grounds)


def _refs(statement: Statement, library: Library) -> Sequence[SourceRef] | None:
    """The lines cited; ``None`` where they can't be looked at, which is an error of its own."""
    try:
        refs = statement.refs
    except ValueError:
        return None
    return None if any(ref.source not in library or ref.last > len(library[ref.source].lines) for ref in refs) else refs


def _figures(said: Said) -> Iterator[tuple[Figure, int]]:
    """Every figure, and where in the text it begins."""
    claimed = figures(said.text, unit=said.unit, dated=said.dated)
    for figure in claimed.every:
        yield figure, said.text.find(figure.text) if isinstance(figure, Name) else figure.start


def _bears(passage: Passage, figure: Figure) -> bool:
    if isinstance(figure, Amount):
        return any(figure.borne_by(other) for other in passage.figures.amounts)
    if isinstance(figure, Name):
        return any(figure.text.casefold() == name.text.casefold() for name in passage.figures.names)
    return _bears_date(figure, passage.figures.dates, passage.years)


def _bears_date(date: Moment, dates: Iterable[Moment], years: frozenset[int]) -> bool:
    if date.decade:
        return any(
            date.year is not None and other.year is not None and date.year // 10 == other.year // 10 for other in dates
        )
    if date.month is None:
        return date.year in years
    return any(
        other.month == date.month
        and date.day in (None, other.day)
        and (date.year in (None, other.year) or (other.year is None and date.year in years))
        for other in dates
    )


def _date(node: Node, known_by: Node | None, grounds: Sequence[Passage]) -> Iterator[Problem]:
    passage = grounds[0]
    when, day = _when(node), _when(known_by) if known_by else None
    if when is None or (known_by is not None and day is None):
        return  # what is no date is told where it is read
    for point in dict.fromkeys((when.start, when.end)):
        if when.start != when.end and point.month is None:
            continue  # a span of years is a judgement on what was known since when
        if day and (_overlap(point, day.start) or _overlap(point, day.end)):
            continue  # so it stood on the day of the decision; the lines need not say so again
        if not any(_bears_point(point, ground) for ground in grounds):
            named = _quoted(date.text for date in passage.figures.dates or passage.dates)
            have = f" (the lines have {named})" if named else ""
            yield node.problem(
                f"the date {When(point, point).describe()} isn't in {passage.name}{have}; mend the date or the lines, "
                "or say where it comes from with 'derived'"
            )


def _when(node: Node) -> When | None:
    try:
        return When.parse(str(node.value))
    except ValueError:
        return None


def _overlap(one: Point, other: Point) -> bool:
    return one.first <= other.last and other.first <= one.last


def _bears_point(point: Point, passage: Passage) -> bool:
    years = passage.years
    if _bears_date(Moment("", point.year, point.month, point.day), passage.dates, years):
        return True
    parts = frozenset().union(*map(parts_of_the_year, passage.lines))
    return point.day is None and point.year in years and point.month in parts


def _miss(figure: Figure, passage: Passage) -> str:
    if not passage.name:
        return f"no lines are cited for '{figure.text}'; add its sources, or take it out"
    have = _alike(figure, passage.figures)
    lines = f"the lines have {have}" if have else "the lines have none of its kind"
    return (
        f"'{figure.text}' isn't in {passage.name} ({lines}); mend the figure or the lines, "
        "or say how it is reckoned with 'derived'"
    )


def _alike(figure: Figure, found: Figures) -> str:
    """What the lines have of the kind of a figure, its own unit first."""
    if isinstance(figure, Amount):
        counted = [amount for amount in found.amounts if amount.weight]
        return _quoted(amount.text for amount in sorted(counted, key=lambda other: other.unit != figure.unit))
    return _quoted(each.text for each in (found.dates if isinstance(figure, Moment) else found.names))


def _quoted(texts: Iterable[str]) -> str:
    each = list(dict.fromkeys(texts))
    return ", ".join(f"'{text}'" for text in each[:_SHOWN]) + (" …" if len(each) > _SHOWN else "")


def _sum(statement: Statement, library: Library) -> Iterator[Problem]:
    derived = statement.derived
    for wrong in wrong_sums(derived.text):
        message = f"the sum doesn't come out: {wrong.left} is {wrong.result} and not {wrong.right}; mend it"
        yield derived.problem(message)
    refs = _refs(statement, library)
    if refs is None:
        return
    passage = Passage.of(library, refs)
    used = figures(derived.text)
    cited = {digits for line in passage.lines for digits in _digits(line)}
    borne = bool(cited & set(_digits(derived.text))) or any(_bears(passage, figure) for figure in used.every)
    if "=" in derived.text and used.every and not borne:
        named = _quoted(figure.text for figure in used.every)
        yield derived.problem(
            f"nothing that the sum starts from ({named}) is in {passage.name}; cite the lines that have it"
        )


def _digits(text: str) -> Iterator[str]:
    """Numbers without their units and multiples: a sum may leave out what both of its sides are counted in."""
    return (re.sub(r"[^\d.]", "", number) for number in _NUMBER.findall(text))
