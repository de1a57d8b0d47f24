from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.desktop import works
from tests.desktop.support import assert_sound, button, look, press, settle, show, show_bar, visible_text
from trainer.case.model import Person
from trainer.desktop.widgets.layout import ScrollColumn
from trainer.desktop.widgets.person_card import PersonCard, person_view
from trainer.desktop.widgets.story import story_view

LIU = Person(
    id="liu", name="Liu Mei", native_name="刘梅", role="The engineer", before="Built **two** harbours.\n\nAnd a bridge."
)
LONG = Person(
    id="long",
    name="Die Gesellschaft zur Förderung des Hafens " * 3 + "ohne Ende",
    role="Ein Verein " * 8 + "von früher",
    before="Vor langer Zeit. " * 60,
)


def _story(qtbot: QtBot, qapp: QApplication) -> QWidget:
    story = story_view(look(qapp), works.full())
    show(qtbot, story, 600, 800)
    return story


def _card() -> PersonCard:
    card = QApplication.activePopupWidget()
    assert isinstance(card, PersonCard)
    return card


def test_a_name_in_the_room_opens_the_card_of_the_person(qtbot: QtBot, qapp: QApplication) -> None:
    story = _story(qtbot, qapp)
    name = button(story, "Liu Mei")
    qtbot.mouseClick(name, Qt.MouseButton.LeftButton)
    words = visible_text(_card())
    person = works.full().person("engineer")
    assert person.name in words
    assert person.role in words
    assert "Here: has drawn the plan" in words
    assert _card().pos().y() > name.mapToGlobal(QPoint(0, 0)).y()
    _card().close()


@pytest.mark.parametrize("opens", [Qt.Key.Key_Return, Qt.Key.Key_Space])
@pytest.mark.parametrize("closes", [Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_it_is_opened_and_closed_by_keys(qtbot: QtBot, qapp: QApplication, opens: Qt.Key, closes: Qt.Key) -> None:
    name = button(_story(qtbot, qapp), "Anna Berg")
    name.setFocus()
    press(opens)
    qtbot.keyClick(_card(), closes)
    settle()
    assert QApplication.activePopupWidget() is None
    assert name.hasFocus()


def test_names_are_reached_by_the_keyboard_in_the_order_of_the_room(qtbot: QtBot, qapp: QApplication) -> None:
    story = _story(qtbot, qapp)
    button(story, "Anna Berg").setFocus()
    press(Qt.Key.Key_Tab)
    assert button(story, "Liu Mei").hasFocus()


def test_a_screen_reader_hears_the_part_and_what_the_name_does(qtbot: QtBot, qapp: QApplication) -> None:
    name = button(_story(qtbot, qapp), "Liu Mei")
    assert name.accessibleDescription() == "has drawn the plan. Who is that?"


def test_the_card_tells_name_role_and_what_they_had_done(qtbot: QtBot, qapp: QApplication) -> None:
    view = person_view(look(qapp), LIU)
    show_bar(qtbot, view, 540)
    words = visible_text(view)
    assert [words.index(each) for each in ("Liu Mei  刘梅", "The engineer", "Built two harbours.", "And a bridge.")]
    assert words.index("The engineer") < words.index("Built two harbours.")


@pytest.mark.parametrize("text_size", [100, 200])
@pytest.mark.parametrize("person", [LIU, LIU.model_copy(update={"before": None}), LONG])
def test_nothing_on_the_card_is_cut_and_it_stays_on_the_screen(
    qtbot: QtBot, qapp: QApplication, person: Person, text_size: int
) -> None:
    page = QWidget()
    show(qtbot, page, 800, 600)
    card = PersonCard(look(qapp, text_size=text_size), person, "sits at the head of the table", page)
    card.open_at(QPoint(10_000, 10_000))
    settle()
    room = card.screen().availableGeometry()
    assert room.contains(card.geometry())
    assert_sound(card)
    card.close()


def test_a_card_that_is_longer_than_the_screen_can_be_scrolled(qtbot: QtBot, qapp: QApplication) -> None:
    page = QWidget()
    show(qtbot, page, 800, 600)
    card = PersonCard(look(qapp, text_size=200), LONG, "waits", page)
    card.open_at(QPoint(0, 0))
    settle()
    bar = card.findChildren(ScrollColumn)[0].verticalScrollBar()
    assert (bar.value(), bar.maximum() > 0) == (0, True)
    qtbot.keyClick(card, Qt.Key.Key_PageDown)
    assert bar.value() > 0
    qtbot.keyClick(card, Qt.Key.Key_PageUp)
    assert bar.value() == 0
    card.close()
