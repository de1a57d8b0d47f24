from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.desktop.support import colours, look, show
from trainer.desktop.widgets.head_count import HeadCount


def _counted(qtbot: QtBot, application: QApplication, done: int, of: int) -> HeadCount:
    made = HeadCount(look(application))
    made.show_count(done, of)
    show(qtbot, made, 280, 60)
    return made


@pytest.mark.parametrize(("of", "lines"), [(1, 1), (20, 1), (21, 2), (41, 3), (60, 3)])
def test_there_is_a_dot_for_each_in_as_many_lines_as_they_need(
    qtbot: QtBot, qapp: QApplication, of: int, lines: int
) -> None:
    assert _counted(qtbot, qapp, 1, of).heightForWidth(280) == lines * 15


def test_many_are_a_bar_of_one_height(qtbot: QtBot, qapp: QApplication) -> None:
    assert _counted(qtbot, qapp, 100, 300).heightForWidth(280) == 12
    assert _counted(qtbot, qapp, 100, 1_000).heightForWidth(100) == 12


@pytest.mark.parametrize("of", [41, 300])
def test_nobody_and_everybody_look_different(qtbot: QtBot, qapp: QApplication, of: int) -> None:
    full = look(qapp).colours["ink"].lower()

    assert full not in colours(_counted(qtbot, qapp, 0, of))
    assert full in colours(_counted(qtbot, qapp, of, of))


def test_it_is_read_out_as_two_numbers(qtbot: QtBot, qapp: QApplication) -> None:
    assert _counted(qtbot, qapp, 31, 41).accessibleName() == "31 of 41"
