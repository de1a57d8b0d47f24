from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.desktop.support import colours, look, show
from trainer.desktop.widgets.choice_row import ChoiceRow

MORE = "All attempts as a table, with a sheet that explains it."


@pytest.mark.parametrize("text_size", [100, 200])
def test_it_is_as_high_as_its_words_need(qtbot: QtBot, qapp: QApplication, text_size: int) -> None:
    theme = look(qapp, text_size=text_size)
    bare, whole = ChoiceRow(theme, "Excel workbook"), ChoiceRow(theme, "Excel workbook", MORE, ".xlsx")
    for each in (bare, whole):
        qtbot.addWidget(each)

    wide = theme.px(600)
    assert bare.heightForWidth(wide) < whole.heightForWidth(wide) < whole.heightForWidth(theme.px(200))


def test_it_says_to_a_screen_reader_what_stands_on_it(qtbot: QtBot, qapp: QApplication) -> None:
    made = ChoiceRow(look(qapp), "Excel workbook", MORE, ".xlsx")
    qtbot.addWidget(made)

    assert (made.accessibleName(), made.accessibleDescription()) == ("Excel workbook (.xlsx)", MORE)


def test_what_is_chosen_stands_out_and_what_cannot_be_chosen_does_not(qtbot: QtBot, qapp: QApplication) -> None:
    theme = look(qapp)
    made = ChoiceRow(theme, "Excel workbook", MORE)
    show(qtbot, made, 400, 60)
    accent = theme.colour("accent").name()
    assert accent not in colours(made)

    made.setChecked(True)
    assert accent in colours(made)

    made.setEnabled(False)
    assert accent not in colours(made)
