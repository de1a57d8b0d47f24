"""A teaching note: of the case as a whole, or of one decision."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from trainer.case.markdown import to_html
from trainer.case.teaching import CaseTeaching, TeachingNote, TeachingPlan
from trainer.desktop.teaching_state import LINK, TeachingState, anchor
from trainer.desktop.theme import ACTS, Theme
from trainer.desktop.widgets.buttons import LinkButton
from trainer.desktop.widgets.case_header import CaseHeader
from trainer.desktop.widgets.claims import ClaimView
from trainer.desktop.widgets.flow import Flow
from trainer.desktop.widgets.layout import ScrollColumn, column, paint_ground, row, rule
from trainer.desktop.widgets.prose import Prose
from trainer.desktop.widgets.record_sections import SideBySide
from trainer.desktop.widgets.source_note import SourceNote
from trainer.desktop.widgets.teaching_parts import Board, QuestionView, minutes_table
from trainer.desktop.widgets.text import Heading, label
from trainer.desktop.wording import breakable, full_title

_WIDTH = 764
"""Of the column at 100 %, margins included."""
_SIDE = 132
_MARGIN = 32


class TeachingPage(QWidget):
    """What an instructor needs, set to be read; links lead to the other notes."""

    back_requested = Signal()
    note_requested = Signal(str)
    """Id of a decision; "" for the case as a whole."""
    text_size_requested = Signal(QPoint)
    menu_requested = Signal(QPoint)

    def __init__(self, theme: Theme, state: TeachingState) -> None:
        super().__init__()
        self._theme = theme
        self._state = state
        paint_ground(self, theme, "page")
        self.setAccessibleName(f"Teaching note: {state.title}")
        title = full_title(state.info.title, state.info.subtitle)
        header = CaseHeader(theme, title, state.learner, back=state.back, with_steps=False)
        header.back_requested.connect(self.back_requested)
        header.text_size_requested.connect(self.text_size_requested)
        header.menu_requested.connect(self.menu_requested)
        self._body = column()
        self._fill()
        self._column = QWidget()
        self._column.setLayout(self._body)
        self._column.setMaximumWidth(theme.px(_WIDTH))
        self._scroll = ScrollColumn(theme, self._centred(), "Teaching note")
        self._scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        whole = column()
        whole.addWidget(header)
        whole.addWidget(self._scroll, 1)
        self.setLayout(whole)
        self._note = SourceNote(theme, self)
        self.setFocusProxy(self._scroll)
        QShortcut(QKeySequence("Escape"), self, self.back_requested.emit)

    @property
    def decision_id(self) -> str:
        """Whose note is shown; "" for that of the case."""
        return self._state.decision_id

    def _centred(self) -> QWidget:
        middle = row()
        middle.addStretch(1)
        middle.addWidget(self._column, 100)
        middle.addStretch(1)
        content = QWidget()
        content.setLayout(middle)
        return content

    def _fill(self) -> None:
        px = self._theme.px
        self._body.setContentsMargins(px(_MARGIN), px(26), px(_MARGIN), px(48))
        self._body.addLayout(self._head())
        note = self._state.note
        if isinstance(note, CaseTeaching):
            self._fill_case(note)
        else:
            self._fill_decision(note)
        self._body.addStretch(1)

    def _fill_case(self, note: CaseTeaching) -> None:
        self._section("Synopsis", self._synopsis(note))
        self._section("Purpose", self._prose(note.purpose))
        self._section("For whom", self._prose(note.audience))
        self._section("Before class", self._prose(note.before_class))
        self._section("Opening", self._prose(note.opening))
        self._section("Plans", *(self._plan(plan) for plan in note.plans))
        self._section("Questions", *self._questions(note))
        self._section("Often missed", self._list(note.missed))
        self._section("The board", Board(self._theme, note.board))
        self._section("Close", self._prose(note.close))
        self._section("Decisions", *self._contents())

    def _fill_decision(self, note: TeachingNote) -> None:
        self._section("Purpose", self._prose(note.purpose))
        self._section("Opening", self._prose(note.opening))
        self._section("Questions", *self._questions(note))
        self._section("Often missed", self._list(note.missed))
        self._section("Minutes", minutes_table(self._theme, note.minutes))
        self._section("The board", Board(self._theme, note.board))
        self._section("Close", self._prose(note.close))
        if note.links:
            self._section("See also", *(self._see(each.decision, each.why) for each in note.links))

    def _head(self) -> QVBoxLayout:
        theme, px, state = self._theme, self._theme.px, self._state
        number, words = state.kicker
        ink = f"act{(number - 1) % ACTS + 1}" if number else "ink-2"
        kicker = label(
            theme, breakable(f"Teaching note  ·  {words}"), theme.sans(13, QFont.Weight.DemiBold), ink, wrap=True
        )
        self.heading = Heading(theme, breakable(state.title), theme.serif(31, QFont.Weight.DemiBold))
        layout = column(spacing=px(4))
        layout.addWidget(kicker)
        layout.addWidget(self.heading)
        layout.addWidget(label(theme, breakable(state.beneath), theme.serif(17, italic=True), "ink-2", wrap=True))
        layout.addSpacing(px(6))
        layout.addLayout(self._ways())
        layout.addSpacing(px(12))
        return layout

    def _ways(self) -> Flow:
        state = self._state
        ways = Flow(self._theme.px(20))
        entries = [("", "The case as a whole")] if state.decision_id else []
        entries += [(state.before, "Note before")] if state.before else []
        entries += [(state.after, "Next note" if state.decision_id else "First decision")] if state.after else []
        for target, words in entries:
            link = LinkButton(self._theme, words)
            link.clicked.connect(lambda _=False, target=target: self.note_requested.emit(target))
            ways.addWidget(link)
        return ways

    def _section(self, title: str, *parts: QWidget) -> None:
        theme, px = self._theme, self._theme.px
        inner = column(spacing=px(16))
        for part in parts:
            inner.addWidget(part)
        body = QWidget()
        body.setLayout(inner)
        heading = Heading(theme, title, theme.sans(13.5, QFont.Weight.DemiBold))
        if isinstance(parts[0], (Prose, QuestionView)):
            heading.setContentsMargins(0, px(4), 0, 0)  # on the base line of the first line beside it
        self._body.addWidget(rule(theme))
        self._body.addSpacing(px(14))
        self._body.addWidget(SideBySide(theme, heading, body, _SIDE))
        self._body.addSpacing(px(18))

    def _prose(self, markdown: str) -> Prose:
        return self._linked(to_html(markdown))

    def _linked(self, html: str) -> Prose:
        prose = Prose(self._theme, self._state.linked(html), self._theme.serif(16.5), leading=26, gap=8)
        prose.link_opened.connect(self._follow)
        return prose

    def _list(self, entries: tuple[str, ...]) -> Prose:
        return self._linked(f"<ul>{''.join(f'<li>{to_html(each)}</li>' for each in entries)}</ul>")

    def _synopsis(self, note: CaseTeaching) -> QWidget:
        layout = column(spacing=self._theme.px(12))
        for claim in note.synopsis:
            view = ClaimView(self._theme, claim, self._theme.serif(16.5), 26)
            view.source_opened.connect(self._open_source)
            layout.addWidget(view)
        made = QWidget()
        made.setLayout(layout)
        return made

    def _questions(self, note: TeachingNote | CaseTeaching) -> list[QuestionView]:
        return [QuestionView(self._theme, number, each) for number, each in enumerate(note.questions, 1)]

    def _plan(self, plan: TeachingPlan) -> QWidget:
        theme = self._theme
        layout = column(spacing=theme.px(4))
        layout.addWidget(Heading(theme, breakable(plan.title), theme.serif(18, QFont.Weight.DemiBold)))
        count = len(plan.decisions)
        line = f"{plan.minutes:,} minutes  ·  {count} {'decision' if count == 1 else 'decisions'}"
        layout.addWidget(label(theme, line, theme.sans(13), "ink-2", wrap=True))
        layout.addSpacing(theme.px(4))
        layout.addWidget(self._prose(plan.text))
        made = QWidget()
        made.setLayout(layout)
        return made

    def _contents(self) -> list[QWidget]:
        """Links to the notes of all decisions, act by act."""
        made: list[QWidget] = []
        for number, act in enumerate(self._state.acts, 1):
            links = "".join(f"<p>{anchor(each.id, self._state.name_of(each.id))}</p>" for each in act.decisions)
            prose = Prose(self._theme, links, self._theme.serif(16.5), leading=26)
            prose.link_opened.connect(self._follow)
            layout = column(spacing=self._theme.px(4))
            font = self._theme.sans(13, QFont.Weight.DemiBold)
            layout.addWidget(label(self._theme, breakable(f"Act {number}, {act.title}"), font, "ink-2", wrap=True))
            layout.addWidget(prose)
            holder = QWidget()
            holder.setLayout(layout)
            made.append(holder)
        return made

    def _see(self, decision_id: str, why: str) -> Prose:
        state = self._state
        words = f"<br>{escape(why)}" if decision_id in state.named else ""
        return self._linked(f"<p>{anchor(decision_id, state.name_of(decision_id))}{words}</p>")

    def _follow(self, link: str) -> None:
        if link.startswith(LINK):
            self.note_requested.emit(link.removeprefix(LINK))

    def _open_source(self, link: str) -> None:
        self._note.open_note(link, self._state.info, self.focusWidget())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space and the page keys read on, Home and End go to the ends."""
        backwards = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        match event.key():
            case Qt.Key.Key_Space:
                self._scroll.page(-1 if backwards else 1)
            case Qt.Key.Key_PageDown:
                self._scroll.page(1)
            case Qt.Key.Key_PageUp:
                self._scroll.page(-1)
            case Qt.Key.Key_Down:
                self._scroll.page(0.1)
            case Qt.Key.Key_Up:
                self._scroll.page(-0.1)
            case Qt.Key.Key_Home:
                self._scroll.go_to(0)
            case Qt.Key.Key_End:
                self._scroll.go_to(1)
            case _:
                super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep a margin that a narrow window can spare."""
        super().resizeEvent(event)
        px = self._theme.px
        side = px(_MARGIN) if self.width() >= px(_WIDTH) else 24
        self._body.setContentsMargins(side, px(26), side, px(48))
        if self._note.isVisible():
            self._note.place()
