"""The program: which page is shown, and what each page's wishes lead to."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication

from trainer.desktop.appearance import Appearance
from trainer.desktop.cases import Cases
from trainer.desktop.choosing import Choosing
from trainer.desktop.desks import Desks
from trainer.desktop.pages.writing import WritingPage
from trainer.desktop.people import People
from trainer.desktop.theme import Theme
from trainer.desktop.widgets.focus_ring import FocusRing
from trainer.desktop.window import MainWindow
from trainer.paths import Paths
from trainer.progress.clock import Clock, utc_now
from trainer.progress.glance import glance
from trainer.settings import DAILY_LIMIT, WINDOW_GEOMETRY, Settings

if TYPE_CHECKING:
    from PySide6.QtGui import QDropEvent

    from trainer.desktop.authoring import Authoring
    from trainer.desktop.carrying import Carrying
    from trainer.desktop.dropping import Dropping, Take
    from trainer.desktop.first_start import FirstStart
    from trainer.desktop.installing import Installing
    from trainer.desktop.instructing import Instructing
    from trainer.desktop.loading import Loaded, Shelved
    from trainer.desktop.recovering import Recovering
    from trainer.desktop.reviewing import Reviewing
    from trainer.desktop.studying import Studying
    from trainer.desktop.workshops.convening import Convening
    from trainer.study.course import Course


class Program(QObject):
    """Makes the parts and connects what they ask for; what the first page doesn't need is made when it is wanted.
    One window, one learner at a time."""

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
        self._application = application
        self._paths = paths
        self._settings = settings
        self._clock = clock
        self.appearance = Appearance(application, settings, paths.assets)
        self.window = MainWindow()
        self.window.restore(settings.get(WINDOW_GEOMETRY))
        self._ring = FocusRing(application, self.theme, self.window)
        seen = glance(paths.progress_file, clock(), settings.get(DAILY_LIMIT))
        self._is_first_start = not seen.learners and seen.readable
        self.people = People(self.window, self.appearance, settings)
        if seen.current is not None:
            self.people.assume(seen.current.id, seen.current.name)
        self.cases = Cases(paths, case, seen, clock, self)
        self._choosing = Choosing(self.window, self.appearance, self.cases, self.people, paths.content, clock, self)
        self._desks = Desks(clock)
        self._first: FirstStart | None = None
        self._studying: Studying | None = None
        self._reviewing: Reviewing | None = None
        self._instructing: Instructing | None = None
        self._authoring: Authoring | None = None
        self._installing: Installing | None = None
        self._dropping: Dropping | None = None
        self._carrying: Carrying | None = None
        self._recovering: Recovering | None = None
        self._convening: Convening | None = None
        self._show_again: Callable[[], None] = self.show_library
        self._wire()

    def _wire(self) -> None:
        self.appearance.changed.connect(self._on_appearance)
        self.window.place_chosen.connect(self._on_place)
        self.window.menu_requested.connect(self.people.open_menu)
        self.window.text_size_stepped.connect(self.appearance.step)
        self.window.dragged.connect(self._on_drag)
        self.window.closing.connect(self._close)
        self.people.changed.connect(self._on_learner)
        self.people.recall_set.connect(self._on_recall_set)
        self.people.teaching_requested.connect(self.show_teaching)
        self.people.restore_requested.connect(self.show_backups)
        self.people.export_requested.connect(self.export)
        self.people.import_requested.connect(self._choose_progress)
        self.people.has_teaching = lambda: self.loaded is not None and self._instruct().is_there(self._studying)
        self.cases.read.connect(self._on_read)
        self.cases.failed.connect(self._on_failed)
        self.cases.damaged.connect(self._on_damaged)
        self.cases.not_backed_up.connect(self.window.say)
        self.cases.settled.connect(self._on_settled)
        choosing = self._choosing
        choosing.case_requested.connect(self.open_case)
        choosing.record_requested.connect(self.show_record)
        choosing.recall_requested.connect(self.show_recall)
        choosing.look_again_requested.connect(self.load)
        choosing.install_requested.connect(self._choose_file)
        choosing.menu_requested.connect(self.people.open_menu)
        choosing.text_size_requested.connect(self.people.open_text_sizes)

    @property
    def theme(self) -> Theme:
        """The theme in effect."""
        return self.appearance.theme

    @property
    def loaded(self) -> Loaded | None:
        """What was loaded beside the first page, once it is there."""
        return self.cases.loaded

    def start(self) -> None:
        """Show the first page; the rest is loaded beside it once it is painted."""
        if self._is_first_start:
            self.show_first_start()
        else:
            self.show_library()
            if self.cases.given is not None:
                self.cases.when_loaded(self._open_given)
        for sentence in self._settings.notices:
            self.window.say(sentence)
        self.window.show()

    def load(self) -> None:
        """Open the store and read the cases beside the window."""
        self.cases.load()

    # What was read

    def _on_read(self, differs: bool) -> None:
        assert self.loaded is not None
        self._follow_given()
        self.people.use(self.loaded.store)
        if self.people.current is None and not self._is_first_start:
            self._is_first_start = True
            self.show_first_start()
        if self.cases.do_what_waits():
            return
        if self._first is not None:
            self._first.show_cover()
        elif differs and self._choosing.shows_library:
            self.show_library()

    def _on_failed(self, sentence: str, details: str) -> None:
        self.recovering.tell_trouble(sentence, details)
        self._show_again = self.recovering.show_again

    def _on_damaged(self, details: str) -> None:
        self.recovering.mend(details)
        self._show_again = self.recovering.show_again

    def _try_again(self) -> None:
        self.cases.forget_what_waits()
        self.show_library() if not self._is_first_start else self.show_first_start()
        self.load()

    def _on_settled(self) -> None:
        if self._installing is not None:
            self._installing.tell()
        if self._recovering is not None:
            self._recovering.tell()
        if self._carrying is not None:
            self._carrying.tell()
        if self._convening is not None or self._paths.workshops_folder.is_dir():
            self.convening.offer()

    def _follow_given(self) -> None:
        """Watch the folder that the program was started with, and go along with what is written in it."""
        given, loaded = self.cases.given, self.loaded
        if given is None or loaded is None or self._authoring is not None or given.is_file():
            return
        from trainer.desktop.authoring import Authoring

        self._choosing.followed = given
        self._authoring = Authoring(self.window, self.appearance, given, self)
        self._authoring.rewritten.connect(self._on_rewritten)
        self._authoring.begin(case_read=loaded.of(given) is not None)

    def _on_rewritten(self, shelved: Shelved) -> None:
        before, studying = self.cases.rewrite(shelved), self._studying
        known = before or shelved  # where the cases were read while this one had errors, there is none before
        is_open = studying is not None and studying.desk.case.info.id == known.outline.id
        if is_open and shelved.outline.id != known.outline.id:
            self.open_case(shelved.outline.id)
        elif self._choosing.shows_library and before is None:
            self._open_given()
        elif self._choosing.shows_library and known.outline != shelved.outline:
            self.show_library()
        else:
            self._rewrite_page(shelved, studying if is_open else None)

    def _rewrite_page(self, shelved: Shelved, studying: Studying | None) -> None:
        """Have the page of a case, or of a note of it, show what is written now, where the author is on it."""
        from trainer.desktop.place import Place, Scrolled

        here, scrolled = Place.of(self.window.page), Scrolled.of(self.window.page)
        self._keep_page()
        rebuilt = studying is not None and studying.rewrite(shelved.case)
        if self._instructing is not None:
            rebuilt |= self._instructing.rewrite(shelved)
        if rebuilt:
            here.restore(self.window.page)
            scrolled.restore(self.window.page)

    # The first start

    def show_first_start(self) -> None:
        """Ask for a name."""
        from trainer.desktop.first_start import FirstStart

        if self._first is None:
            self._first = FirstStart(self.window, self.appearance, self.people, self.cases, self)
            self._first.begun.connect(self._on_begun)
        self._show_again = self._first.show
        self._first.show()

    def _on_begun(self) -> None:
        self._first, self._is_first_start = None, False
        if self.cases.given is not None:
            self._open_given()
        elif len(self.cases.outlines) == 1:
            self.open_case(self.cases.outlines[0].id)
        else:
            self.show_library()

    # The library, and installing

    def show_library(self) -> None:
        """The cases, and the one next step."""
        self._leave_case()
        self._show_again = self._choosing.show_again
        self._choosing.show()

    @property
    def installing(self) -> Installing:
        """How further cases come to the library."""
        if self._installing is None:
            from trainer.desktop.installing import Installing

            self._installing = Installing(self.window, self.appearance, self._paths, self)
            self._installing.installed.connect(self.load)
        return self._installing

    def _choose_file(self) -> None:
        self.installing.choose()

    def _on_drag(self, event: QDropEvent | None) -> None:
        if self._dropping is None:
            from trainer.desktop.dropping import Dropping

            self._dropping = Dropping(self.window, self.appearance, self._case_welcome, self._progress_welcome, self)
        self._dropping.welcome(event)

    @property
    def _is_held(self) -> bool:
        """While another progress file takes the place of this one, nothing may have it opened."""
        return self._recovering is not None and self._recovering.holds

    @property
    def _takes_files(self) -> bool:
        return not self._is_held and (self._convening is None or self._convening.presenting is None)

    def _case_welcome(self) -> Callable[[Path], None] | None:
        return self.installing.install if self._takes_files and not self.installing.is_busy else None

    def _progress_welcome(self) -> tuple[Take, str] | None:
        known = self.loaded is not None and self.people.current is not None
        return self.carrying.taking() if known and self._takes_files else None

    # A case

    def open_case(self, case_id: str, course: Course | None = None) -> None:
        """Open a case where the learner left it, on another course if one is given."""
        loaded, learner = self.loaded, self.people.learner
        case = loaded.case(case_id) if loaded else None
        if loaded is None or case is None or learner is None:
            return
        from trainer.desktop.studying import Studying

        self._leave_case()
        desk = self._desks.take(loaded.store, case, learner)
        given = loaded.of(self._authoring.folder) if self._authoring is not None else None
        if given is not None and given.case is case:
            desk.follow(case)
        self._studying = Studying(self.window, self.appearance, desk, lambda: self.people.daily_limit)
        self._studying.library_requested.connect(self.show_library)
        self._studying.record_requested.connect(self.show_record)
        self._studying.menu_requested.connect(self.people.open_menu)
        self._studying.text_size_requested.connect(self.people.open_text_sizes)
        self._show_again = self._studying.show_again
        if course is not None and course != desk.course:
            self._studying.choose(course)
        else:
            self._studying.open()

    def _open_given(self) -> None:
        """Open the pack that the program was started with; one with errors is shown among the others."""
        given = next((each for each in self.cases.outlines if each.folder == self.cases.given), None)
        if given is None:
            self.show_library()
        else:
            self.open_case(given.id)

    def _may_leave_workshop(self) -> bool:
        return self._convening is None or self._convening.may_leave()

    def _leave_case(self) -> None:
        if self._convening is not None:
            self._convening.stop()
        if self._studying is not None:
            self._studying.leave()
            self._desks.put_back(self._studying.desk)
            self._studying = None

    # Teaching notes

    def _instruct(self) -> Instructing:
        from trainer.desktop.instructing import Instructing

        if self._instructing is None:
            made = Instructing(self.window, self.appearance, self.cases, self.people, self)
            made.library_requested.connect(self.show_library)
            made.decision_requested.connect(self._come_back)
            made.menu_requested.connect(self.people.open_menu)
            made.text_size_requested.connect(self.people.open_text_sizes)
            self._instructing = made
        return self._instructing

    def show_teaching(self) -> None:
        """The teaching note of the decision that is studied; of the case, where none is."""
        if self.loaded is None:
            return
        self._keep_page()
        instructing = self._instruct()
        if instructing.show(self._studying):
            self._show_again = instructing.show_again

    def _come_back(self) -> None:
        if self._studying is not None:
            self._show_again = self._studying.show_again
            self._studying.come_back()

    # Coming back

    @property
    def reviewing(self) -> Reviewing:
        """All that the learner looks back on."""
        if self._reviewing is None:
            from trainer.desktop.reviewing import Reviewing

            made = Reviewing(self.window, self.appearance, self.cases, self.people, self._clock, self)
            made.library_requested.connect(self.show_library)
            made.judgement_requested.connect(self.show_judgement)
            made.export_requested.connect(self.export)
            made.menu_requested.connect(self.people.open_menu)
            made.text_size_requested.connect(self.people.open_text_sizes)
            self._reviewing = made
        return self._reviewing

    def show_record(self) -> None:
        """All attempts of the learner."""
        self.cases.when_loaded(lambda: self._review(self.reviewing.show_record))

    def show_judgement(self) -> None:
        """How the learner judges."""
        self.cases.when_loaded(lambda: self._review(self.reviewing.show_judgement))

    def show_recall(self) -> None:
        """What comes back to the learner."""
        self.cases.when_loaded(lambda: self._review(self.reviewing.show_recall))

    def _on_recall_set(self) -> None:
        if self._choosing.shows_library:
            self.show_library()

    def show_seen(self, attempt_id: str) -> None:
        """The whole pages of an attempt, as it was seen."""
        self.reviewing.show_seen(attempt_id)
        self._show_again = self.reviewing.show_again

    def _review(self, show: Callable[[], bool]) -> None:
        if self.people.learner is None:
            return
        self._leave_case()
        if show():
            self._show_again = self.reviewing.show_again

    # Progress that goes out and comes in

    @property
    def carrying(self) -> Carrying:
        """What takes progress out of the program and into it."""
        if self._carrying is None:
            from trainer.desktop.carrying import Carrying

            made = Carrying(self.window, self.appearance, self.people, self._paths, self._clock, self)
            made.taken_in.connect(self._on_taken_in)
            made.menu_requested.connect(self.people.open_menu)
            made.text_size_requested.connect(self.people.open_text_sizes)
            self._carrying = made
        return self._carrying

    def show_group(self) -> None:
        """The group that was looked at last."""
        self.cases.when_loaded(self._show_group)

    def _show_group(self) -> None:
        if self.loaded is None:
            return
        self._leave_case()
        self.carrying.grouping.show(self.loaded)
        self._show_again = self.carrying.grouping.show_again

    def _choose_progress(self) -> None:
        self.carrying.taking_in.choose()

    def _on_taken_in(self) -> None:
        """Go on with what is there now."""
        if self._let_go():
            self._begin_anew()
        else:
            self.carrying.taking_in.tell()

    def export(self) -> None:
        """Ask what is to be written into a file."""
        self.cases.when_loaded(self._export)

    def _export(self) -> None:
        self._keep_page()
        if self.loaded is not None:
            self.carrying.exporting.show(self.loaded)

    # Workshops

    @property
    def convening(self) -> Convening:
        """Workshops: preparing, running, and looking at what they were."""
        if self._convening is None:
            from trainer.desktop.workshops.convening import Convening

            made = Convening(
                self._application,
                self.window,
                self.appearance,
                self.cases,
                self.people,
                self._paths,
                self._clock,
                self,
            )
            made.coming.connect(self._on_workshops)
            made.text_size_requested.connect(self.people.open_text_sizes)
            self._convening = made
        return self._convening

    def show_workshops(self) -> None:
        """All workshops."""
        self.cases.when_loaded(self.convening.show_list)

    def _on_workshops(self) -> None:
        self._keep_page()
        self._leave_case()
        self._show_again = self.convening.show_again

    # Coming by the progress again

    @property
    def recovering(self) -> Recovering:
        """What to do where the progress can't be used, or another state of it is wanted."""
        if self._recovering is None:
            from trainer.desktop.recovering import Recovering

            made = Recovering(self.window, self.appearance, self.people, self._paths, self._clock, self)
            made.let_go = self._let_go
            made.library_requested.connect(self.show_library)
            made.again_requested.connect(self._try_again)
            made.leave_requested.connect(self.window.close)
            made.menu_requested.connect(self.people.open_menu)
            made.text_size_requested.connect(self.people.open_text_sizes)
            made.begun_anew.connect(self._begin_anew)
            self._recovering = made
        return self._recovering

    def show_backups(self) -> None:
        """The backups, to go back to one."""
        self.cases.when_loaded(self._show_backups)

    def _show_backups(self) -> None:
        self._keep_page()
        self._leave_case()
        self.recovering.show_backups()
        self._show_again = self.recovering.show_again

    def _let_go(self) -> bool:
        """Close the progress, if all that was written is stored or may be lost."""
        self._keep_page()
        if not self._desks.may_close(self.window):
            return False
        self._leave_case()
        self._desks.end()
        if self._reviewing is not None:
            self._reviewing.end()
        self.cases.let_go()
        return True

    def _begin_anew(self) -> None:
        """Go on with another progress file, as if it had been there from the start."""
        seen = glance(self._paths.progress_file, self._clock(), self._settings.get(DAILY_LIMIT))
        self._desks.forget()
        self.people.forget()
        if self._reviewing is not None:
            self._reviewing.forget()
        self._instructing = self._first = None
        self._is_first_start = not seen.learners and seen.readable
        if seen.current is not None:
            self.people.assume(seen.current.id, seen.current.name)
        self.cases.begin_again(seen)
        self._try_again()

    # Whatever page is shown

    def _on_place(self, place: str) -> None:
        if self.people.current is None or self._is_held or not self._may_leave_workshop():
            return
        self._keep_page()
        {
            "library": self.show_library,
            "record": self.show_record,
            "judgement": self.show_judgement,
            "group": self.show_group,
            "workshops": self.show_workshops,
        }[place]()

    def _on_learner(self) -> None:
        self._keep_page()
        if self._reviewing is not None:
            self._reviewing.forget()
        self.show_library()

    def _on_appearance(self) -> None:
        from trainer.desktop.place import Place

        self._ring.set_theme(self.theme)
        self._keep_page()
        here = Place.of(self.window.page)
        self._show_again()
        here.restore(self.window.page)

    def _keep_page(self) -> None:
        page = self.window.page
        if isinstance(page, WritingPage):
            page.leave()
        if self._reviewing is not None:
            self._reviewing.leave()
        if self._carrying is not None:
            self._carrying.leave()
        if self._convening is not None:
            self._convening.leave()

    def _close(self, event: QCloseEvent) -> None:
        self._keep_page()
        if not self._may_leave_workshop() or not self._desks.may_close(self.window):
            event.ignore()
            return
        self._ring.stop()
        self._leave_case()
        self._desks.end()
        self._settings.set(WINDOW_GEOMETRY, self.window.geometry_text())
        for each in (
            self._authoring,
            self._installing,
            self._recovering,
            self._carrying,
            self._reviewing,
            self._convening,
        ):
            if each is not None:
                each.end()
        self.cases.end()
