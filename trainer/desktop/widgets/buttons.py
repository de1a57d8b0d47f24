"""Buttons: the one next step, the others, and links. They paint themselves, so that every state is in one place."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from trainer.desktop.painting.icons import paint_icon
from trainer.desktop.theme import Theme
from trainer.desktop.widgets.press_button import PressButton

_ICON = 12


@dataclass(frozen=True)
class _Look:
    ground: str | None
    border: str | None
    ink: str


class _Button(PressButton):
    """A button of a text and, behind it, the key that does the same."""

    _height = 36.0
    _padding = 16.0
    _size = 14.0
    _weight = QFont.Weight.Medium

    def __init__(self, theme: Theme, text: str, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._hint = hint
        self.setText(text)
        self.setAccessibleName(text)
        if hint:
            self.setAccessibleDescription(hint)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

    def relabel(self, text: str) -> None:
        """Change the text, and the name that goes with it."""
        self.setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def _fonts(self) -> tuple[QFont, QFont]:
        return self._theme.sans(self._size, self._weight), self._theme.sans(self._size)

    def _widths(self) -> tuple[float, float, float]:
        bold, plain = self._fonts()
        text = QFontMetricsF(bold).horizontalAdvance(self.text())
        hint = QFontMetricsF(plain).horizontalAdvance(self._hint)
        return text, self._theme.px(8) if self._hint else 0, hint

    def sizeHint(self) -> QSize:
        """Room for text and key."""
        return QSize(round(sum(self._widths()) + 2 * self._theme.px(self._padding)) + 2, self._theme.px(self._height))

    def minimumSizeHint(self) -> QSize:
        """As the size hint: a button never cuts its text."""
        return self.sizeHint()

    def _look(self) -> _Look:
        raise NotImplementedError

    def paintEvent(self, event: QPaintEvent) -> None:
        """See QWidget."""
        look = self._look()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(self._theme.colour(look.border), 1) if look.border else Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour(look.ground) if look.ground else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(area, 8, 8)
        self._paint_text(painter, look)
        painter.end()

    def _paint_text(self, painter: QPainter, look: _Look) -> None:
        text, gap, hint = self._widths()
        bold, plain = self._fonts()
        left = (self.width() - text - gap - hint) / 2
        painter.setPen(self._theme.colour(look.ink))
        painter.setFont(bold)
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(QRectF(left, 0, text + 2, self.height()), middle, self.text())
        painter.setFont(plain)
        painter.drawText(QRectF(left + text + gap, 0, hint + 2, self.height()), middle, self._hint)


class PrimaryButton(_Button):
    """The one next step of a page."""

    _height = 44.0
    _padding = 20.0
    _size = 15.0
    _weight = QFont.Weight.DemiBold

    def _look(self) -> _Look:
        if not self.isEnabled():
            return _Look("wash", "line", "ink-3")
        if self.isDown():
            return _Look("accent-pressed", None, "on-accent")
        return _Look("accent-hover" if self.underMouse() else "accent", None, "on-accent")


class SecondaryButton(_Button):
    """Any other step; ``key`` is drawn as a cap before the text."""

    def __init__(self, theme: Theme, text: str, hint: str = "", *, key: str = "") -> None:
        super().__init__(theme, text, hint)
        self._key = key
        if key:
            self.setAccessibleDescription(key)
            self.updateGeometry()

    def _cap_width(self) -> float:
        if not self._key:
            return 0.0
        width = QFontMetricsF(self._theme.sans(12, QFont.Weight.DemiBold)).horizontalAdvance(self._key)
        return width + self._theme.px(12)

    def _lead(self) -> float:
        return self._cap_width() + self._theme.px(8) if self._key else 0.0

    def sizeHint(self) -> QSize:
        """Room for cap and text."""
        return super().sizeHint() + QSize(round(self._lead()), 0)

    def _paint_text(self, painter: QPainter, look: _Look) -> None:
        if self._key:
            height = self._theme.px(20)
            left = (self.width() - sum(self._widths()) - self._lead()) / 2
            area = QRectF(left, (self.height() - height) / 2, self._cap_width(), height)
            paint_key(painter, self._theme, area, self._key, ground="page", border="edge", ink="ink")
            painter.translate(self._lead() / 2, 0)
        super()._paint_text(painter, look)

    def _look(self) -> _Look:
        if not self.isEnabled():
            return _Look("page", "line", "ink-3")
        return _Look("wash" if self.underMouse() or self.isDown() else "page", "edge", "ink")


class LinkButton(_Button):
    """A step that looks like a link: underlined, no frame."""

    _height = 28.0
    _padding = 0.0
    _size = 13.0
    _weight = QFont.Weight.Normal

    def __init__(
        self, theme: Theme, text: str, *, ink: str = "ink", underline: bool = True, size: float = 13, icon: str = ""
    ) -> None:
        super().__init__(theme, text)
        self._icon = icon
        self._ink = ink
        self._underline = underline
        self._size = size
        self.updateGeometry()

    def _look(self) -> _Look:
        if not self.isEnabled():
            return _Look(None, None, "ink-3")
        return _Look(None, None, "ink" if self.underMouse() else self._ink)

    def _lead(self) -> float:
        return self._theme.px(_ICON + 6) if self._icon else 0.0

    def sizeHint(self) -> QSize:
        """Room for icon and text."""
        return super().sizeHint() + QSize(round(self._lead()), 0)

    def _paint_text(self, painter: QPainter, look: _Look) -> None:
        if self._icon:
            size = self._theme.px(_ICON)
            area = QRectF(0, (self.height() - size) / 2, size, size)
            paint_icon(painter, area, self._icon, self._theme.colour(look.ink))
            painter.translate(self._lead() / 2, 0)
        super()._paint_text(painter, look)
        if self._underline:
            text, *_ = self._widths()
            metrics = QFontMetricsF(self._fonts()[0])
            base = (self.height() + metrics.ascent() - metrics.descent()) / 2 + 2.5
            left = (self.width() - text) / 2
            painter.setPen(QPen(self._theme.colour("edge" if self.isEnabled() else "line"), 1))
            painter.drawLine(round(left), round(base), round(left + text), round(base))


def paint_key(painter: QPainter, theme: Theme, area: QRectF, text: str, *, ground: str, border: str, ink: str) -> None:
    """The cap of a key, 22 pixels wide at 100 %."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour(border), 1))
    painter.setBrush(theme.colour(ground))
    painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
    painter.setPen(theme.colour(ink))
    painter.setFont(theme.sans(12, QFont.Weight.DemiBold))
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()


class KeyCap(QWidget):
    """A key drawn in running text."""

    def __init__(self, theme: Theme, text: str) -> None:
        super().__init__()
        self._theme = theme
        self._text = text
        width = QFontMetricsF(theme.sans(12, QFont.Weight.DemiBold)).horizontalAdvance(text)
        self.setFixedSize(max(theme.px(20), round(width + theme.px(12))), theme.px(20))
        self.setAccessibleName(text)

    def paintEvent(self, event: QPaintEvent) -> None:
        """See QWidget."""
        painter = QPainter(self)
        paint_key(painter, self._theme, QRectF(self.rect()), self._text, ground="page", border="edge", ink="ink")
        painter.end()
