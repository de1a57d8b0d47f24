"""How one judges: the page with the numbers, the decisions behind them, and marking one's own reasons."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QPoint, Signal

from trainer.case.sealed import SealBroken
from trainer.desktop.appearance import Appearance
from trainer.desktop.dates import local
from trainer.desktop.judgement_numbers import read_behind, read_judged, read_unmarked
from trainer.desktop.judgement_state import Behind, Judged, JudgementView, Scope, ToMark
from trainer.desktop.loading import Loaded
from trainer.desktop.pages.behind import BehindPage
from trainer.desktop.pages.judgement import JudgementPage
from trainer.desktop.pages.marking import MarkingPage
from trainer.desktop.pages.seen import SeenPage
from trainer.desktop.painting.figures import Figure
from trainer.desktop.place import Place, Scrolled
from trainer.desktop.reading import Reading
from trainer.desktop.seen import open_seen
from trainer.desktop.window import MainWindow
from trainer.progress.clock import Clock, utc_now
from trainer.progress.errors import ProgressError
from trainer.progress.values import Learner
from trainer.study.process import Quality

PLACE = "judgement"

Mark = Callable[[str, Quality, str], object]
"""Keeps how good the reasons of an attempt are, and a line to it or ""; may raise :class:`ProgressError`."""


class Judging(QObject):
    """One learner at their judgement; remembers which decisions they looked at, and how the page was left."""

    library_requested = Signal()
    menu_requested = Signal(QPoint)
    text_size_requested = Signal(QPoint)

    def __init__(
        self,
        window: MainWindow,
        appearance: Appearance,
        loaded: Loaded,
        learner: Learner,
        mark: Mark,
        clock: Clock = utc_now,
    ) -> None:
        """
        Args:
            window: shows the pages.
            appearance: how they look.
            loaded: the store and the cases.
            learner: whose judgement it is.
            mark: keeps a mark for reasons.
            clock: gives the time.
        """
        super().__init__()
        self._window = window
        self._appearance = appearance
        self.loaded = loaded
        self.learner = learner
        self._mark = mark
        self._clock = clock
        self._scope = Scope()
        self._view = JudgementView()
        self._here, self._scrolled = Place(), Scrolled()
        self._judged: Judged | None = None
        self._reading = Reading(loaded.store.reader, self)
        self._again: Callable[[], None] = self.show_judgement

    def show_again(self) -> None:
        """Build the present page anew."""
        self._again()

    def show_judgement(self) -> None:
        """The page with the numbers: those counted last at once, and what has changed since when it is counted."""
        self.leave()
        today = local(self._clock()).date()
        page = JudgementPage(self._appearance.theme, today, scope=self._scope, view=self._view)
        page.scope_chosen.connect(self._choose)
        page.attempts_requested.connect(self._show_behind)
        page.save_requested.connect(self._save)
        page.marking_requested.connect(self._begin_marking)
        page.library_requested.connect(self.library_requested)
        self._again = self.show_judgement
        self._put(page)
        if self._judged is not None:
            page.show_judged(self._judged)
            self._here.restore(page)
            self._scrolled.restore(page)
        self._count(page)

    def leave(self) -> None:
        """Remember how the page stands, if it is on the screen, and stop counting for it."""
        self._reading.drop()
        page = self._window.page
        if isinstance(page, JudgementPage):
            self._view, self._here, self._scrolled = page.view, Place.of(page), Scrolled.of(page)

    def end(self) -> None:
        """Nothing reads the file any more when this returns."""
        self._reading.end()

    def _put(self, page: JudgementPage | BehindPage | MarkingPage) -> None:
        self._window.show_page(self._appearance.theme, page, place=PLACE, learner=self.learner.name)

    def _count(self, page: JudgementPage) -> None:
        page.show_reading()
        read = partial(read_judged, learner_id=self.learner.id, wanted=self._scope, themes=self._themes())
        self._reading.ask(read, partial(self._show_judged, page), partial(self._show_problem, page))

    def _choose(self, wanted: object) -> None:
        assert isinstance(wanted, Scope)
        self._scope, self._judged = wanted, None
        self._here, self._scrolled = Place(), Scrolled()
        page = self._window.page
        if isinstance(page, JudgementPage):
            self._count(page)

    def _show_judged(self, page: JudgementPage, judged: Judged) -> None:
        before, self._judged = self._judged, judged
        if self._window.page is not page:
            return
        if judged == before:
            page.stop_reading()
            return
        here, scrolled = Place.of(page), Scrolled.of(page) if before is not None else self._scrolled
        page.show_judged(judged)
        here.restore(page)
        scrolled.restore(page)

    def _show_problem(self, page: JudgementPage, sentence: str) -> None:
        if self._window.page is page:
            page.show_problem(sentence)

    def _themes(self) -> dict[str, str]:
        """Titles of the themes of all cases."""
        return {theme.id: theme.title for each in self.loaded.cases for theme in each.outline.themes}

    def _save(self, figure: object) -> None:
        from trainer.desktop.saving import ask_and_save  # a dialog for files is dear to import

        assert isinstance(figure, Figure)
        ask_and_save(self._window, self._appearance, figure)

    # The decisions behind a number

    def _show_behind(self, kind: str, key: str) -> None:
        if self._judged is None:
            return
        read = partial(
            read_behind, learner_id=self.learner.id, wanted=self._scope, judged=self._judged, kind=kind, key=key
        )
        self._reading.ask(read, self._show_list, self._window.say)

    def _show_list(self, behind: Behind, current: str = "") -> None:
        self.leave()
        page = BehindPage(self._appearance.theme, behind, current=current)
        page.back_requested.connect(self.show_judgement)
        page.attempt_requested.connect(partial(self._show_attempt, behind))
        self._again = partial(self._show_list, behind, current)
        self._put(page)

    def _show_attempt(self, behind: Behind, attempt_id: str) -> None:
        self.leave()
        try:
            page = open_seen(self._appearance.theme, self.loaded, self.learner, attempt_id, back="These decisions")
        except (SealBroken, ProgressError) as error:
            self._window.say(str(error))
            return
        page.back_requested.connect(partial(self._show_list, behind, attempt_id))
        page.menu_requested.connect(self.menu_requested)
        page.text_size_requested.connect(self.text_size_requested)
        self._again = partial(self._show_attempt_again, behind, page)
        self._window.show_page(self._appearance.theme, page)

    def _show_attempt_again(self, behind: Behind, before: SeenPage) -> None:
        step, shows_changes = before.step, before.shows_changes
        self._show_attempt(behind, before.attempt_id)
        page = self._window.page
        if isinstance(page, SeenPage):
            page.go_to(step)
            if shows_changes:
                page.show_changes()

    # Reasons

    def _begin_marking(self) -> None:
        read = partial(read_unmarked, learner_id=self.learner.id, wanted=self._scope)
        self._reading.ask(read, self._show_marking, self._window.say)

    def _show_marking(self, attempts: tuple[ToMark, ...], at: int = 0, said: str = "") -> None:
        self.leave()
        page = MarkingPage(self._appearance.theme, attempts, at=at, said=said)
        page.marked.connect(partial(self._keep_mark, page))
        page.finished.connect(self.show_judgement)
        self._again = lambda: self._show_marking(attempts, page.at, page.said)
        self._put(page)

    def _keep_mark(self, page: MarkingPage, attempt_id: str, quality: Quality, text: str) -> None:
        try:
            self._mark(attempt_id, quality, text)
        except ProgressError as error:
            page.say(str(error))
        else:
            page.go_on()
