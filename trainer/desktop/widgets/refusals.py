"""What became of the files that were handed in: a sentence, and those that were refused, by name."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from trainer.desktop.group_state import files_sentence, refusal_sentence
from trainer.desktop.theme import Theme
from trainer.desktop.widgets.buttons import LinkButton
from trainer.desktop.widgets.layout import column, row
from trainer.desktop.widgets.text import label
from trainer.desktop.wording import breakable
from trainer.progress.group_card import HandedIn


class Refusals(QWidget):
    """Names the refused files once that is asked for: names may have to stay hidden."""

    def __init__(self, theme: Theme, handed_in: Sequence[HandedIn]) -> None:
        super().__init__()
        self._theme = theme
        px = theme.px
        self._refused = [each for each in handed_in if not each.taken_in]
        self._taken = files_sentence(handed_in)
        self._words = label(theme, "", theme.sans(13), wrap=True)
        self._words.setTextFormat(Qt.TextFormat.RichText)
        layout = column(margins=(px(15) if self._refused else 0, px(2), 0, px(2)))
        line = row(spacing=px(12))
        line.addWidget(self._words, 1)
        layout.addLayout(line)
        if self._refused:
            which = LinkButton(theme, "Which one?" if len(self._refused) == 1 else "Which ones?")
            which.clicked.connect(self._show)
            which.clicked.connect(which.hide)
            line.addWidget(which, 0, Qt.AlignmentFlag.AlignTop)
        self._named = column()
        layout.addLayout(self._named)
        self.setLayout(layout)
        self.setAccessibleName("The progress files of the group")
        self.set_brief(False)

    def set_brief(self, brief: bool) -> None:
        """Leave out why, where there is little room; it is said with which."""
        why = refusal_sentence(self._refused)
        if brief and len(self._refused) == 1:
            why = "One was refused."
        self._words.setText(
            f'<span style="font-weight: 600">{escape(self._taken)}</span> {escape(breakable(why))}'.strip()
        )
        self._words.setAccessibleName(f"{self._taken} {why}".strip())

    def _show(self) -> None:
        theme = self._theme
        for each in self._refused:
            whose = f"{each.learner}, " if each.learner else ""
            text = breakable(f"{whose}{each.name}: {each.refused}.")
            self._named.addSpacing(theme.px(4))
            self._named.addWidget(label(theme, text, theme.sans(13), wrap=True))
        self._named.activate()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A bar beside what was refused."""
        if self._refused:
            painter = QPainter(self)
            painter.fillRect(0, 0, self._theme.px(3), self.height(), self._theme.colour("mixed"))
            painter.end()
