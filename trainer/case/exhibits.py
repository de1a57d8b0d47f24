"""Exhibits: what lies on the table at a decision, given as data and drawn by the program."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from trainer.case.base import Cell, Line, Markdown, Model, Ref, Slug


class _Exhibit(Model):
    id: Slug
    title: Line
    note: Markdown | None = Field(None, description="Small print below.")
    sources: Annotated[tuple[Ref, ...], Field(strict=False)] = ()


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


Exhibit = Annotated[
    TableExhibit | ChartExhibit | PersonExhibit | NoteExhibit | PictureExhibit,
    Field(discriminator="kind"),
]
