"""The result of a sum over one of its figures: a small quiet curve with the zero line and the present point."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QPainter

from trainer.case.numbers import axis, nice_ticks, sum_figure, tick_figure
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
    paint_scene,
    text_width,
    words,
    wrap,
)
from trainer.desktop.theme import Theme

_LINE, _PLAN = 0, 2
"""Tones: of the curve and the present point, and of the point of the plan, which is hollow."""


@dataclass(frozen=True)
class CurveData:
    """What is drawn: points, and names for both directions."""

    xs: tuple[float, ...]
    """In rising order."""
    ys: tuple[float | None, ...]
    """The result at each; ``None`` where there is none."""
    present: int
    """Index of the point where the figures stand."""
    plan: int
    """Index of the point that they stood at first."""
    x_name: str
    y_name: str
    x_unit: str = ""
    y_unit: str = ""


@dataclass(frozen=True)
class _Frame:
    area: QRectF
    x_ends: tuple[float, float]
    y_ends: tuple[float, float]

    def x(self, value: float) -> float:
        low, high = self.x_ends
        return self.area.left() + (value - low) / ((high - low) or 1.0) * self.area.width()

    def y(self, value: float) -> float:
        low, high = self.y_ends
        return self.area.bottom() - (value - low) / ((high - low) or 1.0) * self.area.height()

    def at(self, x: float, y: float) -> QPointF:
        return QPointF(self.x(x), self.y(y))


def curve_sentence(data: CurveData) -> str:
    """What the curve shows, in words for those who can't see it: its ends, and where it passes zero."""
    known = [(x, y) for x, y in zip(data.xs, data.ys, strict=True) if y is not None]
    if not known:
        return "No result."
    ends = [f"{_told(y, data.y_unit)} at {_told(x, data.x_unit)}" for x, y in (known[0], known[-1])]
    parts = [f"{data.y_name} over {data.x_name}: from {ends[0]} to {ends[1]}."]
    for (x, y), (_, following) in pairwise(known):
        if y == 0 or y * following < 0:
            parts.append(f"Zero near {_told(x, data.x_unit)}.")
    return " ".join(parts)


def lay_curve(data: CurveData, theme: Theme, width: float) -> Scene:
    """The layout at a width of at least 160 pixels; the height follows from it."""
    known = [y for y in data.ys if y is not None]
    low, high, ticks = axis(min(known, default=0.0), max(known, default=1.0), 4)
    low, high = min(low, 0.0), max(high, 0.0)
    ticks = tuple(sorted({*ticks, 0.0}))
    font, small = theme.sans(12), theme.sans(12, tabular=True)
    name = words("name", wrap(_named(data.y_name, data.y_unit), font, width, 2), font, "ink-2", QPointF(0, 0))
    texts = [(tick, tick_figure(tick, max(abs(low), abs(high)), data.y_unit)) for tick in ticks]
    left = max(text_width(text, small) for _, text in texts) + theme.px(8)
    top = name.rect.bottom() + theme.px(10)
    tall = min(max(0.18 * width, theme.px(84)), theme.px(120))
    area = QRectF(left, top, width - left - theme.px(8), tall)
    frame = _Frame(area, (data.xs[0], data.xs[-1]), (low, high))
    pieces: list[Piece] = [name]
    for tick, text in texts:
        y = frame.y(tick)
        ink = "ink" if tick == 0 else "line"
        pieces.append(Rule("zero" if tick == 0 else "grid", QPointF(left, y), QPointF(area.right(), y), ink))
        at = QPointF(left - theme.px(8), y - line_height(small) / 2)
        pieces.append(words("tick", text, small, "ink-2", at, Align.RIGHT))
    pieces += _points(data, frame, theme)
    below = _below(data, frame, theme, width)
    return Scene(QSizeF(width, max(each.rect.bottom() for each in below)), (*pieces, *below))


def paint_curve(painter: QPainter, rect: QRectF, data: CurveData, theme: Theme, ground: str = "page") -> None:
    """Paint the curve at the top of ``rect``, as wide as that; ``ground`` names the colour it lies on."""
    paint_scene(painter, rect.topLeft(), lay_curve(data, theme, rect.width()), theme, ground)


def _points(data: CurveData, frame: _Frame, theme: Theme) -> list[Piece]:
    """The curve, broken where there is no result; the plan on it, and where the figures stand now."""
    runs: list[list[QPointF]] = [[]]
    for x, y in zip(data.xs, data.ys, strict=True):
        if y is None:
            runs.append([])
        else:
            runs[-1].append(frame.at(x, y))
    pieces: list[Piece] = [Curve(tuple(run), _LINE, theme.px(2)) for run in runs if len(run) > 1]
    plan, present = data.ys[data.plan], data.ys[data.present]
    x = frame.x(data.xs[data.present])
    pieces.append(
        Rule("present", QPointF(x, frame.area.top()), QPointF(x, frame.area.bottom()), "edge", 1.0, dashed=True)
    )
    if plan is not None and data.plan != data.present:
        pieces.append(Dot("plan", frame.at(data.xs[data.plan], plan), theme.px(4), _PLAN, plan))
    if present is not None:
        pieces.append(Dot("present", frame.at(data.xs[data.present], present), theme.px(6), _LINE, present))
    return pieces


def _below(data: CurveData, frame: _Frame, theme: Theme, width: float) -> list[Words]:
    """Figures along the foot, as many as stand apart, and what they are."""
    font, small = theme.sans(12), theme.sans(12, tabular=True)
    top = frame.area.bottom() + max(theme.px(8), line_height(small) / 2 + theme.px(2))
    largest = max(abs(end) for end in frame.x_ends)
    shown: list[Words] = []
    for most in (5, 3, 2):
        ticks = nice_ticks(*frame.x_ends, most) if frame.x_ends[0] < frame.x_ends[1] else frame.x_ends[:1]
        texts = [(frame.x(tick), tick_figure(tick, largest, data.x_unit)) for tick in ticks]
        found = [words("foot", text, small, "ink-2", QPointF(x, top), Align.CENTRE) for x, text in texts]
        shown = [clamped(each, 0.0, width) for each in found]
        if all(a.rect.right() + theme.px(12) <= b.rect.left() for a, b in pairwise(shown)):
            break
    lines = wrap(_named(data.x_name, data.x_unit), font, width, 2)
    under = top + line_height(small) + theme.px(2)
    return [*shown, words("foot-name", lines, font, "ink-2", QPointF(frame.area.right(), under), Align.RIGHT)]


def _named(name: str, unit: str) -> str:
    return f"{name}, {unit}" if unit and unit != "%" else name


def _told(value: float, unit: str) -> str:
    return sum_figure(value, unit, short=True)
