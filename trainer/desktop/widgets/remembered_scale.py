"""A forecast as it was given and as it is remembered, on one scale."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from trainer.desktop.theme import Theme

_ENDS = ((0, "0 %, surely not"), (50, "50 %"), (100, "100 %, surely"))
_RADIUS = 8.0


def paint_remembered(painter: QPainter, theme: Theme, area: QRectF, given: int, remembered: int | None) -> None:
    """The scale, a bar where the forecast was given, and a ring where it is remembered, joined by an arrow.

    Args:
        painter: paints.
        theme: for colours and measures.
        area: as :func:`remembered_height` high.
        given: in percent.
        remembered: in percent; ``None`` where it was left open.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    inset = theme.px(10)
    left, right = area.left() + inset, area.right() - inset
    y = area.top() + _bold(theme).height() + theme.px(16)
    at = left + (right - left) * given / 100
    _paint_track(painter, theme, left, right, y)
    painter.setPen(QPen(theme.colour("ink"), theme.px(3), c=Qt.PenCapStyle.FlatCap))
    painter.drawLine(QPointF(at, y - theme.px(11)), QPointF(at, y + theme.px(11)))
    if remembered is not None:
        _paint_arrow(painter, theme, QPointF(at, y), QPointF(left + (right - left) * remembered / 100, y))
    _paint_names(painter, theme, area, at, left + (right - left) * (remembered or 0) / 100, given, remembered)
    painter.restore()


def remembered_height(theme: Theme) -> float:
    """The height that the scale takes with its words."""
    return _bold(theme).height() + theme.px(38) + QFontMetricsF(theme.sans(12)).height()


def _bold(theme: Theme) -> QFontMetricsF:
    return QFontMetricsF(theme.sans(13, QFont.Weight.DemiBold, tabular=True))


def _paint_track(painter: QPainter, theme: Theme, left: float, right: float, y: float) -> None:
    painter.setPen(QPen(theme.colour("line"), theme.px(4), c=Qt.PenCapStyle.RoundCap))
    painter.drawLine(QPointF(left, y), QPointF(right, y))
    painter.setPen(QPen(theme.colour("edge"), 1))
    for percent in range(0, 101, 25):
        x = round(left + (right - left) * percent / 100) + 0.5
        painter.drawLine(QPointF(x, y + theme.px(9)), QPointF(x, y + theme.px(15 if percent % 50 == 0 else 13)))
    font = theme.sans(12)
    painter.setFont(font)
    painter.setPen(theme.colour("ink-2"))
    metrics = QFontMetricsF(font)
    previous = left - theme.px(10)
    for percent, text in _ENDS:
        width = metrics.horizontalAdvance(text)
        x = min(
            max(left + (right - left) * percent / 100 - width / 2, left - theme.px(10)), right - width + theme.px(10)
        )
        if x <= previous and percent:
            continue
        painter.drawText(QPointF(x, y + theme.px(17) + metrics.ascent()), text)
        previous = x + width + theme.px(6)


def _paint_arrow(painter: QPainter, theme: Theme, start: QPointF, end: QPointF) -> None:
    radius, way = theme.px(_RADIUS), 1 if end.x() > start.x() else -1
    accent = theme.colour("accent")
    tip = QPointF(end.x() - way * radius, end.y())
    if abs(end.x() - start.x()) > 2 * radius:
        painter.setPen(QPen(accent, theme.px(3), c=Qt.PenCapStyle.FlatCap))
        painter.drawLine(start + QPointF(way * theme.px(1.5), 0), tip - QPointF(way * theme.px(4), 0))
        head = theme.px(6)
        back = tip.x() - way * head * 1.3
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(accent)
        painter.drawPolygon(QPolygonF([tip, QPointF(back, tip.y() - head), QPointF(back, tip.y() + head)]))
    painter.setPen(QPen(accent, theme.px(2.5)))
    painter.setBrush(theme.colour("page"))
    painter.drawEllipse(end, radius, radius)


def _paint_names(
    painter: QPainter, theme: Theme, area: QRectF, at: float, to: float, given: int, remembered: int | None
) -> None:
    """The two figures above the scale, each over its mark unless they would run into each other."""
    metrics, gap = _bold(theme), theme.px(14)
    painter.setFont(theme.sans(13, QFont.Weight.DemiBold, tabular=True))
    names = [(at, f"{given} % given", "ink")]
    if remembered == given:
        names = [(at, f"{given} % given and remembered", "accent")]
    elif remembered is not None:
        names.append((to, f"{remembered} % remembered", "accent"))
    names.sort()
    widths = [metrics.horizontalAdvance(text) for _, text, _ in names]
    lefts = [
        min(max(x - width / 2, area.left()), area.right() - width)
        for (x, _, _), width in zip(names, widths, strict=True)
    ]
    if len(names) > 1 and lefts[0] + widths[0] + gap > lefts[1]:
        both = sum(widths) + gap
        start = min(max((lefts[0] + lefts[1] + widths[1] - both) / 2, area.left()), area.right() - both)
        lefts = [start, start + widths[0] + gap]
    for (_, text, ink), x in zip(names, lefts, strict=True):
        painter.setPen(theme.colour(ink))
        painter.drawText(QPointF(x, area.top() + metrics.ascent()), text)


class RememberedScale(QWidget):
    """Only shows; its name says the same in words."""

    def __init__(self, theme: Theme, given: int, remembered: int | None) -> None:
        super().__init__()
        self._theme = theme
        self._given = given
        self._remembered = remembered
        memory = "left open" if remembered is None else f"remembered: {remembered} %"
        self.setAccessibleName(f"Forecast given: {given} %, {memory}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Room for both figures side by side."""
        metrics = _bold(self._theme)
        width = metrics.horizontalAdvance("100 % remembered 100 % given") + self._theme.px(24)
        return QSize(round(width), round(remembered_height(self._theme)))

    def minimumSizeHint(self) -> QSize:
        """See sizeHint."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """See QWidget."""
        painter = QPainter(self)
        paint_remembered(painter, self._theme, QRectF(self.rect()), self._given, self._remembered)
        painter.end()
