"""The map of a case: time from left to right, the acts as bands one below the other, the decisions as stops."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QScrollArea, QWidget

from trainer.desktop.map_state import MapFilter, MapKind, MapState
from trainer.desktop.painting.map_layout import Box, MapLayout, lay_map, place_card
from trainer.desktop.painting.map_painting import (
    head_box,
    map_measures,
    paint_band,
    paint_head,
    qrect,
    stop_pitch,
    tick_room,
)
from trainer.desktop.theme import Theme
from trainer.desktop.widgets.layout import column, paint_ground
from trainer.desktop.widgets.map_axis import MapAxis
from trainer.desktop.widgets.map_card import WIDTH as CARD_WIDTH
from trainer.desktop.widgets.map_card import MapCard
from trainer.desktop.widgets.map_stop import StopButton, StopEvent
from trainer.desktop.widgets.scroll_bar import SlimScrollBar

MARGIN = 32
_FOOT = 24
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_ACT_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_ENDS = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: -1}


class _Scroll(QScrollArea):
    """Leaves the keys to the map, whose steps bring what they come to into sight."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()


class _Field(QWidget):
    """Bands, heads and grid; the stops are its children."""

    def __init__(self, view: MapView) -> None:
        super().__init__()
        self._view = view

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._view.paint_field(painter, event.rect())
        painter.end()


class MapView(QWidget):
    """All decisions of a case. Arrow keys go along those that are looked for, Up and Down from act to act."""

    chosen = Signal(str)
    """The id of a decision that is to be opened; never a sealed one."""
    sight_wanted = Signal(QRect)
    """A part of the view that should be in sight, wherever it stands."""
    arranged = Signal()
    """Everything has its place; :attr:`whole_height` may be another."""

    def __init__(self, theme: Theme, state: MapState) -> None:
        super().__init__()
        self._theme = theme
        self._state = state
        self._filter = MapFilter()
        self._layout: MapLayout | None = None
        self._width = -1
        self._heads: list[Box] = []
        self._ticks: tuple[tuple[int, float], ...] = ()
        self._card: MapCard | None = None
        self._shown: StopButton | None = None
        self._hovered: StopButton | None = None
        self._axis = MapAxis(theme, theme.px(MARGIN))
        self._field = _Field(self)
        self._scroll = _Scroll()
        self._set_up_scroll()
        pitch = stop_pitch(theme, len(state.stops))
        self._stops = [
            StopButton(theme, stop, index, theme.act_colour(act.number), pitch, self._on_stop, self._field)
            for index, act in enumerate(state.acts)
            for stop in act.stops
        ]
        together = QButtonGroup(self)
        together.setExclusive(False)
        for stop in self._stops:
            together.addButton(stop)
        together.buttonClicked.connect(self._open)
        outer = column()
        outer.addWidget(self._axis)
        outer.addWidget(self._scroll, 1)
        self.setLayout(outer)
        self.setAccessibleName("The decisions of the case")
        self._current = next((each for each in self._stops if each.stop.here), self._stops[0])
        self._current.set_first(True)
        self.setFocusProxy(self._current)

    def _set_up_scroll(self) -> None:
        scroll = self._scroll
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setVerticalScrollBar(SlimScrollBar(self._theme))
        scroll.setHorizontalScrollBar(SlimScrollBar(self._theme, Qt.Orientation.Horizontal))
        scroll.setWidget(self._field)
        corner = QWidget()
        paint_ground(corner, self._theme, "paper")
        scroll.setCornerWidget(corner)
        scroll.setAccessibleName("Map of the case")
        scroll.horizontalScrollBar().valueChanged.connect(self._axis.scroll_to)
        scroll.viewport().installEventFilter(self)

    @property
    def whole_height(self) -> int:
        """The height at which nothing of it scrolls up or down, at its present width."""
        if self._layout is None:
            return 0
        bar = self._scroll.horizontalScrollBar()
        wide = self._field.width() > self._scroll.viewport().width()
        return self._axis.height() + self._least_height() + (bar.sizeHint().height() if wide else 0)

    def _least_height(self) -> int:
        return round(self._layout.height + self._top + self._theme.px(_FOOT)) if self._layout else 0

    @property
    def stops(self) -> tuple[StopButton, ...]:
        """All stops in the order of play."""
        return tuple(self._stops)

    @property
    def current(self) -> str:
        """Id of the decision that has, or last had, the focus."""
        return self._current.stop.decision_id

    def go_to(self, decision_id: str) -> None:
        """Give a stop the focus; an unknown one changes nothing."""
        stop = next((each for each in self._stops if each.stop.decision_id == decision_id), None)
        if stop is not None:
            self._make_current(stop)
            stop.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_filter(self, chosen: MapFilter) -> None:
        """Let all stops fade that are not looked for."""
        if chosen == self._filter:
            return
        self._filter = chosen
        for stop in self._stops:
            stop.set_faded(not chosen.passes(stop.stop))
        self._field.update()

    # What the learner does

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go along the decisions, from act to act, or to the ends."""
        key = Qt.Key(event.key())
        found = [each for each in self._stops if not each.faded]
        if not found or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key in _STEPS:
            self._step(found, _STEPS[key])
        elif key in _ACT_STEPS:
            self._step_act(found, _ACT_STEPS[key])
        elif key in _ENDS:
            self._take(found[_ENDS[key]])
        else:
            super().keyPressEvent(event)

    def _step(self, found: list[StopButton], step: int) -> None:
        number = self._current.stop.number
        beyond = [each for each in found if (each.stop.number - number) * step > 0]
        if beyond:
            self._take(beyond[0 if step > 0 else -1])

    def _step_act(self, found: list[StopButton], step: int) -> None:
        """To the nearest decision of the next act that has one among those looked for."""
        acts = sorted({each.act for each in found if (each.act - self._current.act) * step > 0})
        if acts:
            act = acts[0 if step > 0 else -1]
            x = self._current.geometry().center().x()
            inside = [each for each in found if each.act == act]
            self._take(min(inside, key=lambda each: abs(each.geometry().center().x() - x)))

    def _take(self, stop: StopButton) -> None:
        stop.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_stop(self, stop: StopButton, event: StopEvent) -> None:
        if event is StopEvent.FOCUSED:
            self._make_current(stop)
            self._show_card(stop)
            self._bring_into_sight(stop)
        elif event is StopEvent.ENTERED:
            self._hovered = stop
            self._show_card(stop)
        else:
            self._show_card_of_focus()

    def _open(self, stop: QAbstractButton) -> None:
        if isinstance(stop, StopButton) and stop.stop.kind is not MapKind.SEALED:
            self.chosen.emit(stop.stop.decision_id)

    def _make_current(self, stop: StopButton) -> None:
        self._current.set_first(False)
        self._current = stop
        stop.set_first(True)
        self.setFocusProxy(stop)

    def _show_card_of_focus(self) -> None:
        if self._hovered is not None and not self._hovered.underMouse():
            self._hovered = None
        focused = self._current if self._current.hasFocus() else None
        self._show_card(self._hovered or focused)

    # Where everything is

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Lay out for the room that the scroll bars leave."""
        if event.type() == QEvent.Type.Resize:
            self._arrange()
        return False

    def _arrange(self) -> None:
        theme = self._theme
        margin, room = theme.px(MARGIN), self._scroll.viewport().size()
        if room.width() != self._width:
            self._width = room.width()
            self._lay_out(room.width() - 2 * margin)
        if self._layout is None:
            return
        self._field.resize(round(self._layout.width) + 2 * margin, max(self._least_height(), room.height()))
        self._show_card(self._shown)
        self._field.update()
        self.arranged.emit()

    def _lay_out(self, width: float) -> None:
        theme, margin = self._theme, self._theme.px(MARGIN)
        spans = [[(stop.begins, stop.ends) for stop in act.stops] for act in self._state.acts]
        measures = map_measures(theme, width, len(self._stops))
        layout = lay_map(spans, measures)
        self._layout = layout
        places = zip(self._state.acts, layout.acts, strict=True)
        self._heads = [head_box(act, place, layout.width, theme) for act, place in places]
        wanted = {stop.begins.year for act in self._state.acts for stop in act.stops}
        self._ticks = layout.scale.ticks(tick_room(theme), wanted)
        centres = [centre for place in layout.acts for centre in place.stops]
        top = self._top
        here = None
        for stop, (x, y) in zip(self._stops, centres, strict=True):
            stop.centre_on(x + margin, y + top)
            here = x if stop.stop.here else here
        self._axis.show_scale(layout, self._ticks, here)

    @property
    def _top(self) -> int:
        return self._theme.px(10)

    def _on_field(self, box: Box) -> Box:
        return Box(box.x + self._theme.px(MARGIN), box.y + self._top, box.width, box.height)

    def _show_card(self, stop: StopButton | None) -> None:
        if self._card is not None:
            self._card.hide()
            self._card.deleteLater()
            self._card = None
        self._shown = stop
        self._field.update()
        if stop is None or self._layout is None:
            return
        theme = self._theme
        width = min(theme.px(CARD_WIDTH), self._scroll.viewport().width() - 2 * theme.px(8))
        card = MapCard(theme, stop.stop, self._state.acts[stop.act].number, width, self._field)
        card.move(self._card_place(stop, card.size()))
        card.show()
        card.raise_()
        self._card = card

    def _card_place(self, stop: StopButton, size: QSize) -> QPoint:
        assert self._layout is not None
        theme, act = self._theme, self._layout.acts[stop.act]
        head = self._on_field(self._heads[stop.act])
        band = self._on_field(act.band)
        own = Box(band.x, head.y, band.width, band.bottom - head.y)
        away = theme.px(6)
        boxes = [self._on_field(box) for box in (*self._heads, *(place.band for place in self._layout.acts))]
        others = [Box(box.x - away, box.y, box.width + 2 * away, box.height) for box in boxes]
        margin = theme.px(MARGIN)
        edge = margin if size.width() + 2 * margin <= self._scroll.viewport().width() else theme.px(8)
        field = Box(edge, 0, self._field.width() - 2 * edge, self._field.height() - theme.px(8))
        area = stop.geometry()
        room = Box(area.x(), area.y(), area.width(), area.height())
        place = place_card(room, own, (size.width(), size.height()), others, field, theme.px(14))
        return QPoint(round(place.x), round(place.y))

    def _bring_into_sight(self, stop: StopButton) -> None:
        """The stop in any case, and its card where both find room."""
        room = self._scroll.viewport().size()
        both = stop.geometry().united(self._card.geometry()) if self._card is not None else stop.geometry()
        if both.width() <= room.width() and both.height() <= room.height():
            self._show_area(both)
        self._show_area(stop.geometry())

    def _show_area(self, area: QRect) -> None:
        edge = self._theme.px(12)
        centre = area.center()
        self._scroll.ensureVisible(centre.x(), centre.y(), area.width() // 2 + edge, area.height() // 2 + edge)
        self.sight_wanted.emit(QRect(self._field.mapTo(self, area.topLeft()), area.size()))

    def paint_field(self, painter: QPainter, part: QRect) -> None:
        """Paint what lies below the stops, as far as it meets a part of the field."""
        if self._layout is None:
            return
        theme = self._theme
        painter.save()
        painter.translate(theme.px(MARGIN), self._top)
        painter.setPen(QPen(theme.colour("line"), 1))
        for _, x in self._ticks:
            painter.drawLine(QPointF(x, -self._top), QPointF(x, self._field.height()))
        seen = Box(0, part.top() - self._top, self._layout.width, part.height())
        for act, place in zip(self._state.acts, self._layout.acts, strict=True):
            if place.band.shared(seen):
                paint_band(painter, act, place, theme)
        self._paint_thread(painter)
        for act, head in zip(self._state.acts, self._heads, strict=True):
            if head.shared(seen):
                paint_head(painter, act, head, theme)
        painter.restore()

    def _paint_thread(self, painter: QPainter) -> None:
        """The line from a stop to its card."""
        if self._card is None or self._shown is None or self._layout is None:
            return
        painter.save()
        painter.resetTransform()
        start = QPointF(self._shown.geometry().center())
        card = QRectF(self._card.geometry())
        band = qrect(self._on_field(self._layout.acts[self._shown.act].band))
        if card.right() <= band.left() or band.right() <= card.left():  # beside it: not through other stops
            start.setX(band.left() if card.right() <= band.left() else band.right())
        end = QPointF(
            min(max(start.x(), card.left() + 8), card.right() - 8), min(max(start.y(), card.top()), card.bottom())
        )
        painter.setPen(QPen(self._theme.colour("ink-2"), 1.5))
        painter.drawLine(start, end)
        painter.restore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """See QWidget."""
        super().resizeEvent(event)
        if self._layout is None:
            self._arrange()
