"""Studying a case: builds its page and its map, and builds them anew when the appearance changes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, Signal

from trainer.case.outline import outline_of
from trainer.case.sealed import Case, SealBroken
from trainer.case.timeline import TimelineEntry
from trainer.desktop.appearance import Appearance
from trainer.desktop.course_state import ways_state
from trainer.desktop.desk import Desk
from trainer.desktop.map_state import MapFilter, MapState, map_state
from trainer.desktop.pages.case import CasePage
from trainer.desktop.pages.courses import CoursesPage
from trainer.desktop.pages.map import MapPage
from trainer.desktop.search_state import Place
from trainer.desktop.searching import Searching
from trainer.desktop.timeline_state import TimelineState, timeline_state
from trainer.desktop.widgets.case_header import Step
from trainer.desktop.window import MainWindow
from trainer.desktop.wording import full_title
from trainer.progress.errors import ProgressError
from trainer.settings import DAILY_LIMIT
from trainer.study.course import Course
from trainer.study.playthrough import Playthrough


class Studying(QObject):
    """One learner at one case, from opening it to going back to the library."""

    library_requested = Signal()
    record_requested = Signal()
    menu_requested = Signal(QPoint)
    text_size_requested = Signal(QPoint)

    def __init__(
        self,
        window: MainWindow,
        appearance: Appearance,
        desk: Desk,
        daily_limit: Callable[[], int] = lambda: DAILY_LIMIT.default,
    ) -> None:
        """
        Args:
            window: shows the pages.
            appearance: gives the theme.
            desk: of the learner at the case.
            daily_limit: how many decisions come back on one day at most.
        """
        super().__init__()
        self._daily_limit = daily_limit
        self._window = window
        self._appearance = appearance
        self.desk = desk
        self._page: CasePage | None = None
        self._map: MapPage | None = None
        self._courses: CoursesPage | None = None
        self._searching = Searching(window, appearance, desk)
        self._searching.back_requested.connect(self.come_back)
        self._searching.place_chosen.connect(self._open_place)
        self._searching.menu_requested.connect(self.menu_requested)
        self._searching.text_size_requested.connect(self.text_size_requested)
        self._left: tuple[str, Step] = (desk.case.order[0], Step.READ)

    @property
    def page(self) -> CasePage | None:
        """The page of the case, while it is shown."""
        return self._page

    @property
    def map(self) -> MapPage | None:
        """The map of the case, while it is shown."""
        return self._map

    def open(self) -> None:
        """Show the case where it was left; the last decision, once all are done."""
        playthrough = self.desk.playthrough
        self._make_page().show_decision(playthrough.current or playthrough.order[-1])

    def show_again(self) -> None:
        """Build the page anew, at the same decision and step."""
        before = self._page
        if self._map is not None:
            self._put_map(self._map.filter, self._map.current, timeline=self._map.shows_timeline)
        elif self._courses is not None:
            self._put_courses()
        elif self._searching.shown:
            self._searching.show()
        elif before is None:
            self.open()
        else:
            before.leave()
            self._make_page().show_at(before.decision_id, before.step)

    def rewrite(self, case: Case) -> bool:
        """Go on with the case as it is written now, where the reader is; where their decision is gone, near it.

        Returns:
            Whether the same page was built anew.
        """
        order, here = self.desk.case.order, self._page.decision_id if self._page is not None else self._left[0]
        before = self._drawn_from(here)
        self.desk.follow(case)
        if here not in case.order:
            self._left = (_near(order, here, self.desk.playthrough), Step.READ)
            if self._is_shown:
                self._window.say("The decision that stood here is no longer in the case.")
                self._make_page().show_decision(self._left[0])
            return False
        changed = self._is_shown and self._drawn_from(here) != before
        if changed:
            self.show_again()
        return changed

    @property
    def _is_shown(self) -> bool:
        """Whether the window shows a page of the case; not once it has stepped aside."""
        pages = (self._page, self._map, self._courses)
        return self._searching.shown or any(page is not None for page in pages)

    def _drawn_from(self, decision_id: str) -> object:
        """All that the present page is drawn from, to see whether that has changed."""
        case = self.desk.case
        try:
            return case.info, case.acts, self.desk.text(decision_id)
        except (ProgressError, SealBroken):
            return None

    def show_map(self) -> None:
        """Show the map in place of the decision, which is kept as it is."""
        before = self._page
        if before is not None:
            before.leave()
            self._left = (before.decision_id, before.step)
            self._put_map(MapFilter(), before.decision_id)

    def _put_map(self, chosen: MapFilter, current: str, *, timeline: bool = False) -> None:
        info, learner = self.desk.case.info, self.desk.learner.name
        try:
            due = self.desk.due(self._daily_limit())
            state = map_state(self.desk.case, self.desk.playthrough, self.desk.lines(), self._left[0], due)
        except ProgressError as error:
            self._window.say(str(error))
            return
        title = full_title(info.title, info.subtitle)
        give = partial(self._timeline, state)
        theme = self._appearance.theme
        page = MapPage(theme, title, learner, state, give, timeline=timeline, chosen=chosen, current=current)
        page.back_requested.connect(self.come_back)
        page.decision_chosen.connect(lambda decision_id: self._make_page().show_decision(decision_id))
        page.library_requested.connect(self.library_requested)
        page.menu_requested.connect(self.menu_requested)
        page.text_size_requested.connect(self.text_size_requested)
        self._page, self._map, self._courses = None, page, None
        self._window.show_page(self._appearance.theme, page)

    def _timeline(self, state: MapState) -> TimelineState:
        """What has come to light; where something of it can't be read, that is said and the rest is shown."""
        opened: dict[str, tuple[TimelineEntry, ...]] = {}
        try:
            opened = self.desk.timeline(self._window.say)
        except ProgressError as error:
            self._window.say(str(error))
        return timeline_state(self.desk.case.info, state, opened)

    def show_search(self) -> None:
        """Show the search in place of the decision, which is kept as it is."""
        before = self._page
        if before is not None:
            before.leave()
            self._left = (before.decision_id, before.step)
            if self._searching.show():
                self._page = None

    def _open_place(self, place: Place) -> None:
        self._make_page().show_passage(place.decision_id, place.step, place.text)

    def show_courses(self) -> None:
        """Show the ways through the case in place of the decision, which is kept as it is."""
        before = self._page
        if before is not None:
            before.leave()
            self._left = (before.decision_id, before.step)
            self._put_courses()

    def _put_courses(self) -> None:
        outline = outline_of(self.desk.case, Path())
        try:
            standings = self.desk.playthrough.standings
            state = ways_state(outline, standings, self.desk.course, self.desk.learner.name)
        except ProgressError as error:
            self._window.say(str(error))
            return
        page = CoursesPage(self._appearance.theme, state, back="Decision")
        page.back_requested.connect(self.come_back)
        page.course_chosen.connect(self.choose)
        page.menu_requested.connect(self.menu_requested)
        page.text_size_requested.connect(self.text_size_requested)
        self._page, self._map, self._courses = None, None, page
        self._window.show_page(self._appearance.theme, page)
        page.focus_start()

    def choose(self, course: Course) -> None:
        """Go on with a course; where it can't be stored, say so and stay."""
        try:
            self.desk.choose(course)
        except ProgressError as error:
            self._window.say(str(error))
            if self._courses is None:
                self.open()
            return
        self.open()

    @property
    def here(self) -> str:
        """Id of the decision that is shown, or was last."""
        return self._page.decision_id if self._page is not None else self._left[0]

    def step_aside(self) -> None:
        """Keep what is written, before a page of another kind is shown."""
        if self._page is not None:
            self._page.leave()
            self._left = (self._page.decision_id, self._page.step)
        self._page = self._map = self._courses = None
        self._searching.leave()

    def come_back(self) -> None:
        """Show the decision again, where it was left."""
        self._make_page().show_at(*self._left)

    def _make_page(self) -> CasePage:
        page = CasePage(self._appearance.theme, self.desk)
        page.library_requested.connect(self.library_requested)
        page.record_requested.connect(self.record_requested)
        page.map_requested.connect(self.show_map)
        page.courses_requested.connect(self.show_courses)
        page.search_requested.connect(self.show_search)
        page.menu_requested.connect(self.menu_requested)
        page.text_size_requested.connect(self.text_size_requested)
        self._page, self._map, self._courses = page, None, None
        self._searching.leave()
        self._window.show_page(self._appearance.theme, page)
        return page

    def leave(self) -> None:
        """Keep what is written."""
        if self._page is not None:
            self._page.leave()
        self._page = self._map = self._courses = None
        self._searching.leave()


def _near(order: Sequence[str], gone: str, playthrough: Playthrough) -> str:
    """The open decision that followed one that is gone; else the one before it, else the one to go on with."""
    place = order.index(gone)
    near = (*order[place + 1 :], *reversed(order[:place]))
    there = set(playthrough.order)
    found = next((each for each in near if each in there and playthrough.is_open(each)), None)
    return found or playthrough.current or playthrough.order[-1]
