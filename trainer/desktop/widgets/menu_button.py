"""A word with a chevron that opens a menu, and says what was chosen there."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QMenu, QSizePolicy

from trainer.desktop.painting.icons import paint_icon
from trainer.desktop.theme import Theme

_LONGEST = 260.0
_CHEVRON = 11.0


class MenuButton(QAbstractButton):
    """One choice of several."""

    chosen = Signal(str)
    """Id of the option."""

    def __init__(
        self, theme: Theme, name: str, options: tuple[tuple[str, str], ...], current: str, said: str = ""
    ) -> None:
        """
        Args:
            theme: for colours and measures.
            name: what is chosen, for screen readers.
            options: id and text of each.
            current: id of the present one.
            said: what the button says where that isn't the text of the present option.
        """
        super().__init__()
        self._theme = theme
        self.name = name
        self._options = options
        self._current = current
        text = said or dict(options).get(current, "")
        self.setText(text)
        self.setAccessibleName(f"{name}: {text}, menu")
        self.setToolTip(text if QFontMetrics(theme.sans(13)).horizontalAdvance(text) > theme.px(_LONGEST) else "")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self.open)

    def sizeHint(self) -> QSize:
        """Room for the words, up to a length, and the chevron."""
        metrics = QFontMetrics(self._theme.sans(13))
        words = min(metrics.horizontalAdvance(self.text()) + 2, self._theme.px(_LONGEST))
        return QSize(words + self._theme.px(_CHEVRON + 6), self._theme.px(28))

    def minimumSizeHint(self) -> QSize:
        """As the size hint."""
        return self.sizeHint()

    def menu(self) -> QMenu:
        """The menu, made when it is wanted; it goes when it closes."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName(self.accessibleName())
        group = QActionGroup(menu)
        for option, text in self._options:
            action = QAction(text.replace("&", "&&"), menu, checkable=True, checked=option == self._current)
            action.triggered.connect(partial(self._choose, option))
            group.addAction(action)
            menu.addAction(action)
        return menu

    def open(self) -> None:
        """Open the menu below the button."""
        self.menu().popup(self.mapToGlobal(QPoint(0, self.height())))

    def _choose(self, option: str, _checked: bool = False) -> None:
        self.chosen.emit(option)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Down do what the space bar does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """See QWidget."""
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = theme.colour("ink" if self.underMouse() or self.isDown() else "ink-2")
        painter.setPen(ink)
        painter.setFont(theme.sans(13))
        area = self.rect().adjusted(0, 0, -theme.px(_CHEVRON + 6), 0)
        text = QFontMetrics(theme.sans(13)).elidedText(self.text(), Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        side = theme.px(_CHEVRON)
        mark = QRectF(self.width() - side, (self.height() - side) / 2 + 1, side, side)
        paint_icon(painter, mark, "chevron-down", ink)
        painter.end()
