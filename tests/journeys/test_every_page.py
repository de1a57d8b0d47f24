"""Every page of the program, one after the other: is each control named, within reach of Tab, and whole?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QPushButton, QTextBrowser, QWidget

from tests.desktop.support import complaints, unrest, visible
from tests.journeys.conftest import Run
from tests.journeys.driver import ALT, TAKE_ALONG, Journey, Key, held, settle
from tests.progress.damages import letter
from trainer.desktop.pages.backups import BackupsPage
from trainer.desktop.pages.behind import BehindPage
from trainer.desktop.pages.damaged import DamagedPage
from trainer.desktop.pages.marking import MarkingPage
from trainer.desktop.pages.record import RecordPage
from trainer.desktop.pages.seen import SeenPage
from trainer.desktop.pages.trouble import TroublePage
from trainer.desktop.widgets.case_header import Step
from trainer.progress.backups import back_up
from trainer.progress.database import Database
from trainer.progress.schema import SCHEMA, Schema

LOOKS = tuple(product(("light", "dark"), (100, 200), ((1280, 840), (900, 700))))
FIRST, SECOND = "rtf-agreement", "second-front"
_MOST_TABS = 300


def reachable(window: QWidget) -> set[QWidget]:
    """All that a reader with a keyboard must come to."""
    return {
        each
        for each in visible(window)
        if each.isEnabled() and each.focusProxy() is None and each.focusPolicy() & Qt.FocusPolicy.TabFocus
    }


def tab_round(journey: Journey) -> list[QWidget]:
    """What Tab passes until it comes to where it was before; a trap is a short round."""
    passed: list[QWidget] = []
    places: set[tuple[int, int]] = set()
    while (place := _place(journey.focus)) not in places:
        places.add(place)
        passed.append(journey.focus)
        journey.press(Key.Key_Tab)
    return passed


def _place(widget: QWidget) -> tuple[int, int]:
    """A text is passed link by link."""
    return id(widget), widget.textCursor().position() if isinstance(widget, QTextBrowser) else 0


def name(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.accessibleName()!r}"


class Inspector:
    """Looks at each page and notes what is wrong with it."""

    def __init__(self, journey: Journey) -> None:
        self._journey = journey
        self.found: list[str] = []
        self.seen: list[str] = []

    def look(self, page: str, within: str = "") -> None:
        """Inspect what the window shows now, and leave the focus where it was.

        Args:
            page: what it is, for the report.
            within: name of what keeps Tab to itself until Escape; the whole window by default.
        """
        settle()
        window = self._journey.window
        self.seen.append(page)
        self.found += [f"{page}: {each}" for each in (*complaints(window), *unrest())]
        before = self._journey.focus
        passed = tab_round(self._journey)
        missed = reachable(self._journey.control(within) if within else window) - set(passed)
        self.found += [f"{page}: Tab never comes to {each}" for each in sorted(map(name, missed))]
        before.setFocus(Qt.FocusReason.OtherFocusReason)
        settle()

    def look_at_dialog(self, page: str, dialog: QDialog) -> None:
        """Inspect a dialog, and close it."""
        self.seen.append(page)
        self.found += [f"{page}: {each}" for each in complaints(dialog)]
        missed = reachable(dialog) - set(tab_round(self._journey))
        self.found += [f"{page}: Tab never comes to {each}" for each in sorted(map(name, missed))]
        self._journey.press(Key.Key_Escape)


def open_menu(journey: Journey, button: str) -> QMenu:
    journey.tab_to(button)
    journey.press(Key.Key_Space)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def choose(journey: Journey, menu: QMenu, text: str) -> None:
    """Take an entry of a menu by the arrow keys."""
    wanted = next(each for each in menu.actions() if each.text().replace("&", "") == text)
    for _ in menu.actions():
        if menu.activeAction() is wanted:
            break
        journey.press(Key.Key_Down)
    journey.press(Key.Key_Return)


def walk(journey: Journey, at: Inspector) -> None:
    """From the first start through every page."""
    at.look("first start")
    journey.press(Key.Key_Return)
    at.look("first start without a name")
    journey.begin("Mara")
    at.look("reading")
    walk_decision(journey, at)
    walk_record(journey, at)
    walk_judgement(journey, at)


def walk_decision(journey: Journey, at: Inspector) -> None:
    journey.write_call(2, 40, "Because it is the fair thing to do, and it can be undone.")
    at.look("committing")
    with held(journey.paths.progress_file):
        journey.commit()
        at.look("a notice")
    journey.tab_to("Try again")
    journey.press(Key.Key_Return)
    at.look("reveal begun")
    journey.unfold()
    at.look("reveal open")
    open_source(journey, at)
    journey.press(Key.Key_Space)
    at.look("debrief")
    journey.mark("SM")
    journey.tab_to(TAKE_ALONG)
    journey.type("Ask who crosses the bridge.")
    journey.tab_to("Read, done")
    journey.press(Key.Key_Space)
    at.look("sealed story")
    journey.tab_to("Debrief, open")
    journey.press(Key.Key_Space)
    journey.commit()
    assert journey.is_at(SECOND, Step.READ)
    at.look("the next decision")


def open_source(journey: Journey, at: Inspector) -> None:
    for _ in range(_MOST_TABS):
        if isinstance(journey.focus, QTextBrowser) and journey.focus.textCursor().hasSelection():
            break
        journey.press(Key.Key_Tab)
    journey.press(Key.Key_Return)
    at.look("a source", within="Source")
    journey.press(Key.Key_Escape)
    assert isinstance(journey.focus, QTextBrowser), "the focus goes back to where the source was opened"


def walk_record(journey: Journey, at: Inspector) -> None:
    journey.press(Key.Key_1, modifier=ALT)
    at.look("library")
    journey.press(Key.Key_2, modifier=ALT)
    assert isinstance(journey.window.page, RecordPage)
    at.look("record")
    journey.press(Key.Key_Return)
    if isinstance(journey.window.page, RecordPage):
        at.look("the attempt in place of the list")
        journey.tab_to("Open the page as I saw it")
        journey.press(Key.Key_Return)
    assert isinstance(journey.window.page, SeenPage)
    at.look("a past attempt")
    for tab in ("Reveal, done", "Debrief, open"):
        journey.tab_to(tab)
        journey.press(Key.Key_Space)
        at.look(f"a past attempt, {tab}")
    journey.press(Key.Key_Escape)


def walk_judgement(journey: Journey, at: Inspector) -> None:
    journey.press(Key.Key_3, modifier=ALT)
    journey.wait(lambda: journey.says("1 decision"))
    journey.tab_to("Tries: First tries")
    at.look("judgement")
    for chart in ("Forecasts", "Choices"):
        journey.tab_to(f"{chart}: show the table")
        journey.press(Key.Key_Space)
    at.look("judgement in tables")
    for chart in ("Forecasts", "Choices"):
        journey.tab_to(f"{chart}: show the chart")
        journey.press(Key.Key_Space)
    journey.tab_to("Forecast 40 to 59")
    journey.press(Key.Key_Return)
    journey.wait(lambda: isinstance(journey.window.page, BehindPage))
    at.look("the decisions behind a point")
    journey.press(Key.Key_Escape)
    journey.tab_to("Mark my reasons")
    journey.press(Key.Key_Return)
    journey.wait(lambda: isinstance(journey.window.page, MarkingPage))
    at.look("marking reasons")
    journey.press(Key.Key_1)
    at.look("reasons marked")
    journey.press(Key.Key_Return)
    journey.wait(lambda: journey.says("1 decision marked"))


def walk_menus(journey: Journey, at: Inspector) -> None:
    for entry in ("Add a learner…", "Rename…", "About Case Trainer"):
        menu = open_menu(journey, "Mara, menu")
        assert menu.accessibleName()
        assert all(action.text() or action.isSeparator() for action in menu.actions())
        with journey.answering(partial(at.look_at_dialog, entry)):
            choose(journey, menu, entry)


@contextmanager
def without_stray_windows(application: QApplication) -> Iterator[list[str]]:
    """Notes each moment in which no window of the program has the focus."""
    strays: list[str] = []

    def follow(window: QWindow | None) -> None:
        if window is None:
            strays.append("no window has the focus")

    application.focusWindowChanged.connect(follow)
    yield strays
    application.focusWindowChanged.disconnect(follow)


@pytest.mark.parametrize(("theme", "text_size", "size"), LOOKS)
def test_every_page_can_be_read_and_used_with_a_keyboard(
    run: Run, home: Path, qapp: QApplication, theme: str, text_size: int, size: tuple[int, int]
) -> None:
    data = home / f"{theme}-{text_size}-{size[0]}"  # as long a path as a learner's own
    journey = run(data, theme=theme, text_size=text_size, size=size).start()
    at = Inspector(journey)
    with without_stray_windows(qapp) as strays:
        walk(journey, at)
        assert strays == []
    walk_menus(journey, at)
    assert len(at.seen) >= 23
    assert at.found == [], "\n".join(at.found)


def of_tomorrow(path: Path) -> None:
    """Have a later version of the program have written the progress."""
    Database.open(path, Schema(("of-tomorrow",), SCHEMA.migrations)).close()


@pytest.mark.parametrize(("theme", "text_size", "size"), LOOKS)
@pytest.mark.parametrize(("spoil", "page"), [(of_tomorrow, TroublePage), (letter, DamagedPage)])
def test_a_page_of_trouble_can_be_read_and_used_with_a_keyboard(
    run: Run,
    theme: str,
    text_size: int,
    size: tuple[int, int],
    spoil: Callable[[Path], None],
    page: type[TroublePage | DamagedPage],
) -> None:
    journey = run(theme=theme, text_size=text_size, size=size)
    journey.paths.data.mkdir(parents=True, exist_ok=True)
    spoil(journey.paths.progress_file)
    journey.show()
    journey.program.load()
    journey.wait(lambda: isinstance(journey.window.page, page) and not journey.says("Looking at what"))
    at = Inspector(journey)
    at.look("trouble")
    assert at.found == [], "\n".join(at.found)


@pytest.mark.parametrize(("theme", "text_size", "size"), LOOKS)
def test_the_page_of_backups_can_be_read_and_used_with_a_keyboard(
    run: Run, theme: str, text_size: int, size: tuple[int, int]
) -> None:
    journey = run(theme=theme, text_size=text_size, size=size).start()
    journey.begin("欧阳 Wolfeschlegelsteinhausenbergerdorff")
    for day in range(1, 10):
        moment = dt.datetime(2026, 1, day, 8, tzinfo=dt.UTC)
        back_up(journey.paths.progress_file, journey.paths.backups_folder, moment)
    journey.program.show_backups()
    journey.wait(lambda: isinstance(journey.window.page, BackupsPage) and bool(journey.window.page.buttons))
    at = Inspector(journey)
    at.look("backups")
    assert at.found == [], "\n".join(at.found)


class Trap(QPushButton):
    """Lets nobody go."""

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: ARG002
        return True


def test_a_trap_is_found(run: Run) -> None:
    journey = run().start()
    journey.begin("Mara")
    trap = Trap("A trap", journey.window.page)
    trap.show()
    trap.setFocus()
    at = Inspector(journey)
    at.look("reading")
    assert any("Tab never comes to" in each for each in at.found)
