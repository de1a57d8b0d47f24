"""A filter: a word that opens a menu, and, where something is chosen, what it is and a cross that takes it away."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QFont, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QMenu, QSizePolicy

from trainer.desktop.painting.icons import paint_icon
from trainer.desktop.theme import Theme

_HEIGHT = 32
_PAD = 9
_GAP = 6
_ICON = 10
_LONGEST = 24
"""Characters of what is chosen; the menu has it whole."""

Option = tuple[object, str, int | None]
"""Value, words, and how many there are, where that is known."""


class FilterChip(QAbstractButton):
    """Enter opens the menu, Delete takes the choice away."""

    chosen = Signal(object)
    """The value of an option; ``None`` where nothing is asked any more."""

    def __init__(self, theme: Theme, name: str, anything: str) -> None:
        """
        Args:
            theme: for colours and measures.
            name: what is filtered by.
            anything: words for no filter, first in the menu.
        """
        super().__init__()
        self._theme = theme
        self._name = name
        self._anything = anything
        self._options: tuple[Option, ...] = ()
        self._value: object = None
        self._words = ""
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self.open_menu)
        self._tell()

    def offer(self, options: tuple[Option, ...]) -> None:
        """What the menu holds."""
        self._options = options

    def show_choice(self, value: object, words: str = "") -> None:
        """Show what is chosen; ``None`` for nothing. Without words those of the option are taken."""
        self._value = value
        known = next((text for option, text, _ in self._options if option == value), str(value))
        self._words = "" if value is None else words or known
        self._tell()

    def _tell(self) -> None:
        self.setText(f"{self._name} {self._shown}".strip())
        self.setAccessibleName(f"{self._name}: {self._words or self._anything}, opens a menu")
        self.setAccessibleDescription("Delete takes it away" if self._words else "")
        self.setToolTip(self._words if self._shown != self._words else "")
        self.updateGeometry()
        self.update()

    @property
    def _shown(self) -> str:
        return self._words if len(self._words) <= _LONGEST else self._words[: _LONGEST - 1].rstrip() + "…"

    def _fonts(self) -> tuple[QFont, QFont]:
        return self._theme.sans(13), self._theme.sans(13, QFont.Weight.DemiBold)

    def _widths(self) -> tuple[float, float]:
        plain, strong = (QFontMetricsF(font) for font in self._fonts())
        return plain.horizontalAdvance(self._name), strong.horizontalAdvance(self._shown)

    def sizeHint(self) -> QSize:
        """Room for name, choice and sign."""
        px = self._theme.px
        name, choice = self._widths()
        gaps = px(_GAP) * (2 if choice else 1)
        height = max(px(_HEIGHT), round(QFontMetricsF(self._fonts()[1]).height()) + px(8))
        return QSize(round(name + choice) + 2 + gaps + px(_ICON) + 2 * px(_PAD), height)

    def minimumSizeHint(self) -> QSize:
        """As the size hint."""
        return self.sizeHint()

    def _sign(self) -> QRectF:
        side = self._theme.px(_ICON)
        return QRectF(self.width() - self._theme.px(_PAD) - side, (self.height() - side) / 2, side, side)

    def _is_on_cross(self, at: QPointF) -> bool:
        return bool(self._words) and at.x() >= self._sign().left() - self._theme.px(6)

    def paintEvent(self, event: QPaintEvent) -> None:
        """See QWidget."""
        theme, px = self._theme, self._theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        held = self.underMouse() or self.isDown()
        if self._words or held:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent-wash" if self._words else "wash"))
            painter.drawRoundedRect(QRectF(self.rect()), 8, 8)
        plain, strong = self._fonts()
        name, choice = self._widths()
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        ink = theme.colour("ink" if self._words or held else "ink-2")
        painter.setPen(ink)
        painter.setFont(plain)
        painter.drawText(QRectF(px(_PAD), 0, name + 2, self.height()), middle, self._name)
        if self._words:
            painter.setFont(strong)
            painter.drawText(QRectF(px(_PAD) + name + px(_GAP), 0, choice + 2, self.height()), middle, self._shown)
        paint_icon(painter, self._sign(), "close" if self._words else "chevron-down", ink)
        painter.end()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The cross takes the choice away; everything else opens the menu."""
        if event.button() == Qt.MouseButton.LeftButton and self._is_on_cross(event.position()) and self.isDown():
            self.setDown(False)
            self.chosen.emit(None)
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """See the class."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down) and not event.isAutoRepeat():
            self.open_menu()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self._words:
            self.chosen.emit(None)
        else:
            super().keyPressEvent(event)

    def open_menu(self) -> None:
        """Show what can be chosen."""
        menu = QMenu(self)
        menu.setAccessibleName(self._name)
        group = QActionGroup(menu)
        for value, words, count in ((None, self._anything, None), *self._options):
            text = words if count is None else f"{words}\t{count:,}"
            action = QAction(text.replace("&", "&&"), menu, checkable=True, checked=value == self._value)
            action.setEnabled(count != 0 or value == self._value)
            action.triggered.connect(partial(self._take, value))
            group.addAction(action)
            menu.addAction(action)
            if value is None:
                menu.addSeparator()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def _take(self, value: object, _checked: bool = False) -> None:
        self.chosen.emit(value)
