"""Layout of the calibration plot: how often they chose the same, over the forecast given."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QFont

from trainer.desktop.painting.lines import spread
from trainer.desktop.painting.scene import (
    Align,
    Piece,
    Rule,
    Scene,
    Target,
    Words,
    clamped,
    line_height,
    text_width,
    words,
)
from trainer.desktop.painting.shapes import Spot, Stroke, Upright
from trainer.desktop.theme import Theme

_TICKS = (0, 25, 50, 75, 100)
_MOST_ASIDE = 10.0
"""How far a count may stand aside of its point, in pixels at 100 %."""


@dataclass(frozen=True)
class CalibrationPoint:
    """The decisions of one bin of forecasts; percentages from 0 to 100."""

    key: str
    name: str
    """In words, for screen readers."""
    forecast: float
    """The mean of the forecasts given."""
    share: float
    """How many of a hundred times they chose the same."""
    low: float
    high: float
    """Ends of the interval of the share."""
    count: int
    hollow: bool
    """Whether there are too few decisions to tell."""


@dataclass(frozen=True)
class _Frame:
    left: float
    top: float
    side: float

    @property
    def right(self) -> float:
        return self.left + self.side

    @property
    def bottom(self) -> float:
        return self.top + self.side

    def at(self, forecast: float, share: float) -> QPointF:
        return QPointF(self.left + forecast / 100 * self.side, self.bottom - share / 100 * self.side)


def lay_calibration(
    points: Sequence[CalibrationPoint], theme: Theme, width: float, active: str = "", counted: str = "decisions"
) -> Scene:
    """Lay out the plot, which is square; its height follows from the width.

    Args:
        points: in the order of their forecasts; none where nothing was decided yet.
        theme: for colours and measures.
        width: in pixels, at least 200 at 100 % text.
        active: key of the point that is pointed at, drawn larger.
        counted: what the counts below are of.
    """
    px = theme.px
    tick_font, name_font = theme.sans(12, tabular=True), theme.sans(12, QFont.Weight.DemiBold)
    name_height = line_height(name_font)
    ticks_wide = text_width("100 %", tick_font)
    beside = max(name_height + px(6) + ticks_wide, text_width(counted, tick_font)) + px(10)
    after = ticks_wide / 2
    side = max(min(width - beside - after, px(360)), px(60))
    frame = _Frame(beside, line_height(tick_font) / 2, side)
    pieces: list[Piece] = [*_grid(frame, theme, tick_font)]
    for point in points:
        pieces += _point(frame, theme, point, active=point.key == active)
    below, height = _below(frame, theme, points, counted)
    name = "They chose the same"
    long = text_width(name, name_font)
    upright = QRectF(0, frame.top + max((side - long) / 2, 0.0), name_height, long)
    pieces.append(Upright("axis", upright, name, name_font, "ink"))
    reach = px(11)
    targets = tuple(_target(frame, each, reach) for each in points)
    return Scene(QSizeF(width, height), (*pieces, *below), targets)


def _grid(frame: _Frame, theme: Theme, font: QFont) -> list[Piece]:
    px = theme.px
    pieces: list[Piece] = []
    half = line_height(font) / 2
    for tick in _TICKS:
        across, up = frame.at(0, tick), frame.at(tick, 0)
        text = f"{tick} %" if tick == 100 else str(tick)
        pieces.append(Rule("grid", across, frame.at(100, tick), "edge" if tick == 0 else "line"))
        pieces.append(words("tick", text, font, "ink-2", QPointF(frame.left - px(8), across.y() - half), Align.RIGHT))
        pieces.append(Rule("tick", up, up + QPointF(0, px(4)), "edge"))
        pieces.append(words("tick", text, font, "ink-2", up + QPointF(0, px(6)), Align.CENTRE))
    pieces.append(Rule("axis", frame.at(0, 0), frame.at(0, 100), "edge"))
    pieces.append(Stroke("expected", (frame.at(0, 0), frame.at(100, 100)), "ink-2", 1.2, dashed=True))
    return pieces


def _point(frame: _Frame, theme: Theme, point: CalibrationPoint, *, active: bool) -> list[Piece]:
    px = theme.px
    low, high = frame.at(point.forecast, point.low), frame.at(point.forecast, point.high)
    cap = QPointF(px(4), 0)
    at, radius = frame.at(point.forecast, point.share), px(6.5 if active else 5)
    return [
        Rule("interval", low, high, "ink", 1.6, point.hollow),
        Rule("cap", low - cap, low + cap, "ink", 1.6),
        Rule("cap", high - cap, high + cap, "ink", 1.6),
        Spot("point", at, radius, "accent", hollow=point.hollow, halo=px(1.5), stroke=px(2)),
    ]


def _target(frame: _Frame, point: CalibrationPoint, reach: float) -> Target:
    middle = frame.at(point.forecast, point.share)
    return Target(point.key, QRectF(middle.x() - reach, middle.y() - reach, 2 * reach, 2 * reach), point.name)


def _below(frame: _Frame, theme: Theme, points: Sequence[CalibrationPoint], counted: str) -> tuple[list[Piece], float]:
    """Counts and the name of the axis below the ticks, and where they end."""
    px = theme.px
    plain, bold = theme.sans(12, tabular=True), theme.sans(12, QFont.Weight.DemiBold, tabular=True)
    top = frame.bottom + px(6) + line_height(plain) + px(5)
    pieces: list[Piece] = []
    if points:
        pieces.append(words("counts", counted, plain, "ink-2", QPointF(frame.left - px(10), top), Align.RIGHT))
        rows = _counts(frame, theme, points, bold)
        for number, row in enumerate(rows):
            pieces += [_at(each, top + number * line_height(bold)) for each in row]
        top += len(rows) * line_height(bold) + px(4)
    name = words("axis", "Forecast given", bold, "ink", QPointF((frame.left + frame.right) / 2, top), Align.CENTRE)
    pieces.append(clamped(name, 0, frame.right))
    return pieces, top + line_height(bold)


def _at(text: Words, top: float) -> Words:
    return words(text.role, text.lines, text.font, text.colour, QPointF(text.rect.left(), top))


def _counts(frame: _Frame, theme: Theme, points: Sequence[CalibrationPoint], font: QFont) -> list[list[Words]]:
    """The counts below their points: in one row, or in two by turns, or rounded to thousands, whatever fits first."""
    for said, rows in ((_whole, 1), (_whole, 2), (_rounded, 1), (_rounded, 2)):
        made = [_row(frame, theme, points[start::rows], said, font) for start in range(rows)]
        if all(aside <= theme.px(_MOST_ASIDE) for _, aside in made):
            break
    return [row for row, _ in made if row]


def _row(
    frame: _Frame, theme: Theme, points: Sequence[CalibrationPoint], said: Callable[[int], str], font: QFont
) -> tuple[list[Words], float]:
    """One row of counts, none of which meet, and how far the one moved furthest stands aside."""
    gap = theme.px(7)
    texts = [said(point.count) for point in points]
    wide = [text_width(text, font) + gap for text in texts]
    wanted = [frame.at(point.forecast, 0).x() - each / 2 for point, each in zip(points, wide, strict=True)]
    low = frame.left - theme.px(6)
    lefts = spread(wanted, wide, low, max(frame.right + theme.px(20), low + sum(wide)))
    aside = max((abs(a - b) for a, b in zip(lefts, wanted, strict=True)), default=0.0)
    row = [
        words("count", text, font, "ink", QPointF(left + gap / 2, 0)) for text, left in zip(texts, lefts, strict=True)
    ]
    return row, aside


def _whole(count: int) -> str:
    return f"{count:,}"


def _rounded(count: int) -> str:
    return f"{count:,}" if count < 1000 else f"{count / 1000:,.0f}k"
