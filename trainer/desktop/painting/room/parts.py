"""What several screens of the room share: the way in, the list of options, the count and the clock."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont

from trainer.desktop.painting.room.board import LEAST, Board, block_height, fit, sizes
from trainer.desktop.painting.scene import Align, line_height, unbroken, wrap
from trainer.desktop.painting.shapes import Box, Code
from trainer.workshop.screen_values import Choice, Clock, Count, Way

FOOT = 196.0
"""Height of what stands below the rule of a vote."""
_MOST_CELLS = 80
"""Of more people no cells are drawn, but one bar."""
_STACKED = 150.0
"""How much higher it is where two lines of it stand one below the other."""
_PAD = 24.0
_KEY = 64.0
_BESIDE = 36.0
"""From a key to what stands beside it."""
_TIGHT = 6.0
"""The least above and below an option."""


@lru_cache(maxsize=8)
def code_rows(url: str) -> tuple[tuple[bool, ...], ...]:
    """The modules of a QR code."""
    from trainer.workshop.qr import qr

    return qr(url)


def lay_code(board: Board, way: Way, rect: QRectF) -> None:
    """A QR code with its quiet zone."""
    board.pieces.append(Code("code", rect, code_rows(way.url)))


def lay_way(board: Board, way: Way, rect: QRectF) -> QRectF:
    """The way in on a white plate: code, address, the code to be typed. The plate, which is as high as it needs."""
    inner = rect.width() - 2 * _PAD
    place, lines = fit(way.place, board.strong, sizes(48), inner, 2)
    label, code = board.sans(40), board.spaced(76)
    height = inner + block_height(place, lines) + line_height(label) + line_height(code) + 1.5 * _PAD
    plate = QRectF(rect.left(), rect.top(), rect.width(), height)
    board.pieces.append(Box("plate", plate, "plate", "plate-line", 3, 24))
    side = QRectF(plate.left() + _PAD, plate.top() + _PAD / 2, inner, inner)
    lay_code(board, way, side)
    middle, y = plate.center().x(), side.bottom()
    y = board.put("place", lines, place, QPointF(middle, y), "plate-ink", align=Align.CENTRE).bottom()
    y = board.put("code-label", way.code_label, label, QPointF(middle, y), "plate-ink-2", align=Align.CENTRE).bottom()
    board.put("code-text", way.code, code, QPointF(middle, y - 8), "plate-ink", align=Align.CENTRE)
    return plate


def least_choices(board: Board, choices: Sequence[Choice], width: float) -> float:
    """The least height in which the options can be set."""
    font = board.sans(LEAST)
    lines = [wrap(each.title, font, width - _KEY - _BESIDE, 2) for each in choices]
    return sum(max(_KEY, block_height(font, each)) + 2 * _TIGHT for each in lines)


def lay_choices(board: Board, choices: Sequence[Choice], area: QRectF, largest: int = 64) -> None:
    """The options one below the other, as large as the area allows, with a rule above each."""
    for size, most in (*((size, 1) for size in sizes(largest, 52)), *((size, 2) for size in sizes(largest))):
        key = max(_KEY, size * 1.34)
        font = board.sans(size)
        set_ = [wrap(each.title, font, area.width() - key - _BESIDE, most) for each in choices]
        heights = [max(key, block_height(font, lines)) for lines in set_]
        pad = (area.height() - sum(heights)) / max(len(choices), 1) / 2
        whole = all(unbroken(each.title, lines) for each, lines in zip(choices, set_, strict=True))
        if whole and pad >= 2 * _TIGHT:
            break
    pad = max(_TIGHT, min(pad, 44.0))
    y = area.top()
    for choice, lines, height in zip(choices, set_, heights, strict=True):
        board.rule(y, area.left(), area.right())
        y += pad
        board.key(choice.letter, QRectF(area.left(), y + (height - key) / 2, key, key))
        top = y + (height - block_height(font, lines)) / 2
        board.put("option", lines, font, QPointF(area.left() + key + _BESIDE, top))
        y += height + pad


def lay_foot(board: Board, count: Count | None, text: str, clock: Clock | None) -> float:
    """The line at the bottom: how many have voted, or a text, and the time that is left. Where it begins."""
    is_stacked = board.is_tall and (clock is not None or (count is not None and bool(text)))
    top = board.height - FOOT - (_STACKED if is_stacked else 0)
    board.rule(top)
    baseline = board.height - 64
    edge = board.right
    if clock is not None:
        at = baseline - _STACKED if is_stacked else baseline
        edge = lay_clock(board, clock, board.strong(132), board.right, at).left() - 48
        edge = board.right if is_stacked else edge
    if count is None:
        font, lines = fit(text, board.sans, sizes(60), edge - board.left, 1)
        board.on_baseline("foot", lines[0], font, board.left, baseline)
        return top
    number = board.on_baseline("count", str(count.voted), board.strong(100), board.left, baseline)
    font, lines = fit(count.words, board.sans, sizes(52), edge - number.right() - 20, 1)
    words = board.on_baseline("count-words", lines[0], font, number.right() + 20, baseline)
    x = words.right() + 48
    if text and is_stacked:
        board.on_baseline("foot", text, board.strong(52), board.left, baseline - _STACKED)
    elif text:
        noted, lines = fit(text, board.strong, sizes(52), edge - x, 1)
        board.on_baseline("foot", lines[0], noted, edge, baseline, align=Align.RIGHT)
    elif edge - x >= 160:
        _lay_cells(board, count, QRectF(x, baseline - 44, edge - x, 42))
    return top


def lay_clock(board: Board, clock: Clock, font: QFont, right: float, baseline: float) -> QRectF:
    """The time on a baseline, its label before it; the box of both."""
    colour = "ink-2" if clock.label else "ink"
    time = board.on_baseline("clock", clock.text, font, right, baseline, colour, Align.RIGHT)
    if not clock.label:
        return time
    label = board.on_baseline(
        "clock-label", clock.label, board.sans(44), time.left() - 28, baseline, "ink-2", Align.RIGHT
    )
    return time.united(label)


def _lay_cells(board: Board, count: Count, area: QRectF) -> None:
    """A cell for each person, or one bar where they are many."""
    if not count.all:
        return
    share = min(count.voted / count.all, 1.0)
    if count.all > _MOST_CELLS or area.width() / count.all < 8:
        filled = QRectF(area.left(), area.top(), area.width() * share, area.height())
        board.pieces.append(Box("cells", area, "wash", "edge", 2, 4))
        board.pieces.append(Box("cells-voted", filled, "ink", corner=4))
        return
    pitch = min(20.0, area.width() / count.all)
    for number in range(count.all):
        cell = QRectF(area.left() + number * pitch, area.top(), pitch * 0.74, area.height())
        if number < count.voted:
            board.pieces.append(Box("cell-voted", cell, "ink", corner=2))
        else:
            board.pieces.append(Box("cell", cell, None, "edge", 2, 2))
