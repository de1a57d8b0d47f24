"""Small marks with a word beside them: judgement, agreement, what is known."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from trainer.case.model import Judgement, Known
from trainer.desktop.painting.icons import paint_icon
from trainer.desktop.theme import Theme
from trainer.desktop.widgets.layout import row
from trainer.desktop.widgets.text import label
from trainer.study.forecast import Agreement


class Icon(QWidget):
    """One icon in one colour; silent to screen readers, for a word stands beside it."""

    def __init__(self, theme: Theme, name: str, colour: QColor, px: float) -> None:
        super().__init__()
        self._name = name
        self._colour = colour
        self._accent = theme.colour("accent")
        self.setFixedSize(QSize(theme.px(px), theme.px(px)))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        """See QWidget."""
        painter = QPainter(self)
        paint_icon(painter, QRectF(self.rect()), self._name, self._colour, self._accent)
        painter.end()


def marked(theme: Theme, icon: str, text: str, ink: str, *, size: float = 14, bold: bool = False) -> QWidget:
    """A mark and its word."""
    made = QWidget()
    layout = row(spacing=theme.px(7))
    layout.addWidget(Icon(theme, icon, theme.colour(ink), size + 2), 0, Qt.AlignmentFlag.AlignVCenter)
    weight = QFont.Weight.DemiBold if bold else QFont.Weight.Normal
    words: QLabel = label(theme, text, theme.sans(size, weight), ink)
    layout.addWidget(words)
    layout.addStretch(1)
    made.setLayout(layout)
    made.setAccessibleName(text)
    return made


def judgement_mark(theme: Theme, judgement: Judgement, *, size: float = 14) -> QWidget:
    """Vindicated, regretted or mixed, in its colour."""
    return marked(theme, judgement.value, judgement.value, judgement.value, size=size, bold=True)


def agreement_mark(theme: Theme, agreement: Agreement) -> QWidget:
    """With or against the record: neutral, for it says nothing about who was right."""
    return marked(theme, agreement.value, f"{agreement.value} the record", "ink")


def known_mark(theme: Theme, known: Known) -> QWidget:
    """On what ground something is said of an option not taken."""
    return marked(theme, known.value, known.value, "ink-2", size=13)
