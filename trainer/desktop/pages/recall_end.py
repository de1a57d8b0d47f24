"""The end of a sitting of recalls: what it came to, and the ways on."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QKeySequence, QShortcut
from PySide6.QtWidgets import QSizePolicy, QWidget

from trainer.desktop.recall_state import NAMES, Ending, more
from trainer.desktop.theme import Theme
from trainer.desktop.widgets.buttons import PrimaryButton, SecondaryButton
from trainer.desktop.widgets.flow import Flow
from trainer.desktop.widgets.layout import ScrollColumn, column, paint_ground, reading_column, row, rule
from trainer.desktop.widgets.recall_head import NAME, RecallHead
from trainer.desktop.widgets.text import Heading, label
from trainer.study.recall import SESSION, Grade

_WIDTH = 640
_MARGIN = 32
_MEANS = {
    Grade.AGAIN: "forgotten; they come back today",
    Grade.HARD: "known with effort",
    Grade.GOOD: "known",
    Grade.EASY: "known at once",
}


class _Line(QWidget):
    """A grade and how often it was given."""

    def __init__(self, theme: Theme, grade: Grade, count: int) -> None:
        super().__init__()
        name = label(theme, NAMES[grade], theme.sans(14, QFont.Weight.DemiBold))
        name.setMinimumWidth(theme.px(64))
        figure = label(theme, str(count), theme.sans(14, QFont.Weight.DemiBold, tabular=True))
        figure.setMinimumWidth(theme.px(28))
        figure.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        meaning = _MEANS[grade] if count > 1 or grade is not Grade.AGAIN else "forgotten; it comes back today"
        layout = row(spacing=theme.px(16), margins=(0, theme.px(9), 0, theme.px(9)))
        layout.addWidget(name)
        layout.addWidget(figure)
        layout.addWidget(label(theme, meaning, theme.sans(14), "ink-2", wrap=True), 1)
        self.setLayout(layout)
        self.setAccessibleName(f"{NAMES[grade]}: {count}, {meaning}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)


class RecallEndPage(QWidget):
    """Sums up, and leads on."""

    more_requested = Signal()
    library_requested = Signal()
    judgement_requested = Signal()
    undo_requested = Signal()

    def __init__(self, theme: Theme, ending: Ending, *, can_undo: bool = False) -> None:
        """
        Args:
            theme: for colours and measures.
            ending: what it came to.
            can_undo: whether the last grade may be taken back.
        """
        super().__init__()
        self._theme = theme
        paint_ground(self, theme, "paper")
        self.setAccessibleName(NAME)
        head = RecallHead(theme)
        head.library_requested.connect(self.library_requested)
        content = column()
        self._heading = Heading(theme, ending.head, theme.serif(29, QFont.Weight.DemiBold))
        content.addWidget(self._heading)
        content.addSpacing(theme.px(6))
        content.addWidget(label(theme, ending.onward, theme.serif(17), "ink-2", wrap=True))
        content.addSpacing(theme.px(24))
        for grade, count in ending.counts:
            content.addWidget(rule(theme))
            content.addWidget(_Line(theme, grade, count))
        if ending.counts:
            content.addWidget(rule(theme))
            content.addSpacing(theme.px(24))
        content.addLayout(self._ways(ending, can_undo=can_undo))
        margins = (theme.px(_MARGIN), theme.px(56), theme.px(_MARGIN), theme.px(32))
        layout = column()
        layout.addWidget(head)
        layout.addWidget(ScrollColumn(theme, reading_column(content, theme.px(_WIDTH), margins), NAME), 1)
        self.setLayout(layout)
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.library_requested.emit)
        if can_undo:
            QShortcut(QKeySequence("Ctrl+Z"), self, self.undo_requested.emit)

    def _ways(self, ending: Ending, *, can_undo: bool) -> Flow:
        theme = self._theme
        flow = Flow(theme.px(12))
        words = more(min(ending.more, SESSION))
        first = PrimaryButton(theme, words if ending.more else "Library")
        first.clicked.connect(self.more_requested if ending.more else self.library_requested)
        flow.addWidget(first)
        others = [("My judgement", self.judgement_requested)]
        if ending.more:
            others.insert(0, ("Library", self.library_requested))
        if can_undo:
            others.append(("Undo last grade", self.undo_requested))
        for text, wish in others:
            button = SecondaryButton(theme, text, "(Ctrl+Z)" if wish is self.undo_requested else "")
            button.clicked.connect(wish)
            flow.addWidget(button)
        self._first = first
        return flow

    def focus_start(self) -> None:
        """Begin at the way on."""
        self._first.setFocus(Qt.FocusReason.OtherFocusReason)
