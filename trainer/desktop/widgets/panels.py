"""Parts of a page in one frame, parted by lines: two side by side where there is room, the last one across."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from trainer.desktop.theme import Theme

_RADIUS = 8
_SHARES = (704, 512)


class Panels(QWidget):
    """Reads from left to right and down; below a width, all stand one above the other."""

    def __init__(self, theme: Theme, parts: Sequence[QWidget], *, least: float) -> None:
        """
        Args:
            theme: for colours and measures.
            parts: in reading order; an odd one at the end takes the whole width.
            least: width from which two stand side by side, in pixels at 100 %.
        """
        super().__init__()
        self._theme = theme
        self._parts = list(parts)
        self._least = least
        self._columns = 0
        self._grid = QGridLayout()
        self._grid.setContentsMargins(1, 1, 1, 1)
        self._grid.setSpacing(1)
        self.setLayout(self._grid)
        self._arrange(2)

    @property
    def columns(self) -> int:
        """How many stand side by side."""
        return self._columns

    def minimumSizeHint(self) -> QSize:
        """As narrow as the widest part alone."""
        return QSize(max(each.minimumSizeHint().width() for each in self._parts) + 2, 0)

    def hasHeightForWidth(self) -> bool:
        """The width decides how they stand."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Height at ``width``, as they will stand there."""
        self._arrange(self._columns_at(width))
        return self._grid.heightForWidth(width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange for the new width."""
        super().resizeEvent(event)
        self._arrange(self._columns_at(self.width()))
        self._grid.activate()

    def _columns_at(self, width: int) -> int:
        return 2 if width >= self._theme.px(self._least) else 1

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for part in self._parts:
            self._grid.removeWidget(part)
        for index, part in enumerate(self._parts):
            alone = columns == 2 and index == len(self._parts) - 1 and index % 2 == 0
            self._grid.addWidget(part, index // columns, index % columns, 1, 2 if alone else 1)
        for column in range(2):
            self._grid.setColumnStretch(column, _SHARES[column] if columns == 2 else 1 - column)
            self._grid.setColumnMinimumWidth(column, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground, the frame, and the lines between the parts."""
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.setBrush(theme.colour("page"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("line"))
        for part in self._parts:
            area = part.geometry()
            if area.bottom() < self.height() - 3:
                painter.drawRect(area.left(), area.bottom() + 1, area.width() + 1, 1)
            if area.right() < self.width() - 3:
                painter.drawRect(area.right() + 1, area.top(), 1, area.height() + 1)
        painter.end()
