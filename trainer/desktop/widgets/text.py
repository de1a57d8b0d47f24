"""Text on pages: labels and headings."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from trainer.desktop.theme import Theme


def label(theme: Theme, text: str, font: QFont, ink: str = "ink", *, wrap: bool = False) -> QLabel:
    """A line of plain text, or a paragraph with ``wrap``; ``ink`` names a colour of the theme."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setFont(font)
    colour(made, theme, ink)
    if wrap:
        made.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        made.setSizePolicy(policy)
    return made


def colour(widget: QWidget, theme: Theme, ink: str) -> None:
    """Write a widget's text in a colour of the theme."""
    palette = widget.palette()
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        palette.setColor(role, theme.colour(ink))
    widget.setPalette(palette)


class Heading(QLabel):
    """A heading that can take the focus, so that a screen reader goes on reading from there."""

    def __init__(self, theme: Theme, text: str, font: QFont, ink: str = "ink") -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(font)
        self.setWordWrap(True)
        self.setAccessibleName(text)
        colour(self, theme, ink)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def take_focus(self) -> None:
        """Move the keyboard focus here without a place in the tab order."""
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
