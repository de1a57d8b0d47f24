"""Layout of a grid of counts: two manners of deciding by the three judgements of the record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QFont

from trainer.desktop.painting.scene import (
    Align,
    Piece,
    Rule,
    Scene,
    Target,
    line_height,
    text_width,
    words,
    wrap,
)
from trainer.desktop.painting.shapes import Box, Sign
from trainer.desktop.theme import Theme

MOST_DOTS = 30
"""So many decisions a cell are drawn one by one; with more in any cell, bars to one scale stand in all."""

_STACKED = 400.0
"""Below this width the rows' names stand above their cells, in pixels at 100 %."""
_HEAD = 96.0
_PAD = 12.0
_COUNT = 21.0
"""Size of the counts, in pixels at 100 %."""
_OPEN = "Open"


@dataclass(frozen=True)
class TallyCell:
    """One cell: a row, a column, and how many decisions."""

    key: str
    name: str
    """In words, for screen readers."""
    count: int


@dataclass(frozen=True)
class TallyRow:
    """One manner of deciding."""

    title: str
    icon: str
    """Of the sign before the title; "" for none."""
    cells: tuple[TallyCell, ...]


@dataclass(frozen=True)
class _Plan:
    """Where things stand."""

    theme: Theme
    width: float
    head: float
    stacked: bool
    columns: int
    most: int
    """Decisions in the fullest cell."""

    @property
    def cell_width(self) -> float:
        return (self.width - self.head) / self.columns

    def left(self, column: int) -> float:
        return self.head + column * self.cell_width


def lay_tally(columns: Sequence[str], rows: Sequence[TallyRow], theme: Theme, width: float, active: str = "") -> Scene:
    """Lay out a grid; its height follows from the width.

    Args:
        columns: the judgements, which are icons, words and colours of the theme at once.
        rows: each with as many cells as there are columns.
        theme: for colours and measures.
        width: in pixels, at least 240 at 100 % text.
        active: key of the cell that is pointed at.
    """
    px = theme.px
    stacked = width < px(_STACKED)
    head = 0.0 if stacked else float(px(_HEAD))
    most = max((cell.count for row in rows for cell in row.cells), default=0)
    plan = _Plan(theme, width, head, stacked, len(columns), most)
    tall = _cell_height(plan)
    pieces, top = _column_heads(plan, columns)
    targets: list[Target] = []
    for number, row in enumerate(rows):
        if stacked:
            pieces += _row_head(plan, row, top, width)
            top += line_height(_title_font(theme)) + px(6)
        else:
            pieces += _row_head(plan, row, top + px(14), head - px(8))
        for column, cell in enumerate(row.cells):
            area = QRectF(plan.left(column), top, plan.cell_width, tall)
            pieces += _cell(plan, area, cell, columns[column], active=cell.key == active)
            if cell.count:
                targets.append(Target(cell.key, area, cell.name))
            if column or not stacked:
                pieces.append(Rule("grid", area.topLeft(), area.bottomLeft(), "line"))
        top += tall
        last = number == len(rows) - 1
        pieces.append(Rule("frame", QPointF(0, top), QPointF(width, top), "ink" if last else "line"))
        top += px(10) if stacked and not last else 0
    return Scene(QSizeF(width, top + 1), tuple(pieces), tuple(targets))


def _title_font(theme: Theme) -> QFont:
    return theme.sans(13, QFont.Weight.DemiBold)


def _count_font(plan: _Plan) -> QFont:
    """Large, or as large as the longest count has room for."""
    px = plan.theme.px
    font = plan.theme.serif(_COUNT, QFont.Weight.DemiBold)
    wide, room = text_width(f"{plan.most:,}", font), plan.cell_width - px(_PAD) - px(4)
    return font if wide <= room else plan.theme.serif(int(_COUNT * room / wide), QFont.Weight.DemiBold)


def _column_heads(plan: _Plan, columns: Sequence[str]) -> tuple[list[Piece], float]:
    """The judgements with their marks, and where the cells begin."""
    theme, px = plan.theme, plan.theme.px
    font = theme.sans(13)
    tall = line_height(font)
    side = px(13)
    pieces: list[Piece] = [Rule("frame", QPointF(0, 0), QPointF(plan.width, 0), "ink")]
    top = px(8)
    for number, column in enumerate(columns):
        left = plan.left(number) + (px(_PAD) if number or not plan.stacked else 0)
        pieces.append(Sign("judgement", QRectF(left, top + (tall - side) / 2, side, side), column, column))
        room = plan.left(number + 1) - left - side - px(8)
        pieces.append(words("column", wrap(column, font, room, 1), font, "ink", QPointF(left + side + px(6), top)))
    bottom = top + tall + px(8)
    pieces.append(Rule("frame", QPointF(0, bottom), QPointF(plan.width, bottom), "line"))
    return pieces, bottom + (px(8) if plan.stacked else 0)


def _row_head(plan: _Plan, row: TallyRow, top: float, room: float) -> list[Piece]:
    theme, px = plan.theme, plan.theme.px
    font = _title_font(theme)
    inset = px(22) if row.icon else 0
    pieces: list[Piece] = []
    if row.icon:
        side = px(15)
        area = QRectF(0, top + (line_height(font) - side) / 2, side, side)
        pieces.append(Sign("manner", area, row.icon, "ink"))
    pieces.append(words("row", wrap(row.title, font, room - inset, 3), font, "ink", QPointF(inset, top)))
    return pieces


def _cell_height(plan: _Plan) -> float:
    px = plan.theme.px
    tall = px(10) + line_height(_count_font(plan)) + px(4)
    if plan.most > MOST_DOTS:
        return tall + px(10) + px(16)
    per_row = _dots_per_row(plan)
    rows = max(-(-plan.most // per_row), 2)
    return tall + rows * px(11) + px(14)


def _dots_per_row(plan: _Plan) -> int:
    px = plan.theme.px
    return max(int((plan.cell_width - px(_PAD) - px(8)) // px(11)), 1)


def _cell(plan: _Plan, area: QRectF, cell: TallyCell, judgement: str, *, active: bool) -> list[Piece]:
    px = plan.theme.px
    left = area.left() + (px(_PAD) if area.left() or not plan.stacked else 0)
    pieces: list[Piece] = []
    if active:
        pieces.append(Box("active", area, "accent-wash"))
    font = _count_font(plan)
    count = f"{cell.count:,}"
    top = area.top() + px(10)
    ink = "ink" if cell.count else "ink-3"
    pieces.append(words("count", count, font, ink, QPointF(left, top)))
    if active:
        pieces += _open_hint(plan, area, left + text_width(count, font))
    top += line_height(font) + px(4)
    if plan.most > MOST_DOTS:
        return pieces + _bar(plan, QRectF(left, top, area.right() - px(_PAD) - left, px(10)), cell.count, judgement)
    per_row, pitch, side = _dots_per_row(plan), px(11), px(11.5)
    for number in range(cell.count):
        down, across = divmod(number, per_row)
        at = QRectF(left + across * pitch - px(1), top + down * pitch, side, side)
        pieces.append(Sign("dot", at, judgement, judgement))
    return pieces


def _open_hint(plan: _Plan, area: QRectF, free_from: float) -> list[Piece]:
    """The word that says what a press does, where there is room for it beside the count."""
    theme, px = plan.theme, plan.theme.px
    font = theme.sans(12, QFont.Weight.DemiBold)
    side = px(11)
    right = area.right() - px(10) - side
    if right - text_width(_OPEN, font) < free_from + px(6):
        return []
    top = area.top() + px(10) + (line_height(_count_font(plan)) - line_height(font)) / 2
    arrow = QRectF(right + px(1), top + (line_height(font) - side) / 2, side, side)
    return [
        words("open", _OPEN, font, "ink", QPointF(right, top), Align.RIGHT),
        Sign("open", arrow, "chevron-right", "ink"),
    ]


def _bar(plan: _Plan, area: QRectF, count: int, judgement: str) -> list[Piece]:
    """How many to the scale of all cells: full, half full or empty, as the marks are."""
    if not count:
        return []
    wide = max(area.width() * count / plan.most, 2.0)
    whole = QRectF(area.left(), area.top(), wide, area.height())
    if judgement == "vindicated":
        return [Box("bar", whole, judgement)]
    half = QRectF(whole.left(), whole.top(), wide, whole.height() / 2)
    filled: list[Piece] = [Box("half", half, judgement)] if judgement == "mixed" else []
    return [*filled, Box("bar", whole, None, judgement, min(1.5, wide / 2))]
