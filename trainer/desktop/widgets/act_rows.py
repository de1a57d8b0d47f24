"""The acts of a case as a list: number, title, a segment for each decision, how many are decided."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from trainer.desktop.painting.segments import GrainState, paint_segments, segments_size
from trainer.desktop.theme import Theme
from trainer.desktop.widgets.text import colour, label
from trainer.desktop.wording import breakable

_SEGMENT_LEAST = 9
_NUMBER = 24
_GAP = 24
_ROW = 33
_TITLE_MOST = 300
_TITLE_LEAST = 150
_TITLE_SHARE = 0.36
"""Of the width, for the titles if there is more than they need."""
_SEGMENT_SHRINK = 0.7
"""How much segments shrink before a title takes a second line."""


@dataclass(frozen=True)
class ActRow:
    """What one row says."""

    number: int
    """Counted from 1."""
    title: str
    states: tuple[GrainState, ...]
    count: str
    reached: bool


class Segments(QWidget):
    """A segment for each decision."""

    def __init__(self, theme: Theme, states: Sequence[GrainState], ink: QColor, name: str) -> None:
        super().__init__()
        self._theme = theme
        self._states = tuple(states)
        self._ink = ink
        self.setAccessibleName(name)

    @property
    def wanted(self) -> int:
        """The width at which segments have their usual size, in pixels."""
        return math.ceil(segments_size(len(self._states), self._theme).width())

    @property
    def least(self) -> int:
        """The width below which they can't be told apart."""
        return min(self._theme.px(_SEGMENT_LEAST * len(self._states)), self.wanted)

    def sizeHint(self) -> QSize:
        """As wide as wanted, one line high."""
        return QSize(self.wanted, self._theme.px(14))

    def paintEvent(self, event: QPaintEvent) -> None:
        """See QWidget."""
        painter = QPainter(self)
        paint_segments(painter, QRectF(self.rect()), self._states, self._ink, self._theme, ground="paper")
        painter.end()


class ActRows(QWidget):
    """One row an act where the width allows; else the segments stand below the title."""

    def __init__(self, theme: Theme, rows: Sequence[ActRow]) -> None:
        super().__init__()
        self._theme = theme
        self._rows = [_Row(theme, each, self) for each in rows]
        self._heights: dict[int, int] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName("Acts")

    def hasHeightForWidth(self) -> bool:
        """Long titles take further lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Height of all rows at ``width``."""
        if width not in self._heights:  # a layout asks some forty times, and nothing else changes it
            self._heights[width] = self._arrange(width, move=False)
        return self._heights[width]

    def sizeHint(self) -> QSize:
        """All rows at the present width."""
        width = max(self.width(), self._theme.px(320))
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Narrow is possible: rows then take two lines."""
        return QSize(self._theme.px(160), self._theme.px(_ROW) * len(self._rows))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """See QWidget."""
        self._arrange(self.width(), move=True)

    def _arrange(self, width: int, *, move: bool) -> int:
        px = self._theme.px
        gap, number = px(_GAP), px(_NUMBER)
        count = max((each.count.sizeHint().width() for each in self._rows), default=0)
        titles = max((each.title_width() for each in self._rows), default=0)
        wanted = max((each.segments.wanted for each in self._rows), default=0)
        least = max((each.segments.least for each in self._rows), default=0)
        room = width - number - count - 2 * gap
        title = min(titles, px(_TITLE_MOST), room - least)
        if title < min(titles, px(_TITLE_LEAST)):
            return self._stack(width, number, count, move=move)
        title = max(min(titles, px(_TITLE_MOST), room - round(wanted * _SEGMENT_SHRINK)), min(title, px(_TITLE_LEAST)))
        title = max(title, min(room - wanted, round(width * _TITLE_SHARE)))
        y = 0
        for each in self._rows:
            height = max(px(_ROW), each.title.heightForWidth(title) + px(10))
            if move:
                segments = min(each.segments.wanted, round((room - title) * each.segments.wanted / max(wanted, 1)))
                each.put_head(QRect(0, y, width, height), number, title, count)
                each.segments.setGeometry(number + title + gap, y + (height - px(14)) // 2, segments, px(14))
            y += height
        return y

    def _stack(self, width: int, number: int, count: int, *, move: bool) -> int:
        px = self._theme.px
        title = max(width - number - count - px(12), px(40))
        y = 0
        for each in self._rows:
            height = max(px(26), each.title.heightForWidth(title) + px(4))
            if move:
                each.put_head(QRect(0, y, width, height), number, title, count)
                each.segments.setGeometry(number, y + height, min(each.segments.wanted, width - number), px(14))
            y += height + px(14 + 8)
        return y


class _Row:
    """The widgets of one row."""

    def __init__(self, theme: Theme, row: ActRow, parent: QWidget) -> None:
        act = theme.act_colour(row.number)
        self._full_title = row.title
        self.number = label(theme, str(row.number), theme.serif(16, QFont.Weight.DemiBold))
        palette = self.number.palette()
        palette.setColor(self.number.foregroundRole(), act)
        self.number.setPalette(palette)
        weight = QFont.Weight.Medium if row.reached else QFont.Weight.Normal
        self.title = label(theme, breakable(row.title), theme.sans(14.5, weight), wrap=True)
        colour(self.title, theme, "ink" if row.reached else "ink-2")
        self.segments = Segments(theme, row.states, act, row.count)
        self.count = label(theme, row.count, theme.sans(13, tabular=True), "ink-2")
        for part in (self.number, self.title, self.segments, self.count):
            part.setParent(parent)

    def title_width(self) -> int:
        """Width of the title in one line."""
        return self.title.fontMetrics().horizontalAdvance(self._full_title) + 4

    def put_head(self, area: QRect, number: int, title: int, count: int) -> None:
        """Place number, title and count."""
        height = self.title.heightForWidth(title)
        top = area.top() + (area.height() - height) // 2
        self.title.setGeometry(number, top, title, height)
        hint = self.number.sizeHint()
        self.number.setGeometry(0, area.top() + (area.height() - hint.height()) // 2, hint.width(), hint.height())
        own = self.count.sizeHint()
        middle = area.top() + (area.height() - own.height()) // 2
        self.count.setGeometry(area.right() + 1 - own.width(), middle, own.width(), own.height())
