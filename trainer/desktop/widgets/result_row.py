"""A passage that was found: where it stands, and a piece of it with the words marked."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPaintEvent, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from trainer.desktop.search_state import ResultLine
from trainer.desktop.theme import Theme

SIDE = 12
"""Space before and behind the words, in pixels at 100 %."""
_TOP = 7
_USUAL_WIDTH = 300


class ResultRow(QAbstractButton):
    """A click or Enter goes there. It paints itself: there may be many, and they come while somebody types."""

    left_by = Signal(int)
    """An arrow was pressed: 1 down, -1 up."""

    def __init__(self, theme: Theme, line: ResultLine) -> None:
        super().__init__()
        self._theme = theme
        self.line = line
        self._where = _layout(line.where, theme.sans(12.5))
        self._snippet = _layout(line.snippet, theme.serif(16))
        self._snippet.setFormats([_mark(theme, line.snippet, first, last) for first, last in line.marks])
        self._laid_out = -1
        self._heights: dict[int, int] = {}
        self.setText(line.snippet)
        self.setAccessibleName(f"{line.where}: {line.snippet}")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _lay_out(self, width: int) -> None:
        """Break the lines for a width."""
        if width != self._laid_out:
            self._laid_out = width
            room = max(width - 2 * self._theme.px(SIDE), 1)
            y = float(self._theme.px(_TOP))
            for layout in (self._where, self._snippet):
                layout.setPosition(QPointF(self._theme.px(SIDE), y))
                y += _break(layout, room) + self._theme.px(1)
            self._heights[width] = round(y + self._theme.px(_TOP) + 0.49)

    def hasHeightForWidth(self) -> bool:
        """Always: the snippet wraps."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Height of the lines at ``width``."""
        if width not in self._heights:  # asked for many times over, at one width and another
            self._lay_out(width)
        return self._heights[width]

    def sizeHint(self) -> QSize:
        """A usual width, and the height that goes with it."""
        width = self._theme.px(_USUAL_WIDTH)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Some words wide; the height comes with the width."""
        return QSize(self._theme.px(120), 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter does what the space bar does; up and down lead to the others."""
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.left_by.emit(1 if key == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The words; a ground behind them where the mouse or the focus is."""
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse() or self.hasFocus() or self.isDown():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("wash"))
            painter.drawRoundedRect(QRectF(self.rect()), 8, 8)
        self._lay_out(self.width())
        for layout, ink in ((self._where, "ink-2"), (self._snippet, "ink")):
            painter.setPen(theme.colour(ink))
            layout.draw(painter, QPointF(0, 0))
        painter.end()


def _layout(text: str, font: QFont) -> QTextLayout:
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setCacheEnabled(True)
    return layout


def _mark(theme: Theme, text: str, first: int, last: int) -> QTextLayout.FormatRange:
    """Bold and underlined: no colour alone tells what was found."""
    made = QTextLayout.FormatRange()
    made.start, made.length = _units(text[:first]), _units(text[first:last])
    form = QTextCharFormat()
    form.setFontWeight(QFont.Weight.DemiBold.value)
    form.setFontUnderline(True)
    form.setUnderlineColor(theme.colour("ink-2"))
    made.format = form
    return made


def _break(layout: QTextLayout, width: int) -> float:
    """Break a text into lines of that width; their height together."""
    height = 0.0
    layout.beginLayout()
    while True:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        line.setPosition(QPointF(0, height))
        height += line.height()
    layout.endLayout()
    return height


def _units(text: str) -> int:
    """Length as Qt counts it, where some signs are two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
