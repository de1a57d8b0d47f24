"""A menu of all steps of a workshop, to go to any of them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from trainer.desktop.workshops.step_names import STEP_NAMES
from trainer.study.workshop.plan import Plan, Step
from trainer.study.workshop.session import Stage


class GoMenu(QMenu):
    """The steps of the present decision first, the other decisions each in a menu of its own."""

    chosen = Signal(object, object)
    """The :class:`Step`, and the place of the decision or ``None``."""

    plan_requested = Signal()
    """The plan is to be changed."""

    def __init__(self, plan: Plan, stage: Stage, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName("Go to")
        here = stage.decision
        if here is not None:
            self._add_steps(self, plan, here, stage.step)
            self.addSeparator()
        for place, decision in enumerate(plan.decisions):
            if place != here:
                menu = self.addMenu(_literal(f"{place + 1}. {decision.title}"))
                self._add_steps(menu, plan, place, None)
        self.addSeparator()
        for step in (Step.LOBBY, Step.END):
            if step is not stage.step:
                self._add(self, STEP_NAMES[step], partial(self.chosen.emit, step, None))

        self.addSeparator()
        self._add(self, "Change the plan…", self.plan_requested.emit)

    def _add_steps(self, menu: QMenu, plan: Plan, place: int, here: Step | None) -> None:
        for step in plan.decisions[place].steps:
            action = self._add(menu, STEP_NAMES[step], partial(self.chosen.emit, step, place))
            action.setCheckable(True)
            action.setChecked(step is here)

    def _add(self, menu: QMenu, text: str, done: Callable[[], None]) -> QAction:
        action = QAction(_literal(text), menu)
        action.triggered.connect(lambda _=False: done())
        menu.addAction(action)
        return action


def _literal(text: str) -> str:
    return text.replace("&", "&&")
