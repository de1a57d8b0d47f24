"""Frames: a card, a key beside a title."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLayout, QWidget

from trainer.desktop.theme import Theme
from trainer.desktop.widgets.buttons import paint_key


class Card(QWidget):
    """Page-coloured, rounded, with a line around it."""

    def __init__(self, theme: Theme, layout: QLayout) -> None:
        super().__init__()
        self._theme = theme
        self.setLayout(layout)

    def paintEvent(self, event: QPaintEvent) -> None:
        """See QWidget."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colour("line"), 1))
        painter.setBrush(self._theme.colour("page"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        painter.end()


class KeyBox(QWidget):
    """The key of an option, filled with the accent where it is my choice."""

    def __init__(self, theme: Theme, key: int | str, *, mine: bool = False) -> None:
        """
        Args:
            theme: for colours and measures.
            key: on the keyboard, or the letter that the option has in a room.
            mine: whether it is my choice.
        """
        super().__init__()
        self._theme = theme
        self._key = str(key)
        self._mine = mine
        self.setFixedSize(theme.px(22), theme.px(22))
        self.setAccessibleName(f"Option {key}")

    def paintEvent(self, event: QPaintEvent) -> None:
        """See QWidget."""
        painter = QPainter(self)
        colours = ("accent", "accent", "on-accent") if self._mine else ("page", "edge", "ink")
        ground, border, ink = colours
        paint_key(painter, self._theme, QRectF(self.rect()), self._key, ground=ground, border=border, ink=ink)
        painter.end()
