"""The items of the rail: acts and stops, each with its piece of the thread."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from trainer.desktop.painting.segments import GrainState, paint_stop
from trainer.desktop.theme import Theme

WIDTH = 220
NARROW = 56
_DOTS = 17
_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop


class StopKind(Enum):
    """What a stop is to the reader."""

    DECIDED = "decided"
    OPEN = "open"
    SEALED = "sealed"


_STATES = {
    StopKind.DECIDED: GrainState.DECIDED,
    StopKind.OPEN: GrainState.HERE,
    StopKind.SEALED: GrainState.SEALED,
}


@dataclass(frozen=True)
class Stop:
    """A decision on the rail. A sealed one gives away no more than its date."""

    decision_id: str
    title: str
    date: str
    kind: StopKind
    here: bool


@dataclass(frozen=True)
class RailAct:
    """An act on the rail."""

    number: int
    title: str
    years: str
    stops: tuple[Stop, ...]

    @property
    def begun(self) -> bool:
        """Whether any of its decisions may be looked at."""
        return any(stop.kind is not StopKind.SEALED for stop in self.stops)

    @property
    def done(self) -> bool:
        """Whether all of its decisions are decided."""
        return all(stop.kind is StopKind.DECIDED for stop in self.stops)


class RailItem(QAbstractButton):
    """One line of the rail with its piece of the thread."""

    def __init__(self, theme: Theme, narrow: bool) -> None:
        super().__init__()
        self._theme = theme
        self._narrow = narrow
        self.thread_above: tuple[QColor, bool] | None = None
        self.thread_below: tuple[QColor, bool] | None = None
        self._measured: dict[int, list[float]] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_reachable(self, reachable: bool) -> None:
        """Whether it can be gone to."""
        self.setEnabled(reachable)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if reachable else Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor if reachable else Qt.CursorShape.ArrowCursor)

    def lines(self) -> list[tuple[str, QFont, str]]:
        """Text, font and ink of what stands beside the marker."""
        raise NotImplementedError

    def paint_marker(self, painter: QPainter, centre: QPointF) -> None:
        """Draw the marker on the thread."""
        raise NotImplementedError

    @property
    def _x(self) -> float:
        return self._theme.px(NARROW) / 2 if self._narrow else float(self._theme.px(31))

    def _pad(self) -> int:
        return self._theme.px(5)

    def _text_width(self, width: int) -> float:
        return max(width - self._theme.px(50) - self._theme.px(12), 40)

    @cached_property
    def _lines(self) -> list[tuple[str, QFont, str]]:
        return self.lines()

    def _heights(self, width: int) -> list[float]:
        """Measured once for each width, since the layout asks often; what stands here never changes."""
        if width not in self._measured:
            room = QRectF(0, 0, self._text_width(width), 10_000)
            self._measured[width] = [
                QFontMetricsF(font).boundingRect(room, _WRAP, text).height() for text, font, _ in self._lines
            ]
        return self._measured[width]

    def hasHeightForWidth(self) -> bool:
        """Always: titles wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Height of the lines at ``width``."""
        if self._narrow:
            return self._theme.px(28)
        return round(sum(self._heights(width)) + 2 * self._pad())

    def sizeHint(self) -> QSize:
        """See QWidget."""
        width = self._theme.px(NARROW if self._narrow else WIDTH)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """See QWidget."""
        return QSize(0, 0)  # the rail says how wide it is, and a scroll bar may take some of that

    def _centre(self) -> QPointF:
        if self._narrow:
            return QPointF(self._x, self.height() / 2)
        first = self._heights(self.width())[0] if self._lines else 0
        line = QFontMetricsF(self._lines[0][1]).height() if self._lines else self.height()
        return QPointF(self._x, self._pad() + min(first, line) / 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        """See QWidget."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint_ground(painter)
        centre = self._centre()
        for thread, start, end in (
            (self.thread_above, 0.0, centre.y()),
            (self.thread_below, centre.y(), float(self.height())),
        ):
            if thread:
                tone, solid = thread
                style = Qt.PenStyle.SolidLine if solid else Qt.PenStyle.DotLine
                painter.setPen(QPen(tone, 2 if solid else 1.5, style))
                painter.drawLine(QPointF(centre.x(), start), QPointF(centre.x(), end))
        self.paint_marker(painter, centre)
        if not self._narrow:
            self._paint_lines(painter)
        painter.end()

    def paint_ground(self, painter: QPainter) -> None:
        """Whatever lies behind the line."""

    def _paint_lines(self, painter: QPainter) -> None:
        y = float(self._pad())
        for (text, font, ink), height in zip(self._lines, self._heights(self.width()), strict=True):
            painter.setFont(font)
            painter.setPen(self._theme.colour("ink" if self.isEnabled() and self.underMouse() else ink))
            painter.drawText(QRectF(self._theme.px(50), y, self._text_width(self.width()), height), _WRAP, text)
            y += height


class ActItem(RailItem):
    """The head of an act; opens and closes the list of its decisions."""

    def __init__(self, theme: Theme, narrow: bool, act: RailAct, *, unfolded: bool) -> None:
        super().__init__(theme, narrow)
        self._act = act
        self._shows_dots = act.begun and not unfolded and not narrow
        self.set_reachable(act.begun)
        state = f"{sum(stop.kind is StopKind.DECIDED for stop in act.stops)} of {len(act.stops)} decided"
        self.setAccessibleName(f"Act {act.number}, {act.title}, {state if act.begun else self._sealed()}")
        self.setToolTip(act.title if narrow else "")

    @property
    def number(self) -> int:
        """Which act it is."""
        return self._act.number

    def _sealed(self) -> str:
        return f"{len(self._act.stops)} sealed"

    def _pad(self) -> int:
        return self._theme.px(8)

    def lines(self) -> list[tuple[str, QFont, str]]:
        """See RailItem."""
        theme, act = self._theme, self._act
        weight = QFont.Weight.DemiBold if act.begun else QFont.Weight.Medium
        return [
            (act.title, theme.sans(13, weight), "ink" if act.begun else "ink-2"),
            (act.years if act.begun else self._sealed(), theme.sans(12), "ink-2"),
        ]

    def heightForWidth(self, width: int) -> int:
        """Height of the lines, and of the dots that stand for folded decisions."""
        return super().heightForWidth(width) + (self._theme.px(_DOTS) if self._shows_dots else 0)

    def _paint_lines(self, painter: QPainter) -> None:
        super()._paint_lines(painter)
        if not self._shows_dots:
            return
        theme = self._theme
        left, y = theme.px(54), self.height() - self._pad() - theme.px(_DOTS) / 2 + theme.px(2)
        step = min(theme.px(15), (self.width() - left - theme.px(16)) / max(len(self._act.stops), 1))
        for index, stop in enumerate(self._act.stops):
            tone = theme.act_colour(self._act.number)
            paint_stop(painter, QPointF(left + index * step, y), _STATES[stop.kind], tone, theme)

    def paint_marker(self, painter: QPainter, centre: QPointF) -> None:
        """A square: filled once the act has begun."""
        theme = self._theme
        tone = theme.act_colour(self._act.number)
        half = theme.px(6)
        painter.setPen(QPen(tone, 1.5))
        painter.setBrush(tone if self._act.begun else theme.colour("paper"))
        painter.drawRoundedRect(QRectF(centre.x() - half, centre.y() - half, 2 * half, 2 * half), 2.5, 2.5)


class StopItem(RailItem):
    """A decision on the thread."""

    def __init__(self, theme: Theme, narrow: bool, act: RailAct, stop: Stop) -> None:
        super().__init__(theme, narrow)
        self._act = act
        self._stop = stop
        self.set_reachable(stop.kind is not StopKind.SEALED)
        words = stop.date if stop.kind is StopKind.SEALED else f"{stop.title}, {stop.date}"
        here = ", I am here" if stop.here else ""
        self.setAccessibleName(f"{words}, {stop.kind.value}{here}")
        self.setToolTip(words if narrow else "")

    @property
    def is_here(self) -> bool:
        """Whether the reader is there."""
        return self._stop.here

    @property
    def decision_id(self) -> str:
        """Which decision it stands for."""
        return self._stop.decision_id

    def _pad(self) -> int:
        return self._theme.px(13 if self._stop.here else 5)

    def lines(self) -> list[tuple[str, QFont, str]]:
        """See RailItem."""
        theme, stop = self._theme, self._stop
        if stop.here:
            bold = QFont.Weight.DemiBold
            return [(stop.title, theme.sans(13, bold), "ink"), (stop.date, theme.sans(12), "ink-2")]
        if stop.kind is StopKind.SEALED:
            return [(stop.date, theme.sans(12), "ink-3")]
        return [(stop.title, theme.sans(13), "ink")]

    def paint_ground(self, painter: QPainter) -> None:
        """The page reaches over to the decision that is open on it."""
        if not self._stop.here or self._narrow:
            return
        theme = self._theme
        area = QRectF(theme.px(12), 0.5, self.width() + 10, self.height() - 1)
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.setBrush(theme.colour("page"))
        painter.drawRoundedRect(area, 8, 8)

    def paint_marker(self, painter: QPainter, centre: QPointF) -> None:
        """See paint_stop."""
        stop = self._stop
        ground = "page" if stop.here and not self._narrow else "paper"
        state = GrainState.HERE if stop.here else _STATES[stop.kind]
        paint_stop(painter, centre, state, self._theme.act_colour(self._act.number), self._theme, ground)
