"""The whole case at a glance: its map, and its timeline."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFont, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QWidget

from trainer.desktop.map_state import MapFilter, MapKind, MapState
from trainer.desktop.theme import Theme
from trainer.desktop.timeline_state import TimelineState
from trainer.desktop.widgets.case_header import CaseHeader
from trainer.desktop.widgets.chips import Chip, ChipRow, Choice, MenuChip
from trainer.desktop.widgets.flow import Flow
from trainer.desktop.widgets.key_foot import KeyFoot
from trainer.desktop.widgets.layout import ScrollColumn, column, paint_ground, row, rule
from trainer.desktop.widgets.map_legend import MapLegend
from trainer.desktop.widgets.map_view import MARGIN, MapView
from trainer.desktop.widgets.text import Heading, label
from trainer.desktop.widgets.timeline_view import TimelineView
from trainer.desktop.widgets.view_switch import ViewSwitch

_HIGH = 640
"""Height at 100 % from which the themes may take two lines."""
_LOW = 440
"""Height at 100 % below which the keys are not shown."""
_TIGHT = 560
"""Height at 100 % of the page's own room below which title and map scroll together."""

_HINTS = (
    (("←", "→"), "along the decisions"),
    (("↑", "↓"), "from act to act"),
    (("Esc",), "back"),
)


_DUE, _DUE_SHORT = "Comes back today", "Today"

_VIEWS = ("Map", "Timeline")


class MapPage(QWidget):
    """Map of all decisions, or what has come to light by them, with what is looked for among them."""

    back_requested = Signal()
    """To the decision that the learner comes from."""
    decision_chosen = Signal(str)
    library_requested = Signal()
    text_size_requested = Signal(QPoint)
    menu_requested = Signal(QPoint)

    def __init__(
        self,
        theme: Theme,
        title: str,
        learner: str,
        state: MapState,
        give_timeline: Callable[[], TimelineState],
        *,
        timeline: bool = False,
        chosen: MapFilter | None = None,
        current: str = "",
    ) -> None:
        """
        Args:
            theme: for colours and measures.
            title: of the case.
            learner: name of the present learner.
            state: what the map shows.
            give_timeline: gives what the timeline shows, when it is wanted.
            timeline: whether it was the timeline that was shown before.
            chosen: what was looked for before.
            current: id of the decision that had the focus before.
        """
        super().__init__()
        self._theme = theme
        self._state = state
        self._filter = chosen or MapFilter()
        self._tight = False
        self._give_timeline = give_timeline
        self._timeline: TimelineView | None = None
        paint_ground(self, theme, "paper")
        self.setAccessibleName("The whole case")
        self._header = CaseHeader(theme, title, learner, map_link="Back to the decision", with_steps=False)
        self._view = MapView(theme, state)
        self._compose()
        self._wire()
        self._show_filter()
        self._view.go_to(current)
        self._show_view(int(timeline))

    @property
    def filter(self) -> MapFilter:
        """What is looked for."""
        return self._filter

    @property
    def current(self) -> str:
        """Id of the decision that has, or last had, the focus."""
        return self._view.current

    @property
    def view(self) -> MapView:
        """The map itself."""
        return self._view

    @property
    def shows_timeline(self) -> bool:
        """Whether the timeline stands in place of the map."""
        return self._timeline is not None and not self._timeline.isHidden()

    @property
    def timeline(self) -> TimelineView | None:
        """The timeline, once it was wanted."""
        return self._timeline

    def show_timeline(self) -> None:
        """Show the timeline in place of the map."""
        self._show_view(1)

    def _compose(self) -> None:
        theme, px = self._theme, self._theme.px
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head.setContentsMargins(px(MARGIN), px(16), px(MARGIN), 0)
        self._head.setSpacing(px(8))
        self._title = self._make_title()
        self._legend = MapLegend(theme, tuple(MapKind))
        self._head.addWidget(self._title)
        self._head.addStretch(1)
        self._head.addWidget(self._legend)
        body = self._body = column()
        body.addLayout(self._head)
        body.addLayout(self._make_filter())
        body.addSpacing(px(6))
        body.addWidget(self._view, 1)
        content = QWidget()
        content.setLayout(body)
        self._scroll = ScrollColumn(theme, content, "The whole case")
        keys = self._keys = KeyFoot(theme, _HINTS)
        foot = column()
        foot.addWidget(rule(theme))
        foot.addWidget(keys)
        self._foot = QWidget()
        self._foot.setLayout(foot)
        self._whole = column()
        self._whole.addWidget(self._header)
        self._whole.addWidget(self._scroll, 1)
        self._whole.addWidget(self._foot)
        self.setLayout(self._whole)

    def _make_title(self) -> QWidget:
        theme, state = self._theme, self._state
        flow = Flow(theme.px(14))
        heading = Heading(theme, "The whole case", theme.serif(27, QFont.Weight.DemiBold))
        heading.setWordWrap(False)
        flow.addWidget(heading)
        flow.addWidget(label(theme, f"{state.decided} of {len(state.stops)} decided", theme.sans(14), "ink-2"))
        self._switch = ViewSwitch(theme, "Show", _VIEWS)
        flow.addWidget(self._switch)
        made = QWidget()
        made.setLayout(flow)
        return made

    def _make_filter(self) -> QBoxLayout:
        theme, state = self._theme, self._state
        themes: tuple[Choice, ...] = (
            ("", "All", len(state.stops)),
            *((each.id, each.name, each.count) for each in state.themes),
        )
        known = sum(stop.kind is not MapKind.SEALED for stop in state.stops)
        people: tuple[Choice, ...] = (
            ("", "anyone", known),
            *((each.id, each.name, each.count) for each in state.people),
        )
        self._themes = ChipRow(theme, "Theme", themes)
        self._theme_menu = MenuChip(theme, "Theme", (("", "all", len(state.stops)), *themes[1:]))
        self._people = MenuChip(theme, "Person", people)
        self._due = Chip(theme, _DUE, state.due)
        self._due.setAccessibleName(f"{_DUE}, {state.due}")
        layout = row(spacing=theme.px(8), margins=(theme.px(MARGIN), theme.px(12), theme.px(MARGIN), 0))
        layout.addWidget(self._themes, 1)
        layout.addWidget(self._theme_menu)
        layout.addWidget(self._people, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._due, 0, Qt.AlignmentFlag.AlignTop)
        if not state.due:
            self._due.hide()
        layout.addStretch(0)
        return layout

    def _wire(self) -> None:
        self._header.back_requested.connect(self.library_requested)
        self._header.map_requested.connect(self.back_requested)
        self._header.text_size_requested.connect(self.text_size_requested)
        self._header.menu_requested.connect(self.menu_requested)
        self._view.chosen.connect(self.decision_chosen)
        self._switch.chosen.connect(self._show_view)
        self._view.arranged.connect(self._fit_height)
        self._view.sight_wanted.connect(self._bring_into_sight)
        for themes in (self._themes, self._theme_menu):
            themes.chosen.connect(lambda theme: self._look_for(replace(self._filter, theme=theme)))
        self._people.chosen.connect(lambda person: self._look_for(replace(self._filter, person=person)))
        self._due.clicked.connect(lambda on: self._look_for(replace(self._filter, due=on)))
        for keys in ("Esc", "Ctrl+M"):
            QShortcut(QKeySequence(keys), self, self.back_requested.emit)

    def _look_for(self, chosen: MapFilter) -> None:
        self._filter = chosen
        self._show_filter()

    def _show_filter(self) -> None:
        self._themes.choose(self._filter.theme)
        self._theme_menu.choose(self._filter.theme)
        self._people.choose(self._filter.person)
        self._due.setChecked(self._filter.due)
        self._view.set_filter(self._filter)
        if self._timeline is not None:
            self._timeline.set_filter(self._filter)

    def _show_view(self, index: int) -> None:
        """Show the map (0) or the timeline (1), which is made when it is first wanted."""
        timeline = index == 1
        if timeline and self._timeline is None:
            self._timeline = TimelineView(self._theme, self._give_timeline(), self._filter, self._theme.px(MARGIN))
            self._timeline.decision_chosen.connect(self.decision_chosen)
            self._body.addWidget(self._timeline, 1)
        if self._timeline is not None:
            self._timeline.setVisible(timeline)
        self._view.setVisible(not timeline)
        self._legend.setVisible(not timeline)
        self._switch.choose(index)
        self._keys.set_hints(_HINTS if not timeline else _HINTS[-1:])
        self._keys.say("" if timeline else "Years with many decisions are drawn wider.")
        self.setFocusProxy(self._timeline if timeline and self._timeline is not None else self._view)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the legend below the title and the themes into a menu where there is no room for them."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        px = self._theme.px
        room = self.width() - 2 * px(MARGIN)
        beside = self._title.sizeHint().width() + self._legend.sizeHint().width() + px(24) <= room
        self._head.setAlignment(self._legend, Qt.AlignmentFlag.AlignBottom if beside else Qt.AlignmentFlag(0))
        self._head.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        line = self._people.sizeHint().height()
        lines = 2 if self.height() >= px(_HIGH) else 1
        width = room - self._people.sizeHint().width() - px(8) - self._fit_due(room)
        fits = self._themes.heightForWidth(width) <= lines * (line + px(8))
        self._themes.setVisible(fits)
        self._theme_menu.setVisible(not fits)
        self._foot.setVisible(self.height() >= px(_LOW))
        self._whole.activate()
        self._tight = self._scroll.height() < px(_TIGHT) and not self.shows_timeline
        # a bar that came and went with the height of the map would change its width, and so its height again
        policy = Qt.ScrollBarPolicy
        self._scroll.setVerticalScrollBarPolicy(policy.ScrollBarAlwaysOn if self._tight else policy.ScrollBarAlwaysOff)
        self._whole.activate()
        self._fit_height()

    def _fit_due(self, room: int) -> int:
        """Give the chip of what comes back fewer words where there is no room for all; how much of it that takes."""
        if not self._state.due:
            return 0
        gap = self._theme.px(8)
        menus = self._theme_menu.sizeHint().width() + self._people.sizeHint().width() + 2 * gap
        self._due.relabel(_DUE, self._state.due)
        if menus + self._due.sizeHint().width() > room:
            self._due.relabel(_DUE_SHORT, self._state.due)
        return self._due.sizeHint().width() + gap

    def _fit_height(self) -> None:
        """Give the map all the height it needs where title and map scroll together."""
        self._view.setMinimumHeight(self._view.whole_height if self._tight else 0)

    def _bring_into_sight(self, area: QRect) -> None:
        content = self._scroll.content
        centre = self._view.mapTo(content, area.center())
        self._scroll.ensureVisible(centre.x(), centre.y(), 0, area.height() // 2 + self._theme.px(8))
