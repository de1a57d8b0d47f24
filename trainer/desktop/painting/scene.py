"""A drawing as data: pieces with their places, laid out first and painted afterwards.

Layout functions return a :class:`Scene`; tests read its geometry, :func:`paint_scene` puts it on any paint device.
Colours are names of the theme and are looked up only when painting.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum
from typing import TypeVar

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QBrush, QFont, QFontMetricsF, QPainter, QPen, QPolygonF, QTextLayout, QTextOption

from trainer.desktop.painting.shapes import DASHES, Area, Shape, Spot, Stroke, paint_shape
from trainer.desktop.painting.tones import TONES, fill_marker, fill_tone
from trainer.desktop.theme import Theme


class Align(Enum):
    """To which side of its box a text is set."""

    LEFT = 0.0
    CENTRE = 0.5
    RIGHT = 1.0


@dataclass(frozen=True)
class Words:
    """Lines of text in a box that just holds them."""

    role: str
    rect: QRectF
    lines: tuple[str, ...]
    font: QFont
    colour: str
    align: Align = Align.LEFT
    backed: bool = False
    """Whether the ground is laid below, so that lines break off around the text."""


@dataclass(frozen=True)
class Bar:
    """A filled bar, or the sample of one in a legend, in the tone of a series."""

    role: str
    rect: QRectF
    tone: int
    value: float = 0.0


@dataclass(frozen=True)
class Rule:
    """A straight line; lengths in pixels."""

    role: str
    start: QPointF
    end: QPointF
    colour: str
    width: float = 1.0
    dashed: bool = False
    halo: float = 0.0
    """Breadth of ground left free on both sides."""


@dataclass(frozen=True)
class Curve:
    """The line of a series through at least two points."""

    points: tuple[QPointF, ...]
    tone: int
    width: float


@dataclass(frozen=True)
class Dot:
    """The marker of a series at one value."""

    role: str
    at: QPointF
    radius: float
    tone: int
    value: float = 0.0


Piece = Words | Bar | Rule | Curve | Dot | Shape


@dataclass(frozen=True)
class Target:
    """A part of a drawing that can be opened."""

    key: str
    area: QRectF
    name: str
    """In full, as a screen reader says it."""


P = TypeVar("P")


@dataclass(frozen=True)
class Scene:
    """Pieces in the order they are painted, on an area that begins at (0, 0)."""

    size: QSizeF
    pieces: tuple[Piece, ...]
    targets: tuple[Target, ...] = ()
    """What can be opened, in the order it is read."""

    def of(self, kind: type[P]) -> Iterator[P]:
        """The pieces of a kind."""
        return (each for each in self.pieces if isinstance(each, kind))

    def moved(self, x: float, y: float) -> Iterator[Piece]:
        """The pieces in another place, to be part of a larger drawing."""
        return (_moved(each, QPointF(x, y)) for each in self.pieces)

    def words(self, *roles: str) -> Iterator[Words]:
        """The texts, all or those of some roles."""
        return (each for each in self.pieces if isinstance(each, Words) and (not roles or each.role in roles))

    def bars(self, role: str = "bar") -> Iterator[Bar]:
        """The bars of a role."""
        return (each for each in self.pieces if isinstance(each, Bar) and each.role == role)

    def rules(self, role: str) -> Iterator[Rule]:
        """The straight lines of a role."""
        return (each for each in self.pieces if isinstance(each, Rule) and each.role == role)

    def dots(self, role: str = "dot") -> Iterator[Dot]:
        """The markers of a role."""
        return (each for each in self.pieces if isinstance(each, Dot) and each.role == role)


def _moved(piece: Piece, by: QPointF) -> Piece:
    match piece:
        case Rule():
            return replace(piece, start=piece.start + by, end=piece.end + by)
        case Dot() | Spot():
            return replace(piece, at=piece.at + by)
        case Curve() | Area() | Stroke():
            return replace(piece, points=tuple(point + by for point in piece.points))
        case _:
            return replace(piece, rect=piece.rect.translated(by))


def line_height(font: QFont) -> float:
    """Height of one line of text."""
    return QFontMetricsF(font).height()


def text_width(text: str, font: QFont) -> float:
    """How far a line of text runs."""
    return QFontMetricsF(font).horizontalAdvance(text)


def wrap(text: str, font: QFont, width: float, most: int = 1) -> tuple[str, ...]:
    """Break a text into at most ``most`` lines no wider than ``width``; what doesn't fit ends in an ellipsis."""
    if text_width(text, font) <= width:
        return (text,)
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    starts: list[int] = []
    layout.beginLayout()
    while len(starts) <= most and (line := layout.createLine()).isValid():
        line.setLineWidth(max(width, 1.0))
        starts.append(line.textStart())
    layout.endLayout()
    coded = text.encode("utf-16-le")
    ends = [*starts[1:], len(coded) // 2]
    parts = [coded[2 * a : 2 * b].decode("utf-16-le").strip() for a, b in zip(starts, ends, strict=True)]
    if len(parts) > most:
        rest = coded[2 * starts[most - 1] :].decode("utf-16-le")
        parts = [*parts[: most - 1], QFontMetricsF(font).elidedText(rest, Qt.TextElideMode.ElideRight, width)]
    return tuple(parts)


def unbroken(text: str, lines: tuple[str, ...]) -> bool:
    """Whether the lines hold the whole text and break no word; Chinese may break anywhere."""
    whole = "".join("".join(lines).split()) == "".join(text.split())
    return whole and all(any(word in line for line in lines) for word in text.split() if word.isascii())


def words(
    role: str,
    text: str | tuple[str, ...],
    font: QFont,
    colour: str,
    at: QPointF,
    align: Align = Align.LEFT,
    *,
    backed: bool = False,
) -> Words:
    """Text whose box has its top at ``at`` and its left side, middle or right side there, as ``align`` says."""
    lines = (text,) if isinstance(text, str) else text
    width = max(text_width(line, font) for line in lines)
    rect = QRectF(at.x() - align.value * width, at.y(), width, line_height(font) * len(lines))
    return Words(role, rect, lines, font, colour, align, backed)


def clamped(text: Words, left: float, right: float) -> Words:
    """The same text, moved sideways to lie between two edges."""
    x = max(left, min(text.rect.left(), right - text.rect.width()))
    return replace(text, rect=QRectF(x, text.rect.top(), text.rect.width(), text.rect.height()))


def paint_scene(painter: QPainter, at: QPointF, scene: Scene, theme: Theme, ground: str = "page") -> None:
    """Paint a scene with its corner at ``at``; ``ground`` names the colour it lies on."""
    painter.save()
    painter.translate(at)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for piece in scene.pieces:
        match piece:
            case Words():
                _paint_words(painter, piece, theme, ground)
            case Bar():
                fill_tone(painter, piece.rect, piece.tone, theme, ground)
            case Rule():
                _paint_rule(painter, piece, theme, ground)
            case Curve():
                pen = QPen(theme.colour(TONES[piece.tone].stroke), piece.width)
                pen.setDashPattern(TONES[piece.tone].dashes)
                pen.setCapStyle(Qt.PenCapStyle.FlatCap)
                pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
                painter.setPen(pen)
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawPolyline(QPolygonF(list(piece.points)))
            case Dot():
                fill_marker(painter, piece.at, piece.radius, piece.tone, theme, ground)
            case _:
                paint_shape(painter, piece, theme, ground)
    painter.restore()


def _paint_words(painter: QPainter, text: Words, theme: Theme, ground: str) -> None:
    metrics = QFontMetricsF(text.font)
    if text.backed:
        painter.fillRect(text.rect.adjusted(-2, 0, 2, 0), QBrush(theme.colour(ground)))
    painter.setFont(text.font)
    painter.setPen(theme.colour(text.colour))
    for number, line in enumerate(text.lines):
        spare = text.rect.width() - metrics.horizontalAdvance(line)
        baseline = text.rect.top() + number * metrics.height() + metrics.ascent()
        painter.drawText(QPointF(text.rect.left() + text.align.value * spare, baseline), line)


def _paint_rule(painter: QPainter, rule: Rule, theme: Theme, ground: str) -> None:
    start, end = QPointF(rule.start), QPointF(rule.end)
    if start.x() == end.x():
        start.setX(_crisp(start.x()))
        end.setX(start.x())
    elif start.y() == end.y():
        start.setY(_crisp(start.y()))
        end.setY(start.y())
    if rule.halo:
        painter.setPen(QPen(theme.colour(ground), rule.width + 2 * rule.halo, c=Qt.PenCapStyle.FlatCap))
        painter.drawLine(start, end)
    pen = QPen(theme.colour(rule.colour), rule.width, c=Qt.PenCapStyle.FlatCap)
    if rule.dashed:
        pen.setDashPattern(DASHES)
    painter.setPen(pen)
    painter.drawLine(start, end)


def _crisp(position: float) -> float:
    return float(int(position)) + 0.5
