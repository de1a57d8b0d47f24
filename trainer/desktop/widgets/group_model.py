"""The decisions of a group as Qt asks for them: each cell in words, whatever paints it."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

from trainer.desktop.group_state import option_said, too_few
from trainer.study.group import GroupDecision

_Index = QModelIndex | QPersistentModelIndex


class Column(IntEnum):
    """What a row shows."""

    NUMBER = 0
    TITLE = 1
    CHOICES = 2
    RECORD = 3
    EXPECTED = 4


HEADS = {
    Column.NUMBER: "No.",
    Column.TITLE: "Decision",
    Column.CHOICES: "Choices, one dot a learner",
    Column.RECORD: "With record",
    Column.EXPECTED: "Expected",
}


class GroupModel(QAbstractTableModel):
    """A row a decision."""

    def __init__(self, decisions: Sequence[GroupDecision], hidden: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self.decisions = decisions
        self.hidden = hidden

    def covered(self, row: int) -> bool:
        """Whether what was chosen there stays hidden."""
        return self.decisions[row].covered(self.hidden)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """See QAbstractTableModel."""
        return 0 if parent.isValid() else len(self.decisions)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """See QAbstractTableModel."""
        return 0 if parent.isValid() else len(Column)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """See QAbstractTableModel."""
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.text(index.row(), Column(index.column()))
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """See QAbstractTableModel."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return HEADS[Column(section)]
        return None

    def text(self, row: int, column: Column) -> str:
        """A cell in words."""
        each = self.decisions[row]
        if column is Column.NUMBER:
            return str(each.text.number)
        if column is Column.TITLE:
            return each.text.title
        if self.covered(row):
            return too_few(each)
        if column is Column.CHOICES:
            return "; ".join(option_said(each, place) for place in range(len(each.options)))
        if column is Column.RECORD:
            return f"{each.with_record} of {each.n}"
        return f"{each.forecast:.0f} %" if each.n else "none"
