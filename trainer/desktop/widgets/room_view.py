"""What the room sees, painted: on the projector, and small on the presenter's page."""

from __future__ import annotations

from PySide6.QtCore import QAbstractAnimation, QEasingCurve, QRectF, QSizeF, QVariantAnimation
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QWidget

from trainer.desktop.painting.room.board import GROUND, Look
from trainer.desktop.painting.room.paint import unfolding_span, unfolds
from trainer.desktop.painting.room.picture import Picture
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
        self._span: QRectF | None = None
        """Where it unfolds."""
        self._pictures: dict[float, Picture] = {}
        """What it shows, without and with what unfolds; painted when it is wanted."""
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
        self._repaint()

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
        self._repaint()

    @property
    def is_unfolding(self) -> bool:
        """Whether something moves at the moment."""
        return self._unfolding.state() == QAbstractAnimation.State.Running

    def _draw_to(self, share: float) -> None:
        self._drawn = share
        self.update()

    def _repaint(self) -> None:
        self._span = None
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """See QWidget."""
        super().resizeEvent(event)
        self._pictures.clear()
        self._span = None

    def paintEvent(self, event: QPaintEvent) -> None:
        """Put down what was painted before. While something unfolds, the whole grows over what is there without it: to
        paint a hundred lines anew for each frame would take longer than a frame may."""
        painter = QPainter(self)
        if self._screen is None:
            painter.fillRect(self.rect(), self._theme.colour(GROUND))
        elif self._drawn < 1:
            painter.drawPixmap(0, 0, self._picture(self._screen, 0.0))
            if self._span is None:
                self._span = unfolding_span(self._screen, Look(self._theme), QSizeF(self.size()))
            painter.setClipRect(QRectF(self._span.left(), 0, self._span.width() * self._drawn, self.height()))
            painter.drawPixmap(0, 0, self._picture(self._screen, 1.0))
        else:
            painter.drawPixmap(0, 0, self._picture(self._screen, 1.0))
        painter.end()

    def _picture(self, screen: Screen, drawn: float) -> QPixmap:
        picture, density = self._pictures.get(drawn), self.devicePixelRatioF()
        if picture is None or picture.density != density:
            picture = self._pictures[drawn] = Picture(self.size(), density)
        picture.show(screen, Look(self._theme, drawn))
        return picture.pixels


class RoomPreview(RoomView):
    """The same small, for the presenter; it fills whatever it is given."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "What the room sees")
