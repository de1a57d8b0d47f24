"""The page of a plan in the window, and keeping what is written on it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from trainer.desktop.appearance import Appearance
from trainer.desktop.cases import Cases
from trainer.desktop.file_dialogs import ask_for_files, downloads
from trainer.desktop.pages.workshop_plan import WorkshopPlanPage
from trainer.desktop.widgets.question import ask_before
from trainer.desktop.window import MainWindow
from trainer.desktop.work import Work
from trainer.desktop.workshops.advice import read_advice
from trainer.desktop.workshops.plan_state import Advice, PlanState, Proposal, choosable, decisions_words
from trainer.progress.clock import Clock
from trainer.progress.errors import ProgressError
from trainer.study.workshop.names import MAX_TEXT, NoNames, text_of
from trainer.study.workshop.plan import Plan
from trainer.study.workshop.planning import changed
from trainer.workshop.commands import Refused

PLACE = "workshops"

_KEEP_MS = 1000
"""A change is kept within this time; the timer isn't started anew by further changes."""
_LISTS = "Lists of names (*.csv *.txt *.tsv);;All files (*)"


class Keep(Protocol):
    """Keeps what is planned: in a file, or in a workshop that runs.

    Both raise :class:`ProgressError` or :class:`Refused` with a sentence where it isn't kept."""

    def plan(self, plan: Plan) -> None:
        """Keep the plan."""

    def note(self, text: str) -> None:
        """Keep the private note on the whole workshop."""


class PlanEditing(QObject):
    """One plan that is being written."""

    start_requested = Signal()
    """All that was written is kept."""
    back_requested = Signal()
    left = Signal()
    """The page has gone from the window, and all that could be kept is."""

    def __init__(
        self,
        window: MainWindow,
        appearance: Appearance,
        cases: Cases,
        keep: Keep,
        learner: Callable[[], str],
        clock: Clock,
        parent: QObject,
    ) -> None:
        """
        Args:
            window: shows the page.
            appearance: gives the theme.
            cases: what there is to plan.
            keep: keeps what is written.
            learner: name of whoever sits there, for the bar.
            clock: gives the time.
            parent: goes last.
        """
        super().__init__(parent)
        self._window = window
        self._appearance = appearance
        self._cases = cases
        self._keep = keep
        self._learner = learner
        self._clock = clock
        self._page: WorkshopPlanPage | None = None
        self._state: PlanState | None = None
        self._plan: Plan | None = None
        self._note: str | None = None
        self._told = ""
        self._work = Work((OSError, NoNames), self)
        self._work.failed.connect(window.say)
        self._keeping = QTimer(self)
        self._keeping.setSingleShot(True)
        self._keeping.setInterval(_KEEP_MS)
        self._keeping.timeout.connect(self.flush)

    @property
    def state(self) -> PlanState | None:
        """All of the plan, as it stands on the page."""
        return self._page.state if self._page is not None else self._state

    def show(
        self, plan: Plan, note: str, *, fresh: bool = False, begun: bool = False, fixed: frozenset[str] = frozenset()
    ) -> None:
        """Show the page of a plan.

        Args:
            plan: as it is kept.
            note: the private note on the whole workshop.
            fresh: whether it is new: what is typed first takes the place of the title that is proposed.
            begun: whether the workshop runs.
            fixed: ids of decisions that can't be taken out any more.
        """
        loaded = self._cases.loaded
        titles = tuple((each.outline.id, each.outline.title) for each in loaded.cases) if loaded is not None else ()
        self._state = PlanState(plan, note, titles, begun=begun, fixed=fixed)
        self._take_case(plan)
        self._put()
        if fresh and self._page is not None:
            self._page.select_title()

    def show_again(self) -> None:
        """Build the page anew, as it stands."""
        self.leave()
        self._put()

    def leave(self) -> None:
        """Keep what was written."""
        if self._page is not None:
            self._page.leave()
            self._state = self._page.state
        self.flush()

    def end(self) -> None:
        """Keep what was written, and stop what is under way."""
        self.leave()
        self._page = None
        self._keeping.stop()
        self._work.end()

    # The page

    def _put(self) -> None:
        assert self._state is not None
        page = WorkshopPlanPage(self._appearance.theme, self._state, self._clock)
        page.plan_changed.connect(self._on_plan)
        page.note_changed.connect(self._on_note)
        page.start_requested.connect(self._on_start)
        page.back_requested.connect(self.back_requested)
        page.case_chosen.connect(self._on_case)
        page.proposal_chosen.connect(self._on_proposal)
        page.file_requested.connect(self._choose_list)
        page.destroyed.connect(partial(self._on_gone, id(page)))
        self._page = page
        place = "" if self._state.begun else PLACE  # while a workshop runs, no bar leads away from it
        self._window.show_page(self._appearance.theme, page, place=place, learner=self._learner())

    def _on_gone(self, page: int) -> None:
        """The window shows another page, unless this one was only built anew."""
        if self._page is not None and id(self._page) == page:
            self._page = None
            self.left.emit()

    # Cases

    def _take_case(self, plan: Plan) -> None:
        """Offer the decisions of the plan's case, and what its teaching notes say as soon as they are read."""
        assert self._state is not None
        loaded = self._cases.loaded
        shelved = [each for each in loaded.cases if each.outline.id == plan.case_id] if loaded is not None else []
        if not shelved:
            return
        outline = shelved[0].outline
        self._state = replace(self._state, acts=choosable(outline.acts))
        self._work.begin("Reading …", partial(read_advice, outline.folder, outline.order), self._on_advice)

    def _on_advice(self, advice: Advice) -> None:
        if self._state is not None:
            self._state = replace(self._state, advice=advice)
        if self._page is not None:
            self._page.advise(advice)

    def _on_case(self, case_id: str) -> None:
        state, loaded = self.state, self._cases.loaded
        shelved = [each for each in loaded.cases if each.outline.id == case_id] if loaded is not None else []
        if state is None or not shelved:
            return
        title, count = shelved[0].outline.title, len(state.plan.decisions)
        change = partial(self._change_case, changed(state.plan, case_id=case_id, case_title=title, decisions=()))
        if not count:
            change()
            return
        gone = f"{decisions_words(count)} of “{state.plan.case_title}” {'goes' if count == 1 else 'go'} out of the plan"
        ask_before(self._window, "Workshop", f"Plan “{title}” instead? {gone}.", "Plan it", "Cancel", change)

    def _change_case(self, plan: Plan) -> None:
        state = self.state
        if state is None:
            return
        self._on_plan(plan)
        self._work.end()
        self._state = replace(state, plan=plan, acts=(), advice=Advice())
        self._take_case(plan)
        self._put()

    def _on_proposal(self, proposal: Proposal) -> None:
        page = self._page
        if page is not None:
            planned = decisions_words(len(page.plan.decisions))
            question = f"Take over “{proposal.title}”? Its decisions take the place of the {planned} in the plan."
            ask_before(self._window, "Workshop", question, "Take over", "Cancel", partial(self._take_over, proposal))

    def _take_over(self, proposal: Proposal) -> None:
        if self._page is not None:
            self._page.take_over(proposal)

    # Lists of names

    def _choose_list(self) -> None:
        chosen = ask_for_files(self._window, "Open a list of names", _LISTS, downloads(), several=False)
        if chosen:
            self.open_list(chosen[0])

    def open_list(self, file: Path) -> None:
        """Read a list of names from a file, and put it in place of the one on the page."""
        try:
            with file.open("rb") as opened:
                text = text_of(opened.read(MAX_TEXT + 1))
        except NoNames as refused:
            self._window.say(f"“{file.name}”: {refused}")
        except OSError as error:
            self._window.say(f"“{file.name}” can’t be read: {error.strerror or error}.")
        else:
            if self._page is not None:
                self._page.put_names(text)

    # Keeping

    def _on_plan(self, plan: Plan) -> None:
        self._plan = plan
        self._wait()

    def _on_note(self, text: str) -> None:
        self._note = text
        self._wait()

    def _wait(self) -> None:
        if not self._keeping.isActive():
            self._keeping.start()

    def flush(self) -> bool:
        """Keep what isn't kept yet; whether all is. What can't be kept is said once, held, and tried again."""
        self._keeping.stop()
        try:
            if self._plan is not None:
                self._keep.plan(self._plan)
                self._plan = None
            if self._note is not None:
                self._keep.note(self._note)
                self._note = None
        except (ProgressError, Refused) as problem:
            if str(problem) != self._told:
                self._told = str(problem)
                self._window.say(self._told)
            self._wait()
            return False
        self._told = ""
        return True

    def _on_start(self) -> None:
        if self._page is not None:
            self._page.leave()
        if self.flush():
            self.start_requested.emit()
