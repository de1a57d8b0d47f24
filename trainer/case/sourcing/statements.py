"""What a pack says on the ground of its sources, piece by piece, with the lines that have to bear it out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from trainer.case.base import SourceRef
from trainer.case.node import Node

_HEADING_UNIT = re.compile(r"(?:,\s*|\()([^,()]+)\)?$")


@dataclass(frozen=True, slots=True)
class Said:
    """A text, a cell or a value."""

    node: Node
    unit: str = ""
    """What it is measured in, where a heading says so."""

    @property
    def dated(self) -> bool:
        """Whether a year may stand there, and not a bare number that is measured in something."""
        return not self.unit or not isinstance(self.node.value, (int, float))

    @property
    def text(self) -> str:
        """As a reader sees it."""
        value = self.node.value
        return "" if value is None or isinstance(value, (bool, dict, list)) else str(value)


@dataclass(frozen=True, slots=True)
class Statement:
    """What rests on the same lines."""

    said: tuple[Said, ...]
    sources: tuple[Node, ...]
    """The lists of references."""
    derived: Node
    when: Node | None = None
    """The date it is about, where that is shown or decides what may be known."""
    known_by: Node | None = None
    """The date of the decision, for what was known on that day."""
    besides: tuple[str, ...] = field(default=())
    """Further lines that may bear it out: an option speaks for what is said of it."""

    @property
    def refs(self) -> tuple[SourceRef, ...]:
        """The lines cited; raises ``ValueError`` where one isn't written as lines are."""
        return tuple(SourceRef.parse(entry.text) for sources in self.sources for entry in sources.each())


def statements(case: Node, decisions: Sequence[Node], timeline: Node | None = None) -> Iterator[Statement]:
    """All that a pack rests on its sources.

    Args:
        case: the values of ``case.yaml``.
        decisions: the values of the file of each decision.
        timeline: the values of ``timeline.yaml``, where there is one.
    """
    for person in case["people"].each():
        if person["sources"].filled:
            said = (Said(person["role"]), Said(person["before"]))
            yield Statement(said, (person["sources"],), person["derived"])
    for decision in decisions:
        yield from _decision(decision)
    for entry in timeline["entries"].each() if timeline else ():
        yield from _claim(entry)


def shown(exhibit: Node) -> Iterator[Said]:
    """Every text and value of an exhibit that a reader may take for documented."""
    yield from (Said(exhibit["title"]), Said(exhibit["note"]), Said(exhibit["text"]))
    unit = exhibit["unit"].text
    yield from (Said(category) for category in exhibit["categories"].each())
    for series in exhibit["series"].each():
        yield from (Said(value, unit) for value in series["values"].each())
    for mark in exhibit["marks"].each():
        yield from (Said(mark["value"], unit), Said(mark["label"], unit))
    yield from (Said(entry["label"]) for entry in exhibit["inputs"].each())  # where they start is there to be moved
    yield from _cells(exhibit)


def _decision(decision: Node) -> Iterator[Statement]:
    record = decision["record"]
    for fact in decision["facts"].each():
        yield from _claim(fact, decision["date"])
    for claim in (record["did"], *record["happened"].each(), *record["why"].each()):
        yield from _claim(claim)
    for claim in (*record["looking_back"]["claims"].each(), *decision["factors"].each()):
        yield from _claim(claim)
    options = {option["id"].text: option for option in decision["options"].each()}
    for entry in record["not_taken"].each():
        option = options.get(entry["option"].text, entry)
        besides = (option["title"].text, option["argument"].text)
        yield Statement((Said(entry["text"]),), (entry["sources"],), entry["derived"], besides=besides)
    for exhibit in (*decision["exhibits"].each(), *record["exhibits"].each()):
        if exhibit["sources"].filled:
            yield Statement(tuple(shown(exhibit)), (exhibit["sources"],), exhibit["derived"])


def _claim(claim: Node, known_by: Node | None = None) -> Iterator[Statement]:
    # what a label shows in place of the date is checked in its stead; another reading without sources of its own is
    # what everybody knows, and says so
    if not claim["sources"].filled:
        return  # told where the claim is read
    label = claim["label"]
    when = None if label.text or claim["date"].value is None else claim["date"]
    yield Statement((Said(claim["text"]), Said(label)), (claim["sources"],), claim["derived"], when, known_by)
    contested = claim["contested"]
    if contested["text"].text and contested["sources"].filled:
        yield Statement((Said(contested["text"]),), (contested["sources"], claim["sources"]), claim["derived"])


def _cells(table: Node) -> Iterator[Said]:
    titles = [column["title"] for column in table["columns"].each()]
    yield from map(Said, titles)
    units = [_heading_unit(title.text) for title in titles]
    rows = table["rows"].each()
    totals = _totals(rows) if table["total"].value is True else set()
    for number, row in enumerate(rows):
        cells = row.each()
        if len(cells) != len(titles):
            continue  # which figure belongs where isn't known
        head = _heading_unit(cells[0].text) if cells else ""
        for column, cell in enumerate(cells):
            if number < len(rows) - 1 or column not in totals:
                yield Said(cell, (units[column] if column < len(units) else "") or (head if column else ""))


def _totals(rows: Sequence[Node]) -> set[int]:
    """The columns whose last cell is indeed the sum of those above."""
    columns = list(zip(*(row.each() for row in rows), strict=False))
    numbers = [[_number(cell) for cell in column] for column in columns]
    return {
        at
        for at, column in enumerate(numbers)
        if column[-1] is not None and abs(sum(each or 0 for each in column[:-1]) - column[-1]) < 1e-9
    }


def _number(cell: Node) -> float | None:
    try:
        return float(str(cell.value).replace(",", ""))
    except ValueError:
        return None


def _heading_unit(title: str) -> str:
    """``yuan`` of *Price, yuan* and of *Price (yuan)*."""
    match = _HEADING_UNIT.search(title)
    return match[1] if match else ""
