"""The claims of a part of a record, as large as they fit; what doesn't fit at the smallest size is left out whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont, QFontMetricsF

from trainer.desktop.painting.room.board import LEAST, Board, sizes
from trainer.desktop.painting.scene import line_height, text_width, wrap
from trainer.desktop.painting.shapes import Sign
from trainer.workshop.screen_values import Entry

_LARGEST = 64
_DATES = 262.0
"""Breadth of the column of dates."""
_KEY = 62.0
_SIGN = 44.0


@dataclass(frozen=True)
class _Setting:
    """How entries are set at one size."""

    text: QFont
    lead: QFont
    note: QFont
    gap: float
    dates: float
    """Breadth of the column of dates; 0 where leads stand above their texts."""


def lay_entries(board: Board, entries: Sequence[Entry], area: QRectF, more: str) -> None:
    """Set the entries into an area, the first first; ``more`` is said where one had to be left out."""
    if not entries:
        return
    dated = all(each.lead and not each.letter for each in entries)
    for size in sizes(_LARGEST):
        setting = _setting(board, size, area, dated=dated)
        if _height(board, entries, setting, area.width()) <= area.height():
            break
    else:
        room = area.height() - line_height(setting.note) - setting.gap
        kept = next(
            (many for many in range(len(entries) - 1, 0, -1) if _fits(board, entries[:many], setting, area, room)), 1
        )
        entries = entries[:kept]
        at = QPointF(area.left() + setting.dates, area.bottom() - line_height(setting.note))
        board.put("more", more, setting.note, at, "ink-2", width=area.width() - setting.dates)
    y = area.top()
    for entry in entries:
        y = _lay(board, entry, setting, QPointF(area.left(), y), area.width()) + setting.gap


def _fits(board: Board, entries: Sequence[Entry], setting: _Setting, area: QRectF, room: float) -> bool:
    return _height(board, entries, setting, area.width()) <= room


def _setting(board: Board, size: int, area: QRectF, *, dated: bool) -> _Setting:
    small = max(LEAST, size - 8)
    dates = _DATES if dated and area.width() >= 1000 else 0.0
    return _Setting(
        board.serif(size), board.sans(small), board.sans(LEAST), size * 0.55 if size > LEAST else 16.0, dates
    )


def _height(board: Board, entries: Sequence[Entry], setting: _Setting, width: float) -> float:
    trial = board.empty()
    heights = [_lay(trial, each, setting, QPointF(0, 0), width) for each in entries]
    return sum(heights) + setting.gap * (len(heights) - 1)


def _lay(board: Board, entry: Entry, setting: _Setting, at: QPointF, width: float) -> float:
    """Set one entry; where it ends."""
    if entry.letter:
        return _lay_option(board, entry, setting, at, width)
    x, y, end = at.x(), at.y(), at.y()
    if setting.dates:
        lines = wrap(entry.lead, setting.lead, setting.dates - 28, 4)
        end = board.put("lead", lines, setting.lead, QPointF(x, y + _drop(setting)), "ink-2").bottom()
        x += setting.dates
    elif entry.lead:
        y = board.put("lead", entry.lead, setting.lead, QPointF(x, y), "ink-2", width=width, most=2).bottom()
    room = width - (x - at.x())
    if entry.text:
        y = board.put("text", wrap(entry.text, setting.text, room, 99), setting.text, QPointF(x, y)).bottom()
    if entry.note:
        y = _lay_note(board, entry, setting, QPointF(x, y), room)
    return max(y, end)


def _lay_option(board: Board, entry: Entry, setting: _Setting, at: QPointF, width: float) -> float:
    """What is known of an option: on what ground stands beside its title where there is room, else below the text."""
    board.key(entry.letter, QRectF(at.x(), at.y(), _KEY, _KEY))
    title = board.strong(setting.lead.pixelSize())
    left, top = at.x() + _KEY + 22, at.y() + (_KEY - line_height(title)) / 2
    box = board.put("lead", entry.lead, title, QPointF(left, top), width=width - _KEY - 22, most=2)
    ground = text_width(entry.note, setting.note) + _SIGN + 16
    is_beside = box.right() + 48 + ground <= at.x() + width
    if is_beside:
        beside = QPointF(at.x() + width - ground, at.y() + (_KEY - line_height(setting.note)) / 2)
        _lay_note(board, entry, setting, beside, ground + 1)
    y = max(box.bottom(), at.y() + _KEY) + 6
    y = board.put("text", wrap(entry.text, setting.text, width, 99), setting.text, QPointF(at.x(), y)).bottom()
    return y if is_beside else _lay_note(board, entry, setting, QPointF(at.x(), y), width)


def _lay_note(board: Board, entry: Entry, setting: _Setting, at: QPointF, width: float) -> float:
    indent = 0.0
    if entry.sign:
        icon = QRectF(at.x(), at.y() + (line_height(setting.note) - _SIGN) / 2, _SIGN, _SIGN)
        board.pieces.append(Sign("sign", icon, entry.sign, "ink-2"))
        indent = _SIGN + 16
    place = QPointF(at.x() + indent, at.y())
    lines = wrap(entry.note, setting.note, width - indent, 2)
    return board.put("note", lines, setting.note, place, "ink-2").bottom()


def _drop(setting: _Setting) -> float:
    """How much lower a date begins, so that it stands on the line of its text."""
    return QFontMetricsF(setting.text).ascent() - QFontMetricsF(setting.lead).ascent()
