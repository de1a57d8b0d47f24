"""A painted chart whose parts can be opened: each is a button over its place, gone through by the arrow keys."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from trainer.desktop.painting.scene import Scene, Target, paint_scene
from trainer.desktop.theme import Theme

Lay = Callable[[Theme, float, str], Scene]
"""Lays out a chart at a width; the last is the key of the part that is pointed at."""


class Plot(QWidget):
    """Takes the height that its width asks for. Tab comes to one of its parts, arrow keys go on from there."""

    opened = Signal(str)
    """Key of the part that was clicked, or chosen by Enter or Space."""

    def __init__(
        self, theme: Theme, lay: Lay, name: str, description: str = "", *, width: int = 320, ground: str = "page"
    ) -> None:
        """
        Args:
            theme: for colours and measures.
            lay: the layout.
            name: for screen readers.
            description: the values in words, likewise.
            width: that it would like to have, in pixels at 100 %.
            ground: the colour the chart lies on.
        """
        super().__init__()
        self._theme = theme
        self._lay = lay
        self._ground = ground
        self._wanted = theme.px(width)
        self._laid: tuple[float, str, Scene] | None = None
        self._heights: dict[int, int] = {}
        # A fixed height would hold it at that of the size hint, whatever height the width asks for.
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(name)
        self.setAccessibleDescription(description)
        self._parts = [_Part(theme, target, self) for target in self._scene(self._wanted).targets]
        self._pointed: _Part | None = None
        for part in self._parts:
            part.clicked.connect(lambda _checked=False, key=part.key: self.opened.emit(key))
        self._let_tab_to(self._parts[0] if self._parts else None)

    @property
    def keys(self) -> tuple[str, ...]:
        """Keys of the parts that can be opened, in their order."""
        return tuple(part.key for part in self._parts)

    def take_focus(self, key: str) -> None:
        """Put the focus on a part, if it is there."""
        for part in self._parts:
            if part.key == key:
                part.setFocus(Qt.FocusReason.OtherFocusReason)

    def hasHeightForWidth(self) -> bool:
        """Always: the data decides."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Height of the chart at ``width``."""
        if width not in self._heights:
            self._heights[width] = round(self._scene(max(width, 1)).size.height() + 0.5)
        return self._heights[width]

    def sizeHint(self) -> QSize:
        """The width that was wished for."""
        return QSize(self._wanted, self.heightForWidth(self._wanted))

    def minimumSizeHint(self) -> QSize:
        """Narrow is possible; the height comes with the width."""
        return QSize(min(self._theme.px(200), self._wanted), 0)

    def _scene(self, width: float) -> Scene:
        active = self._active
        if self._laid is None or self._laid[:2] != (width, active):
            self._laid = (width, active, self._lay(self._theme, width, active))
        return self._laid[2]

    @property
    def _active(self) -> str:
        parts: list[_Part] = getattr(self, "_parts", [])
        return next((part.key for part in parts if part.pointed), "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put every button over its part."""
        super().resizeEvent(event)
        for part, target in zip(self._parts, self._scene(self.width()).targets, strict=True):
            part.setGeometry(target.area.toAlignedRect().intersected(self.rect()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """See QWidget."""
        painter = QPainter(self)
        paint_scene(painter, QPointF(0, 0), self._scene(self.width()), self._theme, self._ground)
        painter.end()

    def _let_tab_to(self, chosen: _Part | None) -> None:
        for part in self._parts:
            part.setFocusPolicy(Qt.FocusPolicy.TabFocus if part is chosen else Qt.FocusPolicy.NoFocus)

    def focus_part(self, part: QWidget) -> None:
        """One of its parts has the focus; Tab comes back to that one."""
        self._let_tab_to(part if isinstance(part, _Part) else None)

    def go_on(self, part: QWidget, key: int) -> bool:
        """Go from a part to the next in the direction of an arrow key; whether it is such a key."""
        here = next(index for index, each in enumerate(self._parts) if each is part)
        match key:
            case Qt.Key.Key_Left:
                index = max(here - 1, 0)
            case Qt.Key.Key_Right:
                index = min(here + 1, len(self._parts) - 1)
            case Qt.Key.Key_Home:
                index = 0
            case Qt.Key.Key_End:
                index = len(self._parts) - 1
            case Qt.Key.Key_Up | Qt.Key.Key_Down:
                index = self._beyond(here, down=key == Qt.Key.Key_Down)
            case _:
                return False
        chosen = self._parts[index]
        self._let_tab_to(chosen)
        chosen.setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _beyond(self, here: int, *, down: bool) -> int:
        """The nearest part straight above or below; the same one where there is none."""
        middle = self._parts[here].geometry().center()
        found = []
        for index, part in enumerate(self._parts):
            at = part.geometry().center()
            ahead = (at.y() - middle.y()) * (1 if down else -1)
            if ahead > 0 and abs(at.x() - middle.x()) < part.width() / 2:
                found.append((ahead, index))
        return min(found)[1] if found else here


class _Part(QAbstractButton):
    """A part of the chart. It shows nothing but the ring of the focus: the chart below it is drawn for it."""

    own_ring = True

    def __init__(self, theme: Theme, target: Target, plot: Plot) -> None:
        super().__init__(plot)
        self._theme = theme
        self._plot = plot
        self._round = target.area.width() == target.area.height()
        self.key = target.key
        self.pointed = False
        self.setAccessibleName(target.name)
        self.setAccessibleDescription("Opens these decisions")
        self.setToolTip(target.name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setGeometry(target.area.toAlignedRect())

    def sizeHint(self) -> QSize:
        """It lies where the chart says."""
        return self.size()

    def _point(self, pointed: bool) -> None:
        self.pointed = pointed
        self._plot.update()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show in the chart what a click would open."""
        super().enterEvent(event)
        self._point(True)

    def leaveEvent(self, event: QEvent) -> None:
        """See :meth:`enterEvent`."""
        super().leaveEvent(event)
        self._point(self.hasFocus())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """See :meth:`enterEvent`."""
        super().focusInEvent(event)
        self._plot.focus_part(self)
        self._point(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """See :meth:`enterEvent`."""
        super().focusOutEvent(event)
        self._point(self.underMouse())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go on; Enter does what the space bar does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
        elif not self._plot.go_on(self, event.key()):
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ring, where the focus is."""
        if not self.hasFocus():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colour("focus"), 2))
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self._round:
            painter.drawEllipse(area)
        else:
            painter.drawRect(area)
        painter.end()
