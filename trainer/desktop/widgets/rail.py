"""The timeline of the case along one side: acts, decisions, where I am."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

from trainer.desktop.theme import Theme
from trainer.desktop.widgets.buttons import LinkButton
from trainer.desktop.widgets.icon_button import IconButton
from trainer.desktop.widgets.layout import ScrollColumn, clear, column, paint_ground, rule
from trainer.desktop.widgets.rail_items import NARROW, WIDTH, ActItem, RailAct, RailItem, StopItem, StopKind
from trainer.desktop.widgets.text import label


class Rail(QWidget):
    """Acts and decisions from the first to the last; finished acts are folded until opened."""

    decision_chosen = Signal(str)
    course_requested = Signal()
    """Another course is wanted."""
    built = Signal()
    """The stops are new ones, which stand last with Tab."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._acts: tuple[RailAct, ...] = ()
        self._unfolded: set[int] = set()
        self._narrow = False
        paint_ground(self, theme, "paper")
        self._list = column(margins=(0, theme.px(14), 0, theme.px(14)))
        content = QWidget()
        content.setLayout(self._list)
        self._scroll = ScrollColumn(theme, content, "Timeline of the case")
        self._foot = self._make_foot()
        outer = column()
        outer.addWidget(self._scroll, 1)
        outer.addWidget(self._foot)
        self.setLayout(outer)
        self.set_narrow(False)

    def _make_foot(self) -> QWidget:
        theme = self._theme
        self._count: QLabel = label(theme, "", theme.sans(12.5, QFont.Weight.Medium), "ink-2")
        self._course = LinkButton(theme, "", ink="ink-2", size=12.5)
        self._course.hide()
        self._sign = IconButton(theme, "", "course")
        self._sign.hide()
        for button in (self._course, self._sign):
            button.clicked.connect(self.course_requested)
        layout = column(margins=(theme.px(20), 0, theme.px(16), theme.px(14)), spacing=theme.px(3))
        layout.addWidget(rule(theme))
        layout.addSpacing(theme.px(7))
        layout.addWidget(self._count)
        layout.addWidget(self._course, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignHCenter)
        self._foot_layout = layout
        foot = QWidget()
        foot.setLayout(layout)
        return foot

    def offer_courses(self, name: str) -> None:
        """Say which course the reader is on, and offer to change it."""
        theme = self._theme
        words = f"Course: {name[:1].lower()}{name[1:]}" if name else ""
        room = theme.px(WIDTH - 20 - 16) - 2
        metrics = QFontMetricsF(theme.sans(12.5))
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
        self._course.relabel(shown)
        for button in (self._course, self._sign):
            button.setAccessibleName(words)
            button.setAccessibleDescription("Offers other ways through this case")
            button.setToolTip(words if button is self._sign or shown != words else "")
        self._arrange_foot()

    def _arrange_foot(self) -> None:
        narrow, offered = self._narrow, bool(self._course.text())
        self._count.setVisible(not narrow)
        self._course.setVisible(offered and not narrow)
        self._sign.setVisible(offered and narrow)
        self._foot.setVisible(offered or not narrow)
        px = self._theme.px
        side = (0, 0) if narrow else (px(20), px(16))
        self._foot_layout.setContentsMargins(side[0], 0, side[1], px(14))

    @property
    def feet(self) -> list[QWidget]:
        """What stands below the stops and can be gone to."""
        return [self._course, self._sign]

    def set_narrow(self, narrow: bool) -> None:
        """Markers alone, for small windows and large text."""
        self.setFixedWidth(self._theme.px(NARROW if narrow else WIDTH) + 1)
        if narrow != self._narrow:
            self._narrow = narrow
            self._build()
        self._arrange_foot()

    def show_acts(self, acts: tuple[RailAct, ...]) -> None:
        """Draw the case as it stands now."""
        self._acts = acts
        here = {act.number for act in acts if any(stop.here for stop in act.stops)}
        self._unfolded = here or self._unfolded
        decided = sum(stop.kind is StopKind.DECIDED for act in acts for stop in act.stops)
        self._count.setText(f"{decided} of {sum(len(act.stops) for act in acts)} decided")
        self._build()

    def _build(self) -> None:
        clear(self._list)
        items = [item for act in self._acts for item in self._items(act)]
        self._thread(items)
        for item in items:
            self._list.addWidget(item)
        self._list.addStretch(1)
        self.built.emit()
        QTimer.singleShot(0, self, self._show_here)

    def _show_here(self) -> None:
        """Scroll to where the reader is, with a little around it."""
        here = next((each for each in self.findChildren(StopItem) if each.is_here and each.isVisibleTo(self)), None)
        if here is not None:
            self._scroll.ensureWidgetVisible(here, 0, self._theme.px(80))

    @property
    def stops(self) -> list[QWidget]:
        """What can be gone to, from the first to the last."""
        items = (self._list.itemAt(index) for index in range(self._list.count()))
        widgets = (item.widget() for item in items if item is not None)
        return [each for each in widgets if each is not None and each.focusPolicy() & Qt.FocusPolicy.TabFocus]

    def _items(self, act: RailAct) -> list[RailItem]:
        head = ActItem(self._theme, self._narrow, act, unfolded=act.number in self._unfolded)
        head.clicked.connect(lambda: self._fold(act.number))
        items: list[RailItem] = [head]
        if act.number in self._unfolded:
            for stop in act.stops:
                item = StopItem(self._theme, self._narrow, act, stop)
                item.clicked.connect(lambda _=False, chosen=stop.decision_id: self.decision_chosen.emit(chosen))
                items.append(item)
        return items

    def _thread(self, items: list[RailItem]) -> None:
        """Solid in the act's colour as far as the reader has come, dotted beyond."""
        threads: list[tuple[QColor, bool]] = []
        for act in self._acts:
            tone = self._theme.act_colour(act.number)
            shown = act.stops if act.number in self._unfolded else ()
            far = self._theme.colour("edge")
            threads.append((tone, True) if act.begun else (far, False))
            threads.extend((tone, True) if stop.kind is StopKind.DECIDED else (far, False) for stop in shown)
        for index, item in enumerate(items):
            item.thread_above = threads[index - 1] if index else None
            item.thread_below = threads[index] if index + 1 < len(items) else None

    def _fold(self, number: int) -> None:
        self._unfolded ^= {number}
        self._build()
        for index in range(self._list.count()):
            item = self._list.itemAt(index)
            widget = item.widget() if item else None
            if isinstance(widget, ActItem) and widget.number == number:
                widget.show()  # what is hidden can't take the focus
                widget.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The edge towards the page."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.fillRect(self.width() - 1, 0, 1, self.height(), self._theme.colour("line"))
        painter.end()
