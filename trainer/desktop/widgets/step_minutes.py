"""The steps of one planned decision, each with its minutes, each to be left out."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from trainer.desktop.theme import Theme
from trainer.desktop.widgets.flow import Flow
from trainer.desktop.widgets.layout import row
from trainer.desktop.widgets.minutes_field import MinutesField
from trainer.desktop.widgets.tick import Tick
from trainer.desktop.workshops.step_names import STEP_NAMES
from trainer.study.workshop.plan import DECISION_STEPS, Step
from trainer.study.workshop.planning import MOST_MINUTES


class StepMinutes(QWidget):
    """A tick and a number for each step, in as many lines as they need."""

    changed = Signal(object, object)
    """The step, and its minutes or ``None`` where it is left out."""

    def __init__(self, theme: Theme, title: str, minutes: Mapping[Step, int]) -> None:
        """
        Args:
            theme: for colours and measures.
            title: of the decision, for screen readers.
            minutes: of the steps that are taken.
        """
        super().__init__()
        self._before = dict(minutes)
        self._ticks: dict[Step, Tick] = {}
        self._fields: dict[Step, MinutesField] = {}
        flow = Flow(theme.px(12))
        parts = [self._part(theme, step, step in minutes) for step in DECISION_STEPS]
        widest = max(part.sizeHint().width() for part in parts)
        for part in parts:
            part.setFixedWidth(widest)  # so that lines below each other stand in columns
            flow.addWidget(part)
        self.setLayout(flow)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(f"Steps of {title}")

    def _part(self, theme: Theme, step: Step, on: bool) -> QWidget:
        name = STEP_NAMES[step]
        tick = Tick(theme, name, on=on)
        tick.setAccessibleDescription("Whether this step is taken")
        minutes = MinutesField(theme, name, self._before.get(step, 0), MOST_MINUTES)
        minutes.setEnabled(on)
        tick.clicked.connect(lambda on: self._on_tick(step, on))
        minutes.changed.connect(lambda given: self._on_minutes(step, given))
        self._ticks[step], self._fields[step] = tick, minutes
        layout = row(spacing=theme.px(6))
        layout.addWidget(tick)
        layout.addStretch(1)
        layout.addWidget(minutes)
        made = QWidget()
        made.setLayout(layout)
        return made

    @property
    def controls(self) -> tuple[QWidget, ...]:
        """In the order in which Tab goes through them."""
        return tuple(each for step in DECISION_STEPS for each in (self._ticks[step], self._fields[step]))

    def put(self, minutes: Mapping[Step, int]) -> None:
        """Show other minutes."""
        for step in DECISION_STEPS:
            on = step in minutes
            self._ticks[step].setChecked(on)
            self._fields[step].setEnabled(on)
            if on:
                self._before[step] = minutes[step]
                self._fields[step].put(minutes[step])

    def _on_tick(self, step: Step, on: bool) -> None:
        self.changed.emit(step, self._before.get(step, 0) if on else None)

    def _on_minutes(self, step: Step, minutes: int) -> None:
        self._before[step] = minutes
        self.changed.emit(step, minutes)
