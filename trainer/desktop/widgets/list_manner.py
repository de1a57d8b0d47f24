"""How tables look and behave that list something: a row after the other, one of them current, nothing to edit."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from trainer.desktop.theme import Theme
from trainer.desktop.widgets.layout import paint_ground
from trainer.desktop.widgets.scroll_bar import SlimScrollBar


def set_list_manner(table: QTableView, theme: Theme, row_height: int) -> None:
    """Make a table a list.

    Args:
        table: to be made one.
        theme: for colours and measures.
        row_height: of each row, in pixels.
    """
    table.setFrameShape(QFrame.Shape.NoFrame)
    table.setVerticalScrollBar(SlimScrollBar(theme))
    table.setShowGrid(False)
    table.setTabKeyNavigation(False)
    table.setCornerButtonEnabled(False)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    paint_ground(table, theme, "paper")
    rows = table.verticalHeader()
    rows.hide()
    rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    rows.setMinimumSectionSize(1)
    rows.setDefaultSectionSize(row_height)
