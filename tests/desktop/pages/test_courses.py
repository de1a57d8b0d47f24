from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.desktop.cases import debriefed
from tests.desktop.support import SIZES, assert_sound, colours, focus, look, named, press, settle, show, texts
from tests.desktop.test_course_state import PRICE, themed
from trainer.case.outline import CaseOutline, ThemeOutline
from trainer.desktop.course_state import ways_state
from trainer.desktop.pages.courses import CoursesPage
from trainer.desktop.widgets.way_card import WayCard
from trainer.study.course import SHORT, WHOLE, Course

WEATHER = Course.of_theme("weather")


def many_themes() -> CaseOutline:
    """Three themes of two or more decisions each."""
    made = themed()
    given = {"d1": "a", "d2": "b", "d3": "a", "d4": "b", "d5": "c", "d6": "c"}
    acts = tuple(
        replace(act, decisions=tuple(replace(each, themes=(given[each.id],)) for each in act.decisions))
        for act in made.acts
    )
    titles = (ThemeOutline("a", "Prices"), ThemeOutline("b", "天气"), ThemeOutline("c", "Wolfeschlegelsteinhausen" * 3))
    return replace(made, acts=acts, themes=titles)


def _page(
    qtbot: QtBot,
    qapp: QApplication,
    outline: CaseOutline | None = None,
    chosen: Course = WHOLE,
    *,
    done: int = 2,
    size: tuple[int, int, int] = (1280, 840, 100),
) -> CoursesPage:
    state = ways_state(outline or themed(), debriefed(done), chosen, "Mara")
    page = CoursesPage(look(qapp, text_size=size[2]), state)
    show(qtbot, page, size[0], size[1])
    page.focus_start()
    settle()
    return page


def test_it_lists_the_ways_with_their_length_and_progress_and_says_why(qtbot: QtBot, qapp: QApplication) -> None:
    page = _page(qtbot, qapp)
    said = {card.text(): card.accessibleDescription() for card in page.cards}
    assert said == {
        "Whole case, in order": "6 decisions, about an hour and a half. 2 decided.",
        "Short course": "2 decisions, about forty minutes. 1 decided.",
        "Prices": "3 decisions, about three quarters of an hour. 1 decided.",
    }
    assert "Short." in texts(page)
    assert "Later situations may tell what became of earlier decisions" in texts(page)


def test_nothing_and_all_are_said_in_words(qtbot: QtBot, qapp: QApplication) -> None:
    none = _page(qtbot, qapp, done=0)
    assert {card.accessibleDescription().rpartition(". ")[2] for card in none.cards} == {"None decided."}
    every = _page(qtbot, qapp, done=6)
    assert {card.accessibleDescription().rpartition(". ")[2] for card in every.cards} == {"All of them decided."}


@pytest.mark.parametrize("chosen", [WHOLE, SHORT, PRICE])
def test_the_present_course_is_marked_by_a_word_and_has_the_focus(
    qtbot: QtBot, qapp: QApplication, chosen: Course
) -> None:
    page = _page(qtbot, qapp, chosen=chosen)
    (mine,) = [card for card in page.cards if card.accessibleName().endswith(", my course")]
    assert mine.course == chosen
    assert mine.hasFocus()
    assert texts(page).count("My course") == 1


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_a_key_chooses_the_way_that_has_the_focus(qtbot: QtBot, qapp: QApplication, key: Qt.Key) -> None:
    page = _page(qtbot, qapp)
    press(Qt.Key.Key_Down)
    with qtbot.waitSignal(page.course_chosen) as chosen:
        press(key)
    assert chosen.args == [SHORT]


def test_a_click_chooses(qtbot: QtBot, qapp: QApplication) -> None:
    page = _page(qtbot, qapp)
    card = named(page, "Prices")
    assert isinstance(card, WayCard)
    with qtbot.waitSignal(page.course_chosen) as chosen:
        qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
    assert chosen.args == [PRICE]


def test_the_arrows_go_through_the_ways_as_they_stand_on_the_page(qtbot: QtBot, qapp: QApplication) -> None:
    page = _page(qtbot, qapp, many_themes())
    at = {card.course.key: card for card in page.cards}
    down, up, left, right = Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Left, Qt.Key.Key_Right
    steps = (
        (up, "whole"),
        (down, "short"),
        (down, "theme:a"),
        (right, "theme:b"),
        (left, "theme:a"),
        (down, "theme:c"),
        (down, "theme:c"),
        (up, "theme:a"),
        (up, "short"),
    )
    for key, where in steps:
        press(key)
        assert focus() is at[where]


def test_escape_and_the_way_back_lead_back(qtbot: QtBot, qapp: QApplication) -> None:
    page = _page(qtbot, qapp)
    with qtbot.waitSignal(page.back_requested):
        press(Qt.Key.Key_Escape)
    with qtbot.waitSignal(page.back_requested):
        qtbot.mouseClick(named(page, "Back: Library"), Qt.MouseButton.LeftButton)


def test_no_title_of_a_decision_stands_on_it(qtbot: QtBot, qapp: QApplication) -> None:
    outline = themed()
    said = texts(_page(qtbot, qapp, done=0))
    assert not [each.title for act in outline.acts for each in act.decisions if each.title in said]


def test_a_case_without_themes_has_no_heading_for_them(qtbot: QtBot, qapp: QApplication) -> None:
    page = _page(qtbot, qapp, replace(themed(), themes=()))
    assert len(page.cards) == 2
    assert "One theme" not in texts(page)


def test_the_line_of_a_way_shows_what_is_decided_in_the_colour_of_its_act(qtbot: QtBot, qapp: QApplication) -> None:
    theme = look(qapp)
    page = _page(qtbot, qapp, done=1)
    card = page.cards[0]
    act, accent = theme.colour("act1").name(), theme.colour("accent").name()
    assert {act, accent} <= colours(card)
    assert act not in colours(page.cards[1]), "the short course leaves that one out"


@pytest.mark.parametrize("size", SIZES)
def test_every_word_is_whole_at_every_size(qtbot: QtBot, qapp: QApplication, size: tuple[int, int, int]) -> None:
    page = _page(qtbot, qapp, many_themes(), SHORT, size=size)
    assert_sound(page)
