"""Types into the real program from within its process, and tells how far it is, so that it can be killed there.

    python -m tests.journeys.typist DATA write|write-on|commit|recall|recall-answer

Each line on standard output is a word, and behind it what belongs to it.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

import trainer.app
from tests.journeys.driver import FORECAST, REASONS, Key
from trainer.cli import main

CHOICE, PERCENT = 3, 42
WHAT = "What did they do, and why? In your own words"
TEXT = "Bad terms hurt for as long as we sell phones. "
LONGEST = 4_000

Condition = Callable[[], bool]


def focus() -> QWidget:
    """What has the focus, or else the window."""
    return QApplication.focusWidget() or QApplication.topLevelWidgets()[0]


def is_at(name: str) -> Condition:
    """Whether something of that accessible name has the focus."""
    return lambda: focus().accessibleName() == name


def tell(*words: object) -> None:
    """Say how far it is."""
    print(*words, flush=True)


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the focus is."""
    QTest.keyClick(focus(), key, modifier)


def tab_to(name: str) -> Iterator[Condition]:
    """Press Tab until something of that name has the focus."""
    while not is_at(name)():
        press(Key.Key_Tab)
        yield lambda: True


def recall(mode: str) -> Iterator[Condition]:
    """From the library into what comes back, and into an answer or behind it."""
    yield lambda: focus().accessibleName().startswith("Continue")
    yield from tab_to("Recall them")
    press(Key.Key_Return)
    yield is_at(WHAT)
    QTest.keyClicks(focus(), TEXT)
    tell("written", len(TEXT))
    if mode == "recall-answer":
        press(Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        yield is_at("The record")
        tell("answered", 1)
    yield lambda: False


def script(mode: str) -> Iterator[Condition]:
    """All steps; gives what the next one waits for."""
    if mode.startswith("recall"):
        yield from recall(mode)
    yield is_at("Your name")
    QTest.keyClicks(focus(), "Mara")
    press(Key.Key_Return)
    yield is_at("The situation")
    press(Key.Key_Space)
    press(Key(Key.Key_0 + CHOICE))
    yield from tab_to(FORECAST)
    QTest.keyClicks(focus(), str(PERCENT))
    yield from tab_to(REASONS)
    QTest.keyClicks(focus(), TEXT)
    tell("written", len(TEXT))
    if mode == "write-on":
        for index in range(LONGEST):
            QTest.keyClicks(focus(), TEXT[index % len(TEXT)])
            tell("letter", len(TEXT) + index + 1, time.monotonic())
            yield lambda: True
    elif mode == "commit":
        press(Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        tell("committed", 1)
    yield lambda: False


def act_in(mode: str) -> None:
    """Begin as soon as the application is there."""
    make = trainer.app.make_application
    steps = script(mode)
    waiting: list[Condition] = [lambda: True]
    timer = QTimer()
    timer.setInterval(15)

    def step() -> None:
        if waiting[0]():
            waiting[0] = next(steps)

    def make_and_begin() -> QApplication:
        application = make()
        timer.timeout.connect(step)
        timer.start()
        return application

    trainer.app.make_application = make_and_begin


if __name__ == "__main__":
    act_in(sys.argv[2])
    sys.exit(main(["--data", sys.argv[1]]))
