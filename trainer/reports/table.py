"""A table as the writers of CSV and of workbooks are given it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

Value = str | int | dt.datetime | None
"""What a cell can hold; times are UTC."""

_TOO_MANY = "There are more than {most:,} rows, which is all that a sheet can hold. Take csv."


@dataclass(frozen=True, slots=True)
class Table:
    """Rows that are gone through once, and what stands in their columns."""

    title: str
    columns: Mapping[str, str]
    """Name of each column to what stands in it, in their order."""
    rows: Iterable[Sequence[Value]]
    widths: Mapping[str, int] = field(default_factory=dict)
    """In characters, of the columns that aren't as wide as usual."""
    too_many: str = _TOO_MANY
    """Said where there are more rows than a sheet can hold: ``{most}``."""
