from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.desktop.support import assert_sound, button, look, named, show_bar, visible_text
from trainer.desktop.recall_state import Sitting
from trainer.desktop.widgets.recall_head import RecallHead


def _head(
    qtbot: QtBot, qapp: QApplication, sitting: Sitting | None, width: int = 1280, text_size: int = 100
) -> RecallHead:
    head = RecallHead(look(qapp, text_size=text_size), sitting)
    show_bar(qtbot, head, width)
    return head


def test_it_says_how_far_the_sitting_has_come_and_leads_out_of_it(qtbot: QtBot, qapp: QApplication) -> None:
    head = _head(qtbot, qapp, Sitting(4, 10, can_undo=True))
    told: list[str] = []
    head.library_requested.connect(lambda: told.append("library"))
    head.undo_requested.connect(lambda: told.append("undo"))
    head.stop_requested.connect(lambda: told.append("stop"))
    assert {"What comes back", "4 of 10", "about 3 minutes left"} <= set(visible_text(head).split("\n"))
    for name in ("Back: Library", "Undo last grade", "Stop here"):
        named(head, name).click()  # type: ignore[attr-defined]
    assert told == ["library", "undo", "stop"]


def test_where_nothing_is_graded_there_is_nothing_to_undo(qtbot: QtBot, qapp: QApplication) -> None:
    assert not button(_head(qtbot, qapp, Sitting(1, 10)), "Undo last grade").isEnabled()


def test_once_it_is_over_only_the_way_back_is_left(qtbot: QtBot, qapp: QApplication) -> None:
    words = visible_text(_head(qtbot, qapp, None))
    assert "Library" in words
    assert "Stop" not in words


@pytest.mark.parametrize(
    ("width", "text_size"), [(1280, 100), (900, 100), (640, 100), (1280, 200), (900, 200), (640, 200)]
)
def test_the_ways_out_and_the_count_stay_however_narrow_it_is(
    qtbot: QtBot, qapp: QApplication, width: int, text_size: int
) -> None:
    head = _head(qtbot, qapp, Sitting(14, 20, can_undo=True), width, text_size)
    assert_sound(head.window())
    words = visible_text(head)
    assert "14 of 20" in words
    assert "Undo" in words
    assert "Stop" in words
