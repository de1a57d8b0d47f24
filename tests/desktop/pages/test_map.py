from __future__ import annotations

import time
from collections.abc import Sequence
from functools import partial

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu
from pytestqt.qtbot import QtBot

from tests.desktop import maps, works
from tests.desktop.support import (
    SIZES,
    assert_sound,
    button,
    focus,
    look,
    named,
    press,
    settle,
    show,
    texts,
    visible_text,
)
from tests.desktop.test_timeline_state import entry
from tests.progress import tiny
from trainer.case.timeline import TimelineEntry
from trainer.desktop.map_state import MapFilter, MapKind, MapState
from trainer.desktop.pages.map import MapPage
from trainer.desktop.timeline_state import TimelineState, timeline_state
from trainer.desktop.widgets.map_card import MapCard
from trainer.desktop.widgets.map_stop import StopButton
from trainer.study.playthrough import Stage, Standing

Key = Qt.Key
SECRETS = [f"{maps.SECRET} {number}" for number in range(4, 10)]


def _told(state: MapState, entries: Sequence[TimelineEntry]) -> TimelineState:
    opened: dict[str, list[TimelineEntry]] = {}
    for each in entries:
        opened.setdefault(each.decision, []).append(each)
    return timeline_state(works.pack().info, state, opened)


def _page(
    qtbot: QtBot,
    qapp: QApplication,
    state: MapState | None = None,
    size: tuple[int, int] = (1280, 840),
    text_size: int = 100,
    chosen: MapFilter | None = None,
    told: Sequence[TimelineEntry] = (),
    timeline: bool = False,
) -> MapPage:
    shown = state or maps.state(2)
    theme = look(qapp, text_size=text_size)
    page = MapPage(theme, "A town: works", "Mara", shown, partial(_told, shown, told), timeline=timeline, chosen=chosen)
    show(qtbot, page, *size)
    page.setFocus(Qt.FocusReason.OtherFocusReason)
    settle()
    return page


def _at() -> str:
    widget = focus()
    assert isinstance(widget, StopButton), widget
    return widget.stop.decision_id


def _stop(page: MapPage, decision_id: str) -> StopButton:
    return next(each for each in page.view.stops if each.stop.decision_id == decision_id)


def _cards(page: MapPage) -> list[str]:
    settle()
    return [visible_text(card) for card in page.findChildren(MapCard) if card.isVisible()]


def test_it_opens_at_the_decision_that_the_learner_comes_from_with_its_card(qtbot: QtBot, qapp: QApplication) -> None:
    page = _page(qtbot, qapp, maps.state(4, here="d2"))

    assert _at() == "d2"
    (card,) = _cards(page)
    assert {"Decision 2", f"{maps.SECRET} 2", "with the record", "70 %", "regretted"} <= set(card.splitlines())
    assert "4 of 9 decided" in visible_text(page)


def test_arrow_keys_go_along_the_decisions_and_from_act_to_act(qtbot: QtBot, qapp: QApplication) -> None:
    _page(qtbot, qapp, maps.state(2, here="d1"))
    passed = []
    for key in (Key.Key_Left, Key.Key_Right, Key.Key_Right, Key.Key_Down, Key.Key_Down, Key.Key_Down, Key.Key_Up):
        press(key)
        passed.append(_at())
    press(Key.Key_End)
    passed.append(_at())
    press(Key.Key_Right)
    passed.append(_at())
    press(Key.Key_Home)
    passed.append(_at())

    assert passed == ["d1", "d2", "d3", "d4", "d6", "d6", "d5", "d9", "d9", "d1"]


def test_tab_comes_to_the_map_once_and_back_to_the_same_stop(qtbot: QtBot, qapp: QApplication) -> None:
    _page(qtbot, qapp, maps.state(2, here="d2"))
    press(Key.Key_Right, Key.Key_Backtab)
    assert not isinstance(focus(), StopButton)
    press(Key.Key_Tab)
    assert _at() == "d3"
    press(Key.Key_Tab)
    assert not isinstance(focus(), StopButton)


def test_enter_and_space_and_a_click_open_what_is_not_sealed(qtbot: QtBot, qapp: QApplication) -> None:
    page = _page(qtbot, qapp, maps.state(2, here="d1"))
    chosen: list[str] = []
    page.decision_chosen.connect(chosen.append)

    press(Key.Key_Return, Key.Key_Right, Key.Key_Space)
    QTest.mouseClick(_stop(page, "d3"), Qt.MouseButton.LeftButton)
    press(Key.Key_Right, Key.Key_Return)
    QTest.mouseClick(_stop(page, "d9"), Qt.MouseButton.LeftButton)

    assert chosen == ["d1", "d2", "d3"]


@pytest.mark.parametrize("keys", ["Esc", "Ctrl+M", "link"])
def test_there_are_three_ways_back(qtbot: QtBot, qapp: QApplication, keys: str) -> None:
    page = _page(qtbot, qapp)
    with qtbot.waitSignal(page.back_requested):
        if keys == "Esc":
            press(Key.Key_Escape)
        elif keys == "Ctrl+M":
            press(Key.Key_M, modifier=Qt.KeyboardModifier.ControlModifier)
        else:
            named(page, "Back to the decision").setFocus()
            press(Key.Key_Return)


def test_the_mouse_shows_a_card_and_the_one_with_the_focus_comes_back(qtbot: QtBot, qapp: QApplication) -> None:
    page = _page(qtbot, qapp, maps.state(2, here="d1"))
    stop = _stop(page, "d2")
    at = QPointF(5, 5)

    QApplication.sendEvent(stop, QEnterEvent(at, at, at))
    assert "Decision 2" in _cards(page)[0]
    QApplication.sendEvent(stop, QEvent(QEvent.Type.Leave))
    assert "Decision 1" in _cards(page)[0]


def test_without_the_focus_there_is_no_card(qtbot: QtBot, qapp: QApplication) -> None:
    page = _page(qtbot, qapp)
    press(Key.Key_Backtab)

    assert _cards(page) == []


def test_the_card_of_a_sealed_decision_tells_its_number_and_date_alone(qtbot: QtBot, qapp: QApplication) -> None:
    page = _page(qtbot, qapp, maps.state(2))
    press(Key.Key_Right)

    (card,) = _cards(page)
    date = _stop(page, "d4").stop.date
    assert card.split("\n") == ["Decision 4", date, "Sealed until you come to it"]


def test_no_sealed_title_and_no_name_stands_anywhere_on_the_page(qtbot: QtBot, qapp: QApplication) -> None:
    page = _page(qtbot, qapp, maps.state(2))
    for stop in page.view.stops:
        page.view.go_to(stop.stop.decision_id)
        said = texts(page)
        assert [secret for secret in SECRETS if secret in said] == []
    assert f"{maps.SECRET} 2" in texts(page)


def test_a_theme_lets_the_others_fade_and_the_keys_pass_them_over(qtbot: QtBot, qapp: QApplication) -> None:
    page = _page(qtbot, qapp, maps.state(6, here="d1"))
    named(page, "Theme: All, 9").setFocus(Qt.FocusReason.TabFocusReason)
    press(Key.Key_Right, Key.Key_Right)

    assert page.filter == MapFilter(theme="price")
    assert [each.stop.number for each in page.view.stops if not each.faded] == [2, 4, 6, 8]
    page.view.go_to("d1")
    passed = []
    for _ in range(4):
        press(Key.Key_Right)
        passed.append(_at())
    assert passed == ["d2", "d4", "d6", "d8"]


def test_the_menu_of_people_names_those_that_are_known(qtbot: QtBot, qapp: QApplication) -> None:
    page = _page(qtbot, qapp, maps.state(1))
    named(page, "Person: anyone, opens a menu").setFocus()
    press(Key.Key_Return)
    (menu,) = page.findChildren(QMenu)
    names = [action.text() for action in menu.actions()]
    mayor = next(person for person in tiny.pack().info.people if person.id == "mayor").name

    assert names == ["anyone  2", f"{mayor}  1"]
    menu.actions()[1].trigger()
    menu.close()
    assert [each.stop.number for each in page.view.stops if not each.faded] == [1]


def test_a_filter_given_before_is_in_effect_at_once(qtbot: QtBot, qapp: QApplication) -> None:
    page = _page(qtbot, qapp, chosen=MapFilter(theme="price"))

    assert sum(not stop.faded for stop in page.view.stops) == 4
    assert page.filter == MapFilter(theme="price")


def test_what_comes_back_today_is_marked_and_can_be_looked_for(qtbot: QtBot, qapp: QApplication) -> None:
    page = _page(qtbot, qapp, maps.state(3, due=["d1", "d3"]))

    chip = button(page, "Comes back today")
    assert chip.accessibleName() == "Comes back today, 2"
    chip.click()
    assert [stop.stop.decision_id for stop in page.view.stops if not stop.faded] == ["d1", "d3"]
    assert page.filter == MapFilter(due=True)
    chip.click()
    assert not any(stop.faded for stop in page.view.stops)


def test_where_nothing_comes_back_there_is_nothing_to_look_for(qtbot: QtBot, qapp: QApplication) -> None:
    page = _page(qtbot, qapp, maps.state(3))

    assert "Comes back today" not in visible_text(page)


def test_each_kind_of_stop_looks_different(qtbot: QtBot, qapp: QApplication) -> None:
    page = _page(qtbot, qapp, maps.state(2, acts=(6,), here="d6", due=["d2"], d3=Standing(Stage.REVEALED, "a3", 6, 1)))
    shown = {stop.stop.kind: stop.grab().toImage() for stop in page.view.stops}
    open_ = _page(qtbot, qapp, maps.state(2, acts=(6,)))
    shown |= {stop.stop.kind: stop.grab().toImage() for stop in open_.view.stops if stop.stop.kind is MapKind.OPEN}

    assert set(shown) == set(MapKind)
    sizes_and_pictures = {(picture.width(), bytes(picture.constBits())) for picture in shown.values()}
    assert len(sizes_and_pictures) == len(MapKind)


@pytest.mark.parametrize(("width", "height", "text_size"), SIZES)
@pytest.mark.parametrize("acts", [(3, 2, 4), (40, 2, 30, 28), (1,)], ids=["few", "many", "one"])
def test_nothing_is_cut(
    qtbot: QtBot, qapp: QApplication, width: int, height: int, text_size: int, acts: tuple[int, ...]
) -> None:
    page = _page(qtbot, qapp, maps.state(1, acts, due=["d1"]), (width, height), text_size)

    assert_sound(page)
    press(Key.Key_Home)
    assert_sound(page)


@pytest.mark.parametrize(("width", "height", "text_size"), SIZES)
def test_the_stop_with_the_focus_is_in_sight(
    qtbot: QtBot, qapp: QApplication, width: int, height: int, text_size: int
) -> None:
    _page(qtbot, qapp, maps.state(60, (40, 2, 30, 28)), (width, height), text_size)
    for key in (Key.Key_Home, Key.Key_Down, Key.Key_End, Key.Key_Up):
        press(key)
        assert focus().visibleRegion().boundingRect() == focus().rect()


def test_a_map_of_a_thousand_decisions_opens_in_an_instant(qtbot: QtBot, qapp: QApplication) -> None:
    theme = look(qapp)
    state = maps.state(500, (42,) * 16 + (41,) * 8)
    assert len(state.stops) == 1000

    fastest = 1.0
    for _ in range(3):
        start = time.process_time()
        page = MapPage(theme, "A town: works", "Mara", state, partial(_told, state, ()))
        show(qtbot, page)
        page.grab()
        fastest = min(fastest, time.process_time() - start)
    assert fastest < 0.3


EVENTS = (
    entry("d1", "2009-03", "The quay was measured.", derived="it stands in the diary"),
    entry("d2", "2010", "定价:1999元", contested={"text": "Others say 1,499.", "sources": ["s2:4"]}),
    entry("d1", "2011-05-07", "The first ship came in, longer than the quay, and had to be unloaded from boats."),
)


def _built(qtbot: QtBot, page: MapPage) -> str:
    timeline = page.timeline
    assert timeline is not None
    qtbot.waitUntil(lambda: timeline.complete)
    settle()
    return visible_text(page)


def test_the_switch_shows_the_timeline_in_place_of_the_map(qtbot: QtBot, qapp: QApplication) -> None:
    page = _page(qtbot, qapp, told=EVENTS)
    assert not page.shows_timeline
    named(page, "Show: Map").setFocus(Qt.FocusReason.TabFocusReason)
    press(Key.Key_Right)

    assert page.shows_timeline
    lines = _built(qtbot, page).splitlines()
    assert [each for each in lines if each in ("2009", "2010", "2011", "March", "7 May")] == [
        "2009",
        "March",
        "2010",
        "2011",
        "7 May",
    ]
    assert {"Where it comes from: it stands in the diary", "Contested: Others say 1,499."} <= set(lines)
    assert "7 more records are sealed." in lines
    press(Key.Key_Left)
    assert not page.shows_timeline


def test_the_timeline_leads_to_its_decisions_and_shows_its_sources(qtbot: QtBot, qapp: QApplication) -> None:
    page = _page(qtbot, qapp, told=EVENTS[:2], timeline=True)
    _built(qtbot, page)

    named(page, "Sources s1, line 3; s2, line 4").setFocus()
    press(Key.Key_Return)
    assert "The diary of the mayor" in visible_text(page)
    press(Key.Key_Escape)
    assert "The diary of the mayor" not in visible_text(page)
    named(page, f"Decision 2, {maps.SECRET} 2").setFocus()
    with qtbot.waitSignal(page.decision_chosen) as chosen:
        press(Key.Key_Return)
    assert chosen.args == ["d2"]


def test_a_theme_is_looked_for_in_the_timeline_too(qtbot: QtBot, qapp: QApplication) -> None:
    page = _page(qtbot, qapp, told=EVENTS, timeline=True, chosen=MapFilter(theme="price"))

    said = _built(qtbot, page)
    assert "定价:1999元" in said
    assert "The quay was measured." not in said


def test_a_timeline_without_anything_says_how_to_begin(qtbot: QtBot, qapp: QApplication) -> None:
    page = _page(qtbot, qapp, maps.state(0), timeline=True)

    said = _built(qtbot, page)
    assert "Decide the first one to begin. 9 records are sealed." in said


@pytest.mark.parametrize(("width", "height", "text_size"), SIZES)
def test_nothing_of_the_timeline_is_cut(
    qtbot: QtBot, qapp: QApplication, width: int, height: int, text_size: int
) -> None:
    page = _page(qtbot, qapp, size=(width, height), text_size=text_size, told=EVENTS * 20, timeline=True)
    _built(qtbot, page)

    assert_sound(page)


def test_a_long_timeline_shows_its_first_lines_at_once(qtbot: QtBot, qapp: QApplication) -> None:
    page = _page(qtbot, qapp, told=EVENTS * 700)
    switch = named(page, "Show: Timeline")
    assert isinstance(switch, QAbstractButton)

    start = time.process_time()
    switch.click()
    page.grab()
    assert time.process_time() - start < 0.3
    timeline = page.timeline
    assert timeline is not None
    assert not timeline.complete
    assert "The quay was measured." in visible_text(page)
