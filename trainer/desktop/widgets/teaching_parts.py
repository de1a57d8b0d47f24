"""The parts of a teaching note: questions with their answers, the minutes, the board."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QLabel, QSizePolicy, QWidget

from trainer.case.markdown import to_html
from trainer.case.teaching import BoardColumn, TeachingQuestion, TeachingStep
from trainer.desktop.theme import Theme
from trainer.desktop.widgets.frames import Card
from trainer.desktop.widgets.layout import column, row, rule
from trainer.desktop.widgets.prose import Prose
from trainer.desktop.widgets.text import label
from trainer.desktop.wording import breakable

_BESIDE = 460
"""Width at 100 % from which two answers stand side by side."""
_COLUMN = 132
"""Least width of a column of the board at 100 %."""


class QuestionView(QWidget):
    """A numbered question; below it what a good answer says and what a weak one, side by side where there is room."""

    def __init__(self, theme: Theme, number: int, question: TeachingQuestion) -> None:
        super().__init__()
        self._theme = theme
        px = theme.px
        count = label(theme, str(number), theme.serif(17, QFont.Weight.DemiBold), "ink-2")
        count.setFixedWidth(px(28))
        ask = Prose(theme, to_html(question.ask), theme.serif(17, QFont.Weight.DemiBold), leading=25)
        self._answers = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._answers.setContentsMargins(0, 0, 0, 0)
        for title, text in (("A good answer", question.good), ("A weak answer", question.weak)):
            self._answers.addWidget(self._answer(title, text), 1)
        below = column(spacing=px(8))
        below.addWidget(ask)
        below.addLayout(self._answers)
        whole = row()
        whole.addWidget(count, 0, Qt.AlignmentFlag.AlignTop)
        whole.addLayout(below, 1)
        self.setLayout(whole)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.setAccessibleName(f"Question {number}")

    def _answer(self, title: str, text: str) -> QWidget:
        theme = self._theme
        layout = column(spacing=theme.px(3))
        layout.addWidget(label(theme, title, theme.sans(12, QFont.Weight.DemiBold), "ink-2"))
        layout.addWidget(Prose(theme, to_html(text), theme.sans(13.5), leading=19.5, gap=4))
        layout.addStretch(1)
        made = QWidget()
        made.setLayout(layout)
        return made

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stack the answers in a narrow column."""
        super().resizeEvent(event)
        beside = self.width() >= self._theme.px(_BESIDE)
        direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._answers.setSpacing(self._theme.px(24 if beside else 10))
        if direction != self._answers.direction():
            self._answers.setDirection(direction)


def minutes_table(theme: Theme, steps: Sequence[TeachingStep]) -> QWidget:
    """The parts of the session with their minutes, and the sum below."""
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(theme.px(24))
    grid.setVerticalSpacing(theme.px(5))
    grid.setColumnStretch(0, 1)
    total = sum(step.minutes for step in steps)
    for index, step in enumerate(steps):
        _line(theme, grid, 2 * index, step.part, str(step.minutes), QFont.Weight.Normal)
        is_last = index == len(steps) - 1
        grid.addWidget(rule(theme, "ink" if is_last else "line"), 2 * index + 1, 0, 1, 2)
    _line(theme, grid, 2 * len(steps), "Minutes in all", str(total), QFont.Weight.DemiBold)
    made = QWidget()
    made.setLayout(grid)
    made.setMaximumWidth(theme.px(420))
    made.setAccessibleName(f"{total} minutes in {len(steps)} parts")
    return made


def _line(theme: Theme, grid: QGridLayout, line: int, text: str, minutes: str, weight: QFont.Weight) -> None:
    grid.addWidget(label(theme, breakable(text), theme.sans(13.5, weight), wrap=True), line, 0)
    figure: QLabel = label(theme, minutes, theme.sans(13.5, weight, tabular=True))
    grid.addWidget(figure, line, 1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)


class Board(QWidget):
    """What the board looks like at the end: its columns, as many side by side as there is room for."""

    def __init__(self, theme: Theme, columns: Sequence[BoardColumn]) -> None:
        super().__init__()
        self._theme = theme
        px = theme.px
        self._grid = QGridLayout()
        self._grid.setContentsMargins(px(20), px(16), px(20), px(18))
        self._grid.setHorizontalSpacing(px(24))
        self._grid.setVerticalSpacing(px(6))
        self._columns = [self._column(each) for each in columns]
        self._across = 0
        outer = column()
        outer.addWidget(Card(theme, self._grid))
        self.setLayout(outer)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.setAccessibleName("The board at the end")
        self._lay(1)

    def _column(self, given: BoardColumn) -> tuple[QWidget, QWidget, QWidget]:
        """Title, the line below it, and the entries; the lines of one row stand level."""
        theme = self._theme
        title = label(theme, breakable(given.title), theme.sans(13.5, QFont.Weight.DemiBold), wrap=True)
        title.setAlignment(Qt.AlignmentFlag.AlignBottom)
        layout = column(spacing=theme.px(6))
        for entry in given.entries:
            layout.addWidget(label(theme, breakable(entry), theme.serif(15), wrap=True))
        layout.addStretch(1)
        entries = QWidget()
        entries.setLayout(layout)
        entries.setAccessibleName(given.title)
        return title, rule(theme, "ink"), entries

    def _lay(self, across: int) -> None:
        if across == self._across:
            return
        for each in self._columns:
            for part in each:
                self._grid.removeWidget(part)
        for index in range(max(self._across, across)):
            self._grid.setColumnStretch(index, 1 if index < across else 0)
        rows = -(-len(self._columns) // across)
        self._across = across
        for line in range(4 * len(self._columns)):
            is_gap = line % 4 == 3 and line < 4 * rows - 1
            self._grid.setRowMinimumHeight(line, self._theme.px(8) if is_gap else 0)
        for index, each in enumerate(self._columns):
            for below, part in enumerate(each):
                self._grid.addWidget(part, 4 * (index // across) + below, index % across)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """All in one row, or evenly in several."""
        super().resizeEvent(event)
        px = self._theme.px
        least = max(px(_COLUMN), *(part.minimumSizeHint().width() for each in self._columns for part in each))
        room = max((self.width() - px(40) + px(24)) // (least + px(24)), 1)
        rows = -(-len(self._columns) // room)
        self._lay(-(-len(self._columns) // rows))
