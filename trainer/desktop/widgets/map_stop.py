"""A decision on the map, as a button that can take the focus."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum

from PySide6.QtCore import QEvent, QPointF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from trainer.desktop.map_state import MapKind, MapStop
from trainer.desktop.painting.map_painting import paint_map_stop
from trainer.desktop.theme import Theme


class StopEvent(Enum):
    """What happens to a stop."""

    ENTERED = "entered"
    """By the mouse."""
    FOCUSED = "focused"
    LEFT = "left"
    """By the mouse, or by the focus."""


class StopButton(QAbstractButton):
    """A decision on the map. One of them at a time takes the focus that comes with Tab."""

    def __init__(
        self,
        theme: Theme,
        stop: MapStop,
        act: int,
        tone: QColor,
        pitch: float,
        tell: Callable[[StopButton, StopEvent], None],
        parent: QWidget,
    ) -> None:
        """
        Args:
            theme: for colours and measures.
            stop: the decision.
            act: index of its act.
            tone: colour of its act.
            pitch: the room it has, across.
            tell: is told what happens to it; connecting signals of a thousand stops would take too long.
            parent: the field.
        """
        super().__init__(parent)
        self._tell = tell
        self._theme = theme
        self.stop = stop
        self.act = act
        self._tone = tone
        self._pitch = pitch
        self.faded = False
        self.ring_radius = pitch / 2 + 3
        self.setText(str(stop.number))
        self.setAccessibleName(stop.spoken)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        if stop.kind is not MapKind.SEALED:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.resize(self.sizeHint())

    def sizeHint(self) -> QSize:
        """A little more than the stop itself."""
        size = round(self._pitch + 8 if self.stop.kind is MapKind.OPEN else self._pitch)
        return QSize(size, size)

    def centre_on(self, x: float, y: float) -> None:
        """Stand around a point of the field."""
        self.move(round(x - self.width() / 2), round(y - self.height() / 2))

    def set_faded(self, faded: bool) -> None:
        """Step back, for others are looked for."""
        if faded != self.faded:
            self.faded = faded
            self.update()

    def set_first(self, first: bool) -> None:
        """Whether Tab leads here when it comes to the map."""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if first else Qt.FocusPolicy.ClickFocus)

    def paintEvent(self, event: QPaintEvent) -> None:
        """See QWidget."""
        painter = QPainter(self)
        centre = QPointF(self.width() / 2, self.height() / 2)
        stop = self.stop
        paint_map_stop(painter, centre, self._pitch, stop.kind, self.text(), self._tone, self._theme, faded=self.faded)
        painter.end()

    def enterEvent(self, event: QEnterEvent) -> None:
        """See QWidget."""
        super().enterEvent(event)
        self._tell(self, StopEvent.ENTERED)

    def leaveEvent(self, event: QEvent) -> None:
        """See QWidget."""
        super().leaveEvent(event)
        self._tell(self, StopEvent.LEFT)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """See QWidget."""
        super().focusInEvent(event)
        self._tell(self, StopEvent.FOCUSED)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """See QWidget."""
        super().focusOutEvent(event)
        self._tell(self, StopEvent.LEFT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, as the space bar does; all other keys are the map's."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
        elif event.key() == Qt.Key.Key_Space:
            super().keyPressEvent(event)
        else:
            event.ignore()
