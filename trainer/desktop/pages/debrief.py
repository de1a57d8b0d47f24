"""The debrief: which of the documented factors I saw, and what I take along."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFont, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QLayout, QVBoxLayout, QWidget

from trainer.case.markdown import to_html
from trainer.case.model import Factor
from trainer.case.sealed import FullSheet
from trainer.desktop.pages.beside import BesideCall
from trainer.desktop.theme import Theme
from trainer.desktop.widgets.buttons import KeyCap, PrimaryButton
from trainer.desktop.widgets.claims import claim_prose
from trainer.desktop.widgets.fields import TextField
from trainer.desktop.widgets.layout import column, row, rule
from trainer.desktop.widgets.prose import Prose
from trainer.desktop.widgets.record_sections import SideBySide
from trainer.desktop.widgets.saw_missed import SawMissed
from trainer.desktop.widgets.story import kicker
from trainer.desktop.widgets.text import Heading, label
from trainer.desktop.wording import number_word
from trainer.progress.values import Attempt, Debrief, FactorMark

_KEEP_MS = 800
_STACKED = 520


@dataclass(frozen=True)
class Onward:
    """Where the debrief leads: the next decision, or the end of the case."""

    above: str
    title: str
    button: str


class DebriefView(BesideCall):
    """Factors, what I take along, the lesson and its limits, questions."""

    marks_changed = Signal(object)
    takeaway_changed = Signal(str)
    onward_requested = Signal()

    def __init__(
        self,
        theme: Theme,
        sheet: FullSheet,
        attempt: Attempt,
        debrief: Debrief,
        onward: Onward | None,
        *,
        mine: bool = True,
    ) -> None:
        """
        Args:
            theme: for colours and measures.
            sheet: what the attempt saw.
            attempt: the sealed commitment.
            debrief: as it was left.
            onward: the step below the page; ``None`` in a review.
            mine: whether its learner looks at it; a coach reads it and changes nothing.
        """
        self._rows: dict[str, SawMissed] = {}
        self._before = debrief
        super().__init__(theme, sheet, attempt, name="The debrief", mine=mine)
        self.call.show_open(6, list_steps=False)
        self._keeping = QTimer(self)
        self._keeping.setSingleShot(True)
        self._keeping.setInterval(_KEEP_MS)
        self._keeping.timeout.connect(self.flush)
        self._takeaway.textChanged.connect(self._keeping.start)
        if onward is not None:
            self._fill_bar(onward)
        self._count_marks()

    def build_page(self) -> QWidget:
        """The page from head to questions."""
        theme, decision = self.theme, self.sheet.decision
        layout = column()
        layout.addWidget(kicker(theme, self.sheet))
        layout.addSpacing(theme.px(2))
        self._title = Heading(theme, "What weighed in this decision", theme.serif(26, QFont.Weight.DemiBold))
        layout.addWidget(self._title)
        layout.addSpacing(theme.px(4))
        number = len(decision.factors)
        words = f"{number_word(number).capitalize()} {'thing is' if number == 1 else 'things are'} on record."
        ask = "Was it" if number == 1 else "Which of them were"
        line = f"{words} {ask} in your reasons, or in your mind?" if self.mine else words
        layout.addWidget(label(theme, line, theme.serif(17), "ink-2", wrap=True))
        layout.addSpacing(theme.px(14))
        for factor in decision.factors:
            layout.addWidget(rule(theme))
            layout.addWidget(self._factor(factor))
        layout.addWidget(rule(theme))
        layout.addSpacing(theme.px(8))
        layout.addLayout(self._counts())
        layout.addSpacing(theme.px(26))
        layout.addLayout(self._take_along())
        layout.addSpacing(theme.px(30))
        layout.addLayout(self._lesson())
        layout.addStretch(1)
        page = QWidget()
        page.setLayout(layout)
        return page

    def _factor(self, factor: Factor) -> QWidget:
        theme = self.theme
        marks = SawMissed(theme, factor.name, self._before.marks.get(factor.id), mine=self.mine)
        marks.marked.connect(lambda _mark: self._on_mark(factor.id))
        self._rows[factor.id] = marks
        text = column(spacing=theme.px(1))
        text.addWidget(label(theme, factor.name, theme.sans(14, QFont.Weight.DemiBold), wrap=True))
        prose = claim_prose(theme, factor.text, factor.sources, theme.serif(16.5), 24)
        prose.link_opened.connect(self.open_source)
        text.addWidget(prose)
        words = QWidget()
        words.setLayout(text)
        return _FactorRow(theme, words, marks)

    def _counts(self) -> QLayout:
        theme = self.theme
        line = row(spacing=theme.px(8))
        self._count = label(theme, "", theme.sans(13.5), "ink-2")
        line.addWidget(self._count)
        line.addStretch(1)
        for key, words in (("S", "I saw it"), ("M", "I missed it")) if self.mine else ():
            line.addWidget(KeyCap(theme, key))
            line.addWidget(label(theme, words, theme.sans(13), "ink-2"))
            line.addSpacing(theme.px(8))
        return line

    @property
    def _taken_along(self) -> str:
        return "What I take along" if self.mine else "What the learner takes along"

    @property
    def _hint(self) -> str:
        return "kept with this decision; yours to change later" if self.mine else "theirs to change"

    def _take_along(self) -> QLayout:
        theme = self.theme
        layout = column(spacing=theme.px(7))
        head = row(spacing=theme.px(12))
        head.addWidget(label(theme, self._taken_along, theme.sans(14, QFont.Weight.DemiBold)))
        hint = label(theme, self._hint, theme.sans(13), "ink-2", wrap=True)
        hint.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(hint, 1)
        layout.addLayout(head)
        self._takeaway = TextField(
            theme, self._before.takeaway, "In your own words" if self.mine else "", self._taken_along
        )
        self._takeaway.setReadOnly(not self.mine)
        layout.addWidget(self._takeaway)
        return layout

    def _lesson(self) -> QLayout:
        theme, decision = self.theme, self.sheet.decision
        layout: QVBoxLayout = column(spacing=theme.px(14))
        parts = (
            ("A lesson", decision.lesson.text),
            ("Where it ends", decision.lesson.limits),
            ("To think over", "\n".join(f"{i}. {' '.join(q.split())}" for i, q in enumerate(decision.questions, 1))),
        )
        for head, text in parts:
            layout.addWidget(rule(theme))
            name = label(theme, head, theme.sans(13.5, QFont.Weight.DemiBold), wrap=True)
            name.setContentsMargins(0, theme.px(3), 0, 0)
            prose = Prose(theme, to_html(text), theme.serif(16.5), leading=25, gap=6)
            layout.addWidget(SideBySide(theme, name, prose, 124))
        return layout

    def _fill_bar(self, onward: Onward) -> None:
        theme = self.theme
        words = column()
        words.addWidget(label(theme, onward.above, theme.sans(13), "ink-2", wrap=True))
        words.addWidget(label(theme, onward.title, theme.serif(18, QFont.Weight.DemiBold), wrap=True))
        line = row(spacing=theme.px(16))
        line.addLayout(words, 1)
        button = PrimaryButton(theme, onward.button, "(Ctrl+Enter)")
        button.clicked.connect(self._go_on)
        line.addWidget(button)
        self.set_bar(line)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self._go_on)

    @property
    def marks(self) -> Mapping[str, FactorMark]:
        """The factors marked so far."""
        return {factor: each.mark for factor, each in self._rows.items() if each.mark is not None}

    @property
    def takeaway(self) -> str:
        """What stands in the field."""
        return self._takeaway.toPlainText()

    @property
    def debrief(self) -> Debrief:
        """The debrief as it stands on the page."""
        return Debrief(self.marks, self.takeaway, self._before.closed)

    def flush(self) -> None:
        """Hand over what was typed and is not kept yet."""
        self._keeping.stop()
        if self.takeaway != self._before.takeaway:
            self._before = Debrief(self._before.marks, self.takeaway, self._before.closed)
            self.takeaway_changed.emit(self.takeaway)

    def _go_on(self) -> None:
        self.flush()
        self.onward_requested.emit()

    def _on_mark(self, factor_id: str) -> None:
        self._count_marks()
        self.marks_changed.emit(self.marks)
        order = list(self._rows)
        later = order[order.index(factor_id) + 1 :]
        following = next((self._rows[each] for each in later if self._rows[each].mark is None), None)
        if following is not None:
            following.take_focus()
            self.column.ensureWidgetVisible(following)

    def _count_marks(self) -> None:
        self._count.setText(f"{len(self.marks)} of {len(self._rows)} marked")

    def focus_start(self) -> None:
        """Begin at the first factor without a mark."""
        unmarked = (each for each in self._rows.values() if each.mark is None)
        first = next(unmarked, None)
        if first is None or not self.mine:
            self._title.take_focus()
        else:
            first.take_focus()


class _FactorRow(QWidget):
    """The words of a factor, its marks at the right or, in a narrow column, below."""

    def __init__(self, theme: Theme, words: QWidget, marks: SawMissed) -> None:
        super().__init__()
        self._theme = theme
        self._marks = marks
        pad = theme.px(10)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._box.setContentsMargins(0, pad, 2, pad)
        self._box.setSpacing(theme.px(24))
        self._box.addWidget(words, 1)
        self._box.addWidget(marks, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(self._box)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of the marks hold for the words too, where the focus may be on a source."""
        if not self._marks.take_key(event):
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the marks below the words where there is no room for both."""
        super().resizeEvent(event)
        stacked = self.width() < self._theme.px(_STACKED)
        direction = QBoxLayout.Direction.TopToBottom if stacked else QBoxLayout.Direction.LeftToRight
        if direction != self._box.direction():
            self._box.setDirection(direction)
            self._box.setSpacing(self._theme.px(8 if stacked else 24))
