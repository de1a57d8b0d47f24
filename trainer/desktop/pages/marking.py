"""Marking one's own reasons with the outcome covered: one decision after the other, and nothing of the record."""

from __future__ import annotations

import datetime as dt
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from trainer.case.markdown import to_html
from trainer.desktop.dates import long_day
from trainer.desktop.judgement_state import ToMark
from trainer.desktop.theme import Theme
from trainer.desktop.widgets.buttons import LinkButton, PrimaryButton, SecondaryButton
from trainer.desktop.widgets.fields import LineField
from trainer.desktop.widgets.flow import Flow
from trainer.desktop.widgets.forecast_mark import ForecastMark
from trainer.desktop.widgets.key_foot import KeyFoot
from trainer.desktop.widgets.layout import ScrollColumn, clear, column, paint_ground, panel, reading_column, rule
from trainer.desktop.widgets.notice import NoticeBar
from trainer.desktop.widgets.prose import Prose
from trainer.desktop.widgets.text import Heading, label
from trainer.study.process import Quality

_KEYS = ((("1",), "good reasoning"), (("2",), "poor reasoning"), (("Space",), "skip"), (("Esc",), "stop here"))
_WIDTH = 620
_BOLD = QFont.Weight.DemiBold


class MarkingPage(QWidget):
    """Asks *good or poor reasoning?* for each attempt; whoever listens keeps the answer and goes on."""

    marked = Signal(str, object, str)
    """Id of the attempt, the :class:`Quality`, and a line to it or ""."""
    finished = Signal()
    """The learner wants to go back, whether there are any left or not."""

    def __init__(
        self,
        theme: Theme,
        attempts: tuple[ToMark, ...],
        *,
        at: int = 0,
        said: str = "",
        whose: str = "",
        zone: dt.tzinfo | None = None,
    ) -> None:
        """
        Args:
            theme: for colours and measures.
            attempts: in the order they are asked in.
            at: how many of them are behind whoever marks.
            said: what stands in the line to the first of the rest; see :attr:`said`.
            whose: name of the learner, where their coach marks; nothing but the words differs.
            zone: of the times shown; the system's own where none is given.
        """
        super().__init__()
        self._theme = theme
        self._attempts = attempts
        self._at = at
        self._zone = zone
        self._whose = whose
        self._back = "the record" if whose else "my judgement"
        self._kept = 0
        self._line: LineField | None = None
        paint_ground(self, theme, "paper")
        self.setAccessibleName(f"Mark {'the' if whose else 'my'} reasons, outcome covered")
        self._notice = NoticeBar(theme)
        self._notice.hide()
        self._content = column()
        px = theme.px
        around = reading_column(self._content, px(_WIDTH), (px(32), px(16), px(32), px(32)))
        self._column = ScrollColumn(theme, around, self._of("reasons"))
        self._foot = KeyFoot(theme, _KEYS)
        layout = column()
        layout.addWidget(self._notice)
        layout.addWidget(self._column, 1)
        layout.addWidget(rule(theme))
        layout.addWidget(self._foot)
        self.setLayout(layout)
        QShortcut(QKeySequence("Escape"), self, self.finished.emit)
        self._show(said)

    @property
    def said(self) -> str:
        """The line as it is written so far."""
        return self._line.text() if self._line is not None else ""

    @property
    def at(self) -> int:
        """How many attempts are behind the learner."""
        return self._at

    @property
    def current(self) -> ToMark | None:
        """The attempt that is asked about; ``None`` once there is none left."""
        return self._attempts[self._at] if self._at < len(self._attempts) else None

    def go_on(self, *, kept: bool = True) -> None:
        """To the next attempt; ``kept`` says whether a mark for this one was stored."""
        self._kept += kept
        self._at += 1
        self._notice.hide()
        self._show()

    def say(self, sentence: str) -> None:
        """Tell of a mark that could not be kept."""
        self._notice.say(sentence)

    def _of(self, what: str) -> str:
        """``My choice``, or ``Choice`` before a coach."""
        return f"{what[:1].upper()}{what[1:]}" if self._whose else f"My {what}"

    def _show(self, said: str = "") -> None:
        clear(self._content)
        self._line = None
        theme = self._theme
        back = LinkButton(
            theme,
            f"Record of {self._whose}" if self._whose else "My judgement",
            icon="chevron-left",
            underline=False,
            ink="ink-2",
        )
        back.setAccessibleName(f"Back to {self._back}")
        back.clicked.connect(self.finished)
        self._content.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)
        self._content.addSpacing(theme.px(14))
        current = self.current
        if current is None:
            self._show_end()
        else:
            self._show_attempt(current, said)
        self._content.addStretch(1)
        self._foot.set_hints(_KEYS if current else ((("Enter",), "go on"),))
        self._foot.say(f"{self._at + 1:,} of {len(self._attempts):,}" if current else "")
        self._column.go_to(0)
        if self.isVisible():
            self._take_focus()

    def _show_attempt(self, attempt: ToMark, said: str) -> None:
        theme, content = self._theme, self._content
        px = theme.px
        kicker = f"Outcome covered · {long_day(attempt.created, self._zone)} · decision of {attempt.date}"
        content.addWidget(label(theme, kicker, theme.sans(12.5), "ink-2", wrap=True))
        content.addSpacing(px(2))
        content.addWidget(Heading(theme, attempt.decision_title, theme.serif(26, _BOLD)))
        content.addSpacing(px(10))
        content.addWidget(label(theme, attempt.question, theme.serif(18), wrap=True))
        self._add_situation(attempt)
        content.addSpacing(px(14))
        content.addWidget(rule(theme, "ink"))
        self._section(self._of("choice"))
        content.addWidget(label(theme, attempt.options[attempt.choice], theme.sans(15, _BOLD), wrap=True))
        others = [text for index, text in enumerate(attempt.options) if index != attempt.choice]
        content.addSpacing(px(2))
        content.addWidget(label(theme, f"Not: {'; '.join(others)}", theme.sans(13), "ink-2", wrap=True))
        self._section(self._of("forecast that they chose the same"))
        content.addWidget(ForecastMark(theme, attempt.forecast))
        self._section(self._of("reasons"))
        margin = px(16)
        reasons = column(margins=(margin, margin, margin, margin))
        reasons.addWidget(Prose(theme, _paragraphs(attempt.reasons), theme.serif(17), leading=26, gap=8))
        content.addWidget(panel(theme, "page", reasons))
        self._add_question(content, said)

    def _add_situation(self, attempt: ToMark) -> None:
        theme = self._theme
        text = Prose(theme, to_html(attempt.situation), theme.serif(16), leading=24, gap=8)
        text.hide()
        show, hide = "Read the situation again", "Only the question"
        button = LinkButton(theme, show, ink="ink-2")

        def toggle() -> None:
            text.setVisible(text.isHidden())
            button.relabel(show if text.isHidden() else hide)

        button.clicked.connect(toggle)
        self._content.addSpacing(theme.px(4))
        self._content.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self._content.addWidget(text)

    def _section(self, title: str) -> None:
        theme = self._theme
        self._content.addSpacing(theme.px(16))
        self._content.addWidget(Heading(theme, title, theme.sans(13, _BOLD), "ink-2"))
        self._content.addSpacing(theme.px(4))

    def _add_question(self, content: QVBoxLayout, said: str) -> None:
        theme = self._theme
        px = theme.px
        content.addSpacing(px(22))
        ask = "From what could be known then: was that good reasoning?"
        content.addWidget(label(theme, ask, theme.serif(18, _BOLD), wrap=True))
        content.addSpacing(px(10))
        self._line = LineField(theme, said)
        self._line.setFont(theme.sans(14))
        self._line.setMinimumHeight(px(38))
        self._line.setPlaceholderText("Why? One line, if you like")
        self._line.setAccessibleName("Why, in one line, if you like")
        content.addWidget(self._line)
        content.addSpacing(px(12))
        answers = QWidget()
        flow = Flow(px(10))
        for text, key, quality in (("Good reasoning", "1", Quality.GOOD), ("Poor reasoning", "2", Quality.POOR)):
            button = SecondaryButton(theme, text, key=key)
            button.clicked.connect(lambda _checked=False, quality=quality: self._mark(quality))
            flow.addWidget(button)
        skip = SecondaryButton(theme, "Skip", key="Space")
        skip.clicked.connect(lambda _checked=False: self.go_on(kept=False))
        flow.addWidget(skip)
        answers.setLayout(flow)
        content.addWidget(answers)

    def _show_end(self) -> None:
        theme, content = self._theme, self._content
        if self._attempts:
            title, text = "That was the last one", "What you marked stands beside the outcomes now."
            if self._whose:
                text = f"{self._whose} sees your marks once the progress is handed back."
            if not self._kept:
                text = "You skipped all of them; they come again when you want."
        else:
            title = "Nothing to mark now"
            text = (
                "Reasons can be marked once the record of their decision is open to its end. Each attempt is asked"
                " about once."
            )
        done = PrimaryButton(theme, f"Back to {self._back}")
        done.clicked.connect(self.finished)
        content.addWidget(Heading(theme, title, theme.serif(26, _BOLD)))
        content.addSpacing(theme.px(8))
        content.addWidget(label(theme, text, theme.serif(17), "ink-2", wrap=True))
        content.addSpacing(theme.px(20))
        content.addWidget(done, 0, Qt.AlignmentFlag.AlignLeft)

    def showEvent(self, event: QShowEvent) -> None:
        """Only what is in the window can take the focus."""
        super().showEvent(event)
        if not event.spontaneous():
            self._take_focus()

    def _take_focus(self) -> None:
        """The arrows scroll, and all other keys come to the page."""
        self._column.setFocus(Qt.FocusReason.OtherFocusReason)

    def _mark(self, quality: Quality) -> None:
        current = self.current
        if current is not None:
            self.marked.emit(current.attempt_id, quality, self.said.strip())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys 1 and 2 answer, Space skips, Enter goes back at the end."""
        current = self.current
        match event.key():
            case Qt.Key.Key_1 if current:
                self._mark(Quality.GOOD)
            case Qt.Key.Key_2 if current:
                self._mark(Quality.POOR)
            case Qt.Key.Key_Space if current:
                self.go_on(kept=False)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if not current:
                self.finished.emit()
            case _:
                event.ignore()


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{escape(part)}</p>" for part in text.splitlines() if part.strip())
