"""The attempt beside the list: its head with steps to the next and the one before, and the attempt in short."""

from __future__ import annotations

import datetime as dt
from functools import partial
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLabel, QWidget

from trainer.desktop.theme import Theme
from trainer.desktop.widgets.attempt_digest import AttemptDigest
from trainer.desktop.widgets.icon_button import IconButton
from trainer.desktop.widgets.layout import ScrollColumn, clear, column, paint_ground, row
from trainer.desktop.widgets.text import Heading, colour, label
from trainer.progress.seen import SeenAttempt
from trainer.progress.values import AttemptLine

WIDTH = 400.0
"""Of the panel beside the list, in pixels at 100 %."""
_MARGIN = 26.0
_MEASURE = 620.0
"""Widest text, where the panel has the page to itself."""

_SCREENS: dict[int, float] = {
    Qt.Key.Key_Up: -0.1,
    Qt.Key.Key_Down: 0.1,
    Qt.Key.Key_PageUp: -1,
    Qt.Key.Key_PageDown: 1,
    Qt.Key.Key_Space: 1,
}
"""How far a key scrolls."""


class AttemptPanel(QWidget):
    """Shows one attempt, or why it can't be shown."""

    earlier_requested = Signal()
    later_requested = Signal()
    closed = Signal()
    open_requested = Signal()
    beside_requested = Signal(str)
    """Id of the attempt on show, which is wanted beside the others at its decision."""
    note_written = Signal(str, str, object)
    """Id of the attempt on show, what was written to it, and how good its reasons are found (or ``None``)."""
    note_drafted = Signal(str, str)
    """Id of the attempt on show, and what of a further note is written so far; empty once it is kept or left."""

    def __init__(self, theme: Theme, zone: dt.tzinfo | None = None) -> None:
        """
        Args:
            theme: for colours and measures.
            zone: of the times shown; the system's own where none is given.
        """
        super().__init__()
        self._theme = theme
        self._zone = zone
        self._with_case = False
        self.attempt_id = ""
        """Of the attempt on show."""
        paint_ground(self, theme, "page")
        self.setAccessibleName("The attempt as it was seen")
        self._kicker = QLabel()
        self._kicker.setTextFormat(Qt.TextFormat.RichText)
        self._kicker.setWordWrap(True)
        self._kicker.setFont(theme.sans(12.5))
        colour(self._kicker, theme, "ink-2")
        self._title = Heading(theme, "", theme.serif(22, QFont.Weight.DemiBold))
        self._body = column()
        self._scroll = ScrollColumn(theme, self._content(), "The attempt as it was seen")
        layout = column(margins=(0, theme.px(12), 0, 0))
        layout.addLayout(self._head())
        layout.addWidget(self._scroll, 1)
        self.setLayout(layout)

    def _head(self) -> QHBoxLayout:
        theme = self._theme
        head = row(margins=(theme.px(_MARGIN), theme.px(4), theme.px(16), theme.px(4)))
        head.addWidget(self._kicker, 1)
        for name, icon, signal in (
            ("The attempt above", "chevron-up", self.earlier_requested),
            ("The attempt below", "chevron-down", self.later_requested),
            ("Close", "close", self.closed),
        ):
            button = IconButton(theme, name, icon)
            button.clicked.connect(signal)
            head.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return head

    def _content(self) -> QWidget:
        theme = self._theme
        text = QWidget()
        text.setMaximumWidth(theme.px(_MEASURE))
        inner = column()
        inner.addWidget(self._title)
        inner.addSpacing(theme.px(4))
        inner.addLayout(self._body)
        inner.addStretch(1)
        text.setLayout(inner)
        beside = row(margins=(theme.px(_MARGIN), 0, theme.px(16), theme.px(32)))
        beside.addWidget(text, 100)
        beside.addStretch(1)
        made = QWidget()
        made.setLayout(beside)
        return made

    def set_with_case(self, with_case: bool) -> None:
        """Whether the case of an attempt is named too."""
        self._with_case = with_case

    def show_attempt(self, line: AttemptLine, seen: SeenAttempt, words: str = "", draft: str = "") -> None:
        """Show an attempt from its beginning.

        Args:
            line: the attempt as the list shows it.
            seen: the same attempt with its text.
            words: that were looked for, to be marked in the reasons.
            draft: of a further note, written before.
        """
        digest = AttemptDigest(self._theme, line, seen, self._zone, words, draft)
        digest.open_requested.connect(self.open_requested)
        digest.beside_requested.connect(lambda: self.beside_requested.emit(line.id))
        digest.note_written.connect(partial(self.note_written.emit, line.id))
        digest.note_drafted.connect(partial(self.note_drafted.emit, line.id))
        self._show(line, digest)

    def show_problem(self, line: AttemptLine, sentence: str) -> None:
        """Say why an attempt can't be shown."""
        self._show(line, label(self._theme, sentence, self._theme.sans(14), wrap=True))

    @property
    def position(self) -> float:
        """How far it is scrolled, 0-1."""
        return self._scroll.position

    def go_to(self, position: float) -> None:
        """Scroll to a position, 0-1."""
        layout = self._scroll.content.layout()
        if layout is not None:
            layout.activate()
        self._scroll.go_to(position)

    def page(self, screens: float) -> None:
        """Scroll by so many screens."""
        self._scroll.page(screens)

    def _show(self, line: AttemptLine, body: QWidget) -> None:
        self.attempt_id = line.id
        ink = self._theme.act_colour(line.act_number).name()
        act = f"Act {line.act_number}, {line.act_title}"
        rest = f"Decision {line.decision_number}"
        case = f"{escape(line.case_title)} · " if self._with_case else ""
        self._kicker.setText(f'{case}<span style="color: {ink}; font-weight: 600">{escape(act)}</span> · {rest}')
        spoken = (line.case_title, act, rest) if self._with_case else (act, rest)
        self._kicker.setAccessibleName(", ".join(spoken))
        self._title.setText(line.decision_title)
        self._title.setAccessibleName(line.decision_title)
        clear(self._body)
        self._body.addWidget(body)
        body.show()
        self._scroll.go_to(0)

    def take_focus(self) -> None:
        """Go on reading here."""
        self._title.take_focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes, Enter opens the whole page, and what scrolls elsewhere scrolls here."""
        key = event.key()
        focus = self.focusWidget()
        if key == Qt.Key.Key_Escape:
            self.closed.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if isinstance(focus, QAbstractButton):
                focus.click()
            else:
                self.open_requested.emit()
        elif key in _SCREENS:
            back = key == Qt.Key.Key_Space and event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self.page(-_SCREENS[key] if back else _SCREENS[key])
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._scroll.go_to(0 if key == Qt.Key.Key_Home else 1)
        else:
            event.ignore()
