"""The attempts at one decision, one below the other: date, choice, forecast, and how many factors were seen."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from trainer.desktop.dates import short_day
from trainer.desktop.theme import Theme
from trainer.desktop.widgets.text import Heading, label
from trainer.desktop.wording import breakable, number_word
from trainer.progress.values import FactorMark, WholeAttempt

_TOP = Qt.AlignmentFlag.AlignTop
_RIGHT = Qt.AlignmentFlag.AlignRight
_MOST = 6
_COLUMNS = 4


def factors_seen(attempt: WholeAttempt) -> str:
    """How many of the factors that were marked were seen: ``2 of 5``; a dash before the debrief."""
    marks = attempt.debrief.marks.values()
    return f"{sum(mark is FactorMark.SAW for mark in marks)} of {len(marks)}" if marks else "–"


def shown(tries: tuple[WholeAttempt, ...], current: str) -> tuple[WholeAttempt, ...]:
    """Of many attempts the first, the one on show, and the latest."""
    if len(tries) <= _MOST:
        return tries
    latest = {each.attempt.id for each in tries[1 - _MOST :]}
    if current not in latest | {tries[0].attempt.id}:
        latest = {current, *(each.attempt.id for each in tries[2 - _MOST :])}
    return (tries[0], *(each for each in tries[1:] if each.attempt.id in latest))


class TriesTable(QWidget):
    """The one on show has the accent at its edge."""

    def __init__(
        self,
        theme: Theme,
        tries: tuple[WholeAttempt, ...],
        current: str,
        zone: dt.tzinfo | None,
        *,
        mine: bool = True,
    ) -> None:
        """
        Args:
            theme: for colours and measures.
            tries: the attempts, oldest first.
            current: id of the one on show.
            zone: of the times shown; the system's own where none is given.
            mine: whether their learner looks at them, and not a coach.
        """
        super().__init__()
        self._theme = theme
        self._current = current
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.px(12))
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(1, 1)
        count = tries[-1].attempt.number
        number = number_word(count) if count < 10 else f"{count:,}"
        name = f"My {number} attempts" if mine else f"{number.capitalize()} attempts"
        small = theme.sans(12)
        self._grid.addWidget(Heading(theme, name, theme.sans(13, QFont.Weight.DemiBold)), 0, 0, 1, 2)
        self._grid.setRowMinimumHeight(0, theme.px(26))
        for column, words in ((2, "Forecast"), (3, "Factors I saw" if mine else "Factors seen")):
            self._grid.addWidget(label(theme, words, small, "ink-2"), 0, column, _RIGHT)
        self._rows: list[tuple[tuple[QWidget, ...], bool]] = []
        for at, attempt in enumerate(shown(tries, current), 1):
            self._add(at, attempt, zone)
        self.setLayout(self._grid)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setAccessibleName(f"{name} at this decision")

    def _add(self, at: int, attempt: WholeAttempt, zone: dt.tzinfo | None) -> None:
        theme, line = self._theme, attempt.line
        here = attempt.attempt.id == self._current
        ink = "ink" if here else "ink-2"
        figures = theme.sans(13, tabular=True)
        date = label(theme, short_day(line.created, zone), figures, ink)
        title = label(theme, breakable(line.choice_title), theme.sans(13), ink, wrap=True)
        forecast = label(theme, f"{line.forecast} %", figures, ink)
        seen = label(theme, factors_seen(attempt), figures, ink)
        cells = (date, title, forecast, seen)
        for column, cell in enumerate(cells):
            left = theme.px(10) if column == 0 else 0
            cell.setContentsMargins(left, theme.px(6), 0, theme.px(6))
            self._grid.addWidget(cell, at, column, _TOP if column < _COLUMNS // 2 else _TOP | _RIGHT)
        self._rows.append((cells, here))

    def paintEvent(self, event: QPaintEvent) -> None:
        """A line above each, and the accent beside the one on show."""
        painter = QPainter(self)
        tops = [min(cell.geometry().top() for cell in cells) for cells, _ in self._rows]
        for (_, here), top, bottom in zip(self._rows, tops, (*tops[1:], self.height()), strict=True):
            painter.fillRect(0, top, self.width(), 1, self._theme.colour("line"))
            if here:
                painter.fillRect(0, top + 1, self._theme.px(3), bottom - top - 1, self._theme.colour("accent"))
        painter.end()
