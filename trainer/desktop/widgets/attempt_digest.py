"""One attempt in short, as it was seen: for a narrow column beside a list."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from html import escape

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from trainer.case.compare import Change
from trainer.case.markdown import to_html
from trainer.desktop.dates import long_moment
from trainer.desktop.theme import Theme
from trainer.desktop.widgets.attempt_model import is_sealed
from trainer.desktop.widgets.attempt_notes import AttemptNotes
from trainer.desktop.widgets.attempt_tries import TriesTable
from trainer.desktop.widgets.buttons import LinkButton, paint_key
from trainer.desktop.widgets.changed_text import changed_html, excerpt, spoken
from trainer.desktop.widgets.forecast_mark import ForecastMark
from trainer.desktop.widgets.layout import column, row, rule
from trainer.desktop.widgets.marks import agreement_mark, judgement_mark
from trainer.desktop.widgets.prose import Prose
from trainer.desktop.widgets.text import Heading, label
from trainer.desktop.widgets.view_switch import ViewSwitch
from trainer.desktop.wording import breakable
from trainer.progress.notes import Role
from trainer.progress.seen import SeenAttempt
from trainer.progress.values import AttemptLine, FactorMark
from trainer.progress.words import found_in
from trainer.study.statements import several

_BOLD = QFont.Weight.DemiBold
_TOP = Qt.AlignmentFlag.AlignTop
_LEFT = Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignRight
_SAID = {FactorMark.SAW: "I saw it", FactorMark.MISSED: "I missed it"}
_THEIRS = {FactorMark.SAW: "Saw it", FactorMark.MISSED: "Missed it"}


@dataclass(frozen=True)
class _Place:
    theme: Theme
    layout: QVBoxLayout

    def section(self, title: str) -> None:
        """A heading with the space that parts it from what stands above."""
        self.layout.addSpacing(self.theme.px(20))
        self.layout.addWidget(Heading(self.theme, title, self.theme.sans(13, _BOLD)))
        self.layout.addSpacing(self.theme.px(6))

    def parting(self) -> None:
        """A line between two groups of sections."""
        self.layout.addSpacing(self.theme.px(20))
        self.layout.addWidget(rule(self.theme))

    def prose(self, html: str) -> Prose:
        """Running text."""
        made = Prose(self.theme, html, self.theme.serif(16), leading=23, gap=8)
        self.layout.addWidget(made)
        return made


class AttemptDigest(QWidget):
    """The situation, the options, the forecast, the reasons, and what was made of it afterwards."""

    open_requested = Signal()
    beside_requested = Signal()
    """The attempts at this decision are wanted side by side."""
    note_written = Signal(str, object)
    """The text of a further note, and how good its writer finds the reasons (:class:`Quality`) or ``None``."""
    note_drafted = Signal(str)
    """What of a further note is written so far; empty once it is kept or left."""

    def __init__(
        self,
        theme: Theme,
        line: AttemptLine,
        seen: SeenAttempt,
        zone: dt.tzinfo | None = None,
        words: str = "",
        draft: str = "",
    ) -> None:
        """
        Args:
            theme: for colours and measures.
            line: the attempt as the list shows it; says how much of the record may be shown.
            seen: the same attempt with its text.
            zone: of the times shown; the system's own where none is given.
            words: to be marked in the reasons.
            draft: of a further note, written before.
        """
        super().__init__()
        self._draft = draft
        self._words = words
        self._theme = theme
        self._line = line
        self._seen = seen
        self._zone = zone
        self._switch: ViewSwitch | None = None
        self._at = _Place(theme, column())
        self.setLayout(self._at.layout)
        self._add_head()
        self._add_situation()
        self._add_options()
        self._add_call()
        self._add_tries()
        self._add_debrief()
        self._add_notes()
        self._at.layout.addStretch(1)

    @property
    def _theirs(self) -> bool:
        """Whether a coach looks at it, and not its learner."""
        return bool(self._seen.whose)

    @property
    def _as_it_was(self) -> str:
        return "As they saw it" if self._theirs else "As I saw it"

    def _add_head(self) -> None:
        theme, layout = self._theme, self._at.layout
        seen = self._seen
        moment = long_moment(seen.attempt.created, self._zone)
        layout.addWidget(
            label(
                theme, f"As {seen.whose or 'I'} saw it on {moment}", theme.serif(15.5, italic=True), "ink-2", wrap=True
            )
        )
        if seen.changed:
            layout.addSpacing(theme.px(14))
            self._add_flag(len(seen.changes))

    def _add_flag(self, passages: int) -> None:
        """That the text has changed since, and the choice of what is shown of it."""
        theme = self._theme
        words = f"The text has changed since, but nothing of what {'they' if self._theirs else 'you'} have opened."
        if passages:
            words = f"The text has changed since: {several(passages, 'passage', 'passages')}"
        said = column(spacing=theme.px(8), margins=(0, theme.px(4), 0, theme.px(4)))
        said.addWidget(label(theme, words, theme.sans(13, _BOLD), wrap=True))
        if passages:
            self._switch = ViewSwitch(theme, "The text", ("Changes", self._as_it_was, "Today"))
            said.addWidget(self._switch, 0, _LEFT)
        flag = row(spacing=theme.px(12))
        bar = rule(theme, "accent", vertical=True)
        bar.setFixedWidth(theme.px(3))
        flag.addWidget(bar)
        flag.addLayout(said, 1)
        self._at.layout.addLayout(flag)

    def _add_situation(self) -> None:
        layout = self._at.layout
        layout.addSpacing(self._theme.px(14))
        if self._switch is None:
            layout.addWidget(self._as_seen())
            return
        views = (self._changes(), self._as_seen(), self._today())
        for view in views:
            layout.addWidget(view)

        def show(chosen: int) -> None:
            for number, view in enumerate(views):
                view.setVisible(number == chosen)

        self._switch.chosen.connect(show)
        for view in views[1:]:
            view.hide()

    def _as_seen(self) -> QWidget:
        theme, decision = self._theme, self._seen.sheet.decision
        made = QWidget()
        at = _Place(theme, column())
        made.setLayout(at.layout)
        beginning, _, rest = decision.situation.strip().partition("\n\n")
        at.prose(to_html(beginning))
        if rest:
            at.layout.addSpacing(theme.px(8))
            remainder = at.prose(to_html(rest))
            remainder.hide()
            at.layout.addWidget(self._unfolding(remainder), 0, _LEFT)
        if decision.exhibits:
            at.layout.addSpacing(theme.px(8))
        for number, exhibit in enumerate(decision.exhibits):
            text = f"Exhibit {chr(ord('A') + number)}: {exhibit.title}"
            at.layout.addWidget(label(theme, text, theme.sans(13), "ink-2", wrap=True))
        return made

    def _changes(self) -> QWidget:
        parts = [(each, changed_html(self._theme, excerpt(each.pieces)), spoken(each)) for each in self._seen.changes]
        return self._parts(parts)

    def _today(self) -> QWidget:
        """What reads otherwise, as it reads today."""
        gone = "<p><i>This is no longer there.</i></p>"
        parts = [(each, _paragraphs(each.after) or gone, each.after) for each in self._seen.changes]
        return self._parts(parts)

    def _parts(self, parts: list[tuple[Change, str, str]]) -> QWidget:
        theme = self._theme
        made = QWidget()
        at = _Place(theme, column())
        made.setLayout(at.layout)
        for number, (change, html, said) in enumerate(parts):
            if number:
                at.layout.addSpacing(theme.px(12))
            at.layout.addWidget(label(theme, breakable(change.part), theme.sans(12.5, _BOLD), "ink-2", wrap=True))
            at.layout.addSpacing(theme.px(2))
            at.prose(html).setAccessibleName(f"{change.part}: {said}")
        return made

    def _unfolding(self, text: QWidget) -> QWidget:
        theme = self._theme
        button = _Link(theme, "Read the whole situation")

        def toggle() -> None:
            text.setVisible(text.isHidden())
            button.relabel("Read the whole situation" if text.isHidden() else "Only its beginning")

        button.clicked.connect(toggle)
        return button

    def _add_options(self) -> None:
        theme, layout = self._theme, self._at.layout
        decision = self._seen.sheet.decision
        mine = self._seen.attempt.commitment.choice
        theirs = None if is_sealed(self._line) else decision.record.option
        layout.addSpacing(theme.px(16))
        layout.addWidget(rule(theme))
        for number, option in enumerate(decision.options, 1):
            tags = [
                *([("learner’s choice" if self._theirs else "my choice", "accent")] if option.id == mine else []),
                *([("they chose", "ink")] if option.id == theirs else []),
            ]
            layout.addWidget(_OptionRow(theme, number, option.title, tags))
            layout.addWidget(rule(theme))

    def _add_call(self) -> None:
        theme, layout = self._theme, self._at.layout
        self._at.section("How likely that they chose the same?")
        layout.addWidget(ForecastMark(theme, self._seen.attempt.commitment.forecast))
        self._at.section("Reasons" if self._theirs else "My reasons")
        self._at.prose(_paragraphs(self._seen.attempt.commitment.reasons, self._words, self._theme))
        self._at.parting()
        layout.addSpacing(theme.px(8))
        if is_sealed(self._line):
            text = "What they did stays sealed until you have read the whole reveal."
            if self._theirs:
                text = f"What they did stays sealed until {self._seen.whose} has read the whole reveal."
            layout.addWidget(label(theme, text, theme.sans(13), "ink-2", wrap=True))
        else:
            layout.addWidget(
                _pair(
                    theme,
                    "Learner’s choice" if self._theirs else "My choice",
                    agreement_mark(theme, self._line.agreement),
                )
            )
            layout.addWidget(_pair(theme, "Their choice", judgement_mark(theme, self._line.judgement)))
        button = _Link(theme, "Open the page as they saw it" if self._theirs else "Open the page as I saw it")
        button.clicked.connect(self.open_requested)
        layout.addSpacing(theme.px(4))
        layout.addWidget(button, 0, _LEFT)

    def _add_tries(self) -> None:
        tries = self._seen.tries
        if len(tries) < 2:
            return
        theme, layout = self._theme, self._at.layout
        self._at.parting()
        layout.addSpacing(theme.px(20))
        layout.addWidget(TriesTable(theme, tries, self._line.id, self._zone, mine=not self._theirs))
        button = _Link(theme, "Side by side")
        button.setAccessibleName(
            "Attempts at this decision, side by side" if self._theirs else "My attempts at this decision, side by side"
        )
        button.clicked.connect(self.beside_requested)
        layout.addSpacing(theme.px(4))
        layout.addWidget(button, 0, _LEFT)

    def _add_notes(self) -> None:
        self._at.parting()
        self._at.layout.addSpacing(self._theme.px(16))
        reader = Role.COACH if self._theirs else Role.LEARNER
        notes = AttemptNotes(self._theme, self._seen.notes, self._zone, reader, self._draft)
        notes.drafted.connect(self.note_drafted)
        notes.written.connect(self.note_written)
        self._at.layout.addWidget(notes)

    def _add_debrief(self) -> None:
        debrief, factors = self._seen.debrief, self._seen.sheet.decision.factors
        marked = [factor for factor in factors if factor.id in debrief.marks]
        if is_sealed(self._line) or not (marked or debrief.takeaway.strip()):
            return
        self._at.parting()
        if marked:
            self._at.section("What weighed in this decision")
            said = _THEIRS if self._theirs else _SAID
            for factor in marked:
                mark = label(self._theme, said[debrief.marks[factor.id]], self._theme.sans(13), "ink-2")
                self._at.layout.addWidget(_pair(self._theme, factor.name, mark))
        if debrief.takeaway.strip():
            self._at.section("What the learner takes along" if self._theirs else "What I take along")
            self._at.prose(_paragraphs(debrief.takeaway))


class _Link(LinkButton):
    """A link whose words begin where the text does."""

    _padding = 0.0


def _paragraphs(text: str, words: str = "", theme: Theme | None = None) -> str:
    """Running text, with the words that were looked for marked."""
    parts = (part for part in text.splitlines() if part.strip())
    return "".join(f"<p>{_marked(part, words, theme) if theme else escape(part)}</p>" for part in parts)


def _marked(text: str, words: str, theme: Theme) -> str:
    style = f"background-color: {theme.colours['accent-wash']}; text-decoration: underline;"
    html, done = "", 0
    for first, last in found_in(text, words):
        html += f'{escape(text[done:first])}<span style="{style}">{escape(text[first:last])}</span>'
        done = last
    return html + escape(text[done:])


def _pair(theme: Theme, name: str, value: QWidget) -> QWidget:
    made = QWidget()
    layout = row(spacing=theme.px(16), margins=(0, theme.px(5), 0, theme.px(5)))
    layout.addWidget(label(theme, name, theme.sans(13), wrap=True), 1, _TOP)
    layout.addWidget(value, 0, _TOP)
    made.setLayout(layout)
    return made


class _Key(QWidget):
    """The key of an option, in the accent where it is mine."""

    def __init__(self, theme: Theme, number: int, *, mine: bool) -> None:
        super().__init__()
        self._theme = theme
        self._text = str(number)
        self._mine = mine
        self.setFixedSize(QSize(theme.px(22), theme.px(22)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """See QWidget."""
        painter = QPainter(self)
        ground, border, ink = ("accent", "accent", "on-accent") if self._mine else ("page", "edge", "ink")
        paint_key(painter, self._theme, QRectF(self.rect()), self._text, ground=ground, border=border, ink=ink)
        painter.end()


class _OptionRow(QWidget):
    """An option with its key, and who chose it."""

    def __init__(self, theme: Theme, number: int, title: str, tags: list[tuple[str, str]]) -> None:
        super().__init__()
        layout = row(spacing=theme.px(10), margins=(0, theme.px(5), 0, theme.px(5)))
        layout.addWidget(_Key(theme, number, mine=any(ink == "accent" for _, ink in tags)), 0, _TOP)
        name = label(theme, title, theme.sans(13.5), wrap=True)
        name.setAlignment(_TOP)
        name.setContentsMargins(0, theme.px(1), 0, 0)
        layout.addWidget(name, 1)
        said = column(margins=(0, theme.px(2), 0, 0))
        for text, ink in tags:
            said.addWidget(label(theme, text, theme.sans(12, _BOLD), ink), 0, _RIGHT)
        said.addStretch(1)
        layout.addLayout(said)
        self.setLayout(layout)
        self.setAccessibleName(", ".join((f"{number}, {title}", *(text for text, _ in tags))))
