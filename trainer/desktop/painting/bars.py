"""Layout of horizontal bars: categories on the left, values at the ends, reference lines across.

Where the width doesn't allow that, categories stand above their bars and values in a column on the right.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QFont

from trainer.case.chart import NOT_KNOWN, ChartData
from trainer.case.numbers import axis, figure, short_figure, tick_figure
from trainer.desktop.painting.flags import Flag, place_flags
from trainer.desktop.painting.legend import lay_legend
from trainer.desktop.painting.scene import (
    Align,
    Bar,
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

_LABEL_SHARE = 0.38
"""Most of the width that labels beside the bars may take."""
_PLOT_SHARE = 0.4
"""Least of the width that bars need to stand beside their labels."""
_UNIT_SHARE = 0.2
"""Most of the width that the unit may take from the bars, to stand beside the axis."""
_VALUE_SHARE = 0.4
"""Most of the width that full values may take in their column."""


@dataclass(frozen=True)
class _Plan:
    """Where things stand across the width."""

    beside: bool
    """Whether labels stand beside the bars."""
    label_width: float
    left: float
    """Where the lowest value lies."""
    span: float
    """From the lowest to the highest value."""
    low: float
    high: float
    ticks: tuple[float, ...]
    values: tuple[tuple[str, ...], ...]
    """The text at each bar, by series and category."""

    def x(self, value: float) -> float:
        return self.left + (value - self.low) / (self.high - self.low) * self.span


def lay_bars(data: ChartData, theme: Theme, width: float) -> Scene:
    """Lay out a chart of bars; its height follows from the width."""
    plan = _plan(data, theme, width)
    pieces: list[Piece] = []
    top = 0.0
    if len(data.series) > 1:
        pieces, top = lay_legend(data, theme, width, marks=False)
    xs = tuple(plan.x(mark.value) for mark in data.marks)
    font = theme.sans(12.5)
    flags = place_flags(xs, tuple(data.mark_label(mark) for mark in data.marks), font, width, theme.px(6))
    plot_top = top + max((flag.top + flag.height for flag in flags), default=0.0) + (theme.px(5) if flags else 0)

    rows, bottom = _rows(data, theme, plan, plot_top + theme.px(4), width)
    grid = [_upright("grid", plan.x(tick), plot_top, bottom, "line") for tick in plan.ticks]
    zero = [_upright("zero", plan.x(0.0), plot_top, bottom, "edge")] if plan.low < 0 else []
    lines = [
        Rule("mark", QPointF(x, top + flag.top), QPointF(x, bottom), "ink", 1.5, mark.dashed, halo=1.5 * theme.px(1))
        for x, flag, mark in zip(xs, flags, data.marks, strict=True)
    ]
    labels = [_flag(flag, x, top, font) for x, flag in zip(xs, flags, strict=True)]
    foot, height = _foot(data, theme, plan, bottom + theme.px(5), width)
    bars = [piece for piece in rows if isinstance(piece, Bar)]
    texts = [piece for piece in rows if isinstance(piece, Words)]
    return Scene(QSizeF(width, height), (*pieces, *grid, *bars, *zero, *lines, *texts, *labels, *foot))


def _upright(role: str, x: float, top: float, bottom: float, colour: str) -> Rule:
    return Rule(role, QPointF(x, top), QPointF(x, bottom), colour)


def _flag(flag: Flag, x: float, top: float, font: QFont) -> Words:
    if flag.left < x:
        return words("mark", flag.lines, font, "ink", QPointF(flag.left + flag.width, top + flag.top), Align.RIGHT)
    return words("mark", flag.lines, font, "ink", QPointF(flag.left, top + flag.top))


def _value_font(theme: Theme) -> QFont:
    return theme.sans(13, QFont.Weight.DemiBold, tabular=True)


def _plan(data: ChartData, theme: Theme, width: float) -> _Plan:
    low, high = (min(0.0, *data.values), max(0.0, *data.values)) if any(data.values) else (0.0, 1.0)
    low, high, ticks = axis(low, high, 6, whole=data.whole)
    label_font, value_font = theme.sans(13), _value_font(theme)
    longest = max(text_width(category, label_font) for category in data.categories)
    label_width = min(longest, _LABEL_SHARE * width)
    unit_width = min(text_width(data.unit, theme.sans(12)), _UNIT_SHARE * width)
    start = max(label_width, unit_width) + theme.px(14)
    full = _texts(data, short=False)
    last_tick = text_width(tick_figure(ticks[-1], max(abs(low), abs(high)), data.unit), theme.sans(12))
    last = ((ticks[-1] - low) / (high - low), last_tick / 2)
    left, span = _fit(data, full, low, high, start, width, theme.px(7), value_font, last)
    fits = all(unbroken(each, wrap(each, label_font, label_width, 2)) for each in data.categories)
    if fits and span >= _PLOT_SHARE * width:
        ticks = _ticks(data, theme, low, high, ticks, span)
        return _Plan(True, label_width, left, span, low, high, ticks, full)
    texts = full if _longest(full, value_font) <= _VALUE_SHARE * width else _texts(data, short=True)
    span = width - _longest(texts, value_font) - theme.px(10)
    ticks = _ticks(data, theme, low, high, ticks, span)
    return _Plan(False, width, 0.0, span, low, high, ticks, texts)


def _texts(data: ChartData, *, short: bool) -> tuple[tuple[str, ...], ...]:
    write = short_figure if short else figure
    return tuple(
        tuple(NOT_KNOWN if value is None else write(value, data.unit) for value in row.values) for row in data.series
    )


def _longest(texts: tuple[tuple[str, ...], ...], font: QFont) -> float:
    return max(text_width(text, font) for row in texts for text in row)


def _fit(
    data: ChartData,
    texts: tuple[tuple[str, ...], ...],
    low: float,
    high: float,
    start: float,
    end: float,
    gap: float,
    font: QFont,
    last: tuple[float, float],
) -> tuple[float, float]:
    """Where the lowest value lies and how long the span can be, so that all texts at bar ends fit.

    Texts are taken as the share of the span where they begin and their width; ``last`` is that of the last tick.
    """
    lefts, rights = [(0.0, 0.0)], [(1.0, 0.0), last]
    for row, row_texts in zip(data.series, texts, strict=True):
        for value, text in zip(row.values, row_texts, strict=True):
            share = ((value or 0.0) - low) / (high - low)
            (lefts if value is not None and value < 0 else rights).append((share, text_width(text, font) + gap))
    room = end - start
    span = min((room - a - b) / (right - left) for left, a in lefts for right, b in rights if right > left)
    return start + max(a - share * span for share, a in lefts), span


def _ticks(
    data: ChartData, theme: Theme, low: float, high: float, ticks: tuple[float, ...], span: float
) -> tuple[float, ...]:
    """As many ticks as have room for their labels."""
    font = theme.sans(12)
    most = 6
    while most > 1:
        ticks = tuple(tick for tick in axis(low, high, most, whole=data.whole)[2] if low <= tick <= high)
        largest = max(abs(low), abs(high))
        widest = max(text_width(tick_figure(tick, largest, data.unit), font) for tick in ticks) + theme.px(12)
        if len(ticks) < 2 or widest <= (ticks[1] - ticks[0]) / (high - low) * span:
            break
        most -= 1
    return ticks


def _rows(data: ChartData, theme: Theme, plan: _Plan, top: float, width: float) -> tuple[list[Piece], float]:
    """Labels, bars and values of all categories, and where they end."""
    label_font = theme.sans(13)
    single = len(data.series) == 1
    pieces: list[Piece] = []
    pitch = max(theme.px(15 if single else 12), line_height(_value_font(theme)))
    for index, category in enumerate(data.categories):
        lines = wrap(category, label_font, plan.label_width, 2)
        label_height = line_height(label_font) * len(lines)
        if plan.beside:
            height = max(label_height, pitch * len(data.series))
            label_top, bars_top = top + (height - label_height) / 2, top + (height - pitch * len(data.series)) / 2
        else:
            height = label_height + pitch * len(data.series)
            label_top, bars_top = top, top + label_height
        pieces.append(words("label", lines, label_font, "ink", QPointF(0, label_top), backed=not plan.beside))
        for number in range(len(data.series)):
            pieces += _bar(data, theme, plan, number, index, QRectF(0, bars_top + number * pitch, width, pitch))
        top += height + theme.px(9 if single else 13)
    return pieces, top - theme.px(5)


def _bar(data: ChartData, theme: Theme, plan: _Plan, number: int, index: int, slot: QRectF) -> list[Piece]:
    """One bar and its value within a slot across the width."""
    value = data.series[number].values[index]
    text = plan.values[number][index]
    font = _value_font(theme) if value is not None else theme.sans(12.5, italic=True)
    colour = "ink" if value is not None else "ink-2"
    zero, end = plan.x(0.0), plan.x(value or 0.0)
    thick = theme.px(15 if len(data.series) == 1 else 12)
    pieces: list[Piece] = []
    if value is not None:
        rect = QRectF(min(zero, end), slot.center().y() - thick / 2, abs(end - zero), thick)
        pieces.append(Bar("bar", rect, number, value))
    gap = theme.px(7)
    text_top = slot.center().y() - line_height(font) / 2
    if not plan.beside:
        at, align = slot.right(), Align.RIGHT
    elif value is not None and value < 0:
        at, align = end - gap, Align.RIGHT
    else:
        at, align = end + gap, Align.LEFT
    pieces.append(words("value", text, font, colour, QPointF(at, text_top), align, backed=True))
    return pieces


def _foot(data: ChartData, theme: Theme, plan: _Plan, top: float, width: float) -> tuple[list[Piece], float]:
    """Labels of the ticks and the unit, and where they end."""
    font = theme.sans(12, tabular=True)
    largest = max(abs(plan.low), abs(plan.high))
    pieces: list[Piece] = []
    free_from = free_to = -1.0
    for tick in plan.ticks:
        text = tick_figure(tick, largest, data.unit)
        label = words("tick", text, font, "ink-2", QPointF(plan.x(tick), top), Align.CENTRE)
        label = clamped(label, 0.0, width)
        if free_from >= 0 and label.rect.left() < free_from + theme.px(4):
            continue
        free_to = label.rect.left() if free_to < 0 else free_to
        free_from = label.rect.right()
        pieces.append(label)
    height = line_height(font)
    if data.unit == "%":
        return pieces, top + height
    unit_font = theme.sans(12)
    unit_width = text_width(data.unit, unit_font)
    if unit_width <= free_to - theme.px(8):
        pieces.append(words("unit", data.unit, unit_font, "ink-2", QPointF(0, top)))
    elif unit_width <= width - free_from - theme.px(8):
        pieces.append(words("unit", data.unit, unit_font, "ink-2", QPointF(width, top), Align.RIGHT))
    else:
        unit = words("unit", wrap(data.unit, unit_font, width, 2), unit_font, "ink-2", QPointF(0, top + height))
        return [*pieces, unit], top + height + unit.rect.height()
    return pieces, top + height
