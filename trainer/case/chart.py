"""What a chart shows, as plain data, and the same in words and as a table."""

from __future__ import annotations

import math
from dataclasses import dataclass

from trainer.case.exhibits import ChartExhibit
from trainer.case.numbers import figure

NOT_KNOWN = "not known"
"""Stands where a chart has no value."""


@dataclass(frozen=True)
class Row:
    """One series: its name, and a value for each category, ``None`` where none is known."""

    name: str
    values: tuple[float | None, ...]


@dataclass(frozen=True)
class Line:
    """A reference line across the chart at a value."""

    value: float
    label: str
    dashed: bool = False


@dataclass(frozen=True)
class ChartData:
    """A chart of bars or lines.

    Raises:
        ValueError: a series has more or fewer values than there are categories, or a value isn't finite.
    """

    form: str
    unit: str
    categories: tuple[str, ...]
    series: tuple[Row, ...]
    marks: tuple[Line, ...] = ()
    title: str = ""

    def __post_init__(self) -> None:
        for row in self.series:
            if len(row.values) != len(self.categories):
                raise ValueError(
                    f"series '{row.name}' has {len(row.values)} values for {len(self.categories)} categories"
                )
        if not all(math.isfinite(value) for value in self.values):
            raise ValueError("a chart takes finite values only")

    @classmethod
    def of(cls, exhibit: ChartExhibit) -> ChartData:
        """The chart of an exhibit; raises ``ValueError`` as the class does."""
        return cls(
            exhibit.form,
            exhibit.unit,
            exhibit.categories,
            tuple(Row(each.name, each.values) for each in exhibit.series),
            tuple(Line(each.value, each.label, each.dashed) for each in exhibit.marks),
            exhibit.title,
        )

    @property
    def values(self) -> tuple[float, ...]:
        """All known values, those of the marks included."""
        known = [value for row in self.series for value in row.values if value is not None]
        return (*known, *(mark.value for mark in self.marks))

    @property
    def whole(self) -> bool:
        """Whether all values of the series are whole numbers."""
        return all(value is None or value == int(value) for row in self.series for value in row.values)

    def mark_label(self, mark: Line) -> str:
        """The label of a mark with its value, which is added where the author's words don't have it."""
        value = figure(mark.value, self.unit)
        return mark.label if value in mark.label else f"{mark.label} {value}"


def chart_table(data: ChartData) -> tuple[tuple[str, ...], ...]:
    """The table behind a chart: a head, a row for each category, a row for each mark; texts ready to show."""
    names = [row.name for row in data.series]
    head = ("", *(f"{name} ({data.unit})" for name in names))
    rows = [
        (category, *(_cell(row.values[index], data.unit) for row in data.series))
        for index, category in enumerate(data.categories)
    ]
    empty = ("",) * (len(names) - 1)
    marks = [(mark.label, figure(mark.value, data.unit), *empty) for mark in data.marks]
    return (head, *rows, *marks)


def chart_sentence(data: ChartData) -> str:
    """All that a chart shows, in words for those who can't see it."""
    parts = [f"{'Bars' if data.form == 'bars' else 'Lines'}, in {data.unit}."]
    for row in data.series:
        pairs = zip(data.categories, row.values, strict=True)
        told = "; ".join(f"{category}: {_cell(value, data.unit)}" for category, value in pairs)
        parts.append(f"{row.name}. {told}." if len(data.series) > 1 else f"{told}.")
    if data.marks:
        parts.append(f"Marked: {'; '.join(data.mark_label(mark) for mark in data.marks)}.")
    return " ".join(parts)


def _cell(value: float | None, unit: str) -> str:
    return NOT_KNOWN if value is None else figure(value, unit)
