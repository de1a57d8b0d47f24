from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.desktop.support import colours, look, show
from trainer.desktop.widgets.frames import Card, KeyBox
from trainer.desktop.widgets.layout import column


def test_my_choice_is_filled_with_the_accent_and_others_are_not(qtbot: QtBot, qapp: QApplication) -> None:
    theme = look(qapp)
    accent = theme.colour("accent").name()
    mine, other = KeyBox(theme, 2, mine=True), KeyBox(theme, 3)
    for box in (mine, other):
        show(qtbot, box, 22, 22)
    assert (mine.accessibleName(), other.accessibleName()) == ("Option 2", "Option 3")
    assert accent in colours(mine)
    assert accent not in colours(other)


@pytest.mark.parametrize(("text_size", "side"), [(100, 22), (200, 44)])
def test_a_key_grows_with_the_text(qapp: QApplication, text_size: int, side: int) -> None:
    box = KeyBox(look(qapp, text_size=text_size), 1)
    assert (box.width(), box.height()) == (side, side)
    box.deleteLater()


def test_a_card_is_page_coloured_with_a_line_around_it(qtbot: QtBot, qapp: QApplication) -> None:
    theme = look(qapp)
    card = Card(theme, column())
    show(qtbot, card, 60, 60)
    image = card.grab().toImage()
    assert image.pixelColor(30, 30) == theme.colour("page")
    assert image.pixelColor(30, 0) == theme.colour("line")
