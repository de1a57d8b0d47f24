"""The coach at a group: which one is shown, taking files into it, and out of it again. Long work stays in a thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from random import SystemRandom
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Signal

from trainer.desktop.appearance import Appearance
from trainer.desktop.group_dialogs import GroupDialogs
from trainer.desktop.group_state import GroupState, GroupView
from trainer.desktop.group_tasks import read_group, remove_learner, take_in, write_learner
from trainer.desktop.loading import Loaded
from trainer.desktop.pages.group import GroupPage
from trainer.desktop.pages.seen import SeenPage
from trainer.desktop.painting.figures import Figure
from trainer.desktop.widgets.notice import Kind
from trainer.desktop.window import MainWindow
from trainer.desktop.work import Work
from trainer.progress.clock import Clock
from trainer.progress.errors import ProgressError
from trainer.progress.group_card import GroupRefused
from trainer.progress.group_numbers import GivenReasons
from trainer.progress.groups import GroupEntry, Groups
from trainer.progress.transfer.refusal import TransferRefused
from trainer.study.group import Spot
from trainer.study.process import Quality

if TYPE_CHECKING:
    from trainer.desktop.coaching import Coaching

PLACE = "group"

_EXPECTED = (GroupRefused, TransferRefused, ProgressError)


class Grouping(QObject):
    """Remembers which group is looked at, and how."""

    menu_requested = Signal(QPoint)
    text_size_requested = Signal(QPoint)

    def __init__(
        self,
        window: MainWindow,
        appearance: Appearance,
        groups: Groups,
        name: Callable[[], str],
        clock: Clock,
        parent: QObject,
    ) -> None:
        """
        Args:
            window: shows the page.
            appearance: gives the theme.
            groups: where the groups are.
            name: of whoever sits there, for the bar and their notes.
            clock: gives the time.
            parent: goes last.
        """
        super().__init__(parent)
        self._window = window
        self._appearance = appearance
        self._groups = groups
        self._name = name
        self._clock = clock
        self._slug = ""
        self._view = GroupView()
        self._state: GroupState | None = None
        self._loaded: Loaded | None = None
        self._coaching: Coaching | None = None
        self._dialogs = GroupDialogs(window, appearance)
        self._chance = SystemRandom()
        self._to_tell = ""
        self._work = Work(_EXPECTED, self)
        self._work.busy.connect(self._on_busy)
        self._work.failed.connect(self._on_failed)
        self._work.stopped.connect(self._read)

    # The page

    def show(self, loaded: Loaded) -> None:
        """The group that was looked at last, read anew; or how to begin one.

        Args:
            loaded: the cases, for what has changed since somebody saw a decision.
        """
        self._loaded = loaded
        self._back()

    def _back(self) -> None:
        self._end_coaching()
        self._put()
        self._read()

    def show_again(self) -> None:
        """Build the page anew, without reading."""
        if self._coaching is not None:
            self._coaching.show_again()
            return
        self.leave()
        self._put()

    def leave(self) -> None:
        """Remember how the page stands, if it is on the screen."""
        page = self._page
        if page is not None:
            self._view = page.view
        if self._coaching is not None:
            self._coaching.leave()

    def end(self) -> None:
        """Stop what is under way; nothing reads or writes a group any more when this returns."""
        self._end_coaching()
        self._work.end()

    @property
    def _page(self) -> GroupPage | None:
        page = self._window.page
        return page if isinstance(page, GroupPage) else None

    def _put(self) -> None:
        page = GroupPage(self._appearance.theme, self._state, self._reasons, chance=self._chance, view=self._view)
        page.open_requested.connect(self._choose_files)
        page.cancel_requested.connect(self._work.stop)
        page.save_requested.connect(self._save)
        page.group_chosen.connect(self._change_to)
        page.create_requested.connect(self._create)
        page.rename_requested.connect(self._rename)
        page.hand_back_requested.connect(self._hand_back)
        page.take_out_requested.connect(self._take_out)
        page.note_written.connect(self._keep_note)
        page.record_requested.connect(self._show_record)
        page.page_requested.connect(self._show_attempt)
        page.set_aside_requested.connect(self._set_aside)
        self._window.show_page(self._appearance.theme, page, place=PLACE, learner=self._name())
        self._work.tell()

    def _read(self) -> None:
        self._work.begin("Reading the group …", partial(read_group, self._groups, self._slug), self._on_read)

    def _on_read(self, state: GroupState | None) -> None:
        self._state = state
        self._slug = state.slug if state is not None else ""
        if self._page is not None:
            self.show_again()
            if self._to_tell:
                self._window.say(self._to_tell, Kind.INFORMATION)
        self._to_tell = ""

    def _reasons(self, spot: Spot, with_notes: bool) -> Sequence[GivenReasons]:
        read = self._groups.discussed if with_notes else self._groups.reasons
        try:
            return read(self._slug, spot)
        except (GroupRefused, ProgressError) as problem:
            self._window.say(str(problem))
            return ()

    def _keep_note(self, attempt_id: str, text: str, quality: Quality | None) -> None:
        try:
            self._groups.note(self._slug, attempt_id, text, self._name(), quality)
        except (GroupRefused, ProgressError) as problem:
            self._window.say(str(problem))
        else:
            if self._page is not None:
                self._page.show_notes()

    def _change_to(self, slug: str) -> None:
        self._slug = slug
        self._view = replace(self._view, selected=None, act="")
        self._read()

    # The record of a learner

    def _show_record(self, learner_id: str, attempt_id: str) -> None:
        coaching = self._begin_coaching(learner_id)
        if coaching is not None:
            coaching.show_record(attempt_id)

    def _show_attempt(self, learner_id: str, attempt_id: str) -> None:
        coaching = self._begin_coaching(learner_id)
        if coaching is not None:
            coaching.show_attempt(attempt_id)

    def _begin_coaching(self, learner_id: str) -> Coaching | None:
        """Have the group's file open for as long as one of its records is looked at."""
        from trainer.desktop.coaching import Coaching

        if self._loaded is None or self._work.is_busy:
            return None
        self.leave()
        self._end_coaching()
        try:
            group = self._groups.open(self._slug)
            learner = next((each for each in group.learners() if each.id == learner_id), None)
        except (GroupRefused, ProgressError) as problem:
            self._window.say(str(problem))
            return None
        if learner is None:
            group.close()
            return None
        loaded = replace(self._loaded, store=group.store)
        made = Coaching(self._window, self._appearance, loaded, learner, self._name(), self._clock)
        made.back_requested.connect(self._back)
        made.menu_requested.connect(self.menu_requested)
        made.text_size_requested.connect(self.text_size_requested)
        self._coaching = made
        return made

    def _end_coaching(self) -> None:
        if self._coaching is not None:
            self._coaching.end()
            self._coaching = None

    # What takes its time

    def _on_failed(self, sentence: str) -> None:
        self._window.say(sentence)
        self._after_trouble()

    def _after_trouble(self) -> None:
        if self._page is not None:
            self.show_again()

    def _on_busy(self, doing: str) -> None:
        if self._page is not None:
            self._page.show_busy(doing)

    # Files

    def _choose_files(self) -> None:
        chosen = self._dialogs.files()
        if chosen:
            self.open_files(chosen)

    @property
    def is_on_screen(self) -> bool:
        """Whether the group is, or somebody's record or page in it."""
        page = self._window.page
        return self._window.place == PLACE or (isinstance(page, SeenPage) and bool(page.whose))

    @property
    def is_busy(self) -> bool:
        """Whether something is under way, so that nothing else can be begun."""
        return self._work.is_busy

    def take_in(self, files: Sequence[Path]) -> None:
        """Take files that were dropped into the group, from the record of a learner too: there the group is shown."""
        if self._coaching is not None:
            self._end_coaching()
            self._put()
        self.open_files(files)

    def open_files(self, files: Sequence[Path]) -> None:
        """Take progress files into the group that is shown; where there is none, one is begun."""
        self._dialogs.folder = files[0].parent
        what = "1 progress file" if len(files) == 1 else f"{len(files)} progress files"
        do = partial(take_in, self._groups, self._slug, tuple(files))
        self._work.begin(f"Opening {what} …", do, self._on_read)

    def _save(self, figure: object) -> None:
        from trainer.desktop.saving import ask_and_save  # a dialog for files is dear to import

        assert isinstance(figure, Figure)
        ask_and_save(self._window, self._appearance, figure)

    def _hand_back(self, learner_id: str) -> None:
        assert self._state is not None
        out = self._dialogs.where_to(self._state.numbers.names[learner_id])
        if out is not None:
            do = partial(write_learner, self._groups, self._slug, learner_id, out)
            self._work.begin(f"Writing {out.name} …", do, lambda _none: self._tell(f"“{out.name}” is written."))

    def _tell(self, sentence: str) -> None:
        self._after_trouble()
        self._window.say(sentence, Kind.INFORMATION)

    # The group as a whole

    def _create(self) -> None:
        title = self._dialogs.title("New group", "", "Create")
        if title:
            self._work.begin("Beginning the group …", lambda _watch: self._groups.create(title), self._on_created)

    def _on_created(self, entry: GroupEntry) -> None:
        self._slug = entry.slug
        self._view = GroupView(names_hidden=self._view.names_hidden)
        self._read()

    def _rename(self) -> None:
        assert self._state is not None
        title = self._dialogs.title("Rename the group", self._state.title, "Save")
        if title:
            self._work.begin(
                "Renaming …", lambda _watch: self._groups.rename(self._slug, title), lambda _: self._read()
            )

    def _take_out(self, learner_id: str) -> None:
        assert self._state is not None
        name = self._state.numbers.names[learner_id]
        question = (
            f"Take {name} out of the group? What they did is set aside as a progress file beside the group, and can be"
            " opened again."
        )
        if self._dialogs.agrees(question, "Take out"):
            do = partial(remove_learner, self._groups, self._slug, learner_id)
            self._work.begin(f"Taking {name} out …", do, self._on_read)

    def _set_aside(self) -> None:
        assert self._state is not None
        question = (
            f"Set “{self._state.title}” aside? It is no longer listed here; its files are kept in the folder"
            " “set-aside” beside those of the other groups."
        )
        if self._dialogs.agrees(question, "Set aside"):
            slug, self._slug = self._slug, ""
            self._work.begin("Setting the group aside …", lambda _watch: self._groups.remove(slug), self._on_aside)

    def _on_aside(self, aside: Path) -> None:
        self._to_tell = f"The group is kept in {aside.parent}."
        self._view = GroupView(names_hidden=self._view.names_hidden)
        self._read()
