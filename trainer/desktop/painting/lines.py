"""Layout of lines over ordered categories, named at their ends, or in a legend where the width is small."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QPointF, QSizeF

from trainer.case.chart import ChartData
from trainer.case.numbers import axis, short_figure, tick_figure
from trainer.desktop.painting.legend import lay_legend
from trainer.desktop.painting.scene import (
    Align,
    Curve,
    Dot,
    Piece,
    Rule,
    Scene,
    Words,
    clamped,
    line_height,
    text_width,
    unbroken,
    words,
    wrap,
)
from trainer.desktop.theme import Theme

_NAMES_SHARE = 0.32
"""Most of the width that names at the ends of the lines may take."""
_PLOT_SHARE = 0.45
"""Least of the width that the plot needs beside the names."""
_ZERO_SHARE = 0.5
"""The axis begins at zero unless all values lie above this share of the largest."""
_PLOT_SHAPE = 0.42
"""Height of the plot to its width, between bounds."""


@dataclass(frozen=True)
class _Frame:
    """The plot: its edges, the axis, and where each category stands."""

    left: float
    right: float
    top: float
    bottom: float
    low: float
    high: float
    xs: tuple[float, ...]

    def y(self, value: float) -> float:
        return self.bottom - (value - self.low) / (self.high - self.low) * (self.bottom - self.top)


@dataclass(frozen=True)
class _Name:
    """The name of a line or mark, wanted at a height of the plot."""

    role: str
    lines: tuple[str, ...]
    value: float
    from_index: int | None
    """Category of the last value; ``None`` for a mark."""


def lay_lines(data: ChartData, theme: Theme, width: float) -> Scene:
    """Lay out a chart of lines; its height follows from the width."""
    low, high, ticks = _axis(data, 5)
    tick_font = theme.sans(12, tabular=True)
    largest = max(abs(low), abs(high))
    tick_texts = [tick_figure(tick, largest, data.unit) for tick in ticks]
    left = max(text_width(text, tick_font) for text in tick_texts) + theme.px(8)
    names, names_width = _names(data, theme, width)
    right = width - names_width - theme.px(14)
    direct = bool(names) and right - left >= _PLOT_SHARE * width
    pieces: list[Piece] = []
    top = 0.0
    if not direct:
        pieces, top = lay_legend(data, theme, width, marks=True)
    unit_font = theme.sans(12)
    unit = words("unit", wrap(data.unit, unit_font, width, 2), unit_font, "ink-2", QPointF(0, top))
    top = unit.rect.bottom() + theme.px(10)
    right = right if direct else width - theme.px(6)
    tall = min(max(_PLOT_SHAPE * (right - left), theme.px(150)), theme.px(260))
    name_height = line_height(theme.sans(13))
    if direct:
        tall = max(tall, sum(len(each.lines) for each in names) * name_height)
    frame = _Frame(left, right, top, top + tall, low, high, _positions(len(data.categories), left, right, theme.px(8)))

    pieces.append(unit)
    for tick, text in zip(ticks, tick_texts, strict=True):
        y = frame.y(tick)
        pieces.append(Rule("grid", QPointF(left, y), QPointF(right, y), "edge" if tick == 0 else "line"))
        at = QPointF(left - theme.px(8), y - line_height(tick_font) / 2)
        pieces.append(words("tick", text, tick_font, "ink-2", at, Align.RIGHT))
    for mark in data.marks:
        y = frame.y(mark.value)
        pieces.append(Rule("mark", QPointF(left, y), QPointF(right, y), "ink", 1.5, mark.dashed))
    for number, row in enumerate(data.series):
        pieces += _curve(frame, theme, number, row.values)
    if direct:
        pieces += _lay_names(names, frame, theme)
    below = _categories(data, theme, frame, width)
    return Scene(QSizeF(width, max(each.rect.bottom() for each in below)), (*pieces, *below))


def _positions(count: int, left: float, right: float, pad: float) -> tuple[float, ...]:
    """Where categories stand, evenly from edge to edge; a single one in the middle."""
    if count == 1:
        return ((left + right) / 2,)
    step = (right - left - 2 * pad) / (count - 1)
    return tuple(left + pad + index * step for index in range(count))


def _axis(data: ChartData, most: int) -> tuple[float, float, tuple[float, ...]]:
    if not data.values:
        return axis(0, 1, 1)
    low, high = min(data.values), max(data.values)
    if 0 < low <= _ZERO_SHARE * high or low == high > 0:
        low = 0.0
    elif _ZERO_SHARE * low <= high < 0 or low == high < 0:
        high = 0.0
    return axis(low, high, most, whole=data.whole)


def _curve(frame: _Frame, theme: Theme, number: int, values: tuple[float | None, ...]) -> list[Piece]:
    """The line of a series, broken where a value isn't known, with a marker at each value."""
    runs: list[list[QPointF]] = [[]]
    dots: list[Piece] = []
    for x, value in zip(frame.xs, values, strict=True):
        if value is None:
            runs.append([])
            continue
        point = QPointF(x, frame.y(value))
        runs[-1].append(point)
        dots.append(Dot("dot", point, theme.px(4), number, value))
    curves: list[Piece] = [Curve(tuple(run), number, theme.px(2)) for run in runs if len(run) > 1]
    return curves + dots


def _names(data: ChartData, theme: Theme, width: float) -> tuple[list[_Name], float]:
    """The names at the right and the width they take; none where they don't fit and a legend has to serve."""
    font = theme.sans(13)
    wanted: list[tuple[str, str, float, int | None]] = []
    for row in data.series:
        last = max((index for index, value in enumerate(row.values) if value is not None), default=None)
        if last is not None and (value := row.values[last]) is not None:
            text = short_figure(value, data.unit)
            wanted.append(("name", f"{row.name} {text}" if len(data.series) > 1 else text, value, last))
    wanted += [("mark", data.mark_label(mark), mark.value, None) for mark in data.marks]
    most = _NAMES_SHARE * width
    names = []
    for role, text, value, index in wanted:
        lines = wrap(text, font, most, 2)
        if not unbroken(text, lines):
            return [], 0.0
        names.append(_Name(role, lines, value, index))
    return names, max((text_width(line, font) for name in names for line in name.lines), default=0.0)


def _lay_names(names: list[_Name], frame: _Frame, theme: Theme) -> list[Piece]:
    """Names beside the ends of their lines, moved apart where they would meet, each led to its line."""
    font = theme.sans(13)
    text_height = line_height(font)
    order = sorted(range(len(names)), key=lambda index: frame.y(names[index].value))
    heights = [len(names[index].lines) * text_height for index in order]
    wanted = [frame.y(names[index].value) - height / 2 for index, height in zip(order, heights, strict=True)]
    low = frame.top - text_height / 2
    tops = spread(wanted, heights, low, max(frame.bottom + theme.px(6), low + sum(heights)))
    x = frame.right + theme.px(14)
    pieces: list[Piece] = []
    for index, top, height in zip(order, tops, heights, strict=True):
        name = names[index]
        start_x = frame.right if name.from_index is None else frame.xs[name.from_index] + theme.px(6)
        start = QPointF(start_x, frame.y(name.value))
        end = QPointF(x - theme.px(4), top + height / 2)
        if abs(end.y() - start.y()) > 1 or end.x() - start.x() > theme.px(24):
            pieces.append(Rule("leader", start, end, "edge", 1.0, dashed=True))
        pieces.append(words(name.role, name.lines, font, "ink", QPointF(x, top)))
    return pieces


def spread(wanted: list[float], heights: list[float], low: float, high: float) -> list[float]:
    """Tops of boxes, sorted by the tops they want, moved so that none overlap and all lie between two edges.

    The edges must be at least as far apart as the heights together.
    """
    tops: list[float] = []
    edge = low
    for top, height in zip(wanted, heights, strict=True):
        tops.append(max(top, edge))
        edge = tops[-1] + height
    edge = high
    for index in range(len(tops) - 1, -1, -1):
        tops[index] = min(tops[index], edge - heights[index])
        edge = tops[index]
    return tops


def _categories(data: ChartData, theme: Theme, frame: _Frame, width: float) -> list[Words]:
    """Labels below the plot: every one, or every second, third… counted from the last, so that none meet."""
    font = theme.sans(12, tabular=True)
    top = frame.bottom + max(theme.px(6), line_height(font) / 2)
    count = len(data.categories)
    slot = (frame.xs[1] - frame.xs[0]) if count > 1 else width
    for stride in range(1, count + 1):
        room = max(slot * stride - theme.px(8), theme.px(24))
        indices = range((count - 1) % stride, count, stride)
        shown = []
        for index in indices:
            lines = wrap(data.categories[index], font, min(room, width), 2)
            label = words("category", lines, font, "ink-2", QPointF(frame.xs[index], top), Align.CENTRE)
            shown.append(clamped(label, 0.0, width))
        apart = all(a.rect.right() + theme.px(4) <= b.rect.left() for a, b in pairwise(shown))
        whole = all(unbroken(data.categories[index], each.lines) for index, each in zip(indices, shown, strict=True))
        if apart and (whole or len(shown) == 1):
            return shown
    return shown
