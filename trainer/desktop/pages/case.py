"""The case: the rail on one side, the decision on the other, step by step."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from itertools import pairwise

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from trainer.case.outline import themes_of
from trainer.case.sealed import SealBroken
from trainer.desktop.courses import course_name, course_within, has_ways
from trainer.desktop.dates import local
from trainer.desktop.desk import Desk
from trainer.desktop.pages.briefing import BriefingView
from trainer.desktop.pages.debrief import DebriefView, Onward
from trainer.desktop.pages.reveal import RevealView
from trainer.desktop.pages.sealed_story import SealedStory
from trainer.desktop.pages.writing import WritingPage
from trainer.desktop.rail_state import rail_acts
from trainer.desktop.theme import Theme
from trainer.desktop.widgets.case_header import CaseHeader, Step
from trainer.desktop.widgets.layout import column, row
from trainer.desktop.widgets.notice import NoticeBar
from trainer.desktop.widgets.rail import Rail
from trainer.desktop.widgets.sight import bring_into_sight
from trainer.desktop.wording import full_title
from trainer.progress.errors import ProgressError
from trainer.progress.values import Attempt
from trainer.study.playthrough import REVEAL_STEPS, Draft, NotAllowed, Stage, Standing

_FULL_RAIL = 1160
View = BriefingView | RevealView | DebriefView | SealedStory


class CasePage(WritingPage):
    """Shows one decision at a time and takes it through its steps."""

    library_requested = Signal()
    record_requested = Signal()
    map_requested = Signal()
    courses_requested = Signal()
    search_requested = Signal()
    text_size_requested = Signal(QPoint)
    menu_requested = Signal(QPoint)

    def __init__(self, theme: Theme, desk: Desk) -> None:
        super().__init__()
        self._theme = theme
        self._desk = desk
        self._decision_id = desk.case.order[0]
        self._shown = ""
        self._step = Step.READ
        self._view: View | None = None
        info = desk.case.info
        self._themes = themes_of(info, desk.case.acts)
        short = info.short_course.decisions if info.short_course else ()
        self._has_ways = has_ways(desk.case.acts, self._themes, short)
        self._header = CaseHeader(
            theme, full_title(info.title, info.subtitle), desk.learner.name, map_link="Map", search_link="Search"
        )
        self._rail = Rail(theme)
        self._notice = NoticeBar(theme)
        self._retry: Callable[[], object] | None = None
        self._not_kept = ""
        self._place = QVBoxLayout()
        self._place.setContentsMargins(0, 0, 0, 0)
        below = row()
        below.addWidget(self._rail)
        right = column()
        right.addWidget(self._notice)
        right.addLayout(self._place, 1)
        below.addLayout(right, 1)
        layout = column()
        layout.addWidget(self._header)
        layout.addLayout(below, 1)
        self.setLayout(layout)
        self._wire()

    def _wire(self) -> None:
        self._header.back_requested.connect(self.library_requested)
        self._header.text_size_requested.connect(self.text_size_requested)
        self._header.menu_requested.connect(self.menu_requested)
        self._header.map_requested.connect(self.map_requested)
        self._header.search_requested.connect(self.search_requested)
        QShortcut(QKeySequence("Ctrl+M"), self, self.map_requested.emit)
        QShortcut(QKeySequence("Ctrl+F"), self, self.search_requested.emit)
        self._header.step_chosen.connect(lambda step: self.go_to(Step(step)))
        self._rail.decision_chosen.connect(self.show_decision)
        self._rail.course_requested.connect(self.courses_requested)
        self._rail.built.connect(self._order_tabs)
        self._notice.action_chosen.connect(self._try_again)
        self._desk.draft_kept.connect(self._on_kept)
        self._desk.draft_failed.connect(self._on_not_kept)

    def _order_tabs(self) -> None:
        """The head comes before the rail, and the rail before the page."""
        for before, after in pairwise([self._header.last, *self._rail.stops, *self._rail.feet]):
            QWidget.setTabOrder(before, after)

    @property
    def decision_id(self) -> str:
        """The decision on the page."""
        return self._decision_id

    @property
    def step(self) -> Step:
        """The step on the page."""
        return self._step

    @property
    def view(self) -> QWidget | None:
        """The present step's own widget."""
        return self._view

    def show_decision(self, decision_id: str) -> None:
        """Open a decision where it was left."""
        self.show_at(decision_id, Step.DEBRIEF)

    def show_at(self, decision_id: str, step: Step) -> None:
        """Open a decision at a step, or at the furthest one that is open."""
        self._desk.flush()
        self._decision_id = decision_id
        try:
            reached = self._reached()
        except (ProgressError, SealBroken) as error:
            self._retry = partial(self.show_at, decision_id, step)
            self._notice.say(str(error), "Try again")
        else:
            self.go_to(min(step, reached))

    def show_passage(self, decision_id: str, step: Step, text: str) -> None:
        """Open a decision at a step, and scroll to what stands there."""
        self.show_at(decision_id, step)
        view = self._view
        if view is not None:
            # In turn with what the view does by itself once it is laid out, such as to go on where it was left.
            QTimer.singleShot(0, view, lambda: QTimer.singleShot(0, view, lambda: self._scroll_to(view, text)))

    def _scroll_to(self, view: View, text: str) -> None:
        if view is self._view:
            bring_into_sight(self._theme, view, text)

    def leave(self) -> None:
        """Keep whatever is written and not kept yet."""
        if isinstance(self._view, DebriefView):
            self._view.flush()
        self._desk.flush()

    def _reached(self, stage: Stage | None = None) -> Step:
        if stage is None:
            stage = self._desk.playthrough.standing(self._decision_id).stage
        if stage is Stage.READING:
            begun = replace(self._desk.draft(self._decision_id), scroll=0.0) != Draft()
            return Step.COMMIT if begun else Step.READ
        return {Stage.COMMITTED: Step.REVEAL, Stage.REVEALED: Step.DEBRIEF, Stage.DEBRIEFED: Step.DEBRIEF}[stage]

    def go_to(self, step: Step) -> None:
        """Show a step of the present decision, if it is reached."""
        try:
            self._go_to(step)
        except (ProgressError, SealBroken) as error:
            self._retry = partial(self.go_to, step)
            self._notice.say(str(error), "Try again")

    def _go_to(self, step: Step) -> None:
        standing = self._desk.playthrough.standing(self._decision_id)
        if standing.stage is Stage.READING:
            self._show_briefing(step)
            return
        attempt = self._desk.attempt(self._decision_id)
        if step <= Step.COMMIT:
            story = SealedStory(self._theme, self._desk.seen(attempt), attempt, standing.steps)
            self._put(story, Step.READ if step is Step.READ else Step.COMMIT)
            story.focus_start()
        elif step is Step.DEBRIEF and standing.stage >= Stage.REVEALED:
            self._show_debrief(attempt, standing)
        else:
            self._show_reveal(attempt, standing)

    def _show_briefing(self, step: Step) -> None:
        if isinstance(self._view, BriefingView) and self._step in (Step.READ, Step.COMMIT) and self._shown_here():
            if step is Step.COMMIT:
                self._view.go_to_call()
            else:
                self._view.go_to_story()
            return
        view = BriefingView(self._theme, self._desk.sheet(self._decision_id), self._desk.draft(self._decision_id))
        view.draft_changed.connect(partial(self._desk.keep, self._decision_id))
        view.commit_requested.connect(self._commit)
        self._put(view, step if step <= Step.COMMIT else Step.READ)
        view.committing.connect(self._on_committing)
        view.focus_story()

    def _shown_here(self) -> bool:
        return self._shown == self._decision_id

    def _show_reveal(self, attempt: Attempt, standing: Standing) -> None:
        fresh = not standing.steps
        view = RevealView(self._theme, self._desk.seen(attempt), attempt, max(standing.steps, 1), fresh=fresh)
        view.step_opened.connect(partial(self._unfold, attempt))
        view.debrief_requested.connect(lambda: self.go_to(Step.DEBRIEF))
        self._put(view, Step.REVEAL)
        view.focus_start()
        if fresh:  # kept once the first part is painted; whoever comes back before sees it all the same
            QTimer.singleShot(0, view, partial(self._unfold, attempt, 1))

    def _show_debrief(self, attempt: Attempt, standing: Standing) -> None:
        debrief = self._desk.debrief(attempt)
        following = self._desk.playthrough.after(self._decision_id)
        view = DebriefView(self._theme, self._desk.seen(attempt), attempt, debrief, self._onward(following))
        view.marks_changed.connect(lambda marks: self._attempt_to(partial(self._desk.mark, attempt, marks)))
        view.takeaway_changed.connect(lambda text: self._attempt_to(partial(self._desk.take_along, attempt, text)))
        view.onward_requested.connect(partial(self._go_onward, attempt, following))
        if standing.stage is Stage.DEBRIEFED:
            view.call.offer_again()
            view.call.again_requested.connect(self._again)
        self._put(view, Step.DEBRIEF)
        view.focus_start()

    def _onward(self, following: str | None) -> Onward:
        if following is None and self._may_go_another_way:
            name = course_within(self._desk.course, self._themes)
            return Onward(f"{name[:1].upper()}{name[1:]} ends here", "Play the whole case, or a theme", "Choose")
        if following is None:
            return Onward("The case ends here", "All decisions are made", "See my record")
        briefing = self._desk.sheet(following).briefing
        return Onward(f"Next, {briefing.date.describe()}", briefing.title, "Next decision")

    def _put(self, view: View, step: Step) -> None:
        before, self._view = self._view, view
        self._step = step
        if self._shown != self._decision_id and self._retry is not None:
            self._retry = None
            self._notice.hide()
        self._shown = self._decision_id
        if before is not None:
            if isinstance(before, DebriefView):
                before.flush()
            before.hide()
            self._place.removeWidget(before)
            QTimer.singleShot(0, before, before.deleteLater)  # after the new one is painted: it takes its time
        self._place.addWidget(view)
        self._show_place()

    def _show_place(self) -> None:
        playthrough = self._desk.playthrough
        reached = self._reached(playthrough.standing(self._decision_id).stage)
        self._header.show_step(self._step, max(reached, self._step))
        self._rail.show_acts(rail_acts(self._desk.case, playthrough, self._decision_id))
        if self._has_ways:
            self._rail.offer_courses(course_name(self._desk.course, self._themes))

    def _on_committing(self, begun: bool) -> None:
        step = Step.COMMIT if begun else Step.READ
        if step != self._step and isinstance(self._view, BriefingView):
            self._step = step
            self._header.show_step(step, Step.COMMIT)

    def _on_kept(self, when: dt.datetime) -> None:
        if self._notice.sentence == self._not_kept:
            self._notice.hide()
        self._not_kept = ""
        if isinstance(self._view, BriefingView):
            self._view.show_saved(local(when))

    def _on_not_kept(self, sentence: str) -> None:
        self._not_kept = sentence
        if self._retry is None or not self._notice.sentence:  # what offers to do something again says as much
            self._notice.say(sentence)

    def _commit(self, draft: Draft) -> None:
        try:
            self._desk.commit(self._decision_id, draft)
        except NotAllowed as error:
            self._notice.say(f"This could not be committed: {error}.")
        except ProgressError as error:
            self._retry = self._commit_again
            self._notice.say(str(error), "Try again")
        else:
            self._notice.hide()
            if self._view is not None:
                self._view.blockSignals(True)  # what it still says is of a draft that is sealed now
            self.go_to(Step.REVEAL)

    def _commit_again(self) -> None:
        """Commit what stands on the page by now."""
        if isinstance(self._view, BriefingView):
            self._view.try_commit()

    def _unfold(self, attempt: Attempt, steps: int) -> None:
        self._attempt_to(partial(self._desk.unfold, attempt, steps))
        if steps == len(REVEAL_STEPS):
            self._show_place()

    @property
    def _may_go_another_way(self) -> bool:
        """Whether the course is less than the case, so that its end is not the end of everything."""
        playthrough = self._desk.playthrough
        return any(not playthrough.standing(each).done for each in playthrough.beside)

    def _go_onward(self, attempt: Attempt, following: str | None) -> None:
        if not self._attempt_to(partial(self._desk.close_debrief, attempt)):
            self._retry = partial(self._go_onward, attempt, following)
            return
        if following is None and self._may_go_another_way:
            self.courses_requested.emit()
        elif following is None:
            self.record_requested.emit()
        else:
            self.show_decision(following)

    def _again(self) -> None:
        self._desk.again(self._decision_id)
        self.go_to(Step.READ)

    def _attempt_to(self, do: Callable[[], object]) -> bool:
        """Do something that is stored; if that fails, say so and offer to do it again."""
        try:
            do()
        except ProgressError as error:
            self._retry = do
            self._notice.say(str(error), "Try again")
            return False
        return True

    def _try_again(self) -> None:
        do, self._retry = self._retry, None
        self._notice.hide()
        if do is not None:
            self._attempt_to(do)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the rail to its markers in a narrow window."""
        super().resizeEvent(event)
        self._rail.set_narrow(self.width() < self._theme.px(_FULL_RAIL))
