"""The page for what keeps the program from working: what happened, that nothing is lost, what to do."""

from __future__ import annotations

import html
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from trainer.desktop.theme import Theme
from trainer.desktop.widgets.buttons import PrimaryButton, SecondaryButton
from trainer.desktop.widgets.flow import Flow
from trainer.desktop.widgets.layout import ScrollColumn, column, paint_ground, row
from trainer.desktop.widgets.notice import alert
from trainer.desktop.widgets.prose import Prose
from trainer.desktop.widgets.text import Heading, label
from trainer.desktop.wording import breakable

_WIDTH = 560


class TroublePage(QWidget):
    """A sentence in large type, what can be done, and small print for whoever helps."""

    action_chosen = Signal(str)

    def __init__(
        self, theme: Theme, title: str, sentence: str, details: str, actions: tuple[tuple[str, str], ...]
    ) -> None:
        """
        Args:
            theme: for colours and measures.
            title: what happened, in a few words.
            sentence: what happened, that nothing is lost, what to do; paragraphs are parted by a blank line.
            details: file names and messages for whoever helps; may be empty.
            actions: id and text of each button; the first is the one to take.
        """
        super().__init__()
        self._theme = theme
        paint_ground(self, theme, "paper")
        self._buttons = self._make_buttons(actions)
        self._column = QWidget()
        self._column.setLayout(self._lay_out(title, sentence, details))
        self._column.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._column.setMaximumWidth(theme.px(_WIDTH))
        middle = row()
        middle.addStretch(1)
        middle.addWidget(self._column, 100)
        middle.addStretch(1)
        whole = column()
        whole.addStretch(2)
        whole.addLayout(middle)
        whole.addStretch(3)
        content = QWidget()
        content.setLayout(whole)
        content.setMinimumHeight(1)  # else labels that could wrap ask for lines that they don't need
        self._frame = whole
        outer = column()
        outer.addWidget(ScrollColumn(theme, content, title))
        self.setLayout(outer)
        self.setAccessibleName(title)
        self.setAccessibleDescription(sentence)
        if self._buttons:
            self.setFocusProxy(self._buttons[0])

    def _make_buttons(self, actions: tuple[tuple[str, str], ...]) -> list[QAbstractButton]:
        made: list[QAbstractButton] = []
        for index, (action, text) in enumerate(actions):
            button = SecondaryButton(self._theme, text) if index else PrimaryButton(self._theme, text)
            button.clicked.connect(partial(self._choose, action))
            made.append(button)
        return made

    def _lay_out(self, title: str, sentence: str, details: str) -> QVBoxLayout:
        theme, px = self._theme, self._theme.px
        layout = column()
        layout.addWidget(Heading(theme, breakable(title), theme.serif(30, QFont.Weight.DemiBold)))
        layout.addSpacing(px(16))
        paragraphs = "".join(f"<p>{html.escape(part)}</p>" for part in sentence.split("\n\n") if part.strip())
        layout.addWidget(Prose(theme, paragraphs, theme.serif(17), leading=27.5, gap=12))
        layout.addSpacing(px(32))
        buttons = Flow(px(12))
        for button in self._buttons:
            buttons.addWidget(button)
        layout.addLayout(buttons)
        if details.strip():
            layout.addSpacing(px(48))
            layout.addWidget(label(theme, "For whoever helps you", theme.sans(13, QFont.Weight.DemiBold), "ink-2"))
            layout.addSpacing(px(8))
            lines = "<br>".join(html.escape(line) for line in details.strip().splitlines())
            layout.addWidget(Prose(theme, f"<p>{lines}</p>", theme.sans(13), leading=19.5, ink="ink-2"))
        return layout

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep a margin that a narrow window can spare."""
        px = self._theme.px
        side = px(32) if self.width() >= px(_WIDTH) else 16
        self._frame.setContentsMargins(side, px(32), side, px(32))

    def showEvent(self, event: QShowEvent) -> None:
        """The first button has the focus, and a screen reader says what happened."""
        if not event.spontaneous() and self._buttons:
            self._buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)
            alert(self)

    def _choose(self, action: str, _checked: bool = False) -> None:
        self.action_chosen.emit(action)
