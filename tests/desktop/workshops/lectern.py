"""An instructor at the lectern: a real window, a real workshop's file on the real case, a real host and real doors."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from tests.desktop.support import THEMES, button, press, settle, show, visible_text
from tests.workshop.made import XIAOMI, plan, xiaomi
from trainer.case.outline import outline_of
from trainer.desktop.appearance import Appearance
from trainer.desktop.cases import Cases
from trainer.desktop.loading import Loaded, Shelved
from trainer.desktop.pages.doors import DoorsPage
from trainer.desktop.pages.presenter import PresenterPage
from trainer.desktop.window import MainWindow
from trainer.desktop.workshops.presenter import Presenter
from trainer.desktop.workshops.presenting import Presenting
from trainer.paths import Paths
from trainer.progress.glance import glance
from trainer.progress.store import Store
from trainer.progress.workshops.file import WorkshopFile
from trainer.settings import MOTION, THEME, Settings
from trainer.study.workshop.events import Happened
from trainer.study.workshop.plan import Plan
from trainer.study.workshop.session import Session
from trainer.workshop.commands import CastVote, Command, Join, OpenDoors
from trainer.workshop.host import Host

DECISIONS = ("qualcomm-contract", "launch-price")
START = dt.datetime(2026, 11, 20, 9, 0, tzinfo=dt.UTC)
CODE = "K7PXQM"
_SECONDS = 20.0


class Watch:
    """A clock that goes when it is told to."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> dt.datetime:
        return self.now

    def pass_by(self, seconds: float) -> None:
        """Let time pass."""
        self.now += dt.timedelta(seconds=seconds)


class Lectern:
    """A workshop that is run from a window."""

    def __init__(self, qtbot: QtBot, application: QApplication, folder: Path, theme: str = "light") -> None:
        self.qtbot, self.application, self.folder = qtbot, application, folder
        self.clock = Watch()
        self.settings = Settings.load(folder / "settings.json")
        self.settings.set(THEME, theme)
        self.settings.set(MOTION, False)
        self.appearance = Appearance(application, self.settings, THEMES.parent)
        self.paths = Paths.locate(folder)
        self.store = Store.open(self.paths.progress_file, self.clock)
        self.window = MainWindow()
        seen = glance(self.paths.progress_file, self.clock(), 20)
        self.cases = Cases(self.paths, None, seen, self.clock, self.window)
        self.cases.loaded = Loaded(self.store, (Shelved(xiaomi(), outline_of(xiaomi(), XIAOMI)),))
        self.said: list[str] = []
        self.presenting: Presenting | None = None
        self.window.show_page(self.appearance.theme, QWidget())
        show(qtbot, self.window)

    def prepare(self, made: Plan | None = None, events: Sequence[Happened] = ()) -> Path:
        """A workshop that was planned before, and perhaps begun."""
        with WorkshopFile.create(self.paths.workshops_folder, made or plan(DECISIONS), self.clock) as file:
            if events:
                ids = [each.decision_id for each in file.read().plan.decisions]
                file.keep_texts([xiaomi().sheet(each) for each in ids], xiaomi().envelopes)
                file.keep(events)
            return file.path

    def open(self, path: Path | None = None) -> Presenting:
        """Start a workshop."""
        made = Presenting(
            self.application,
            self.window,
            self.appearance,
            self.cases,
            self.paths.assets,
            path or self.prepare(),
            self.clock,
            self.window,
        )
        self.appearance.changed.connect(made.show_again)
        self.presenting = made
        assert made.start(), visible_text(self.window)
        settle()
        return made

    def begin(self, path: Path | None = None) -> PresenterPage:
        """Start a workshop without phones."""
        self.open(path)
        if isinstance(self.window.page, DoorsPage):
            button(self.window, "Without phones").click()
            settle()
        return self.page

    @property
    def page(self) -> PresenterPage:
        """The presenter's page."""
        page = self.window.page
        assert isinstance(page, PresenterPage), type(page)
        return page

    @property
    def doors_page(self) -> DoorsPage:
        """The page of the doors."""
        page = self.window.page
        assert isinstance(page, DoorsPage), type(page)
        return page

    @property
    def running(self) -> Presenting:
        """The workshop that runs."""
        assert self.presenting is not None
        return self.presenting

    @property
    def presenter(self) -> Presenter:
        """What shows the presenter's page."""
        found = self.running.presenter
        assert found is not None
        return found

    @property
    def host(self) -> Host:
        """Of the workshop that runs."""
        running = self.running._running
        assert running is not None
        return running.host

    @property
    def session(self) -> Session:
        """As it was stored last."""
        return self.host.session

    def do(self, *commands: Command) -> None:
        """What phones, or somebody else, ask."""
        for command in commands:
            self.host.submit(command).result(_SECONDS)
        self.refresh()

    def refresh(self) -> None:
        """Show how it stands."""
        self.presenter.refresh()
        settle()

    def until(self, holds: Callable[[], bool]) -> None:
        """Wait for something."""
        self.qtbot.waitUntil(holds, timeout=int(_SECONDS * 1000))
        settle()

    def press(self, *keys: Qt.Key) -> None:
        """Press keys far enough apart, and wait until all that they asked for is answered."""
        for key in keys:
            self.page._guard._until = float("-inf")
            press(key)
            self.answered()

    def answered(self) -> None:
        """Wait for the answers."""
        running = self.running._running
        assert running is not None
        self.until(lambda: not running.asking.is_waiting)
        if running.presenter.page is not None:
            self.refresh()

    def open_doors(self) -> None:
        """As if the doors stood open, without a server."""
        self.do(OpenDoors("192.168.1.20", 8420, CODE))

    def let_in(self, *names: str) -> None:
        """People with phones."""
        self.do(*(Join(f"{number:064x}", name, "en") for number, name in enumerate(names, 1)))

    def vote(self, who: int, option: int, forecast: int = 50) -> None:
        """Somebody votes in the open ballot."""
        ballot = self.session.open_ballot
        assert ballot is not None
        choice = self.host.sheet(ballot.decision_id).briefing.options[option].id
        self.do(CastVote(who, ballot.id, f"vote-{ballot.id}-{who}-{option}", choice, forecast, ""))

    def answer(self, words: str) -> None:
        """Press a button of the question that is asked."""
        self.until(lambda: self.question() is not None)
        box = self.question()
        assert box is not None
        next(each for each in box.buttons() if each.text() == words).click()
        settle()

    def question(self) -> QMessageBox | None:
        """What is asked at the moment."""
        found = self.window.findChildren(QMessageBox)
        return next((each for each in found if each.isVisible()), None)

    def close(self) -> None:
        """Leave."""
        if self.presenting is not None:
            self.presenting.end()
        self.store.close()
        self.cases.end()


@contextmanager
def lectern(qtbot: QtBot, application: QApplication, folder: Path, theme: str = "light") -> Iterator[Lectern]:
    """A lectern, put away in the end."""
    made = Lectern(qtbot, application, folder, theme)
    try:
        yield made
    finally:
        made.close()


def stored(path: Path) -> Session:
    """What is in a workshop's file that nobody has open."""
    with WorkshopFile.open(path) as file:
        return file.read()
