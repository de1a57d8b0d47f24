"""Choices as a grid: what the learner did against how the record judges what they did. No single score."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from trainer.case.model import Judgement
from trainer.study.forecast import Agreement

JUDGEMENTS = (Judgement.VINDICATED, Judgement.MIXED, Judgement.REGRETTED)
"""The columns, in their order."""

CAVEAT = "The judgement is on their choice, not on yours. What yours would have led to, the record can seldom say."
"""Stands with every grid of choices."""

RowT = TypeVar("RowT")


@dataclass(frozen=True, slots=True)
class Cell(Generic[RowT]):
    """How many decisions came out so."""

    row: RowT
    judgement: Judgement
    n: int


@dataclass(frozen=True, slots=True)
class Grid(Generic[RowT]):
    """Something of the learner's, crossed with the judgement of the record: every cell, empty ones too."""

    rows: tuple[RowT, ...]
    cells: tuple[Cell[RowT], ...]
    """Row by row, each in the order of :data:`JUDGEMENTS`."""

    @classmethod
    def of(cls, rows: tuple[RowT, ...], counts: Mapping[tuple[RowT, Judgement], int]) -> Grid[RowT]:
        """The grid of these counts; a cell they don't name has none.

        Raises:
            ValueError: a count is negative, or lies in none of the rows.
        """
        for (row, _), count in counts.items():
            if count < 0 or row not in rows:
                raise ValueError(f"{count} is no number of decisions in the row {row!r}")
        return cls(rows, tuple(Cell(row, each, counts.get((row, each), 0)) for row in rows for each in JUDGEMENTS))

    def n(self, row: RowT | None = None, judgement: Judgement | None = None) -> int:
        """How many decisions are in a cell, in a whole row, in a whole column, or in all of it."""
        return sum(
            cell.n
            for cell in self.cells
            if (row is None or cell.row == row) and (judgement is None or cell.judgement is judgement)
        )


def choices(counts: Mapping[tuple[Agreement, Judgement], int]) -> Grid[Agreement]:
    """With the record or against it, crossed with how it judges what they did."""
    return Grid.of((Agreement.WITH, Agreement.AGAINST), counts)
