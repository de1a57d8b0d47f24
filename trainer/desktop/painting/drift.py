"""Layout of the drift of remembered forecasts: a circle a recall, and the mean so far with its interval."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from PySide6.QtCore import QPointF, QSizeF

from trainer.case.dates import MONTHS
from trainer.case.numbers import MINUS
from trainer.desktop.painting.scene import Align, Piece, Rule, Scene, line_height, text_width, words
from trainer.desktop.painting.shapes import Area, Spot, Stroke
from trainer.desktop.theme import Theme

_NEARER, _FURTHER = "points nearer to what happened", "further from it"
_MANY = 150
"""From so many circles on they are drawn smaller."""


@dataclass(frozen=True)
class DriftDot:
    """One recall."""

    day: dt.date
    points: float
    """How much nearer to what happened the forecast is remembered than it was given; negative: further from it."""
    counted: bool = True
    """Whether it goes into the mean."""


@dataclass(frozen=True)
class DriftMean:
    """The mean of all recalls that count, up to a day, and its interval; in points."""

    day: dt.date
    mean: float
    low: float
    high: float


@dataclass(frozen=True)
class _Frame:
    left: float
    right: float
    top: float
    bottom: float
    low: float
    high: float
    first: int
    last: int

    def x(self, day: dt.date) -> float:
        return self.left + (day.toordinal() - self.first) / (self.last - self.first) * (self.right - self.left)

    def y(self, points: float) -> float:
        held = min(max(points, self.low), self.high)
        return self.bottom - (held - self.low) / (self.high - self.low) * (self.bottom - self.top)


def lay_drift(dots: Sequence[DriftDot], means: Sequence[DriftMean], theme: Theme, width: float) -> Scene:
    """Lay out the recalls over time; the height follows from the width.

    Args:
        dots: in the order of their days; at least one.
        means: likewise; none while there are too few recalls for a mean.
        theme: for colours and measures.
        width: in pixels, at least 200 at 100 % text.
    """
    px = theme.px
    font, small = theme.sans(12, tabular=True), theme.sans(12)
    low, high, step = _scale(dots, means)
    ticks = range(low, high + 1, step)
    left = max(text_width(_signed(tick), font) for tick in ticks) + px(10)
    top = line_height(font) / 2
    tall = min(max((width - left) * 0.27, px(112)), px(190))
    first, last = _span(dots)
    frame = _Frame(left, width - px(6), top, top + tall, low, high, first, last)
    pieces: list[Piece] = []
    for tick in ticks:
        y = frame.y(tick)
        pieces.append(Rule("grid", QPointF(left, y), QPointF(width, y), "ink-2" if tick == 0 else "line"))
        at = QPointF(left - px(8), y - line_height(font) / 2)
        pieces.append(words("tick", _signed(tick), font, "ink-2", at, Align.RIGHT))
    band, line = _band(frame, means, theme)
    pieces += band
    radius = px(2.2 if len(dots) >= _MANY else 3.4)
    for dot in dots:
        at = QPointF(frame.x(dot.day), frame.y(dot.points))
        if dot.counted:
            pieces.append(Spot("recall", at, radius, "ink-2", hollow=True, stroke=1.5))
        else:
            pieces.append(Spot("later", at, radius * 0.5, "edge"))
    pieces += line
    for text, y in ((_NEARER, frame.top + px(3)), (_FURTHER, frame.bottom - line_height(small) - px(2))):
        pieces.append(words("side", text, small, "ink-2", QPointF(width, y), Align.RIGHT, backed=True))
    pieces += _days(frame, theme)
    return Scene(QSizeF(width, frame.bottom + px(4) + line_height(font)), tuple(pieces))


def _scale(dots: Sequence[DriftDot], means: Sequence[DriftMean]) -> tuple[int, int, int]:
    """Lowest and highest tick, and the step between ticks."""
    values = [each.points for each in dots]
    values += [each.low for each in means] + [each.high for each in means]
    lowest, highest = min([*values, -10.0]), max([*values, 20.0])
    step = next((step for step in (10, 20, 25) if (highest - lowest) / step <= 5), 50)
    return -step * _up(-lowest / step), step * _up(highest / step), step


def _up(value: float) -> int:
    return int(-(-value // 1))


def _signed(value: int) -> str:
    return f"+{value}" if value > 0 else str(value).replace("-", MINUS)


def _span(dots: Sequence[DriftDot]) -> tuple[int, int]:
    """First and last day of the axis as ordinals, with a little room, at least four weeks apart."""
    first, last = min(each.day for each in dots).toordinal(), max(each.day for each in dots).toordinal()
    room = max((last - first) // 40, 1)
    return first - room, max(last + room, first + 28)


def _band(frame: _Frame, means: Sequence[DriftMean], theme: Theme) -> tuple[list[Piece], list[Piece]]:
    """The interval, which lies below the recalls, and the mean, which lies above them."""
    if not means:
        return [], []
    steps = _thinned(means)
    width = theme.px(2)
    if len(steps) == 1:
        only = steps[0]
        x = frame.x(only.day)
        reach = Rule("interval", QPointF(x, frame.y(only.low)), QPointF(x, frame.y(only.high)), "accent", 1.6)
        return [reach], [Spot("mean", QPointF(x, frame.y(only.mean)), theme.px(3), "accent", halo=1.5)]
    upper = [QPointF(frame.x(each.day), frame.y(each.high)) for each in steps]
    lower = [QPointF(frame.x(each.day), frame.y(each.low)) for each in steps]
    line = tuple(QPointF(frame.x(each.day), frame.y(each.mean)) for each in steps)
    band: list[Piece] = [
        Area("band", (*upper, *reversed(lower)), "accent-wash"),
        Stroke("edge", tuple(upper), "accent", 0.7, dashed=True),
        Stroke("edge", tuple(lower), "accent", 0.7, dashed=True),
    ]
    return band, [Stroke("mean", line, "accent", width, halo=1.5)]


def _thinned(means: Sequence[DriftMean]) -> list[DriftMean]:
    """The last mean of each day: the earlier ones stand in the same place."""
    return [list(group)[-1] for _, group in groupby(means, key=lambda each: each.day)]


def _days(frame: _Frame, theme: Theme) -> list[Piece]:
    """Months below the axis, or years where it is long; as many as have room."""
    font = theme.sans(12, tabular=True)
    top = frame.bottom + theme.px(4)
    labels = _months(dt.date.fromordinal(frame.first), dt.date.fromordinal(frame.last))
    pieces: list[Piece] = []
    free = frame.left - theme.px(8)
    for day, text in labels:
        label = words("day", text, font, "ink-2", QPointF(frame.x(day), top), Align.CENTRE)
        if label.rect.left() < free + theme.px(8) or label.rect.right() > frame.right + theme.px(6):
            continue
        free = label.rect.right()
        pieces.append(label)
        x = frame.x(day)
        pieces.append(Rule("day", QPointF(x, frame.bottom), QPointF(x, frame.bottom + theme.px(3)), "edge"))
    return pieces or [_one_day(frame, theme, top)]


def _one_day(frame: _Frame, theme: Theme, top: float) -> Piece:
    """The first day by its date, where no month begins."""
    day = dt.date.fromordinal(frame.first + 1)
    text = f"{day.day} {MONTHS[day.month]} {day.year}"
    return words("day", text, theme.sans(12), "ink-2", QPointF(frame.left, top))


def _months(first: dt.date, last: dt.date) -> list[tuple[dt.date, str]]:
    """The beginnings of months or years within two days, with what is written there; January by its year."""
    months = (last.year - first.year) * 12 + last.month - first.month
    found: list[tuple[dt.date, str]] = []
    for number in range(1, months + 1):
        year, month = divmod(first.year * 12 + first.month - 1 + number, 12)
        if months > 30 and month:
            continue
        text = str(year) if months > 30 else f"{MONTHS[month + 1][:3]}"
        found.append((dt.date(year, month + 1, 1), f"{text} {year}" if months <= 30 and month == 0 else text))
    return found
