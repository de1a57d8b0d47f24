from __future__ import annotations

import gc
from threading import Event

import pytest

from trainer.desktop.background import Background


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
