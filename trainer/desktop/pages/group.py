"""A group, as its coach looks at it: what was chosen, what was expected, and what was missed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from random import Random

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QFont, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from trainer.desktop.group_state import ORDERS, GroupState, GroupView, Order, Segment
from trainer.desktop.painting.figures import Figure
from trainer.desktop.painting.group_figures import group_blind_spots_figure, group_forecasts_figure
from trainer.desktop.theme import Theme
from trainer.desktop.widgets.buttons import LinkButton, PrimaryButton
from trainer.desktop.widgets.figure_section import FigureSection
from trainer.desktop.widgets.group_legend import GroupLegend
from trainer.desktop.widgets.group_menu import GroupMenu
from trainer.desktop.widgets.group_panel import WIDTH, GroupPanel, Reasons
from trainer.desktop.widgets.group_table import GroupTable
from trainer.desktop.widgets.head_line import HeadLine
from trainer.desktop.widgets.layout import ScrollColumn, clear, column, paint_ground, panel, row, rule
from trainer.desktop.widgets.menu_button import MenuButton
from trainer.desktop.widgets.refusals import Refusals
from trainer.desktop.widgets.sight import show_row
from trainer.desktop.widgets.text import Heading, label
from trainer.desktop.widgets.toggle import Toggle
from trainer.desktop.widgets.view_switch import ViewSwitch
from trainer.desktop.wording import breakable
from trainer.study.group import LEAST_HIDDEN, Spot, group_blind_spots, group_forecasts

_ANY = 16_777_215
_LEAST_TABLE = 620.0
_CHART = 640.0
_LEAST_ROWS = 150.0
"""Height of the table with its head; with less room the page scrolls."""
_RING = 4.0
"""Room for the ring of the focus beside what stands at the right."""
_NARROW = 360.0
_LOW = 520.0
"""Below this height, the table gets what room there is."""
_BOLD = QFont.Weight.DemiBold

WELCOME = (
    "A group brings the progress of several learners together, to look at how they decided. Each of them exports a"
    " progress file and hands it to you; here you open as many as there are. Nothing is sent anywhere."
)


class GroupPage(QWidget):
    """Shows a group that it is given, and says what the coach wants."""

    open_requested = Signal()
    """Of progress files."""
    cancel_requested = Signal()
    save_requested = Signal(object)
    """A :class:`Figure`."""
    group_chosen = Signal(str)
    """File name of another group."""
    create_requested = Signal()
    rename_requested = Signal()
    hand_back_requested = Signal(str)
    """Id of the learner whose progress is wanted, with the notes to it."""
    take_out_requested = Signal(str)
    note_written = Signal(str, str, object)
    """Id of the attempt, the coach's note to it, and how good they find its reasons (:class:`Quality`) or ``None``."""
    record_requested = Signal(str, str)
    """Id of a learner whose record is wanted, and of the attempt that is to be shown there, or ""."""
    page_requested = Signal(str, str)
    """Id of a learner, and of their attempt whose whole page is wanted."""
    set_aside_requested = Signal()

    def __init__(
        self,
        theme: Theme,
        state: GroupState | None,
        reasons: Reasons,
        *,
        chance: Random,
        view: GroupView | None = None,
    ) -> None:
        """
        Args:
            theme: for colours and measures.
            state: the group; ``None`` where there is none yet.
            reasons: gives what was written at a decision.
            chance: mixes reasons while names are hidden.
            view: how it is looked at; see :attr:`view`.
        """
        super().__init__()
        self._theme = theme
        self._state = state
        self._reasons = reasons
        self._view = view or GroupView()
        self._chance = chance
        self._table: GroupTable | None = None
        self._panel: GroupPanel | None = None
        self._first: QWidget | None = None
        paint_ground(self, theme, "paper")
        self.setAccessibleName("Group")
        self._busy_place = column()
        self._body = column()
        self._list = QWidget()
        self._list_layout = column()
        self._list.setLayout(self._list_layout)
        self._line = rule(theme, vertical=True)
        self._line.hide()
        self._side: QVBoxLayout = column()
        whole = row()
        whole.addWidget(self._list, 1)
        whole.addWidget(self._line)
        whole.addLayout(self._side)
        self.setLayout(whole)
        self._files: Refusals | None = None
        self._legend: QWidget | None = None
        self._busy: QLabel | None = None
        self._build()

    @property
    def view(self) -> GroupView:
        """How it is looked at, for the next page."""
        return self._view

    def show_busy(self, text: str) -> None:
        """Say what is under way, with a way to stop it."""
        theme = self._theme
        if self._busy is not None:
            self._busy.setText(text)
            return
        self._busy = label(theme, text, theme.sans(13), "ink-2", wrap=True)
        stop = LinkButton(theme, "Cancel")
        stop.clicked.connect(self.cancel_requested)
        self._busy_place.addWidget(HeadLine(theme, [self._busy, stop], name="Under way"))

    def show_notes(self) -> None:
        """Show the decision again, with what was noted since."""
        if self._panel is not None:
            self._show_panel()

    # Building

    def _build(self) -> None:
        state = self._state
        clear(self._list_layout)
        self._table = self._files = self._legend = self._busy = None
        self._busy_place, self._body = column(), column()
        if state is None or state.is_empty:
            self._build_welcome(state)
        else:
            self._build_group(state)
        self._arrange()

    def _build_welcome(self, state: GroupState | None) -> None:
        theme = self._theme
        px = theme.px
        layout = column(margins=(px(8), 0, px(8), 0))
        if state is not None:
            layout.addWidget(self._head(state))
        else:
            layout.addWidget(Heading(theme, "Group", theme.serif(28, _BOLD)))
        layout.addLayout(self._busy_place)
        layout.addSpacing(px(18))
        if state is not None and state.handed_in:
            layout.addWidget(Refusals(theme, state.handed_in))
            layout.addSpacing(px(18))
        words = label(theme, WELCOME, theme.serif(17), wrap=True)
        words.setMaximumWidth(px(600))
        layout.addWidget(words)
        layout.addSpacing(px(20))
        begin = PrimaryButton(theme, "Open progress files…")
        begin.clicked.connect(self.open_requested)
        self._first = begin
        layout.addWidget(begin, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addStretch(1)
        content = panel(theme, "paper", layout)
        self._list_layout.addWidget(ScrollColumn(theme, content, "Group"))

    def _build_group(self, state: GroupState) -> None:
        theme = self._theme
        px = theme.px
        indent = row(margins=(px(8), 0, 0, 0))
        top = column()
        top.addWidget(self._head(state))
        top.addSpacing(px(8))
        top.addWidget(self._tools(state))
        top.addLayout(self._busy_place)
        top.addSpacing(px(10))
        if state.handed_in:
            self._files = Refusals(theme, state.handed_in)
            top.addWidget(self._files)
            top.addSpacing(px(10))
        indent.addLayout(top, 1)
        whole = column(margins=(0, 0, px(_RING), 0))
        whole.addLayout(indent)
        whole.addLayout(self._body, 1)
        self._list_layout.addWidget(ScrollColumn(theme, panel(theme, "paper", whole), "Group"))
        self._fill()

    def _head(self, state: GroupState) -> QWidget:
        theme = self._theme
        heading = Heading(theme, "Group", theme.serif(28, _BOLD))
        heading.setWordWrap(False)
        self._first = heading
        title = label(theme, breakable(state.title), theme.sans(15), "ink-2", wrap=True)
        right: list[QWidget] = []
        if not state.is_empty:
            hidden = Toggle(theme, "Names hidden", on=self._view.names_hidden)
            hidden.clicked.connect(lambda on: self._change(names_hidden=on))
            right.append(hidden)
        return HeadLine(theme, [heading, title], right, name="Head of the page")

    def _tools(self, state: GroupState) -> QWidget:
        theme, view = self._theme, self._view
        switch = ViewSwitch(theme, "Look at", ("Decisions", "Forecasts", "Blind spots"))
        switch.choose(view.segment)
        switch.chosen.connect(lambda place: self._change(segment=Segment(place)))
        left: list[QWidget] = [switch]
        if view.segment is not Segment.BLIND_SPOTS:
            tries = MenuButton(
                theme, "Tries", (("first", "First tries"), ("all", "All tries")), "all" if view.all_tries else "first"
            )
            tries.chosen.connect(lambda chosen: self._change(all_tries=chosen == "all"))
            left.append(tries)
        acts = state.acts()
        if len(acts) > 1:
            menu = MenuButton(theme, "Acts", (("", "All acts"), *acts), view.act)
            menu.chosen.connect(lambda chosen: self._change(act=chosen))
            left.append(menu)
        if view.segment is Segment.DECISIONS:
            order = MenuButton(theme, "Order", tuple((each.value, text) for each, text in ORDERS), view.order.value)
            order.chosen.connect(lambda chosen: self._change(order=Order(chosen)))
            left.append(order)
        more = LinkButton(theme, "Open more files…")
        more.clicked.connect(self.open_requested)
        manage = LinkButton(theme, "Manage…")
        manage.setAccessibleDescription("Opens the menu of the group")
        manage.clicked.connect(lambda: self.menu(state).popup(manage.mapToGlobal(manage.rect().bottomLeft())))
        return HeadLine(theme, left, [more, manage], gap=18, name="Tools")

    def menu(self, state: GroupState) -> GroupMenu:
        """What can be done with the group; it goes when it closes."""
        menu = GroupMenu(state, self, names_hidden=self._view.names_hidden)
        menu.group_chosen.connect(self.group_chosen)
        menu.record_requested.connect(lambda learner_id: self.record_requested.emit(learner_id, ""))
        menu.create_requested.connect(self.create_requested)
        menu.rename_requested.connect(self.rename_requested)
        menu.hand_back_requested.connect(self.hand_back_requested)
        menu.take_out_requested.connect(self.take_out_requested)
        menu.set_aside_requested.connect(self.set_aside_requested)
        return menu

    def _change(self, **changes: object) -> None:
        focus: QWidget | None = self.window().focusWidget()
        name = focus.accessibleName() if focus is not None and self.isAncestorOf(focus) else ""
        self._view = replace(self._view, **changes)  # type: ignore[arg-type]
        self._build()
        # What is new is shown in the next turn of the loop, and only then can it have the focus.
        QTimer.singleShot(0, self, partial(self._focus_again, name.partition(":")[0]))

    def _focus_again(self, name: str) -> None:
        """The control that was used is made anew; the keyboard stays with it."""
        for each in self._list.findChildren(QWidget):
            there = not each.isHidden() and bool(each.focusPolicy() & Qt.FocusPolicy.TabFocus)
            if name and there and each.accessibleName().partition(":")[0] == name:
                each.setFocus(Qt.FocusReason.OtherFocusReason)

    # The body

    def _fill(self) -> None:
        assert self._state is not None
        fill: Callable[[GroupState], None] = {
            Segment.DECISIONS: self._fill_decisions,
            Segment.FORECASTS: self._fill_forecasts,
            Segment.BLIND_SPOTS: self._fill_blind_spots,
        }[self._view.segment]
        if self._view.segment is not Segment.DECISIONS and self._covered(self._state):
            few = self._learners(self._state)
            self._tell(
                f"Only {few} {'learner has' if few == 1 else 'learners have'} come to the end of a decision here: shown"
                f" from {LEAST_HIDDEN} on while names are hidden."
            )
        else:
            fill(self._state)

    def _covered(self, state: GroupState) -> bool:
        return self._view.names_hidden and 0 < self._learners(state) < LEAST_HIDDEN

    def _learners(self, state: GroupState) -> int:
        """How many of the group have come to the end of something that the view looks at."""
        return len({each.learner_id for each in state.attempts(self._view)})

    def _tell(self, text: str) -> None:
        theme = self._theme
        words = label(theme, text, theme.serif(17), wrap=True)
        words.setMaximumWidth(theme.px(600))
        layout = column(margins=(theme.px(8), theme.px(14), 0, 0))
        layout.addWidget(words)
        layout.addStretch(1)
        self._body.addLayout(layout)

    def _fill_decisions(self, state: GroupState) -> None:
        theme = self._theme
        decisions = state.decisions(self._view)
        if not decisions:
            self._tell("Nobody has come to the end of a decision yet: what was chosen shows once its record is open.")
            return
        self._table = GroupTable(theme, decisions, names_hidden=self._view.names_hidden)
        self._table.selected.connect(self._go_along)
        self._table.opened.connect(self._select)
        self._table.setMinimumHeight(theme.px(_LEAST_ROWS))
        self._first = self._table
        self._body.addWidget(self._table, 1)
        self._legend = GroupLegend(theme)
        self._body.addWidget(self._legend, 0, Qt.AlignmentFlag.AlignRight)
        if self._view.selected is not None:
            self._table.go_to(self._view.selected)

    def _fill_forecasts(self, state: GroupState) -> None:
        found = group_forecasts(state.attempts(self._view), all_tries=self._view.all_tries)
        if not found.calibration.points:
            self._tell(found.sentence)
            return
        self._add_figure(group_forecasts_figure(found), found.sentence, found.calibration.too_few)

    def _fill_blind_spots(self, state: GroupState) -> None:
        spots = group_blind_spots(state.attempts(self._view))
        if not spots:
            self._tell("Too few to tell: only what mattered in five or more first tries is counted.")
            return
        self._add_figure(group_blind_spots_figure(spots), "", "")

    def _add_figure(self, figure: Figure, sentence: str, few: str) -> None:
        theme = self._theme
        section = FigureSection(theme, figure.title, "", figure, width=figure.width)
        section.save_requested.connect(self.save_requested)
        if sentence:
            section.say(sentence, space=10)
        if few:
            section.say(few, quiet=True, space=10)
        section.body.addWidget(section.drawing)
        section.body.addSpacing(theme.px(12))
        section.say(figure.caption, quiet=True)
        paint_ground(section, theme, "page")
        section.setMaximumWidth(theme.px(_CHART))
        beside = row()
        beside.addWidget(section, 100)
        beside.addStretch(1)
        layout = column(margins=(theme.px(8), 0, 0, theme.px(24)))
        layout.addLayout(beside)
        layout.addStretch(1)
        scroll = ScrollColumn(theme, panel(theme, "paper", layout), figure.title)
        self._first = scroll
        self._body.addWidget(scroll, 1)

    # The panel

    def _go_along(self, spot: Spot) -> None:
        """Beside the table the panel goes along with the row; in its place it waits until it is asked for."""
        if self._table is not None:
            show_row(self._table)
        if self._beside:
            self._select(spot)

    def _select(self, spot: Spot) -> None:
        if self._panel is None or spot != self._view.selected:
            self._view = replace(self._view, selected=spot)
            self._show_panel()
            if not self._beside and self._panel is not None:
                self._panel.take_focus()

    def _show_panel(self) -> None:
        state, spot = self._state, self._view.selected
        decisions = state.decisions(self._view) if state is not None else ()
        chosen = next((each for each in decisions if each.text.spot == spot), None)
        if state is None or chosen is None:
            return
        if self._panel is None:
            self._panel = GroupPanel(
                self._theme, self._reasons, state.numbers.names, self._chance, names_hidden=self._view.names_hidden
            )
            self._panel.closed.connect(self._close)
            self._panel.note_written.connect(self.note_written)
            self._panel.record_requested.connect(self.record_requested)
            self._panel.page_requested.connect(self.page_requested)
            self._side.addWidget(self._panel)
        self._panel.show_decision(chosen)
        self._arrange()

    def _close(self) -> None:
        self._view = replace(self._view, selected=None)
        self._drop_panel()
        self._arrange()
        if self._table is not None:
            self._table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _drop_panel(self) -> None:
        clear(self._side)
        self._panel = None

    @property
    def _beside(self) -> bool:
        return self.width() >= self._theme.px(_LEAST_TABLE) + self._theme.px(WIDTH)

    def _arrange(self) -> None:
        """Show list and panel as the width allows."""
        wanted = self._table is not None and self._view.selected is not None
        if self._panel is not None and (not wanted or self._panel.names_hidden != self._view.names_hidden):
            self._drop_panel()
        if wanted and self._panel is None:
            self._show_panel()
            return
        beside, shown = self._beside, self._panel is not None
        self._list.setVisible(beside or not shown)
        self._line.setVisible(beside and shown)
        if self._panel is not None:
            self._panel.setMinimumWidth(self._theme.px(WIDTH) if beside else 0)
            self._panel.setMaximumWidth(self._theme.px(WIDTH) if beside else _ANY)
        px = self._theme.px
        right = 24 if self.width() >= px(_NARROW) else 16
        self._list_layout.setContentsMargins(px(24), px(18), px(right - _RING), px(12))
        low = self.height() < px(_LOW)
        if self._legend is not None:
            self._legend.setVisible(not low)
        if self._files is not None:
            self._files.set_brief(low)
        layout = self.layout()
        if layout is not None:
            layout.activate()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin at what it shows. As the page's focus proxy that would be what Tab comes to first, past the tools."""
        super().focusInEvent(event)
        if self._first is not None:
            self._first.setFocus(event.reason())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange for the new width."""
        super().resizeEvent(event)
        self._arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the panel from the table as well."""
        if event.key() == Qt.Key.Key_Escape and self._panel is not None:
            self._close()
        else:
            event.ignore()
