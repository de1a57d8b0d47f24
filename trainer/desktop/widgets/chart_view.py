"""A chart on a page, and the table behind it at the press of a link."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from trainer.case.chart import ChartData, chart_sentence, chart_table
from trainer.case.exhibits import ChartExhibit
from trainer.desktop.painting.charts import chart_height, paint_chart
from trainer.desktop.theme import Theme
from trainer.desktop.widgets.buttons import LinkButton
from trainer.desktop.widgets.layout import column, rule
from trainer.desktop.widgets.text import label

_AS_TABLE = "Show as a table"
_AS_CHART = "Show as a chart"


class ChartView(QWidget):
    """A chart that takes the height its width asks for; its description says all values in words."""

    def __init__(self, theme: Theme, exhibit: ChartExhibit, *, ground: str = "page", with_table: bool = True) -> None:
        """
        Args:
            theme: for colours and measures.
            exhibit: what is shown.
            ground: the colour the chart lies on.
            with_table: whether a link below changes between chart and table.

        Raises:
            ValueError: a series has more or fewer values than there are categories.
        """
        super().__init__()
        self._theme = theme
        self._data = ChartData.of(exhibit)
        self._picture = _Picture(theme, self._data, ground)
        self._table: QWidget | None = None
        self._layout = column(spacing=theme.px(2))
        self._layout.addWidget(self._picture)
        self._switch = LinkButton(theme, _AS_TABLE, ink="ink-2", size=12.5)
        self._switch.clicked.connect(self._change)
        if with_table:
            self._layout.addWidget(self._switch, 0, Qt.AlignmentFlag.AlignLeft)
        else:
            self._switch.setParent(self)
            self._switch.hide()
        self.setLayout(self._layout)
        self.setAccessibleName(self._data.title)
        self.setAccessibleDescription(chart_sentence(self._data))

    @property
    def shows_table(self) -> bool:
        """Whether the table stands in place of the chart."""
        return self._picture.isHidden()

    def _change(self) -> None:
        if self._table is None:
            self._table = _table(self._theme, self._data)
            self._layout.insertWidget(1, self._table)
            self._table.hide()
        to_table = not self.shows_table
        self._picture.setHidden(to_table)
        self._table.setVisible(to_table)
        self._switch.relabel(_AS_CHART if to_table else _AS_TABLE)
        self.updateGeometry()


class _Picture(QWidget):
    """The painted chart."""

    def __init__(self, theme: Theme, data: ChartData, ground: str) -> None:
        super().__init__()
        self._theme = theme
        self._data = data
        self._ground = ground
        # A fixed height would hold it at that of the size hint, whatever height the width asks for.
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(data.title)
        self.setAccessibleDescription(chart_sentence(data))

    def hasHeightForWidth(self) -> bool:
        """Always: the data decides."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Height of the chart at ``width``."""
        return round(chart_height(self._data, self._theme, max(width, 1)) + 0.5)

    def sizeHint(self) -> QSize:
        """As wide as the story."""
        width = self._theme.px(540)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Narrow is possible; the height comes with the width."""
        return QSize(self._theme.px(160), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """See QWidget."""
        painter = QPainter(self)
        paint_chart(painter, QRectF(self.rect()), self._data, self._theme, self._ground)
        painter.end()


def _table(theme: Theme, data: ChartData) -> QWidget:
    """The table behind a chart: text left, figures right, a rule below each row."""
    head, *rows = chart_table(data)
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(theme.px(20))
    grid.setVerticalSpacing(theme.px(5))
    grid.setColumnStretch(0, 1)
    for line, cells in enumerate((head, *rows)):
        for index, text in enumerate(cells):
            font = theme.sans(13, QFont.Weight.Medium if line == 0 else QFont.Weight.Normal, tabular=index > 0)
            cell = label(theme, text, font, "ink-2" if line == 0 else "ink", wrap=True)
            side = Qt.AlignmentFlag.AlignRight if index else Qt.AlignmentFlag.AlignLeft
            cell.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(cell, 2 * line, index)
        grid.addWidget(rule(theme), 2 * line + 1, 0, 1, len(head))
    made = QWidget()
    made.setLayout(grid)
    made.setAccessibleName(f"{data.title}, as a table")
    return made
