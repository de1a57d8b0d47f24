"""How many of those here have done something: a dot for each, or a bar where they are many."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from trainer.desktop.theme import Theme

_MOST_DOTS = 60
_DOT, _PITCH, _LINE = 10.0, 13.5, 15.0
_BAR = 12.0


class HeadCount(QWidget):
    """Dots fill up from the left in no order that would tell who it was."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._done, self._of = 0, 0
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_count(self, done: int, of: int) -> None:
        """Show how many, of how many."""
        if (done, of) == (self._done, self._of):
            return
        is_higher = of != self._of
        self._done, self._of = done, of
        self.setAccessibleName(f"{done} of {of}")
        if is_higher:
            self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """Dots go on in the next line."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Height of all lines of dots, or of the bar."""
        if not self._of:
            return 1
        if self._of > _MOST_DOTS:
            return self._theme.px(_BAR)
        return -(-self._of // self._across(width)) * self._theme.px(_LINE)

    def sizeHint(self) -> QSize:
        """About two lines of dots."""
        width = self._theme.px(280)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Narrow is allowed; the height follows."""
        return QSize(self._theme.px(80), 1)

    def _across(self, width: float) -> int:
        return max(int(width // self._theme.px(_PITCH)), 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """See QWidget."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._of > _MOST_DOTS:
            self._paint_bar(painter)
        else:
            self._paint_dots(painter)
        painter.end()

    def _paint_dots(self, painter: QPainter) -> None:
        theme, across = self._theme, self._across(self.width())
        full, edge = theme.colour("ink"), QPen(theme.colour("edge"), 1.5)
        size = theme.px(_DOT)
        for index in range(self._of):
            line, place = divmod(index, across)
            area = QRectF(place * theme.px(_PITCH) + 1, line * theme.px(_LINE) + 2, size, size)
            if index < self._done:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(full)
            else:
                painter.setPen(edge)
                painter.setBrush(Qt.BrushStyle.NoBrush)
                area.adjust(0.75, 0.75, -0.75, -0.75)
            painter.drawEllipse(area)

    def _paint_bar(self, painter: QPainter) -> None:
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(self._theme.colour("edge"), 1))
        painter.drawRoundedRect(area, 3, 3)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("ink"))
        area.setWidth(area.width() * min(self._done / self._of, 1))
        painter.drawRoundedRect(area, 3, 3)
