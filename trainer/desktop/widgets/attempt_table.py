"""The table of the record: a row an attempt, painted by one delegate."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from trainer.desktop.theme import Theme
from trainer.desktop.widgets.attempt_cells import AttemptCells
from trainer.desktop.widgets.attempt_columns import Need, share
from trainer.desktop.widgets.attempt_header import AttemptHeader
from trainer.desktop.widgets.attempt_model import AttemptModel, Column
from trainer.desktop.widgets.layout import paint_ground
from trainer.desktop.widgets.scroll_bar import SlimScrollBar

_LEAST = {Column.DECISION: 150.0, Column.MINE: 100.0, Column.THEIRS: 100.0, Column.CASE: 90.0}
"""How much of a column of free text stays where it is narrow, in pixels at 100 %."""


class AttemptTable(QTableView):
    """All attempts; one of them is always the current one."""

    selected = Signal(str)
    """Id of the attempt that became the current one."""
    opened = Signal(str)
    """Id of the attempt that was asked for by Enter or a double click."""
    touched = Signal(str)
    """Id of the attempt that was clicked once."""
    read_on = Signal(int)
    """One screen down (1) or up (-1) in the attempt beside the table."""
    sorted = Signal()

    def __init__(self, theme: Theme, model: AttemptModel) -> None:
        super().__init__()
        self._theme = theme
        self._attempts = model
        self._ring = False
        self._cells = AttemptCells(theme, model, self._first_column)
        self._head = AttemptHeader(theme, self)
        self.setHorizontalHeader(self._head)
        self.setModel(model)
        self.setItemDelegate(self._cells)
        self._set_manner()
        self._needs = self._measure()
        self._head.setSortIndicator(model.column, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        model.layoutChanged.connect(self._after_sorting)
        self.selectionModel().currentRowChanged.connect(self._tell)
        self.clicked.connect(lambda index: self.touched.emit(model.line(index.row()).id))
        self.doubleClicked.connect(lambda index: self.opened.emit(model.line(index.row()).id))

    def _set_manner(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBar(SlimScrollBar(self._theme))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("My attempts")
        paint_ground(self, self._theme, "paper")
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        height = self._cells.line_height
        rows.setMinimumSectionSize(1)
        rows.setDefaultSectionSize(max(self._theme.px(35), round(height) + self._theme.px(14)))

    @property
    def current_id(self) -> str | None:
        """Id of the current attempt."""
        index = self.currentIndex()
        return self._attempts.line(index.row()).id if index.isValid() else None

    @property
    def shown(self) -> tuple[Column, ...]:
        """The columns there is room for."""
        return tuple(column for column in Column if not self.isColumnHidden(column))

    def go_to(self, attempt_id: str) -> None:
        """Make an attempt the current one; one that isn't here is passed over."""
        row = self._attempts.row_of(attempt_id)
        if row is not None:
            self._go_to_row(row)

    def step(self, by: int) -> None:
        """Go so many rows down, or up, as far as there are rows."""
        self._go_to_row(self.currentIndex().row() + by)

    def sort_by(self, column: Column, *, falling: bool = False) -> None:
        """Sort by a column."""
        self.sortByColumn(column, Qt.SortOrder.DescendingOrder if falling else Qt.SortOrder.AscendingOrder)

    def _go_to_row(self, row: int) -> None:
        row = min(max(row, 0), self._attempts.rowCount() - 1)
        index = self._attempts.index(row, Column.DECISION)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def _tell(self, current: QModelIndex) -> None:
        if current.isValid():
            self.selected.emit(self._attempts.line(current.row()).id)

    def _after_sorting(self) -> None:
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())
        self.sorted.emit()

    def _first_column(self) -> Column:
        return self.shown[0]

    def _measure(self) -> dict[Column, Need]:
        model = self._attempts
        needs = {}
        for column in Column:
            if column is Column.CASE and not model.has_cases:
                continue
            texts = {model.text(line, column) for line in model.lines} | (
                {"100 %"} if column is Column.FORECAST else set()
            )
            widest = max((self._cells.text_width(text, column) for text in texts), default=0)
            name = str(model.headerData(column, Qt.Orientation.Horizontal))
            full = max(round(widest + self._cells.before(column)) + self._theme.px(4), self._head.name_width(name))
            least = _LEAST.get(column)
            needs[column] = Need(min(self._theme.px(least), full) if least else full, full)
        return needs

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width anew."""
        super().resizeEvent(event)
        widths = share(self.viewport().width(), self._needs)
        for column in Column:
            self.setColumnHidden(column, column not in widths)
            if column in widths:
                self.setColumnWidth(column, widths[column])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open, read on, jump to the ends; the rest as in every table."""
        self._ring = True
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                if self.current_id:
                    self.opened.emit(self.current_id)
            case Qt.Key.Key_Space:
                self.read_on.emit(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
            case Qt.Key.Key_Home:
                self._go_to_row(0)
            case Qt.Key.Key_End:
                self._go_to_row(self._attempts.rowCount() - 1)
            case Qt.Key.Key_Escape:
                event.ignore()
            case _:
                super().keyPressEvent(event)
        self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A mouse needs no focus ring."""
        self._ring = False
        super().mousePressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring where the keyboard brought the focus."""
        reasons = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        self._ring = event.reason() in reasons
        super().focusInEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """See QWidget."""
        super().paintEvent(event)
        if not (self._ring and self.hasFocus() and self.currentIndex().isValid()):
            return
        row = self.currentIndex().row()
        left = self.visualRect(self._attempts.index(row, self.shown[0]))
        right = self.visualRect(self._attempts.index(row, self.shown[-1]))
        around: QRect = left.united(right)
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colour("focus"), 2))
        painter.drawRoundedRect(QRectF(around).adjusted(1, 1, -1, -2), 4, 4)
        painter.end()
