"""The plan of a workshop: its title, its decisions with their minutes, and who may come."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QLayout, QWidget

from trainer.desktop.pages.writing import WritingPage
from trainer.desktop.theme import Theme
from trainer.desktop.widgets.buttons import LinkButton
from trainer.desktop.widgets.decision_chooser import DecisionChooser
from trainer.desktop.widgets.fields import LineField, TextField
from trainer.desktop.widgets.head_line import HeadLine
from trainer.desktop.widgets.layout import ScrollColumn, column, paint_ground, panel, row, rule
from trainer.desktop.widgets.menu_button import MenuButton
from trainer.desktop.widgets.minutes_field import MinutesField
from trainer.desktop.widgets.notice import AlertLine
from trainer.desktop.widgets.people_section import PeopleSection
from trainer.desktop.widgets.plan_foot import PlanFoot
from trainer.desktop.widgets.plan_list import PlanList
from trainer.desktop.widgets.room_section import RoomSection
from trainer.desktop.widgets.text import Heading, label
from trainer.desktop.widgets.view_switch import ViewSwitch
from trainer.desktop.wording import breakable, tidy_name
from trainer.desktop.workshops.plan_state import (
    MOST_AVAILABLE,
    Advice,
    PlanState,
    Proposal,
    planned,
    taken_over,
)
from trainer.study.workshop.plan import Plan, Step
from trainer.study.workshop.planning import changed, fitted, moved, timed, with_decision, with_people, without_decision

_SIDE = 400
_BESIDE_FROM = 1000
_LOW = 330
"""Below this height, the foot scrolls with the plan."""
_ROOMY_FROM = 560
"""Below this width, the margins shrink."""
_READING = 760
_LONGEST_TITLE = 120
_MINUTE_MS = 15_000
"""How often the planned end follows the clock."""
_BOLD = QFont.Weight.DemiBold

_NONE_YET = (
    "No decision is planned yet. Tick the ones that the room is to take, or take over a plan that the teaching note"
    " proposes."
)
_NOTE = "For you alone: shown in your window while the workshop runs, never to the room or a phone."
_UNTITLED = "A workshop needs a title; the last one stays until there is another."


class WorkshopPlanPage(WritingPage):
    """Shows a plan and changes it; each change is told at once, and whoever is told keeps it."""

    plan_changed = Signal(object)
    """With the :class:`~trainer.study.workshop.plan.Plan`."""
    note_changed = Signal(str)
    case_chosen = Signal(str)
    """Id of another case; what is planned of this one would go."""
    proposal_chosen = Signal(object)
    """A :class:`Proposal` that would take the place of what is planned; see :meth:`take_over`."""
    file_requested = Signal()
    """A list of names is to be opened; see :meth:`put_names`."""
    start_requested = Signal()
    back_requested = Signal()

    def __init__(self, theme: Theme, state: PlanState, now: Callable[[], dt.datetime]) -> None:
        """
        Args:
            theme: for colours and measures.
            state: what is planned so far, and what there is to choose from.
            now: gives the time.
        """
        super().__init__()
        self._theme = theme
        self._state = state
        self._now = now
        self._shows_decisions = False
        self._plan_column = column()
        paint_ground(self, theme, "paper")
        self.setAccessibleName("Plan of a workshop")
        self._list = PlanList(theme, state.decisions, state.fixed)
        self._none = label(theme, _NONE_YET, theme.serif(16), "ink-2", wrap=True)
        self._people = PeopleSection(theme, state.plan)
        self._room = RoomSection(theme, state.plan)
        self._chooser = DecisionChooser(theme, state)
        self._foot = PlanFoot(theme, begun=state.begun)
        self._problem = AlertLine(theme)
        self._make_fields()
        self._left = ScrollColumn(theme, self._compose(), "Plan")
        self._right = ScrollColumn(theme, panel(theme, "page", self._aside()), "Decisions of the case")
        self._line = rule(theme, vertical=True)
        self._lay_out()
        self._connect()
        self._show()
        self.setFocusProxy(self._title)
        clock = QTimer(self)
        clock.setInterval(_MINUTE_MS)
        clock.timeout.connect(lambda: self._foot.put(self.plan, self._now()))
        clock.start()

    @property
    def plan(self) -> Plan:
        """As it stands on the page."""
        return self._state.plan

    @property
    def state(self) -> PlanState:
        """All that the page stands on, with what was changed on it."""
        return replace(self._state, note=self._note.toPlainText())

    # Building

    def _make_fields(self) -> None:
        theme, px, plan = self._theme, self._theme.px, self._state.plan
        self._title = LineField(theme, plan.title)
        self._title.setFont(theme.serif(24, _BOLD))
        self._title.setMaxLength(_LONGEST_TITLE)
        self._title.setMinimumHeight(px(52))
        self._title.setAccessibleName("Title of the workshop")
        self._title.setCursorPosition(0)
        self._available = MinutesField(theme, "Time there is", plan.available, MOST_AVAILABLE, blank=True)
        self._note = TextField(theme, self._state.note, "", "Private notes on the workshop")
        self._back = LinkButton(
            theme, "The workshop" if self._state.begun else "Workshops", ink="ink-2", icon="chevron-left"
        )
        self._switch = ViewSwitch(theme, "Show", ("Plan", "Decisions"))

    def _compose(self) -> QWidget:
        theme, px = self._theme, self._theme.px
        layout = self._plan_column
        kept = label(theme, "Kept as you write", theme.sans(13), "ink-3")
        layout.addWidget(HeadLine(theme, [self._back, kept], [self._case()], name="Head of the page"))
        layout.addSpacing(px(10))
        layout.addWidget(self._title)
        layout.addWidget(self._problem)
        layout.addSpacing(px(22))
        layout.addWidget(self._plan_head())
        layout.addSpacing(px(6))
        layout.addWidget(rule(theme, "ink"))
        layout.addWidget(self._none)
        layout.addWidget(self._list)
        layout.addWidget(rule(theme))
        for title, section in (("Who may come", self._people), ("The room and the phones", self._room)):
            layout.addSpacing(px(34))
            layout.addWidget(Heading(theme, title, theme.serif(20, _BOLD)))
            layout.addSpacing(px(8))
            layout.addWidget(section)
        layout.addSpacing(px(34))
        layout.addWidget(Heading(theme, "Private notes", theme.serif(20, _BOLD)))
        layout.addSpacing(px(4))
        layout.addWidget(label(theme, _NOTE, theme.sans(13), "ink-2", wrap=True))
        layout.addSpacing(px(8))
        layout.addWidget(self._note)
        layout.addStretch(1)
        self._none.setContentsMargins(0, px(14), 0, px(14))
        middle = QWidget()
        middle.setLayout(layout)
        middle.setMaximumWidth(px(_READING + 64))
        around = row()
        around.addWidget(middle, 1000)
        around.addStretch(1)
        made = QWidget()
        made.setLayout(around)
        return made

    def _case(self) -> QWidget:
        theme, plan = self._theme, self._state.plan
        if self._state.begun or len(self._state.cases) < 2:
            return label(theme, breakable(plan.case_title), theme.sans(13.5), "ink-2", wrap=True)
        menu = MenuButton(theme, "Case", self._state.cases, plan.case_id, plan.case_title)
        menu.chosen.connect(self._choose_case)
        return menu

    def _plan_head(self) -> QWidget:
        theme = self._theme
        heading = Heading(theme, "Plan", theme.serif(20, _BOLD))
        heading.setWordWrap(False)
        before = label(theme, "Time there is", theme.sans(13.5), "ink-2")
        after = label(theme, "minutes", theme.sans(13.5), "ink-2")
        before.setBuddy(self._available)
        return HeadLine(theme, [heading], [before, self._available, after], gap=8, name="The plan")

    def _aside(self) -> QLayout:
        layout = column()
        layout.addWidget(self._chooser)
        return layout

    def _lay_out(self) -> None:
        self._strip_row = row()
        self._strip_row.addWidget(self._switch)
        self._strip_row.addStretch(1)
        self._strip = QWidget()
        self._strip.setLayout(self._strip_row)
        body = row()
        body.addWidget(self._left, 1)
        body.addWidget(self._line)
        body.addWidget(self._right)
        self._whole = column()
        self._whole.addWidget(self._strip)
        self._whole.addLayout(body, 1)
        self._whole.addWidget(self._foot)
        self.setLayout(self._whole)

    def _connect(self) -> None:
        self._back.clicked.connect(self.back_requested)
        self._title.textEdited.connect(self._on_title)
        self._title.editingFinished.connect(self._on_title_left)
        self._available.changed.connect(lambda minutes: self._change(changed(self.plan, available=minutes)))
        self._note.textChanged.connect(lambda: self.note_changed.emit(self._note.toPlainText()))
        self._list.moved.connect(lambda which, to: self._change(moved(self.plan, which, to)))
        self._list.removed.connect(lambda which: self._change(without_decision(self.plan, which)))
        self._list.step_changed.connect(self._on_step)
        self._list.shown.connect(lambda widget: self._left.ensureWidgetVisible(widget, 0, self._theme.px(24)))
        self._people.joining_chosen.connect(lambda joining: self._change(with_people(self.plan, joining)))
        self._people.naming_chosen.connect(lambda naming: self._change(changed(self.plan, naming=naming)))
        self._people.names_changed.connect(lambda names: self._change(with_people(self.plan, self.plan.joining, names)))
        self._people.file_requested.connect(self.file_requested)
        self._room.chosen.connect(lambda name, value: self._change(changed(self.plan, **{name: value})))
        self._chooser.chosen.connect(self._on_chosen)
        self._chooser.proposal_chosen.connect(self._on_proposal)
        self._foot.fit_requested.connect(lambda: self._change(fitted(self.plan, self.plan.available)))
        self._foot.go_requested.connect(self.back_requested if self._state.begun else self.start_requested)
        self._switch.chosen.connect(self._on_switch)

    # What is shown

    def _show(self) -> None:
        plan = self.plan
        self._list.put(plan)
        self._list.setVisible(bool(plan.decisions))
        self._none.setVisible(not plan.decisions)
        self._available.put(plan.available)
        self._people.put(plan)
        self._room.put(plan)
        self._chooser.put(plan)
        self._foot.put(plan, self._now())

    @property
    def has_advice(self) -> bool:
        """Whether the teaching notes were read."""
        return self._state.advice != Advice()

    def select_title(self) -> None:
        """Let what is typed first take the place of the title."""
        self._title.selectAll()

    def unfold(self, place: int) -> None:
        """Show the steps of the decision at a place, from 0."""
        self._list.unfold(self.plan.decisions[place].decision_id)

    def show_decisions(self) -> None:
        """Have the decisions of the case in sight, ready to be searched."""
        self._switch.choose(1)
        self._on_switch(1)
        self._chooser.focus_search()

    def advise(self, advice: Advice) -> None:
        """Offer what the teaching notes of the case have to say, once they are read."""
        self._state = replace(self._state, advice=advice)
        self._chooser.advise(advice)

    def put_names(self, text: str) -> None:
        """Show a list of names, as it came out of a file, in place of the one before."""
        self._people.put_text(text)

    def take_over(self, proposal: Proposal) -> None:
        """Plan what the teaching note proposes."""
        self._change(taken_over(self._state, proposal))

    def leave(self) -> None:
        """Read what was typed last."""
        self._people.read()

    # What is changed

    def _change(self, plan: Plan) -> None:
        if plan == self.plan:
            return
        self._state = replace(self._state, plan=plan)
        self._show()
        self.plan_changed.emit(plan)

    def _on_title(self, text: str) -> None:
        title = tidy_name(text)
        self._problem.say("" if title else _UNTITLED)
        if title:
            self._change(changed(self.plan, title=title))

    def _on_title_left(self) -> None:
        if not tidy_name(self._title.text()):
            self._title.setText(self.plan.title)
            self._problem.say("")

    def _on_step(self, decision_id: str, step: Step, minutes: int | None) -> None:
        before = self.plan
        self._change(timed(before, decision_id, step, minutes))
        if self.plan == before:
            self._show()  # the last step of a decision stays, and so does its tick

    def _on_chosen(self, decision_id: str, on: bool) -> None:
        known = self._state.decisions[decision_id]
        if on:
            self._change(with_decision(self.plan, planned(known, self._state.advice)))
        else:
            self._change(without_decision(self.plan, decision_id))

    def _on_proposal(self, proposal: Proposal) -> None:
        if self.plan.decisions:
            self.proposal_chosen.emit(proposal)
        else:
            self.take_over(proposal)

    def _choose_case(self, case_id: str) -> None:
        if case_id != self.plan.case_id:
            self.case_chosen.emit(case_id)

    # Where what stands

    def _on_switch(self, place: int) -> None:
        self._shows_decisions = place == 1
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The decisions of the case stand beside the plan, or take turns with it where it is narrow."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        px = self._theme.px
        beside = self.width() >= px(_BESIDE_FROM)
        side = px(32 if self.width() >= px(_ROOMY_FROM) else 16)
        self._plan_column.setContentsMargins(side, px(20), side, px(40))
        self._strip_row.setContentsMargins(side, px(12), side, px(10))
        self._strip.setVisible(not beside)
        self._left.setVisible(beside or not self._shows_decisions)
        self._right.setVisible(beside or self._shows_decisions)
        self._line.setVisible(beside)
        if beside:
            self._right.setFixedWidth(px(_SIDE))
        else:
            self._right.setMinimumWidth(0)
            self._right.setMaximumWidth(16_777_215)
        self._place_foot()
        self._whole.activate()

    def _place_foot(self) -> None:
        """The foot stands below everything that scrolls; in a low window it would leave no room, and ends the plan."""
        low = self.height() < self._theme.px(_LOW)
        old, new = (self._whole, self._plan_column) if low else (self._plan_column, self._whole)
        if new.indexOf(self._foot) < 0:
            old.removeWidget(self._foot)
            new.addWidget(self._foot)
