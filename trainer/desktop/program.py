"""The program: which page is shown, and what each page's wishes lead to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QMessageBox

from trainer.case.outline import CaseOutline, OutlineCache
from trainer.desktop.appearance import Appearance
from trainer.desktop.installing import Installing
from trainer.desktop.library_state import BrokenCase, LibraryState, Shelf
from trainer.desktop.loading import Loaded, Loader, Shelved, counting, pack_folders
from trainer.desktop.pages.library import LibraryPage
from trainer.desktop.pages.writing import WritingPage
from trainer.desktop.people import People
from trainer.desktop.place import Place, Scrolled
from trainer.desktop.theme import Theme
from trainer.desktop.widgets.focus_ring import FocusRing
from trainer.desktop.window import MainWindow
from trainer.paths import Paths
from trainer.progress.clock import Clock, utc_now
from trainer.progress.glance import glance
from trainer.settings import WINDOW_GEOMETRY, Settings
from trainer.study.course import WHOLE, Course
from trainer.study.playthrough import Standing

if TYPE_CHECKING:
    from trainer.desktop.authoring import Authoring
    from trainer.desktop.desk import Desk
    from trainer.desktop.looking_back import LookingBack
    from trainer.desktop.pages.first_start import FirstStartPage
    from trainer.desktop.studying import Studying
    from trainer.desktop.teaching import Teaching


class Program(QObject):
    """Builds the pages, shows them, and connects what they ask for. One window, one learner at a time."""

    def __init__(
        self,
        application: QApplication,
        paths: Paths,
        settings: Settings,
        case: Path | None = None,
        clock: Clock = utc_now,
    ) -> None:
        """
        Args:
            application: the running application.
            paths: where things live.
            settings: as loaded.
            case: a pack that stands first in the library, and is opened at once.
            clock: gives the time.
        """
        super().__init__()
        self._paths = paths
        self._settings = settings
        self._case = case
        self._clock = clock
        self.appearance = Appearance(application, settings, paths.assets)
        self.window = MainWindow()
        self.window.restore(settings.get(WINDOW_GEOMETRY))
        self._ring = FocusRing(application, self.theme, self.window)
        self._loader: Loader | None = None
        self._load_again = False
        self._closed = False
        self._loaded: Loaded | None = None
        self._waiting: Callable[[], None] | None = None
        self._in_trouble = False
        self._show_again: Callable[[], None] = self.show_library
        self._studying: Studying | None = None
        self._authoring: Authoring | None = None
        self._unkept: dict[tuple[str, str], Desk] = {}
        self._looking_back: LookingBack | None = None
        self._teaching: Teaching | None = None
        seen = glance(paths.progress_file)
        self._glanced = seen
        self.people = People(self.window, self.appearance, settings)
        self.installing = Installing(self.window, self.appearance, paths)
        if seen.current is not None:
            self.people.assume(seen.current.id, seen.current.name)
        self._reading = 0
        self._outlines = self._cached_outlines()
        self._broken: tuple[BrokenCase, ...] = ()
        self._is_first_start = not seen.learners and seen.readable
        self._wire()

    def _wire(self) -> None:
        self.appearance.changed.connect(self._on_appearance)
        self.window.place_chosen.connect(self._on_place)
        self.window.menu_requested.connect(self.people.open_menu)
        self.window.text_size_stepped.connect(self.appearance.step)
        self.window.closing.connect(self._close)
        self.people.changed.connect(self._on_learner)
        self.people.teaching_requested.connect(self.show_teaching)
        self.people.has_teaching = self._has_teaching
        self.installing.installed.connect(self.load)

    @property
    def theme(self) -> Theme:
        """The theme in effect."""
        return self.appearance.theme

    @property
    def loaded(self) -> Loaded | None:
        """What was loaded beside the first page, once it is there."""
        return self._loaded

    def start(self) -> None:
        """Show the first page; the rest is loaded beside it once it is painted."""
        if self._is_first_start:
            self.show_first_start()
        else:
            self.show_library()
            if self._case is not None:
                self._waiting = self._open_given
        for sentence in self._settings.notices:
            self.window.say(sentence)
        self.window.show()

    def load(self) -> None:
        """Open the store and read the cases in a thread; see :meth:`when_loaded`."""
        if self._loader is not None:
            if self._loader.isRunning():
                self._load_again = True
                return
            self._loader.end()
        self._loader = Loader(self._paths, self._case, self._clock)
        self._loader.loaded.connect(self._on_loaded)
        self._loader.failed.connect(self._on_failed)
        self._loader.finished.connect(self._on_load_ended)
        self._loader.begin()

    def _on_load_ended(self) -> None:
        if self._load_again and self._loader is not None:
            self._load_again = False
            self._loader.end()  # its end is told a moment before it has come
            self.load()
        else:
            self.installing.tell()

    def when_loaded(self, do: Callable[[], None]) -> None:
        """Do it now, or as soon as everything is there; a later wish takes the place of one that waits."""
        if self._loaded is not None:
            do()
        else:
            self._waiting = do

    def _on_loaded(self, loaded: Loaded) -> None:
        from trainer.desktop.pages.first_start import FirstStartPage

        if self._closed:
            loaded.store.close()
            return
        if self._loaded is not None:
            loaded.store.close()
            loaded = replace(loaded, store=self._loaded.store)
        self._loaded = loaded
        self._follow_given()
        outlines = tuple(each.outline for each in loaded.cases)
        differs = self._reading > 0 or (outlines, loaded.broken) != (self._outlines, self._broken)
        self._reading = 0
        self._outlines, self._broken = outlines, loaded.broken
        self.people.use(loaded.store)
        if self.people.current is None and not self._is_first_start:
            self._is_first_start = True
            self.show_first_start()
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            waiting()
        elif isinstance(self.window.page, FirstStartPage):
            self._give_cover(self.window.page)
        elif differs and isinstance(self.window.page, LibraryPage):
            self.show_library()

    def _on_failed(self, sentence: str, details: str) -> None:
        from trainer.desktop.pages.trouble import TroublePage

        if self._closed:
            return
        actions = (("again", "Try again"), ("leave", "Leave the program"))
        page = TroublePage(self.theme, "The saved progress can't be opened", sentence, details, actions)
        page.action_chosen.connect(self._on_trouble)
        self._in_trouble = True
        self._show_again = partial(self._on_failed, sentence, details)
        self.window.show_page(self.theme, page)

    def _on_trouble(self, action: str) -> None:
        if action == "leave":
            self.window.close()
            return
        self._waiting = None
        self._in_trouble = False
        self.show_library() if not self._is_first_start else self.show_first_start()
        self.load()

    def _cached_outlines(self) -> tuple[CaseOutline, ...]:
        cache = OutlineCache(self._paths.outlines_file)
        found = [cache.get(folder) for folder in pack_folders(self._paths, self._case)]
        self._reading = found.count(None)
        return counting((outline for outline in found if outline is not None), self._case)

    def show_first_start(self) -> None:
        """Ask for a name."""
        from trainer.desktop.pages.first_start import FirstStartPage
        from trainer.desktop.painting.cover import CoverData

        self._show_again = self.show_first_start
        before = self.window.page
        name = before.name if isinstance(before, FirstStartPage) else _system_name()
        page = FirstStartPage(self.theme, CoverData(()), name)  # bare until the case is known: nothing moves then
        self._give_cover(page)
        page.begun.connect(self._begin)
        self.window.show_page(self.theme, page)

    def _give_cover(self, page: FirstStartPage) -> None:
        if self._outlines:
            page.show_cover(Shelf(self._outlines[0]).cover)

    def _begin(self, name: str) -> None:
        from trainer.desktop.pages.first_start import FirstStartPage

        page = self.window.page
        if isinstance(page, FirstStartPage):
            page.set_busy(True)
        self.when_loaded(partial(self._begin_now, name))

    def _begin_now(self, name: str) -> None:
        from trainer.desktop.pages.first_start import FirstStartPage

        problem = self.people.add(name)
        page = self.window.page
        if problem is not None and isinstance(page, FirstStartPage):
            page.show_problem(problem)
        elif problem is None:
            self._is_first_start = False
            if self._case is not None:
                self._open_given()
            elif len(self._outlines) == 1:
                self.open_case(self._outlines[0].id)
            else:
                self.show_library()

    def _open_given(self) -> None:
        """Open the pack that the program was started with; one with errors is shown among the others."""
        given = next((each for each in self._outlines if each.folder == self._case), None)
        if given is None:
            self.show_library()
        else:
            self.open_case(given.id)

    def _follow_given(self) -> None:
        """Watch the folder that the program was started with, and go along with what is written in it."""
        if self._case is None or self._loaded is None or self._authoring is not None or self._case.is_file():
            return
        from trainer.desktop.authoring import Authoring

        self._authoring = Authoring(self.window, self.appearance, self._case, self)
        self._authoring.rewritten.connect(self._on_rewritten)
        self._authoring.begin(case_read=self._loaded.of(self._case) is not None)

    def _on_rewritten(self, shelved: Shelved) -> None:
        if self._loaded is None:
            return
        before, studying, page = self._loaded.of(shelved.outline.folder), self._studying, self.window.page
        self._loaded = self._loaded.rewritten(shelved)
        self._outlines, self._broken = tuple(each.outline for each in self._loaded.cases), self._loaded.broken
        if studying is not None and before is not None and studying.desk.case.info.id == before.outline.id:
            if shelved.outline.id != before.outline.id:
                self.open_case(shelved.outline.id)
                return
            here, scrolled = Place.of(page), Scrolled.of(page)
            self._keep_page()
            if studying.rewrite(shelved.case):
                here.restore(self.window.page)
                scrolled.restore(self.window.page)
        elif isinstance(page, LibraryPage) and before is None:
            self._open_given()
        elif isinstance(page, LibraryPage) and before is not None and before.outline != shelved.outline:
            self.show_library()

    def show_library(self) -> None:
        """The cases, and the one next step."""
        self._leave_case()
        self._show_again = self.show_library
        shelves = tuple(self._shelf(outline) for outline in self._outlines)
        places = tuple(str(folder) for folder in self._paths.content)
        name = self.people.name
        broken = [each for each in self._broken if self._authoring is None or each.folder != str(self._case)]
        state = LibraryState(name, self._clock().astimezone(), shelves, tuple(broken), places, self._reading)
        page = LibraryPage(self.theme, state)
        page.continue_requested.connect(self._continue)
        page.ways_requested.connect(self.show_ways)
        page.record_requested.connect(self.show_record)
        page.look_again_requested.connect(self.load)
        page.install_requested.connect(self.installing.choose)
        self.window.show_page(self.theme, page, place="library", learner=name)

    def _shelf(self, outline: CaseOutline) -> Shelf:
        standings: Mapping[str, Standing]
        current = self.people.current
        if self._loaded is None or current is None:
            standings = self._glanced.standings.get(outline.id, {})
            course = self._glanced.courses.get(outline.id, WHOLE)
        else:
            standings = self._loaded.store.standings(current, outline.id)
            course = self._loaded.store.course(current, outline.id)
        return Shelf(outline, standings, opened=bool(standings), chosen=course)

    def show_ways(self, case_id: str) -> None:
        """The ways through a case, from the library."""
        from trainer.desktop.course_state import ways_state
        from trainer.desktop.pages.courses import CoursesPage

        outline = next((each for each in self._outlines if each.id == case_id), None)
        if outline is None:
            self.show_library()
            return
        shelf = self._shelf(outline)
        page = CoursesPage(self.theme, ways_state(outline, shelf.standings, shelf.chosen, self.people.name))
        page.back_requested.connect(self.show_library)
        page.course_chosen.connect(lambda course: self.when_loaded(partial(self.open_case, case_id, course)))
        page.menu_requested.connect(self.people.open_menu)
        page.text_size_requested.connect(self.people.open_text_sizes)
        self._show_again = partial(self.show_ways, case_id)
        self.window.show_page(self.theme, page)
        page.focus_start()

    def _continue(self, case_id: str) -> None:
        self.when_loaded(partial(self.open_case, case_id))

    def open_case(self, case_id: str, course: Course | None = None) -> None:
        """Open a case where the learner left it, on another course if one is given."""
        loaded, learner = self._loaded, self.people.learner
        case = loaded.case(case_id) if loaded else None
        if loaded is None or case is None or learner is None:
            return
        from trainer.desktop.desk import Desk
        from trainer.desktop.studying import Studying

        self._leave_case()
        desk = self._unkept.pop((learner.id, case_id), None) or Desk(loaded.store, case, learner, self._clock)
        given = loaded.of(self._authoring.folder) if self._authoring is not None else None
        if given is not None and given.case is case:
            desk.follow(case)
        self._studying = Studying(self.window, self.appearance, desk)
        self._studying.library_requested.connect(self.show_library)
        self._studying.record_requested.connect(self.show_record)
        self._studying.menu_requested.connect(self.people.open_menu)
        self._studying.text_size_requested.connect(self.people.open_text_sizes)
        self._show_again = self._studying.show_again
        if course is not None and course != desk.course:
            self._studying.choose(course)
        else:
            self._studying.open()

    def _leave_case(self) -> None:
        """What can't be stored now is tried again, and is there when the case is opened again."""
        if self._studying is not None:
            self._studying.leave()
            desk = self._studying.desk
            if not desk.flush():
                self._unkept[desk.learner.id, desk.case.info.id] = desk
            self._studying = None

    def _taught(self) -> Shelved | None:
        """The case whose teaching notes are within reach: the one that is studied, else the first in the library."""
        if self._loaded is None or self.people.current is None:
            return None
        if self._studying is not None:
            case = self._studying.desk.case
            return next((each for each in self._loaded.cases if each.case is case), None)
        return next(iter(self._loaded.cases), None)

    def _has_teaching(self) -> bool:
        from trainer.case.teaching_reader import has_teaching

        taught = self._taught()
        return taught is not None and has_teaching(taught.outline.folder)

    def show_teaching(self) -> None:
        """The teaching note of the decision that is studied; of the case, where none is."""
        from trainer.desktop.teaching import Teaching

        taught, current, studying = self._taught(), self.people.current, self._studying
        if taught is None or current is None or self._loaded is None:
            return
        self._keep_page()
        standings = self._loaded.store.standings(current, taught.case.info.id)
        decided = [decision_id for decision_id, standing in standings.items() if standing.tries]
        back = "Library" if studying is None else "Decision"
        made = Teaching(
            self.window, self.appearance, taught.case, taught.outline.folder, decided, self.people.name, back
        )
        made.back_requested.connect(self.show_library if studying is None else self._come_back)
        made.menu_requested.connect(self.people.open_menu)
        made.text_size_requested.connect(self.people.open_text_sizes)
        state = made.prepare(studying.here if studying is not None else "")
        if state is None:
            return
        if studying is not None:
            studying.step_aside()
        self._teaching = made
        self._show_again = made.show_again
        made.show(state)

    def _come_back(self) -> None:
        if self._studying is not None:
            self._show_again = self._studying.show_again
            self._studying.come_back()

    def show_record(self) -> None:
        """All attempts of the learner."""
        self.when_loaded(self._show_record)

    def _show_record(self) -> None:
        looking_back = self._look_back()
        if looking_back is not None:
            self._leave_case()
            looking_back.show_list()

    def show_seen(self, attempt_id: str) -> None:
        """The whole pages of an attempt, as it was seen."""
        looking_back = self._look_back()
        if looking_back is not None:
            looking_back.show_attempt(attempt_id)

    def _look_back(self) -> LookingBack | None:
        loaded, learner = self._loaded, self.people.learner
        if loaded is None or learner is None:
            return None
        from trainer.desktop.looking_back import LookingBack

        before = self._looking_back
        if before is None or before.learner != learner or before.loaded is not loaded:
            before = LookingBack(self.window, self.appearance, loaded, learner)
            before.library_requested.connect(self.show_library)
            before.menu_requested.connect(self.people.open_menu)
            before.text_size_requested.connect(self.people.open_text_sizes)
            self._looking_back = before
        self._show_again = self._show_record_again
        return before

    def _show_record_again(self) -> None:
        if self._looking_back is not None:
            self._looking_back.show_again()

    def _on_place(self, place: str) -> None:
        if self.people.current is None or self._in_trouble:
            return
        self._keep_page()
        {"library": self.show_library, "record": self.show_record}[place]()

    def _on_learner(self) -> None:
        self._keep_page()
        self._looking_back = None
        self.show_library()

    def _on_appearance(self) -> None:
        self._ring.set_theme(self.theme)
        self._keep_page()
        here = Place.of(self.window.page)
        self._show_again()
        here.restore(self.window.page)

    def _keep_page(self) -> None:
        page = self.window.page
        if isinstance(page, WritingPage):
            page.leave()
        if self._looking_back is not None:
            self._looking_back.leave()

    def _may_close(self) -> bool:
        """Whether all that was written is stored, or may be lost."""
        studying = self._studying
        desks = [*self._unkept.values(), *([studying.desk] if studying else [])]
        if not [desk for desk in desks if not desk.flush()]:
            return True
        box = QMessageBox(QMessageBox.Icon.Warning, "Case Trainer", _NOT_STORED, parent=self.window)
        stay = box.addButton("Stay", QMessageBox.ButtonRole.RejectRole)
        close = box.addButton("Close without it", QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(stay)
        box.setEscapeButton(stay)
        box.exec()
        box.deleteLater()
        return box.clickedButton() is close

    def _close(self, event: QCloseEvent) -> None:
        self._keep_page()
        if not self._may_close():
            event.ignore()
            return
        self._ring.stop()
        desks = [*self._unkept.values(), *([self._studying.desk] if self._studying else [])]
        self._leave_case()
        for desk in desks:
            desk.end()
        self._settings.set(WINDOW_GEOMETRY, self.window.geometry_text())
        if self._authoring is not None:
            self._authoring.end()
        self.installing.end()
        self._closed, self._load_again = True, False
        if self._loader is not None:
            self._loader.end()
        if self._loaded is not None:
            self._loaded.store.close()


_NOT_STORED = (
    "What you wrote last could not be stored yet, and is lost if you close now. Stay to have it tried again, or to copy"
    " it elsewhere."
)


def _system_name() -> str:
    import getpass

    try:
        name = getpass.getuser()
    except (OSError, KeyError):
        return ""
    return "" if name in ("root", "admin") else name[:1].upper() + name[1:]
