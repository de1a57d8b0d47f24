"""Painting the map of a case: bands, heads and stops from plain data and a layout."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from trainer.desktop.map_state import MapAct, MapKind
from trainer.desktop.painting.map_layout import ActPlace, Box, Measures
from trainer.desktop.theme import Theme

_PITCH = 28
_FADED = 0.3
_TICK_GAP = 18


def stop_font(theme: Theme, *, strong: bool = True) -> QFont:
    """The face of the numbers in the stops."""
    return theme.sans(12, QFont.Weight.DemiBold if strong else QFont.Weight.Normal, tabular=True)


def stop_pitch(theme: Theme, most: int) -> float:
    """The least distance of two stops, wide enough for numbers up to ``most``."""
    number = QFontMetricsF(stop_font(theme)).horizontalAdvance("0" * len(str(most)))
    return max(theme.px(_PITCH), number + theme.px(12))


def map_measures(theme: Theme, width: float, most: int) -> Measures:
    """What the layout has to reckon with in a theme, for numbers up to ``most``."""
    head = QFontMetricsF(theme.sans(14, QFont.Weight.DemiBold)).height() + theme.px(5)
    return Measures(width, stop_pitch(theme, most), theme.px(6), head, theme.px(10))


def qrect(box: Box) -> QRectF:
    """A box of a layout as Qt has it."""
    return QRectF(box.x, box.y, box.width, box.height)


def axis_height(theme: Theme) -> int:
    """Height of the axis of time with its years."""
    return round(QFontMetricsF(theme.sans(12.5, QFont.Weight.DemiBold)).height() + theme.px(10))


def tick_room(theme: Theme) -> float:
    """What each year on the axis needs."""
    return QFontMetricsF(theme.sans(12.5, QFont.Weight.DemiBold)).horizontalAdvance("0000") + theme.px(_TICK_GAP)


def paint_axis(
    painter: QPainter, area: QRectF, ticks: tuple[tuple[int, float], ...], here: float | None, theme: Theme
) -> None:
    """The line of time below its years, and a mark where the learner is.

    Args:
        painter: what it is painted with.
        area: the room of the axis; its lower edge is the line.
        ticks: years and their places, measured from the area's left.
        here: the place of the learner, measured likewise.
        theme: for colours and measures.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    font = theme.sans(12.5, QFont.Weight.DemiBold)
    painter.setFont(font)
    line = area.bottom() - theme.px(5)
    mark = QRectF()
    if here is not None:
        width = QFontMetricsF(font).horizontalAdvance("here")
        left = min(max(here - width / 2, 0.0), area.width() - width)
        mark = QRectF(area.left() + left, area.top(), width, line - area.top() - theme.px(4))
    room = tick_room(theme)
    for year, x in ticks:
        left = area.left() + x
        words = QRectF(left + theme.px(6), area.top(), room, line - area.top() - theme.px(4))
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawLine(QPointF(left, area.top() + theme.px(4)), QPointF(left, line))
        if not words.adjusted(-theme.px(4), 0, theme.px(4 - _TICK_GAP), 0).intersects(mark):
            painter.setPen(theme.colour("ink-2"))
            painter.drawText(words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, str(year))
    painter.setPen(QPen(theme.colour("edge"), 2))
    painter.drawLine(QPointF(area.left(), line), QPointF(area.right(), line))
    if here is not None:
        accent = theme.colour("accent")
        painter.setPen(accent)
        painter.drawText(
            mark.adjusted(-2, 0, 2, 0), Qt.AlignmentFlag.AlignCenter | Qt.AlignmentFlag.AlignBottom, "here"
        )
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(accent)
        half, x = theme.px(5), area.left() + here
        painter.drawPolygon([QPointF(x - half, line), QPointF(x + half, line), QPointF(x, line + theme.px(5.5))])
    painter.restore()


def paint_band(painter: QPainter, act: MapAct, place: ActPlace, theme: Theme) -> None:
    """The band of an act: filled once it has begun, outlined before."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    tone = theme.act_colour(act.number)
    if act.begun:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_mixed(tone, theme.colour("paper"), 0.24 if theme.dark else 0.16))
    else:
        painter.setPen(QPen(_mixed(tone, theme.colour("paper"), 0.6), 1))
        painter.setBrush(theme.colour("page"))
    painter.drawRoundedRect(qrect(place.band).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
    painter.restore()


def head_box(act: MapAct, place: ActPlace, width: float, theme: Theme) -> Box:
    """The room of an act's head: above its band from the left, or ending with the map where that is too short."""
    title, summary = _head_widths(act, theme)
    needed = min(title + summary, width)
    left = min(place.band.x + theme.px(2), width - needed)
    height = map_measures(theme, width, 1).head
    return Box(left, place.band.y - height, needed, height)


def paint_head(painter: QPainter, act: MapAct, box: Box, theme: Theme) -> None:
    """Title of an act in its colour, then years and state."""
    painter.save()
    painter.fillRect(qrect(box).adjusted(-2, 1, 2, -1), theme.colour("paper"))
    title, summary = _head_widths(act, theme)
    strong, plain = _head_fonts(theme)
    room = box.width - summary
    painter.setFont(strong)
    painter.setPen(theme.act_colour(act.number))
    words = QFontMetricsF(strong).elidedText(act.title, Qt.TextElideMode.ElideRight, max(room, 0.0) + 1)
    base = box.bottom - theme.px(5) - QFontMetricsF(strong).descent()
    painter.drawText(QPointF(box.x, base), words)
    painter.setFont(plain)
    painter.setPen(theme.colour("ink-2"))
    painter.drawText(QPointF(box.x + min(title, room) + theme.px(9), base), act.summary)
    painter.restore()


def _head_fonts(theme: Theme) -> tuple[QFont, QFont]:
    return theme.sans(14, QFont.Weight.DemiBold), theme.sans(12.5)


def _head_widths(act: MapAct, theme: Theme) -> tuple[float, float]:
    strong, plain = _head_fonts(theme)
    title = QFontMetricsF(strong).horizontalAdvance(act.title)
    return title, QFontMetricsF(plain).horizontalAdvance(act.summary) + theme.px(11)


def paint_map_stop(
    painter: QPainter,
    centre: QPointF,
    pitch: float,
    kind: MapKind,
    number: str,
    tone: QColor,
    theme: Theme,
    *,
    faded: bool = False,
) -> None:
    """A decision as a numbered stop: a disc (decided), a disc within a ring (comes back today), a ring in the act's
    colour (begun), a disc within a ring in the accent (open), a thin ring (sealed).

    Args:
        painter: what it is painted with.
        centre: of the stop.
        pitch: the room it has, across.
        kind: how it stands.
        number: written inside; may be empty, for a legend.
        tone: the act's colour.
        theme: for colours and measures.
        faded: whether it is not among those looked for.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if faded:
        painter.setOpacity(_FADED)
    radius = pitch * 0.41
    page, accent = theme.colour("page"), theme.colour("accent")
    ink = page
    if kind is MapKind.DECIDED:
        _disc(painter, centre, radius, tone)
    elif kind is MapKind.DUE:
        _disc(painter, centre, radius + pitch * 0.07, page, tone, pitch * 0.06)
        _disc(painter, centre, radius - pitch * 0.07, tone)
    elif kind is MapKind.BEGUN:
        _disc(painter, centre, radius, page, tone, pitch * 0.1)
        ink = tone
    elif kind is MapKind.OPEN:
        _disc(painter, centre, radius + pitch * 0.14, theme.colour("page"), accent, pitch * 0.07)
        _disc(painter, centre, radius - pitch * 0.01, accent)
        ink = theme.colour("on-accent")
    else:
        _disc(painter, centre, radius, page, theme.colour("edge"), max(pitch * 0.045, 1.0))
        ink = theme.colour("ink-2")
    if number:
        painter.setFont(stop_font(theme, strong=kind is not MapKind.SEALED))
        painter.setPen(ink)
        box = QRectF(centre.x() - pitch, centre.y() - pitch, 2 * pitch, 2 * pitch)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, number)
    painter.restore()


def _disc(
    painter: QPainter, centre: QPointF, radius: float, fill: QColor, border: QColor | None = None, width: float = 0.0
) -> None:
    painter.setPen(QPen(border, width) if border is not None else Qt.PenStyle.NoPen)
    painter.setBrush(fill)
    painter.drawEllipse(centre, radius - width / 2, radius - width / 2)


def _mixed(tone: QColor, ground: QColor, share: float) -> QColor:
    """A tone laid thinly over a ground."""

    def part(over: float, under: float) -> float:
        return share * over + (1 - share) * under

    return QColor.fromRgbF(
        part(tone.redF(), ground.redF()), part(tone.greenF(), ground.greenF()), part(tone.blueF(), ground.blueF())
    )
