"""The screens of a record: its parts with what they and the room chose beside, and the debrief."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF

from trainer.desktop.painting.room.board import LEAST, Board, block_height, fit, sizes
from trainer.desktop.painting.room.entries import lay_entries
from trainer.desktop.painting.scene import Align, Rule, line_height, text_width, unbroken, wrap
from trainer.desktop.painting.shapes import Box, Sign
from trainer.workshop.screen_values import Debrief, Factor, Reveal, Verdict

_PANEL = 392.0
"""Breadth of the column at the left."""
_KEY = 62.0
_BELOW = 140.0
"""For what may stand below a statement."""


def lay_reveal(board: Board, screen: Reveal) -> None:
    """The part at the right of what they and the room chose, or below it on a narrow screen."""
    edge = _lay_progress(board, screen)
    y = board.head(screen.head, edge - 40) + 14
    font, lines = fit(screen.heading, board.heading, sizes(72), board.span, 1)
    y = board.put("heading", lines, font, QPointF(board.left, y)).bottom() + 34
    area = _lay_panel(board, screen, y) if board.is_wide else _lay_strip(board, screen, y)
    y = area.top()
    if screen.statement:
        room = area.height() - (_BELOW if screen.entries else 0)
        font, lines = fit(screen.statement, board.heading, sizes(92), area.width(), 12, room)
        y = board.put("statement", lines, font, area.topLeft()).bottom() + 30
    if screen.verdict is not None:
        y = _lay_verdict(board, screen.verdict, area)
    lay_entries(board, screen.entries, QRectF(area.left(), y, area.width(), area.bottom() - y), screen.more)


def _lay_progress(board: Board, screen: Reveal) -> float:
    """A dash for each part, those seen and the one here told apart; where it begins."""
    font = board.sans(42)
    box = board.put("progress", screen.progress, font, QPointF(board.right, board.top), "ink-2", align=Align.RIGHT)
    if board.is_tall:
        return box.left()
    x = box.left() - 28
    for part in range(screen.parts, 0, -1):
        colour = "accent" if part == screen.part else "ink-2" if part < screen.part else "line"
        x -= 54
        board.pieces.append(Box("dash", QRectF(x, box.center().y() - 6, 54, 12), colour, corner=6))
        x -= 14
    return x


def _lay_panel(board: Board, screen: Reveal, top: float) -> QRectF:
    """What they chose and what the room chose, in a column; the area that is left."""
    y = board.put("they", screen.they, board.sans(42), QPointF(board.left, top), "ink-2").bottom() + 6
    board.key(screen.theirs.letter, QRectF(board.left, y + 4, _KEY, _KEY), filled=True)
    font, lines = fit(screen.theirs.title, board.heading, sizes(50), _PANEL - _KEY - 24, 4)
    line = y + 4 + (_KEY - line_height(font)) / 2
    y = board.put("theirs", lines, font, QPointF(board.left + _KEY + 24, line)).bottom() + 48
    if screen.bars:
        y = board.put("room", screen.room, board.sans(42), QPointF(board.left, y), "ink-2").bottom() + 14
        _lay_bars(board, screen, QRectF(board.left, y, _PANEL, board.bottom - y))
    x = board.left + _PANEL + 44
    board.pieces.append(Rule("divider", QPointF(x, top), QPointF(x, board.bottom), "line", 3))
    return QRectF(x + 56, top, board.right - x - 56, board.bottom - top)


def _lay_bars(board: Board, screen: Reveal, area: QRectF) -> None:
    bars = screen.bars
    key, number = _KEY, board.strong(56)
    most = max((each.people for each in bars), default=1) or 1
    breadth = text_width(str(most), number)
    span = area.width() - key - 24 - breadth - 24
    pitch = min(84.0, area.height() / max(len(bars), 1))
    for place, each in enumerate(bars):
        middle = area.top() + (place + 0.5) * pitch
        board.key(each.letter, QRectF(area.left(), middle - key / 2, key, key), filled=each.theirs)
        if each.people and not screen.is_few:
            bar = QRectF(area.left() + key + 24, middle - 20, span * each.people / most, 40)
            board.pieces.append(Box("room-bar", bar, "ink" if each.theirs else "edge", corner=4))
        at = QPointF(area.right(), middle - line_height(number) / 2)
        board.put("room-count", str(each.people), number, at, align=Align.RIGHT)


def _lay_strip(board: Board, screen: Reveal, top: float) -> QRectF:
    """The same in a line, and in the first part in two, with what their option was; the area below."""
    label, number = board.sans(LEAST), board.strong(52)
    down = (_KEY - line_height(label)) / 2
    theirs = board.put("they", screen.they, label, QPointF(board.left, top + down), "ink-2").right() + 24
    board.key(screen.theirs.letter, QRectF(theirs, top, _KEY, _KEY), filled=True)
    y = top
    if screen.bars:
        widths = [_KEY + 16 + text_width(str(each.people), number) for each in screen.bars]
        x = board.right - sum(widths) - 36 * (len(widths) - 1)
        if x < theirs + _KEY + 36:
            y += _KEY + 16
        for each in screen.bars:
            board.key(each.letter, QRectF(x, y, _KEY, _KEY), filled=each.theirs)
            at = QPointF(x + _KEY + 16, y + (_KEY - line_height(number)) / 2)
            x = board.put("room-count", str(each.people), number, at).right() + 36
        x = board.right - sum(widths) - 36 * len(widths) + 12
        if x - text_width(screen.room, label) >= (board.left if y > top else theirs + _KEY + 36):
            board.put("room", screen.room, label, QPointF(x, y + down), "ink-2", align=Align.RIGHT)
    y += _KEY + 18
    if screen.part == 1:
        font, lines = fit(screen.theirs.title, board.sans, sizes(52), board.span, 2)
        y = board.put("theirs", lines, font, QPointF(board.left, y)).bottom() + 18
    board.rule(y)
    return QRectF(board.left, y + 26, board.span, board.bottom - y - 26)


def _lay_verdict(board: Board, verdict: Verdict, area: QRectF) -> float:
    """Mark, word and judge; where it ends."""
    font, judge = board.strong(60), board.sans(42)
    icon = QRectF(area.left(), area.top() + line_height(font) / 2 - 28, 56, 56)
    board.pieces.append(Sign("verdict", icon, verdict.sign, verdict.sign))
    y = board.put("verdict", verdict.word, font, QPointF(icon.right() + 22, area.top()), verdict.sign).bottom()
    lines = fit(verdict.judge, board.sans, (42,), area.width(), 3)[1]
    return board.put("judge", lines, judge, QPointF(area.left(), y), "ink-2").bottom() + 26


def lay_debrief(board: Board, screen: Debrief) -> None:
    """The factors, what to take from it, and what to do now."""
    y = board.head(screen.head) + 14
    font, lines = fit(screen.heading, board.heading, sizes(72), board.span, 2)
    y = board.put("heading", lines, font, QPointF(board.left, y)).bottom() + 34
    foot, lines = fit(screen.foot, board.sans, sizes(48), board.span, 2)
    bottom = board.bottom - block_height(foot, lines)
    board.put("foot", lines, foot, QPointF(board.left, bottom))
    bottom -= 30
    board.rule(bottom)
    bottom -= 30
    if not screen.factors:
        return
    if board.is_wide:
        split = board.left + board.span * 0.58
        _lay_factors(board, screen.factors, QRectF(board.left, y, split - 60 - board.left, bottom - y))
        board.pieces.append(Rule("divider", QPointF(split, y), QPointF(split, bottom), "line", 3))
        _lay_lesson(board, screen, QRectF(split + 60, y, board.right - split - 60, bottom - y))
        return
    height = min(_lesson_height(board, screen, board.span), (bottom - y) * 0.5)
    _lay_factors(board, screen.factors, QRectF(board.left, y, board.span, bottom - y - height - 30))
    _lay_lesson(board, screen, QRectF(board.left, bottom - height, board.span, height))


def _lay_factors(board: Board, factors: Sequence[Factor], area: QRectF) -> None:
    words = board.sans(42)
    breadth = max((text_width(each.words, words) for each in factors), default=0.0)
    width = area.width() - (breadth + 40 if breadth else 0)
    for size, most in (*((size, 1) for size in sizes(64, 46)), *((size, 2) for size in sizes(56))):
        font = board.sans(size)
        lines = [wrap(each.name, font, width, most) for each in factors]
        spare = area.height() - sum(block_height(font, each) for each in lines)
        whole = all(unbroken(each.name, set_) for each, set_ in zip(factors, lines, strict=True))
        if whole and spare >= 14 * len(factors):
            break
    pad = min(max(spare / len(factors), 0.0), 52.0)
    y = area.top()
    for factor, each in zip(factors, lines, strict=True):
        box = board.put("factor", each, font, QPointF(area.left(), y))
        if factor.words:
            at = QPointF(area.right(), y + (line_height(font) - line_height(words)) / 2)
            board.put("saw", factor.words, words, at, "ink-2", align=Align.RIGHT)
        y = box.bottom() + pad


def _lesson_height(board: Board, screen: Debrief, width: float) -> float:
    font = board.serif(44)
    lines = fit(screen.lesson, board.serif, (44,), width, 99)[1]
    return line_height(board.strong(42)) + 8 + block_height(font, lines)


def _lay_lesson(board: Board, screen: Debrief, area: QRectF) -> None:
    y = board.put("lesson-label", screen.lesson_label, board.strong(42), area.topLeft(), "ink-2").bottom() + 8
    for size in sizes(54):
        font = board.serif(size)
        lines = fit(screen.lesson, board.serif, (size,), area.width(), 99)[1]
        if block_height(font, lines) <= area.bottom() - y:
            break
    board.put("lesson", lines, font, QPointF(area.left(), y))
