"""One of several things to choose from, in a list: a mark, a title, and a line that says more."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from trainer.desktop.theme import Theme
from trainer.desktop.wording import breakable

_WRAP = Qt.TextFlag.TextWordWrap
_TALL = 100_000.0
_LEFT, _SIDE, _TOP, _GAP = 36, 12, 7, 1
_MARK = 16


class ChoiceRow(QAbstractButton):
    """Checkable; put those of one list into an exclusive group."""

    def __init__(self, theme: Theme, title: str, more: str = "", aside: str = "") -> None:
        """
        Args:
            theme: for colours and measures.
            title: what it is.
            more: said below it.
            aside: a short word at the right end.
        """
        super().__init__()
        self._theme = theme
        self._more = more
        self._aside = aside
        self.setText(title)
        self.setCheckable(True)
        self.setAccessibleName(f"{title} ({aside})" if aside else title)
        self.setAccessibleDescription(more)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _title_font(self) -> QFont:
        return self._theme.sans(14.5, QFont.Weight.DemiBold if self._more else QFont.Weight.Normal)

    def _more_font(self) -> QFont:
        return self._theme.sans(13)

    def _aside_font(self) -> QFont:
        return self._theme.sans(12.5)

    def _title_box(self, width: float) -> QRectF:
        px = self._theme.px
        aside = QFontMetricsF(self._aside_font()).horizontalAdvance(self._aside) + px(12) if self._aside else 0
        room = max(width - px(_LEFT) - px(_SIDE) - aside, px(60))
        metrics = QFontMetricsF(self._title_font())
        box = metrics.boundingRect(QRectF(0, 0, room, _TALL), _WRAP, breakable(self.text()))
        return QRectF(px(_LEFT), px(_TOP), room, box.height())

    def _more_box(self, width: float) -> QRectF:
        px = self._theme.px
        top = self._title_box(width).bottom()
        if not self._more:
            return QRectF(px(_LEFT), top, 0, 0)
        room = max(width - px(_LEFT) - px(_SIDE), px(60))
        box = QFontMetricsF(self._more_font()).boundingRect(QRectF(0, 0, room, _TALL), _WRAP, self._more)
        return QRectF(px(_LEFT), top + px(_GAP), room, box.height())

    def hasHeightForWidth(self) -> bool:
        """Always: the text wraps."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Room for both texts at ``width``."""
        return round(self._more_box(width).bottom() + self._theme.px(_TOP) + 0.5)

    def sizeHint(self) -> QSize:
        """A comfortable width and the height that goes with it."""
        width = self._theme.px(420)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Narrow is allowed; the height follows."""
        return QSize(self._theme.px(160), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """See QWidget."""
        theme, px, on = self._theme, self._theme.px, self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isEnabled() and (on or self.underMouse()):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent-wash" if on else "wash"))
            painter.drawRoundedRect(QRectF(self.rect()), 8, 8)
        title = self._title_box(self.width())
        self._paint_mark(painter, title.top() + QFontMetricsF(self._title_font()).height() / 2)
        painter.setPen(theme.colour("ink" if self.isEnabled() else "ink-3"))
        painter.setFont(self._title_font())
        painter.drawText(title, _WRAP, breakable(self.text()))
        painter.setPen(theme.colour("ink-2" if self.isEnabled() else "ink-3"))
        painter.setFont(self._more_font())
        painter.drawText(self._more_box(self.width()), _WRAP, self._more)
        painter.setFont(self._aside_font())
        aside = QRectF(0, title.top(), self.width() - px(_SIDE), QFontMetricsF(self._title_font()).height())
        painter.drawText(aside, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._aside)
        painter.end()

    def _paint_mark(self, painter: QPainter, middle: float) -> None:
        theme, size, on = self._theme, self._theme.px(_MARK), self.isChecked()
        ink = theme.colour(("accent" if on else "edge") if self.isEnabled() else "ink-3")
        area = QRectF((theme.px(_LEFT) - size) / 2, middle - size / 2, size, size)
        painter.setPen(QPen(ink, 1.5))
        painter.setBrush(theme.colour("page"))
        painter.drawEllipse(area.adjusted(1, 1, -1, -1))
        if on:
            inset = size * 0.3
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ink)
            painter.drawEllipse(area.adjusted(inset, inset, -inset, -inset))
