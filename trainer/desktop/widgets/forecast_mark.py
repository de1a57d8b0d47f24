"""A forecast that was given: a mark on a line from 0 to 100 %."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from trainer.desktop.theme import Theme

_TICKS = 10


def paint_forecast_mark(painter: QPainter, theme: Theme, area: QRectF, percent: int) -> None:
    """A small scale without words, centred in ``area``, which it fills from side to side."""
    middle = round(area.center().y()) + 0.5
    x = round(area.left() + area.width() * percent / 100)
    reach = theme.px(5)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour("edge"), 1))
    painter.drawLine(QPointF(area.left(), middle), QPointF(area.right(), middle))
    painter.setPen(QPen(theme.colour("ink"), theme.px(2), c=Qt.PenCapStyle.FlatCap))
    painter.drawLine(QPointF(x, middle - reach), QPointF(x, middle + reach))
    painter.restore()


class ForecastMark(QWidget):
    """The scale with its figure below, as wide as there is room."""

    def __init__(self, theme: Theme, percent: int) -> None:
        super().__init__()
        self._theme = theme
        self._percent = percent
        self.setAccessibleName(f"Forecast: {percent} %")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def _fonts(self) -> tuple[QFont, QFont]:
        return self._theme.sans(13, QFont.Weight.DemiBold, tabular=True), self._theme.sans(12, tabular=True)

    def sizeHint(self) -> QSize:
        """Room for the scale and the figures at its ends."""
        figure, end = self._fonts()
        words = QFontMetricsF(figure).height()
        ends = QFontMetricsF(end).horizontalAdvance("0 % 100 %")
        return QSize(round(2 * ends), round(self._theme.px(22) + words))

    def minimumSizeHint(self) -> QSize:
        """See sizeHint."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """See QWidget."""
        painter = QPainter(self)
        self._paint_scale(painter)
        self._paint_words(painter)
        painter.end()

    def _x(self, percent: float) -> float:
        return 1 + (self.width() - 2) * percent / 100

    def _paint_scale(self, painter: QPainter) -> None:
        theme = self._theme
        base = theme.px(12) + 0.5
        painter.setPen(QPen(theme.colour("edge"), 1))
        painter.drawLine(QPointF(self._x(0), base), QPointF(self._x(100), base))
        for tick in range(_TICKS + 1):
            x = round(self._x(tick * 100 / _TICKS)) - (0.5 if tick == _TICKS else -0.5)
            length = theme.px(6 if tick % (_TICKS // 2) == 0 else 3)
            painter.drawLine(QPointF(x, base - length), QPointF(x, base))
        painter.setPen(QPen(theme.colour("ink"), theme.px(3), c=Qt.PenCapStyle.FlatCap))
        x = min(max(self._x(self._percent), theme.px(1.5)), self.width() - theme.px(1.5))
        painter.drawLine(QPointF(x, base - theme.px(11)), QPointF(x, base + theme.px(2)))

    def _paint_words(self, painter: QPainter) -> None:
        theme = self._theme
        bold, plain = self._fonts()
        own, ends = QFontMetricsF(bold), QFontMetricsF(plain)
        text = f"{self._percent} %"
        width = own.horizontalAdvance(text)
        left = min(max(self._x(self._percent) - width / 2, 0), self.width() - width)
        base = theme.px(18) + own.ascent()
        painter.setFont(plain)
        painter.setPen(theme.colour("ink-2"))
        gap = theme.px(12)
        if left > ends.horizontalAdvance("0 %") + gap:
            painter.drawText(QPointF(0, base), "0 %")
        right = self.width() - ends.horizontalAdvance("100 %")
        if left + width + gap < right:
            painter.drawText(QPointF(right, base), "100 %")
        painter.setFont(bold)
        painter.setPen(theme.colour("ink"))
        painter.drawText(QPointF(left, base), text)
