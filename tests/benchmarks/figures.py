"""Figures and the table they stand in."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """One thing measured, each time beside its floor."""

    name: str
    unit: str
    values: Sequence[float]
    floors: Sequence[float] = ()
    """In the order of ``values``, each measured next to its own."""
    most_ratio: float | None = None
    most_p95: float | None = None
    most_median: float | None = None
    most_p99: float | None = None
    least_ratio: float | None = None
    least_median: float | None = None

    @property
    def ratio(self) -> float | None:
        """Median of the ratios of the pairs, so that a slow moment of the machine weighs on both alike."""
        if not self.floors:
            return None
        return statistics.median(value / floor for value, floor in zip(self.values, self.floors, strict=True))

    @property
    def p95(self) -> float:
        """Ninety-five in a hundred are at most this."""
        return percentile(self.values, 95)

    @property
    def p99(self) -> float:
        """Ninety-nine in a hundred are at most this."""
        return percentile(self.values, 99)

    @property
    def holds(self) -> bool:
        """Whether it keeps its limits."""
        median, ratio = statistics.median(self.values), self.ratio or 0
        most = (
            (ratio, self.most_ratio),
            (median, self.most_median),
            (self.p95, self.most_p95),
            (self.p99, self.most_p99),
        )
        least = ((ratio, self.least_ratio), (median, self.least_median))
        return all(limit is None or value <= limit for value, limit in most) and all(
            limit is None or value >= limit for value, limit in least
        )

    @property
    def limit(self) -> str:
        """The limit, in words."""
        unit = self.unit
        limits = (
            (self.most_ratio, "{:.1f} x"),
            (self.least_ratio, "at least {:.1f} x"),
            (self.most_p95, f"p95 {{:.0f}} {unit}"),
            (self.most_p99, f"p99 {self.p99:.0f} of {{:.0f}} {unit}"),
            (self.most_median, f"{{:.0f}} {unit}"),
            (self.least_median, f"at least {{:.0f}} {unit}"),
        )
        said = [words.format(limit) for limit, words in limits if limit is not None]
        return f"{', '.join(said)} {'kept' if self.holds else 'MISSED'}" if said else ""

    def cells(self) -> tuple[str, ...]:
        """The row of the table."""
        spread = f"{percentile(self.values, 25):.1f}-{percentile(self.values, 75):.1f}"
        floor = f"{statistics.median(self.floors):.2f}" if self.floors else ""
        ratio = f"{self.ratio:.2f} x" if self.ratio is not None else ""
        median = f"{statistics.median(self.values):.1f} {self.unit}"
        return (self.name, str(len(self.values)), median, spread, f"{self.p95:.1f}", floor, ratio, self.limit)


HEAD = ("measured", "n", "median", "quartiles", "p95", "floor", "ratio", "limit")


def percentile(values: Sequence[float], percent: float) -> float:
    """Between the nearest two values, as far as the percentage lies between them."""
    ordered = sorted(values)
    place = (len(ordered) - 1) * percent / 100
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)


def table(figures: Sequence[Figure]) -> str:
    """All figures, one a line, in Markdown."""
    rows = [HEAD, *(figure.cells() for figure in figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEAD))]
    lines = [" | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows]
    lines.insert(1, "-|-".join("-" * width for width in widths))
    return "\n".join(f"| {line} |".replace("| -", "|--", 1) if "-|-" in line else f"| {line} |" for line in lines)
