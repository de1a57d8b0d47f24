"""A box to tick, with its words behind it and a line below them."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy

from trainer.desktop.painting.icons import paint_icon
from trainer.desktop.theme import Theme
from trainer.desktop.widgets.press_button import PressButton
from trainer.desktop.wording import breakable

_BOX = 17
_GAP = 10
_TOP = 5
_TALL = 100_000.0
_WRAP = Qt.TextFlag.TextWordWrap


class Tick(PressButton):
    """Checkable; its text wraps."""

    def __init__(self, theme: Theme, text: str, more: str = "", *, on: bool = False, strong: bool = False) -> None:
        """
        Args:
            theme: for colours and measures.
            text: what is so while it is ticked.
            more: said below it, smaller.
            on: whether it is at first.
            strong: whether the text is set in semibold.
        """
        super().__init__()
        self._theme = theme
        self._more = more
        self._weight = QFont.Weight.DemiBold if strong else QFont.Weight.Normal
        self.setText(text)
        self.setAccessibleName(text)
        self.setAccessibleDescription(more)
        self.setCheckable(True)
        self.setChecked(on)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _fonts(self) -> tuple[QFont, QFont]:
        return self._theme.sans(14, self._weight), self._theme.sans(12.5)

    def _boxes(self, width: float) -> tuple[QRectF, QRectF]:
        px = self._theme.px
        left = px(_BOX + _GAP)
        room = max(width - left, px(40))
        found, top = [], float(px(_TOP))
        for text, font in zip((self.text(), self._more), self._fonts(), strict=True):
            box = QFontMetricsF(font).boundingRect(QRectF(0, 0, room, _TALL), _WRAP, breakable(text))
            height = box.height() if text else 0.0
            found.append(QRectF(left, top, room, height))
            top += height
        return found[0], found[1]

    def hasHeightForWidth(self) -> bool:
        """Always: the text wraps."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Room for both texts at ``width``."""
        return round(self._boxes(width)[1].bottom() + self._theme.px(_TOP) + 0.5)

    def sizeHint(self) -> QSize:
        """Both texts in one line each."""
        lines = zip((self.text(), self._more), self._fonts(), strict=True)
        words = max(QFontMetricsF(font).horizontalAdvance(breakable(text)) for text, font in lines)
        width = round(words + self._theme.px(_BOX + _GAP)) + 3
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Narrow is allowed; the height follows."""
        return QSize(min(self.sizeHint().width(), self._theme.px(140)), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """See QWidget."""
        theme, px, on = self._theme, self._theme.px, self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        words, more = self._boxes(self.width())
        strong, plain = self._fonts()
        middle = words.top() + QFontMetricsF(strong).height() / 2
        box = QRectF(0.75, middle - px(_BOX) / 2, px(_BOX) - 1.5, px(_BOX) - 1.5)
        frame = "line" if not self.isEnabled() else "accent" if on else "edge"
        painter.setPen(QPen(theme.colour(frame), 1.5))
        filled = "accent" if on else "wash" if self.underMouse() else "page"
        painter.setBrush(theme.colour(filled if self.isEnabled() else "wash"))
        painter.drawRoundedRect(box, 4, 4)
        if on:
            inset = px(3)
            mark = theme.colour("on-accent" if self.isEnabled() else "ink-3")
            paint_icon(painter, box.adjusted(inset, inset, -inset, -inset), "check", mark)
        painter.setPen(theme.colour("ink" if self.isEnabled() else "ink-3"))
        painter.setFont(strong)
        painter.drawText(words, _WRAP, breakable(self.text()))
        painter.setPen(theme.colour("ink-2" if self.isEnabled() else "ink-3"))
        painter.setFont(plain)
        painter.drawText(more, _WRAP, breakable(self._more))
        painter.end()
