from __future__ import annotations

import gc
import threading
import weakref
from threading import Event

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from trainer.desktop import background
from trainer.desktop.background import Background, CollectingHere


class Waiting(Background):
    """Runs until it is let go."""

    def __init__(self) -> None:
        super().__init__()
        self.let_go = Event()

    def run(self) -> None:
        self.let_go.wait()


@pytest.mark.usefixtures("qapp")
def test_nothing_is_collected_until_the_last_thread_has_ended() -> None:
    first, second = Waiting(), Waiting()
    first.begin()
    second.begin()
    assert not gc.isenabled()

    first.let_go.set()
    first.end()
    assert not gc.isenabled()

    second.let_go.set()
    second.end()
    assert gc.isenabled()


@pytest.mark.usefixtures("qapp")
def test_a_thread_that_was_never_begun_lets_collect() -> None:
    Waiting().end()
    assert gc.isenabled()


class Circle:
    """Refers to itself, so that only the collector takes it away."""

    def __init__(self) -> None:
        self.itself = self


def test_what_runs_for_hours_is_collected_behind_it_in_the_windows_own_thread(qtbot: QtBot) -> None:
    parent = QObject()
    collecting = CollectingHere(parent)
    gone: list[int] = []
    weakref.finalize(Circle(), lambda: gone.append(threading.get_ident()))
    assert not gc.isenabled()
    assert gone == []

    qtbot.waitUntil(lambda: bool(gone))
    assert gone == [threading.get_ident()]
    collecting.end()
    collecting.end()
    assert gc.isenabled()
    assert gc.get_freeze_count() == 0


@pytest.mark.usefixtures("qapp")
def test_what_is_old_is_looked_at_once_little_happens() -> None:
    parent = QObject()
    collecting = CollectingHere(parent)
    gone: list[int] = []
    circle = Circle()
    weakref.finalize(circle, gone.append, 1)
    for _ in range(2):
        gc.collect(1)
    del circle

    def turn(coming: int) -> None:
        gc.collect(1)
        much = [[each] for each in range(coming)]
        collecting._turns = background._ALL
        collecting._collect()
        del much

    turn(2 * background._LITTLE)
    assert gone == []
    turn(0)
    assert gone == [1]
    collecting.end()
