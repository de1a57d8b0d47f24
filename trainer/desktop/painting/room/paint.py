"""Lays out and paints what the room sees, at any size: onto the projector, the preview, and pictures."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
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


def paint(painter: QPainter, rect: QRectF, screen: Screen, look: Look) -> None:
    """Paint what the room sees into a rectangle; nothing outside of it is touched."""
    theme = _theme(look.theme, screen)
    painter.save()
    painter.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    painter.fillRect(rect, theme.colour(GROUND))
    area = _area(rect.size())
    painter.translate(rect.topLeft() + area.topLeft())
    scene = lay(screen, look, area.size())
    scale = min(area.width(), area.height()) / SIDE
    painter.scale(scale, scale)
    still = [piece for piece in scene.pieces if not _unfolds(piece)]
    paint_scene(painter, QPointF(), Scene(scene.size, tuple(still)), theme, GROUND)
    unfolding = [piece for piece in scene.pieces if _unfolds(piece)]
    if unfolding and look.drawn > 0:
        if look.drawn < 1:
            edges = _span(scene)
            shown = QRectF(edges.left(), 0, edges.width() * look.drawn, scene.size.height())
            painter.setClipRect(shown, Qt.ClipOperation.IntersectClip)
        paint_scene(painter, QPointF(), Scene(scene.size, tuple(unfolding)), theme, GROUND)
    painter.restore()


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
