"""Strips: what a page is filled with from top to bottom, none of them ever cut.

A line of text is a strip, a row of a table is one or several that are kept together, a chart is one. Whoever fills
the pages (:mod:`trainer.desktop.paper.press`) asks nothing but how high a strip is and whether the next must follow.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen

Draw = Callable[[QPainter, float, float], None]
"""Draws onto a painter with the upper left corner there."""

_HIGHEST_WHOLE = 330.0
"""What is higher may be cut; about a third of a page."""
_LEAST = 0.01
"""Below it, lengths are taken as equal."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A place that a bookmark leads to, and that a table of contents may name."""

    title: str
    level: int = 0
    key: str = ""
    """By which a table of contents finds its page."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What lies below strips that belong together, laid strip by strip so that it may run over pages."""

    x: float
    width: float
    paint: Callable[[QPainter, QRectF], None]
    over_gap: bool = True
    """Whether it fills the space above the strip too."""


def _nothing(_painter: QPainter, _x: float, _y: float) -> None:
    """Drawn by space."""


@dataclass(frozen=True, slots=True)
class Strip:
    """A strip as wide as the text; lengths in pixels."""

    height: float
    draw: Draw = _nothing
    gap: float = 0.0
    """Space above; it falls away at the head of a page."""
    keep: bool = False
    """Whether the next strip must stand on the same page."""
    spare: bool = False
    """Whether it is left out where the page has no room for it."""
    marks: tuple[Mark, ...] = ()
    again: tuple[Strip, ...] = ()
    """What stands above it where a page begins with it: the head of its table."""
    grounds: tuple[Ground, ...] = field(default=())


def blank(height: float, *, keep: bool = True) -> Strip:
    """Space that doesn't fall away."""
    return Strip(height, keep=keep)


def height_of(strips: Iterable[Strip]) -> float:
    """Of strips below each other, the gap above the first included."""
    return sum(strip.gap + strip.height for strip in strips)


def spaced(strips: Sequence[Strip], gap: float) -> list[Strip]:
    """The same with so much space above."""
    return [replace(strips[0], gap=gap), *strips[1:]] if strips else []


def shifted(strips: Iterable[Strip], by: float) -> list[Strip]:
    """The same, moved to the right."""

    def moved(strip: Strip) -> Strip:
        draw = strip.draw
        return replace(
            strip,
            draw=lambda painter, x, y: draw(painter, x + by, y),
            again=tuple(moved(each) for each in strip.again),
            grounds=tuple(replace(each, x=each.x + by) for each in strip.grounds),
        )

    return [moved(strip) for strip in strips]


def kept(strips: Sequence[Strip], *, with_next: bool = False) -> list[Strip]:
    """The same, all on one page; with what follows too, if so asked, as a heading is."""
    if not strips:
        return []
    last = replace(strips[-1], keep=strips[-1].keep or with_next)
    return [*(replace(strip, keep=True) for strip in strips[:-1]), last]


def marked(strips: Sequence[Strip], mark: Mark) -> list[Strip]:
    """The same with a bookmark at the first."""
    return [replace(strips[0], marks=(mark, *strips[0].marks)), *strips[1:]] if strips else []


def headed(strips: Sequence[Strip], head: Sequence[Strip]) -> list[Strip]:
    """Rows of a table: the head above the first of them, and again above each that a page begins with."""
    if not strips:
        return list(head)
    return [*kept(head, with_next=True), *(replace(strip, again=tuple(head)) for strip in strips)]


def ruled(colour: QColor, width: float, *, gap: float = 0.0, thickness: float = 0.75, keep: bool = True) -> Strip:
    """A line across."""

    def draw(painter: QPainter, x: float, y: float) -> None:
        painter.setPen(QPen(colour, thickness))
        painter.drawLine(QPointF(x, y + thickness / 2), QPointF(x + width, y + thickness / 2))

    return Strip(thickness, draw, gap, keep)


def on_ground(strips: Sequence[Strip], ground: Ground, padding: float) -> list[Strip]:
    """The same with something below that reaches further above and below by ``padding``."""
    if not strips:
        return []
    first = Strip(
        padding, gap=strips[0].gap, keep=True, marks=strips[0].marks, grounds=(replace(ground, over_gap=False),)
    )
    inner = spaced([replace(strip, grounds=(ground, *strip.grounds)) for strip in strips], 0)
    inner[0] = replace(inner[0], marks=())
    inner[-1] = replace(inner[-1], keep=True)
    return [first, *inner, Strip(padding, keep=strips[-1].keep, grounds=(ground,))]


@dataclass(slots=True)
class _Placed:
    column: int
    number: int
    top: float
    strip: Strip


def beside(columns: Sequence[tuple[float, Sequence[Strip]]]) -> list[Strip]:
    """Columns side by side, cut wherever no strip of any of them is cut.

    Args:
        columns: the left side of each, and its strips.
    """
    placed = sorted(
        (each for number, (_, strips) in enumerate(columns) for each in _placed(number, strips)),
        key=lambda each: each.top,
    )
    slices: list[list[_Placed]] = []
    end = 0.0
    for each in placed:
        if not slices or each.top >= end - _LEAST:
            slices.append([])
        slices[-1].append(each)
        end = max(end, each.top + each.strip.height)
    made: list[Strip] = []
    reached = [-1] * len(columns)
    bottom = 0.0
    for parts in slices:
        for part in parts:
            reached[part.column] = max(reached[part.column], part.number)
        keep = any(
            0 <= at < len(columns[number][1]) - 1 and columns[number][1][at].keep for number, at in enumerate(reached)
        )
        made.append(_merged(columns, parts, bottom, keep=keep))
        bottom = max(part.top + part.strip.height for part in parts)
    if made:
        gap = max(strips[0].gap for _, strips in columns if strips)
        last = any(strips[-1].keep for _, strips in columns if strips)
        made[0] = replace(made[0], gap=gap)
        made[-1] = replace(made[-1], keep=last)
    return made


def abreast(columns: Sequence[tuple[float, Sequence[Strip]]]) -> list[Strip]:
    """Columns side by side as one strip, so that whoever reads the file aloud goes down one column after the other;
    as :func:`beside` has them where they are higher than a page can spare.

    Args:
        columns: the left side of each, and its strips.
    """
    cut = beside(columns)
    height = height_of(spaced(cut, 0))
    if not cut or height > _HIGHEST_WHOLE:
        return cut
    parts = [each for number, (_, strips) in enumerate(columns) for each in _placed(number, strips)]
    whole = _merged(columns, parts, 0.0, keep=cut[-1].keep)
    return [replace(whole, gap=cut[0].gap)]


def _placed(column: int, strips: Sequence[Strip]) -> list[_Placed]:
    made, y = [], 0.0
    for number, strip in enumerate(strips):
        y += strip.gap if number else 0.0
        made.append(_Placed(column, number, y, strip))
        y += strip.height
    return made


def _merged(
    columns: Sequence[tuple[float, Sequence[Strip]]], parts: Sequence[_Placed], above: float, *, keep: bool
) -> Strip:
    top = min(part.top for part in parts)
    height = max(part.top + part.strip.height for part in parts) - top
    pieces = [(columns[part.column][0], part.top - top, part.strip) for part in parts]

    def draw(painter: QPainter, x: float, y: float) -> None:
        for left, down, strip in pieces:
            strip.draw(painter, x + left, y + down)

    grounds = (
        ground
        for number, (left, _) in enumerate(columns)
        for ground in _grounds(left, [each for each in parts if each.column == number], top, height)
    )
    return Strip(
        height=height,
        draw=draw,
        gap=top - above,
        keep=keep,
        spare=all(part.strip.spare for part in parts),
        marks=tuple(mark for part in parts for mark in part.strip.marks),
        again=next((tuple(shifted(strip.again, left)) for left, _, strip in pieces if strip.again), ()),
        grounds=tuple(grounds),
    )


def _grounds(left: float, parts: Sequence[_Placed], top: float, height: float) -> Iterator[Ground]:
    """What lies below the parts of one column, as far as it reaches within a strip made of several."""
    found: dict[tuple[float, float, object], list[tuple[_Placed, Ground]]] = {}
    for part in parts:
        for ground in part.strip.grounds:
            found.setdefault((ground.x, ground.width, ground.paint), []).append((part, ground))
    for pairs in found.values():
        (first, ground), (last, _) = pairs[0], pairs[-1]
        begins = first.top <= top + _LEAST
        start = 0.0 if begins else first.top - top - (first.strip.gap if ground.over_gap else 0.0)
        end = height - (last.top + last.strip.height - top)
        paint = partial(_paint_between, ground.paint, start, end)
        yield Ground(left + ground.x, ground.width, paint, over_gap=begins and ground.over_gap)


def _paint_between(
    paint: Callable[[QPainter, QRectF], None], start: float, end: float, painter: QPainter, area: QRectF
) -> None:
    paint(painter, area.adjusted(0, start, 0, -end))
