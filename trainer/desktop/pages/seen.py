"""One attempt of the record on its whole pages, as it was seen then."""

from __future__ import annotations

from typing import TypeAlias

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from trainer.desktop.dates import long_moment
from trainer.desktop.pages.changes import ChangesView
from trainer.desktop.pages.debrief import DebriefView
from trainer.desktop.pages.reveal import RevealView
from trainer.desktop.pages.sealed_story import SealedStory
from trainer.desktop.pages.writing import WritingPage
from trainer.desktop.theme import Theme
from trainer.desktop.widgets.case_header import CaseHeader, Step
from trainer.desktop.widgets.layout import column
from trainer.desktop.widgets.notice import Kind, NoticeBar
from trainer.progress.seen import SeenAttempt
from trainer.study.playthrough import REVEAL_STEPS

_View: TypeAlias = "SealedStory | RevealView | DebriefView | ChangesView"


class SeenPage(WritingPage):
    """Story, record and debrief of an attempt, from the text that it saw; the debrief stays the learner's to change."""

    back_requested = Signal()
    text_size_requested = Signal(QPoint)
    menu_requested = Signal(QPoint)
    marks_changed = Signal(str, object)
    """Id of the attempt, and the marks."""
    takeaway_changed = Signal(str, str)
    """Id of the attempt, and the text."""

    def __init__(self, theme: Theme, seen: SeenAttempt, steps: int, learner: str, back: str = "My record") -> None:
        """
        Args:
            theme: for colours and measures.
            seen: the attempt and its text.
            steps: how many parts of the record the learner has opened, 0-6.
            learner: name of whoever looks at it.
            back: where one comes from.
        """
        super().__init__()
        self._theme = theme
        self._seen = seen
        self._steps = steps
        self._step = Step.READ
        self._debrief = seen.debrief
        self._view: _View | None = None
        self._header = CaseHeader(
            theme, f"As {seen.whose or 'I'} saw it on {long_moment(seen.attempt.created)}", learner, back=back
        )
        self._header.back_requested.connect(self._go_back)
        self._header.step_chosen.connect(lambda step: self.go_to(Step(step)))
        self._header.text_size_requested.connect(self.text_size_requested)
        self._header.menu_requested.connect(self.menu_requested)
        self._notice = NoticeBar(theme)
        self._place = QVBoxLayout()
        self._place.setContentsMargins(0, 0, 0, 0)
        layout = column()
        layout.addWidget(self._header)
        layout.addWidget(self._notice)
        layout.addLayout(self._place, 1)
        self.setLayout(layout)
        QShortcut(QKeySequence("Escape"), self, self._on_escape)
        self._notice.hide()
        self._notice.action_chosen.connect(self.show_changes)
        self.go_to(Step.READ)
        if seen.changed:
            self._tell_of_changes()

    @property
    def attempt_id(self) -> str:
        """Which attempt is shown."""
        return self._seen.attempt.id

    @property
    def whose(self) -> str:
        """Name of the learner, where their coach looks at it."""
        return self._seen.whose

    @property
    def step(self) -> Step:
        """The step on the page."""
        return self._step

    @property
    def reached(self) -> Step:
        """The last step that the learner had come to."""
        if self._steps == len(REVEAL_STEPS):
            return Step.DEBRIEF
        return Step.REVEAL if self._steps else Step.COMMIT

    def go_to(self, step: Step) -> None:
        """Show a step, or the last one that is open."""
        step = min(step, self.reached)
        theme, seen = self._theme, self._seen
        view: _View
        mine = not seen.whose
        if step <= Step.COMMIT:
            view = SealedStory(theme, seen.sheet, seen.attempt, self._steps, mine=mine)
        elif step is Step.REVEAL:
            view = RevealView(theme, seen.sheet, seen.attempt, self._steps, review=True, mine=mine)
        else:
            view = DebriefView(theme, seen.sheet, seen.attempt, self._debrief, None, mine=mine)
            view.marks_changed.connect(lambda marks: self.marks_changed.emit(self.attempt_id, marks))
            view.takeaway_changed.connect(lambda text: self.takeaway_changed.emit(self.attempt_id, text))
        self._put(view)
        self._step = step
        self._header.show_step(step, self.reached)

    def show_changes(self) -> None:
        """Show what has changed since, in place of the step."""
        if self.shows_changes:
            return
        view = ChangesView(self._theme, self._seen, self._steps)
        view.back_requested.connect(self._hide_changes)
        self._put(view)

    @property
    def shows_changes(self) -> bool:
        """Whether what has changed is on the page."""
        return isinstance(self._view, ChangesView)

    def _hide_changes(self) -> None:
        self.go_to(self._step)

    def _tell_of_changes(self) -> None:
        title = self._seen.sheet.briefing.title
        words = f"The text of “{title}” has changed since. This is what {self._seen.whose or 'you'} saw then."
        if self._seen.changes:
            self._notice.say(words, "What changed", kind=Kind.INFORMATION)
        else:
            more = f"What {'they' if self._seen.whose else 'you'} have opened of it reads the same today."
            self._notice.say(f"{words} {more}", kind=Kind.INFORMATION)

    def _put(self, view: _View) -> None:
        """A view in place of the one before."""
        self.leave()
        if self._view is not None:
            self._view.hide()
            self._place.removeWidget(self._view)
            self._view.deleteLater()
        self._view = view
        self._place.addWidget(view)
        view.focus_start()

    def showEvent(self, event: QShowEvent) -> None:
        """Only what is in the window can take the focus."""
        super().showEvent(event)
        has_focus = self.window().focusWidget() in self.findChildren(QWidget)
        if not event.spontaneous() and self._view is not None and not has_focus:
            self._view.focus_start()

    def leave(self) -> None:
        """Hand over what was typed and is not kept yet."""
        if isinstance(self._view, DebriefView):
            self._view.flush()
            self._debrief = self._view.debrief

    def say(self, sentence: str) -> None:
        """Tell of something that could not be kept."""
        self._notice.say(sentence)

    def _on_escape(self) -> None:
        """From an open source note to its page, from what has changed to the step, from the page to the record."""
        if self._view is not None and self._view.note.isVisible():
            self._view.note.close_note()
        elif self.shows_changes:
            self._hide_changes()
        else:
            self._go_back()

    def _go_back(self) -> None:
        self.leave()
        self.back_requested.emit()
