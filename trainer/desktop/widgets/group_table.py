"""The table of a group: a row a decision, a dot a learner, painted by one delegate."""

from __future__ import annotations

import math
from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt, Signal
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
    QWidget,
)

from trainer.desktop.group_state import option_said, too_few
from trainer.desktop.painting.group_dots import dots_room, figures_width, paint_dots, paint_number, paint_share
from trainer.desktop.theme import Theme
from trainer.desktop.widgets.layout import paint_ground
from trainer.desktop.widgets.scroll_bar import SlimScrollBar
from trainer.study.group import GroupDecision, Spot

_Index = QModelIndex | QPersistentModelIndex
_MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_PAD = 8.0
_EDGE = 3.0
_SLOT = 98.0
_TIGHT_SLOT = 84.0
_LEAST_SLOT = 56.0
_KEY = 22.0
_LINE = 72.0
_LEAST_TITLE = 150.0


class Column(IntEnum):
    """What a row shows."""

    NUMBER = 0
    TITLE = 1
    CHOICES = 2
    RECORD = 3
    EXPECTED = 4


_HEADS = {
    Column.NUMBER: "No.",
    Column.TITLE: "Decision",
    Column.CHOICES: "Choices, one dot a learner",
    Column.RECORD: "With record",
    Column.EXPECTED: "Expected",
}


class _Decisions(QAbstractTableModel):
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
            return _HEADS[Column(section)]
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


class GroupTable(QTableView):
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
        super().__init__()
        self._theme = theme
        self._ring = False
        self._decisions = _Decisions(decisions, names_hidden, self)
        self._most = max((len(each.options) for each in decisions), default=1)
        self.setModel(self._decisions)
        self._cells = _Cells(theme, self._decisions, self._most)
        self.setItemDelegate(self._cells)
        self.setHorizontalHeader(_Head(theme, self))
        self._set_manner()
        for row in range(len(decisions)):
            if self._decisions.covered(row):
                self.setSpan(row, Column.CHOICES, 1, len(Column) - Column.CHOICES)
        self.selectionModel().currentRowChanged.connect(self._tell)
        self.clicked.connect(lambda index: self.opened.emit(decisions[index.row()].text.spot))

    def _set_manner(self) -> None:
        theme = self._theme
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBar(SlimScrollBar(theme))
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("What the group decided")
        paint_ground(self, theme, "paper")
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(1)
        rows.setDefaultSectionSize(max(theme.px(42), round(self._cells.line_height) + theme.px(18)))

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
        pad = theme.px(_PAD)
        fixed = {
            Column.NUMBER: round(theme.px(_PAD + 12) + figures_width(theme, self._longest_number()) + pad),
            Column.RECORD: round(max(figures_width(theme, "000 of 000"), self._head_width(Column.RECORD)) + 2 * pad),
            Column.EXPECTED: round(theme.px(_LINE) + theme.px(10) + figures_width(theme, "100 %") + 2 * pad),
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
        slots = max(min(slots, rest - theme.px(_LEAST_TITLE)), min(self._most * theme.px(_LEAST_SLOT), rest // 2), 1)
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
        return QFontMetricsF(self._theme.sans(13)).horizontalAdvance(_HEADS[column])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """As in every table; Home and End go to the first and the last row."""
        self._ring = True
        if event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            row = 0 if event.key() == Qt.Key.Key_Home else self._decisions.rowCount() - 1
            self.setCurrentIndex(self._decisions.index(row, Column.TITLE))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current is not None:
            self.opened.emit(self.current)
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)
        self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A mouse needs no focus ring."""
        self._ring = False
        super().mousePressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring where the keyboard brought the focus, and have a row to begin with."""
        self._ring = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        super().focusInEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """See QWidget."""
        super().paintEvent(event)
        if not (self._ring and self.hasFocus() and self.currentIndex().isValid()):
            return
        row = self.currentIndex().row()
        top = self.visualRect(self._decisions.index(row, Column.NUMBER))
        around = QRectF(0, top.top(), self.viewport().width(), top.height())
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colour("focus"), 2))
        painter.drawRoundedRect(around.adjusted(1, 1, -1, -2), 4, 4)
        painter.end()


class _Head(QHeaderView):
    """The names of the columns, and what the line below a choice means."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(1)
        self.setFixedHeight(max(theme.px(34), round(QFontMetricsF(theme.sans(13)).height()) + theme.px(14)))
        self.setAccessibleName("Columns")

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N802, N803
        """See QHeaderView."""
        theme = self._theme
        area = QRectF(rect)
        painter.save()
        painter.fillRect(rect, theme.colour("paper"))
        painter.fillRect(QRectF(area.left(), area.top(), area.width(), 1), theme.colour("ink"))
        painter.fillRect(QRectF(area.left(), area.bottom() - 1, area.width(), 1), theme.colour("edge"))
        font = theme.sans(13)
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        painter.setPen(theme.colour("ink-2"))
        words = area.adjusted(theme.px(_PAD), 0, 0, 0)
        text = metrics.elidedText(_HEADS[Column(logicalIndex)], Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, _MIDDLE, text)
        if logicalIndex == Column.CHOICES:
            self._paint_legend(painter, words, metrics.horizontalAdvance(text))
        painter.restore()

    def _paint_legend(self, painter: QPainter, words: QRectF, after: float) -> None:
        theme = self._theme
        font = theme.sans(13, QFont.Weight.DemiBold)
        left = words.left() + after + theme.px(16)
        text = left + theme.px(22)
        if text + QFontMetricsF(font).horizontalAdvance("the record") > words.right():
            return
        painter.fillRect(QRectF(left, words.center().y(), theme.px(16), theme.px(2)), theme.colour("ink"))
        painter.setFont(font)
        painter.setPen(theme.colour("ink"))
        painter.drawText(QRectF(text, words.top(), words.right() - text, words.height()), _MIDDLE, "the record")


class _Cells(QStyledItemDelegate):
    def __init__(self, theme: Theme, model: _Decisions, most: int) -> None:
        super().__init__(model)
        self._theme = theme
        self._model = model
        self._most = most
        self._plain = theme.sans(13, tabular=True)
        self._strong = theme.sans(13, QFont.Weight.Medium)
        self._bold = theme.sans(13, QFont.Weight.DemiBold, tabular=True)

    @property
    def line_height(self) -> float:
        """Height of the text."""
        return QFontMetricsF(self._plain).height()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """See QStyledItemDelegate."""
        theme, column = self._theme, Column(index.column())
        area = QRectF(option.rect)
        each = self._model.decisions[index.row()]
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, theme.colour("page"))
            if column is Column.NUMBER:
                edge = QRectF(area.left(), area.top(), theme.px(_EDGE), area.height() - 1)
                painter.fillRect(edge, theme.colour("accent"))
        painter.fillRect(QRectF(area.left(), area.bottom() - 1, area.width(), 1), theme.colour("line"))
        inner = area.adjusted(theme.px(_PAD), 0, 0, -1)
        if column is Column.NUMBER:
            self._paint_number(painter, inner, each)
        elif column is Column.TITLE:
            self._write(painter, inner.adjusted(0, 0, -theme.px(_PAD), 0), each.text.title, self._strong)
        elif self._model.covered(index.row()):
            self._write(painter, inner, too_few(each), self._plain, "ink-2")
        elif column is Column.CHOICES:
            self._paint_choices(painter, area, each)
        elif column is Column.RECORD:
            self._paint_record(painter, inner, each)
        else:
            self._paint_expected(painter, inner, each)
        painter.restore()

    def _write(self, painter: QPainter, area: QRectF, text: str, font: QFont, ink: str = "ink") -> None:
        painter.setFont(font)
        painter.setPen(self._theme.colour(ink))
        short = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, _MIDDLE, short)

    def _paint_number(self, painter: QPainter, area: QRectF, each: GroupDecision) -> None:
        theme = self._theme
        height = theme.px(16)
        bar = QRectF(area.left(), area.center().y() - height / 2, theme.px(4), height)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.act_colour(each.text.act_number))
        painter.drawRoundedRect(bar, 1, 1)
        number = area.adjusted(theme.px(12), 0, 0, 0)
        number.setWidth(max(figures_width(theme, "00"), figures_width(theme, str(each.text.number))))
        painter.setFont(self._plain)
        painter.setPen(theme.colour("ink-2"))
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(number, right, str(each.text.number))

    def _paint_choices(self, painter: QPainter, area: QRectF, each: GroupDecision) -> None:
        theme = self._theme
        wide = area.width() / self._most
        room = dots_room(theme, wide - theme.px(_KEY + 11))
        fits = all(len(option.first) <= room for option in each.options)
        for place, option in enumerate(each.options[: self._most]):
            slot = QRectF(area.left() + place * wide, area.top(), wide - theme.px(8), area.height() - 1)
            inside = slot.adjusted(0, theme.px(6), 0, -theme.px(6))
            if option.taken:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(theme.colour("wash"))
                painter.drawRoundedRect(inside, 4, 4)
                line = QRectF(inside.left(), inside.bottom() - theme.px(2), inside.width(), theme.px(2))
                painter.fillRect(line, theme.colour("ink"))
            words = slot.adjusted(theme.px(7), 0, 0, 0)
            self._write(painter, words, str(place + 1), theme.sans(12, QFont.Weight.DemiBold), "ink-2")
            dots = slot.adjusted(theme.px(_KEY), 0, -theme.px(3), 0)
            # A row shows dots alone or numbers alone, so that its options can be compared.
            (paint_dots if fits else paint_number)(painter, theme, dots, len(option.first))

    def _paint_record(self, painter: QPainter, area: QRectF, each: GroupDecision) -> None:
        count = str(each.with_record)
        self._write(painter, area, count, self._bold)
        rest = area.adjusted(QFontMetricsF(self._bold).horizontalAdvance(count), 0, 0, 0)
        self._write(painter, rest, f" of {each.n}", self._plain, "ink-2")

    def _paint_expected(self, painter: QPainter, area: QRectF, each: GroupDecision) -> None:
        theme = self._theme
        if not each.n:
            return
        line = QRectF(area.left() + theme.px(4), area.top(), theme.px(_LINE), area.height())
        paint_share(painter, theme, line, each.with_record / each.n, each.interval, each.forecast / 100)
        painter.setFont(self._plain)
        painter.setPen(theme.colour("ink"))
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(area.adjusted(0, 0, -theme.px(_PAD), 0), right, f"{each.forecast:.0f} %")

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: _Index
    ) -> bool:
        """Show a cell in words: titles may be cut, and dots want counting."""
        text = self._model.text(index.row(), Column(index.column()))
        QToolTip.showText(event.globalPos(), text.replace("; ", "\n"), view)
        return True
