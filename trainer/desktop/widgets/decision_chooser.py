"""The decisions of a case, act by act, to be ticked for a plan; above them what the teaching note proposes."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from trainer.desktop.theme import ACTS, Theme
from trainer.desktop.widgets.buttons import LinkButton
from trainer.desktop.widgets.fields import LineField
from trainer.desktop.widgets.head_line import HeadLine
from trainer.desktop.widgets.layout import clear, column, rule
from trainer.desktop.widgets.menu_button import MenuButton
from trainer.desktop.widgets.tabbing import tab_through
from trainer.desktop.widgets.text import Heading, label
from trainer.desktop.widgets.tick import Tick
from trainer.desktop.wording import breakable
from trainer.desktop.workshops.plan_state import Advice, ChoosableAct, PlanState, Proposal, found_in
from trainer.study.workshop.plan import Plan

_BOLD = QFont.Weight.DemiBold
_AWAY = (
    "The case of this workshop is not on this computer. What is planned of it can be put in another order and timed;"
    " to add decisions, install the case."
)
_NOTHING = "Nothing of the case has these words."


class DecisionChooser(QWidget):
    """Says which decisions are wanted."""

    chosen = Signal(str, bool)
    """Id of a decision, and whether it is to be in the plan."""
    proposal_chosen = Signal(object)
    """A :class:`Proposal`."""

    def __init__(self, theme: Theme, state: PlanState) -> None:
        super().__init__()
        self._theme = theme
        self._acts = state.acts
        self._fixed = state.fixed
        self._begun = state.begun
        self._planned: frozenset[str] = frozenset(each.decision_id for each in state.plan.decisions)
        self._act = ""
        self._ticks: dict[str, Tick] = {}
        self._groups: list[tuple[ChoosableAct, QWidget]] = []
        px = theme.px
        self._layout = column(margins=(px(26), px(24), px(26), px(28)))
        self.setLayout(self._layout)
        self.setAccessibleName("Decisions of the case")
        heading = Heading(theme, "Decisions", theme.serif(22, _BOLD))
        self._layout.addWidget(heading)
        self._advice = QWidget()
        self._advice.setLayout(column())
        self._layout.addWidget(self._advice)
        self._field = LineField(theme)
        self._nothing = label(theme, _NOTHING, theme.sans(13.5), "ink-2", wrap=True)
        self._list = column()
        if self._acts:
            self._add_search()
        else:
            self._layout.addSpacing(px(10))
            self._layout.addWidget(label(theme, _AWAY, theme.serif(16), "ink-2", wrap=True))
        self._layout.addLayout(self._list)
        self._layout.addStretch(1)
        for act in self._acts:
            self._add_act(act)
        self.advise(state.advice)

    def _add_search(self) -> None:
        theme, px = self._theme, self._theme.px
        self._field.setFont(theme.sans(14))
        self._field.setMinimumHeight(px(36))
        self._field.setPlaceholderText("Search titles and dates")
        self._field.setAccessibleName("Search the decisions")
        self._field.setClearButtonEnabled(False)
        self._field.textChanged.connect(self._filter)
        self._menu_place = column()
        self._layout.addSpacing(px(14))
        self._layout.addWidget(self._field)
        self._layout.addLayout(self._menu_place)
        self._put_menu()
        self._layout.addWidget(self._nothing)
        self._nothing.hide()

    def _put_menu(self) -> None:
        if len(self._acts) < 2:
            return
        held = any(each.hasFocus() for each in self.findChildren(MenuButton))
        clear(self._menu_place)
        acts = tuple((str(act.number), f"Act {act.number}, {act.title}") for act in self._acts)
        menu = MenuButton(self._theme, "Acts", (("", "All acts"), *acts), self._act)
        menu.chosen.connect(self._choose_act)
        self._menu_place.addWidget(menu, 0, Qt.AlignmentFlag.AlignLeft)
        if held:
            menu.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose_act(self, act: str) -> None:
        self._act = act
        self._put_menu()
        self._chain()
        self._filter()

    def _add_act(self, act: ChoosableAct) -> None:
        theme, px = self._theme, self._theme.px
        group = column(spacing=px(1))
        words = breakable(f"Act {act.number}, {act.title}")
        title = label(theme, words, theme.sans(13, _BOLD), f"act{(act.number - 1) % ACTS + 1}", wrap=True)
        years = label(theme, act.years, theme.sans(12.5), "ink-2")
        group.addSpacing(px(16))
        group.addWidget(HeadLine(theme, [title], [years] if act.years else [], gap=10, name=f"Act {act.number}"))
        group.addWidget(rule(theme))
        group.addSpacing(px(3))
        for each in act.decisions:
            tick = Tick(theme, each.title, each.date, on=each.decision_id in self._planned)
            tick.setSizePolicy(_wide())
            tick.setEnabled(each.decision_id not in self._fixed)
            tick.clicked.connect(lambda on, which=each.decision_id: self.chosen.emit(which, on))
            self._ticks[each.decision_id] = tick
            group.addWidget(tick)
        made = QWidget()
        made.setLayout(group)
        made.setSizePolicy(_wide())
        self._groups.append((act, made))
        self._list.addWidget(made)

    @property
    def ticks(self) -> tuple[QAbstractButton, ...]:
        """One for each decision, in the order of the case."""
        return tuple(self._ticks.values())

    def focus_search(self) -> None:
        """Let a word be typed that is searched for."""
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)

    def put(self, plan: Plan) -> None:
        """Tick what is planned."""
        self._planned = frozenset(each.decision_id for each in plan.decisions)
        for decision_id, tick in self._ticks.items():
            tick.setChecked(decision_id in self._planned)

    def advise(self, advice: Advice) -> None:
        """Offer what the teaching note proposes."""
        theme, px = self._theme, self._theme.px
        layout = self._advice.layout()
        assert isinstance(layout, QVBoxLayout)
        clear(layout)
        known = set(self._ticks)
        proposals = [each for each in advice.proposals if known.issuperset(each.decisions)]
        if advice.problem:
            layout.addSpacing(px(6))
            layout.addWidget(label(theme, breakable(advice.problem), theme.sans(13), "ink-2", wrap=True))
        if not proposals or self._begun:
            return
        layout.addSpacing(px(10))
        layout.addWidget(label(theme, "Proposed by the teaching note", theme.sans(13, _BOLD)))
        layout.addSpacing(px(4))
        for proposal in proposals:
            layout.addWidget(rule(theme))
            layout.addWidget(self._proposal(proposal))
        layout.addWidget(rule(theme))
        self._chain()

    def _chain(self) -> None:
        """Tab goes through it as it is read, though proposals come late and the menu is made anew."""
        made = (*self._advice.findChildren(LinkButton), self._field, *self.findChildren(MenuButton), *self.ticks)
        tab_through(self, made)

    def _proposal(self, proposal: Proposal) -> QWidget:
        theme, px = self._theme, self._theme.px
        title = label(theme, breakable(proposal.title), theme.sans(14), wrap=True)
        said = label(theme, proposal.said, theme.sans(12.5), "ink-2", wrap=True)
        take = LinkButton(theme, "Take over")
        take.setAccessibleName(f"Take over: {proposal.title}")
        take.setAccessibleDescription(proposal.said)
        take.clicked.connect(lambda: self.proposal_chosen.emit(proposal))
        layout = column(margins=(0, px(7), 0, px(4)))
        layout.addWidget(title)
        layout.addWidget(HeadLine(theme, [said], [take], name=proposal.title))
        made = QWidget()
        made.setLayout(layout)
        made.setSizePolicy(_wide())
        return made

    def _filter(self) -> None:
        found = found_in(self._acts, self._field.text())
        shown = {each.decision_id for act in found if self._act in {"", str(act.number)} for each in act.decisions}
        for act, group in self._groups:
            for each in act.decisions:
                self._ticks[each.decision_id].setVisible(each.decision_id in shown)
            group.setVisible(any(each.decision_id in shown for each in act.decisions))
        self._nothing.setVisible(not shown)


def _wide() -> QSizePolicy:
    """As wide as there is room, as high as the text needs."""
    policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    return policy
