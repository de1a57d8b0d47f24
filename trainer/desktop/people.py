"""Who is learning on this computer: the menu of the learner, adding, renaming, changing over."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Signal

from trainer import __version__
from trainer.desktop.appearance import Appearance
from trainer.desktop.window import MainWindow
from trainer.settings import DAILY_LIMIT, MOTION, RETENTION, TEXT_SIZE, TEXT_SIZES, THEME, Settings

if TYPE_CHECKING:
    from trainer.progress.store import Store
    from trainer.progress.values import Learner

_ABOUT = (
    "Case Trainer {version}\n\nRead what was known on the day, decide for yourself, and only then see what they did."
    "\n\nThe program is free software under the MIT licence; its cases are under CC BY 4.0."
)


class People(QObject):
    """Knows the present learner, and lets them be changed."""

    changed = Signal()
    """Another learner is there, or the present one has another name."""
    recall_set = Signal()
    """What comes back, and how much of it, was set otherwise."""
    teaching_requested = Signal()
    restore_requested = Signal()
    export_requested = Signal()
    import_requested = Signal()

    def __init__(self, window: MainWindow, appearance: Appearance, settings: Settings) -> None:
        super().__init__()
        self._window = window
        self._appearance = appearance
        self._settings = settings
        self._store: Store | None = None
        self._present: tuple[str, str] | None = None
        self.has_teaching: Callable[[], bool] = lambda: False
        """Whether there is a teaching note to open from where the learner is."""

    @property
    def current(self) -> str | None:
        """Id of the present learner; ``None`` before the first one."""
        return self._present[0] if self._present else None

    @property
    def name(self) -> str:
        """Name of the present learner."""
        return self._present[1] if self._present else ""

    @property
    def daily_limit(self) -> int:
        """How many decisions come back on one day at most."""
        return self._settings.get(DAILY_LIMIT)

    @property
    def retention(self) -> int:
        """How much is wanted to be remembered of what comes back, in percent."""
        return self._settings.get(RETENTION)

    @property
    def learner(self) -> Learner | None:
        """The present learner as stored; ``None`` while the store isn't open."""
        if self._store is None:
            return None
        return next((each for each in self._store.learners() if each.id == self.current), None)

    def assume(self, learner_id: str, name: str) -> None:
        """Take somebody for the present learner before the store is open."""
        self._present = (learner_id, name)

    def forget(self) -> None:
        """Nobody is known any more, and the store is closed: another progress file takes the place of this one."""
        self._store = self._present = None

    def use(self, store: Store) -> None:
        """From now on the store is open."""
        from trainer.progress.errors import ProgressError

        self._store = store
        learners = store.learners()
        present = next((each for each in learners if each.id == self.current), learners[0] if learners else None)
        self._present = (present.id, present.name) if present else None
        try:
            store.recalls.want(self._settings.get(RETENTION))
            if present is not None:
                store.seen(present.id)
        except ProgressError:
            return  # who was here last, and what comes back when, are worth no interruption

    def add(self, name: str) -> str | None:
        """Add a learner and make them the present one; returns what was wrong, in a sentence."""
        from trainer.progress.errors import NameRefused, ProgressError

        if self._store is None:
            return "The saved progress isn't open yet."
        try:
            learner = self._store.add_learner(name)
        except (NameRefused, ProgressError) as error:
            return str(error)
        self._present = (learner.id, learner.name)
        return None

    def open_menu(self, corner: QPoint) -> None:
        """Show the menu of the learner."""
        from trainer.desktop.widgets.learner_menu import LearnerMenu, MenuState

        learners = self._store.learners() if self._store else ()
        by_name = sorted(((each.id, each.name) for each in learners), key=lambda each: each[1].casefold())
        get = self._settings.get
        look = get(THEME), get(TEXT_SIZE), get(MOTION)
        state = MenuState(tuple(by_name), self.current or "", *look, teaching=self.has_teaching())
        menu = LearnerMenu(state, self._window)
        menu.learner_chosen.connect(self._change_to)
        menu.add_requested.connect(self._ask_for_new)
        menu.rename_requested.connect(self._ask_for_name)
        menu.theme_chosen.connect(lambda theme: self._settings.set(THEME, theme))
        menu.text_size_chosen.connect(lambda size: self._settings.set(TEXT_SIZE, size))
        menu.motion_chosen.connect(lambda motion: self._settings.set(MOTION, motion))
        menu.teaching_requested.connect(self.teaching_requested)
        menu.restore_requested.connect(self.restore_requested)
        menu.export_requested.connect(self.export_requested)
        menu.import_requested.connect(self.import_requested)
        menu.recall_requested.connect(self._set_recall)
        menu.about_requested.connect(self._about)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.open_at(corner)

    def open_text_sizes(self, corner: QPoint) -> None:
        """Show the sizes of text to choose from."""
        from PySide6.QtGui import QAction, QActionGroup
        from PySide6.QtWidgets import QMenu

        menu = QMenu(self._window)
        menu.setAccessibleName("Text size")
        group = QActionGroup(menu)
        current = self._settings.get(TEXT_SIZE)
        for size in sorted({*TEXT_SIZES, current}):
            action = QAction(f"{size} %", menu, checkable=True, checked=size == current)
            action.triggered.connect(lambda _=False, size=size: self._settings.set(TEXT_SIZE, size))
            group.addAction(action)
            menu.addAction(action)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(corner)

    def _change_to(self, learner_id: str) -> None:
        from trainer.progress.errors import ProgressError

        if self._store is None or learner_id == self.current:
            return
        learner = next(each for each in self._store.learners() if each.id == learner_id)
        self._present = (learner.id, learner.name)
        try:
            self._store.seen(learner.id)
        except ProgressError as error:
            self._window.say(str(error))
        self.changed.emit()

    def _names(self) -> list[str]:
        return [each.name for each in self._store.learners()] if self._store else []

    def _ask_for_new(self) -> None:
        from trainer.desktop.widgets.name_field import NameDialog

        theme = self._appearance.theme
        dialog = NameDialog(theme, "Add a learner", "Name", done="Add", taken=self._names(), parent=self._window)
        if dialog.exec():
            problem = self.add(dialog.name)
            self._window.say(problem) if problem else self.changed.emit()
        dialog.deleteLater()

    def _ask_for_name(self) -> None:
        from trainer.desktop.widgets.name_field import NameDialog
        from trainer.progress.errors import NameRefused, ProgressError

        if self._store is None or self.current is None:
            return
        others = [name for name in self._names() if name != self.name]
        dialog = NameDialog(self._appearance.theme, "Rename", "Name", self.name, taken=others, parent=self._window)
        if dialog.exec():
            try:
                learner = self._store.rename_learner(self.current, dialog.name)
            except (NameRefused, ProgressError) as error:
                self._window.say(str(error))
            else:
                self._present = (learner.id, learner.name)
                self.changed.emit()
        dialog.deleteLater()

    def _set_recall(self) -> None:
        from trainer.desktop.widgets.recall_settings import RecallSettings
        from trainer.progress.errors import ProgressError

        retention, limit = self._settings.get(RETENTION), self.daily_limit
        dialog = RecallSettings(self._appearance.theme, retention, limit, self._window)
        if dialog.exec() and (dialog.retention, dialog.limit) != (retention, limit):
            self._settings.set(RETENTION, dialog.retention)
            self._settings.set(DAILY_LIMIT, dialog.limit)
            try:
                if self._store is not None:
                    self._store.recalls.want(dialog.retention)
            except ProgressError as error:
                self._window.say(str(error))
            self.recall_set.emit()
        dialog.deleteLater()

    def _about(self) -> None:
        from PySide6.QtWidgets import QMessageBox

        QMessageBox.about(self._window, "About Case Trainer", _ABOUT.format(version=__version__))
