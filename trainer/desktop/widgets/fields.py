"""Fields to write in: one line or several, with the same frame."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QFrame, QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from trainer.desktop.theme import Theme
from trainer.desktop.widgets.scroll_bar import SlimScrollBar

_RADIUS = 8


def _paint_frame(widget: QWidget, theme: Theme) -> None:
    """Ground and border: the focus colour, twice as wide, while somebody writes in it."""
    focused, enabled = widget.hasFocus(), widget.isEnabled()
    width = 2.0 if focused else 1.0
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour("focus" if focused else "edge" if enabled else "line"), width))
    painter.setBrush(theme.colour("page" if enabled else "paper"))
    inset = width / 2
    painter.drawRoundedRect(QRectF(widget.rect()).adjusted(inset, inset, -inset, -inset), _RADIUS, _RADIUS)
    painter.end()


class LineField(QLineEdit):
    """A field of one line."""

    def __init__(self, theme: Theme, text: str = "") -> None:
        super().__init__(text)
        self._theme = theme
        self.setFrame(False)
        self.setTextMargins(theme.px(10), theme.px(6), theme.px(10), theme.px(6))
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
        palette.setColor(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text, theme.colour("ink-2"))
        self.setPalette(palette)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The frame, then the text."""
        _paint_frame(self, self._theme)
        super().paintEvent(event)


class TextField(QPlainTextEdit):
    """A field of several lines that grows with its text, from three lines to twelve. Tab leaves it."""

    _LEAST = 3
    _MOST = 12

    def __init__(self, theme: Theme, text: str, placeholder: str, name: str) -> None:
        """
        Args:
            theme: for colours and measures.
            text: what stands in it at first.
            placeholder: shown while it is empty.
            name: for screen readers.
        """
        super().__init__()
        self._theme = theme
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setViewportMargins(theme.px(8), theme.px(8), theme.px(4), theme.px(8))
        self.viewport().setAutoFillBackground(False)
        self.setVerticalScrollBar(SlimScrollBar(theme))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFont(theme.serif(16))
        self.setTabChangesFocus(True)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(name)
        self.setPlainText(text)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        line = QFontMetricsF(self.font()).lineSpacing()
        height = min(max(self._text_height(), self._LEAST * line), self._MOST * line)
        self.setFixedHeight(math.ceil(height) + self._theme.px(28))

    def _text_height(self) -> float:
        """Of as many lines as may be seen; Chinese ones are higher than others."""
        height, block = 0.0, self.document().begin()
        for _ in range(self._MOST):
            if not block.isValid():
                break
            height += self.blockBoundingRect(block).height()
            block = block.next()
        return height

    def sizeHint(self) -> QSize:
        """A usual width; the height is set."""
        return QSize(self._theme.px(300), self.height())

    def event(self, event: QEvent) -> bool:
        """Draw the frame around the text, which the viewport draws."""
        if event.type() == QEvent.Type.Paint:
            _paint_frame(self, self._theme)
            return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The frame shows it."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The frame shows it."""
        super().focusOutEvent(event)
        self.update()
