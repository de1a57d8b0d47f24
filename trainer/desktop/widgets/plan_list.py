"""The decisions of a plan in their order, to be moved by the mouse and by keys."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from trainer.desktop.theme import Theme
from trainer.desktop.widgets.layout import column, rule
from trainer.desktop.widgets.plan_row import PlanRow
from trainer.desktop.widgets.speech import tell
from trainer.desktop.widgets.tabbing import tab_through
from trainer.desktop.workshops.plan_state import Choosable
from trainer.study.workshop.plan import Plan


class PlanList(QWidget):
    """Shows a plan, and says what is to become of it. The rows stay the same widgets wherever they move."""

    moved = Signal(str, int)
    """Id of a decision, and its new place from 0."""
    removed = Signal(str)
    step_changed = Signal(str, object, object)
    """Id of a decision, the step, and its minutes or ``None``."""
    shown = Signal(QWidget)
    """A row that is to be in sight."""

    def __init__(self, theme: Theme, known: Mapping[str, Choosable], fixed: frozenset[str]) -> None:
        """
        Args:
            theme: for colours and measures.
            known: the decisions of the case, by their id.
            fixed: ids of those that can't be taken out any more.
        """
        super().__init__()
        self._theme = theme
        self._known = known
        self._fixed = fixed
        self._rows: dict[str, PlanRow] = {}
        self._order: list[str] = []
        self._unfolded = ""
        self._target: int | None = None
        self._layout = column()
        self.setLayout(self._layout)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName("Planned decisions")
        self._mark = rule(theme, "accent")
        self._mark.setParent(self)
        self._mark.setFixedHeight(theme.px(2))
        self._mark.hide()

    @property
    def rows(self) -> tuple[PlanRow, ...]:
        """In the order of the plan."""
        return tuple(self._rows[each] for each in self._order)

    def put(self, plan: Plan) -> None:
        """Show a plan."""
        order = [each.decision_id for each in plan.decisions]
        gone = [each for each in self._rows if each not in order]
        heir = self._heir(gone, order)
        for each in plan.decisions:
            if each.decision_id not in self._rows:
                self._rows[each.decision_id] = self._row(each.decision_id, plan)
        if order != self._order:
            self._order = order
            self._arrange()
        for place, each in enumerate(plan.decisions):
            self._rows[each.decision_id].put(
                each,
                place,
                len(order),
                unfolded=each.decision_id == self._unfolded,
                fixed=each.decision_id in self._fixed,
            )
        for decision_id in gone:
            row = self._rows.pop(decision_id)
            row.hide()
            row.deleteLater()
        if heir in self._rows:
            self._rows[heir].head.setFocus(Qt.FocusReason.OtherFocusReason)
        self._chain()

    def _heir(self, gone: list[str], order: list[str]) -> str:
        """Which row has the focus once the one that has it is gone; empty where none has."""
        focus: QWidget | None = self.window().focusWidget()
        held = next((each for each in gone if focus is not None and self._rows[each].isAncestorOf(focus)), None)
        if held is None or not order:
            return ""
        return order[min(self._order.index(held), len(order) - 1)]

    def _row(self, decision_id: str, plan: Plan) -> PlanRow:
        known = self._known.get(decision_id)
        row = PlanRow(self._theme, plan.decision(decision_id), known.act if known is not None else 0)
        row.unfold_requested.connect(partial(self.unfold, decision_id))
        row.move_requested.connect(partial(self._move_by, decision_id))
        row.step_requested.connect(partial(self._focus_by, decision_id))
        row.removed.connect(lambda: self.removed.emit(decision_id))
        row.step_changed.connect(lambda step, minutes: self.step_changed.emit(decision_id, step, minutes))
        row.dragged.connect(partial(self._drag, decision_id))
        row.dropped.connect(partial(self._drop, decision_id))
        return row

    def _arrange(self) -> None:
        while (item := self._layout.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None and not isinstance(widget, PlanRow):
                widget.hide()
                widget.deleteLater()
        for place, each in enumerate(self._order):
            if place:
                self._layout.addWidget(rule(self._theme))
            self._layout.addWidget(self._rows[each])

    def _chain(self) -> None:
        """Tab goes through the rows in their order and where the list stands, whenever they were made."""
        tab_through(self, [each for row in self.rows for each in row.controls])

    def unfold(self, decision_id: str) -> None:
        """Show the steps of a decision, and no others; hide them where they are shown."""
        self._unfolded = "" if decision_id == self._unfolded else decision_id
        for place, row in enumerate(self.rows):
            unfolded = row.decision.decision_id == self._unfolded
            fixed = row.decision.decision_id in self._fixed
            row.put(row.decision, place, len(self._order), unfolded=unfolded, fixed=fixed)
        self._chain()
        self.shown.emit(self._rows[decision_id])

    def _move_by(self, decision_id: str, step: int) -> None:
        to = self._order.index(decision_id) + step
        if 0 <= to < len(self._order):
            self.moved.emit(decision_id, to)
            row = self._rows[decision_id]
            tell(row.head, "NameChanged")
            self.shown.emit(row)

    def _focus_by(self, decision_id: str, step: int) -> None:
        to = self._order.index(decision_id) + step
        if 0 <= to < len(self._order):
            row = self._rows[self._order[to]]
            row.head.setFocus(Qt.FocusReason.TabFocusReason)
            self.shown.emit(row)

    # The mouse

    def _drag(self, decision_id: str, pointer: QPoint) -> None:
        y = self.mapFromGlobal(pointer).y()
        middles = [row.y() + row.height() / 2 for row in self.rows]
        self._target = sum(middle < y for middle in middles)
        edge = self.rows[self._target].y() if self._target < len(middles) else self.rows[-1].geometry().bottom() + 1
        self._mark.setGeometry(0, edge - self._mark.height() // 2, self.width(), self._mark.height())
        self._mark.show()
        self._mark.raise_()
        at = min(max(self._target - (y < edge), 0), len(middles) - 1)
        self.shown.emit(self.rows[at])

    def _drop(self, decision_id: str) -> None:
        self._mark.hide()
        target, self._target = self._target, None
        if target is None:
            return
        here = self._order.index(decision_id)
        to = target - (target > here)
        if to != here:
            self.moved.emit(decision_id, to)
