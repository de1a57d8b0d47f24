"""The foot of the call: what is missing, and the step that seals it."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from trainer.desktop.painting.icons import icon_label
from trainer.desktop.theme import Theme
from trainer.desktop.widgets.buttons import PrimaryButton
from trainer.desktop.widgets.layout import column, paint_ground, row
from trainer.desktop.widgets.text import label

_BESIDE_FROM = 360
_NOTE_WIDTH = 112
_ANY_WIDTH = 16_777_215


class CommitFoot(QWidget):
    """The last line of the call: what is missing, and the step that seals it."""

    commit_requested = Signal()
    call_requested = Signal()

    def __init__(self, theme: Theme, question: str) -> None:
        super().__init__()
        self._theme = theme
        paint_ground(self, theme, "paper")
        self._seal = QWidget()
        words = "After this your choice is sealed, and the record opens."
        seal = row(spacing=theme.px(8))
        seal.addWidget(icon_label(theme, "envelope", "ink-2", 22))
        seal.addWidget(label(theme, words, theme.sans(13), "ink-2", wrap=True), 1)
        self._seal.setLayout(seal)
        self._commit = PrimaryButton(theme, "Commit", "(Ctrl+Enter)")
        self._commit.clicked.connect(self.commit_requested)
        self._note = label(theme, "", theme.sans(12.5), "ink-2", wrap=True)
        self._note.setFixedWidth(theme.px(_NOTE_WIDTH))
        self._question = label(theme, question, theme.serif(18, QFont.Weight.DemiBold), wrap=True)
        self._call = PrimaryButton(theme, "Make my call", "(Ctrl+↓)")
        self._call.clicked.connect(self.call_requested)
        self._buttons = buttons = row(spacing=theme.px(16))
        buttons.addWidget(self._question, 1)
        buttons.addWidget(self._commit, 1)
        buttons.addWidget(self._note)
        buttons.addWidget(self._call)
        self._layout = column(spacing=theme.px(8))
        self._layout.addWidget(self._seal)
        self._layout.addLayout(buttons)
        self.setLayout(self._layout)
        self.set_bar(bar=False, at_call=True)

    def set_bar(self, *, bar: bool, at_call: bool) -> None:
        """As the foot of the call, or as the bar of a narrow window: there it leads to the call first."""
        px = self._theme.px
        side = px(40 if bar else 28)
        self._layout.setContentsMargins(side, px(12 if bar else 10), side, px(12 if bar else 18))
        self._seal.setVisible(not bar)
        self._question.setVisible(bar and not at_call)
        self._call.setVisible(bar and not at_call)
        self._commit.setVisible(at_call)
        self._note.setVisible(at_call)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One below the other where there is no room for all in a line."""
        super().resizeEvent(event)
        stacked = self.width() < self._theme.px(_BESIDE_FROM)
        self._buttons.setDirection(QBoxLayout.Direction.TopToBottom if stacked else QBoxLayout.Direction.LeftToRight)
        self._buttons.setSpacing(self._theme.px(6 if stacked else 16))
        self._note.setMaximumWidth(_ANY_WIDTH if stacked else self._theme.px(_NOTE_WIDTH))

    def show_missing(self, missing: tuple[str, ...]) -> None:
        """Say what the commitment needs, or let it go ahead."""
        self._commit.setEnabled(not missing)
        if missing:
            self._note.setText(f"Missing: {', '.join(missing)}")
            self._commit.setAccessibleDescription(self._note.text())
        elif self._note.text().startswith("Missing"):
            self._note.setText("")
            self._commit.setAccessibleDescription("Ctrl+Enter")

    def show_saved(self, when: dt.datetime) -> None:
        """Say that the draft is kept."""
        if not self._note.text().startswith("Missing"):
            self._note.setText(f"Draft kept {when:%H:%M}")

    @property
    def ready(self) -> bool:
        """Whether nothing is missing."""
        return self._commit.isEnabled()
