"""The foot of a plan: what it comes to, against the time there is, and the one next step."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QLabel, QWidget

from trainer.desktop.theme import Theme
from trainer.desktop.widgets.buttons import LinkButton, PrimaryButton
from trainer.desktop.widgets.head_line import HeadLine
from trainer.desktop.widgets.layout import column, paint_ground, rule
from trainer.desktop.widgets.text import label
from trainer.desktop.workshops.plan_state import against_words, end_words, missing_words, sum_words
from trainer.desktop.workshops.step_names import minutes_words
from trainer.study.workshop.plan import Plan
from trainer.study.workshop.planning import missing


class PlanFoot(QWidget):
    """Says whether the plan is to be fitted or begun."""

    fit_requested = Signal()
    """All steps are to be shortened or lengthened alike, to fit into the time there is."""
    go_requested = Signal()

    def __init__(self, theme: Theme, *, begun: bool) -> None:
        """``begun`` says whether the workshop runs already, so that the one next step leads back to it."""
        super().__init__()
        px = theme.px
        self._begun = begun
        paint_ground(self, theme, "page")
        self._sum = label(theme, "", theme.sans(14, QFont.Weight.DemiBold, tabular=True))
        self._against = label(theme, "", theme.sans(14, tabular=True), "ink-2")
        self._fit = LinkButton(theme, "")
        self._fit.setAccessibleDescription("Shortens or lengthens all steps alike")
        self._fit.clicked.connect(self.fit_requested)
        self._end = label(theme, "", theme.sans(13, tabular=True), "ink-2")
        self._missing = label(theme, "", theme.sans(13), "ink-2", wrap=True)
        self.button = PrimaryButton(theme, "Back to the workshop" if begun else "Start…")
        self.button.clicked.connect(self.go_requested)
        left: list[QWidget] = [self._sum, self._against, self._fit, self._end]
        line = HeadLine(theme, left, [self._missing, self.button], gap=12, name="What the plan comes to")
        inner = column(margins=(px(32), px(10), px(32), px(10)))
        inner.addWidget(line)
        layout = column()
        layout.addWidget(rule(theme))
        layout.addLayout(inner)
        self.setLayout(layout)

    def put(self, plan: Plan, now: dt.datetime) -> None:
        """Show what a plan comes to if it begins now."""
        against, lacks = against_words(plan), missing_words(plan)
        self._sum.setText(sum_words(plan))
        self._say(self._against, against)
        fits = not against or plan.total == plan.available
        if self._fit.hasFocus() and fits:
            self.button.setFocus()
        self._fit.relabel(f"Fit into {minutes_words(plan.available)}")
        self._fit.setVisible(not fits)
        self._say(self._end, "" if self._begun else end_words(plan, now))
        self._say(self._missing, lacks)
        self.button.setEnabled(self._begun or not missing(plan))

    def _say(self, where: QLabel, text: str) -> None:
        where.setText(text)
        where.setVisible(bool(text))
