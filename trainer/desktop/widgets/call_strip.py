"""My call in one line, for windows that are too narrow to keep it beside the page."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QWidget

from trainer.case.sealed import FullSheet
from trainer.desktop.theme import Theme
from trainer.desktop.widgets.frames import KeyBox
from trainer.desktop.widgets.layout import column, paint_ground, row, rule
from trainer.desktop.widgets.text import label
from trainer.progress.values import Attempt


class CallStrip(QWidget):
    """Key and title of the option chosen, and the forecast; it doesn't scroll away."""

    def __init__(self, theme: Theme, sheet: FullSheet, attempt: Attempt, side: int, *, mine: bool = True) -> None:
        """
        Args:
            theme: for colours and measures.
            sheet: what the attempt saw.
            attempt: the sealed commitment.
            side: margin left and right, in pixels.
            mine: whether its learner looks at it, and not a coach.
        """
        super().__init__()
        whose = "My call" if mine else "Learner’s call"
        made, briefing = attempt.commitment, sheet.briefing
        title = briefing.option(made.choice).title
        line = row(spacing=theme.px(10), margins=(side, theme.px(8), side, theme.px(8)))
        line.addWidget(label(theme, whose, theme.sans(13), "ink-2"))
        line.addWidget(KeyBox(theme, briefing.key_of(made.choice), mine=True), 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(label(theme, title, theme.sans(14, QFont.Weight.DemiBold), wrap=True), 1)
        line.addWidget(label(theme, f"{made.forecast} %", theme.sans(14, QFont.Weight.DemiBold, tabular=True)))
        layout = column()
        layout.addLayout(line)
        layout.addWidget(rule(theme))
        self.setLayout(layout)
        paint_ground(self, theme, "paper")
        self.setAccessibleName(f"{whose}: {title}, forecast {made.forecast} %")
