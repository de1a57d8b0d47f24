"""The teaching note beside a running workshop: what helps at this step, or all of it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QSizePolicy, QWidget

from trainer.case.markdown import to_html
from trainer.case.teaching import TeachingNote
from trainer.desktop.theme import Theme
from trainer.desktop.widgets.buttons import LinkButton
from trainer.desktop.widgets.flow import Flow
from trainer.desktop.widgets.layout import ScrollColumn, clear, column, panel
from trainer.desktop.widgets.prose import Prose
from trainer.desktop.widgets.teaching_parts import Board, QuestionView
from trainer.desktop.widgets.text import label
from trainer.desktop.workshops.step_names import STEP_NAMES
from trainer.desktop.workshops.step_notes import WHOLE, NotePart, note_parts
from trainer.study.workshop.plan import Step

_BOLD = QFont.Weight.DemiBold
_ALL, _LESS = "Read all of it", "This step only"


class PresenterNote(QWidget):
    """Built anew only when the room comes to another step, or to another decision."""

    changed = Signal()
    """Something else stands in it, of another height."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown: tuple[TeachingNote | None, Step, bool] | None = None
        self._note: TeachingNote | None = None
        self._step = Step.LOBBY
        self._all = False
        self._title = label(theme, "Teaching note", theme.sans(13.5, _BOLD))
        self._aside = label(theme, "", theme.sans(13), "ink-2")
        self._more = LinkButton(theme, _ALL)
        self._more.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._more.clicked.connect(self._change)
        head = Flow(theme.px(10))
        for widget in (self._title, self._aside, self._more):
            head.addWidget(widget)
        self._body = column(spacing=theme.px(10), margins=(0, 0, theme.px(12), 0))
        self._scroll = ScrollColumn(theme, panel(theme, "page", self._body), "Teaching note")
        self._scroll.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._most = theme.px(400)
        layout = column(spacing=theme.px(6))
        layout.addLayout(head)
        layout.addWidget(self._scroll)
        self.setLayout(layout)

    def fit(self, most: int) -> None:
        """Take no more height for a step's part than that; it scrolls then. All of the note takes what it needs."""
        self._most = most
        width = self._scroll.viewport().width()
        height = self._body.heightForWidth(width) if self._body.hasHeightForWidth() else self._body.sizeHint().height()
        self._scroll.setFixedHeight(max(height if self._all else min(height, most), 1))

    def show_note(self, note: TeachingNote | None, step: Step) -> None:
        """Show what a note says for a step; ``None`` where the decision has no note."""
        self._note, self._step = note, step
        self._show()

    def _change(self) -> None:
        self._all = not self._all
        self._more.relabel(_LESS if self._all else _ALL)
        self._show()

    def _show(self) -> None:
        shown = (self._note, self._step, self._all)
        if self._shown == shown:
            return
        before, self._shown = self._shown, shown
        self._aside.setText("all of it" if self._all else STEP_NAMES[self._step].lower())
        self._more.setVisible(self._note is not None)
        self._aside.setVisible(self._note is not None)
        if self._all and before is not None and before[0] is self._note and before[2]:
            return  # another step changes nothing in what stands here
        clear(self._body)
        if self._note is None:
            text = "The case has no teaching note for this decision."
            self._body.addWidget(label(self._theme, text, self._theme.sans(13), "ink-2", wrap=True))
            self.changed.emit()
            return
        parts = WHOLE if self._all else note_parts(self._step)
        for part in parts:
            self._add(self._note, part, titled=len(parts) > 1)
        self._body.addStretch(1)  # else headings share what room is left
        for place in range(self._body.count()):
            item = self._body.itemAt(place)
            made = item.widget() if item is not None else None
            if made is not None:
                made.show()  # what is hidden still takes no room when the height is shared out
        self._scroll.go_to(0)
        self.changed.emit()

    def _add(self, note: TeachingNote, part: NotePart, *, titled: bool) -> None:
        theme = self._theme
        if titled:
            self._body.addSpacing(theme.px(6) if self._body.count() else 0)
            self._body.addWidget(label(theme, part.value, theme.sans(12.5, _BOLD), "ink-2"))
        match part:
            case NotePart.PURPOSE:
                self._prose(to_html(note.purpose))
            case NotePart.OPENING:
                self._prose(to_html(note.opening))
            case NotePart.CLOSE:
                self._prose(to_html(note.close))
            case NotePart.MISSED:
                self._prose(_list(note.missed))
            case NotePart.ASKED:
                self._prose(_list(tuple(each.ask for each in note.questions)))
            case NotePart.QUESTIONS:
                for number, question in enumerate(note.questions, 1):
                    self._body.addWidget(QuestionView(theme, number, question))
            case NotePart.BOARD:
                self._body.addWidget(Board(theme, note.board))

    def _prose(self, html: str) -> None:
        prose = Prose(self._theme, html, self._theme.serif(15.5), leading=23.5, gap=6)
        prose.document().setIndentWidth(self._theme.px(18))
        self._body.addWidget(prose)


def _list(entries: tuple[str, ...]) -> str:
    return f"<ul>{''.join(f'<li>{to_html(each)}</li>' for each in entries)}</ul>"
