"""Two widgets side by side, or one above the other."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from trainer.desktop.theme import Theme


class Beside(QWidget):
    """Two widgets side by side where there is room, else one above the other."""

    def __init__(
        self,
        theme: Theme,
        first: QWidget,
        second: QWidget,
        *,
        least: float,
        shares: tuple[int, int],
        gap: float = 18,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignTop,
    ) -> None:
        super().__init__()
        self._theme = theme
        self._parts = (first, second)
        self._least = least
        self._shares = shares
        self._gap = theme.px(gap)
        self._align = align
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._wide: bool | None = None
        self.setLayout(self._grid)
        self._arrange(wide=True)

    def minimumSizeHint(self) -> QSize:
        """As narrow as the wider of the two, since they can stand one above the other."""
        return QSize(max(each.minimumSizeHint().width() for each in self._parts), 0)

    def hasHeightForWidth(self) -> bool:
        """The width decides how they stand."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Height at ``width``, as it will stand there."""
        self._arrange(wide=width >= self._theme.px(self._least))
        return self._grid.heightForWidth(width) if self._grid.hasHeightForWidth() else self._grid.sizeHint().height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange for the new width."""
        super().resizeEvent(event)
        self._arrange(wide=self.width() >= self._theme.px(self._least))
        self._grid.activate()

    def _arrange(self, *, wide: bool) -> None:
        if wide == self._wide:
            return
        self._wide = wide
        first, second = self._parts
        for part in self._parts:
            self._grid.removeWidget(part)
        self._grid.addWidget(first, 0, 0, self._align)
        self._grid.addWidget(second, 0 if wide else 1, 1 if wide else 0, self._align)
        self._grid.setHorizontalSpacing(self._theme.px(24) if wide else 0)
        self._grid.setVerticalSpacing(0 if wide else self._gap)
        self._grid.setColumnStretch(0, self._shares[0] if wide else 1)
        self._grid.setColumnStretch(1, self._shares[1] if wide else 0)
