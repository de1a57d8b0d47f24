"""The head of a case: back to the library, the four steps, the map, text size, the learner."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from trainer.desktop.painting.icons import paint_icon
from trainer.desktop.theme import Theme
from trainer.desktop.widgets.buttons import LinkButton
from trainer.desktop.widgets.layout import paint_ground, row, rule
from trainer.desktop.widgets.text import label


class Step(IntEnum):
    """What is done at a decision, in order."""

    READ = 0
    COMMIT = 1
    REVEAL = 2
    DEBRIEF = 3


_CHECK = 11
_GAP = 16
_NAMES = {Step.READ: "Read", Step.COMMIT: "Commit", Step.REVEAL: "Reveal", Step.DEBRIEF: "Debrief"}


class StepTab(QAbstractButton):
    """One step: done, here, or still to come."""

    def __init__(self, theme: Theme, step: Step) -> None:
        super().__init__()
        self._theme = theme
        self._here = False
        self._done = False
        self.setText(_NAMES[step])
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Expanding)

    def show_state(self, *, here: bool, done: bool, reachable: bool) -> None:
        """Say where this step stands."""
        self._here, self._done = here, done
        self.setEnabled(reachable)
        state = "here" if here else "done" if done else "open" if reachable else "to come"
        self.setAccessibleName(f"{self.text()}, {state}")
        self.setCursor(Qt.CursorShape.PointingHandCursor if reachable else Qt.CursorShape.ArrowCursor)
        self.update()

    def _font(self) -> QFont:
        return self._theme.sans(13, QFont.Weight.DemiBold if self._here else QFont.Weight.Normal)

    def sizeHint(self) -> QSize:
        """Room for the word in its widest state and the check mark."""
        bold = QFontMetricsF(self._theme.sans(13, QFont.Weight.DemiBold))
        return QSize(round(bold.horizontalAdvance(self.text())) + self._theme.px(_CHECK + 18), self._theme.px(40))

    def minimumSizeHint(self) -> QSize:
        """Room for the word alone."""
        return self.sizeHint() - QSize(self._theme.px(_CHECK + 14), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """See QWidget."""
        theme = self._theme
        painter = QPainter(self)
        painter.setFont(self._font())
        painter.setPen(theme.colour("ink" if self._here else "ink-2" if self.isEnabled() else "ink-3"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        width = painter.fontMetrics().horizontalAdvance(self.text())
        left = (self.width() - width) / 2
        if self._here:
            painter.fillRect(QRectF(left - 2, self.height() - 2, width + 4, 2), theme.colour("accent"))
        elif self._done and left >= theme.px(_CHECK + 2):
            size = theme.px(_CHECK)
            area = QRectF(left - size - theme.px(5), (self.height() - size) / 2, size, size)
            paint_icon(painter, area, "check", theme.colour("ink-2"))
        painter.end()


class CaseHeader(QWidget):
    """Stays in place while the decision below changes."""

    back_requested = Signal()
    step_chosen = Signal(int)
    map_requested = Signal()
    search_requested = Signal()
    text_size_requested = Signal(QPoint)
    menu_requested = Signal(QPoint)

    def __init__(
        self,
        theme: Theme,
        case_title: str,
        learner: str,
        *,
        back: str = "Library",
        map_link: str = "",
        search_link: str = "",
        with_steps: bool = True,
    ) -> None:
        """
        Args:
            theme: for colours and measures.
            case_title: in italics, where there is room.
            learner: name of the present learner.
            back: where the first button leads.
            map_link: words of the link that asks for the map; without them there is none.
            search_link: likewise of the link that asks for the search.
            with_steps: whether the four steps of a decision stand in the middle.
        """
        super().__init__()
        self._theme = theme
        paint_ground(self, theme, "paper")
        self._back = LinkButton(theme, back, ink="ink-2", underline=False, icon="chevron-left")
        self._back.setAccessibleName(f"Back: {back}")
        self._back.clicked.connect(self.back_requested)
        self._title = label(theme, case_title, theme.serif(16, italic=True))
        self._divider = rule(theme, vertical=True)
        self._divider.setFixedHeight(theme.px(32))
        self._tabs = {step: StepTab(theme, step) for step in Step if with_steps}
        for step, tab in self._tabs.items():
            tab.clicked.connect(lambda _=False, step=step: self.step_chosen.emit(int(step)))
        self._map = LinkButton(theme, map_link, ink="ink-2", underline=False)
        self._map.setAccessibleDescription("Ctrl+M")
        self._map.clicked.connect(self.map_requested)
        self._search_word = search_link
        self._search = LinkButton(theme, search_link, ink="ink-2", underline=False, icon="search")
        self._search.setAccessibleDescription("Ctrl+F")
        self._search.clicked.connect(self.search_requested)
        self._search_width = self._search.sizeHint().width()
        self._size = LinkButton(theme, "Text size", ink="ink-2", underline=False)
        self._size.clicked.connect(lambda: self.text_size_requested.emit(self._below(self._size)))
        self._name = learner
        self._font = QFontMetricsF(theme.sans(13))
        self._back_name = back
        self._back_width = self._back.sizeHint().width()
        self._learner = LinkButton(theme, "", underline=False)
        self._learner.setAccessibleName(f"Learner: {learner}")
        self._learner.clicked.connect(lambda: self.menu_requested.emit(self._below(self._learner)))
        outer = row()
        outer.addLayout(self._left(), 1)
        outer.addLayout(self._middle())
        outer.addLayout(self._right(), 1)
        stacked = rule(theme)
        stacked.setParent(self)
        self._line = stacked
        self.setLayout(outer)
        self.setFixedHeight(theme.px(48))

    def _left(self) -> QHBoxLayout:
        layout = row(spacing=self._theme.px(14), margins=(self._theme.px(18), 0, 0, 0))
        for widget in (self._back, self._divider, self._title):
            layout.addWidget(widget)
        layout.addStretch(1)
        return layout

    def _middle(self) -> QHBoxLayout:
        self._steps = row(spacing=self._theme.px(_GAP))
        for tab in self._tabs.values():
            self._steps.addWidget(tab)
        return self._steps

    def _right(self) -> QHBoxLayout:
        layout = row(spacing=self._theme.px(18), margins=(0, 0, self._theme.px(18), 0))
        layout.addStretch(1)
        layout.addWidget(self._search)
        layout.addWidget(self._map)
        layout.addWidget(self._size)
        layout.addWidget(self._learner)
        return layout

    def _below(self, widget: QWidget) -> QPoint:
        return widget.mapToGlobal(QPoint(0, widget.height()))

    @property
    def last(self) -> QWidget:
        """The last control, for what follows with Tab."""
        return self._learner

    def show_step(self, here: Step, reached: Step) -> None:
        """Mark where the reader is, and how far they have come at this decision."""
        for step, tab in self._tabs.items():
            tab.show_state(here=step == here, done=step < reached, reachable=step <= reached)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is no room for all of it, first the title goes, then the text size, the word of the search, the
        map and the search; then the learner's name and the word of the way back get shorter."""
        super().resizeEvent(event)
        px = self._theme.px
        self._line.setGeometry(0, self.height() - 1, self.width(), 1)
        tabs = sum(tab.sizeHint().width() for tab in self._tabs.values())
        side = (self.width() - tabs - px(3 * _GAP)) / 2
        shows_title = side > self._back_width + self._title.sizeHint().width() + px(62)
        self._title.setVisible(shows_title)
        self._divider.setVisible(shows_title)
        name = self._font.horizontalAdvance(_shortened(self._name)) + 4
        self._show_links(side - name - px(36))
        tight = side < max(self._back_width + px(18), name + px(18)) + px(_GAP)
        self._steps.setSpacing(px(4 if tight else _GAP))
        words = sum(tab.minimumSizeHint().width() for tab in self._tabs.values())
        room = self.width() - words - px(3 * 4 + 2 * 18 + 2 * 8)
        self._shorten(room if tight else name + self._back_width)

    def _show_links(self, room: float) -> None:
        """Show as many of the links before the learner's name as there is room for."""
        gap = self._theme.px(18)
        to_map = self._map.sizeHint().width() + gap if self._map.text() else 0
        word = self._search_width + gap if self._search_word else 0
        sign = self._theme.px(18) + gap if self._search_word else 0
        self._search.setText(self._search_word if room > word + to_map else "")
        self._search.setVisible(bool(sign) and room > sign)
        self._search.updateGeometry()
        self._map.setVisible(bool(to_map) and room > sign + to_map)
        self._size.setVisible(room > word + to_map + self._size.sizeHint().width() + gap)

    def _shorten(self, room: float) -> None:
        """Let the two buttons at the sides take no more than so much together."""
        least = self._font.horizontalAdvance(self._name[:1] + "…")
        shows_word = room >= self._back_width + least
        self._back.setText(self._back_name if shows_word else "")
        left = room - (self._back_width if shows_word else self._theme.px(24))
        text = self._font.elidedText(_shortened(self._name), Qt.TextElideMode.ElideRight, max(left, least))
        self._learner.setText(text)
        for button in (self._back, self._learner):
            button.updateGeometry()


def _shortened(name: str) -> str:
    return name if len(name) <= 16 else name[:15] + "…"
