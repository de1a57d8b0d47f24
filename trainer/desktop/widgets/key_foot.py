"""The foot of a page: what is on show, and the keys that help here."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

from trainer.desktop.theme import Theme
from trainer.desktop.widgets.buttons import KeyCap
from trainer.desktop.widgets.layout import row
from trainer.desktop.widgets.text import label

Hint = tuple[tuple[str, ...], str]
"""Keys, and what they do."""


class KeyFoot(QWidget):
    """Hints that find no room are left out, the last ones first."""

    def __init__(self, theme: Theme, hints: tuple[Hint, ...], *, at_left: bool = False) -> None:
        """
        Args:
            theme: for colours and measures.
            hints: the keys.
            at_left: whether they begin at the left, where nothing is said.
        """
        super().__init__()
        self._theme = theme
        self._text = label(theme, "", theme.sans(12.5), "ink-2")
        self._layout = row(spacing=theme.px(22), margins=(theme.px(32), theme.px(9), theme.px(24), theme.px(9)))
        self._layout.addWidget(self._text)
        self._layout.addStretch(1)
        self._at_left = at_left
        self.setLayout(self._layout)
        if at_left:
            self._text.hide()
        self._hints: tuple[Hint, ...] = ()
        self._groups: list[QWidget] = []
        self.set_hints(hints)

    @property
    def text(self) -> str:
        """What is said on the left."""
        return self._text.text()

    def say(self, text: str) -> None:
        """Say something on the left."""
        self._text.setText(text)
        self._fit()

    def set_hints(self, hints: tuple[Hint, ...]) -> None:
        """Show other keys."""
        if hints == self._hints:
            return
        for group in self._groups:
            self._layout.removeWidget(group)
            group.hide()
            group.deleteLater()
        self._hints = hints
        self._groups = [self._group(keys, text) for keys, text in hints]
        for group in self._groups:
            self._layout.insertWidget(self._layout.count() - (1 if self._at_left else 0), group)
        self._fit()

    def _group(self, keys: tuple[str, ...], text: str) -> QWidget:
        made = QWidget(self)
        layout = row(spacing=self._theme.px(6))
        for key in keys:
            layout.addWidget(KeyCap(self._theme, key), 0, Qt.AlignmentFlag.AlignVCenter)
        words: QLabel = label(self._theme, text, self._theme.sans(12.5), "ink-2")
        layout.addWidget(words)
        made.setLayout(layout)
        return made

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what finds no room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        margins = self._layout.contentsMargins()
        room = self.width() - margins.left() - margins.right() - self._text.sizeHint().width()
        for group in self._groups:
            room -= group.sizeHint().width() + self._layout.spacing()
            group.setVisible(room >= 0)
