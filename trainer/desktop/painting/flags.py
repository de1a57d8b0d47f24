"""Labels of upright reference lines, set beside them like flags so that no label meets another or a line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from PySide6.QtGui import QFont

from trainer.desktop.painting.scene import line_height, text_width, unbroken, wrap

_MOST_LINES = 4
_MOST_TRIED = 6
"""Up to so many lines every choice of sides is tried; beyond, only those that turn from left to right once."""


@dataclass(frozen=True)
class Flag:
    """One label, placed; ``left`` and ``top`` are of its box, the top counted from the top of all flags."""

    lines: tuple[str, ...]
    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True)
class _Candidate:
    x: float
    lines: tuple[str, ...]
    left: float
    right: float
    cut: bool
    """Whether words are lost or broken, or the label had to be moved onto its line."""

    def meets(self, other: _Candidate, gap: float) -> bool:
        return self.left < other.right + gap and other.left < self.right + gap

    def covers(self, other: _Candidate, gap: float) -> bool:
        return self.left - gap / 2 <= other.x <= self.right + gap / 2


def place_flags(xs: tuple[float, ...], labels: tuple[str, ...], font: QFont, width: float, gap: float) -> list[Flag]:
    """Place a label for each line at ``xs`` within 0 and ``width``, ``gap`` away from its line.

    Of all ways to set labels left and right, the one that takes the least height is chosen; a label that fits on
    neither side is wrapped. Answers in the order asked.
    """
    if not xs:
        return []
    choices = [
        tuple(_candidate(x, label, font, width, gap, on_left=side) for side in (True, False))
        for x, label in zip(xs, labels, strict=True)
    ]
    text_height = line_height(font)
    best: tuple[tuple[int, float, int], list[Flag]] | None = None
    for sides in _sides(xs):
        chosen = [pair[0] if left else pair[1] for pair, left in zip(choices, sides, strict=True)]
        rows = _rows(chosen, gap)
        if rows is None:
            continue
        flags, height = _stack(chosen, rows, text_height)
        worth = (sum(each.cut for each in chosen), height, abs(2 * sum(sides) - len(xs)))
        if best is None or worth < best[0]:
            best = (worth, flags)
    if best is None:
        rightward = [right for _left, right in choices]
        return _stack(rightward, list(range(len(rightward))), text_height)[0]
    return best[1]


def _sides(xs: tuple[float, ...]) -> Iterator[tuple[bool, ...]]:
    """Which labels go to the left."""
    if len(xs) <= _MOST_TRIED:
        yield from product((True, False), repeat=len(xs))
        return
    order = sorted(range(len(xs)), key=lambda index: xs[index])
    for split in range(len(xs) + 1):
        lefts = set(order[:split])
        yield tuple(index in lefts for index in range(len(xs)))


def _candidate(x: float, label: str, font: QFont, width: float, gap: float, *, on_left: bool) -> _Candidate:
    room = x - gap if on_left else width - x - gap
    lines = wrap(label, font, room, _MOST_LINES)
    long = max(text_width(line, font) for line in lines)
    wanted = x - gap - long if on_left else x + gap
    left = max(0.0, min(wanted, width - long))
    return _Candidate(x, lines, left, left + long, cut=not unbroken(label, lines) or left != wanted)


def _rows(chosen: list[_Candidate], gap: float) -> list[int] | None:
    """The row of each label counted from the plot, above every line it covers; ``None`` where two cover each other."""
    rows: list[int | None] = [None] * len(chosen)
    while None in rows:
        ready = [
            index
            for index, row in enumerate(rows)
            if row is None
            and not any(
                rows[other] is None and other != index and _above(chosen, index, other, gap)
                for other in range(len(chosen))
            )
        ]
        if not ready:
            return None
        index = ready[0]
        floor = max(
            (row + 1 for other, row in enumerate(rows) if row is not None and _above(chosen, index, other, gap)),
            default=0,
        )
        taken = {row for other, row in enumerate(rows) if chosen[index].meets(chosen[other], gap)}
        rows[index] = next(row for row in range(floor, floor + len(chosen) + 1) if row not in taken)
    return [row for row in rows if row is not None]


def _above(chosen: list[_Candidate], index: int, other: int, gap: float) -> bool:
    """Whether one label must stand above another's line; of two lines in one place the later stands above."""
    if chosen[index].x == chosen[other].x:
        return other < index
    return chosen[index].covers(chosen[other], gap)


def _stack(chosen: list[_Candidate], rows: list[int], text_height: float) -> tuple[list[Flag], float]:
    lines_in_row = [0] * (max(rows) + 1)
    for candidate, row in zip(chosen, rows, strict=True):
        lines_in_row[row] = max(lines_in_row[row], len(candidate.lines))
    total = sum(lines_in_row) * text_height
    flags = []
    for candidate, row in zip(chosen, rows, strict=True):
        bottom = total - sum(lines_in_row[:row]) * text_height
        own = len(candidate.lines) * text_height
        flags.append(Flag(candidate.lines, candidate.left, bottom - own, candidate.right - candidate.left, own))
    return flags, total
