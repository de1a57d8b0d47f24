from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from tests.desktop.support import assert_sound, focus, look, named, press, show_bar, visible_text
from trainer.desktop.widgets.chips import Chip, ChipRow, MenuChip

CHOICES = (("", "All", 42), ("price", "Price", 8), ("people", "People & teams", 20))
Key = Qt.Key


def _row(qtbot: QtBot, qapp: QApplication, width: int = 900, text_size: int = 100) -> ChipRow:
    chips = ChipRow(look(qapp, text_size=text_size), "Theme", CHOICES)
    show_bar(qtbot, chips, width)
    return chips


def test_the_first_is_chosen_and_an_arrow_key_chooses_the_next(qtbot: QtBot, qapp: QApplication) -> None:
    chips = _row(qtbot, qapp)
    chosen: list[str] = []
    chips.chosen.connect(chosen.append)
    first = named(chips, "Theme: All, 42")
    assert isinstance(first, Chip)
    assert first.isChecked()

    first.setFocus(Qt.FocusReason.TabFocusReason)
    press(Key.Key_Right, Key.Key_Right, Key.Key_Left)

    assert chosen == ["price", "people", "price"]
    assert focus().accessibleName() == "Theme: Price, 8"


def test_tab_comes_to_the_chosen_one_alone(qtbot: QtBot, qapp: QApplication) -> None:
    chips = _row(qtbot, qapp)
    chips.choose("people")

    tabbed = [
        each.accessibleName() for each in chips.findChildren(Chip) if each.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    assert tabbed == ["Theme: People & teams, 20"]


def test_an_unknown_choice_is_the_first(qtbot: QtBot, qapp: QApplication) -> None:
    chips = _row(qtbot, qapp)
    chips.choose("price")
    chips.choose("gone")
    first = named(chips, "Theme: All, 42")
    assert isinstance(first, Chip)
    assert first.isChecked()


def test_the_chosen_one_is_filled_with_ink(qtbot: QtBot, qapp: QApplication) -> None:
    theme = look(qapp)
    chip = Chip(theme, "", 0)
    show_bar(qtbot, chip, 200)
    before = chip.grab().toImage().pixelColor(chip.width() // 2, 4).name()
    chip.setChecked(True)
    after = chip.grab().toImage().pixelColor(chip.width() // 2, 4).name()
    assert after == theme.colours["ink"].lower()
    assert before != after


def test_they_take_further_lines_where_there_is_no_room(qtbot: QtBot, qapp: QApplication) -> None:
    for width, text_size in ((900, 100), (640, 200), (260, 100)):
        chips = _row(qtbot, qapp, width, text_size)
        assert_sound(chips.window())
    assert len({chip.y() for chip in chips.findChildren(Chip)}) > 1


def test_a_menu_offers_the_same_and_says_what_is_chosen(qtbot: QtBot, qapp: QApplication) -> None:
    made = MenuChip(look(qapp), "Person", CHOICES)
    show_bar(qtbot, made, 900)
    chosen: list[str] = []
    made.chosen.connect(chosen.append)
    assert "Person: All" in visible_text(made)

    made.chip.setFocus()
    press(Key.Key_Return)
    (menu,) = made.findChildren(QMenu)
    assert [(each.text(), each.isChecked()) for each in menu.actions()] == [
        ("All  42", True),
        ("Price  8", False),
        ("People && teams  20", False),
    ]
    menu.actions()[2].trigger()
    menu.close()

    assert chosen == ["people"]
    assert named(made, "Person: People & teams, opens a menu")
