"""The cells and the head of a group's table, painted: dots, the record, a share with what was expected of it."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QHelpEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from trainer.desktop.group_state import too_few
from trainer.desktop.painting.group_dots import dots_room, figures_width, paint_dots, paint_number, paint_share
from trainer.desktop.theme import Theme
from trainer.desktop.widgets.group_model import HEADS, Column, GroupModel
from trainer.study.group import GroupDecision

PAD = 8.0
"""Space before the text of a cell, in pixels at 100 %."""
LINE = 72.0
"""Of the line from 0 to 100 %, likewise."""

_Index = QModelIndex | QPersistentModelIndex
_MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_EDGE = 3.0
_KEY = 22.0


class GroupHead(QHeaderView):
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
        words = area.adjusted(theme.px(PAD), 0, 0, 0)
        text = metrics.elidedText(HEADS[Column(logicalIndex)], Qt.TextElideMode.ElideRight, words.width())
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


class GroupCells(QStyledItemDelegate):
    """Paints the cells."""

    def __init__(self, theme: Theme, model: GroupModel, most: int) -> None:
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
        inner = area.adjusted(theme.px(PAD), 0, 0, -1)
        if column is Column.NUMBER:
            self._paint_number(painter, inner, each)
        elif column is Column.TITLE:
            self._write(painter, inner.adjusted(0, 0, -theme.px(PAD), 0), each.text.title, self._strong)
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
        line = QRectF(area.left() + theme.px(4), area.top(), theme.px(LINE), area.height())
        paint_share(painter, theme, line, each.with_record / each.n, each.interval, each.forecast / 100)
        painter.setFont(self._plain)
        painter.setPen(theme.colour("ink"))
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(area.adjusted(0, 0, -theme.px(PAD), 0), right, f"{each.forecast:.0f} %")

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: _Index
    ) -> bool:
        """Show a cell in words: titles may be cut, and dots want counting."""
        text = self._model.text(index.row(), Column(index.column()))
        QToolTip.showText(event.globalPos(), text.replace("; ", "\n"), view)
        return True
