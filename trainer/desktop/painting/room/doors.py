"""The screens around the decisions: before it begins, the code alone, and the end."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF

from trainer.desktop.painting.room.board import Board, block_height, fit, fit_few, sizes
from trainer.desktop.painting.room.parts import lay_code, lay_way
from trainer.desktop.painting.scene import line_height
from trainer.workshop.screen_values import CodeAlone, End, Lobby, Way

_PLATE = 680.0
_EDGE = 36.0
"""Around the code where it stands alone; its quiet zone comes to that."""


def lay_lobby(board: Board, screen: Lobby) -> None:
    """Title and invitation at the left, the way in at the right, below them how many are here."""
    edge = board.right
    if screen.way is not None:
        width = min(_PLATE, board.span * 0.44)
        left = board.left if board.is_tall else board.right - width
        top = board.height - 1080 if board.is_tall else board.top
        lay_way(board, screen.way, QRectF(left, top, width, 0))
        edge = edge if board.is_tall else left - 72
    y = board.head(screen.head, edge) + 20
    font, lines = fit_few(screen.title, board.heading, 124, edge - board.left, 4)
    y = board.put("title", lines, font, QPointF(board.left, y)).bottom() + 56
    font, lines = fit(screen.invite, board.strong, sizes(60), edge - board.left, 2)
    y = board.put("invite", lines, font, QPointF(board.left, y)).bottom() + 10
    if screen.how:
        font, lines = fit(screen.how, board.sans, sizes(48), edge - board.left, 3)
        board.put("how", lines, font, QPointF(board.left, y), "ink-2")
    if screen.way is not None or screen.people:
        baseline = board.height - 72
        number = board.on_baseline("people", str(screen.people), board.strong(132), board.left, baseline)
        board.on_baseline("people-words", screen.people_words, board.sans(60), number.right() + 24, baseline)


def lay_code_alone(board: Board, screen: CodeAlone) -> None:
    """The code as large as the screen allows, address and code beside or below it."""
    way = screen.way
    if board.is_tall:
        side = board.width - 2 * _EDGE
        lay_code(board, way, QRectF(_EDGE, _EDGE, side, side))
        _lay_address(board, way, screen.invite, board.left, side + 2 * _EDGE, board.span)
        return
    side = min(board.height - 2 * _EDGE, board.width * 0.58)
    top = (board.height - side) / 2
    lay_code(board, way, QRectF(_EDGE, top, side, side))
    x = side + 2 * _EDGE
    _lay_address(board, way, screen.invite, x, top + 100, board.width - 2 * _EDGE - x)


def _lay_address(board: Board, way: Way, invite: str, x: float, y: float, width: float) -> None:
    font, lines = fit(invite, board.heading, sizes(92), width, 3)
    y = board.put("invite", lines, font, QPointF(x, y), "plate-ink").bottom() + 64
    font, lines = fit(way.place, board.strong, sizes(76), width, 2)
    y = board.put("place", lines, font, QPointF(x, y), "plate-ink").bottom() + 40
    y = board.put("code-label", way.code_label, board.sans(52), QPointF(x, y), "plate-ink-2").bottom()
    font, lines = fit(way.code, board.spaced, sizes(168, step=4), width, 1)
    board.put("code-text", lines, font, QPointF(x, y - 12), "plate-ink")


def lay_end(board: Board, screen: End) -> None:
    """Thanks, what was decided, and how to take one's votes home."""
    edge = board.right
    if screen.way is not None and board.is_wide:
        plate = lay_way(board, screen.way, QRectF(board.right - 480, board.top, 480, 0))
        edge = plate.left() - 72
    y = board.head(screen.head, edge) + 36
    y = board.put("title", screen.thanks, board.heading(140), QPointF(board.left, y)).bottom() + 40
    foot_top = board.bottom
    if screen.how:
        font, lines = fit(screen.how, board.sans, sizes(56), board.span, 3)
        foot_top = board.bottom - block_height(font, lines)
        board.put("how", lines, font, QPointF(board.left, foot_top))
        board.rule(foot_top - 36)
        foot_top -= 72
    font = board.serif(48)
    room = int((foot_top - y) // (line_height(font) * 1.25))
    for title in screen.decisions[:room]:
        board.put("decision", title, font, QPointF(board.left, y), "ink-2", width=edge - board.left)
        y += line_height(font) * 1.25
