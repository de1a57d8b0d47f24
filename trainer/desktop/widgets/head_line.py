"""A line of widgets that stand on one base line: some to the left, some to the right; it breaks where it must."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from trainer.desktop.theme import Theme


@dataclass
class _Line:
    items: list[QWidget]
    right: list[QWidget]
    """Those that are set from the right edge on."""


class HeadLine(QWidget):
    """Heads of pages and of their parts. All texts stay whole: what doesn't fit goes into a further line."""

    def __init__(
        self, theme: Theme, left: Sequence[QWidget], right: Sequence[QWidget] = (), *, gap: float = 16, name: str = ""
    ) -> None:
        """
        Args:
            theme: for measures.
            left: in reading order.
            right: likewise; they follow those to the left.
            gap: between widgets, in pixels at 100 %.
            name: for screen readers.
        """
        super().__init__()
        self._left, self._right = list(left), list(right)
        self._gap = theme.px(gap)
        self._heights: dict[int, int] = {}
        for each in (*left, *right):
            each.setParent(self)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(name)

    def hasHeightForWidth(self) -> bool:
        """The width decides how many lines there are."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Height of all lines at ``width``."""
        if width not in self._heights:
            self._heights[width] = sum(self._tall(line, width) for line in self._lines(width))
        return self._heights[width]

    def sizeHint(self) -> QSize:
        """All in one line."""
        shown = self._shown(self._left) + self._shown(self._right)
        width = sum(self._wide(each) for each in shown) + self._gap * max(len(shown) - 1, 0)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """The widest widget alone; one that wraps takes what there is."""
        shown = self._shown(self._left) + self._shown(self._right)
        return QSize(max((self._least(each) for each in shown), default=0), 0)

    def event(self, event: QEvent) -> bool:
        """Arrange anew when a widget says something else."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._heights.clear()
            self.updateGeometry()
            self._arrange()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """See QWidget."""
        super().resizeEvent(event)
        self._arrange()

    def _shown(self, widgets: list[QWidget]) -> list[QWidget]:
        return [each for each in widgets if not each.isHidden()]

    def _wide(self, widget: QWidget) -> int:
        if isinstance(widget, QLabel) and widget.wordWrap():
            return widget.fontMetrics().horizontalAdvance(widget.text()) + 2
        return widget.sizeHint().width()

    def _least(self, widget: QWidget) -> int:
        wraps = isinstance(widget, QLabel) and widget.wordWrap()
        return widget.minimumSizeHint().width() if wraps else widget.sizeHint().width()

    def _high(self, widget: QWidget, width: int) -> int:
        room = min(self._wide(widget), width)
        return widget.heightForWidth(room) if widget.hasHeightForWidth() else widget.sizeHint().height()

    def _below(self, widget: QWidget, height: int) -> int:
        """How far the base line of the last line of a widget lies above its lower edge."""
        metrics = widget.fontMetrics()
        if isinstance(widget, QLabel):
            return metrics.descent()
        return (height - metrics.height()) // 2 + metrics.descent()

    def _lines(self, width: int) -> list[_Line]:
        lines = [_Line([], [])]
        used = 0
        for widgets, to_right in ((self._shown(self._left), False), (self._shown(self._right), True)):
            wide = [self._wide(each) for each in widgets]
            together = sum(wide) + self._gap * max(len(wide) - 1, 0)
            if to_right and widgets and used and used + self._gap + together > width:
                lines.append(_Line([], []))
                used = 0
            for widget, each in zip(widgets, wide, strict=True):
                if used and used + self._gap + each > width:
                    lines.append(_Line([], []))
                    used = 0
                lines[-1].items.append(widget)
                if to_right and len(lines) == 1:
                    lines[-1].right.append(widget)
                used += each + (self._gap if used else 0)
        return lines

    def _extents(self, line: _Line, width: int) -> tuple[int, int]:
        """How far a line reaches above and below its base line."""
        above = below = 0
        for each in line.items:
            height = self._high(each, width)
            under = self._below(each, height)
            above, below = max(above, height - under), max(below, under)
        return above, below

    def _tall(self, line: _Line, width: int) -> int:
        return sum(self._extents(line, width))

    def _arrange(self) -> None:
        width, top = self.width(), 0
        for line in self._lines(width):
            above, below = self._extents(line, width)
            x = 0
            right = width
            for each in reversed(line.right):
                right -= self._wide(each)
                self._put(each, right, top + above)
                right -= self._gap
            for each in line.items:
                if each not in line.right:
                    self._put(each, x, top + above)
                    x += self._wide(each) + self._gap
            top += above + below

    def _put(self, widget: QWidget, x: int, base: int) -> None:
        width = min(self._wide(widget), self.width() - x)
        height = self._high(widget, self.width())
        widget.setGeometry(QRect(x, base - height + self._below(widget, height), width, height))
