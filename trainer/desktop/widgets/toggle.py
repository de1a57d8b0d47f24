"""A switch that is on or off, with its word behind it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy

from trainer.desktop.theme import Theme
from trainer.desktop.widgets.press_button import PressButton

_WIDE, _HIGH, _GAP = 32.0, 18.0, 10.0


class Toggle(PressButton):
    """Says what is so while it is on."""

    def __init__(self, theme: Theme, text: str, *, on: bool) -> None:
        """
        Args:
            theme: for colours and measures.
            text: what is so while it is on.
            on: whether it is at first.
        """
        super().__init__()
        self._theme = theme
        self.setText(text)
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setChecked(on)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Room for switch and word."""
        px = self._theme.px
        words = QFontMetricsF(self._theme.sans(13)).horizontalAdvance(self.text())
        return QSize(round(px(_WIDE) + px(_GAP) + words) + 2, px(28))

    def minimumSizeHint(self) -> QSize:
        """As the size hint."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """See QWidget."""
        theme, on = self._theme, self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        high = theme.px(_HIGH)
        track = QRectF(0.5, (self.height() - high) / 2 + 0.5, theme.px(_WIDE) - 1, high - 1)
        painter.setPen(Qt.PenStyle.NoPen if on else QPen(theme.colour("edge"), 1.5))
        painter.setBrush(theme.colour("accent" if on else "page"))
        painter.drawRoundedRect(track, high / 2, high / 2)
        knob = high / 2 - theme.px(3)
        reach = high / 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("on-accent" if on else "edge"))
        painter.drawEllipse(
            QPointF(track.right() - reach if on else track.left() + reach, track.center().y()), knob, knob
        )
        painter.setPen(theme.colour("ink"))
        painter.setFont(theme.sans(13))
        words = self.rect().adjusted(theme.px(_WIDE) + theme.px(_GAP), 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())
        painter.end()
