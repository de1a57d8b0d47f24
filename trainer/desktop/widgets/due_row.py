"""What comes back today, as the library says it: how many decisions, how long they take, and a button."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from trainer.desktop.theme import Theme
from trainer.desktop.widgets.buttons import SecondaryButton
from trainer.desktop.widgets.layout import column
from trainer.desktop.widgets.text import label
from trainer.desktop.wording import about, come_back

_SITTING = 10
"""Decisions in one sitting."""
_A_MINUTE = 2
"""Decisions in a minute."""
_BESIDE_FROM = 560
_ASK = "What did they do, and why? And what forecast did you give at the time?"


def due_sentence(count: int) -> str:
    """What is asked, and how long it takes.

    Args:
        count: how many decisions come back; at least one.
    """
    minutes = about(-(-min(count, _SITTING) // _A_MINUTE))
    if count > _SITTING:
        return f"{_ASK} Ten at a time, {minutes}."
    return f"{_ASK} {minutes[0].upper()}{minutes[1:]}."


class DueRow(QWidget):
    """Says so, and asks for the recall."""

    recall = Signal()

    def __init__(self, theme: Theme, count: int) -> None:
        """
        Args:
            theme: for colours and measures.
            count: how many decisions come back; at least one.
        """
        super().__init__()
        self._theme = theme
        number, _, words = come_back(count).partition(" ")
        head = f"{number} decision{'s' if count > 1 else ''} {words}"
        self.setAccessibleName(head)
        text = column(spacing=theme.px(2))
        text.addWidget(label(theme, head, theme.sans(15, QFont.Weight.DemiBold), wrap=True))
        text.addWidget(label(theme, due_sentence(count), theme.sans(13.5), "ink-2", wrap=True))
        self.button = SecondaryButton(theme, "Recall them" if count > 1 else "Recall it")
        self.button.setAccessibleDescription(head)
        self.button.clicked.connect(self.recall)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(theme.px(24))
        self._box.addLayout(text, 1)
        self._box.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        self.setLayout(self._box)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def arrange(self, width: int) -> None:
        """The button stands beside the words, or below them where the width ends."""
        beside = width >= self._theme.px(_BESIDE_FROM)
        self._box.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        self._box.setSpacing(self._theme.px(24 if beside else 12))
