"""The icons and marks, drawn as paths on a grid of 16 units: one colour each, crisp at any size and density.

Marks of the record's judgement are a disc (vindicated), a half disc (mixed) and a ring (regretted); with and against
the record are = and ≠. A word always stands beside them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from trainer.desktop.theme import Theme

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon

_GRID = 16.0
_DENSITIES = (1.0, 1.5, 2.0, 3.0)

_Points = tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class _Glyph:
    """An icon: what is stroked, what is filled, and what is filled in the second colour."""

    strokes: QPainterPath = field(default_factory=QPainterPath)
    fills: QPainterPath = field(default_factory=QPainterPath)
    seconds: QPainterPath = field(default_factory=QPainterPath)
    width: float = 1.5
    dashed: QPainterPath = field(default_factory=QPainterPath)


def _lines(*runs: _Points) -> QPainterPath:
    path = QPainterPath()
    for first, *rest in runs:
        path.moveTo(*first)
        for point in rest:
            path.lineTo(*point)
    return path


def _circle(x: float, y: float, radius: float) -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(QPointF(x, y), radius, radius)
    return path


def _mixed() -> _Glyph:
    half = QPainterPath(QPointF(8, 3))
    half.arcTo(QRectF(3, 3, 10, 10), 90, 180)
    half.closeSubpath()
    return _Glyph(_circle(8, 8, 5.25), half)


def _contested() -> _Glyph:
    left: _Points = ((3.6, 5.8), (1.4, 8), (3.6, 10.2))
    right: _Points = ((12.4, 5.8), (14.6, 8), (12.4, 10.2))
    return _Glyph(_lines(((8, 3.5), (8, 12.5)), ((1.6, 8), (6, 8)), ((10, 8), (14.4, 8)), left, right))


def _documented() -> _Glyph:
    sheet: _Points = ((9.6, 1.8), (3.2, 1.8), (3.2, 14.2), (12.8, 14.2), (12.8, 5), (9.6, 1.8))
    fold: _Points = ((9.4, 2), (9.4, 5.2), (12.6, 5.2))
    return _Glyph(_lines(sheet, fold, ((5.6, 8.4), (10.4, 8.4)), ((5.6, 11.2), (10.4, 11.2))), width=1.3)


def _analogue() -> _Glyph:
    path = QPainterPath()
    for y in (5.8, 10.4):
        path.moveTo(2.2, y + 0.6)
        path.cubicTo(4.6, y - 3.0, 7.0, y - 0.4, 8.0, y + 0.2)
        path.cubicTo(9.0, y + 0.8, 11.4, y + 3.4, 13.8, y - 0.2)
    return _Glyph(path)


def _unknown() -> _Glyph:
    query = QPainterPath(QPointF(6.1, 6.5))
    query.cubicTo(6.1, 4.0, 9.9, 4.0, 9.9, 6.5)
    query.cubicTo(9.9, 8.0, 8.0, 8.0, 8.0, 9.4)
    return _Glyph(query, _circle(8, 11.4, 0.85), width=1.4, dashed=_circle(8, 8, 6.6))


def _envelope() -> _Glyph:
    path = QPainterPath()
    path.addRoundedRect(QRectF(0.9, 2.7, 14.2, 10.6), 1.4, 1.4)
    path.addPath(_lines(((1.4, 3.5), (5.5, 7.0)), ((14.6, 3.5), (10.5, 7.0))))
    return _Glyph(path, seconds=_circle(8, 8.6, 2.1), width=1.1)


def _search() -> _Glyph:
    path = _circle(6.8, 6.8, 4.4)
    path.addPath(_lines(((10.2, 10.2), (13.8, 13.8))))
    return _Glyph(path, width=1.6)


def _course() -> _Glyph:
    path = _circle(3.6, 12.4, 1.9)
    path.moveTo(5.5, 12.4)
    path.cubicTo(13.6, 12.4, 2.4, 3.6, 10.5, 3.6)
    return _Glyph(path, _circle(12.2, 3.6, 2.2))


def _no_connection() -> _Glyph:
    path = QPainterPath()
    for radius in (3.4, 6.6, 9.8):
        path.arcMoveTo(QRectF(8 - radius, 12.4 - radius, 2 * radius, 2 * radius), 45)
        path.arcTo(QRectF(8 - radius, 12.4 - radius, 2 * radius, 2 * radius), 45, 90)
    path.addPath(_lines(((2.2, 2.2), (13.8, 13.8))))
    return _Glyph(path, _circle(8, 12.6, 1.1), width=1.4)


def _with() -> _Glyph:
    return _Glyph(_lines(((3, 6), (13, 6)), ((3, 10.4), (13, 10.4))), width=1.6)


def _against() -> _Glyph:
    path = _with().strokes
    path.addPath(_lines(((5.6, 13.6), (10.4, 2.8))))
    return _Glyph(path, width=1.6)


_GLYPHS: dict[str, Callable[[], _Glyph]] = {
    "vindicated": lambda: _Glyph(fills=_circle(8, 8, 6)),
    "mixed": _mixed,
    "regretted": lambda: _Glyph(_circle(8, 8, 5.25)),
    "dot": lambda: _Glyph(fills=_circle(8, 8, 3.6)),
    "ring": lambda: _Glyph(_circle(8, 8, 3.4)),
    "with": _with,
    "against": _against,
    "contested": _contested,
    "documented": _documented,
    "analogue": _analogue,
    "unknown": _unknown,
    "envelope": _envelope,
    "check": lambda: _Glyph(_lines(((2.8, 8.4), (6.4, 12), (13.4, 4.2))), width=1.7),
    "chevron-left": lambda: _Glyph(_lines(((10.2, 3.2), (5.4, 8), (10.2, 12.8)))),
    "chevron-right": lambda: _Glyph(_lines(((5.8, 3.2), (10.6, 8), (5.8, 12.8)))),
    "chevron-up": lambda: _Glyph(_lines(((3.2, 10.2), (8, 5.4), (12.8, 10.2)))),
    "chevron-down": lambda: _Glyph(_lines(((3.2, 5.8), (8, 10.6), (12.8, 5.8)))),
    "arrow-up": lambda: _Glyph(_lines(((8, 13.2), (8, 3)), ((3.8, 7.2), (8, 3), (12.2, 7.2)))),
    "arrow-down": lambda: _Glyph(_lines(((8, 2.8), (8, 13)), ((3.8, 8.8), (8, 13), (12.2, 8.8)))),
    "plus": lambda: _Glyph(_lines(((8, 2.2), (8, 13.8)), ((2.2, 8), (13.8, 8)))),
    "close": lambda: _Glyph(_lines(((3.6, 3.6), (12.4, 12.4)), ((12.4, 3.6), (3.6, 12.4)))),
    "search": _search,
    "course": _course,
    "no-connection": _no_connection,
    "hold": lambda: _Glyph(_lines(((5.6, 3.4), (5.6, 12.6)), ((10.4, 3.4), (10.4, 12.6))), width=1.9),
}

NAMES = tuple(_GLYPHS)
"""All icons there are."""


@cache
def _glyph(name: str) -> _Glyph:
    return _GLYPHS[name]()


def paint_icon(painter: QPainter, rect: QRectF, name: str, colour: QColor, second: QColor | None = None) -> None:
    """Paint an icon into the middle of ``rect``, as large as fits; raises ``KeyError`` for an unknown name.

    Args:
        painter: paints on any device.
        rect: where.
        name: one of :data:`NAMES`.
        colour: of all strokes and fills.
        second: of the seal on the envelope; the same colour where none is given.
    """
    glyph = _glyph(name)
    side = min(rect.width(), rect.height())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.center() - QPointF(side / 2, side / 2))
    painter.scale(side / _GRID, side / _GRID)
    pen = QPen(colour, glyph.width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    painter.strokePath(glyph.strokes, pen)
    if not glyph.dashed.isEmpty():
        pen.setDashPattern([1.6, 1.96])
        pen.setWidthF(1.2)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.strokePath(glyph.dashed, pen)
    painter.fillPath(glyph.fills, colour)
    painter.fillPath(glyph.seconds, second or colour)
    painter.restore()


def icon_pixmap(name: str, colour: QColor, px: int, density: float = 1.0, second: QColor | None = None) -> QPixmap:
    """An icon ``px`` wide and high, on a screen of ``density`` pixels to one of ours; raises ``KeyError``."""
    _glyph(name)  # An error while a painter is open on a pixmap would take the program down.
    pixmap = QPixmap(round(px * density), round(px * density))
    pixmap.setDevicePixelRatio(density)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    paint_icon(painter, QRectF(0, 0, px, px), name, colour, second)
    painter.end()
    return pixmap


def icon(name: str, colour: QColor, px: int, second: QColor | None = None) -> QIcon:
    """An icon for actions and menus, crisp at the usual densities of screens."""
    from PySide6.QtGui import QIcon  # no page needs it before it is painted

    made = QIcon()
    for density in _DENSITIES:
        made.addPixmap(icon_pixmap(name, colour, px, density, second))
    return made


class IconView(QWidget):
    """An icon on a page; silent to screen readers, for a word stands beside it. Raises ``KeyError``."""

    def __init__(self, theme: Theme, name: str, ink: str, px: float) -> None:
        super().__init__()
        _glyph(name)
        self._theme = theme
        self._name = name
        self._ink = ink
        self.setFixedSize(QSize(theme.px(px), theme.px(px)))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        """See QWidget."""
        painter = QPainter(self)
        paint_icon(
            painter, QRectF(self.rect()), self._name, self._theme.colour(self._ink), self._theme.colour("accent")
        )
        painter.end()


def icon_label(theme: Theme, name: str, ink: str, px: float) -> IconView:
    """An icon as a widget, ``px`` wide at 100 %, in a colour of the theme; the envelope's seal in the accent."""
    return IconView(theme, name, ink, px)
