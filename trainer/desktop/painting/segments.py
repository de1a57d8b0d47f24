"""The state of a decision as a small mark: segments of the library, stops on the rail and the map."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from trainer.desktop.theme import Theme

_SEGMENT = 27.0
_SEGMENT_GAP = 5.0
_SEGMENT_HEIGHT = 6.0
_HERE_HEIGHT = 10.0


class GrainState(Enum):
    """How one decision stands for the learner."""

    SEALED = "sealed"
    """Not reached yet."""
    HERE = "here"
    """Open; the learner is here."""
    DECIDED = "decided"
    DUE = "due"
    """Decided, and coming back today."""

    @property
    def decided(self) -> bool:
        """Whether a commitment is stored."""
        return self in {GrainState.DECIDED, GrainState.DUE}


def segments_size(count: int, theme: Theme) -> QSizeF:
    """The room that a row of segments likes to have."""
    width = count * theme.px(_SEGMENT) + max(count - 1, 0) * theme.px(_SEGMENT_GAP)
    return QSizeF(width, theme.px(_HERE_HEIGHT))


def lay_segments(count: int, width: float, theme: Theme) -> list[QRectF]:
    """Boxes of a row's segments from (0, 0); narrower ones where the row would be too wide, never in two."""
    if not count:
        return []
    shrink = min(1.0, width / segments_size(count, theme).width())
    length, gap = theme.px(_SEGMENT) * shrink, theme.px(_SEGMENT_GAP) * shrink
    return [QRectF(index * (length + gap), 0, length, theme.px(_HERE_HEIGHT)) for index in range(count)]


def paint_segments(
    painter: QPainter, rect: QRectF, states: tuple[GrainState, ...], colour: QColor, theme: Theme, ground: str = "page"
) -> None:
    """Paint a row of rounded dashes, one a decision: filled, outlined, or with a dot where the learner is."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    top = rect.center().y() - theme.px(_HERE_HEIGHT) / 2
    flat = (theme.px(_HERE_HEIGHT) - theme.px(_SEGMENT_HEIGHT)) / 2
    for state, slot in zip(states, lay_segments(len(states), rect.width(), theme), strict=True):
        box = slot.translated(rect.left(), top)
        if state is GrainState.HERE:
            accent = theme.colour("accent")
            _pill(painter, box, min(1.5, box.width() / 5), accent, theme.colour(ground))
            dot = min(theme.px(2.2), box.width() / 5)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(accent)
            painter.drawEllipse(box.center(), dot, dot)
            continue
        box = box.adjusted(0, flat, 0, -flat)
        if state.decided:
            _pill(painter, box, 0.0, colour, colour)
        else:
            _pill(painter, box, 1.0, colour, None)
    painter.restore()


def paint_stop(
    painter: QPainter, centre: QPointF, state: GrainState, colour: QColor, theme: Theme, ground: str = "paper"
) -> None:
    """Paint a decision's mark: a disc (decided), a disc in a ring (due), a larger one in accent (here), a ring."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    unit = theme.px(10) / 10
    back = theme.colour(ground)
    if state is GrainState.DECIDED:
        _ring(painter, centre, 4.5 * unit, 0.0, colour, colour)
    elif state is GrainState.DUE:
        _ring(painter, centre, 6.7 * unit, 1.5 * unit, colour, back)
        _ring(painter, centre, 4.2 * unit, 0.0, colour, colour)
    elif state is GrainState.HERE:
        accent = theme.colour("accent")
        _ring(painter, centre, 7.2 * unit, 2.0 * unit, accent, back)
        _ring(painter, centre, 3.4 * unit, 0.0, accent, accent)
    else:
        _ring(painter, centre, 4.2 * unit, 1.4 * unit, theme.colour("edge"), back)
    painter.restore()


def _pill(painter: QPainter, box: QRectF, border: float, colour: QColor, fill: QColor | None) -> None:
    half = border / 2
    inner = box.adjusted(half, half, -half, -half)
    painter.setPen(QPen(colour, border) if border else Qt.PenStyle.NoPen)
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    corner = min(inner.height(), inner.width()) / 2
    painter.drawRoundedRect(inner, corner, corner)


def _ring(painter: QPainter, centre: QPointF, radius: float, border: float, colour: QColor, fill: QColor) -> None:
    painter.setPen(QPen(colour, border) if border else Qt.PenStyle.NoPen)
    painter.setBrush(fill)
    painter.drawEllipse(centre, radius, radius)
