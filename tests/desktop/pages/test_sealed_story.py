from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.desktop import works
from tests.desktop.support import SIZES, assert_sound, look, press, show, texts, visible_text
from trainer.desktop.pages.sealed_story import SealedStory
from trainer.desktop.widgets.option_card import OptionCard

Key = Qt.Key


def _story(
    qtbot: QtBot, qapp: QApplication, steps: int = 0, size: tuple[int, int] = (1060, 780), text_size: int = 100
) -> SealedStory:
    story = SealedStory(look(qapp, text_size=text_size), works.full(), works.attempt("lease"), steps)
    show(qtbot, story, *size)
    story.focus_start()
    return story


def test_story_and_options_are_there_and_my_choice_is_marked(qtbot: QtBot, qapp: QApplication) -> None:
    story = _story(qtbot, qapp)
    words = visible_text(story)
    assert words.index("The harbour is too small") < words.index("What to do about the harbour?")
    cards = story.findChildren(OptionCard)
    assert [card.isChecked() for card in cards] == [False, False, True, False]
    assert cards[2].accessibleName().endswith(", my choice")


def test_nothing_can_be_changed_any_more(qtbot: QtBot, qapp: QApplication) -> None:
    story = _story(qtbot, qapp)
    press(Key.Key_1)
    cards = story.findChildren(OptionCard)
    qtbot.mouseClick(cards[0], Qt.MouseButton.LeftButton)
    assert [card.isChecked() for card in cards] == [False, False, True, False]


@pytest.mark.parametrize("steps", [0, 1, 4])
def test_of_the_record_it_says_no_more_than_is_open(qtbot: QtBot, qapp: QApplication, steps: int) -> None:
    words = texts(_story(qtbot, qapp, steps))
    assert ("against the record" in words) == (steps >= 1)
    assert ("mixed" in words) == (steps >= 4)
    for secret in (works.WAIT, works.SECRET_JUDGE, works.CONTESTED):
        assert secret not in words


def test_space_turns_the_page_and_shift_space_turns_it_back(qtbot: QtBot, qapp: QApplication) -> None:
    story = _story(qtbot, qapp, size=(1060, 400))
    press(Key.Key_Space, Key.Key_Space)
    there = story.column.position
    assert there > 0
    press(Key.Key_Space, modifier=Qt.KeyboardModifier.ShiftModifier)
    assert 0 < story.column.position < there
    press(Key.Key_Down)
    assert story.column.position > 0


@pytest.mark.parametrize(("width", "height", "text_size"), [*SIZES, (640, 480, 100)])
def test_nothing_is_cut(qtbot: QtBot, qapp: QApplication, width: int, height: int, text_size: int) -> None:
    rail = 113 if text_size == 200 else 57 if width < 1160 else 221
    assert_sound(_story(qtbot, qapp, 6, (width - rail, height - 48), text_size))
