"""The attempts of a learner as a table: what stands in each column, and how it sorts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from trainer.case.model import Judgement
from trainer.desktop.dates import long_day, short_day
from trainer.progress.values import AttemptLine
from trainer.study.forecast import Agreement
from trainer.study.playthrough import Stage

SEALED = "sealed"
"""Stands for all that a learner hasn't been shown yet."""

_JUDGEMENTS = (Judgement.VINDICATED, Judgement.MIXED, Judgement.REGRETTED)
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


@dataclass(frozen=True)
class _Spec:
    title: str
    rising: str
    """The order it gives, in words."""
    falling: str
    text: Callable[[AttemptLine], str]
    key: Callable[[AttemptLine], Any]
    revealed: bool = False
    """Whether the learner must have seen the record to see it."""


def _titles(title: str, phrase: str, text: Callable[[AttemptLine], str], *, revealed: bool = False) -> _Spec:
    return _Spec(
        title, f"by {phrase}, A to Z", f"by {phrase}, Z to A", text, lambda line: text(line).casefold(), revealed
    )


_SPECS = {
    Column.DATE: _Spec(
        "Date", "oldest first", "newest first", lambda line: short_day(line.created), lambda line: line.created
    ),
    Column.CASE: _titles("Case", "case", lambda line: line.case_title),
    Column.NUMBER: _Spec(
        "No.",
        "in the order of the case",
        "from the end of the case",
        lambda line: str(line.decision_number),
        lambda line: (line.case_title.casefold(), line.case_id, line.decision_number),
    ),
    Column.DECISION: _titles("Decision", "decision", lambda line: line.decision_title),
    Column.TRY: _Spec(
        "Try",
        "first tries first",
        "latest tries first",
        lambda line: str(line.number) if line.number > 1 else "",
        lambda line: line.number,
    ),
    Column.MINE: _titles("My choice", "my choice", lambda line: line.choice_title),
    Column.THEIRS: _titles("They chose", "their choice", lambda line: line.taken_title, revealed=True),
    Column.RECORD: _Spec(
        "Record",
        "with the record first",
        "against the record first",
        lambda line: line.agreement.value,
        lambda line: line.agreement is not Agreement.WITH,
        revealed=True,
    ),
    Column.JUDGEMENT: _Spec(
        "Judgement",
        "vindicated first",
        "regretted first",
        lambda line: line.judgement.value,
        lambda line: _JUDGEMENTS.index(line.judgement),
        revealed=True,
    ),
    Column.FORECAST: _Spec(
        "Forecast",
        "lowest forecast first",
        "highest forecast first",
        lambda line: f"{line.forecast} %",
        lambda line: line.forecast,
    ),
}


def is_sealed(line: AttemptLine) -> bool:
    """Whether nothing of the record may be shown with the attempt yet."""
    return line.stage <= Stage.COMMITTED


class AttemptModel(QAbstractTableModel):
    """One row an attempt. Texts are made when a cell asks for them, so that length costs nothing."""

    def __init__(
        self, lines: tuple[AttemptLine, ...], zone: dt.tzinfo | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._zone = zone
        self._lines = sorted(lines, key=_case_order)
        self._column = Column.NUMBER
        self._falling = False

    @property
    def has_cases(self) -> bool:
        """Whether the attempts are of more than one case."""
        return len({line.case_id for line in self._lines}) > 1

    @property
    def column(self) -> Column:
        """The column it is sorted by."""
        return self._column

    @property
    def falling(self) -> bool:
        """Whether the greatest stands first."""
        return self._falling

    @property
    def order_text(self) -> str:
        """How it is sorted, in words."""
        spec = _SPECS[self._column]
        return spec.falling if self._falling else spec.rising

    @property
    def lines(self) -> tuple[AttemptLine, ...]:
        """The attempts as they are sorted now."""
        return tuple(self._lines)

    def line(self, row: int) -> AttemptLine:
        """The attempt of a row; raises ``IndexError``."""
        return self._lines[row]

    def row_of(self, attempt_id: str) -> int | None:
        """The row of an attempt, if it is here."""
        return next((row for row, line in enumerate(self._lines) if line.id == attempt_id), None)

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """See QAbstractItemModel."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        """See QAbstractItemModel."""
        return 0 if parent.isValid() else len(Column)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """See QAbstractItemModel."""
        if not index.isValid():
            return None
        line, column = self._lines[index.row()], Column(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(line, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(line, column)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """See QAbstractItemModel."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        column = Column(section)
        if role == Qt.ItemDataRole.DisplayRole:
            return _SPECS[column].title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            title = "Number" if column is Column.NUMBER else _SPECS[column].title
            return f"{title}, sorted: {self.order_text}" if column is self._column else title
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column. What is sealed stands last either way, so that its place tells nothing."""
        wanted = Column(column)
        falling = order is Qt.SortOrder.DescendingOrder
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        kept = [self._lines[index.row()].id for index in before]
        self._column, self._falling = wanted, falling
        self._lines = sort_lines(self._lines, wanted, falling=falling)
        rows = {line.id: row for row, line in enumerate(self._lines)}
        after = [self.index(rows[id_], index.column()) for id_, index in zip(kept, before, strict=True)]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)

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


def sort_lines(lines: list[AttemptLine], column: Column, *, falling: bool = False) -> list[AttemptLine]:
    """Sort by a column; equals stand in the order of the case, sealed ones last where the column is of the record."""
    spec = _SPECS[column]
    ordered = sorted(lines, key=_case_order)
    hidden = [line for line in ordered if spec.revealed and is_sealed(line)]
    shown = [line for line in ordered if not (spec.revealed and is_sealed(line))]
    return sorted(shown, key=spec.key, reverse=falling) + hidden


def _case_order(line: AttemptLine) -> tuple[str, str, int, int]:
    return line.case_title.casefold(), line.case_id, line.decision_number, line.number
