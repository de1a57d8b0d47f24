"""The forecast: a scale from 0 to 100 % that starts unset, so that no figure is suggested."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QSlider

from trainer.desktop.theme import Theme

NOT_SET = "not set"
_LABELS = ((0, "0 %, surely not"), (50, "50 %"), (100, "100 %, surely"))
_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Down: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: 1,
    Qt.Key.Key_PageDown: -5,
    Qt.Key.Key_PageUp: 5,
}


class ForecastScale(QSlider):
    """A slider that has no value until the reader gives it one.

    Arrows move by 1, Page by 5, Home and End to the ends; digits are taken as typed. The first arrow starts from the
    end it comes from, so that the middle suggests nothing.
    """

    forecast_changed = Signal(int)

    def __init__(
        self,
        theme: Theme,
        forecast: int | None = None,
        *,
        fixed: bool = False,
        compact: bool = False,
        name: str = "How likely is it that they chose the same?",
    ) -> None:
        """
        Args:
            theme: for colours and measures.
            forecast: percent, or ``None`` while unset.
            fixed: only show it.
            compact: without the words at the ends.
            name: what it asks, for screen readers.
        """
        super().__init__(Qt.Orientation.Horizontal)
        self._theme = theme
        self._forecast = forecast
        self._fixed = fixed
        self._compact = compact
        self._typed = ""
        self.setRange(0, 100)
        self.setValue(forecast or 0)
        self.setAccessibleName(name)
        self._describe()
        if not fixed:
            self.valueChanged.connect(self.set_forecast)  # as assistive technology moves it
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus if fixed else Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if not fixed:
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    @property
    def forecast(self) -> int | None:
        """Percent, or ``None`` while unset."""
        return self._forecast

    def set_forecast(self, percent: int) -> None:
        """Give the forecast, clamped to 0-100."""
        percent = min(100, max(0, percent))
        if percent == self._forecast:
            return
        self._forecast = percent
        self.setValue(percent)
        self._describe()
        self.update()
        self.forecast_changed.emit(percent)

    def clear(self) -> None:
        """Take the forecast back: it is unset again."""
        if self._forecast is not None:
            self._forecast = None
            self.blockSignals(True)
            self.setValue(0)
            self.blockSignals(False)
            self._describe()
            self.update()

    def _describe(self) -> None:
        self.setAccessibleDescription(NOT_SET if self._forecast is None else f"{self._forecast} %")

    def sizeHint(self) -> QSize:
        """Room for track, ticks and words."""
        words = QFontMetricsF(self._theme.sans(12)).height()
        return QSize(self._theme.px(200), round(self._theme.px(30) + words))

    def minimumSizeHint(self) -> QSize:
        """See sizeHint."""
        return self.sizeHint()

    def _track(self) -> tuple[float, float, float]:
        inset = self._theme.px(10)
        return float(inset), float(self.width() - inset), float(self._theme.px(12))

    def _x(self, percent: float) -> float:
        left, right, _ = self._track()
        return left + (right - left) * percent / 100

    def _percent_at(self, x: float) -> int:
        left, right, _ = self._track()
        return round((x - left) / max(right - left, 1) * 100)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Set the forecast where it was clicked."""
        self._typed = ""
        if not self._fixed and event.button() == Qt.MouseButton.LeftButton:
            self.setSliderDown(True)
            self.set_forecast(self._percent_at(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag it along."""
        if self.isSliderDown():
            self.set_forecast(self._percent_at(event.position().x()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        self.setSliderDown(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move it by keys; every other key goes on to the page."""
        key = Qt.Key(event.key())
        typed, self._typed = self._typed, ""
        if self._fixed:
            event.ignore()
        elif event.text().isdecimal() and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            longer = typed + event.text()
            self._typed = longer if int(longer) <= 100 and len(longer) <= 3 else event.text()
            self.set_forecast(int(self._typed))
        elif key in _STEPS:
            step = _STEPS[key]
            start = self._forecast if self._forecast is not None else (0 if step > 0 else 100)
            self.set_forecast(start + step)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.set_forecast(0 if key == Qt.Key.Key_Home else 100)
        else:
            event.ignore()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Digits typed another time begin a new figure."""
        super().focusOutEvent(event)
        self._typed = ""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page: a forecast must not change by scrolling past it."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """See QWidget."""
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left, right, y = self._track()
        painter.setPen(QPen(theme.colour("edge"), 2, c=Qt.PenCapStyle.RoundCap))
        painter.drawLine(QPointF(left, y), QPointF(right, y))
        if not self._compact:
            painter.setPen(QPen(theme.colour("edge"), 1))
            for percent in range(0, 101, 25):
                x = round(self._x(percent)) + 0.5
                length = theme.px(6 if percent % 50 == 0 else 4)
                painter.drawLine(QPointF(x, y + theme.px(9)), QPointF(x, y + theme.px(9) + length))
        if self._forecast is not None:
            self._paint_value(painter, left, y)
        self._paint_words(painter)
        painter.end()

    def _paint_value(self, painter: QPainter, left: float, y: float) -> None:
        theme = self._theme
        assert self._forecast is not None
        x = self._x(self._forecast)
        painter.setPen(QPen(theme.colour("accent"), 4, c=Qt.PenCapStyle.RoundCap))
        painter.drawLine(QPointF(left, y), QPointF(x, y))
        painter.setPen(QPen(theme.colour("accent"), 2.5))
        painter.setBrush(theme.colour("accent" if self._fixed else "page"))
        radius = theme.px(4 if self._fixed else 9)
        painter.drawEllipse(QPointF(x, y), radius, radius)

    def _paint_words(self, painter: QPainter) -> None:
        theme = self._theme
        font = theme.sans(12)
        painter.setFont(font)
        painter.setPen(theme.colour("ink-2"))
        metrics = QFontMetricsF(font)
        left, right, y = self._track()
        top = y + theme.px(16)
        previous = -1.0
        for percent, words in _LABELS:
            text = f"{percent} %" if self._compact else words
            if self._compact and percent == 50:
                continue
            width = metrics.horizontalAdvance(text)
            x = min(max(self._x(percent) - width / 2, left - theme.px(2)), right - width + theme.px(2))
            if x <= previous:
                continue
            painter.drawText(QRectF(x, top, width + 2, metrics.height()), Qt.AlignmentFlag.AlignLeft, text)
            previous = x + width


def forecast_font(theme: Theme) -> QFont:
    """The figure of a forecast."""
    return theme.sans(20, QFont.Weight.DemiBold, tabular=True)
