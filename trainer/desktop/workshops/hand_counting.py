"""Has the instructor type in a show of hands."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from trainer.desktop.theme import Theme
from trainer.desktop.widgets.hands_sheet import HandsSheet
from trainer.desktop.workshops.asking import Asking
from trainer.study.workshop.plan import Round, Step
from trainer.workshop.commands import CountHands
from trainer.workshop.host import Host


class HandCounting(QObject):
    """One sheet at a time; it closes once its numbers are stored."""

    def __init__(self, window: QWidget, host: Host, asking: Asking, parent: QObject) -> None:
        """
        Args:
            window: over which the sheet opens.
            host: of the workshop.
            asking: brings answers back.
            parent: goes last.
        """
        super().__init__(parent)
        self._window, self._host, self._asking = window, host, asking
        self._sheet: HandsSheet | None = None

    @property
    def sheet(self) -> HandsSheet | None:
        """The sheet, while it is open."""
        return self._sheet

    def open(self, theme: Theme) -> None:
        """Ask for the numbers of the present decision."""
        session = self._host.session
        decision = session.decision
        if decision is None or self._sheet is not None:
            return
        options = [(each.id, each.title) for each in self._host.sheet(decision.decision_id).briefing.options]
        counts = {
            round_: ballot.hands
            for round_ in Round
            if (ballot := session.ballot(decision.decision_id, round_)) is not None and ballot.hands is not None
        }
        second = session.stage.step in (Step.SECOND_VOTE, Step.BOTH_VOTES)
        sheet = HandsSheet(theme, options, counts, Round.SECOND if second else Round.FIRST, self._window)
        sheet.counted.connect(partial(self._put_down, sheet, decision.decision_id))
        sheet.finished.connect(self._forget)
        self._sheet = sheet
        sheet.open()

    def end(self) -> None:
        """Close the sheet; what wasn't taken is lost."""
        if self._sheet is not None:
            self._sheet.close()

    def _put_down(self, sheet: HandsSheet, decision_id: str, round_: Round, hands: dict[str, int]) -> None:
        self._asking.ask(
            CountHands(decision_id, round_, hands),
            lambda _: sheet.accept(),
            lambda error: sheet.say(str(error)),
        )

    def _forget(self) -> None:
        if self._sheet is not None:
            self._sheet.deleteLater()
            self._sheet = None
