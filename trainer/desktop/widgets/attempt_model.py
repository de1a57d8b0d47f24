"""The attempts of a learner as a table: what stands in each column, and the pages that were read of it so far."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from trainer.desktop.dates import long_day, short_day
from trainer.desktop.record_state import MOST_WAITING, PAGE
from trainer.progress.record_filter import RecordColumn, RecordOrder
from trainer.progress.values import AttemptLine
from trainer.study.playthrough import Stage

SEALED = "sealed"
"""Stands for all that a learner hasn't been shown yet."""

_KEPT = 40
"""Pages that are kept; what was scrolled past long ago is read again."""

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE: Final = QModelIndex()


class Column(IntEnum):
    """The columns, from left to right."""

    DATE = 0
    CASE = 1
    NUMBER = 2
    DECISION = 3
    TRY = 4
    MINE = 5
    THEIRS = 6
    RECORD = 7
    JUDGEMENT = 8
    FORECAST = 9

    @property
    def sorts_by(self) -> RecordColumn:
        """What its name sorts by."""
        return RecordColumn[self.name]


@dataclass(frozen=True)
class _Spec:
    title: str
    rising: str
    """The order it gives, in words."""
    falling: str
    text: Callable[[AttemptLine], str]
    revealed: bool = False
    """Whether the learner must have seen the record to see it."""


def _titles(title: str, phrase: str, text: Callable[[AttemptLine], str], *, revealed: bool = False) -> _Spec:
    return _Spec(title, f"by {phrase}, A to Z", f"by {phrase}, Z to A", text, revealed)


_SPECS = {
    Column.DATE: _Spec("Date", "oldest first", "newest first", lambda line: short_day(line.created)),
    Column.CASE: _titles("Case", "case", lambda line: line.case_title),
    Column.NUMBER: _Spec(
        "No.", "in the order of the case", "from the end of the case", lambda line: str(line.decision_number)
    ),
    Column.DECISION: _titles("Decision", "decision", lambda line: line.decision_title),
    Column.TRY: _Spec(
        "Try", "first tries first", "latest tries first", lambda line: str(line.number) if line.number > 1 else ""
    ),
    Column.MINE: _titles("My choice", "my choice", lambda line: line.choice_title),
    Column.THEIRS: _titles("They chose", "their choice", lambda line: line.taken_title, revealed=True),
    Column.RECORD: _Spec(
        "Record", "with the record first", "against the record first", lambda line: line.agreement.value, revealed=True
    ),
    Column.JUDGEMENT: _Spec(
        "Judgement", "vindicated first", "regretted first", lambda line: line.judgement.value, revealed=True
    ),
    Column.FORECAST: _Spec(
        "Forecast", "lowest forecast first", "highest forecast first", lambda line: f"{line.forecast} %"
    ),
}
_CHOICE = _titles("Choice", "choice", lambda line: line.choice_title)
"""In place of *My choice* before a coach."""


def is_sealed(line: AttemptLine) -> bool:
    """Whether nothing of the record may be shown with the attempt yet."""
    return line.stage <= Stage.COMMITTED


class AttemptModel(QAbstractTableModel):
    """One row an attempt, whatever their number: a page of them is asked for when a cell of it is looked at, and until
    it comes its rows are empty."""

    page_wanted = Signal(int)
    """The position of the first attempt of a page that isn't here."""
    order_wanted = Signal(object)
    """The :class:`RecordOrder` that was asked for."""
    arrived = Signal(int, int)
    """The first and the last row of a page that came."""

    def __init__(self, zone: dt.tzinfo | None = None, parent: QObject | None = None, *, mine: bool = True) -> None:
        """``mine`` says whether their learner looks at them, and not a coach."""
        super().__init__(parent)
        self._mine = mine
        self._zone = zone
        self._pages: dict[int, tuple[AttemptLine, ...]] = {}
        self._asked: dict[int, None] = {}
        """The pages that were asked for last; those before are read no more, and asked for anew."""
        self._count = 0
        self._order = RecordOrder()

    @property
    def order(self) -> RecordOrder:
        """How it is sorted, or is about to be."""
        return self._order

    @property
    def column(self) -> Column:
        """The column it is sorted by."""
        return Column[self._order.column.name]

    def _spec(self, column: Column) -> _Spec:
        return _CHOICE if column is Column.MINE and not self._mine else _SPECS[column]

    @property
    def order_text(self) -> str:
        """How it is sorted, in words."""
        spec = self._spec(self.column)
        return spec.falling if self._order.falling else spec.rising

    @property
    def awaits(self) -> bool:
        """Whether pages were asked for that haven't come."""
        return bool(self._asked)

    def begin(self, order: RecordOrder, lines: tuple[AttemptLine, ...]) -> None:
        """Show another list, of which its first page is known; more come with :meth:`set_count`."""
        self.beginResetModel()
        self._order = order
        self._pages, self._asked, self._count = {0: lines}, {}, len(lines)
        self.endResetModel()

    def set_count(self, count: int) -> None:
        """Have so many rows."""
        before = self._count
        if count > before:
            self.beginInsertRows(QModelIndex(), before, count - 1)
            self._count = count
            self.endInsertRows()
        elif count < before:
            self.beginRemoveRows(QModelIndex(), count, before - 1)
            self._count = count
            self.endRemoveRows()

    def add(self, start: int, lines: tuple[AttemptLine, ...]) -> None:
        """Take in a page."""
        self._asked.pop(start, None)
        while len(self._pages) >= _KEPT:
            del self._pages[next(iter(self._pages))]
        self._pages[start] = lines
        last = min(start + len(lines), self._count) - 1
        if last >= start:
            self.dataChanged.emit(self.index(start, 0), self.index(last, len(Column) - 1))
            self.arrived.emit(start, last)

    def line(self, row: int) -> AttemptLine | None:
        """The attempt of a row; ``None`` where it isn't here yet, or where there is no such row."""
        start = row - row % PAGE
        page = self._pages.get(start)
        if page is None:
            if 0 <= row < self._count and start not in self._asked:
                self._asked = dict.fromkeys((*list(self._asked)[1 - MOST_WAITING :], start))
                self.page_wanted.emit(start)
            return None
        return page[row - start] if 0 <= row < self._count and row - start < len(page) else None

    def row_of(self, attempt_id: str) -> int | None:
        """The row of an attempt, if it is here."""
        found = (
            start + at for start, page in self._pages.items() for at, line in enumerate(page) if line.id == attempt_id
        )
        return next(found, None)

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """See QAbstractItemModel."""
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        """See QAbstractItemModel."""
        return 0 if parent.isValid() else len(Column)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """See QAbstractItemModel."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole) or not index.isValid():
            return None
        line, column = self.line(index.row()), Column(index.column())
        if line is None:
            return "is being read" if role == Qt.ItemDataRole.AccessibleTextRole else None
        return self.text(line, column) if role == Qt.ItemDataRole.DisplayRole else self._spoken(line, column)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """See QAbstractItemModel."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        column = Column(section)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._spec(column).title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            title = "Number" if column is Column.NUMBER else self._spec(column).title
            return f"{title}, sorted: {self.order_text}" if column is self.column else title
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Ask for another order; the rows stay until it comes."""
        wanted = RecordOrder(Column(column).sorts_by, order is Qt.SortOrder.DescendingOrder)
        if wanted != self._order:
            self._order = wanted
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)
            self.order_wanted.emit(wanted)

    def text(self, line: AttemptLine, column: Column) -> str:
        """What a cell shows."""
        spec = _SPECS[column]
        if spec.revealed and is_sealed(line):
            return SEALED
        return short_day(line.created, self._zone) if column is Column.DATE else spec.text(line)

    def _spoken(self, line: AttemptLine, column: Column) -> str:
        match column:
            case Column.DATE:
                return long_day(line.created, self._zone)
            case Column.NUMBER:
                return f"Decision {line.decision_number}, act {line.act_number}, {line.act_title}"
            case Column.TRY:
                return f"Try {line.number}"
            case Column.RECORD if not is_sealed(line):
                return f"{line.agreement.value} the record"
            case _:
                return self.text(line, column)
