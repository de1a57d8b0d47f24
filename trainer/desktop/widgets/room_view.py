"""What the room sees, painted: on the projector, and small on the presenter's page."""

from __future__ import annotations

from PySide6.QtCore import QAbstractAnimation, QEasingCurve, QRectF, QVariantAnimation
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from trainer.desktop.painting.room.board import GROUND, Look
from trainer.desktop.painting.room.paint import paint, unfolds
from trainer.desktop.theme import Theme
from trainer.workshop.screen_values import Screen

UNFOLD_MS = 900


class RoomView(QWidget):
    """Paints one screen after another; who moved where unfolds once, as it comes."""

    def __init__(self, theme: Theme, name: str) -> None:
        """
        Args:
            theme: in whose colours the room is painted; its text size counts for nothing here.
            name: what a screen reader calls it.
        """
        super().__init__()
        self._theme = theme
        self._screen: Screen | None = None
        self._drawn = 1.0
        self._unfolding = QVariantAnimation(self)
        self._unfolding.setDuration(UNFOLD_MS)
        self._unfolding.setStartValue(0.0)
        self._unfolding.setEndValue(1.0)
        self._unfolding.setEasingCurve(QEasingCurve.Type.InOutCubic)
        self._unfolding.valueChanged.connect(self._draw_to)
        self.setAccessibleName(name)

    @property
    def screen_shown(self) -> Screen | None:
        """What it shows; ``None`` before there is anything."""
        return self._screen

    @property
    def drawn(self) -> float:
        """Share of what unfolds that is drawn by now, 0-1."""
        return self._drawn

    def set_theme(self, theme: Theme) -> None:
        """Be painted in other colours."""
        self._theme = theme
        self.update()

    def show_screen(self, screen: Screen) -> None:
        """Show this from now on; numbers jump, nothing blinks where nothing has changed."""
        before, self._screen = self._screen, screen
        if screen == before:
            return
        self.setAccessibleDescription(screen.said)
        if not unfolds(screen):
            self._unfolding.stop()
            self._drawn = 1.0
        elif self._theme.motion and before is not None and not unfolds(before):
            self._drawn = 0.0
            self._unfolding.start()
        self.update()

    @property
    def is_unfolding(self) -> bool:
        """Whether something moves at the moment."""
        return self._unfolding.state() == QAbstractAnimation.State.Running

    def _draw_to(self, share: float) -> None:
        self._drawn = share
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """See QWidget."""
        painter = QPainter(self)
        area = QRectF(self.rect())
        if self._screen is None:
            painter.fillRect(area, self._theme.colour(GROUND))
        else:
            paint(painter, area, self._screen, Look(self._theme, self._drawn))
        painter.end()


class RoomPreview(RoomView):
    """The same small, for the presenter; it fills whatever it is given."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "What the room sees")
