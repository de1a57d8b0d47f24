"""Exhibits: what lies on the table at a decision, given as data and drawn by the program."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from trainer.case.base import Cell, Line, Markdown, Model, Name, Ref, Slug


class _Exhibit(Model):
    id: Slug
    title: Line
    note: Markdown | None = Field(None, description="Small print below.")
    sources: Annotated[tuple[Ref, ...], Field(strict=False)] = ()
    derived: Line | None = Field(None, description="The sum, where figures are reckoned and not found in the lines.")


class Column(Model):
    """A column of a table."""

    title: Line
    align: Literal["left", "right"] = "left"


class TableExhibit(_Exhibit):
    """Rows and columns of text or figures."""

    kind: Literal["table"]
    columns: Annotated[tuple[Column, ...], Field(min_length=1, strict=False)]
    rows: Annotated[tuple[Annotated[tuple[Cell, ...], Field(strict=False)], ...], Field(min_length=1, strict=False)]
    total: bool = Field(False, description="The last row is the sum of those above and is ruled off.")


class Series(Model):
    """One row of values of a chart, a value for each category; ``null`` where none is known."""

    name: Line
    values: Annotated[tuple[float | None, ...], Field(min_length=1, strict=False)]


class Mark(Model):
    """A reference line across a chart."""

    value: float
    label: Line
    dashed: bool = False


class ChartExhibit(_Exhibit):
    """A chart given as data and drawn by the program."""

    kind: Literal["chart"]
    form: Literal["bars", "lines"]
    unit: Line
    categories: Annotated[tuple[Cell, ...], Field(min_length=1, strict=False)]
    series: Annotated[tuple[Series, ...], Field(min_length=1, max_length=6, strict=False)]
    marks: Annotated[tuple[Mark, ...], Field(strict=False)] = ()


class PersonExhibit(_Exhibit):
    """A card about somebody of the case."""

    kind: Literal["person"]
    person: Slug


class NoteExhibit(_Exhibit):
    """A paper on the table, told in our own words."""

    kind: Literal["note"]
    text: Markdown


class PictureExhibit(_Exhibit):
    """A picture of the pack: PNG, JPEG or SVG."""

    kind: Literal["picture"]
    file: Line = Field(description="Path inside the pack's folder.")
    alt: Line = Field(description="What it shows, for those who can't see it.")


Sign = Literal["plus", "minus", "times", "over"]


class Input(Model):
    """A figure that the reader moves."""

    id: Name
    label: Line
    unit: Line | None = None
    min: float
    max: float = Field(description="A whole number of steps above ``min``.")
    step: Annotated[float, Field(gt=0)] = Field(description="How far one press of an arrow key goes.")
    start: float = Field(description="Where it stands at first: the plan. On a step.")


class SumLine(Model):
    """A line of the sum: an input, or a figure that a formula gives."""

    input: Name | None = Field(None, description="Id of an input, shown as it stands.")
    id: Name | None = Field(None, description="What the lines below call the figure.")
    label: Line | None = Field(None, description="Needed with a formula; an input has its own.")
    unit: Line | None = None
    formula: Line | None = Field(None, description="Over the inputs and the lines above.")
    sign: Sign | None = Field(None, description="Stands before the line; what is reckoned, the formulas say.")
    ruled: bool = Field(False, description="A rule stands above, as before what the lines above come to.")


class Result(Model):
    """What the sum comes to."""

    label: Line
    label_below_zero: Line | None = Field(None, description="In its place where the result is negative: 'Loss'.")
    unit: Line | None = None
    formula: Line = Field(description="Over the inputs and all lines.")


class ModelExhibit(_Exhibit):
    """A sum to try out: figures that the reader moves, and what they come to."""

    kind: Literal["model"]
    inputs: Annotated[tuple[Input, ...], Field(min_length=1, max_length=5, strict=False)]
    lines: Annotated[tuple[SumLine, ...], Field(max_length=12, strict=False)] = ()
    result: Result


RecordExhibit = Annotated[TableExhibit | ChartExhibit | NoteExhibit | ModelExhibit, Field(discriminator="kind")]
"""What the record shows: people and pictures stand on the open pages."""

Exhibit = Annotated[
    TableExhibit | ChartExhibit | PersonExhibit | NoteExhibit | PictureExhibit | ModelExhibit,
    Field(discriminator="kind"),
]
