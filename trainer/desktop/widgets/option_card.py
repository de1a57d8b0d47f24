"""One option as a large card with its key, title and argument."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from trainer.desktop.painting.icons import paint_icon
from trainer.desktop.theme import Theme
from trainer.desktop.widgets.buttons import paint_key

_WRAP = Qt.TextFlag.TextWordWrap
_TALL = 100_000.0
_CHECK = 12
_PAD = 10
_CHOSEN = "My choice"


class OptionCard(QAbstractButton):
    """Checkable; in an exclusive group one is the choice. Once sealed it can't be changed any more."""

    def __init__(self, theme: Theme, key: str, title: str, argument: str) -> None:
        super().__init__()
        self._theme = theme
        self._key = key
        self._argument = argument
        self._sealed = False
        self.setText(title)
        self.setCheckable(True)
        self.setAccessibleName(f"{key}: {title}")
        self.setAccessibleDescription(argument)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def seal(self) -> None:
        """From now on it only shows what was chosen."""
        self._sealed = True
        self.setEnabled(False)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        if self.isChecked():
            self.setAccessibleName(f"{self.accessibleName()}, my choice")
        self.update()

    def _title_font(self) -> QFont:
        return self._theme.sans(15, QFont.Weight.DemiBold)

    def _left(self) -> int:
        return self._theme.px(48)

    def _right(self) -> int:
        return self._theme.px(14)

    def _chosen(self, width: float) -> str:
        """What stands beside the title of the chosen card: the words where there is room, else the mark alone."""
        metrics = QFontMetricsF(self._theme.sans(12.5, QFont.Weight.DemiBold))
        title = QFontMetricsF(self._title_font()).horizontalAdvance(self.text())
        room = width - self._left() - self._right() - title - self._theme.px(_CHECK + 18)
        return _CHOSEN if metrics.horizontalAdvance(_CHOSEN) <= room else ""

    def _title_box(self, width: float) -> QRectF:
        room = width - self._left() - self._right() - self._theme.px(_CHECK + 6)
        flags = _WRAP | Qt.AlignmentFlag.AlignTop
        box = QFontMetricsF(self._title_font()).boundingRect(QRectF(0, 0, max(room, 40), _TALL), flags, self.text())
        return QRectF(self._left(), self._theme.px(_PAD), room, box.height())

    def _argument_box(self, width: float) -> QRectF:
        title = self._title_box(width)
        room = width - self._left() - self._right()
        flags = _WRAP | Qt.AlignmentFlag.AlignTop
        metrics = QFontMetricsF(self._theme.sans(13))
        box = metrics.boundingRect(QRectF(0, 0, max(room, 40), _TALL), flags, self._argument)
        return QRectF(self._left(), title.bottom() + self._theme.px(2), room, box.height())

    def hasHeightForWidth(self) -> bool:
        """Always: the text wraps."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Room for title and argument at ``width``."""
        return round(self._argument_box(width).bottom() + self._theme.px(_PAD + 2))

    def sizeHint(self) -> QSize:
        """A comfortable width and the height that goes with it."""
        width = self._theme.px(391)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Narrow is allowed; the height follows."""
        return QSize(self._theme.px(180), 0)

    def enterEvent(self, event: QEnterEvent) -> None:
        """See QWidget."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """See QWidget."""
        super().leaveEvent(event)
        self.update()

    def _colours(self) -> tuple[str, str, float]:
        """Ground, border and the border's width."""
        if self._sealed:
            return ("page", "line", 1) if self.isChecked() else ("paper", "line", 1)
        if self.isChecked():
            return "accent-wash", "accent", 2
        if self.underMouse():
            return "wash", "edge", 1
        return "page", "line", 1

    def paintEvent(self, event: QPaintEvent) -> None:
        """See QWidget."""
        theme = self._theme
        ground, border, width = self._colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour(border), width))
        painter.setBrush(theme.colour(ground))
        inset = width / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), 8, 8)
        self._paint_key(painter)
        faded = self._sealed and not self.isChecked()
        title = self._title_box(self.width())
        painter.setFont(self._title_font())
        painter.setPen(theme.colour("ink-2" if faded else "ink"))
        painter.drawText(title, _WRAP | Qt.AlignmentFlag.AlignTop, self.text())
        painter.setFont(theme.sans(13))
        painter.setPen(theme.colour("ink" if self.isChecked() else "ink-2"))
        painter.drawText(self._argument_box(self.width()), _WRAP | Qt.AlignmentFlag.AlignTop, self._argument)
        if self.isChecked():
            self._paint_chosen(painter, title.top())
        painter.end()

    def _paint_chosen(self, painter: QPainter, top: float) -> None:
        theme = self._theme
        font = theme.sans(12.5, QFont.Weight.DemiBold)
        words = self._chosen(self.width())
        height = QFontMetricsF(self._title_font()).height()
        right = self.width() - self._right()
        painter.setFont(font)
        painter.setPen(theme.colour("accent"))
        area = QRectF(0, top, right, height)
        painter.drawText(area, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, words)
        size = theme.px(_CHECK)
        left = right - QFontMetricsF(font).horizontalAdvance(words) - (theme.px(6) if words else 0) - size
        paint_icon(painter, QRectF(left, top + (height - size) / 2, size, size), "check", theme.colour("accent"))

    def _paint_key(self, painter: QPainter) -> None:
        size = self._theme.px(22)
        area = QRectF(self._theme.px(13), self._theme.px(_PAD), size, size)
        ground, border, ink = ("accent", "accent", "on-accent") if self.isChecked() else ("page", "edge", "ink")
        if self._sealed and not self.isChecked():
            ground, border, ink = "paper", "line", "ink-2"
        paint_key(painter, self._theme, area, self._key, ground=ground, border=border, ink=ink)
