from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.desktop.support import assert_sound, focus, look, named, press, settle, show, texts, visible_text
from trainer.desktop.widgets.rail import Rail
from trainer.desktop.widgets.rail_items import NARROW, WIDTH, RailAct, RailItem, Stop, StopItem, StopKind

FIRST = RailAct(1, "The north", "2011", (Stop("harbour", "The harbour", "April 2011", StopKind.DECIDED, False),))
SECOND = RailAct(
    2,
    "成长与一个很长很长的标题",
    "2012–2013",
    (
        Stop("bridge", "The bridge over the river", "May 2012", StopKind.DECIDED, False),
        Stop("ferry", "The ferry", "June 2012", StopKind.OPEN, True),
        Stop("tunnel", "A secret tunnel", "March 2013", StopKind.SEALED, False),
    ),
)
THIRD = RailAct(
    3,
    "The south",
    "2020",
    (
        Stop("airport", "A secret airport", "2020", StopKind.SEALED, False),
        Stop("sale", "A secret sale", "2021", StopKind.SEALED, False),
    ),
)


def _rail(qtbot: QtBot, qapp: QApplication, *, narrow: bool = False, text_size: int = 100) -> Rail:
    rail = Rail(look(qapp, text_size=text_size))
    rail.set_narrow(narrow)
    rail.show_acts((FIRST, SECOND, THIRD))
    show(qtbot, rail, rail.width(), 800)
    return rail


def _items(rail: Rail) -> list[str]:
    items = sorted(rail.findChildren(RailItem), key=lambda each: each.y())
    return [each.accessibleName() for each in items if each.isVisible()]


def test_the_act_of_the_decision_is_open_and_the_others_are_folded(qtbot: QtBot, qapp: QApplication) -> None:
    assert _items(_rail(qtbot, qapp)) == [
        "Act 1, The north, 1 of 1 decided",
        "Act 2, 成长与一个很长很长的标题, 1 of 3 decided",
        "The bridge over the river, May 2012, decided",
        "The ferry, June 2012, open, I am here",
        "March 2013, sealed",
        "Act 3, The south, 2 sealed",
    ]


@pytest.mark.parametrize("narrow", [False, True])
def test_a_sealed_stop_gives_away_no_more_than_its_date(qtbot: QtBot, qapp: QApplication, narrow: bool) -> None:
    rail = _rail(qtbot, qapp, narrow=narrow)
    assert "secret" not in texts(rail)
    for item in rail.findChildren(StopItem):
        assert not any("secret" in text for text, *_ in item.lines())
    sealed = named(rail, "March 2013, sealed")
    assert isinstance(sealed, StopItem)
    assert [text for text, *_ in sealed.lines()] == ["March 2013"]


def test_a_sealed_stop_or_act_cannot_be_gone_to(qtbot: QtBot, qapp: QApplication) -> None:
    rail = _rail(qtbot, qapp)
    before = _items(rail)
    with qtbot.assertNotEmitted(rail.decision_chosen):
        qtbot.mouseClick(named(rail, "March 2013, sealed"), Qt.MouseButton.LeftButton)
        qtbot.mouseClick(named(rail, "Act 3, The south, 2 sealed"), Qt.MouseButton.LeftButton)
    assert _items(rail) == before


def test_a_stop_is_chosen_by_click_and_by_key(qtbot: QtBot, qapp: QApplication) -> None:
    rail = _rail(qtbot, qapp)
    stop = named(rail, "The bridge over the river, May 2012, decided")
    with qtbot.waitSignal(rail.decision_chosen) as chosen:
        qtbot.mouseClick(stop, Qt.MouseButton.LeftButton)
    assert chosen.args == ["bridge"]
    named(rail, "The ferry, June 2012, open, I am here").setFocus()
    with qtbot.waitSignal(rail.decision_chosen) as chosen:
        press(Qt.Key.Key_Space)
    assert chosen.args == ["ferry"]


@pytest.mark.parametrize("narrow", [False, True])
def test_tab_passes_what_can_be_gone_to_and_nothing_sealed(qtbot: QtBot, qapp: QApplication, narrow: bool) -> None:
    rail = _rail(qtbot, qapp, narrow=narrow)
    named(rail, "Act 1, The north, 1 of 1 decided").setFocus()
    passed = [focus().accessibleName()]
    for _ in range(4):
        press(Qt.Key.Key_Tab)
        passed.append(focus().accessibleName())
    assert passed == [
        "Act 1, The north, 1 of 1 decided",
        "Act 2, 成长与一个很长很长的标题, 1 of 3 decided",
        "The bridge over the river, May 2012, decided",
        "The ferry, June 2012, open, I am here",
        "Act 1, The north, 1 of 1 decided",
    ]


@pytest.mark.parametrize("narrow", [False, True])
def test_an_act_unfolds_and_folds_and_keeps_the_focus(qtbot: QtBot, qapp: QApplication, narrow: bool) -> None:
    rail = _rail(qtbot, qapp, narrow=narrow)
    named(rail, "Act 1, The north, 1 of 1 decided").setFocus()
    press(Qt.Key.Key_Space)
    assert "The harbour, April 2011, decided" in _items(rail)
    assert focus().accessibleName() == "Act 1, The north, 1 of 1 decided"
    press(Qt.Key.Key_Space)
    assert "The harbour, April 2011, decided" not in _items(rail)


def test_the_foot_counts_what_is_decided(qtbot: QtBot, qapp: QApplication) -> None:
    assert "2 of 6 decided" in visible_text(_rail(qtbot, qapp))


def test_narrow_it_shows_markers_alone_and_says_the_rest_as_tips(qtbot: QtBot, qapp: QApplication) -> None:
    rail = _rail(qtbot, qapp)
    whole = _items(rail)
    assert rail.width() == WIDTH + 1
    rail.set_narrow(True)
    settle()
    assert rail.width() == NARROW + 1
    assert "decided" not in visible_text(rail)
    assert _items(rail) == whole
    stop = named(rail, "The bridge over the river, May 2012, decided")
    assert stop.toolTip() == "The bridge over the river, May 2012"
    assert named(rail, "March 2013, sealed").toolTip() == "March 2013"


def test_the_thread_is_solid_as_far_as_one_has_come(qtbot: QtBot, qapp: QApplication) -> None:
    rail = _rail(qtbot, qapp)
    below = {each.accessibleName(): each.thread_below for each in rail.findChildren(RailItem)}
    solid = {name: thread[1] for name, thread in below.items() if thread is not None}
    assert list(solid.values()) == [True, True, True, False, False]
    tone = look(qapp).act_colour(2)
    thread = below["The bridge over the river, May 2012, decided"]
    assert thread is not None
    assert thread[0] == tone


def test_a_folded_act_shows_a_dot_for_each_of_its_decisions(qtbot: QtBot, qapp: QApplication) -> None:
    rail = _rail(qtbot, qapp)
    folded = named(rail, "Act 1, The north, 1 of 1 decided")
    with_dots = folded.height()
    qtbot.mouseClick(folded, Qt.MouseButton.LeftButton)
    settle()
    assert named(rail, "Act 1, The north, 1 of 1 decided").height() < with_dots


@pytest.mark.parametrize("text_size", [100, 200])
@pytest.mark.parametrize("narrow", [False, True])
def test_nothing_is_cut(qtbot: QtBot, qapp: QApplication, narrow: bool, text_size: int) -> None:
    rail = _rail(qtbot, qapp, narrow=narrow, text_size=text_size)
    assert_sound(rail)
    for item in rail.findChildren(RailItem):
        assert item.height() >= item.heightForWidth(item.width())


def _offering(qtbot: QtBot, qapp: QApplication, name: str, *, narrow: bool = False, text_size: int = 100) -> Rail:
    rail = _rail(qtbot, qapp, narrow=narrow, text_size=text_size)
    rail.offer_courses(name)
    settle()
    return rail


@pytest.mark.parametrize("narrow", [False, True])
def test_the_course_is_named_and_can_be_changed(qtbot: QtBot, qapp: QApplication, narrow: bool) -> None:
    rail = _offering(qtbot, qapp, "Short course", narrow=narrow)
    with qtbot.waitSignal(rail.course_requested):
        qtbot.mouseClick(named(rail, "Course: short course"), Qt.MouseButton.LeftButton)


def test_the_course_changes_its_form_with_the_rail(qtbot: QtBot, qapp: QApplication) -> None:
    rail = _offering(qtbot, qapp, "Short course")
    assert "Course: short course" in visible_text(rail)
    rail.set_narrow(True)
    settle()
    assert "Course" not in visible_text(rail)
    assert named(rail, "Course: short course").toolTip() == "Course: short course"


def test_a_case_of_one_way_offers_no_course(qtbot: QtBot, qapp: QApplication) -> None:
    assert "Course" not in visible_text(_rail(qtbot, qapp))


@pytest.mark.parametrize("text_size", [100, 200])
def test_a_long_name_of_a_course_is_shortened_and_read_out_in_full(
    qtbot: QtBot, qapp: QApplication, text_size: int
) -> None:
    name = "What a company owes to those who came before it 以及更多"
    rail = _offering(qtbot, qapp, name, text_size=text_size)
    link = named(rail, "Course: w" + name[1:])
    assert link.toolTip() == link.accessibleName()
    assert_sound(rail)
