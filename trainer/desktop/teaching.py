"""Teaching notes: asks before one tells what was done, shows it, and follows its links."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QMessageBox

from trainer.case.problems import PackErrors
from trainer.case.sealed import Case
from trainer.case.teaching import CaseTeaching, TeachingNote
from trainer.case.teaching_reader import read_case_teaching, read_teaching
from trainer.desktop.appearance import Appearance
from trainer.desktop.pages.teaching import TeachingPage
from trainer.desktop.teaching_state import TeachingState
from trainer.desktop.window import MainWindow

_TELLS = "This tells what was done. Open it?"
_TELLS_ALL = "This tells what was done at every decision of the case. Open it?"


class Teaching(QObject):
    """The notes of one case, for one visit: what was agreed to is not asked again."""

    back_requested = Signal()
    menu_requested = Signal(QPoint)
    text_size_requested = Signal(QPoint)

    def __init__(
        self,
        window: MainWindow,
        appearance: Appearance,
        case: Case,
        folder: Path,
        decided: Collection[str],
        revealed: Collection[str],
        learner: str,
        back: str,
    ) -> None:
        """
        Args:
            window: shows the page.
            appearance: gives the theme.
            case: the case that is taught.
            folder: of its pack; notes are read from there when they are asked for.
            decided: ids of the decisions that the learner has committed to, which may be named.
            revealed: ids of those whose record is open to its end, of which a note tells nothing new.
            learner: name of the learner.
            back: where the way back leads.
        """
        super().__init__()
        self._window = window
        self._appearance = appearance
        self._case = case
        self._folder = folder
        self._named = frozenset(decided)
        self._told = frozenset(revealed)
        self._learner = learner
        self._back = back
        self._state: TeachingState | None = None

    def prepare(self, decision_id: str) -> TeachingState | None:
        """The note of a decision, or of the case for "", ready to be shown; ``None`` where it can't or mustn't be.

        What stands in the way is said in the window.
        """
        try:
            note = self._read(decision_id)
        except PackErrors as errors:
            self._window.say(f"The teaching note can't be read: {errors.problems[0]}")
            return None
        if note is None:
            self._window.say("There is no teaching note here.")
            return None
        if not self._may_tell(decision_id):
            return None
        case = self._case
        return TeachingState(case.info, case.acts, note, decision_id, self._named, self._learner, self._back)

    def show(self, state: TeachingState) -> None:
        """Show a note that was prepared."""
        self._state = state
        page = TeachingPage(self._appearance.theme, state)
        page.back_requested.connect(self.back_requested)
        page.note_requested.connect(self._follow)
        page.menu_requested.connect(self.menu_requested)
        page.text_size_requested.connect(self.text_size_requested)
        self._window.show_page(self._appearance.theme, page)

    def show_again(self) -> None:
        """Build the page anew."""
        if self._state is not None:
            self.show(self._state)

    def rewrite(self, folder: Path, case: Case) -> bool:
        """Go on with the case of a folder and its note as they are written now, if it is this one; a note that can't
        be read stays as it was.

        Returns:
            Whether a note is shown, and was built anew.
        """
        state = self._state
        if folder != self._folder or state is None:
            return False
        self._case = case
        is_gone = state.decision_id and state.decision_id not in case.order
        if is_gone or not isinstance(self._window.page, TeachingPage):
            return False
        try:
            note = self._read(state.decision_id)
        except PackErrors:  # told where the author sees all that is wrong with the pack
            return False
        if note is None or (note, case.info, case.acts) == (state.note, state.info, state.acts):
            return False
        self.show(replace(state, info=case.info, acts=case.acts, note=note))
        return True

    def _read(self, decision_id: str) -> TeachingNote | CaseTeaching | None:
        return read_teaching(self._folder, decision_id) if decision_id else read_case_teaching(self._folder)

    def _follow(self, decision_id: str) -> None:
        state = self.prepare(decision_id)
        if state is not None:
            self.show(state)

    def _may_tell(self, decision_id: str) -> bool:
        told = {decision_id} if decision_id else frozenset(self._case.order)
        if told <= self._told:
            return True
        question = _TELLS if decision_id else _TELLS_ALL
        box = QMessageBox(QMessageBox.Icon.Question, "Teaching note", question, parent=self._window)
        yes = box.addButton("Open it", QMessageBox.ButtonRole.AcceptRole)
        no = box.addButton("Not now", QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(no)
        box.setEscapeButton(no)
        box.exec()
        agreed = box.clickedButton() is yes
        box.deleteLater()
        if agreed:
            self._named |= told
            self._told |= told
        return agreed
