"""The table of the record: a row an attempt, painted by one delegate."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
)

from trainer.desktop.painting.icons import paint_icon
from trainer.desktop.theme import Theme
from trainer.desktop.widgets.attempt_columns import Need, share
from trainer.desktop.widgets.attempt_header import PAD, AttemptHeader
from trainer.desktop.widgets.attempt_model import SEALED, AttemptModel, Column
from trainer.desktop.widgets.forecast_mark import paint_forecast_mark
from trainer.desktop.widgets.layout import paint_ground
from trainer.progress.values import AttemptLine
from trainer.study.forecast import Agreement

_Index = QModelIndex | QPersistentModelIndex
_MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_LEAST = {Column.DECISION: 150.0, Column.MINE: 100.0, Column.THEIRS: 100.0, Column.CASE: 90.0}
"""Columns of free text may be cut; this much of them stays, in pixels at 100 %."""
_EDGE = 3.0
_ACT = 12.0
"""Bar of the act and the space behind it."""
_SCALE = 36.0
_MARK = 15.0
_GAP = 8.0


class _Delegate(QStyledItemDelegate):
    """Paints the cells."""

    def __init__(self, theme: Theme, model: AttemptModel, first: Callable[[], Column]) -> None:
        super().__init__(model)
        self._theme = theme
        self._model = model
        self._first = first
        plain, strong = theme.sans(13, tabular=True), theme.sans(13, QFont.Weight.Medium, tabular=True)
        self._plain = plain, QFontMetricsF(plain)
        self._strong = strong, QFontMetricsF(strong)

    @property
    def line_height(self) -> float:
        """Height of the text."""
        return self._plain[1].height()

    def text_width(self, text: str, column: Column) -> float:
        """How far a text runs in a column."""
        return self._type(column)[1].horizontalAdvance(text)

    def _type(self, column: Column) -> tuple[QFont, QFontMetricsF]:
        return self._strong if column is Column.DECISION else self._plain

    def before(self, column: Column) -> float:
        """Space taken before the text of a cell: padding, bar or mark."""
        extra = {
            Column.NUMBER: _ACT,
            Column.RECORD: _MARK + _GAP,
            Column.JUDGEMENT: _MARK + _GAP,
            Column.FORECAST: _SCALE + _GAP,
        }
        return self._theme.px(PAD) + self._theme.px(extra.get(column, 0))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """See QStyledItemDelegate."""
        line, column = self._model.line(index.row()), Column(index.column())
        area = QRectF(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if chosen:
            painter.fillRect(area, self._theme.colour("page"))
        painter.fillRect(QRectF(area.left(), area.bottom() - 1, area.width(), 1), self._theme.colour("line"))
        if chosen and column is self._first():
            edge = QRectF(area.left(), area.top(), self._theme.px(_EDGE), area.height() - 1)
            painter.fillRect(edge, self._theme.colour("accent"))
        self._paint_mark(painter, area, line, column)
        self._paint_text(painter, area, line, column)
        painter.restore()

    def _paint_mark(self, painter: QPainter, area: QRectF, line: AttemptLine, column: Column) -> None:
        theme = self._theme
        left = area.left() + theme.px(PAD)
        if column is Column.NUMBER:
            height = theme.px(16)
            bar = QRectF(left, area.center().y() - height / 2, theme.px(4), height)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.act_colour(line.act_number))
            painter.drawRoundedRect(bar, 1, 1)
        elif column is Column.FORECAST:
            paint_forecast_mark(
                painter, theme, QRectF(left, area.top(), theme.px(_SCALE), area.height()), line.forecast
            )
        elif self._model.text(line, column) != SEALED:
            mark = QRectF(left, area.top(), theme.px(_MARK), area.height() - 1)
            if column is Column.RECORD:
                paint_icon(painter, mark, line.agreement.value, theme.colour("ink"))
            elif column is Column.JUDGEMENT:
                paint_icon(painter, mark, line.judgement.value, theme.colour(line.judgement.value))

    def _paint_text(self, painter: QPainter, area: QRectF, line: AttemptLine, column: Column) -> None:
        text = self._model.text(line, column)
        sealed = text == SEALED
        font, metrics = self._type(column)
        left = self._theme.px(PAD) if sealed else self.before(column)
        words = area.adjusted(left, 0, 0, -1)
        if column in (Column.NUMBER, Column.FORECAST):
            widest = "100 %" if column is Column.FORECAST else "00"
            words.setWidth(max(metrics.horizontalAdvance(widest), metrics.horizontalAdvance(text)))
            align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        else:
            text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, words.width() - 1)
            align = _MIDDLE
        same = column is Column.THEIRS and line.agreement is Agreement.WITH
        quiet = sealed or same or column in (Column.DATE, Column.TRY, Column.CASE)
        painter.setFont(font)
        painter.setPen(self._theme.colour(("ink-3" if sealed or same else "ink-2") if quiet else "ink"))
        painter.drawText(words, align, text)

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: _Index
    ) -> bool:
        """Show the whole text of a cell that had to be cut."""
        column = Column(index.column()) if index.isValid() else Column.DATE
        text = self._model.text(self._model.line(index.row()), column) if column in _LEAST else ""
        room = option.rect.width() - self.before(column)
        QToolTip.showText(event.globalPos(), text if self.text_width(text, column) > room else "", view)
        return True


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
        self._cells = _Delegate(theme, model, self._first_column)
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
