"""The instructor among their workshops: the list, and the plan of one. What takes long is done in a thread."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMessageBox

from trainer.case.dates import MONTHS
from trainer.desktop.appearance import Appearance
from trainer.desktop.cases import Cases
from trainer.desktop.dates import local
from trainer.desktop.pages.workshops import WorkshopsPage
from trainer.desktop.people import People
from trainer.desktop.widgets.notice import Kind
from trainer.desktop.widgets.question import ask_before, may_leave
from trainer.desktop.widgets.workshop_row import COPY, GO_ON, OPEN, REMOVE, REPORT, SAVE, START
from trainer.desktop.window import MainWindow
from trainer.desktop.work import Work
from trainer.desktop.workshops.list_state import WorkshopsState
from trainer.desktop.workshops.list_tasks import Opened, copy_workshop, create_workshop, open_workshop, read_list
from trainer.desktop.workshops.plan_editing import PLACE, PlanEditing
from trainer.desktop.workshops.plan_state import missing_words
from trainer.desktop.workshops.workshop_dialogs import WorkshopDialogs
from trainer.progress.clock import Clock
from trainer.progress.errors import ProgressError
from trainer.progress.texts import storable
from trainer.progress.workshops.carrying import save_copy, take_in
from trainer.progress.workshops.shelf import Workshops
from trainer.study.workshop.events import Noted, Planned
from trainer.study.workshop.plan import Plan
from trainer.study.workshop.planning import missing

if TYPE_CHECKING:
    from trainer.progress.workshops.file import WorkshopFile
    from trainer.study.workshop.session import Session

_NO_CASE = "There is no case to hold a workshop on yet. Install one in the library first."
_NOT_KEPT = (
    "What was changed last in the plan can’t be kept. Stay here until what stands in the way is gone, or leave without"
    " it: what was kept before stays."
)
_REMOVED = (
    "Remove “{title}”? It is no longer listed here; its file is kept in the folder “set-aside” beside the others, and"
    " can be taken in again."
)


class Preparing(QObject):
    """Knows which workshop is being prepared, and holds its file meanwhile."""

    start_requested = Signal(object)
    """Path of the file of a workshop that is to begin, or to go on; nothing here has it open any more."""
    report_requested = Signal(object)
    """Path of the file of a workshop whose report is wanted."""

    def __init__(
        self,
        window: MainWindow,
        appearance: Appearance,
        cases: Cases,
        people: People,
        folder: Path,
        clock: Clock,
        parent: QObject,
    ) -> None:
        """
        Args:
            window: shows the pages.
            appearance: gives the theme.
            cases: what there is to plan.
            people: knows whoever sits there, for the bar.
            folder: of the workshops.
            clock: gives the time.
            parent: goes last.
        """
        super().__init__(parent)
        self._window = window
        self._appearance = appearance
        self._cases = cases
        self._people = people
        self._clock = clock
        self._shelf = Workshops(folder, clock)
        self._dialogs = WorkshopDialogs(window)
        self._state: WorkshopsState | None = None
        self._chosen = ""
        self._to_tell = ""
        self._editing: PlanEditing | None = None
        self._file: WorkshopFile | None = None
        self._fresh: Plan | None = None
        self.running: Callable[[], Mapping[Path, Session]] = dict
        """Gives the workshops that run in this window, by their file."""
        self._work = Work((ProgressError, OSError), self)
        self._work.busy.connect(self._on_busy)
        self._work.failed.connect(self._on_failed)
        self._work.stopped.connect(self._read)

    # The list

    def show_list(self, chosen: Path | None = None) -> None:
        """The workshops there are, read anew.

        Args:
            chosen: file of the one that has the focus; that of the last time where none is given.
        """
        if chosen is not None:
            self._chosen = str(chosen)
        self._let_go()
        self._put()
        self._read()

    def show_again(self) -> None:
        """Build the present page anew, without reading."""
        if self._editing is not None:
            self._editing.show_again()
            return
        self.leave()
        self._put()

    def leave(self) -> None:
        """Keep what was written, and remember where in the list somebody is."""
        if self._editing is not None:
            self._editing.leave()
        elif self._list is not None:
            self._chosen = self._list.chosen or self._chosen

    def may_leave(self) -> bool:
        """Whether all that was written is kept, or may be lost, as the instructor is asked then."""
        if self._editing is None or self._editing.flush():
            return True
        return may_leave(self._window, QMessageBox.Icon.Warning, "Workshop", _NOT_KEPT, "Leave without it")

    def end(self) -> None:
        """Nothing reads or writes a workshop any more when this returns."""
        self._let_go()
        self._work.end()

    @property
    def _is_on_screen(self) -> bool:
        """Whether the instructor is here still, and not gone elsewhere while something was being read."""
        return self._window.place == PLACE

    @property
    def _list(self) -> WorkshopsPage | None:
        page = self._window.page
        return page if isinstance(page, WorkshopsPage) else None

    def _put(self) -> None:
        page = WorkshopsPage(self._appearance.theme, self._state, chosen=self._chosen)
        page.new_requested.connect(self.begin_new)
        page.take_in_requested.connect(self._choose_file)
        page.wanted.connect(self._do)
        page.cancel_requested.connect(self._work.stop)
        self._window.show_page(self._appearance.theme, page, place=PLACE, learner=self._people.name)
        page.focus_start()
        self._work.tell()

    def _read(self) -> None:
        do = partial(read_list, self._shelf, dict(self.running()), self._clock)
        self._work.begin("Looking for the workshops …", do, self._on_read)

    def _on_read(self, state: WorkshopsState) -> None:
        differs, self._state = state != self._state, state
        if self._list is not None and differs:
            self.show_again()
        if self._to_tell:
            self._window.say(self._to_tell, Kind.INFORMATION)
            self._to_tell = ""

    def _on_busy(self, doing: str) -> None:
        if self._list is not None:
            self._list.show_busy(doing)

    def _on_failed(self, sentence: str) -> None:
        self._window.say(sentence)
        if self._list is not None:
            self.show_again()

    # What is done with one

    def _do(self, file: str, what: str) -> None:
        path = Path(file)
        self._chosen = file
        do: Mapping[str, Callable[[Path], None]] = {
            OPEN: self.show_plan,
            START: self._begin,
            GO_ON: self.start_requested.emit,
            REPORT: self.report_requested.emit,
            COPY: self._copy,
            SAVE: self._save,
            REMOVE: self._remove,
        }
        do[what](path)

    def _begin(self, path: Path) -> None:
        self._work.begin("Opening the workshop …", partial(open_workshop, path), self._on_begin)

    def _on_begin(self, opened: Opened) -> None:
        plan = opened.session.plan
        if not self._is_on_screen:
            opened.file.close()
        elif missing(plan):
            self._edit(opened)
            self._window.say(f"{missing_words(plan)}.", Kind.INFORMATION)
        else:
            path = opened.file.path
            opened.file.close()
            self.start_requested.emit(path)

    def _copy(self, path: Path) -> None:
        self._work.begin("Copying the workshop …", partial(copy_workshop, self._shelf, path), self._on_copied)

    def _on_copied(self, path: Path) -> None:
        self._chosen = str(path)
        self._read()

    def _save(self, path: Path) -> None:
        out = self._dialogs.where_to(path)
        if out is not None:
            self._work.begin(
                f"Writing {out.name} …",
                lambda _watch: save_copy(path, out),
                lambda _none: self._tell(f"“{out.name}” is written."),
            )

    def _remove(self, path: Path) -> None:
        title = next((each.title for each in self._state.lines if each.file == str(path)), "") if self._state else ""
        question = _REMOVED.format(title=title or path.name)
        ask_before(self._window, "Workshops", question, "Remove", "Cancel", partial(self._take_away, path))

    def _take_away(self, path: Path) -> None:
        self._work.begin("Removing the workshop …", lambda _watch: self._shelf.remove(path), self._on_removed)

    def _on_removed(self, aside: Path) -> None:
        self._tell(f"The workshop is kept as {aside}.")

    def _choose_file(self) -> None:
        chosen = self._dialogs.file()
        if chosen is not None:
            self.take_in(chosen)

    def take_in(self, file: Path) -> None:
        """Take in a workshop that was saved elsewhere; the file itself stays where it is."""
        folder = self._shelf.folder
        self._work.begin(f"Taking in {file.name} …", lambda _watch: take_in(folder, file), self._on_taken_in)

    def _on_taken_in(self, path: Path) -> None:
        self._chosen = str(path)
        self._tell("The workshop is among the others now.")

    def _tell(self, sentence: str) -> None:
        self._to_tell = sentence
        self._read()

    # A plan

    def begin_new(self) -> None:
        """Begin a workshop, and show its plan. One in which nothing is written isn't kept."""
        loaded = self._cases.loaded
        if loaded is None or not loaded.cases:
            self._window.say(_NO_CASE)
            return
        outline = loaded.cases[0].outline
        day = local(self._clock())
        plan = Plan(title=f"Workshop of {day.day} {MONTHS[day.month]}", case_id=outline.id, case_title=outline.title)
        do = partial(create_workshop, self._shelf, plan)
        self._work.begin("Beginning a workshop …", do, partial(self._edit, fresh=True))

    def show_plan(self, path: Path) -> None:
        """The plan of a workshop that is prepared."""
        self._work.begin("Opening the workshop …", partial(open_workshop, path), self._edit)

    def _edit(self, opened: Opened, *, fresh: bool = False) -> None:
        if not self._is_on_screen:
            self._put_back(opened.file, unwritten=fresh)
            return
        self._let_go()
        plan, note = opened.session.plan, opened.session.notes.get("", "")
        self._file, self._fresh = opened.file, plan if fresh else None
        made = PlanEditing(
            self._window,
            self._appearance,
            self._cases,
            _InFile(opened.file, self._clock),
            lambda: self._people.name,
            self._clock,
            self,
        )
        made.back_requested.connect(self._on_back)
        made.start_requested.connect(self._on_start)
        made.left.connect(self._let_go)
        self._editing = made
        made.show(plan, note, fresh=fresh)

    def _on_back(self) -> None:
        self.leave()
        if self.may_leave():
            self.show_list(self._file.path if self._file is not None else None)

    def _on_start(self) -> None:
        assert self._file is not None
        path, self._fresh = self._file.path, None
        self._let_go()
        self.start_requested.emit(path)

    def _let_go(self) -> None:
        """Close the file of the plan that was written last."""
        editing, self._editing = self._editing, None
        file, self._file = self._file, None
        if editing is None or file is None:
            return
        editing.end()
        state = editing.state
        empty = state is not None and state.plan == self._fresh and not state.note.strip()
        self._fresh = None
        editing.deleteLater()
        self._put_back(file, unwritten=empty)

    def _put_back(self, file: WorkshopFile, *, unwritten: bool) -> None:
        file.close()
        if unwritten:
            file.path.unlink(missing_ok=True)


class _InFile:
    """Keeps a plan in the file of its workshop."""

    def __init__(self, file: WorkshopFile, clock: Clock) -> None:
        self._file = file
        self._clock = clock

    def plan(self, plan: Plan) -> None:
        """See :class:`Keep`."""
        self._file.keep([Planned(self._clock(), plan)])

    def note(self, text: str) -> None:
        """See :class:`Keep`."""
        self._file.keep([Noted(self._clock(), "", storable(text))])
