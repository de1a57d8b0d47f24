"""The screens on which a room reads, votes and talks."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont

from trainer.desktop.painting.room.board import LEAST, Board, block_height, fit, fit_few, sizes
from trainer.desktop.painting.room.parts import lay_choices, lay_clock, lay_foot, lay_way, least_choices
from trainer.desktop.painting.scene import Align, line_height, text_width, wrap
from trainer.workshop.screen_values import Briefing, Clock, Discuss, Vote

_PLATE = 500.0
_NARROW_PLATE = 440.0
_MOST_PEOPLE_LINES = 3
_BETWEEN = "  ·  "


def lay_briefing(board: Board, screen: Briefing) -> None:
    """What it is about above, the question below."""
    y = board.head(screen.head) + 8
    font, lines = fit_few(screen.title, board.heading, 100, board.span, 2)
    y = board.put("title", lines, font, QPointF(board.left, y)).bottom() + 22
    foot = board.sans(LEAST)
    bottom = board.bottom - line_height(foot)
    board.put("foot", screen.foot, foot, QPointF(board.left, bottom), "ink-2", width=board.span)
    font, lines = fit(screen.question, board.heading, sizes(72), board.span, 2)
    bottom -= block_height(font, lines) + 26
    board.put("question", lines, font, QPointF(board.left, bottom))
    bottom -= 30
    board.rule(bottom)
    bottom = _lay_people(board, screen, y, bottom - 26)
    _lay_opening(board, screen.opening, QRectF(board.left, y, board.span, bottom - y))


def _lay_people(board: Board, screen: Briefing, top: float, bottom: float) -> float:
    """Who is there, above ``bottom``, where the opening still has room; where they begin."""
    font = board.sans(44)
    lines = _in_lines([f"{name}, {part}" for name, part in screen.people], font, board.span)
    height = block_height(font, lines)
    needed = block_height(board.serif(LEAST), wrap(screen.opening, board.serif(LEAST), board.span, 99))
    if len(lines) > _MOST_PEOPLE_LINES or top + needed + height + 34 > bottom:
        return bottom
    board.put("people", lines, font, QPointF(board.left, bottom - height), "ink-2")
    return bottom - height - 34


def _in_lines(names: Sequence[str], font: QFont, width: float) -> tuple[str, ...]:
    """Names with what parts them, in as many lines as they need; no line begins or ends with what parts them."""
    lines = [""]
    for name in names:
        longer = f"{lines[-1]}{_BETWEEN}{name}" if lines[-1] else name
        if text_width(longer, font) <= width:
            lines[-1] = longer
        else:
            lines.append(name)
    return tuple(lines)


def _lay_opening(board: Board, text: str, area: QRectF) -> None:
    """The opening as large as it fits, in whole sentences."""
    sentences = text.split(". ")
    for kept in range(len(sentences), 0, -1):
        shown = ". ".join(sentences[:kept]) + ("." if kept < len(sentences) else "")
        for size in sizes(64):
            font = board.serif(size)
            lines = wrap(shown, font, area.width(), 99)
            if block_height(font, lines) <= area.height():
                board.put("opening", lines, font, area.topLeft())
                return


def lay_vote(board: Board, screen: Vote) -> None:
    """The question and its options at the left, the way in at the right, count and clock below."""
    edge, bottom = board.right, lay_foot(board, screen.count, screen.foot, screen.clock)
    if screen.way is not None:
        width = _PLATE if board.is_wide else _NARROW_PLATE
        if board.is_tall:
            plate = lay_way(board, screen.way, QRectF(board.right - width, bottom - width - 250, width, 0))
            bottom = plate.top() - 24
        else:
            edge = lay_way(board, screen.way, QRectF(board.right - width, board.top, width, 0)).left() - 64
    y = board.head(screen.head, edge) + 16
    room = bottom - y - 36 - least_choices(board, screen.choices, edge - board.left)
    font, lines = fit(screen.question, board.heading, sizes(76), edge - board.left, 3, room)
    y = board.put("question", lines, font, QPointF(board.left, y)).bottom() + 36
    largest = 64 if screen.way else 76
    lay_choices(board, screen.choices, QRectF(board.left, y, edge - board.left, bottom - y), largest)


def lay_discuss(board: Board, screen: Discuss) -> None:
    """What to do, the time that is left, and the options to talk about."""
    edge, y = board.right, board.head(screen.head) + 20
    if screen.clock is not None and not board.is_tall:
        edge = _lay_large_clock(board, screen.clock, y - 30) - 72
    elif screen.clock is not None:
        y += line_height(board.strong(240)) - 40
        _lay_large_clock(board, screen.clock, y - line_height(board.strong(240)) + 20)
    font, lines = fit_few(screen.heading, board.heading, 112, edge - board.left, 3)
    y = board.put("heading", lines, font, QPointF(board.left, y)).bottom() + 14
    font, lines = fit_few(screen.how, board.sans, 52, edge - board.left, 3)
    y = board.put("how", lines, font, QPointF(board.left, y), "ink-2").bottom() + 28
    least = least_choices(board, screen.choices, board.span)
    font, lines = fit(screen.question, board.heading, sizes(56), board.span, 2, board.bottom - y - 18 - least)
    comfortable = block_height(font, lines) + 18 + len(screen.choices) * 104.0
    y = max(y, board.bottom - comfortable)
    if y + block_height(font, lines) + 18 + least <= board.bottom:
        y = board.put("question", lines, font, QPointF(board.left, y)).bottom() + 18
    lay_choices(board, screen.choices, QRectF(board.left, y, board.span, board.bottom - y), 54)


def _lay_large_clock(board: Board, clock: Clock, top: float) -> float:
    """The time as the largest thing there is; where it begins at its left."""
    font = board.strong(240)
    box = lay_clock(board, Clock(clock.text), font, board.right, top + line_height(font) * 0.78)
    if clock.label:
        at = QPointF(board.right, box.bottom() - 40)
        board.put("clock-label", clock.label, board.sans(52), at, "ink-2", align=Align.RIGHT)
    return box.left()
