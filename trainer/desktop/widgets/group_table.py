"""The table of a group: a row a decision, a dot a learner."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QResizeEvent,
)

from trainer.desktop.painting.group_dots import figures_width
from trainer.desktop.theme import Theme
from trainer.desktop.widgets.group_cells import LINE, PAD, GroupCells, GroupHead
from trainer.desktop.widgets.group_model import HEADS, Column, GroupModel
from trainer.desktop.widgets.list_table import ListTable
from trainer.study.group import GroupDecision, Spot

_SLOT = 98.0
_TIGHT_SLOT = 84.0
_LEAST_SLOT = 56.0
_LEAST_TITLE = 150.0


class GroupTable(ListTable):
    """One of the decisions is always the current one."""

    selected = Signal(object)
    """Case and decision (Spot) of the row that became the current one."""
    opened = Signal(object)
    """Those of a row that was clicked, or asked for by Enter."""

    def __init__(self, theme: Theme, decisions: Sequence[GroupDecision], *, names_hidden: bool) -> None:
        """
        Args:
            theme: for colours and measures.
            decisions: the rows.
            names_hidden: whether what few chose stays hidden.
        """
        super().__init__(theme)
        self._decisions = GroupModel(decisions, names_hidden, self)
        self._most = max((len(each.options) for each in decisions), default=1)
        self.setModel(self._decisions)
        self._cells = GroupCells(theme, self._decisions, self._most)
        self.setItemDelegate(self._cells)
        self.setHorizontalHeader(GroupHead(theme, self))
        self.set_row_height(max(theme.px(42), round(self._cells.line_height) + theme.px(18)))
        self.setAccessibleName("What the group decided")
        for row in range(len(decisions)):
            if self._decisions.covered(row):
                self.setSpan(row, Column.CHOICES, 1, len(Column) - Column.CHOICES)
        self.selectionModel().currentRowChanged.connect(self._tell)
        self.clicked.connect(lambda index: self.opened.emit(decisions[index.row()].text.spot))

    @property
    def current(self) -> Spot | None:
        """The decision of the current row."""
        index = self.currentIndex()
        return self._decisions.decisions[index.row()].text.spot if index.isValid() else None

    def go_to(self, spot: Spot) -> None:
        """Make the row of a decision the current one; one that isn't here is passed over."""
        for row, each in enumerate(self._decisions.decisions):
            if each.text.spot == spot:
                index = self._decisions.index(row, Column.TITLE)
                self.setCurrentIndex(index)
                self.scrollTo(index)

    def _tell(self, current: QModelIndex) -> None:
        if current.isValid():
            self.selected.emit(self._decisions.decisions[current.row()].text.spot)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width anew: what there is no room for is left out, from the right."""
        super().resizeEvent(event)
        theme, width = self._theme, self.viewport().width()
        pad = theme.px(PAD)
        fixed = {
            Column.NUMBER: round(theme.px(PAD + 12) + figures_width(theme, self._longest_number()) + pad),
            Column.RECORD: round(max(figures_width(theme, "000 of 000"), self._head_width(Column.RECORD)) + 2 * pad),
            Column.EXPECTED: round(theme.px(LINE) + theme.px(10) + figures_width(theme, "100 %") + 2 * pad),
        }
        least = fixed[Column.NUMBER] + theme.px(_LEAST_TITLE) + self._most * theme.px(_LEAST_SLOT)
        shown = [Column.NUMBER, Column.TITLE, Column.CHOICES]
        for column in (Column.RECORD, Column.EXPECTED):
            if least + fixed[column] <= width:
                shown.append(column)
                least += fixed[column]
        rest = width - sum(fixed[column] for column in shown if column in fixed)
        # Titles are shown whole before the choices get more room than they need.
        title = max(theme.px(_LEAST_TITLE), min(self._longest_title() + 2 * pad, rest * 2 // 5))
        slots = min(self._most * theme.px(_SLOT), max(rest - title, self._most * theme.px(_TIGHT_SLOT)))
        slots = max(
            min(slots, rest - theme.px(_LEAST_TITLE)), min(self._most * theme.px(_LEAST_SLOT), rest * 3 // 4), 1
        )
        widths = {**fixed, Column.CHOICES: slots, Column.TITLE: max(rest - slots, 1)}
        for column in Column:
            self.setColumnHidden(column, column not in shown)
            if column in shown:
                self.setColumnWidth(column, widths[column])

    def _longest_title(self) -> int:
        metrics = QFontMetricsF(self._theme.sans(13, QFont.Weight.Medium))
        widths = (metrics.horizontalAdvance(each.text.title) for each in self._decisions.decisions)
        return math.ceil(max(widths, default=0)) + 1

    def _longest_number(self) -> str:
        return max((str(each.text.number) for each in self._decisions.decisions), key=len, default="") + "0"

    def _head_width(self, column: Column) -> float:
        return QFontMetricsF(self._theme.sans(13)).horizontalAdvance(HEADS[column])

    def take_key(self, event: QKeyEvent) -> bool:
        """Enter opens; Home and End go to the first and the last row."""
        if event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            row = 0 if event.key() == Qt.Key.Key_Home else self._decisions.rowCount() - 1
            self.setCurrentIndex(self._decisions.index(row, Column.TITLE))
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current is not None:
            self.opened.emit(self.current)
            return True
        return False
