"""*Reasons and outcome* of *My judgement*: one's own marks of the reasons, or those of a coach."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from trainer.desktop.judgement_state import COACH_REASONS, REASONS, Judged
from trainer.desktop.painting.figures import reasons_figure
from trainer.desktop.theme import Theme
from trainer.desktop.widgets.beside import Beside
from trainer.desktop.widgets.figure_section import FigureSection
from trainer.desktop.widgets.layout import clear, column
from trainer.desktop.widgets.text import label
from trainer.desktop.widgets.view_switch import ViewSwitch
from trainer.study.process import CAVEAT
from trainer.study.statements import several

_LEAST = 760.0
"""Width from which words and grid stand side by side, in pixels at 100 %."""
_LEADS = {
    REASONS: "Your reasons as you marked them with the outcome covered, and how the record judges what they did.",
    COACH_REASONS: (
        "Your reasons as a coach last marked them with the outcome covered, and how the record judges what they did."
    ),
}


class ReasonsSection(QWidget):
    """Says what a :class:`FigureSection` says; where a coach has marked reasons, a switch shows theirs instead."""

    opened = Signal(str, str)
    save_requested = Signal(object)
    switched = Signal(str, bool)
    chosen = Signal(bool)
    """Whether a coach's marks are wanted now."""

    def __init__(self, theme: Theme, judged: Judged, *, tables: Collection[str], by_coach: bool) -> None:
        """
        Args:
            theme: for colours and measures.
            judged: the numbers of a scope.
            tables: kinds of charts whose table is shown first.
            by_coach: whether a coach's marks are shown, where there are any.
        """
        super().__init__()
        self._theme = theme
        self._judged = judged
        self._tables = set(tables)
        self._marks: ViewSwitch | None = None
        self._place = column()
        self.setLayout(self._place)
        self._show(by_coach=by_coach and bool(judged.coach_reasons.n()))

    def _show(self, *, by_coach: bool) -> None:
        judged, kind = self._judged, COACH_REASONS if by_coach else REASONS
        grid = judged.coach_reasons if by_coach else judged.reasons
        figure = reasons_figure(grid, judged.unit, by_coach=by_coach) if grid.n() else None
        note = f"{several(grid.n(), judged.unit, f'{judged.unit}s')} marked" if grid.n() else ""
        table = kind in self._tables
        section = FigureSection(self._theme, "Reasons and outcome", note, figure, table=table, width=458)
        self._marks = self._switch(by_coach=by_coach) if judged.coach_reasons.n() else None
        if self._marks is not None:
            section.body.addWidget(self._marks, 0, Qt.AlignmentFlag.AlignLeft)
            section.body.addSpacing(self._theme.px(12))
        if figure is None:
            ask = "Were your reasons good when you had them? Mark them with the outcome covered, and compare."
            section.say(ask, space=4)
            section.say(CAVEAT, quiet=True)
        else:
            words = self._words(_LEADS[kind])
            section.body.addWidget(Beside(self._theme, words, section.drawing, least=_LEAST, shares=(652, 510)))
        section.body.addStretch(1)
        section.opened.connect(self.opened)
        section.save_requested.connect(self.save_requested)
        section.switched.connect(self._keep_table)
        clear(self._place)
        self._place.addWidget(section)
        section.show()  # at once, so that the switch can have the focus again

    def _switch(self, *, by_coach: bool) -> ViewSwitch:
        made = ViewSwitch(self._theme, "Whose marks", ("My marks", "A coach’s marks"))
        made.choose(int(by_coach))
        made.chosen.connect(self._choose)
        return made

    def _words(self, lead: str) -> QWidget:
        theme = self._theme
        layout = column()
        layout.addWidget(label(theme, lead, theme.serif(17), wrap=True))
        layout.addSpacing(theme.px(6))
        layout.addWidget(label(theme, CAVEAT, theme.sans(13), "ink-2", wrap=True))
        layout.addStretch(1)
        made = QWidget()
        made.setLayout(layout)
        return made

    def _choose(self, place: int) -> None:
        """In the next turn of the loop: until then Qt holds on to the button that was chosen by an arrow key."""
        self.chosen.emit(bool(place))
        QTimer.singleShot(0, self, partial(self._change_to, bool(place)))

    def _change_to(self, by_coach: bool) -> None:
        self._show(by_coach=by_coach)
        if self._marks is not None:
            self._marks.take_focus()

    def _keep_table(self, kind: str, shown: bool) -> None:
        self._tables = self._tables | {kind} if shown else self._tables - {kind}
        self.switched.emit(kind, shown)
