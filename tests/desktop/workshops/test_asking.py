"""What the host answers comes back into the window's thread, as long as anybody is there to hear it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.desktop.support import settle
from tests.desktop.workshops.lectern import Lectern, lectern, stored
from trainer.study.workshop.plan import Step
from trainer.workshop.commands import End, Next, TakeNote


@pytest.fixture
def at(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Lectern]:
    with lectern(qtbot, qapp, tmp_path) as made:
        yield made


def test_what_was_asked_for_last_is_stored_and_shown_to_nobody_any_more(at: Lectern) -> None:
    at.begin()
    path, room = at.running.path, at.running.room
    assert room is not None
    at.page.on_requested.emit()

    at.running.end()
    settle()

    assert stored(path).stage.step is Step.BRIEFING
    assert not room.window.isVisible()


def test_an_answer_that_comes_after_the_end_is_nobodys(at: Lectern) -> None:
    at.begin()
    running = at.running._running
    assert running is not None
    heard: list[object] = []
    running.asking.ask(TakeNote("", "One."), heard.append, heard.append)
    running.asking.ask(End(), heard.append, heard.append)
    running.asking.failed.connect(heard.append)

    at.running.end()
    running.asking.ask(Next())
    settle()

    assert heard == []
    assert not running.asking.is_waiting
