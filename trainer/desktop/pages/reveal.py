"""The reveal: the record unfolds part by part, my call stays beside it."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QEasingCurve, QPropertyAnimation, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QGraphicsOpacityEffect, QWidget

from trainer.case.sealed import FullSheet
from trainer.desktop.pages.beside import BesideCall
from trainer.desktop.theme import Theme
from trainer.desktop.widgets.buttons import LinkButton, PrimaryButton, SecondaryButton
from trainer.desktop.widgets.layout import column, row, rule
from trainer.desktop.widgets.pinned_call import STEP_TITLES
from trainer.desktop.widgets.record_sections import RecordSection
from trainer.desktop.widgets.story import kicker
from trainer.desktop.widgets.text import Heading, label
from trainer.progress.values import Attempt
from trainer.study.playthrough import REVEAL_STEPS

_UNFOLD_MS = 180
_SEAL_MS = 240


class RevealView(BesideCall):
    """What they did, what happened, why, looking back, the options not taken, the sources."""

    step_opened = Signal(int)
    debrief_requested = Signal()

    def __init__(
        self,
        theme: Theme,
        sheet: FullSheet,
        attempt: Attempt,
        steps: int,
        *,
        review: bool = False,
        fresh: bool = False,
        mine: bool = True,
    ) -> None:
        """
        Args:
            theme: for colours and measures.
            sheet: what the attempt saw, its record open.
            attempt: the sealed commitment.
            steps: how many parts are open already, at least one.
            review: shown again later: nothing more to unfold, no step onwards.
            fresh: the commitment was sealed this moment.
            mine: whether its learner looks at it, and not a coach.
        """
        self._sections = column()
        self._steps = 0
        self._review = review
        super().__init__(theme, sheet, attempt, name="The record", mine=mine)
        self._next = SecondaryButton(theme, "", key="Space")
        self._next.clicked.connect(self.unfold)
        self._onward = PrimaryButton(theme, "Go on to the debrief", "(Space)")
        self._onward.clicked.connect(self.debrief_requested)
        self._all = LinkButton(theme, "Show all")
        self._all.clicked.connect(self.unfold_all)
        self._count = label(theme, "", theme.sans(13.5), "ink-2")
        if not review:
            self._fill_bar()
        self._open_to(max(steps, 1))
        if fresh:
            self._fade_in(self.call, _SEAL_MS)

    def build_page(self) -> QWidget:
        """Head and sections."""
        theme, briefing = self.theme, self.sheet.briefing
        layout = column()
        layout.addWidget(kicker(theme, self.sheet))
        layout.addSpacing(theme.px(2))
        self._title = Heading(theme, briefing.title, theme.serif(28, QFont.Weight.DemiBold))
        layout.addWidget(self._title)
        layout.addSpacing(theme.px(4))
        place = f"{briefing.place}, {briefing.date.describe()}"
        layout.addWidget(label(theme, place, theme.serif(17, italic=True), "ink-2", wrap=True))
        layout.addSpacing(theme.px(12))
        layout.addWidget(rule(theme))
        layout.addLayout(self._sections)
        layout.addStretch(1)
        page = QWidget()
        page.setLayout(layout)
        return page

    def _fill_bar(self) -> None:
        line = row(spacing=self.theme.px(18))
        line.addWidget(self._next)
        line.addWidget(self._onward)
        line.addStretch(1)
        line.addWidget(self._count)
        line.addWidget(self._all)
        self.set_bar(line)

    @property
    def steps(self) -> int:
        """How many parts are open."""
        return self._steps

    def unfold(self) -> None:
        """Open the next part, or go on to the debrief after the last."""
        if self._review:
            self.column.page(1)
        elif self._steps < len(REVEAL_STEPS):
            section = self._append()
            self._settle()
            self._show_section(section)
            self.step_opened.emit(self._steps)
        else:
            self.debrief_requested.emit()

    def unfold_all(self) -> None:
        """Open whatever is still closed."""
        if self._steps < len(REVEAL_STEPS):
            first = self._append()
            while self._steps < len(REVEAL_STEPS):
                self._append()
            self._settle()
            self._show_section(first)
            self.step_opened.emit(self._steps)

    def _open_to(self, steps: int) -> None:
        while self._steps < steps:
            self._append()
        self._settle()

    def _append(self) -> RecordSection:
        step = REVEAL_STEPS[self._steps]
        section = RecordSection(self.theme, self.sheet, step, self.attempt.commitment.choice, mine=self.mine)
        section.source_opened.connect(self.open_source)
        self._sections.addWidget(section)
        self._keep_tab_order(section)
        self._steps += 1
        return section

    def _keep_tab_order(self, section: RecordSection) -> None:
        """What is read above the bar comes before it with Tab too."""
        if self._review:
            return
        stops = [each for each in section.findChildren(QWidget) if each.focusPolicy() & Qt.FocusPolicy.TabFocus]
        if not stops:
            section.heading.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # Qt puts nothing after what never has the focus
        for before, after in pairwise([stops[-1] if stops else section.heading, self._next, self._onward, self._all]):
            QWidget.setTabOrder(before, after)

    def _settle(self) -> None:
        done = self._steps == len(REVEAL_STEPS)
        self.call.show_open(self._steps)
        self._count.setText(f"{self._steps} of {len(REVEAL_STEPS)}")
        self._next.setVisible(not done and not self._review)
        self._all.setVisible(not done and not self._review)
        self._onward.setVisible(done and not self._review)
        if not done:
            title = STEP_TITLES[REVEAL_STEPS[self._steps]]
            self._next.relabel(f"Next step: {title[0].lower()}{title[1:]}")

    def _show_section(self, section: RecordSection) -> None:
        section.heading.take_focus()
        self._fade_in(section, _UNFOLD_MS)
        self.follow(section)

    def _fade_in(self, widget: QWidget, milliseconds: int) -> None:
        if not self.theme.motion:
            return
        effect = QGraphicsOpacityEffect(widget)
        widget.setGraphicsEffect(effect)
        fade = QPropertyAnimation(effect, b"opacity", widget)
        fade.setDuration(milliseconds)
        fade.setStartValue(0.0)
        fade.setEndValue(1.0)
        fade.setEasingCurve(QEasingCurve.Type.OutCubic)
        fade.finished.connect(lambda: widget.setGraphicsEffect(None))  # type: ignore[arg-type]
        fade.start(QPropertyAnimation.DeletionPolicy.DeleteWhenStopped)

    def focus_start(self) -> None:
        """Let reading begin at the title."""
        self._title.take_focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space unfolds."""
        if event.key() == Qt.Key.Key_Space:
            self.unfold()
        else:
            super().keyPressEvent(event)
