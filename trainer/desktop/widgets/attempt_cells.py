"""The cells of the record's table, painted: texts, the bar of the act, the marks of the record, the forecast."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QHelpEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QToolTip

from trainer.desktop.painting.icons import paint_icon
from trainer.desktop.theme import Theme
from trainer.desktop.widgets.attempt_header import PAD
from trainer.desktop.widgets.attempt_model import SEALED, AttemptModel, Column
from trainer.desktop.widgets.forecast_mark import paint_forecast_mark
from trainer.progress.values import AttemptLine
from trainer.study.forecast import Agreement

_Index = QModelIndex | QPersistentModelIndex
_MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_EDGE = 3.0
_ACT = 12.0
"""Bar of the act and the space behind it."""
_SCALE = 36.0
_MARK = 15.0
_GAP = 8.0


class AttemptCells(QStyledItemDelegate):
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
        if line is not None:
            self._paint_mark(painter, area, line, column)
            self._paint_text(painter, area, line, column)
        elif column is Column.DECISION:
            height = round(self.line_height / 2)
            waiting = QRectF(
                area.left() + self._theme.px(PAD), area.center().y() - height / 2, area.width() / 2, height
            )
            painter.fillRect(waiting, self._theme.colour("wash"))
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
        line, column = self._model.line(index.row()), Column(index.column())
        text = self._model.text(line, column) if line is not None else ""
        room = option.rect.width() - self.before(column)
        QToolTip.showText(event.globalPos(), text if self.text_width(text, column) > room else "", view)
        return True
