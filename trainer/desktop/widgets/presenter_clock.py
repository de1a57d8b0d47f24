"""The time of the present step with its two buttons, and beside it how many have voted."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLabel, QWidget

from trainer.desktop.theme import Theme
from trainer.desktop.widgets.buttons import SecondaryButton
from trainer.desktop.widgets.flow import Flow
from trainer.desktop.widgets.head_count import HeadCount
from trainer.desktop.widgets.layout import column, row, rule
from trainer.desktop.widgets.text import colour, label
from trainer.desktop.workshops.presenter_values import ClockFace, Count

_FIGURE = 46.0
_BESIDE = 440.0
_BOLD = QFont.Weight.DemiBold


def say(widget: QLabel, text: str) -> None:
    """Change the words of a label where they have changed."""
    if widget.text() != text:
        widget.setText(text)


class PresenterClock(QWidget):
    """Time on the left, the count on the right; one above the other where it is narrow."""

    time_added = Signal()
    held = Signal(bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._face = ClockFace("", "")
        self._count = Count(-1, "")
        self._box = row()
        self._box.addWidget(self._make_clock(), 42)
        self._line = rule(theme, vertical=True)
        self._box.addWidget(self._line)
        self._box.addWidget(self._make_count(), 58)
        whole = column()
        whole.addWidget(rule(theme, "ink"))
        whole.addLayout(self._box)
        self.setLayout(whole)

    def _make_clock(self) -> QWidget:
        theme, px = self._theme, self._theme.px
        self._time = label(theme, "0:00", theme.sans(_FIGURE, _BOLD, tabular=True))
        self._words = label(theme, "", theme.sans(13), "ink-2", wrap=True)
        self._more = SecondaryButton(theme, "+ 30 s")
        self._more.setAccessibleName("30 seconds more")
        self._more.clicked.connect(self.time_added)
        self._hold = SecondaryButton(theme, "Hold")
        self._hold.clicked.connect(lambda: self.held.emit(not self._face.is_held))
        buttons = Flow(px(8))
        for button in (self._more, self._hold):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            buttons.addWidget(button)
        layout = column(margins=(0, px(14), px(12), px(18)))
        layout.addWidget(self._time)
        layout.addWidget(self._words)
        layout.addSpacing(px(8))
        layout.addLayout(buttons)
        layout.addStretch(1)
        made = QWidget()
        made.setLayout(layout)
        made.setAccessibleName("Time")
        return made

    def _make_count(self) -> QWidget:
        theme, px = self._theme, self._theme.px
        self._figure = label(theme, "0", theme.sans(_FIGURE, _BOLD, tabular=True))
        self._what = label(theme, "", theme.sans(15.5), wrap=True)
        self._what.setAlignment(Qt.AlignmentFlag.AlignBottom)
        self._what.setContentsMargins(0, 0, 0, px(8))
        self._lately = label(theme, "", theme.sans(13), "ink-2", wrap=True)
        self._dots = HeadCount(theme)
        head = row(spacing=px(10))
        head.addWidget(self._figure)
        head.addWidget(self._what, 1)
        layout = column(margins=(px(24), px(14), 0, px(18)))
        layout.addLayout(head)
        layout.addWidget(self._lately)
        layout.addSpacing(px(10))
        layout.addWidget(self._dots)
        layout.addStretch(1)
        self._counted = layout
        made = QWidget()
        made.setLayout(layout)
        made.setAccessibleName("How many")
        return made

    def show_state(self, face: ClockFace, count: Count) -> None:
        """Show the time, and how many."""
        if face != self._face:
            self._show_face(face)
        if count != self._count:
            self._count = count
            say(self._figure, f"{count.figure:,}")
            say(self._what, count.words)
            say(self._lately, count.more)
            self._dots.setVisible(bool(count.of))
            self._dots.show_count(count.figure, count.of)

    def _show_face(self, face: ClockFace) -> None:
        before, self._face = self._face, face
        say(self._time, face.figure)
        self._time.setAccessibleName(f"{face.figure} {face.words}")
        say(self._words, face.words)
        if face.is_held != before.is_held:
            self._hold.relabel("Go on" if face.is_held else "Hold")
        if self._hold.isEnabled() != face.can_hold:
            self._hold.setEnabled(face.can_hold)
        if (face.is_over, face.is_held) != (before.is_over, before.is_held):
            colour(self._time, self._theme, "accent" if face.is_over else "ink-2" if face.is_held else "ink")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """See the class."""
        super().resizeEvent(event)
        beside = self.width() >= self._theme.px(_BESIDE)
        direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if direction != self._box.direction():
            self._box.setDirection(direction)
            self._line.setVisible(beside)
            left = self._theme.px(24) if beside else 0
            self._counted.setContentsMargins(left, self._theme.px(14 if beside else 0), 0, self._theme.px(18))
