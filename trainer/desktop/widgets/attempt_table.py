"""The table of the record: a row an attempt, painted by one delegate."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QModelIndex, Qt, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent, QResizeEvent

from trainer.case.dates import MONTHS
from trainer.case.model import Judgement
from trainer.desktop.theme import Theme
from trainer.desktop.widgets.attempt_cells import AttemptCells
from trainer.desktop.widgets.attempt_columns import Need, share
from trainer.desktop.widgets.attempt_header import AttemptHeader
from trainer.desktop.widgets.attempt_model import SEALED, AttemptModel, Column
from trainer.desktop.widgets.list_table import ListTable
from trainer.progress.record_filter import RecordColumn
from trainer.study.forecast import Agreement

_LEAST = {Column.DECISION: 150.0, Column.MINE: 100.0, Column.THEIRS: 100.0, Column.CASE: 90.0}
"""How much of a column of free text stays where it is narrow, in pixels at 100 %."""

_LONGEST = {
    Column.DATE: tuple(f"{day} {month[:3]} 28" for month in MONTHS[1:] for day in (20, 28)),
    Column.THEIRS: (SEALED,),
    Column.RECORD: tuple(Agreement),
    Column.JUDGEMENT: tuple(Judgement),
    Column.FORECAST: ("100 %",),
}
"""What else a column has room for."""


class AttemptTable(ListTable):
    """All attempts; one of them is always the current one."""

    selected = Signal(str)
    """Id of the attempt that became the current one."""
    opened = Signal(str)
    """Id of the attempt that was asked for by Enter or a double click."""
    touched = Signal(str)
    """Id of the attempt that was clicked once."""
    read_on = Signal(int)
    """One screen down (1) or up (-1) in the attempt beside the table."""

    def __init__(self, theme: Theme, model: AttemptModel) -> None:
        super().__init__(theme)
        self._attempts = model
        self._cells = AttemptCells(theme, model, self._first_column)
        self._head = AttemptHeader(theme, self)
        self.setHorizontalHeader(self._head)
        self.setModel(model)
        self.setItemDelegate(self._cells)
        self.set_row_height(max(theme.px(35), round(self._cells.line_height) + theme.px(14)))
        self.setWordWrap(False)
        self.setAccessibleName("My attempts")
        self._longest: Mapping[RecordColumn, tuple[str, ...]] = {}
        self._needs: dict[Column, Need] = {}
        self._head.setSortIndicator(model.column, Qt.SortOrder.AscendingOrder)
        self._head.sortIndicatorChanged.connect(model.sort)
        self._head.setSortIndicatorShown(True)
        model.arrived.connect(self._on_arrived)
        self.selectionModel().currentRowChanged.connect(self._tell)
        self.clicked.connect(lambda index: self._tell_of(index, self.touched))
        self.doubleClicked.connect(lambda index: self._tell_of(index, self.opened))

    @property
    def current_id(self) -> str | None:
        """Id of the current attempt; ``None`` where there is none, or it is being read."""
        index = self.currentIndex()
        line = self._attempts.line(index.row()) if index.isValid() else None
        return line.id if line is not None else None

    def measure(self, longest: Mapping[RecordColumn, tuple[str, ...]], *, with_case: bool) -> None:
        """Share the width for what there is to show.

        Args:
            longest: the longest titles of columns.
            with_case: name the case of each attempt too.
        """
        self._longest = longest
        self._needs = {column: self._need(column) for column in Column if with_case or column is not Column.CASE}
        self._share()

    @property
    def shown(self) -> tuple[Column, ...]:
        """The columns there is room for."""
        return tuple(column for column in Column if not self.isColumnHidden(column))

    def go_to(self, attempt_id: str) -> bool:
        """Make an attempt the current one, if it is here, and say whether it is."""
        row = self._attempts.row_of(attempt_id)
        if row is not None:
            self.go_to_row(row)
        return row is not None

    def step(self, by: int) -> None:
        """Go so many rows down, or up, as far as there are rows."""
        self.go_to_row(self.currentIndex().row() + by)

    def sort_by(self, column: Column, *, falling: bool = False) -> None:
        """Sort by a column."""
        self._head.setSortIndicator(column, Qt.SortOrder.DescendingOrder if falling else Qt.SortOrder.AscendingOrder)

    def go_to_row(self, row: int) -> None:
        """Make a row the current one, or the nearest one there is."""
        if not self._attempts.rowCount():
            return
        row = min(max(row, 0), self._attempts.rowCount() - 1)
        index = self._attempts.index(row, Column.DECISION)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def _tell(self, current: QModelIndex) -> None:
        self._tell_of(current, self.selected)

    def _tell_of(self, index: QModelIndex, signal: SignalInstance) -> None:
        line = self._attempts.line(index.row()) if index.isValid() else None
        if line is not None:
            signal.emit(line.id)

    def _on_arrived(self, first: int, last: int) -> None:
        current = self.currentIndex()
        if current.isValid() and first <= current.row() <= last:
            self._tell(current)

    def _first_column(self) -> Column:
        return self.shown[0]

    def _need(self, column: Column) -> Need:
        name = str(self._attempts.headerData(column, Qt.Orientation.Horizontal))
        texts = self._longest.get(column.sorts_by, ()) + _LONGEST.get(column, ())
        widest = max((self._cells.text_width(text, column) for text in texts), default=0)
        full = max(round(widest + self._cells.before(column)) + self._theme.px(4), self._head.name_width(name))
        least = _LEAST.get(column)
        return Need(min(self._theme.px(least), full) if least else full, full)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width anew."""
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        if not self._needs:
            return
        widths = share(self.viewport().width(), self._needs)
        for column in Column:
            self.setColumnHidden(column, column not in widths)
            if column in widths:
                self.setColumnWidth(column, widths[column])

    def take_key(self, event: QKeyEvent) -> bool:
        """Open, read on, jump to the ends."""
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                if self.current_id:
                    self.opened.emit(self.current_id)
            case Qt.Key.Key_Space:
                self.read_on.emit(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
            case Qt.Key.Key_Home:
                self.go_to_row(0)
            case Qt.Key.Key_End:
                self.go_to_row(self._attempts.rowCount() - 1)
            case _:
                return False
        return True
