"""The table behind a chart: a real table for screen readers and the arrow keys, as high as its rows."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QSizePolicy, QTableView

from trainer.desktop.painting.scene import wrap
from trainer.desktop.theme import Theme
from trainer.desktop.widgets.layout import paint_ground

Rows = tuple[tuple[str, ...], ...]
"""The first row names the columns."""

_Index = QModelIndex | QPersistentModelIndex
_GAP = 16.0
_MOST_LINES = 40


class DataTable(QTableView):
    """Text to the left, figures to the right. Shows every row and every word; it scrolls with the page."""

    def __init__(self, theme: Theme, rows: Rows, name: str, *, ground: str = "page") -> None:
        """
        Args:
            theme: for colours and measures.
            rows: the cells; all rows as long as the first.
            name: for screen readers.
            ground: the colour it lies on.
        """
        super().__init__()
        self._theme = theme
        self._rows = rows
        self._model = _Cells(theme, rows, self)
        self.setModel(self._model)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setMinimumSectionSize(1)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        paint_ground(self, theme, ground)
        paint_ground(self.viewport(), theme, ground)

    def hasHeightForWidth(self) -> bool:
        """The width decides how cells are broken into lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Height of all rows at ``width``."""
        return sum(self._heights(self._widths(width))) + 1

    def sizeHint(self) -> QSize:
        """As wide as a column of the page."""
        width = self._theme.px(320)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Narrow is possible; the height comes with the width."""
        return QSize(self._theme.px(160), 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the cells out for the new width."""
        super().resizeEvent(event)
        widths = self._widths(self.viewport().width())
        for column, width in enumerate(widths):
            self.setColumnWidth(column, width)
        for row, height in enumerate(self._heights(widths)):
            self.setRowHeight(row, height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Every cell in its lines, and a rule below every row."""
        theme = self._theme
        painter = QPainter(self.viewport())
        current = self.currentIndex() if self.hasFocus() else QModelIndex()
        for row, cells in enumerate(self._rows):
            for column, text in enumerate(cells):
                area = self.visualRect(self._model.index(row, column))
                self._paint_cell(painter, area, row, column, text)
            area = self.visualRect(self._model.index(row, 0))
            ink = "ink" if row in (0, len(self._rows) - 1) else "line"
            painter.fillRect(0, area.bottom(), self.viewport().width(), 1, theme.colour(ink))
        if current.isValid():
            painter.setPen(theme.colour("focus"))
            painter.drawRect(self.visualRect(current).adjusted(0, 0, -1, -2))
        painter.end()

    def _paint_cell(self, painter: QPainter, area: QRect, row: int, column: int, text: str) -> None:
        theme = self._theme
        font = self._model.font(row, column)
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        painter.setPen(theme.colour("ink-2" if row == 0 else "ink"))
        gap = theme.px(_GAP) if column else 0
        lines = wrap(text, font, area.width() - gap, _MOST_LINES)
        side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
        top = area.top() + (area.height() - metrics.height() * len(lines)) / 2
        for number, line in enumerate(lines):
            box = QRect(area.left() + gap, round(top + number * metrics.height()), area.width() - gap, area.height())
            painter.drawText(box, side | Qt.AlignmentFlag.AlignTop, line)

    def _widths(self, width: int) -> list[int]:
        """Widths of the columns: what each would like, or as much more than its longest word as there is room for."""
        columns = range(len(self._rows[0]))
        liked = [self._extent(column, whole=True) for column in columns]
        least = [self._extent(column, whole=False) for column in columns]
        spare = width - sum(least)
        if spare <= 0:
            share = [width * each / sum(least) for each in least]
        else:
            wanted = [max(a - b, 0.0) for a, b in zip(liked, least, strict=True)]
            scale = min(spare / sum(wanted), 1.0) if sum(wanted) else 0.0
            share = [a + scale * b for a, b in zip(least, wanted, strict=True)]
            over = width - sum(share)
            share = [each + over / len(share) for each in share]
        return [int(each) for each in share]

    def _extent(self, column: int, *, whole: bool) -> float:
        """Width of the longest text, or of the longest word, in a column."""
        gap = self._theme.px(_GAP) if column else 0
        longest = 0.0
        for row, cells in enumerate(self._rows):
            metrics = QFontMetricsF(self._model.font(row, column))
            parts = [cells[column]] if whole else cells[column].split(" ")
            longest = max(longest, *(metrics.horizontalAdvance(part) for part in parts))
        return longest + gap + 2

    def _heights(self, widths: list[int]) -> list[int]:
        heights = []
        for row, cells in enumerate(self._rows):
            tall = 0.0
            for column, text in enumerate(cells):
                font = self._model.font(row, column)
                gap = self._theme.px(_GAP) if column else 0
                lines = len(wrap(text, font, widths[column] - gap, _MOST_LINES))
                tall = max(tall, lines * QFontMetricsF(font).height())
            heights.append(round(tall) + self._theme.px(9))
        return heights


class _Cells(QAbstractTableModel):
    """The rows as Qt asks for them; the names of the columns are the first row, so that arrow keys reach them."""

    def __init__(self, theme: Theme, rows: Rows, parent: QTableView) -> None:
        super().__init__(parent)
        self._rows = rows
        self._fonts = {
            (head, figures): theme.sans(13, QFont.Weight.Medium if head else QFont.Weight.Normal, tabular=figures)
            for head in (True, False)
            for figures in (True, False)
        }

    def font(self, row: int, column: int) -> QFont:
        """The face of a cell."""
        return self._fonts[row == 0, column > 0]

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """See QAbstractTableModel."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """See QAbstractTableModel."""
        return 0 if parent.isValid() else len(self._rows[0])

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """See QAbstractTableModel."""
        if role == Qt.ItemDataRole.DisplayRole:
            return self._rows[index.row()][index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            text = self._rows[index.row()][index.column()]
            return text if 0 in (index.row(), index.column()) else f"{self._rows[0][index.column()]}: {text}"
        return None
