from __future__ import annotations

from dataclasses import replace
from functools import cache

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.desktop.support import assert_at_rest, assert_sound, colours, look, show
from tests.workshop.made import play
from tests.workshop.screens import each_kind
from trainer.desktop.widgets.room_view import RoomPreview
from trainer.workshop.screen_values import Blank, Drawing, Lobby, Shift


@cache
def lobby() -> Lobby:
    return next(each for each in each_kind(play(41, ("qualcomm-contract",))) if isinstance(each, Lobby))


@cache
def both_votes() -> Shift:
    return next(each for each in each_kind(play(41, ("qualcomm-contract",))) if isinstance(each, Shift))


def test_the_preview_tells_what_the_room_sees(qtbot: QtBot, qapp: QApplication) -> None:
    preview = RoomPreview(look(qapp))
    show(qtbot, preview, 540, 304)

    preview.show_screen(lobby())

    assert preview.accessibleName() == "What the room sees"
    assert preview.accessibleDescription() == lobby().said
    assert_sound(preview)


def test_it_is_painted_in_the_colours_of_the_hall(qtbot: QtBot, qapp: QApplication) -> None:
    light, dark = look(qapp), look(qapp, "dark")
    preview = RoomPreview(light)
    show(qtbot, preview, 160, 90)
    preview.show_screen(both_votes())
    assert light.colours["paper"].lower() in colours(preview)

    preview.set_theme(dark)

    assert dark.colours["paper"].lower() in colours(preview)
    assert light.colours["paper"].lower() not in colours(preview)


def test_who_moved_where_unfolds_once(qtbot: QtBot, qapp: QApplication) -> None:
    preview = RoomPreview(replace(look(qapp), motion=True))
    show(qtbot, preview, 540, 304)
    preview.show_screen(lobby())
    assert not preview.is_unfolding

    preview.show_screen(both_votes())
    assert preview.is_unfolding
    assert preview.drawn < 1
    qtbot.waitUntil(lambda: preview.drawn == 1.0 and not preview.is_unfolding)

    preview.show_screen(replace(both_votes(), foot="Something else"))
    assert not preview.is_unfolding
    assert preview.drawn == 1.0
    assert_at_rest()


def test_what_is_left_in_the_middle_of_unfolding_is_whole_the_next_time(qtbot: QtBot, qapp: QApplication) -> None:
    preview = RoomPreview(replace(look(qapp), motion=True))
    show(qtbot, preview, 540, 304)
    preview.show_screen(lobby())
    preview.show_screen(both_votes())

    preview.show_screen(Blank(said="Nothing"))

    assert not preview.is_unfolding
    assert preview.drawn == 1.0


def test_without_motion_all_is_there_at_once(qtbot: QtBot, qapp: QApplication) -> None:
    preview = RoomPreview(look(qapp))
    show(qtbot, preview, 540, 304)
    preview.show_screen(lobby())

    preview.show_screen(both_votes())

    assert both_votes().drawing is Drawing.FLOWS
    assert not preview.is_unfolding
    assert preview.drawn == 1.0


def test_the_first_screen_of_all_does_not_unfold(qtbot: QtBot, qapp: QApplication) -> None:
    preview = RoomPreview(replace(look(qapp), motion=True))
    show(qtbot, preview, 540, 304)

    preview.show_screen(both_votes())

    assert not preview.is_unfolding
