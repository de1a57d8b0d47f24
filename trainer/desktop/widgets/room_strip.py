"""Who is in the room: names and parts, in as many columns as fit; a name opens a card about the person."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from trainer.desktop.theme import Theme

_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop
_TALL = 100_000.0


@dataclass(frozen=True)
class Placed:
    """A name or a part, and where it stands."""

    text: str
    area: QRectF
    font: QFont
    ink: str


class RoomStrip(QWidget):
    """Pairs of a name and a part; a column is as wide as its longest pair. Where even one column is too narrow for
    that, the parts wrap."""

    person_chosen = Signal(int, QPoint)
    """Index of the one whose name was pressed, and the lower left corner of the name on the screen."""

    def __init__(self, theme: Theme, people: tuple[tuple[str, str], ...]) -> None:
        super().__init__()
        self._theme = theme
        self._people = people
        self.setAccessibleName("In the room: " + "; ".join(f"{name}, {part}" for name, part in people))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._names = [NameButton(theme, name, part, self) for name, part in people]
        for index, each in enumerate(self._names):
            each.clicked.connect(lambda _=False, index=index: self._choose(index))

    def _choose(self, index: int) -> None:
        name = self._names[index]
        self.person_chosen.emit(index, name.mapToGlobal(QPoint(0, name.height() + self._theme.px(4))))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Names go where the columns are."""
        super().resizeEvent(event)
        for name, placed in zip(self._names, self.placed(self.width())[::2], strict=True):
            name.place(placed)

    def _fonts(self) -> tuple[QFont, QFont]:
        return self._theme.serif(16, QFont.Weight.DemiBold), self._theme.serif(16, italic=True)

    def _row_height(self) -> float:
        strong, italic = (QFontMetricsF(font) for font in self._fonts())
        heights = (max(_height(strong, name), _height(italic, part)) for name, part in self._people)
        return max(heights) + self._theme.px(1)

    def _columns(self, width: float) -> tuple[int, list[tuple[float, float]]]:
        """Rows, and for each column the width of its names and of its parts."""
        strong, italic = (QFontMetricsF(font) for font in self._fonts())
        gap, gutter = self._theme.px(10), self._theme.px(28)
        count = len(self._people)
        for columns in range(min(count, 4), 0, -1):
            rows = -(-count // columns)
            if columns > 1 and rows * (columns - 1) >= count:
                continue
            widths = []
            for first in range(0, count, rows):
                group = self._people[first : first + rows]
                names = max(_width(strong, name) for name, _ in group) + gap
                widths.append((names, max(_width(italic, part) for _, part in group)))
            if sum(map(sum, widths)) + gutter * (columns - 1) <= width or columns == 1:
                return rows, widths
        raise AssertionError("one column always fits")

    def placed(self, width: float) -> list[Placed]:
        """Every name and every part, as they stand in so much room."""
        rows, widths = self._columns(width)
        if sum(widths[0]) > width:
            return self._wrapped(width, widths[0][0])
        spare = (width - sum(map(sum, widths))) / max(len(widths) - 1, 1)
        found = []
        x = 0.0
        for index, (names, parts) in enumerate(widths):
            for line, (name, part) in enumerate(self._people[index * rows : (index + 1) * rows]):
                y = line * self._row_height()
                found += [self._name(name, x, y, names), self._part(part, x + names, y, parts)]
            x += names + parts + min(spare, self._theme.px(56))
        return found

    def _wrapped(self, width: float, names: float) -> list[Placed]:
        """One below the other; the part stands beside the name, or below where the name takes more than half."""
        beside = names <= width / 2
        found = []
        y = 0.0
        for name, part in self._people:
            first = self._name(name, 0, y, names if beside else width)
            x, top = (names, y) if beside else (float(self._theme.px(16)), first.area.bottom())
            second = self._part(part, x, top, width - x)
            found += [first, second]
            y = max(first.area.bottom(), second.area.bottom()) + self._theme.px(1)
        return found

    def _name(self, text: str, x: float, y: float, width: float) -> Placed:
        return self._place(text, x, y, width, self._fonts()[0], "ink")

    def _part(self, text: str, x: float, y: float, width: float) -> Placed:
        return self._place(text, x, y, width, self._fonts()[1], "ink-2")

    def _place(self, text: str, x: float, y: float, width: float, font: QFont, ink: str) -> Placed:
        height = _height(QFontMetricsF(font), text, width)
        return Placed(text, QRectF(x, y, width, height), font, ink)

    def hasHeightForWidth(self) -> bool:
        """Always: the number of columns depends on the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Height of the rows at ``width``."""
        return round(max(each.area.bottom() for each in self.placed(width)) + 0.5)

    def sizeHint(self) -> QSize:
        """See QWidget."""
        return QSize(self._theme.px(540), self.heightForWidth(self._theme.px(540)))

    def minimumSizeHint(self) -> QSize:
        """See QWidget."""
        return QSize(self._theme.px(120), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """See QWidget."""
        painter = QPainter(self)
        for part in self.placed(self.width())[1::2]:
            _paint(painter, self._theme, part, QFontMetricsF(self._fonts()[0]).ascent())
        painter.end()


class NameButton(QAbstractButton):
    """A name that can be pressed; dotted below, as what has more to tell."""

    def __init__(self, theme: Theme, name: str, part: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._placed = Placed(name, QRectF(), theme.serif(16), "ink")
        self.setText(name)
        self.setAccessibleName(name)
        self.setAccessibleDescription(f"{part}. Who is that?" if part else "Who is that?")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def place(self, placed: Placed) -> None:
        """Stand where the strip has its name, no wider than the words."""
        self._placed = placed
        metrics = QFontMetricsF(placed.font)
        width = min(placed.area.width(), metrics.horizontalAdvance(placed.text) + 2)
        self.setGeometry(QRectF(placed.area.topLeft(), placed.area.size()).toAlignedRect())
        self.resize(ceil(width), self.height())

    def sizeHint(self) -> QSize:
        """The place that it was given."""
        return self.size()

    def minimumSizeHint(self) -> QSize:
        """See sizeHint."""
        return self.size()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter does what the space bar does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """See QWidget."""
        painter = QPainter(self)
        metrics = QFontMetricsF(self._placed.font)
        area = QRectF(QPointF(0, 0), self._placed.area.size())
        _paint(painter, self._theme, Placed(self.text(), area, self._placed.font, "ink"), metrics.ascent())
        if area.height() < 2 * metrics.height():
            pen = QPen(self._theme.colour("ink" if self.underMouse() else "edge"), 1, Qt.PenStyle.DotLine)
            painter.setPen(pen)
            y = int(metrics.ascent() + self._theme.px(3)) + 0.5
            painter.drawLine(QPointF(0, y), QPointF(metrics.horizontalAdvance(self.text()), y))
        painter.end()


def _paint(painter: QPainter, theme: Theme, text: Placed, ascent: float) -> None:
    """Paint a text on the base line of that height, whatever script it is in; over several lines, from its top."""
    painter.setFont(text.font)
    painter.setPen(theme.colour(text.ink))
    if text.area.height() < 2 * QFontMetricsF(text.font).height():
        painter.drawText(QPointF(text.area.left(), text.area.top() + ascent), text.text)
    else:
        painter.drawText(text.area, _WRAP, text.text)


def _height(metrics: QFontMetricsF, text: str, width: float = _TALL) -> float:
    return metrics.boundingRect(QRectF(0, 0, width, _TALL), _WRAP, text).height()


def _width(metrics: QFontMetricsF, text: str) -> float:
    """Room in which the text surely stands on one line."""
    return ceil(metrics.boundingRect(QRectF(0, 0, _TALL, _TALL), _WRAP, text).width()) + 2
