from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontMetrics
from PySide6.QtWidgets import QApplication, QButtonGroup, QWidget
from pytestqt.qtbot import QtBot

from tests.desktop.support import assert_sound, colours, look, press, show
from trainer.desktop.widgets.layout import column
from trainer.desktop.widgets.option_card import OptionCard

LONG = "Lease the quay of the neighbours until there is money for one of our own, and build then"
ARGUMENT = "It is there, and the neighbours are in need of dues. " * 3
CHINESE = "向首都申请拨款并推迟一切工程直到春天，届时再作决定" * 2


def _cards(qtbot: QtBot, qapp: QApplication, width: int = 420, text_size: int = 100) -> list[OptionCard]:
    theme = look(qapp, text_size=text_size)
    texts = (("Build it", "It is needed."), (LONG, ARGUMENT), (CHINESE, CHINESE))
    cards = [OptionCard(theme, str(key), title, argument) for key, (title, argument) in enumerate(texts, 1)]
    window = QWidget()
    layout = column(spacing=8)
    group = QButtonGroup(window)
    for card in cards:
        group.addButton(card)
        layout.addWidget(card)
    layout.addStretch(1)
    window.setLayout(layout)
    show(qtbot, window, width, 1600)
    return cards


def _ink(card: OptionCard) -> list[int]:
    """How much is not ground in each row of pixels inside the frame."""
    image = card.grab().toImage()
    ground = image.pixelColor(image.width() // 2, image.height() - 4)
    rows = range(4, image.height() - 3)
    return [sum(image.pixelColor(x, y) != ground for x in range(6, image.width() - 6, 2)) for y in rows]


def test_a_screen_reader_hears_key_title_and_argument(qtbot: QtBot, qapp: QApplication) -> None:
    card = _cards(qtbot, qapp)[1]
    assert card.accessibleName() == f"2: {LONG}"
    assert card.accessibleDescription() == ARGUMENT


def test_one_of_them_is_chosen_by_space_or_click(qtbot: QtBot, qapp: QApplication) -> None:
    cards = _cards(qtbot, qapp)
    cards[0].setFocus()
    press(Qt.Key.Key_Space)
    assert [card.isChecked() for card in cards] == [True, False, False]
    qtbot.mouseClick(cards[2], Qt.MouseButton.LeftButton)
    assert [card.isChecked() for card in cards] == [False, False, True]


def test_the_choice_is_marked_by_more_than_colour(qtbot: QtBot, qapp: QApplication) -> None:
    card = _cards(qtbot, qapp)[0]
    before = card.grab().toImage().convertToFormat(card.grab().toImage().Format.Format_Grayscale8)
    card.setChecked(True)
    after = card.grab().toImage().convertToFormat(before.format())
    right = range(before.width() - 90, before.width() - 14)
    darkest = min(QColor(after.pixelColor(x, y)).lightness() for x in right for y in range(8, 30))
    ground = before.pixelColor(before.width() - 60, 20).lightness()
    assert {before.pixelColor(x, y).lightness() for x in right for y in range(8, 30)} == {ground}
    assert ground - darkest > 80


def test_a_sealed_card_cannot_be_changed_and_says_what_was_chosen(qtbot: QtBot, qapp: QApplication) -> None:
    cards = _cards(qtbot, qapp)
    cards[0].setChecked(True)
    for card in cards:
        card.seal()
    qtbot.mouseClick(cards[1], Qt.MouseButton.LeftButton)
    assert [card.isChecked() for card in cards] == [True, False, False]
    assert cards[0].accessibleName() == "1: Build it, my choice"
    assert cards[1].accessibleName() == f"2: {LONG}"
    theme = look(qapp)
    assert theme.colour("accent-wash").name() not in colours(cards[0])
    assert theme.colour("accent").name() in colours(cards[0])
    assert theme.colour("ink-2").name() in colours(cards[1])
    assert theme.colour("ink").name() not in colours(cards[1])


@pytest.mark.parametrize(("width", "text_size"), [(320, 100), (420, 100), (420, 200), (900, 200)])
def test_title_and_argument_are_whole(qtbot: QtBot, qapp: QApplication, width: int, text_size: int) -> None:
    cards = _cards(qtbot, qapp, width, text_size)
    cards[1].setChecked(True)
    assert_sound(cards[0].window())
    for card in cards:
        assert card.height() == card.heightForWidth(card.width())
        ink = _ink(card)
        line = QFontMetrics(card._theme.sans(13)).height()
        assert any(ink[-line:]), "the last line of the argument is missing"
        assert not any(ink[-3:]), "the argument runs into the frame"
