"""A course as a line of marks: every decision of the case, those of the course large, the others small."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from trainer.desktop.course_state import Grain
from trainer.desktop.painting.segments import GrainState
from trainer.desktop.theme import Theme

HEIGHT = 16.0
"""Of the line, in pixels at 100 %."""
_PITCH = 17.0
_ACT_GAP = 0.7
"""Space between acts, in pitches."""
_RADIUS = 4.5
_LEFT_OUT = 1.5


def lay_line(grains: Sequence[Grain], width: float, theme: Theme) -> list[float]:
    """Where the middle of each mark stands, from 0 to ``width``; closer together where there are many."""
    places: list[float] = []
    at = 0.0
    for index, grain in enumerate(grains):
        if index:
            at += 1 + (_ACT_GAP if grain.act != grains[index - 1].act else 0)
        places.append(at)
    pitch = min(float(theme.px(_PITCH)), width / (at + 1))
    edge = min(theme.px(_RADIUS * 10) / 10, pitch / 2)
    return [place * pitch + edge for place in places]


def paint_line(painter: QPainter, rect: QRectF, grains: Sequence[Grain], theme: Theme, ground: str) -> None:
    """Paint the line: a disc is decided, a ring sealed, a dot in a ring of the accent comes next."""
    if not grains:
        return
    places = lay_line(grains, rect.width(), theme)
    step = min((after - before for before, after in pairwise(places)), default=rect.width())
    radius = min(theme.px(_RADIUS * 10) / 10, step * 0.42)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for grain, x in zip(grains, places, strict=True):
        centre = QPointF(rect.left() + x, rect.center().y())
        if grain.state is None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("edge"))
            painter.drawEllipse(centre, min(_LEFT_OUT, radius), min(_LEFT_OUT, radius))
            continue
        here = grain.state is GrainState.HERE
        tone = theme.colour("accent") if here else theme.act_colour(grain.act)
        border = min(1.6, radius / 2)
        painter.setPen(QPen(tone, border))
        painter.setBrush(tone if grain.state.decided else theme.colour(ground))
        painter.drawEllipse(centre, radius - border / 2, radius - border / 2)
        if here:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tone)
            painter.drawEllipse(centre, radius * 0.45, radius * 0.45)
    painter.restore()
