"""Small marks with a word beside them: judgement, agreement, what is known."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QLabel, QWidget

from trainer.case.model import Judgement, Known
from trainer.desktop.painting.icons import icon_label
from trainer.desktop.theme import Theme
from trainer.desktop.widgets.layout import row
from trainer.desktop.widgets.text import label
from trainer.study.forecast import Agreement


def marked(theme: Theme, icon: str, text: str, ink: str, *, size: float = 14, bold: bool = False) -> QWidget:
    """A mark and its word."""
    made = QWidget()
    layout = row(spacing=theme.px(7))
    layout.addWidget(icon_label(theme, icon, ink, size), 0, Qt.AlignmentFlag.AlignVCenter)
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
