"""A slider that goes in steps, for a figure to try out."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QSlider

from trainer.desktop.theme import Theme

_KEYS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Down: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: 1,
    Qt.Key.Key_PageDown: -10,
    Qt.Key.Key_PageUp: 10,
}


class StepSlider(QSlider):
    """Arrows move it by a step, Page by ten, Home and End to the ends; the wheel and all other keys are the page's.

    A small mark below the line shows where it stood at first.
    """

    entered = Signal()
    """The focus came to it by a key."""

    def __init__(self, theme: Theme, name: str, ends: tuple[int, int], step: int, start: int) -> None:
        """
        Args:
            theme: for colours and measures.
            name: what it moves.
            ends: the lowest and the highest value.
            step: how far one key press goes; a divisor of the range.
            start: where it stands at first.
        """
        super().__init__(Qt.Orientation.Horizontal)
        self._theme = theme
        self._step = step
        self._start = start
        self._words: Callable[[int], str] = str
        self.setRange(*ends)
        self.setSingleStep(step)
        self.setPageStep(10 * step)
        self.setValue(start)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.valueChanged.connect(self._settle)

    def describe(self, words: Callable[[int], str]) -> None:
        """Let a value be told in words: '1,499 yuan'."""
        self._words = words
        self.setAccessibleDescription(words(self.value()))

    def reset(self) -> None:
        """Back to where it stood at first."""
        self.setValue(self._start)

    def _settle(self, value: int) -> None:
        """Keep to the steps, whoever moved it."""
        on_step = self._on_step(value)
        if on_step != value:
            self.setValue(on_step)
            return
        self.setAccessibleDescription(self._words(value))
        self.update()

    def _on_step(self, value: float) -> int:
        low = self.minimum()
        return min(self.maximum(), max(low, low + round((value - low) / self._step) * self._step))

    def sizeHint(self) -> QSize:
        """A line that is easy to hit."""
        return QSize(self._theme.px(160), self._theme.px(32))

    def minimumSizeHint(self) -> QSize:
        """See sizeHint."""
        return QSize(self._theme.px(80), self._theme.px(32))

    def _ends(self) -> tuple[float, float]:
        inset = self._theme.px(10)
        return float(inset), float(self.width() - inset)

    def _x(self, value: int) -> float:
        left, right = self._ends()
        return left + (right - left) * (value - self.minimum()) / ((self.maximum() - self.minimum()) or 1)

    def _move_to(self, x: float) -> None:
        left, right = self._ends()
        share = (x - left) / max(right - left, 1.0)
        self.setValue(self._on_step(self.minimum() + share * (self.maximum() - self.minimum())))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """See QWidget."""
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.entered.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Move it to where it was clicked."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.setSliderDown(True)
            self._move_to(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag it along."""
        if self.isSliderDown():
            self._move_to(event.position().x())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        self.setSliderDown(False)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page: a figure must not change by scrolling past it."""
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move it by keys; every other key goes on to the page."""
        key = Qt.Key(event.key())
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and key in _KEYS:
            self.setValue(self._on_step(self.value() + _KEYS[key] * self._step))
        elif plain and key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.setValue(self.minimum() if key == Qt.Key.Key_Home else self.maximum())
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """See QWidget."""
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left, right = self._ends()
        y, x = self.height() / 2, self._x(self.value())
        painter.setPen(QPen(theme.colour("edge"), theme.px(2), c=Qt.PenCapStyle.RoundCap))
        painter.drawLine(QPointF(left, y), QPointF(right, y))
        plan = round(self._x(self._start)) + 0.5
        painter.setPen(QPen(theme.colour("edge"), 1))
        painter.drawLine(QPointF(plan, y + theme.px(8)), QPointF(plan, y + theme.px(13)))
        painter.setPen(QPen(theme.colour("ink-2"), theme.px(4), c=Qt.PenCapStyle.RoundCap))
        painter.drawLine(QPointF(left, y), QPointF(x, y))
        painter.setPen(QPen(theme.colour("ink-2"), theme.px(2)))
        painter.setBrush(theme.colour("page"))
        painter.drawEllipse(QPointF(x, y), theme.px(8), theme.px(8))
        painter.end()
