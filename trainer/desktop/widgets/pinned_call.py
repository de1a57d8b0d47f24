"""My call as it was sealed, beside the record."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QWidget

from trainer.case.sealed import FullSheet
from trainer.desktop.dates import short_moment
from trainer.desktop.painting.icons import icon_label
from trainer.desktop.theme import Theme
from trainer.desktop.widgets.buttons import LinkButton
from trainer.desktop.widgets.forecast_scale import ForecastScale, forecast_font
from trainer.desktop.widgets.frames import Card, KeyBox
from trainer.desktop.widgets.layout import clear, column, row, rule
from trainer.desktop.widgets.marks import agreement_mark, judgement_mark, marked
from trainer.desktop.widgets.prose import Prose
from trainer.desktop.widgets.text import label
from trainer.progress.values import Attempt
from trainer.study.forecast import Agreement
from trainer.study.playthrough import REVEAL_STEPS

STEP_TITLES = {
    "did": "What they did",
    "happened": "What happened",
    "why": "Why",
    "looking_back": "Looking back",
    "not_taken": "The options not taken",
    "sources": "Sources",
}
_JUDGED = REVEAL_STEPS.index("looking_back") + 1


class PinnedCall(QWidget):
    """The sealed choice, forecast and reasons; how they stand to the record, as far as it is open."""

    again_requested = Signal()

    def __init__(self, theme: Theme, sheet: FullSheet, attempt: Attempt, *, mine: bool = True) -> None:
        """
        Args:
            theme: for colours and measures.
            sheet: what the attempt saw.
            attempt: the sealed commitment.
            mine: whether its learner looks at it, and not a coach.
        """
        super().__init__()
        self._whose = "My" if mine else "Learner’s"
        self._theme = theme
        self._sheet = sheet
        self._attempt = attempt
        layout = column()
        layout.addLayout(self._head())
        layout.addSpacing(theme.px(14))
        layout.addWidget(self._card())
        layout.addSpacing(theme.px(14))
        self._verdicts = column()
        layout.addLayout(self._verdicts)
        layout.addSpacing(theme.px(18))
        self._steps = column(spacing=theme.px(7))
        layout.addLayout(self._steps)
        self._again = LinkButton(theme, "Try this decision again")
        self._again.clicked.connect(self.again_requested)
        self._again.hide()
        layout.addWidget(self._again, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addStretch(1)
        self.setLayout(layout)

    def _head(self) -> QHBoxLayout:
        theme = self._theme
        line = row(spacing=theme.px(9))
        line.addWidget(icon_label(theme, "envelope", "ink-2", 22))
        number = self._attempt.number
        title = f"{self._whose} call" if number == 1 else f"{self._whose} call, attempt {number}"
        line.addWidget(label(theme, title, theme.sans(15, QFont.Weight.DemiBold)), 1)
        line.addWidget(label(theme, f"sealed {short_moment(self._attempt.created)}", theme.sans(13), "ink-2"))
        return line

    def _card(self) -> QWidget:
        theme, briefing, made = self._theme, self._sheet.briefing, self._attempt.commitment
        margin = theme.px(16)
        layout = column(margins=(margin, margin, margin, margin), spacing=theme.px(12))
        choice = row(spacing=theme.px(11))
        choice.addWidget(KeyBox(theme, briefing.key_of(made.choice), mine=True), 0, Qt.AlignmentFlag.AlignTop)
        title = briefing.option(made.choice).title
        choice.addWidget(label(theme, title, theme.sans(15, QFont.Weight.DemiBold), wrap=True), 1)
        layout.addLayout(choice)
        layout.addWidget(rule(theme))
        forecast = row()
        forecast.addWidget(label(theme, "That they chose the same", theme.sans(13.5), wrap=True), 1)
        forecast.addWidget(label(theme, f"{made.forecast} %", forecast_font(theme)))
        layout.addLayout(forecast)
        layout.addWidget(ForecastScale(theme, made.forecast, fixed=True, compact=True))
        layout.addWidget(rule(theme))
        paragraphs = "".join(f"<p>{escape(line)}</p>" for line in made.reasons.splitlines() if line.strip())
        layout.addWidget(Prose(theme, paragraphs, theme.serif(16, italic=True), leading=23, gap=6))
        return Card(theme, layout)

    def show_open(self, steps: int, *, list_steps: bool = True) -> None:
        """Show what the open parts of the record say of the call.

        Args:
            steps: how many parts are open, 0-6.
            list_steps: whether the parts are listed below.
        """
        theme, decision = self._theme, self._sheet.decision
        clear(self._verdicts)
        if steps:
            agreement = Agreement.of(self._attempt.commitment.choice, decision.record.option)
            self._verdict(f"{self._whose} choice", agreement_mark(theme, agreement))
        if steps >= _JUDGED:
            self._verdicts.addWidget(rule(theme))
            self._verdict("Their choice", judgement_mark(theme, decision.record.looking_back.judgement))
        clear(self._steps)
        if list_steps:
            self._steps.addWidget(rule(theme))
            self._steps.addSpacing(theme.px(8))
            self._steps.addWidget(label(theme, "The record", theme.sans(13.5, QFont.Weight.DemiBold)))
            for index, name in enumerate(REVEAL_STEPS):
                self._steps.addWidget(self._step(index, name, steps))

    def _step(self, index: int, name: str, steps: int) -> QWidget:
        if index < steps - 1 or steps == len(REVEAL_STEPS):
            made = marked(self._theme, "check", STEP_TITLES[name], "ink-2", size=13.5)
            state = "open"
        elif index == steps - 1:
            made = marked(self._theme, "dot", STEP_TITLES[name], "ink", size=13.5, bold=True)
            state = "here"
        else:
            made = marked(self._theme, "ring", STEP_TITLES[name], "ink-3", size=13.5)
            state = "to come"
        made.setAccessibleName(f"{STEP_TITLES[name]}, {state}")
        return made

    def _verdict(self, text: str, mark: QWidget) -> None:
        line = row(margins=(0, self._theme.px(6), 0, self._theme.px(6)))
        line.addWidget(label(self._theme, text, self._theme.sans(13.5), "ink-2"), 1)
        line.addWidget(mark)
        self._verdicts.addLayout(line)

    def offer_again(self) -> None:
        """Let the reader try the decision a further time."""
        self._again.show()
