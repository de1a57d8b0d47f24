"""What a page says where it has nothing to show, and the one thing to do about it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QWidget

from trainer.desktop.theme import Theme
from trainer.desktop.widgets.buttons import PrimaryButton
from trainer.desktop.widgets.layout import column
from trainer.desktop.widgets.text import Heading, label


class EmptyState(QWidget):
    """Stands below the heading of the page."""

    chosen = Signal()
    """What is to be done was chosen."""

    def __init__(self, theme: Theme, title: str, text: str, action: str) -> None:
        """
        Args:
            theme: for colours and measures.
            title: that there is nothing, in a few words.
            text: what will stand here, and what to do.
            action: on the button.
        """
        super().__init__()
        self.setMaximumWidth(theme.px(560))
        self.button = PrimaryButton(theme, action)
        self.button.clicked.connect(self.chosen)
        layout = column(spacing=theme.px(12), margins=(0, theme.px(20), 0, 0))
        layout.addWidget(Heading(theme, title, theme.serif(22, QFont.Weight.DemiBold)))
        layout.addWidget(label(theme, text, theme.serif(17), "ink-2", wrap=True))
        layout.addSpacing(theme.px(12))
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self.setLayout(layout)
