"""What many people said, one below the other: the first of it, and all at the press of a link."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from trainer.desktop.theme import Theme
from trainer.desktop.widgets.buttons import LinkButton
from trainer.desktop.widgets.layout import clear, column, row
from trainer.desktop.widgets.text import label

MOST = 12
"""So many are shown at first."""


class FoldedLines(QWidget):
    """A paragraph each."""

    def __init__(self, theme: Theme, texts: Sequence[str], what: str, of: str = "", *, inset: float = 0) -> None:
        """
        Args:
            theme: for colours and measures.
            texts: what was said.
            what: the word for several of them.
            of: what they belong to, for screen readers.
            inset: how far they are set in, in pixels at 100 %.
        """
        super().__init__()
        self._theme = theme
        self._inset = theme.px(inset)
        self._layout = column(spacing=theme.px(8))
        for text in texts[:MOST]:
            self._layout.addWidget(self._line(text))
        self._rest = tuple(texts[MOST:])
        if self._rest:
            self._more = LinkButton(theme, f"Show all {len(texts):,} {what}")
            self._more.setAccessibleName(f"{self._more.text()} {of}".rstrip())
            self._more.clicked.connect(self._unfold)
            self._foot = row(margins=(self._inset, 0, 0, 0))
            self._foot.addWidget(self._more)
            self._foot.addStretch(1)
            self._layout.addLayout(self._foot)
        self.setLayout(self._layout)

    def _line(self, text: str) -> QLabel:
        made = label(self._theme, text, self._theme.serif(16), wrap=True)
        made.setContentsMargins(self._inset, 0, 0, 0)
        return made

    def _unfold(self) -> None:
        """Put the others where the link was; the reader goes on with the first of them."""
        made = [self._line(text) for text in self._rest]
        for each in made:
            self._layout.addWidget(each)
        made[0].setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        made[0].setFocus(Qt.FocusReason.OtherFocusReason)
        clear(self._foot)
