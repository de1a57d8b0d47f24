"""Changing the plan of a workshop that runs: on the page of a plan, and kept by way of its host."""

from __future__ import annotations

from concurrent.futures import TimeoutError as NotYet

from PySide6.QtCore import QObject, Signal

from trainer.desktop.appearance import Appearance
from trainer.desktop.cases import Cases
from trainer.desktop.window import MainWindow
from trainer.desktop.workshops.plan_editing import PlanEditing
from trainer.desktop.workshops.workshop_texts import WorkshopTexts
from trainer.progress.clock import Clock
from trainer.progress.workshops.file import WorkshopFile
from trainer.study.workshop.plan import Plan
from trainer.study.workshop.session import Session
from trainer.workshop.commands import Command, Refused, Replan, TakeNote, Why
from trainer.workshop.host import Busy, Gone, Host

_PATIENCE_S = 5.0
"""How long an answer is waited for; it comes as soon as it is stored."""
_LATE = "The workshop has too much to store at the moment. What was changed is held, and tried again."


class Replanning(QObject):
    """The plan in the window while the room goes on."""

    back_requested = Signal()
    """To the page of the presenter; all that could be kept is."""

    def __init__(
        self,
        window: MainWindow,
        appearance: Appearance,
        cases: Cases,
        file: WorkshopFile,
        host: Host,
        texts: WorkshopTexts,
        clock: Clock,
        parent: QObject,
    ) -> None:
        """
        Args:
            window: shows the page.
            appearance: gives the theme.
            cases: know what else there is to plan.
            file: of the workshop.
            host: of the workshop.
            texts: bring in those of decisions that come into the plan.
            clock: gives the time.
            parent: goes last.
        """
        super().__init__(parent)
        self._host = host
        keep = _ByHost(file, host, texts)
        self._editing = PlanEditing(window, appearance, cases, keep, str, clock, self)
        self._editing.back_requested.connect(self._on_back)

    def show(self) -> None:
        """Show the plan as it stands."""
        session = self._host.session
        self._editing.show(session.plan, session.notes.get("", ""), begun=True, fixed=settled(session))

    def show_again(self) -> None:
        """Build the page anew."""
        self._editing.show_again()

    def leave(self) -> None:
        """Keep what was written."""
        self._editing.leave()

    def end(self) -> None:
        """Keep what was written; nothing more is asked of the workshop from here."""
        self._editing.end()

    def _on_back(self) -> None:
        self._editing.leave()
        if self._editing.flush():
            self.back_requested.emit()


def settled(session: Session) -> frozenset[str]:
    """Ids of the decisions that can't be taken out of a plan any more: those that were voted on, shown, or are here."""
    here = {session.decision.decision_id} if session.decision is not None else set()
    voted = {ballot.decision_id for ballot in session.ballots.values()}
    return frozenset(here | voted | set(session.shown))


class _ByHost:
    """Keeps a plan in a workshop that runs."""

    def __init__(self, file: WorkshopFile, host: Host, texts: WorkshopTexts) -> None:
        self._file = file
        self._host = host
        self._texts = texts

    def plan(self, plan: Plan) -> None:
        """See :class:`Keep`."""
        problem = self._texts.keep(self._file, plan) if plan.decisions else ""
        if problem:
            raise Refused(Why.INVALID, problem)
        self._ask(Replan(plan))

    def note(self, text: str) -> None:
        """See :class:`Keep`."""
        self._ask(TakeNote("", text))

    def _ask(self, command: Command) -> None:
        try:
            self._host.submit(command).result(_PATIENCE_S)
        except (Busy, Gone, NotYet) as late:
            raise Refused(Why.NOT_NOW, _LATE) from late
