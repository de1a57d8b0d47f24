"""Lays out and paints what the room sees, at any size: onto the projector, the preview, and pictures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import QPainter

from trainer.desktop.painting.room.ballot import lay_briefing, lay_discuss, lay_vote
from trainer.desktop.painting.room.board import GROUND, SIDE, Board, Look
from trainer.desktop.painting.room.doors import lay_code_alone, lay_end, lay_lobby
from trainer.desktop.painting.room.record import lay_debrief, lay_reveal
from trainer.desktop.painting.room.shift import lay_shift
from trainer.desktop.painting.scene import Piece, Scene, paint_scene
from trainer.desktop.painting.shift import MOVED, STAYED
from trainer.desktop.theme import Theme
from trainer.workshop.screen_values import (
    Blank,
    Briefing,
    CodeAlone,
    Debrief,
    Discuss,
    Drawing,
    End,
    Lobby,
    Reveal,
    Screen,
    Shift,
    Vote,
)

_PLATE = {"plate": "#FFFFFF", "plate-ink": "#000000", "plate-ink-2": "#4A4E54", "plate-line": "#D5D5D0"}
"""Colours of what stands around a QR code, in any theme."""
_UNFOLDING = (MOVED, STAYED, "chip", "chip-text")
_BLACK = "#000000"
_OVERHANG = 24.0
"""How far the ink of a piece may reach beyond its box, in units."""
_TALL, _WIDE = 0.75, 1.25
"""Breadth by height of the widest screen that stands upright, and of the narrowest that doesn't."""


def lay(screen: Screen, look: Look, size: QSizeF) -> Scene:
    """The pieces of a screen on a ground of that proportion, whose smaller side is 1080 units."""
    board = Board(look, size)
    match screen:
        case Lobby():
            lay_lobby(board, screen)
        case CodeAlone():
            lay_code_alone(board, screen)
        case Briefing():
            lay_briefing(board, screen)
        case Vote():
            lay_vote(board, screen)
        case Discuss():
            lay_discuss(board, screen)
        case Shift():
            lay_shift(board, screen)
        case Reveal():
            lay_reveal(board, screen)
        case Debrief():
            lay_debrief(board, screen)
        case End():
            lay_end(board, screen)
    return board.scene()


@dataclass(frozen=True)
class Laid:
    """A screen as it is laid out in a rectangle."""

    rect: QRectF
    scene: Scene
    theme: Theme
    drawn: float

    @property
    def area(self) -> QRectF:
        """Where the scene lies."""
        return _area(self.rect.size()).translated(self.rect.topLeft())

    @property
    def scale(self) -> float:
        """Pixels in a unit."""
        return min(self.area.width(), self.area.height()) / SIDE


def lay_into(rect: QRectF, screen: Screen, look: Look) -> Laid:
    """Lay a screen out in a rectangle."""
    return Laid(rect, lay(screen, look, _area(rect.size()).size()), _theme(look.theme, screen), look.drawn)


def paint(painter: QPainter, rect: QRectF, screen: Screen, look: Look) -> None:
    """Paint what the room sees into a rectangle; nothing outside of it is touched."""
    paint_laid(painter, lay_into(rect, screen, look))


def paint_laid(painter: QPainter, laid: Laid, part: QRect | None = None) -> None:
    """Paint a screen that is laid out, all of it or what lies in a part of its rectangle."""
    scene, theme = laid.scene, laid.theme
    painter.save()
    painter.setClipRect(laid.rect if part is None else QRectF(part), Qt.ClipOperation.IntersectClip)
    painter.fillRect(laid.rect, theme.colour(GROUND))
    painter.translate(laid.area.topLeft())
    painter.scale(laid.scale, laid.scale)
    still = [piece for piece in _in_part(laid, part) if not _unfolds(piece)]
    paint_scene(painter, QPointF(), Scene(scene.size, tuple(still)), theme, GROUND)
    unfolding = [piece for piece in scene.pieces if _unfolds(piece)]
    if unfolding and laid.drawn > 0:
        if laid.drawn < 1:
            edges = _span(scene)
            shown = QRectF(edges.left(), 0, edges.width() * laid.drawn, scene.size.height())
            painter.setClipRect(shown, Qt.ClipOperation.IntersectClip)
        paint_scene(painter, QPointF(), Scene(scene.size, tuple(unfolding)), theme, GROUND)
    painter.restore()


def differing(before: Laid, after: Laid) -> QRect | None:
    """The part in which two screens differ, where little more than numbers do; ``None`` where that is all of it.

    What is counted stands last on a screen, so what differs lies between pieces that are the same.
    """
    if (before.rect, before.drawn, before.scene.size) != (after.rect, after.drawn, after.scene.size):
        return None
    if before.theme is not after.theme and before.theme != after.theme:
        return None
    old, new = before.scene.pieces, after.scene.pieces
    least = min(len(old), len(new))
    first = next((place for place in range(least) if old[place] != new[place]), least)
    last = next((place for place in range(least - first) if old[-1 - place] != new[-1 - place]), least - first)
    changed = (*old[first : len(old) - last], *new[first : len(new) - last])
    bounds = QRectF()
    for piece in changed:
        rect: QRectF | None = getattr(piece, "rect", None)
        if rect is None or _unfolds(piece):
            return None
        bounds = bounds.united(_around(rect))
    return _pixels(after, bounds) if changed else QRect()


def _in_part(laid: Laid, part: QRect | None) -> Iterator[Piece]:
    """The pieces that may reach into a part."""
    for piece in laid.scene.pieces:
        rect: QRectF | None = getattr(piece, "rect", None)
        if part is None or rect is None or _pixels(laid, _around(rect)).intersects(part):
            yield piece


def _around(rect: QRectF) -> QRectF:
    """With all that its ink may take beyond a box."""
    return rect.adjusted(-_OVERHANG, -_OVERHANG, _OVERHANG, _OVERHANG)


def _pixels(laid: Laid, bounds: QRectF) -> QRect:
    scale, origin = laid.scale, laid.area.topLeft()
    place = QRectF(bounds.topLeft() * scale + origin, bounds.size() * scale)
    return place.toAlignedRect()


def unfolds(screen: Screen) -> bool:
    """Whether something on it is drawn from left to right."""
    return isinstance(screen, Shift) and screen.drawing is Drawing.FLOWS


def unfolding_span(screen: Screen, look: Look, size: QSizeF) -> QRectF:
    """From where to where that runs on a ground of that size."""
    area = _area(size)
    span = _span(lay(screen, look, area.size()))
    scale = min(area.width(), area.height()) / SIDE
    return QRectF(area.left() + span.left() * scale, 0, span.width() * scale, size.height())


def _area(size: QSizeF) -> QRectF:
    """Where a screen is laid out. No projector is nearly square; in a window that is, a strip stays free above and
    below."""
    if not size.height() or not _TALL < size.width() / size.height() < _WIDE:
        return QRectF(QPointF(), size)
    height = size.width() / _WIDE
    return QRectF(0, (size.height() - height) / 2, size.width(), height)


def _span(scene: Scene) -> QRectF:
    points = [point for piece in scene.pieces if _unfolds(piece) for point in getattr(piece, "points", ())]
    xs = [point.x() for point in points]
    return QRectF(min(xs), 0, max(xs) - min(xs), scene.size.height()) if xs else QRectF()


def _unfolds(piece: Piece) -> bool:
    return getattr(piece, "role", "") in _UNFOLDING


def _theme(theme: Theme, screen: Screen) -> Theme:
    """The theme with the colours of the plate; a screen that shows nothing is black, the code alone is on white."""
    ground = {}
    if isinstance(screen, CodeAlone):
        ground = {GROUND: _PLATE["plate"]}
    elif isinstance(screen, Blank):
        ground = {GROUND: _BLACK}
    return replace(theme, colours={**theme.colours, **_PLATE, **ground})
