"""A reader at the real program: presses keys, types, and tells what is on screen and what is stored.

Everything is done through the window that has the focus, as a keyboard does it. Nothing waits for a fixed time.
"""

from __future__ import annotations

import html
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTextBrowser,
    QWidget,
)
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from tests.desktop import support
from tests.desktop.support import visible
from trainer.desktop.loading import Loaded
from trainer.desktop.pages.case import CasePage
from trainer.desktop.pages.record import RecordPage
from trainer.desktop.program import Program
from trainer.desktop.widgets.case_header import Step
from trainer.paths import Paths
from trainer.progress.clock import Clock, utc_now
from trainer.progress.store import Store
from trainer.progress.values import Attempt, AttemptLine, Learner
from trainer.settings import MOTION, TEXT_SIZE, THEME, Settings
from trainer.study.playthrough import REVEAL_STEPS, Draft

CASE = "xiaomi"
FORECAST = "How likely is it that they chose the same?"
REASONS = "My reasons, in your own words"
TAKE_ALONG = "What I take along"

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
_NO_MODIFIER = Qt.KeyboardModifier.NoModifier
_MOST_TABS = 120
_MOST_KEYS = 200
_LOAD_MS = 20_000


class Journey:
    """One run of the program on a data folder, from its start until the window is closed."""

    def __init__(
        self,
        qtbot: QtBot,
        application: QApplication,
        data: Path,
        *,
        content: Path | None = None,
        case: Path | None = None,
        theme: str = "light",
        text_size: int = 100,
        size: tuple[int, int] | None = (1280, 840),
        clock: Clock = utc_now,
    ) -> None:
        """
        Args:
            qtbot: waits for conditions.
            application: the running application.
            data: where progress and settings are kept.
            content: the folder of case packs that come with the program; its own by default.
            case: the pack that the program is started with.
            theme: "light" or "dark".
            text_size: percent.
            size: of the window; ``None`` leaves it as the program opens it.
            clock: gives the time.
        """
        self._qtbot = qtbot
        paths = Paths.locate(data)
        self.paths = paths if content is None else paths._replace(content=(content, paths.own_cases))
        self.settings = Settings.load(self.paths.settings_file)
        self.settings.set(THEME, theme)
        self.settings.set(TEXT_SIZE, text_size)
        self.settings.set(MOTION, value=False)
        self.program = Program(application, self.paths, self.settings, case, clock)
        self.window = self.program.window
        if size is not None:
            self.window.resize(*size)
        self.open = True

    def start(self) -> Journey:
        """Show the first page and wait until the rest is loaded."""
        self.show()
        self.program.load()
        self.wait(lambda: self.program.loaded is not None, _LOAD_MS)
        settle()
        return self

    def show(self) -> None:
        """Show the first page, nothing loaded yet."""
        with self._qtbot.waitActive(self.window):
            self.program.start()
            self.window.activateWindow()
        settle()

    def close(self) -> None:
        """Close the window, as its owner does; what it holds is gone afterwards."""
        if self.open:
            self.open = False
            self.window.close()
            self.window.deleteLater()
            self.program.deleteLater()
            settle()

    # Keys

    def press(self, *keys: Qt.Key, modifier: Qt.KeyboardModifier = _NO_MODIFIER) -> None:
        """Press keys one after the other, wherever the focus is."""
        for key in keys:
            QTest.keyClick(_focused_window(), key, modifier)
            settle()
            self._wait_for_record()

    def _wait_for_record(self) -> None:
        """What the record shows is read in a thread."""
        page = self.window.page
        if isinstance(page, RecordPage) and not page.is_read:
            self.wait(lambda: page.is_read)
            settle()

    def type(self, text: str) -> None:
        """Type where the focus is; what is long, or has no keys, comes as from an input method."""
        if text.isascii() and text.isprintable() and len(text) <= _MOST_KEYS:
            QTest.keyClicks(self.focus, text)
        else:
            event = QInputMethodEvent()
            event.setCommitString(text)
            QApplication.sendEvent(self.focus, event)
        settle()

    def tab_to(self, name: str, *, back: bool = False) -> None:
        """Press Tab until something whose accessible name begins so has the focus."""
        passed: list[str] = []
        key = Key.Key_Backtab if back else Key.Key_Tab
        for _ in range(_MOST_TABS):
            if self.focus.accessibleName().startswith(name):
                return
            passed.append(self.focus.accessibleName()[:40])
            self.press(key)
        pytest.fail(f"Tab never comes to {name!r}; it passes {passed}")

    @property
    def focus(self) -> QWidget:
        """What has the keyboard focus."""
        widget = QApplication.focusWidget()
        assert widget is not None, "nothing has the focus"
        return widget

    @contextmanager
    def answering(self, answer: Callable[[QDialog], None]) -> Iterator[None]:
        """Answer the dialog that opens within; it is closed afterwards in any case."""
        answered: list[QDialog] = []

        def look() -> None:
            dialog = QApplication.activeModalWidget()
            if answered or not isinstance(dialog, QDialog) or not dialog.isActiveWindow():
                return
            answered.append(dialog)
            try:
                answer(dialog)
            finally:
                if isValid(dialog) and dialog.isVisible():
                    dialog.reject()

        timer = QTimer()
        timer.setInterval(10)
        timer.timeout.connect(look)
        timer.start()
        yield
        self.wait(lambda: bool(answered) and QApplication.activeModalWidget() is None)
        timer.stop()
        if self.window.isVisible():
            self.window.activateWindow()  # offscreen there is nobody who does it
            self.wait(self.window.isActiveWindow)
        settle()

    # What a reader does

    def begin(self, name: str) -> None:
        """From the first page into the case."""
        self.type(name)
        self.press(Key.Key_Return)
        self.wait(lambda: isinstance(self.window.page, CasePage))
        settle()

    def choose(self, key: int) -> None:
        """Choose an option by its digit; the focus must not be in a field."""
        self.press(Key(Key.Key_0 + key))

    def forecast(self, percent: int) -> None:
        """Go to the forecast and type it."""
        self.tab_to(FORECAST)
        self.type(str(percent))

    def give_reasons(self, text: str) -> None:
        """Go to the field of reasons and write at the end of what stands there."""
        self.tab_to(REASONS)
        self.press(Key.Key_End, modifier=CTRL)
        self.type(text)

    def write_call(self, choice: int, percent: int, reasons: str) -> None:
        """Fill in a whole call, from the story on."""
        self.choose(choice)
        self.forecast(percent)
        self.give_reasons(reasons)

    def commit(self) -> None:
        """Ctrl+Enter."""
        self.press(Key.Key_Return, modifier=CTRL)

    def unfold(self, times: int = len(REVEAL_STEPS) - 1) -> None:
        """Open so many further parts of the record."""
        self.press(*[Key.Key_Space] * times)

    def decide(self, choice: int, percent: int, reasons: str, *, marks: str, takeaway: str = "") -> None:
        """Take the decision on the page from its story to the end of its debrief, and go on."""
        self.write_call(choice, percent, reasons)
        self.commit()
        self.unfold()
        self.press(Key.Key_Space)
        self.mark(marks)
        if takeaway:
            self.tab_to(TAKE_ALONG)
            self.type(takeaway)
        self.commit()

    def mark(self, marks: str) -> None:
        """Mark the factors in their order: S for saw, M for missed."""
        self.press(*[{"S": Key.Key_S, "M": Key.Key_M}[each] for each in marks])

    # What is on screen

    @property
    def page(self) -> CasePage:
        """The page of the case, which must be the one shown."""
        page = self.window.page
        assert isinstance(page, CasePage), f"the window shows {page}"
        return page

    def is_at(self, decision_id: str, step: Step) -> bool:
        """Whether that step of that decision is shown."""
        return (self.page.decision_id, self.page.step) == (decision_id, step)

    def says(self, text: str) -> bool:
        """Whether the window shows a text, scrolled into sight or not."""
        return text in self.words

    @property
    def words(self) -> str:
        """All that the window shows."""
        return "\n".join(words_of(self.window))

    def control(self, name: str) -> QWidget:
        """The visible control of that accessible name."""
        found = [each for each in visible(self.window) if each.accessibleName() == name]
        assert found, f"nothing here is called {name!r}"
        return found[0]

    def field(self, name: str) -> QPlainTextEdit:
        """The visible field of that accessible name."""
        widget = self.control(name)
        assert isinstance(widget, QPlainTextEdit)
        return widget

    def chosen(self) -> list[str]:
        """Accessible names of all that is visible and checked."""
        buttons = (each for each in visible(self.window) if isinstance(each, QAbstractButton))
        return [each.accessibleName() for each in buttons if each.isChecked()]

    # What is stored

    @contextmanager
    def store(self) -> Iterator[Store]:
        """The progress file as somebody else opens it: sees only what is on the disk."""
        with Store.open(self.paths.progress_file) as store:
            yield store

    def learner(self, name: str = "Mara") -> Learner:
        """A learner by name."""
        with self.store() as store:
            return next(each for each in store.learners() if each.name == name)

    def draft(self, decision_id: str, name: str = "Mara") -> Draft | None:
        """The draft that is stored."""
        learner = self.learner(name)
        with self.store() as store:
            return store.draft(learner.id, CASE, decision_id)

    def attempts(self, decision_id: str, name: str = "Mara") -> tuple[Attempt, ...]:
        """The attempts that are stored."""
        learner = self.learner(name)
        with self.store() as store:
            return store.attempts_at(learner.id, CASE, decision_id)

    def lines(self, name: str = "Mara") -> tuple[AttemptLine, ...]:
        """All attempts of a learner, the newest first."""
        learner = self.learner(name)
        with self.store() as store:
            return store.lines(learner.id)

    # Conditions

    def wait(self, condition: Callable[[], bool], milliseconds: int = 5_000) -> None:
        """Wait until something is so."""
        self._qtbot.waitUntil(condition, timeout=milliseconds)

    def wait_for_draft(self, decision_id: str, fits: Callable[[Draft], bool]) -> Draft:
        """Wait until a draft that fits is stored; it has two seconds."""
        found: list[Draft] = []

        def is_there() -> bool:
            draft = self.draft(decision_id)
            found[:] = [draft] if draft is not None and fits(draft) else []
            return bool(found)

        self.wait(is_there, 2_000)
        return found[0]

    @property
    def loaded(self) -> Loaded:
        """What the program has loaded."""
        assert self.program.loaded is not None
        return self.program.loaded


def _focused_window() -> QWindow:
    window = QGuiApplication.focusWindow()
    assert window is not None, "no window has the focus"
    return window


def words_of(window: QWidget) -> Iterator[str]:
    for widget in visible(window):
        if isinstance(widget, QLabel):
            rich = widget.textFormat() == Qt.TextFormat.RichText
            text = html.unescape(widget.accessibleName()) if rich else widget.text()
        elif isinstance(widget, (QTextBrowser, QPlainTextEdit)):
            text = widget.toPlainText()
        elif isinstance(widget, QAbstractButton):
            text = widget.text() or widget.accessibleName()
        elif isinstance(widget, QLineEdit):
            text = widget.text()
        else:
            text = widget.accessibleName()
        yield text.replace("\N{ZERO WIDTH SPACE}", "")


def settle() -> None:
    """Let everything that waits for its turn have it; what was to be deleted is gone, as in a running program."""
    support.settle()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Hold a progress file as a program does that writes to it for long."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        yield
        connection.execute("ROLLBACK")
