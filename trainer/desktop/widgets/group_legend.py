"""What the marks in a group's table mean."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from trainer.desktop.painting.group_dots import paint_expected_mark, paint_share_mark
from trainer.desktop.theme import Theme


class GroupLegend(QWidget):
    """What the marks in the last column mean."""

    _parts: Sequence[str] = ("share with the record and its 95 % interval", "mean of their forecasts")

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"Upright mark: {self._parts[0]}; ring: {self._parts[1]}")

    def _widths(self) -> list[int]:
        metrics = QFontMetrics(self._theme.sans(12.5))
        return [metrics.horizontalAdvance(text) + self._theme.px(34) for text in self._parts]

    def sizeHint(self) -> QSize:
        """Both in one line."""
        height = QFontMetricsF(self._theme.sans(12.5)).height()
        return QSize(sum(self._widths()) + self._theme.px(32), round(height) + self._theme.px(20))

    def minimumSizeHint(self) -> QSize:
        """It may go where there is no room."""
        return QSize(0, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """See QWidget."""
        theme = self._theme
        px = theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = self.height() / 2
        left = float(self.width() - sum(self._widths()) - px(24))
        for place, (text, width) in enumerate(zip(self._parts, self._widths(), strict=True)):
            mark = QPointF(left + px(12), middle)
            if place == 0:
                painter.fillRect(QRectF(left, middle - 0.5, px(24), 1), theme.colour("ink-2"))
                paint_share_mark(painter, theme, mark)
            else:
                paint_expected_mark(painter, theme, mark)
            painter.setPen(theme.colour("ink-2"))
            painter.setFont(theme.sans(12.5))
            words = QRectF(left + px(32), 0, width, self.height())
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
            left += width + px(24)
        painter.end()
