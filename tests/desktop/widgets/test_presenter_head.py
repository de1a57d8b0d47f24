from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.desktop.support import assert_sound, look, named, show_bar, texts, visible_text
from trainer.desktop.widgets.presenter_head import PresenterHead

DOORS = "Doors open: 192.168.1.20:8420, code K7PXQM"
TIMES = "10:47, planned end 11:30"


def _head(
    qtbot: QtBot, application: QApplication, width: int, text_size: int = 100, title: str = "Buying time"
) -> PresenterHead:
    head = PresenterHead(look(application, text_size=text_size))
    head.show_state(title, DOORS, TIMES, is_open=True)
    show_bar(qtbot, head, width)
    return head


@pytest.mark.parametrize("text_size", [100, 150, 200])
@pytest.mark.parametrize("width", [640, 760, 900, 1280])
def test_it_is_whole_at_any_width(qtbot: QtBot, qapp: QApplication, width: int, text_size: int) -> None:
    head = _head(qtbot, qapp, width, text_size, "A workshop with a title that is longer than anybody would like")

    assert_sound(head)
    assert head.width() == width


def test_with_room_it_says_all(qtbot: QtBot, qapp: QApplication) -> None:
    said = visible_text(_head(qtbot, qapp, 1280))

    for words in ("Buying time", DOORS, TIMES):
        assert words in said


def test_without_room_the_doors_are_still_told_to_screen_readers(qtbot: QtBot, qapp: QApplication) -> None:
    head = _head(qtbot, qapp, 640, 200)

    assert DOORS not in visible_text(head)
    assert DOORS in texts(head)


def test_the_time_goes_on_in_the_form_that_fits(qtbot: QtBot, qapp: QApplication) -> None:
    wide, narrow = _head(qtbot, qapp, 1280), _head(qtbot, qapp, 900, 200)
    for head in (wide, narrow):
        head.show_state("Buying time", DOORS, "10:48, planned end 11:30", is_open=True)

    assert "10:48, planned end 11:30" in visible_text(wide)
    assert "10:48" in visible_text(narrow)
    assert "planned" not in visible_text(narrow)


def test_the_doors_are_a_button(qtbot: QtBot, qapp: QApplication) -> None:
    head = _head(qtbot, qapp, 1280)
    with qtbot.waitSignal(head.doors_requested):
        named(head, DOORS).click()  # type: ignore[attr-defined]
