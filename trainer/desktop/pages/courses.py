"""The ways through a case: all of it in order, the short course, or one theme through time."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from trainer.desktop.course_state import Way, WaysState
from trainer.desktop.theme import Theme
from trainer.desktop.widgets.case_header import CaseHeader
from trainer.desktop.widgets.layout import ScrollColumn, column, paint_ground, reading_column
from trainer.desktop.widgets.text import Heading, label
from trainer.desktop.widgets.way_card import WayCard
from trainer.desktop.wording import full_title

_WIDTH = 860
_BESIDE_FROM = 640
_MARGIN = 32
_KEEPS = "Change whenever you like. What you have decided once is decided on every way."
_HONEST = (
    "Only the decisions about one thing. Later situations may tell what became of earlier decisions not among them."
)


class CoursesPage(QWidget):
    """Lists the ways, marks the present one, and says which is wanted."""

    back_requested = Signal()
    course_chosen = Signal(object)
    """With the :class:`~trainer.study.course.Course`; also where it is the present one."""
    text_size_requested = Signal(QPoint)
    menu_requested = Signal(QPoint)

    def __init__(self, theme: Theme, state: WaysState, *, back: str = "Library") -> None:
        """
        Args:
            theme: for colours and measures.
            state: what there is to choose from.
            back: where the way back leads.
        """
        super().__init__()
        self._theme = theme
        self._state = state
        self.setAccessibleName("Ways through this case")
        paint_ground(self, theme, "paper")
        header = CaseHeader(theme, full_title(state.title, state.subtitle), state.learner, back=back, with_steps=False)
        header.back_requested.connect(self.back_requested)
        header.text_size_requested.connect(self.text_size_requested)
        header.menu_requested.connect(self.menu_requested)
        self._ways = [self._card(way, large=True) for way in state.ways]
        self._themes = [self._card(way, large=False) for way in state.themes]
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme.px(12))
        self._columns = 0
        self._scroll = ScrollColumn(theme, self._content(), "Ways through this case")
        layout = column()
        layout.addWidget(header)
        layout.addWidget(self._scroll, 1)
        self.setLayout(layout)
        self._lay_themes(2)
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.back_requested.emit)

    def _card(self, way: Way, *, large: bool) -> WayCard:
        card = WayCard(self._theme, way, chosen=way.course == self._state.chosen, large=large)
        card.clicked.connect(lambda: self.course_chosen.emit(way.course))
        card.left_by.connect(partial(self._move, card))
        return card

    def _content(self) -> QWidget:
        theme, px = self._theme, self._theme.px
        layout: QVBoxLayout = column()
        layout.addWidget(Heading(theme, "Ways through this case", theme.serif(29, QFont.Weight.DemiBold)))
        layout.addSpacing(px(4))
        layout.addWidget(label(theme, _KEEPS, theme.serif(17), "ink-2", wrap=True))
        layout.addSpacing(px(24))
        for card in self._ways:
            layout.addWidget(card)
            layout.addSpacing(px(12))
        if self._themes:
            layout.addSpacing(px(20))
            name = "One theme through time"
            layout.addWidget(Heading(theme, name, theme.serif(21, QFont.Weight.DemiBold)))
            layout.addSpacing(px(2))
            layout.addWidget(label(theme, _HONEST, theme.sans(14), "ink-2", wrap=True))
            layout.addSpacing(px(14))
            layout.addLayout(self._grid)
        return reading_column(layout, px(_WIDTH), (px(_MARGIN), px(32), px(_MARGIN), px(40)))

    def _lay_themes(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for card in self._themes:
            self._grid.removeWidget(card)
        for index, card in enumerate(self._themes):
            self._grid.addWidget(card, index // columns, index % columns)
        for each in range(2):
            self._grid.setColumnStretch(each, 1 if each < columns else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Themes stand two in a row where there is room."""
        super().resizeEvent(event)
        self._lay_themes(2 if self.width() >= self._theme.px(_BESIDE_FROM + 2 * _MARGIN) else 1)

    @property
    def cards(self) -> list[WayCard]:
        """All ways, in the order they are read."""
        return [*self._ways, *self._themes]

    def focus_start(self) -> None:
        """Begin at the present course."""
        card = next((each for each in self.cards if each.course == self._state.chosen), None)
        if card is not None:
            card.setFocus(Qt.FocusReason.OtherFocusReason)
            QTimer.singleShot(0, card, lambda: self._scroll.ensureWidgetVisible(card, 0, self._theme.px(24)))

    def _move(self, card: WayCard, right: int, down: int) -> None:
        """Go from one way to another with the arrows."""
        at, first = self.cards.index(card), len(self._ways)
        in_grid = at >= first and (down > 0 or at - self._columns >= first)
        to = at + right + down * (self._columns if in_grid else at - first + 1 if down < 0 <= at - first else 1)
        if 0 <= to < len(self.cards):
            self.cards[to].setFocus(Qt.FocusReason.TabFocusReason)
