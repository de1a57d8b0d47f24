"""Both votes side by side: who moved where, or bars where nobody knows, or numbers where they are few."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QFont

from trainer.case.numbers import MINUS
from trainer.desktop.painting import shift as strands
from trainer.desktop.painting.room.board import LEAST, Board, block_height, fit, fit_few, sizes
from trainer.desktop.painting.room.parts import lay_choices, least_choices
from trainer.desktop.painting.scene import Align, line_height, text_width, unbroken
from trainer.desktop.painting.shapes import Box, Sign, Spot
from trainer.workshop.screen_values import Drawing, Row, Shift

_FOOT = 128.0
_PITCH = 12.0
"""The most height that a person takes."""
_CHANGE_FROM = 1800.0
"""From so many units on there is room for how much each option gained."""
_AIRY = 0.8
"""Share of its place that a title takes at most, as long as that is enough for it."""
_LABEL = 44
"""Size of what the columns are called."""
_COUNTED = 3
"""A number stands on so many or more who moved together."""


@dataclass(frozen=True)
class _Columns:
    """Where things stand across; a place each below the other for the options."""

    top: float
    place: float
    titles: float
    """Left edge of the titles."""
    titles_right: float
    first: float
    """Right edge of the counts of the first vote."""
    area: QRectF
    second: float
    """Left edge of the counts of the second vote."""
    change: float
    """Left edge of how many more or fewer that is."""
    number: float
    """Size of the counts."""
    key: float

    def middle(self, place: int) -> float:
        return self.top + (place + 0.5) * self.place


def lay_shift(board: Board, screen: Shift) -> None:
    """The heading, both votes, and below that the record is still sealed."""
    y = board.head(screen.head) + 14
    legend = _lay_legend(board, screen, y)
    font, lines = fit(screen.heading, board.heading, sizes(76, 46), legend - 32 - board.left, 1)
    if not unbroken(screen.heading, lines):
        font, lines = fit_few(screen.heading, board.heading, 76, legend - 32 - board.left, 2)
    y = board.put("heading", lines, font, QPointF(board.left, y)).bottom() + 14
    bottom = board.height - _FOOT - 16
    _lay_foot(board, screen)
    if board.is_tall and screen.drawing is not Drawing.BARS:
        bottom = _lay_titles(board, screen, bottom)
    match screen.drawing:
        case Drawing.BARS:
            _lay_bars(board, screen, y + 10, bottom)
        case _:
            _lay_sides(board, screen, y, bottom)


def _lay_titles(board: Board, screen: Shift, bottom: float) -> float:
    """The options in a list of their own, where there is no room for them beside the numbers; where it begins."""
    choices = [row.choice for row in screen.rows]
    height = max(least_choices(board, choices, board.span), 110.0 * len(choices))
    lay_choices(board, choices, QRectF(board.left, bottom - height, board.span, height), 50)
    return bottom - height - 30


def _columns(board: Board, screen: Shift, top: float, bottom: float) -> _Columns:
    """As much for the lines between the votes as leaves the titles whole."""
    if screen.drawing is Drawing.COUNTS:
        return _columns_at(board, screen, QRectF(0, top, board.span * 0.08, bottom - top))
    shares = (0.34, 0.3, 0.26) if board.width >= _CHANGE_FROM else (0.28, 0.24, 0.2, 0.16)
    for share in shares:
        columns = _columns_at(board, screen, QRectF(0, top, max(board.span * share, 190.0), bottom - top))
        set_ = [_title(board, row, columns.titles_right - columns.titles, columns.place)[1] for row in screen.rows]
        if all(unbroken(row.choice.title, lines) for row, lines in zip(screen.rows, set_, strict=True)):
            break
    return columns


def _columns_at(board: Board, screen: Shift, middle: QRectF) -> _Columns:
    number = {1: 96.0, 2: 96.0, 3: 96.0, 4: 84.0}.get(len(screen.rows), 72.0)
    key = _key_side(screen)
    counts = [str(each) for row in screen.rows for each in (row.first, row.second) if each is not None]
    breadth = max((text_width(each, board.strong(number)) for each in counts), default=0.0)
    change = 150.0 if board.width >= _CHANGE_FROM else 0.0
    right_width = max(breadth + change + key + 24, text_width(screen.second, board.strong(_LABEL)))
    gap = 40.0 if board.width >= _CHANGE_FROM else 28.0
    second = board.right - right_width
    area = QRectF(second - gap - middle.width(), middle.top(), middle.width(), middle.height())
    first = area.left() - gap
    place = middle.height() / max(len(screen.rows), 1)
    titles = board.left + key + 24
    return _Columns(
        middle.top(), place, titles, first - breadth - 24, first, area, second, second + breadth + 26, number, key
    )


def _key_side(screen: Shift) -> float:
    return 80.0 if len(screen.rows) < 5 else 68.0


def _title(board: Board, row: Row, width: float, height: float) -> tuple[QFont, tuple[str, ...]]:
    """An option in up to three lines, as its place allows."""
    most = min(max(int(height / line_height(board.sans(LEAST))), 1), 3)
    for share in (_AIRY, 1.0):
        font, lines = fit(row.choice.title, board.sans, sizes(50), width, most, height * share)
        if block_height(font, lines) <= height * share:
            break
    return font, lines


def _lay_sides(board: Board, screen: Shift, top: float, bottom: float) -> None:
    label = board.strong(_LABEL)
    columns = _columns(board, screen, top + line_height(label) + 4, bottom)
    if screen.first:
        board.put("column", screen.first, label, QPointF(columns.first, top), "ink", align=Align.RIGHT)
    if screen.second:
        board.put("column", screen.second, label, QPointF(columns.second, top))
    for place, row in enumerate(screen.rows):
        _lay_row(board, columns, place, row, ends=screen.drawing is Drawing.FLOWS)
    if screen.drawing is Drawing.FLOWS:
        _lay_flows(board, screen, columns.area)


def _lay_row(board: Board, columns: _Columns, place: int, row: Row, *, ends: bool) -> None:
    middle, key = columns.middle(place), columns.key
    board.key(row.choice.letter, QRectF(board.left, middle - key / 2, key, key))
    if not board.is_tall:
        _lay_title(board, columns, row, middle)
    number = board.strong(columns.number)
    top = middle - line_height(number) / 2
    if row.first is not None:
        board.put("first", str(row.first), number, QPointF(columns.first, top), align=Align.RIGHT)
    if row.second is None:
        return
    board.put("second", str(row.second), number, QPointF(columns.second, top))
    if ends:
        board.key(row.choice.letter, QRectF(board.right - key, middle - key / 2, key, key))
    if row.first is not None and row.first != row.second and board.width >= _CHANGE_FROM:
        change = row.second - row.first
        text = f"+{change}" if change > 0 else f"{MINUS}{-change}"
        font = board.sans(52)
        board.put("change", text, font, QPointF(columns.change, middle - line_height(font) / 2), "ink-2")


def _lay_title(board: Board, columns: _Columns, row: Row, middle: float) -> None:
    font, lines = _title(board, row, columns.titles_right - columns.titles, columns.place)
    board.put("option", lines, font, QPointF(columns.titles, middle - block_height(font, lines) / 2))


def _lay_flows(board: Board, screen: Shift, area: QRectF) -> None:
    flows = [strands.Flow(each.start, each.end, each.people) for each in screen.flows]
    bands = strands.lay_bands(flows, len(screen.rows), area, _PITCH)
    board.pieces += strands.lay_strands(bands, area)
    taken: list[QPointF] = []
    moved = [band for band in bands if band.flow.kind == strands.MOVED and band.flow.count >= _COUNTED]
    for band in sorted(moved, key=lambda each: -each.flow.count):
        at = band.middle(area)
        if all(abs(at.y() - other.y()) > 64 for other in taken):
            taken.append(at)
            font = board.strong(44)
            text = str(band.flow.count)
            radius = max(34.0, text_width(text, font) / 2 + 12)
            board.pieces.append(Spot("chip", at, radius, "paper"))
            top = at.y() - line_height(font) / 2
            board.put("chip-text", text, font, QPointF(at.x(), top), "accent", align=Align.CENTRE)


def _lay_legend(board: Board, screen: Shift, y: float) -> float:
    """What the colours mean, at the right of the heading; where it begins."""
    if screen.drawing is Drawing.FLOWS:
        entries = ((screen.stayed, "edge"), (screen.moved, "accent"))
    elif screen.drawing is Drawing.BARS and screen.first and screen.second:
        entries = ((screen.second, "ink"), (screen.first, "edge"))
    else:
        return board.right
    x, font = board.right, board.sans(42)
    for text, colour in entries:
        box = board.put("legend", text, font, QPointF(x, y + 28), align=Align.RIGHT)
        length = 56.0 if board.is_wide else 36.0
        sample = QRectF(box.left() - 16 - length, box.center().y() - 5, length, 12)
        board.pieces.append(Box("sample", sample, colour, corner=6))
        x = sample.left() - (44 if board.is_wide else 28)
    return x


def _lay_bars(board: Board, screen: Shift, top: float, bottom: float) -> None:
    """A bar for each vote and option."""
    place = (bottom - top) / max(len(screen.rows), 1)
    key = _key_side(screen)
    titles = board.left + key + 24
    start = board.left + board.span * (0.46 if board.is_wide else 0.52)
    both = bool(screen.first and screen.second)
    font = board.strong(64 if both else 84)
    most = max((value or 0 for row in screen.rows for value in (row.first, row.second)), default=0)
    span = board.right - start - text_width(str(most), font) - 24
    for number, row in enumerate(screen.rows):
        middle = top + (number + 0.5) * place
        board.key(row.choice.letter, QRectF(board.left, middle - key / 2, key, key))
        face, lines = _title(board, row, start - 40 - titles, place)
        board.put("option", lines, face, QPointF(titles, middle - block_height(face, lines) / 2))
        values = [(row.first, "edge"), (row.second, "ink")]
        given = [(value, colour if both else "ink") for value, colour in values if value is not None]
        pitch = min(place * 0.42, 82.0)
        for line, (value, colour) in enumerate(given):
            centre = middle + (line - (len(given) - 1) / 2) * pitch
            thick = min(pitch * 0.7, 56.0)
            length = span * value / max(most, 1)
            if length:
                board.pieces.append(Box("bar", QRectF(start, centre - thick / 2, length, thick), colour, corner=4))
            at = QPointF(start + length + 20, centre - line_height(font) / 2)
            board.put("value", str(value), font, at, "ink" if colour == "ink" else "ink-2")


def _lay_foot(board: Board, screen: Shift) -> None:
    """That the record is sealed, and as much as there is room for of what the drawing means."""
    top, font, x = board.height - _FOOT, board.sans(44), board.left
    board.rule(top)
    y = top + (_FOOT - 8 - line_height(font)) / 2
    if screen.sealed:
        icon = QRectF(QPointF(x, y + line_height(font) / 2 - 29), QSizeF(62, 62))
        board.pieces.append(Sign("sealed", icon, "envelope", "ink-2", "accent"))
        x = board.put("sealed", screen.sealed, font, QPointF(x + 88, y), width=board.span - 88).right() + 40
    for text in (f"{screen.once} {screen.foot}".strip(), screen.once, screen.foot):
        if text and text_width(text, font) <= board.right - x:
            board.put("foot", text, font, QPointF(board.right, y), "ink-2", align=Align.RIGHT)
            return
