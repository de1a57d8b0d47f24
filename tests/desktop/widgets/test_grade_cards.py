from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.desktop.support import assert_sound, look, press, settle, show
from trainer.desktop.widgets.grade_cards import GradeCards
from trainer.study.recall import Grade

Key = Qt.Key
DATES = {
    Grade.AGAIN: "today, in 10 minutes",
    Grade.HARD: "Wednesday, 23 September",
    Grade.GOOD: "Saturday, 3 October",
    Grade.EASY: "18 March 2028",
}


def _cards(qtbot: QtBot, qapp: QApplication, width: int = 900, text_size: int = 100) -> GradeCards:
    cards = GradeCards(look(qapp, text_size=text_size), DATES)
    show(qtbot, cards, width, 500)
    cards.arrange(width)
    settle()
    return cards


def test_each_says_its_grade_and_when_the_decision_comes_back(qtbot: QtBot, qapp: QApplication) -> None:
    cards = _cards(qtbot, qapp)
    assert [card.accessibleName() for card in cards.cards.values()] == [
        "Again: comes back today, in 10 minutes",
        "Hard: comes back Wednesday, 23 September",
        "Good: comes back Saturday, 3 October",
        "Easy: comes back 18 March 2028",
    ]


@pytest.mark.parametrize("key", [Key.Key_Space, Key.Key_Return])
def test_it_is_pressed_by_keyboard_and_by_mouse(qtbot: QtBot, qapp: QApplication, key: Key) -> None:
    cards = _cards(qtbot, qapp)
    told: list[Grade] = []
    cards.graded.connect(told.append)
    cards.cards[Grade.HARD].setFocus()
    press(key)
    qtbot.mouseClick(cards.cards[Grade.EASY], Qt.MouseButton.LeftButton)
    assert told == [Grade.HARD, Grade.EASY]


@pytest.mark.parametrize(("width", "text_size"), [(900, 100), (600, 100), (300, 100), (1216, 200), (500, 200)])
def test_nothing_is_cut_however_narrow_it_is(qtbot: QtBot, qapp: QApplication, width: int, text_size: int) -> None:
    cards = _cards(qtbot, qapp, width, text_size)
    assert_sound(cards)
    assert all(card.geometry().bottom() < cards.height() for card in cards.cards.values())


def test_they_stand_in_as_few_lines_as_there_is_room_for(qtbot: QtBot, qapp: QApplication) -> None:
    for width, lines in ((900, 1), (500, 2), (260, 4)):
        cards = _cards(qtbot, qapp, width)
        assert len({card.y() for card in cards.cards.values()}) == lines
